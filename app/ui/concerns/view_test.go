package concerns

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/record"
)

// shell is a Nav that remembers where it was led.
type shell struct {
	t       *testing.T
	went    []string
	last    record.ID
	said    []string
	printed []export.Document
}

func (s *shell) note(what string, k record.Kind, id record.ID) {
	s.went, s.last = append(s.went, what+" "+k.String()), id
}
func (s *shell) Open(k record.Kind, id record.ID)     { s.note("open", k, id) }
func (s *shell) New(k record.Kind, id record.ID)      { s.note("new", k, id) }
func (s *shell) Kick()                                { s.note("kick", 0, record.ID{}) }
func (s *shell) Edit(k record.Kind, id record.ID)     { s.note("edit", k, id) }
func (s *shell) Saved(k record.Kind, id record.ID)    { s.note("saved", k, id) }
func (s *shell) FindHelp(k record.Kind, id record.ID) { s.note("find", k, id) }
func (s *shell) Aid(id record.ID)                     { s.note("aid", record.KindConcern, id) }
func (s *shell) Back()                                { s.went = append(s.went, "back") }
func (s *shell) Say(text string)                      { s.said = append(s.said, text) }
func (s *shell) Print(_ string, doc export.Document)  { s.printed = append(s.printed, doc) }
func (s *shell) Fail(err error)                       { s.t.Errorf("failed: %v", err) }

// desk is a book with one family, a worry about its child, and a partner.
type desk struct {
	*book.Book
	*shell
	t       *testing.T
	now     time.Time
	home    record.ID
	mother  record.ID
	worry   *record.Concern
	partner *record.Partner
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	uitest.App(t)
	k := &desk{shell: &shell{t: t}, t: t, now: time.Date(2026, 11, 24, 20, 14, 0, 0, time.UTC)}
	b := uitest.Bare(t, func() time.Time { return k.now })
	k.Book = b
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	mother, child := &record.Person{As: record.PersonParent, First: record.Text("Elif")}, &record.Person{As: record.PersonChild, First: record.Text("Emre")}
	home := &record.Household{Name: record.Text("gezin Yıldız")}
	if err := b.SaveFamily(t.Context(), home, []book.Arrival{{Person: mother, Relation: record.RelationMother}, {Person: child, Relation: record.RelationChild}}); err != nil {
		t.Fatal(err)
	}
	k.home, k.mother = home.ID, mother.ID
	k.worry = &record.Concern{Scope: record.ScopeHousehold, Household: home.ID, About: []record.ID{child.ID}, Level: record.LevelWorried, Seen: record.Text("moe")}
	if err := b.SaveConcern(t.Context(), k.worry); err != nil {
		t.Fatal(err)
	}
	k.partner = &record.Partner{Type: record.PartnerCJG, Name: record.Text("CJG"), Norm: 7, Officers: []record.Officer{{First: record.Text("Marieke")}}}
	if err := b.SavePartner(t.Context(), k.partner); err != nil {
		t.Fatal(err)
	}
	return k
}

// page shows the page of the worry as it is now.
func (k *desk) page() *Page {
	v := NewPage(k.Book, k.shell, uitest.Dutch(k.t), task.Inline, k.worry.ID)
	uitest.Window(k.t, v.Content())
	v.Shown(k.t.Context())
	return v
}

// TestThePageOffersWhatTheStateMachineAllows walks every state x every level x every action: there is a button exactly when the action is
// legal, and a doubt and a danger are never offered for sending.
func TestThePageOffersWhatTheStateMachineAllows(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	for _, level := range record.ConcernLevels() {
		for _, state := range record.ConcernStates() {
			c, err := k.Concern(t.Context(), k.worry.ID)
			if err != nil {
				t.Fatal(err)
			}
			c.Level, c.State, c.Reason = level, state, ""
			if state == record.ConcernClosed {
				c.Reason = record.ClosedSolved
			}
			if err := k.SaveConcern(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			v := k.page()
			if level == record.LevelDanger && state != record.ConcernClosed {
				uitest.Press(t, v.Content(), p.T("concern.danger.read"))
			}
			have := uitest.Labels(v.Content())
			for _, a := range record.ConcernActions() {
				_, err := c.NextState(a)
				if got := slices.Contains(have, p.Value("concern.action", string(a))); got != (err == nil) {
					t.Errorf("%s %s + %s: button %v, legal %v", level, state, a, got, err == nil)
				}
			}
			if level != record.LevelWorried && slices.Contains(have, p.Value("concern.action", string(record.ConcernRefer))) {
				t.Errorf("a %s is offered for sending", level)
			}
		}
	}
}

func TestADangerIsOnlyTwoNumbersAndWhoWasCalled(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	k.worry.Level = record.LevelDanger
	if err := k.SaveConcern(t.Context(), k.worry); err != nil {
		t.Fatal(err)
	}
	v := k.page()
	want := []string{"112", "Veilig Thuis", "iemand anders", p.T("concern.danger.read")}
	if got := uitest.Labels(v.Content()); !slices.Equal(got, want) {
		t.Errorf("on the page of a danger stand %q", got)
	}
	if n := len(uitest.Seen[*rtl.Entry](v.Content())); n != 1 {
		t.Errorf("%d fields; the only one is when was called", n)
	}
	uitest.Press(t, v.Content(), "Veilig Thuis")
	uitest.Press(t, v.Content(), "112")
	entry := uitest.Seen[*rtl.Entry](v.Content())[0]
	entry.SetText("gisteren 23.10")
	uitest.Press(t, v.Content(), "iemand anders")
	uitest.Seen[*rtl.Entry](v.Content())[0].SetText("morgen 9.00")
	uitest.Press(t, v.Content(), "112")
	uitest.Seen[*rtl.Entry](v.Content())[0].SetText("22.30") // still to come today: that was yesterday
	uitest.Press(t, v.Content(), "112")
	c, err := k.Concern(t.Context(), k.worry.ID)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, call := range c.Called {
		got = append(got, fmt.Sprint(call.Who, " ", call.On, " ", call.At))
	}
	if !slices.Equal(got, []string{"veiligthuis 2026-11-24 20:14", "112 2026-11-24 20:14", "other 2026-11-23 23:10", "112 2026-11-23 22:30"}) {
		t.Errorf("%q", got)
	}
	if len(k.went) != 0 {
		t.Errorf("it led to %v", k.went)
	}
}

// TestADangerCannotSendByType: the page of a danger holds no way to another page and no book.
func TestADangerCannotSendByType(t *testing.T) {
	typ := reflect.TypeFor[danger]()
	for _, banned := range []reflect.Type{reflect.TypeFor[Nav](), reflect.TypeFor[ways](), reflect.TypeFor[Source](), reflect.TypeFor[writer](), reflect.TypeFor[teller]()} {
		for i := range typ.NumField() {
			if f := typ.Field(i).Type; f == banned || f.Kind() == reflect.Interface && f != reflect.TypeFor[fyne.Focusable]() {
				t.Errorf("%s can lead away", typ.Field(i).Name)
			}
		}
	}
}

func TestADangerInTheEntryKeepsWhatWasWritten(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	e := NewEntry(k.Book, k.shell, p, task.Inline, record.ID{}, k.home)
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	uitest.Type(t, e.Fields["seen"], "geschreeuw")
	e.state.c.Level = record.LevelDanger
	e.draw()
	uitest.Press(t, e.Content(), "112")
	if got := uitest.Labels(e.Content()); len(got) != 4 {
		t.Errorf("%q", got)
	}
	e.Hidden()
	again := NewEntry(k.Book, k.shell, p, task.Inline, record.ID{}, k.home)
	uitest.Window(t, again.Content())
	again.Shown(t.Context())
	if len(again.state.c.Called) != 1 || again.state.c.Seen.Reveal() != "geschreeuw" {
		t.Fatalf("%+v", again.state.c)
	}
	uitest.Press(t, again.Content(), p.T("concern.danger.write"))
	uitest.Press(t, again.Content(), p.T("concern.done"))
	if len(k.went) != 1 || k.went[0] != "saved concern" {
		t.Fatalf("%v", k.went)
	}
	c, err := k.Concern(t.Context(), k.last)
	if err != nil || c.Level != record.LevelDanger || c.Called[0].At != "20:14" || c.Shareable() {
		t.Errorf("%+v %v", c, err)
	}
}

func TestADoubtAsksWithWhomItWasTalkedOver(t *testing.T) {
	k := newDesk(t)
	e := NewEntry(k.Book, k.shell, uitest.Dutch(t), task.Inline, record.ID{}, k.home)
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	if e.Fields["talkedOn"] == nil || e.Opened() {
		t.Error("the question stands under more, folded away")
	}
	e.state.c.Level = record.LevelDoubt
	e.state.c.Seen = record.Text("moe")
	e.state.c.With, e.state.c.TalkedOn = []record.Confidant{record.ConfidantColleague}, k.Today()
	e.draw()
	if !strings.Contains(strings.Join(uitest.Labels(e.Content()), "|"), uitest.Dutch(t).T("concern.aid.open")) {
		t.Error("the way to the steps is missing")
	}
	e.done()
	c, err := k.Concern(t.Context(), k.last)
	if err != nil || len(c.With) != 1 || c.TalkedOn != k.Today() || c.Shareable() {
		t.Errorf("%+v %v", c, err)
	}
}

func TestTwoVersionsAreAChoice(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	for _, mine := range []bool{true, false} {
		e := NewEntry(k.Book, k.shell, p, task.Inline, k.worry.ID, record.ID{})
		uitest.Window(t, e.Content())
		e.Shown(t.Context())
		e.state.c.Think = record.Text("wat ik typ " + fmt.Sprint(mine))
		e.Touch()
		other, err := k.Concern(t.Context(), k.worry.ID)
		if err != nil {
			t.Fatal(err)
		}
		other.Think, other.Wish = record.Text("van elders"), record.Text("rust")
		if err := k.SaveConcern(t.Context(), other); err != nil {
			t.Fatal(err)
		}
		e.done()
		if e.state.theirs == nil {
			t.Fatal("nothing was chosen")
		}
		kept, _ := k.Concern(t.Context(), k.worry.ID)
		if kept.Think.Reveal() != "van elders" {
			t.Fatal("a silent overwrite")
		}
		text, want := p.T("versions.stored.all"), "van elders"
		if mine {
			text, want = p.T("versions.mine.all"), "wat ik typ true"
		}
		uitest.Press(t, e.Content(), text)
		uitest.Press(t, e.Content(), p.T("versions.done"))
		if e.state.theirs != nil || e.state.c.Think.Reveal() != want {
			t.Errorf("goes on with %q", e.state.c.Think.Reveal())
		}
		e.done()
		if kept, _ = k.Concern(t.Context(), k.worry.ID); kept.Think.Reveal() != want {
			t.Errorf("%q, want %q", kept.Think.Reveal(), want)
		}
		e.Hidden()
	}
}

func TestAWijksignaalGoesItsWholeRoad(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	e := NewSignalEntry(k.Book, k.shell, p, task.Inline, record.ID{}, k.worry.ID)
	uitest.Window(t, e.Content())
	e.Shown(t.Context())
	e.done()
	if uitest.Error(e.Fields["topic"]) == "" || len(k.Rows(record.KindSignal)) != 0 {
		t.Fatal("it is about nothing")
	}
	uitest.Type(t, e.Fields["topic"], "Emre en anderen slapen slecht")
	e.done()
	if !strings.Contains(uitest.Error(e.Fields["topic"]), "Emre") || len(k.Rows(record.KindSignal)) != 0 {
		t.Fatalf("a name was not pointed at: %q", uitest.Error(e.Fields["topic"]))
	}
	e.state.s.Topic = record.Text("Kinderen slapen slecht 111222333")
	e.done()
	if uitest.Error(e.Fields["topic"]) == "" || len(k.Rows(record.KindSignal)) != 0 {
		t.Fatal("a BSN in a wijksignaal")
	}
	e.state.s.Topic = record.Text("Kinderen slapen slecht")
	e.state.s.Partner, e.state.s.Receiver = k.partner.ID, k.partner.Officers[0].ID
	e.done()
	if len(k.went) != 1 || k.went[0] != "saved signal" || k.said[0] != "W-0001 is bewaard. Nu nog vertellen." {
		t.Fatalf("%v %v", k.went, k.said)
	}
	c, _ := k.Concern(t.Context(), k.worry.ID)
	if c.State != record.ConcernBundled || c.Signal != k.last {
		t.Errorf("%+v", c)
	}
	v := NewSignalPage(k.Book, k.shell, p, task.Inline, k.last)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	uitest.Press(t, v.Content(), p.T("road.print"))
	if paper := fmt.Sprintf("%+v", k.printed[0]); !strings.Contains(paper, "minder dan vijf") || strings.Contains(paper, "Yıldız") || !strings.Contains(paper, "geen melding bij Veilig Thuis") {
		t.Errorf("%s", paper)
	}
	warned := p.T("deliveries.reply.hint", "Words", "Emre")
	if uitest.Says(v.Content(), warned) {
		t.Error("it warns without a reason")
	}
	s, err := k.Signal(t.Context(), k.last)
	if err != nil {
		t.Fatal(err)
	}
	s.Question = record.Text("Kan iemand over slapen vertellen, ook aan Emre?")
	if err := k.SaveSignal(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	v.Changed(t.Context())
	if !uitest.Says(v.Content(), warned) {
		t.Errorf("what is about to be given says nothing of the name in it: %q", uitest.Texts(v.Content()))
	}
	uitest.Press(t, v.Content(), p.T("signal.give"))
	if uitest.Says(v.Content(), warned) {
		t.Error("it warns after it was given")
	}
	k.now = k.now.AddDate(0, 0, 9)
	v.Changed(t.Context())
	if !strings.Contains(strings.Join(uitest.Texts(v.Content()), "|"), "9 dagen, afgesproken was 7") {
		t.Errorf("its age does not stand there: %q", uitest.Texts(v.Content()))
	}
	uitest.Press(t, v.Content(), p.T("request.answer.write"))
	uitest.Press(t, v.Content(), p.T("concern.done"))
	if v.Reply() == nil {
		t.Fatal("an answer without a word")
	}
	v.Reply().Choose(record.ReplyNothing)
	uitest.Press(t, v.Content(), p.T("concern.done"))
	if v.Reply() == nil {
		t.Fatal("niets mee gedaan, without why")
	}
	v.Hidden()
	v.Shown(t.Context())
	if v.Reply() == nil || v.Reply().Value().Reply != record.ReplyNothing {
		t.Fatal("an answer that was begun stays")
	}
	v.Reply().Choose(record.ReplyPlan)
	uitest.Press(t, v.Content(), p.T("concern.done"))
	s, err = k.Signal(t.Context(), k.last)
	if err != nil || s.State != record.RequestAnswered || s.Answer.Reply != record.ReplyPlan || s.AskedOn != record.Day(2026, 11, 24) {
		t.Errorf("%+v %v", s, err)
	}
}

func TestTheSignalPageOffersWhatTheRoadAllows(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	s := &record.Signal{Topic: record.Text("slapen"), Partner: k.partner.ID}
	if err := k.SaveSignal(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	for _, state := range record.RequestStates() {
		for _, reply := range append(record.Replies(), "") {
			s, _ = k.Signal(t.Context(), s.ID)
			s.State, s.AskedOn, s.AnsweredOn, s.Answer = state, k.Today(), record.Date{}, record.Returned{Reply: reply}
			if reply == record.ReplyNothing {
				s.Answer.Why = record.NothingNoRoom
			}
			if state == record.RequestAnswered {
				s.AnsweredOn = k.Today()
				if reply == "" {
					continue
				}
			}
			if err := k.SaveSignal(t.Context(), s); err != nil {
				t.Fatal(state, reply, err)
			}
			v := NewSignalPage(k.Book, k.shell, p, task.Inline, s.ID)
			uitest.Window(t, v.Content())
			v.Shown(t.Context())
			have := uitest.Labels(v.Content())
			for _, a := range record.RoadActions() {
				_, err := s.NextState(a)
				if a == record.RoadUnsent {
					err = record.ErrTransition // only an endpoint says that it lost something
				}
				if got := slices.Contains(have, v.Says(a)); got != (err == nil) {
					t.Errorf("%s (%s) + %s: button %v, legal %v: %q", state, reply, a, got, err == nil, have)
				}
			}
		}
	}
}

func TestAnAdviceWithoutAName(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	v := NewAdvice(k.Book, k.shell, p, task.Inline, record.ID{})
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	v.done()
	if v.fields["from"].Error() == "" || v.fields["question"].Error() == "" {
		t.Error("from whom and what")
	}
	v.a.From = record.ConfidantSafeHome
	uitest.Type(t, v.fields["question"], "Elif vraagt wat zij kan doen")
	v.done()
	if !strings.Contains(v.fields["question"].Error(), "Elif") || len(k.Rows(record.KindAdvice)) != 0 {
		t.Fatalf("a name was not pointed at: %q", v.fields["question"].Error())
	}
	v.done() // the worker knows better
	rows := k.Rows(record.KindAdvice)
	if len(rows) != 1 || k.went[len(k.went)-1] != "back" {
		t.Fatalf("%v %v", rows, k.went)
	}
	if drafts, _ := k.Drafts(t.Context()); len(drafts) != 0 {
		t.Errorf("a draft is left: %v", drafts)
	}
	again := NewAdvice(k.Book, k.shell, p, task.Inline, rows[0].ID)
	uitest.Window(t, again.Content())
	again.Shown(t.Context())
	uitest.Press(t, again.Content(), p.T("advice.keep"))
	for _, s := range uitest.Seen[*form.Select](again.Content()) {
		s.Choose(k.worry.ID.String())
	}
	uitest.Press(t, again.Content(), p.T("advice.keep.agreed", "Name", "Elif"))
	if c, _ := k.Concern(t.Context(), k.worry.ID); len(c.Advised) != 1 || c.Advised[0].By != k.mother || len(k.Rows(record.KindAdvice)) != 0 {
		t.Errorf("%+v", c)
	}
}

func TestTheAidExplainsAndKeepsWords(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	v := NewAid(k.Book, k.shell, p, task.Inline, k.worry.ID)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	all := strings.Join(uitest.Texts(v.Content()), "|")
	for _, want := range []string{p.T("legal.free"), "0800-2000"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q does not stand there", want)
		}
	}
	uitest.Type(t, v.fields["aid.safe"], "ja, bij oma")
	v.Hidden()
	v.Shown(t.Context())
	if v.aid.Safe.Reveal() != "ja, bij oma" {
		t.Error("what was begun is gone")
	}
	v.aid.Said = record.Text("a\x07")
	v.done()
	if v.fields["aid.said"].Error() == "" {
		t.Error("a control character")
	}
	v.aid.Said = record.Private{}
	v.done()
	if c, _ := k.Concern(t.Context(), k.worry.ID); c.Aid.Safe.Reveal() != "ja, bij oma" || k.went[len(k.went)-1] != "back" {
		t.Errorf("%+v", c.Aid)
	}
	alone := NewAid(k.Book, k.shell, p, task.Inline, record.ID{})
	uitest.Window(t, alone.Content())
	alone.Shown(t.Context())
	if len(uitest.Seen[*rtl.Entry](alone.Content())) != 0 {
		t.Error("without a worry there is nothing to write in")
	}
}

func TestTheThreeLists(t *testing.T) {
	k := newDesk(t)
	p := uitest.Dutch(t)
	v := New(k.Book, k.shell, p, task.Inline)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	for _, kind := range sections() {
		v.state.section = kind
		v.load()
		v.draw()
		uitest.Press(t, v.Content(), p.T("concern.list.add."+kind.String()))
		if k.went[len(k.went)-1] != "new "+kind.String() || !k.last.Zero() {
			t.Errorf("%v", k.went)
		}
	}
	late := &record.Signal{Topic: record.Text("laat"), Partner: k.partner.ID, State: record.RequestAsked, AskedOn: k.Today().Add(-9)}
	fresh := &record.Signal{Topic: record.Text("nieuw"), Partner: k.partner.ID}
	for _, s := range []*record.Signal{fresh, late} {
		if err := k.SaveSignal(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	v.state.section = record.KindSignal
	v.load()
	if first := v.state.row(0); first.Title != "laat" || first.Line != "W-0002 · CJG" || first.Status.Text != "9 dagen, afgesproken was 7" {
		t.Errorf("%+v", first)
	}
}

func TestAProposalIsAddedToWhatWasBegun(t *testing.T) {
	begun := NewSignal([]string{"slapen", "Telefoons"}, 2, record.Day(2026, 9, 1), record.Day(2026, 10, 1))
	begun.Topic = record.Text("nachten")
	got := Join(begun, NewSignal([]string{"telefoons", "moe zijn"}, 4, record.Day(2026, 8, 3), record.Day(2026, 11, 2)))
	if got.Words.Reveal() != "slapen, Telefoons, moe zijn" || got.Meetings != 4 || got.From != record.Day(2026, 8, 3) || got.To != record.Day(2026, 11, 2) || got.Topic.Reveal() != "nachten" {
		t.Errorf("%+v", got)
	}
	if empty := Join(NewSignal(nil, 0, record.Date{}, record.Date{}), begun); empty.Words.Reveal() != "slapen, Telefoons" || empty.From != begun.From {
		t.Errorf("%+v", empty)
	}
}
