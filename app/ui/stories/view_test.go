package stories

import (
	"testing"
	"time"

	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

type walk struct {
	said   []string
	failed error
}

func (w *walk) Back()           {}
func (w *walk) Say(text string) { w.said = append(w.said, text) }
func (w *walk) Fail(err error)  { w.failed = err }

var now = time.Date(2026, time.March, 22, 20, 14, 0, 0, time.Local)

func open(t *testing.T, tag string, people ...string) (*book.Book, *walk, *View) {
	t.Helper()
	b := uitest.Book(t, now)
	for _, name := range people {
		if err := b.SavePerson(t.Context(), &record.Person{As: record.PersonParent, First: record.Text(name)}); err != nil {
			t.Fatal(err)
		}
	}
	nav := &walk{}
	v := New(b, nav, uitest.Printer(t, tag), task.Inline)
	uitest.App(t)
	uitest.Window(t, v.Content())
	v.Shown(t.Context())
	return b, nav, v
}

func one(t *testing.T, b *book.Book) book.StoryChoice {
	t.Helper()
	all, err := b.Stories(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	return all[0]
}

func TestAStoryFromEmptyToTakenBack(t *testing.T) {
	b, nav, v := open(t, "nl", "Fatima")
	uitest.Press(t, v.Content(), "Bewaar")
	if uitest.Error(v.text) == "" || len(b.Rows(record.KindStory)) != 0 {
		t.Fatal("an empty story is kept")
	}
	uitest.Type(t, v.text, "Een moeder durfde niet alleen.")
	v.Hidden()
	v.Shown(t.Context())
	if got := uitest.Entry(t, v.text).Text(); got != "Een moeder durfde niet alleen." {
		t.Fatalf("the draft has %q", got)
	}
	uitest.Press(t, v.Content(), "Bewaar")
	if got := one(t, b); got.Bar != book.StoryOpen || !uitest.Says(v.Content(), "kan niet mee") {
		t.Fatalf("%q", got.Bar)
	}
	uitest.Press(t, v.Content(), "Verander")
	v.state.story.Changed = true
	v.state.agreed(true)
	uitest.Press(t, v.Content(), "Bewaar")
	if got := one(t, b); got.Bar != "" || got.Story.AgreedOn != b.Today() || !uitest.Says(v.Content(), "kan mee") {
		t.Fatalf("%q %v", got.Bar, got.Story.AgreedOn)
	}
	uitest.Press(t, v.Content(), "Trek het ja in")
	if got := one(t, b); got.Bar != "" {
		t.Fatal("taken back without asking")
	}
	uitest.Press(t, v.changes.Room, "Trek het ja in")
	if got := one(t, b); got.Bar != book.StoryWithdrawn || !uitest.Says(v.Content(), "Het ja is ingetrokken.") {
		t.Fatalf("%q", got.Bar)
	}
	for _, l := range uitest.Labels(v.Content()) {
		if l == "Trek het ja in" {
			t.Error("a yes that was taken back can be taken back")
		}
	}
	uitest.Press(t, v.Content(), "Gooi weg")
	uitest.Press(t, v.changes.Room, "Gooi weg")
	if len(b.Rows(record.KindStory)) != 0 || nav.failed != nil {
		t.Error("it is still there", nav.failed)
	}
	if _, ok, err := b.Draft(t.Context(), "story"); ok || err != nil {
		t.Error("a draft was left behind", err)
	}
}

func TestWhoseStoryItIsIsFoundByName(t *testing.T) {
	_, _, v := open(t, "nl", "Fatima", "Fatma", "Hasan", "Fadime", "Farah", "Faysal", "Farid")
	if got := v.state.tellers(""); len(got) != 1 || got[0].Value != nobody {
		t.Errorf("names are offered before anybody asked: %v", got)
	}
	if got := v.state.tellers("fa"); len(got) != 1+tellersMost {
		t.Errorf("%d names", len(got))
	}
	got := v.state.tellers("hasan")
	if len(got) != 2 {
		t.Fatal(got)
	}
	v.state.choose(got[1].Value)
	if again := v.state.tellers(""); len(again) != 2 || v.state.teller() != got[1].Value {
		t.Error("who was chosen is not shown any more")
	}
	v.state.choose(nobody)
	if !v.state.story.Person.Zero() {
		t.Error("nobody is somebody")
	}
}

func TestEveryLanguageHasWords(t *testing.T) {
	for _, l := range i18n.Languages() {
		b, nav, v := open(t, l.Tag)
		for _, s := range []*record.Story{{Text: record.Text("x")}, {Text: record.Text("y"), Changed: true, AgreedOn: b.Today()}} {
			if err := b.SaveStory(t.Context(), s); err != nil {
				t.Fatal(err)
			}
		}
		v.Shown(t.Context())
		if len(uitest.Texts(v.Content())) < 10 || nav.failed != nil {
			t.Errorf("%s: %v", l.Tag, nav.failed)
		}
	}
}
