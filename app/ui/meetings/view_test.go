package meetings

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
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

// noon is when the tests of this package happen.
func noon() time.Time { return time.Date(2026, 11, 24, 11, 52, 0, 0, time.UTC) }

// open shows an entry in a window.
func open(t *testing.T, b *book.Book, nav *shell, id record.ID) *Entry {
	t.Helper()
	uitest.App(t)
	e := NewEntry(b, nav, uitest.Dutch(t), task.Inline, id, record.ID{})
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	return e
}

func TestANumberIsWrittenBeforeAnyRecoveryCode(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
	e := open(t, b, nav, record.ID{})
	e.done()
	if len(b.Rows(record.KindMeeting)) != 0 || uitest.Error(e.Fields["heads"]) == "" {
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
	b, nav := uitest.Bare(t, noon), &shell{}
	e := open(t, b, nav, record.ID{})
	uitest.Type(t, e.Fields["came"], "slapen, vaders")
	uitest.Type(t, e.Fields["community"], "moeders")
	e.Hidden()
	again := open(t, b, nav, record.ID{})
	if got := again.state.m.Came.Reveal(); got != "slapen, vaders" || again.state.community != "moeders" {
		t.Errorf("%q %q", got, again.state.community)
	}
}

func TestNamesAskForTheRecoveryCode(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
	e := open(t, b, nav, record.ID{})
	e.heads.Plus().Press()
	e.state.byNames = true
	e.state.pick(record.ID{1}, "Fatima")
	e.Touch()
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
	b, nav := uitest.Bare(t, noon), &shell{}
	e := open(t, b, nav, record.ID{})
	e.heads.Plus().Press()
	uitest.Type(t, e.Fields["asked"], "wie vertelt over slapen?")
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
	if len(later.state.requests) != 1 || later.Fields["asked"] != nil {
		t.Error("what was asked stands on the page")
	}
	uitest.Type(t, later.Fields["came"], "slapen")
	later.Changed(t.Context())
	if later.state.m.Came.Reveal() != "slapen" {
		t.Error("what is being typed stays")
	}
}

func TestPartsThatDoNotAddUpOpenTheirField(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
	e := open(t, b, nav, record.ID{})
	for range 4 {
		e.heads.Plus().Press()
	}
	uitest.Type(t, e.Fields["new"], "3")
	e.done()
	if !e.Opened() || uitest.Error(e.Fields["returning"]) != "Samen moet dit 4 zijn." {
		t.Errorf("%q", uitest.Error(e.Fields["returning"]))
	}
}

func TestAPlannedGatheringAsksHowItWas(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
	m := &record.Meeting{Type: record.MeetingTheme, On: b.Today(), Planned: true}
	if err := b.SaveMeeting(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	e := open(t, b, nav, m.ID)
	if e.state.m.Planned || e.problems()["heads"] == "" {
		t.Error("its day has come: it asks for the number")
	}
	e.Hidden()
	if kept, _ := b.Meeting(t.Context(), m.ID); !kept.Planned {
		t.Error("only looking changes nothing")
	}
}

func TestWhoWereThereByName(t *testing.T) {
	b, nav := uitest.Bare(t, noon), &shell{}
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
	b, nav := uitest.Bare(t, noon), &shell{}
	e := open(t, b, nav, record.ID{})
	e.state.m.Planned = true
	e.state.m.On = b.Today().Add(3)
	e.draw()
	e.done()
	if nav.failed != nil || len(b.Rows(record.KindMeeting)) != 1 {
		t.Fatalf("%v %v", nav.failed, e.problems())
	}
	v := New(b, nav, uitest.Dutch(t), task.Inline)
	v.Shown(t.Context())
	if len(v.state.rows) != 1 || v.state.row(0).Status.Text != "komt nog" {
		t.Errorf("%+v", v.state.row(0))
	}
}
