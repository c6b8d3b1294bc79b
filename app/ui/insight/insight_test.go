package insight

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
	"schakel/internal/access"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

var mother, father, home = record.ID{1}, record.ID{2}, record.ID{3}

// source is a family of two parents; the decisions are those that were kept.
type source struct {
	kept  access.Decisions
	who   record.ID
	saves int
	fail  error
}

func (s *source) Access(context.Context, *i18n.Printer, record.Kind, record.ID) (access.Input, error) {
	people := map[record.ID]*record.Person{
		mother: {Head: record.Head{ID: mother, Owner: home, Revision: 1}, As: record.PersonParent, First: record.Text("Fatima"), Approach: record.Text("bel na acht uur"), Homes: []record.ID{home}},
		father: {Head: record.Head{ID: father, Owner: home, Revision: 1}, As: record.PersonParent, First: record.Text("Brahim"), Homes: []record.ID{home}},
	}
	in := access.Input{
		On: record.Day(2026, 11, 24), Household: home, People: people, Worker: &record.Profile{Name: record.Text("Samira")},
		Households: []*record.Household{{
			Head: record.Head{ID: home, Owner: home, Revision: 1}, Name: record.Text("Amrani"), GoesWell: record.Text("samen eten"), Note: record.Text("Şükrans winkel"),
			Members: []record.Member{{Person: mother, Relation: record.RelationMother}, {Person: father, Relation: record.RelationFather}},
		}},
		Everybody: []*record.Person{{Head: record.Head{ID: record.ID{9}}, First: record.Text("Şükran")}},
	}
	return in, s.fail
}

func (s *source) Decisions(context.Context, record.Kind, record.ID) (access.Decisions, record.ID, error) {
	return s.kept, s.who, nil
}

func (s *source) SaveDecisions(_ context.Context, _ record.Kind, _, who record.ID, d access.Decisions) error {
	s.kept, s.who, s.saves = d, who, s.saves+1
	return nil
}

type nav struct {
	said    []string
	failed  error
	printed []export.Document
	name    string
}

func (n *nav) Back()           {}
func (n *nav) Say(text string) { n.said = append(n.said, text) }
func (n *nav) Fail(err error)  { n.failed = err }
func (n *nav) PrintOf(_ record.Kind, _ record.ID, name string, doc export.Document) {
	n.name, n.printed = name, append(n.printed, doc)
}

func page(t *testing.T, tag string, src *source) (*View, *nav, fyne.Window) {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	n := &nav{}
	v := New(src, n, p, task.Inline, record.KindHousehold, home)
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(808, 600))
	v.Shown(t.Context())
	if n.failed != nil {
		t.Fatal(n.failed)
	}
	return v, n, w
}

func TestNoPaperBeforeEveryMarkedPassageIsDecided(t *testing.T) {
	for _, tag := range []string{"nl", "ar"} {
		src := &source{kept: access.Decisions{}}
		v, n, w := page(t, tag, src)
		if len(v.cards) != 4 || v.state.open() != 4 {
			t.Fatalf("%s: %d cards, %d open", tag, len(v.cards), v.state.open())
		}
		v.make.Press()
		if len(n.printed) != 0 || len(n.said) == 0 {
			t.Fatalf("%s: printed with passages open", tag)
		}
		if w.Canvas().Focused() != v.cards[0].focus() {
			t.Errorf("%s: the keyboard is not on what is open", tag)
		}
		for range 4 { // the keyboard road: Space chooses, the button leads on
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			v.next()
		}
		if v.state.open() != 0 || w.Canvas().Focused() != fyne.Focusable(v.make) {
			t.Fatalf("%s: %d open at the end", tag, v.state.open())
		}
		v.make.Press()
		if len(n.printed) != 1 || n.failed != nil || n.printed[0].Lang != tag || n.name != "inzage" {
			t.Fatalf("%s: %v %q %v", tag, n.printed, n.name, n.failed)
		}
		v.Hidden()
		if src.saves == 0 || len(v.content.Objects) != 0 || len(v.state.passages) != 0 {
			t.Errorf("%s: hidden with %d saves", tag, src.saves)
		}
	}
}

func TestWhatWasDecidedIsThereTheNextTime(t *testing.T) {
	src := &source{kept: access.Decisions{}}
	v, _, _ := page(t, "nl", src)
	c := v.cards[3]
	c.chips.Chip(string(access.ChoiceChanged)).Press()
	c.words.SetText("een winkel")
	c.words.OnChanged("een winkel")
	v.cards[0].chips.Chip(string(access.ChoiceOut)).Press()
	v.Hidden()
	again, n, _ := page(t, "nl", src)
	if again.state.open() != 2 || again.cards[3].words.Text() != "een winkel" || again.cards[0].chips.Value() != string(access.ChoiceOut) {
		t.Fatalf("%d open, %q, %q", again.state.open(), again.cards[3].words.Text(), again.cards[0].chips.Value())
	}
	again.cards[1].chips.Chip(string(access.ChoiceIn)).Press()
	again.cards[2].chips.Chip(string(access.ChoiceOut)).Press()
	again.toggle()
	got := uitest.Said(again.content)
	for _, want := range []string{"een winkel", "samen eten", "Wat je mag", "2 stukken staan er niet in", "In 1 stuk heb ik woorden weggelaten"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not on the page: %s", want, got)
		}
	}
	if strings.Contains(got, "Şükran") || strings.Contains(got, "bel na acht uur") || n.failed != nil {
		t.Errorf("left out, and there: %v", n.failed)
	}
}

func TestWhoAsksChangesWhatIsLookedAtFirst(t *testing.T) {
	v, _, _ := page(t, "nl", &source{kept: access.Decisions{}})
	if v.state.asker() != mother {
		t.Fatal("the mother is not offered first")
	}
	v.ask(father.String())
	if v.state.asker() != father {
		t.Error("the father does not ask")
	}
	for _, p := range v.state.passages {
		if strings.HasPrefix(p.Key, "person/"+mother.String()) && !p.Marked() {
			t.Errorf("%s of the mother goes to the father without a look", p.Key)
		}
	}
}

func TestThePaperHasItsOwnLanguage(t *testing.T) {
	src := &source{kept: access.Decisions{}}
	v, n, _ := page(t, "nl", src)
	for _, c := range v.cards {
		c.chips.Chip(string(access.ChoiceIn)).Press()
	}
	v.state.language = "ar"
	v.make.Press()
	if len(n.printed) != 1 || n.printed[0].Lang != "ar" || n.printed[0].Dir != i18n.RightToLeft {
		t.Fatalf("%+v", n.printed)
	}
}

func TestAnErrorIsSaid(t *testing.T) {
	src := &source{kept: access.Decisions{}}
	v, n, _ := page(t, "nl", src)
	src.fail = errors.New("gone")
	v.Shown(t.Context())
	if n.failed == nil {
		t.Error("nothing is said")
	}
}

// Everywhere in the program the eye is what was seen and the bubble what was thought.
func TestWhatTheWorkerThinksHasTheBubbleAndNotTheEye(t *testing.T) {
	for reason, want := range map[access.Reason]look.IconName{
		access.ReasonThought: look.IconChatTeardropDots, access.ReasonUnsafe: look.IconHandPalm, access.ReasonSafety: look.IconHandPalm, access.ReasonHeard: look.IconEye,
	} {
		if got := reasonIcon(reason); got != want {
			t.Errorf("%s: %s, want %s", reason, got, want)
		}
	}
}
