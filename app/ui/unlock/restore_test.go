package unlock

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
)

func TestRestoreSaysWhatIsMissingAndPutsBack(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	var got [2]string
	wrong, chosen, done := keyfile.ErrSecret, "/media/stick/schakel-2026-11-24-093000.schakel", 0
	var failing error
	r := NewRestore(p, task.Inline, Restoring{
		Choose: func(f func(string, error)) { f(chosen, failing) },
		Restore: func(_ context.Context, path, secret string) error {
			got = [2]string{path, secret}
			if secret != "kikker fiets lampje" {
				return wrong
			}
			return nil
		},
		Done: func() { done++ }, Back: func() {},
	})
	test.NewTempWindow(t, r.Content()).Resize(fyne.NewSize(1024, 640))
	r.button.Press()
	if r.file.Error() == "" || r.field.Error() == "" || got[0] != "" {
		t.Errorf("%q, %q, %v", r.file.Error(), r.field.Error(), got)
	}
	failing = errors.New("no such disk")
	r.choose.Press()
	if r.file.Error() == "" || r.path != "" {
		t.Error("a disk that cannot be read is not said")
	}
	failing = nil
	r.choose.Press()
	if r.file.Error() != "" || r.name.Text() != "schakel-2026-11-24-093000.schakel" {
		t.Errorf("%q %q", r.file.Error(), r.name.Text())
	}
	test.Type(r.pass.Entry(), "iets")
	r.button.Press()
	if r.field.Error() == "" || done != 0 || r.button.Reason() != "" {
		t.Errorf("%q, done %d", r.field.Error(), done)
	}
	r.pass.Clear()
	test.Type(r.pass.Entry(), "kikker fiets lampje")
	r.button.Press()
	if done != 1 || got[0] != chosen || r.pass.Text() != "" {
		t.Errorf("done %d, %v", done, got[0])
	}
	for step := 1; step <= 5; step++ {
		fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.Options{Step: step}))
		if least := rtl.WidthOf(r.Content()); least > 808 {
			t.Errorf("step %d asks for %v", step, least)
		}
	}
}
