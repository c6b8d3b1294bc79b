package erasing

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// source is a book that notes what is asked of it.
type source struct {
	plan      book.Erasing
	elsewhere book.Elsewhere
	asked     []book.EraseOptions
	err       error
	stop      func() // called while it is under way
}

func (s *source) Today() record.Date { return record.Day(2026, 11, 22) }
func (s *source) Erasing(context.Context, record.Kind, record.ID) (book.Erasing, error) {
	return s.plan, nil
}
func (s *source) Mentions(_ context.Context, _ record.Kind, _ record.ID, progress func(done, total int)) (book.Elsewhere, error) {
	progress(1, 2)
	return s.elsewhere, nil
}
func (s *source) OldCopies(context.Context, string) (book.OldCopies, error) {
	return book.OldCopies{Here: 2, Until: record.Day(2027, 2, 1)}, nil
}
func (s *source) Erase(ctx context.Context, _ record.Kind, _ record.ID, o book.EraseOptions) (book.Erased, error) {
	s.asked = append(s.asked, o)
	o.Progress(1, 3)
	if s.stop != nil {
		s.stop()
	}
	if ctx.Err() != nil {
		return book.Erased{}, ctx.Err()
	}
	o.Progress(3, 3)
	return book.Erased{Gone: []record.ID{{1}}}, s.err
}

type nav struct {
	backs, prints int
	went          string
	erased        []book.Erased
	failed        []error
	opened        []record.ID
	sticks        []record.ID
}

func (n *nav) Open(_ record.Kind, id record.ID)           { n.opened = append(n.opened, id) }
func (n *nav) FindHelp(record.Kind, record.ID)            {}
func (n *nav) PrintShared(record.Kind, record.ID, string) { n.prints++ }
func (n *nav) Erased(done book.Erased)                    { n.erased = append(n.erased, done) }
func (n *nav) Fail(err error)                             { n.failed = append(n.failed, err) }
func (n *nav) Go(destination string)                      { n.went = destination }
func (n *nav) Back()                                      { n.backs++ }
func (n *nav) StickOut(id record.ID)                      { n.sticks = append(n.sticks, id) }

func shown(t *testing.T, src *source) (*Page, *nav) {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	n := &nav{}
	v := New(src, n, uitest.Printer(t, "nl"), task.Inline, "/copies", record.KindHousehold, record.ID{1})
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(1024, 640))
	v.Shown(t.Context())
	if f := v.Focus(); f != nil {
		w.Canvas().Focus(f)
	}
	return v, n
}

func TestOnlyTheWordErases(t *testing.T) {
	src := &source{plan: full()}
	v, n := shown(t, src)
	if fyne.CurrentApp().Driver().CanvasForObject(v.content).Focused() == fyne.Focusable(v.entry) {
		t.Error("the keyboard stands in the field that confirms")
	}
	v.erase()
	v.entry.SetText("gewist")
	v.erase()
	if len(src.asked) != 0 || v.Begun() || v.field.Error() == "" {
		t.Fatalf("erased without the word: %+v", src.asked)
	}
	v.entry.SetText("wissen")
	v.state.only = true
	v.erase()
	v.erase()
	if len(src.asked) != 1 || !src.asked[0].Recall || src.asked[0].Own != "/copies" || !src.asked[0].OnlyNewCopy {
		t.Fatalf("%+v", src.asked)
	}
	if len(n.erased) != 1 || !v.Of(record.KindHousehold, record.ID{1}) || len(v.Gone()) != 1 {
		t.Errorf("%+v", n)
	}
	v.Hidden()
	if len(v.content.Objects) != 0 {
		t.Error("what was shown stays when the page is left")
	}
	v.Shown(t.Context()) // back to it: it says what is left, and erases nothing again
	if len(src.asked) != 1 || len(v.content.Objects) == 0 {
		t.Error("the page afterwards cannot be read again")
	}
}

func TestStoppedInTimeNothingHappened(t *testing.T) {
	src := &source{plan: full()}
	v, n := shown(t, src)
	src.stop = func() { v.stop() }
	v.entry.SetText("WISSEN")
	v.erase()
	if v.Begun() || len(n.erased) != 0 || len(n.failed) != 0 || v.entry == nil {
		t.Errorf("after stopping: %+v", n)
	}
	src.stop, src.err = nil, fault.New(fault.Full, "store.full", "full")
	v.entry.SetText("WISSEN")
	v.erase()
	if len(n.failed) != 1 || !errors.Is(n.failed[0], src.err) || v.Begun() {
		t.Errorf("an error is said, and the page is as it was: %+v", n.failed)
	}
}

// What was begun goes on when the page is left, and says so where the way back leads.
func TestLeavingThePageDoesNotStopIt(t *testing.T) {
	src := &source{plan: full()}
	v, n := shown(t, src)
	src.stop = v.Hidden
	v.entry.SetText("WISSEN")
	v.erase()
	if len(n.erased) != 1 || !v.Begun() || len(v.content.Objects) != 0 {
		t.Errorf("%+v", n)
	}
}
