package retention

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

var today = record.Day(2026, 11, 24)

type source struct {
	all    []book.Retained
	months int
	reason string
}

func (s *source) Today() record.Date { return today }
func (s *source) Retention(context.Context, record.Date) ([]book.Retained, error) {
	return s.all, nil
}
func (s *source) Extend(_ context.Context, _ record.Kind, id record.ID, months int, reason record.Private) (record.Date, error) {
	s.months, s.reason = months, reason.Reveal()
	for i, one := range s.all {
		if one.ID == id {
			s.all = append(s.all[:i:i], s.all[i+1:]...)
		}
	}
	return today.Add(30 * months), nil
}

type nav struct {
	said   []string
	erased []record.ID
	opened []record.ID
	failed error
	backs  int
}

func (n *nav) Open(_ record.Kind, id record.ID)  { n.opened = append(n.opened, id) }
func (n *nav) Erase(_ record.Kind, id record.ID) { n.erased = append(n.erased, id) }
func (n *nav) Go(string)                         {}
func (n *nav) Back()                             { n.backs++ }
func (n *nav) Say(text string)                   { n.said = append(n.said, text) }
func (n *nav) Fail(err error)                    { n.failed = err }

func page(t *testing.T, tag string, src *source) (*View, *nav, fyne.Window) {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	n := &nav{}
	v := New(src, n, p, task.Inline)
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(808, 600))
	v.Shown(t.Context())
	return v, n, w
}

func two() *source {
	return &source{all: []book.Retained{
		{Kind: record.KindHousehold, ID: record.ID{1}, Name: record.Text("Okafor"), Due: record.Day(2026, 5, 24), Last: record.Day(2025, 5, 24), What: book.ActivityContact, Contacts: 3},
		{Kind: record.KindPerson, ID: record.ID{2}, Name: record.Text("Karin"), Due: record.Day(2026, 9, 1), Chosen: true},
	}}
}

func TestOneIsKeptLongerWithAReasonAndTheListGoesOn(t *testing.T) {
	for _, tag := range []string{"nl", "ar"} {
		src := two()
		v, n, w := page(t, tag, src)
		v.list.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		one, ok := v.state.one()
		if !ok || one.ID != (record.ID{1}) || w.Canvas().Focused() != fyne.Focusable(v.keep) {
			t.Fatalf("%s: Enter opens %v", tag, one.ID)
		}
		v.state.months, v.state.reason = 6, "komt terug"
		v.Changed(t.Context()) // a change elsewhere takes nothing that was typed away
		if v.state.reason != "komt terug" || v.keep == nil {
			t.Fatalf("%s: what was typed is gone", tag)
		}
		v.keep.Press()
		if src.months != 6 || src.reason != "komt terug" || len(n.said) != 1 || len(v.state.all) != 1 || v.list == nil {
			t.Errorf("%s: %d %q %v", tag, src.months, src.reason, n.said)
		}
	}
}

func TestAReasonWithABSNIsRefusedBesideTheField(t *testing.T) {
	src := two()
	v, n, _ := page(t, "nl", src)
	v.state.choose(0)
	v.draw()
	v.state.reason = "bsn 111222333"
	v.keep.Press()
	if src.months != 0 || n.failed != nil || v.wrong() == "" {
		t.Errorf("%d months, %v", src.months, n.failed)
	}
}

func TestARowSaysWhoWhatAndSinceWhen(t *testing.T) {
	v, _, _ := page(t, "nl", two())
	if r := v.row(0); r.Title != "Okafor" || r.Line != "laatst: contact, 24 mei 2025 · gevraagd sinds 24 mei 2026 · 3 contacten" {
		t.Errorf("%+v", r)
	}
	if r := v.row(1); r.Line != "nog niets opgeschreven · gevraagd sinds 1 september 2026 · alleen wie het is" || r.Icon != look.IconUser {
		t.Errorf("%+v", r)
	}
	if got := v.state.since(v.state.all[1]); got != "Jij koos om hier op 1 september 2026 naar te kijken." {
		t.Error(got)
	}
}

func TestAnEmptyListIsKindAndHidesNothingBehind(t *testing.T) {
	v, _, _ := page(t, "nl", &source{})
	if v.Focus() != nil || len(v.content.Objects) != 1 {
		t.Error("an empty list has something to press first")
	}
	v.Hidden()
	if len(v.content.Objects) != 0 || len(v.state.all) != 0 {
		t.Error("names stay when the page is hidden")
	}
}
