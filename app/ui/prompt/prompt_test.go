package prompt_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/internal/i18n"
)

func TestConfirm(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		name string
		do   func(*prompt.Confirm)
		want string
	}{
		{"enter on yes", func(c *prompt.Confirm) { c.Yes().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }, "yes"},
		{"enter on no", func(c *prompt.Confirm) { c.No().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) }, "no"},
		{"escape", func(c *prompt.Confirm) { c.Yes().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape}) }, "no"},
		{"twice", func(c *prompt.Confirm) { test.Tap(c.Yes()); test.Tap(c.No()) }, "yes"},
	} {
		t.Run(row.name, func(t *testing.T) {
			a := test.NewTempApp(t)
			a.Settings().SetTheme(look.NewTheme(look.Options{}))
			got := ""
			c := prompt.NewConfirm(p, prompt.Question{Title: "Intrekken?", Yes: "Trek in", No: "Laat staan"},
				func() { got += "yes" }, func() { got += "no" })
			w := test.NewTempWindow(t, c)
			c.Focus()
			if w.Canvas().Focused() != fyne.Focusable(c.Yes()) {
				t.Error("Enter does not confirm")
			}
			row.do(c)
			if got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestCarefulQuestionStartsAtNo(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{}))
	c := prompt.NewConfirm(p, prompt.Question{Title: "Wissen?", Yes: "Wis", No: "Bewaar", Careful: true}, nil, nil)
	w := test.NewTempWindow(t, c)
	c.Focus()
	if w.Canvas().Focused() != fyne.Focusable(c.No()) {
		t.Error("the keyboard is not on the button that changes nothing")
	}
}
