package mine

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

type nav struct {
	made   []record.ID
	kinds  []record.Kind
	went   []string
	failed error
}

func (n *nav) New(kind record.Kind, about record.ID) {
	n.kinds, n.made = append(n.kinds, kind), append(n.made, about)
}
func (n *nav) Go(destination string) { n.went = append(n.went, destination) }
func (n *nav) Back()                 {}
func (n *nav) Fail(err error)        { n.failed = err }

type source struct {
	year book.Year
	load book.Load
	err  error
}

func (s *source) Today() record.Date { return record.Day(2026, 11, 24) }
func (s *source) Years() []int       { return []int{2026, 2025} }
func (s *source) Year(_ context.Context, year int) (book.Year, error) {
	y := s.year
	y.Year = year
	if year != 2026 {
		y = book.Year{Year: year}
	}
	return y, s.err
}
func (s *source) Load(context.Context) (book.Load, error) { return s.load, s.err }

func printer(t *testing.T, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	return p
}

func shown(t *testing.T, o fyne.CanvasObject) {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(808, 600))
}

func TestTheYearIsToldInWordsAndThanks(t *testing.T) {
	src := &source{year: book.Year{
		Meetings: 12, Contacts: 88, Visits: 214, Families: 23, Minutes: 8430, Roles: []book.RoleCount{{Role: record.RoleListen, Times: 40}},
		Thanks: []book.Recognition{{On: record.Day(2026, 6, 2), Who: record.Text("Marieke"), Where: record.Text("CJG Zuid"), Text: record.Text("Zonder uw voorwerk was dit gezin niet gekomen.")}},
	}}
	n := &nav{}
	v := NewYear(src, n, printer(t, "nl"), task.Inline)
	shown(t, v.Content())
	v.Shown(t.Context())
	said := uitest.Said(v.Content())
	for _, want := range []string{"Je was er 88 keer voor iemand, en je hield 12 bijeenkomsten.", "214", "141", "Zonder uw voorwerk", "Marieke, CJG Zuid", "alleen voor jou"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said:\n%s", want, said)
		}
	}
	v.year = 2025
	v.load()
	if said := uitest.Said(v.Content()); !strings.Contains(said, "In dit jaar staat nog niets") {
		t.Errorf("an empty year:\n%s", said)
	}
	v.Hidden()
	if len(v.content.Objects) != 0 {
		t.Error("the year stays when the page is left")
	}
}

func TestTheLoadLeadsToAQuestionAndNeverPraises(t *testing.T) {
	src := &source{load: book.Load{Families: 9, Promises: 3, Weeks: [4]int{120, 300, 0, 60}, With: []book.Sharer{
		{Partner: record.ID{7}, First: record.Text("Marieke"), Where: record.Text("CJG Zuid"), Roles: []record.FormalRole{record.FormalSparring}},
	}}}
	n := &nav{}
	v := NewLoad(src, n, printer(t, "nl"), task.Inline)
	shown(t, v.Content())
	v.Shown(t.Context())
	said := uitest.Said(v.Content())
	if !strings.Contains(said, "Marieke, CJG Zuid") || strings.Contains(said, "!") {
		t.Errorf("%s", said)
	}
	for _, praise := range []string{"goed bezig", "knap", "record", "meer dan"} {
		if strings.Contains(strings.ToLower(said), praise) {
			t.Errorf("the load is praised: %q", praise)
		}
	}
	src.load.With = nil
	v.Changed(t.Context())
	if said := uitest.Said(v.Content()); !strings.Contains(said, "Er staat nog niemand") {
		t.Errorf("nobody to ask:\n%s", said)
	}
	src.err = errors.New("broken")
	v.Shown(t.Context())
	if n.failed == nil {
		t.Error("an error was swallowed")
	}
}
