package form_test

import (
	"testing"

	"fyne.io/fyne/v2/container"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// The first half of a day may be a day as well: while it is typed nothing is written over it, also after something was wrong.
func TestADayIsNotWrittenOverWhileItIsTyped(t *testing.T) {
	p := printer(t, i18n.LeftToRight)
	var heard record.Date
	d := form.NewDateField(p, form.DateOptions{Label: "Wanneer?", Coming: true, Plain: true}, record.Day(2026, 11, 24), func(day record.Date, _ bool) { heard = day })
	c := show(t, container.NewVBox(d), 500, look.Options{})
	d.SetText("na de vakanti")
	if d.Error() == "" || d.Wrong() == "" {
		t.Fatal("what is no day is not said to be none")
	}
	d.Entry().SetText("")
	c.Focus(d.Entry())
	for _, r := range "1-12" {
		d.Entry().TypedRune(r)
	}
	if got := d.Entry().Text(); got != "1-12" {
		t.Fatalf("while typing it became %q", got)
	}
	c.Unfocus()
	if got := d.Entry().Text(); got != p.ShortDate(record.Day(2026, 12, 1)) || heard != record.Day(2026, 12, 1) || d.Error() != "" {
		t.Errorf("%q, %v, %q", got, heard, d.Error())
	}
}
