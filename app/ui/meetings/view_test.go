package meetings

import (
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// shell is a Nav that remembers where it was led.
type shell struct {
	went   []string
	said   []string
	failed error
	region string
}

func (s *shell) Open(k record.Kind, _ record.ID)  { s.went = append(s.went, "open "+k.String()) }
func (s *shell) New(k record.Kind, _ record.ID)   { s.went = append(s.went, "new "+k.String()) }
func (s *shell) Saved(k record.Kind, _ record.ID) { s.went = append(s.went, "saved "+k.String()) }
func (s *shell) Go(d string)                      { s.went = append(s.went, "go "+d) }
func (s *shell) SchoolRegion() string             { return s.region }
func (s *shell) SetSchoolRegion(region string)    { s.region = region }
func (s *shell) NewSignal(words []record.Private, meetings int, _, _ record.Date) {
	s.went = append(s.went, fmt.Sprintf("signal %d words %d meetings", len(words), meetings))
}
func (s *shell) Back()           { s.went = append(s.went, "back") }
func (s *shell) Say(text string) { s.said = append(s.said, text) }
func (s *shell) Fail(err error)  { s.failed = err }

func newBook(t *testing.T) *book.Book {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 11, 24, 11, 52, 0, 0, time.UTC) }
	b, err := book.Create(filepath.Join(t.TempDir(), "store"), []byte("paard lamp rivier kaas wolk"), book.Deps{Now: now, Cost: keyfile.FloorCost(), Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

// open shows an entry in a window.
func open(t *testing.T, b *book.Book, nav *shell, id record.ID) *Entry {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	e := NewEntry(b, nav, dutch(t), task.Inline, id, record.ID{})
	w := test.NewTempWindow(t, container.NewStack(e.Content()))
	w.Resize(fyne.NewSize(1064, 760))
	e.Shown(t.Context())
	return e
}

func (e *Entry) typeIn(t *testing.T, field, text string) {
	t.Helper()
	entry, ok := e.fields[field].(*form.Field).Control().(*rtl.Entry)
	if !ok {
		t.Fatalf("%s is no entry", field)
	}
	for _, r := range text {
		entry.TypedRune(r)
	}
}

func TestANumberIsWrittenBeforeAnyRecoveryCode(t *testing.T) {
	b, nav := newBook(t), &shell{}
	e := open(t, b, nav, record.ID{})
	e.done()
	if len(b.Rows(record.KindMeeting)) != 0 || e.fields["heads"].(*form.Field).Error() == "" {
		t.Fatal("without a number it says so beside the field")
	}
	for range 3 {
		e.heads.Plus().Press()
	}
	e.done()
	rows := b.Rows(record.KindMeeting)
	if nav.failed != nil || len(rows) != 1 || rows[0].Detail.Reveal() != "3" {
		t.Fatalf("%v %d", nav.failed, len(rows))
	}
	if len(nav.went) != 1 || nav.went[0] != "back" || nav.said[0] != "B-0001 staat erin: 3 mensen." {
		t.Errorf("%v %v", nav.went, nav.said)
	}
	e.Hidden()
	if _, kept, _ := b.Draft(t.Context(), "meeting"); kept {
		t.Error("what was saved is no draft any more")
	}
}

func TestADraftComesBackWordForWord(t *testing.T) {
	b, nav := newBook(t), &shell{}
	e := open(t, b, nav, record.ID{})
	e.typeIn(t, "came", "slapen, vaders")
	e.typeIn(t, "community", "moeders")
	e.Hidden()
	again := open(t, b, nav, record.ID{})
	if got := again.state.m.Came.Reveal(); got != "slapen, vaders" || again.state.community != "moeders" {
		t.Errorf("%q %q", got, again.state.community)
	}
}

func TestNamesAskForTheRecoveryCode(t *testing.T) {
	b, nav := newBook(t), &shell{}
	e := open(t, b, nav, record.ID{})
	e.heads.Plus().Press()
	e.state.byNames = true
	e.state.pick(record.ID{1}, "Fatima")
	e.touch()
	e.done()
	if !errors.Is(nav.failed, book.ErrRecovery) || len(nav.went) != 0 {
		t.Fatalf("%v %v", nav.failed, nav.went)
	}
	e.Hidden()
	if kept, ok, _ := b.Draft(t.Context(), "meeting"); !ok || len(kept.(*record.Meeting).Names) != 1 {
		t.Error("the draft waits for the code")
	}
}

func TestAQuestionStartsFromAGathering(t *testing.T) {
	b, nav := newBook(t), &shell{}
	e := open(t, b, nav, record.ID{})
	e.heads.Plus().Press()
	e.typeIn(t, "asked", "wie vertelt over slapen?")
	e.ask()
	if len(nav.went) != 2 || nav.went[0] != "saved meeting" || nav.went[1] != "new request" {
		t.Fatalf("%v %v", nav.went, nav.failed)
	}
	m, err := b.Meeting(t.Context(), b.Rows(record.KindMeeting)[0].ID)
	if err != nil || m.Asked.Reveal() != "wie vertelt over slapen?" {
		t.Errorf("%v %v", m, err)
	}
	p := &record.Partner{Type: record.PartnerJGZ, Name: record.Text("JGZ"), Norm: 5}
	if err := b.SavePartner(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	q := &record.Request{What: record.RequestExpert, Partner: p.ID, Meeting: m.ID, Text: m.Asked}
	if err := b.SaveRequest(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	later := open(t, b, nav, m.ID)
	if len(later.state.requests) != 1 || later.fields["asked"] != nil {
		t.Error("what was asked stands on the page")
	}
	later.typeIn(t, "came", "slapen")
	later.Changed(t.Context())
	if later.state.m.Came.Reveal() != "slapen" {
		t.Error("what is being typed stays")
	}
}

func TestPartsThatDoNotAddUpOpenTheirField(t *testing.T) {
	b, nav := newBook(t), &shell{}
	e := open(t, b, nav, record.ID{})
	for range 4 {
		e.heads.Plus().Press()
	}
	e.typeIn(t, "new", "3")
	e.done()
	if !e.more.Visible() || e.fields["returning"].(*form.Field).Error() != "Samen moet dit 4 zijn." {
		t.Errorf("%q", e.fields["returning"].(*form.Field).Error())
	}
}

func TestAPlannedGatheringAsksHowItWas(t *testing.T) {
	b, nav := newBook(t), &shell{}
	m := &record.Meeting{Type: record.MeetingTheme, On: b.Today(), Planned: true}
	if err := b.SaveMeeting(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	e := open(t, b, nav, m.ID)
	if e.state.m.Planned || e.state.problems()["heads"] == "" {
		t.Error("its day has come: it asks for the number")
	}
	e.Hidden()
	if kept, _ := b.Meeting(t.Context(), m.ID); !kept.Planned {
		t.Error("only looking changes nothing")
	}
}

func TestWhoWereThereByName(t *testing.T) {
	b, nav := newBook(t), &shell{}
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	person := &record.Person{As: record.PersonOther, First: record.Text("Fatima")}
	if err := b.SavePerson(t.Context(), person); err != nil {
		t.Fatal(err)
	}
	e := open(t, b, nav, record.ID{})
	e.heads.Plus().Press()
	e.state.byNames = true
	e.drawWho()
	search := e.names.(*rtl.Entry)
	for _, r := range "fat" {
		search.TypedRune(r)
	}
	search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(e.state.persons) != 1 || e.state.persons[0] != person.ID {
		t.Fatalf("%v %v", e.state.persons, nav.failed)
	}
	e.done()
	m, err := b.Meeting(t.Context(), b.Rows(record.KindMeeting)[0].ID)
	if err != nil || len(m.Names) != 1 || !m.Community.Empty() {
		t.Errorf("%+v %v", m, err)
	}
}

func TestAGatheringThatIsToCome(t *testing.T) {
	b, nav := newBook(t), &shell{}
	e := open(t, b, nav, record.ID{})
	e.state.m.Planned = true
	e.state.m.On = b.Today().Add(3)
	e.draw()
	e.done()
	if nav.failed != nil || len(b.Rows(record.KindMeeting)) != 1 {
		t.Fatalf("%v %v", nav.failed, e.state.problems())
	}
	v := New(b, nav, dutch(t), task.Inline)
	v.Shown(t.Context())
	if len(v.state.rows) != 1 || v.state.row(0).Status.Text != "komt nog" {
		t.Errorf("%+v", v.state.row(0))
	}
}
