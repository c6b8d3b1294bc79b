package hours

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/hours"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

type walk struct {
	said, wrote []string
	failed      error
}

func (w *walk) Back()                                      {}
func (w *walk) Say(text string)                            { w.said = append(w.said, text) }
func (w *walk) Fail(err error)                             { w.failed = err }
func (w *walk) WriteHours(format, _ string, _ hours.Sheet) { w.wrote = append(w.wrote, format) }

func open(t *testing.T, tag string) (*book.Book, *walk, *View) {
	t.Helper()
	now := time.Date(2026, time.March, 22, 20, 14, 0, 0, time.Local)
	b, err := book.Create(t.TempDir()+"/store", []byte("vlieger kastanje zeven trampoline mist"),
		book.Deps{Now: func() time.Time { return now }, Cost: keyfile.QuickCost()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []*record.Contact{
		{About: record.AboutNobody, On: b.Today(), Length: 90 * time.Minute, Cents: 340, CostType: record.CostTravel, Note: record.Text("Bij Fatima in de Hoogstraat")},
		{About: record.AboutNobody, On: b.Today().Add(-30), Length: time.Hour},
	} {
		if err := b.SaveContact(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	nav := &walk{}
	v := New(b, nav, p, task.Inline)
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
	test.NewTempWindow(t, v.Content()).Resize(fyne.NewSize(1064, 760))
	v.Shown(t.Context())
	return b, nav, v
}

func TestTheMonthAndTheYear(t *testing.T) {
	_, _, v := open(t, "nl")
	text := uitest.Said(v.Content())
	for _, want := range []string{"1,50", "€ 8,40", "€ 3,40", "kent Schakel niet", "met die van 2025"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "Fatima") || strings.Contains(text, "Hoogstraat") {
		t.Error("something of a contact is on the page")
	}
	v.turn(1)
	if v.state.month != record.Day(2026, 3, 1) {
		t.Error("a month to come is shown")
	}
	v.turn(-1)
	if v.state.sheet.Minutes != 60 || v.state.sheet.Month != time.February {
		t.Errorf("%+v", v.state.sheet)
	}
}

func TestAmountsAreFilledInAndKept(t *testing.T) {
	b, nav, v := open(t, "nl")
	typed := func(name, text string) {
		e := v.fields[name].Control().(*rtl.Entry)
		e.SetText("")
		test.Type(e, text)
		e.FocusLost()
	}
	typed(fieldElsewhere, "veel")
	v.save()
	if len(nav.said) != 0 || v.fields[fieldElsewhere].Error() == "" {
		t.Error("an amount that is none is kept")
	}
	typed(fieldElsewhere, "2.095,00")
	v.Hidden()
	if keys, err := b.Drafts(t.Context()); err != nil || len(keys) != 1 || keys[0] != "allowance/2026" {
		t.Errorf("drafts %q %v", keys, err)
	}
	v.Shown(t.Context())
	if got := v.fields[fieldElsewhere].Control().(*rtl.Entry).Text(); got != "2.095,00" && got != "2095,00" {
		t.Errorf("came back as %q", got)
	}
	typed(fieldHour, "4")
	v.save()
	a, err := b.Allowance(t.Context(), 2026)
	if err != nil || a.Elsewhere != 209_500 || a.Hour != 400 || len(nav.said) != 1 {
		t.Errorf("%+v %v %q", a, err, nav.said)
	}
	if v.state.sheet.Stand() != hours.StandOver || !strings.Contains(uitest.Said(v.Content()), "meer dan € 2.100,00") {
		t.Errorf("no warning above the yearly amount: %+v", v.state.sheet.SoFar)
	}
	if keys, err := b.Drafts(t.Context()); err != nil || len(keys) != 0 {
		t.Errorf("drafts left: %q %v", keys, err)
	}
}

func TestTheSheetIsWritten(t *testing.T) {
	_, nav, v := open(t, "ar")
	var walkAll func(o fyne.CanvasObject)
	walkAll = func(o fyne.CanvasObject) {
		switch c := o.(type) {
		case *form.Button:
			if len(c.Text()) <= 4 {
				c.Press()
			}
		case *fyne.Container:
			for _, child := range c.Objects {
				walkAll(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(c).Objects() {
				walkAll(child)
			}
		}
	}
	walkAll(v.Inside.Objects[1])
	if strings.Join(nav.wrote, " ") != "PDF XLSX CSV" || nav.failed != nil {
		t.Errorf("%q %v", nav.wrote, nav.failed)
	}
}
