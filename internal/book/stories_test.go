package book_test

import (
	"errors"
	"testing"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// telling is a book with a family: Fatima, her husband Hasan, and their child Yusuf.
type telling struct {
	t *testing.T
	*book.Book
	home           *record.Household
	mother, father *record.Person
}

func newTelling(t *testing.T) telling {
	t.Helper()
	b := newBook(t)
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	w := telling{t: t, Book: b, home: &record.Household{Name: record.Text("gezin Kaya")}}
	w.mother = &record.Person{As: record.PersonParent, First: record.Text("Fatima"), Last: record.Text("Kaya")}
	w.father = &record.Person{As: record.PersonParent, First: record.Text("Hasan"), Last: record.Text("Kaya")}
	err := b.SaveFamily(t.Context(), w.home, []book.Arrival{
		{Person: w.mother, Relation: record.RelationMother}, {Person: w.father, Relation: record.RelationFather},
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w telling) story(text string, of record.ID) *record.Story {
	w.t.Helper()
	s := &record.Story{Text: record.Text(text), Person: of, Changed: true, AgreedOn: w.Today()}
	if err := w.SaveStory(w.t.Context(), s); err != nil {
		w.t.Fatal(err)
	}
	return s
}

// bar is why the story cannot be chosen; choosing and listing must say the same.
func (w telling) bar(id record.ID) book.StoryBar {
	w.t.Helper()
	all, err := w.Stories(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	for _, one := range all {
		if one.Story.ID != id {
			continue
		}
		_, err := w.PickStories(w.t.Context(), []record.ID{id})
		if (err == nil) != (one.Bar == "") || err != nil && !errors.Is(err, book.ErrStory) {
			w.t.Errorf("%q, and choosing it: %v", one.Bar, err)
		}
		return one.Bar
	}
	w.t.Fatal("no such story")
	return ""
}

const told = "Een moeder durfde niet alleen naar het spreekuur. Nu gaat ze elke week."

func TestAStoryIsToldOnlyWithAYes(t *testing.T) {
	w := newTelling(t)
	s := w.story(told, w.mother.ID)
	if got := w.bar(s.ID); got != "" {
		t.Fatalf("%q", got)
	}
	for name, c := range map[string]struct {
		change func(*record.Story)
		want   book.StoryBar
	}{
		"nobody said yes":         {func(s *record.Story) { s.AgreedOn = record.Date{} }, book.StoryOpen},
		"not changed":             {func(s *record.Story) { s.Changed = false }, book.StoryOpen},
		"another text, an old ja": {func(s *record.Story) { s.Text = record.Text("Iets anders.") }, book.StoryOpen},
		"her own name":            {func(s *record.Story) { s.Text, s.AgreedOn = record.Text("Fatima ging elke week."), w.Today().Add(-1) }, book.StoryNamed},
		"her husband's name": {func(s *record.Story) {
			s.Text, s.AgreedOn = record.Text("Met Hasan ging het beter."), w.Today().Add(-1)
		}, book.StoryNamed},
	} {
		one := w.story(told, w.mother.ID)
		c.change(one)
		if err := w.SaveStory(t.Context(), one); err != nil {
			t.Fatal(err)
		}
		if got := w.bar(one.ID); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := w.bar(w.story("Iemand uit de buurt begon een naaigroep.", record.ID{}).ID); got != "" {
		t.Errorf("of somebody who is not in the book: %q", got)
	}
}

func TestAYesThatWasTakenBackStaysSo(t *testing.T) {
	w := newTelling(t)
	s := w.story(told, w.mother.ID)
	picked, err := w.PickStories(t.Context(), []record.ID{s.ID})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := w.WithdrawStory(t.Context(), s.ID); err != nil {
			t.Fatal(err)
		}
	}
	if got := w.bar(s.ID); got != book.StoryWithdrawn {
		t.Errorf("%q", got)
	}
	got, err := w.Story(t.Context(), s.ID)
	if err != nil {
		t.Fatal(err)
	}
	got.AgreedOn, got.Withdrawn = w.Today(), record.Date{}
	if err := w.SaveStory(t.Context(), got); err != nil {
		t.Fatal(err)
	}
	if got := w.bar(s.ID); got != book.StoryWithdrawn {
		t.Errorf("a change gave the yes back: %q", got)
	}
	// An overview that was put together before is not handed over with it.
	r, err := w.PublicBeside(t.Context(), summary.Month(w.Today()), book.Beside{}, 5, false)
	if err != nil {
		t.Fatal(err)
	}
	r.Stories = picked
	if err := w.Publish(t.Context(), r); !errors.Is(err, book.ErrStory) || len(w.Rows(record.KindOverview)) != 0 {
		t.Errorf("handed over with a story that was taken back: %v", err)
	}
	open := w.story(told, w.mother.ID)
	open.AgreedOn = record.Date{}
	if err := w.SaveStory(t.Context(), open); err != nil {
		t.Fatal(err)
	}
	if err := w.WithdrawStory(t.Context(), open.ID); !errors.Is(err, book.ErrStory) {
		t.Errorf("there was no yes to take back: %v", err)
	}
}

func TestAtMostThreeStories(t *testing.T) {
	w := newTelling(t)
	var ids []record.ID
	for range 4 {
		ids = append(ids, w.story(told, w.mother.ID).ID)
	}
	if _, err := w.PickStories(t.Context(), ids); !errors.Is(err, book.ErrStories) {
		t.Errorf("four: %v", err)
	}
	picked, err := w.PickStories(t.Context(), ids[:3])
	if err != nil || len(picked) != 3 || picked[0].Text != told {
		t.Fatal(picked, err)
	}
	r, err := w.PublicBeside(t.Context(), summary.Month(w.Today()), book.Beside{}, 5, false)
	if err != nil {
		t.Fatal(err)
	}
	r.Stories = picked
	if err := w.Publish(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	r.Stories = []summary.Story{{Of: ids[0], Text: "iets anders"}}
	if err := w.Publish(t.Context(), r); !errors.Is(err, book.ErrStory) {
		t.Errorf("a text to which nobody said yes: %v", err)
	}
}

func TestAStoryAroundSomebodyUnsafeStays(t *testing.T) {
	w := newTelling(t)
	s := w.story(told, w.mother.ID)
	named := w.story("Met zijn vrouw ging Hassan elke week.", w.mother.ID)
	if err := w.SetUnsafe(t.Context(), w.home.ID, w.mother.ID, true); err != nil {
		t.Fatal(err)
	}
	for _, id := range []record.ID{s.ID, named.ID} {
		if got := w.bar(id); got != book.StoryUnsafe {
			t.Errorf("%q", got)
		}
	}
}

func TestErasingTakesTheStory(t *testing.T) {
	for name, target := range map[string]func(telling) (record.Kind, record.ID){
		"whose it is": func(w telling) (record.Kind, record.ID) { return record.KindPerson, w.mother.ID },
		"the family":  func(w telling) (record.Kind, record.ID) { return record.KindHousehold, w.home.ID },
	} {
		w := newTelling(t)
		hers, his := w.story(told, w.mother.ID), w.story(told, w.father.ID)
		other := w.story("Iemand die Fatima kent, vertelde dit.", record.ID{})
		kind, id := target(w)
		elsewhere, err := w.Mentions(t.Context(), kind, id, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(elsewhere.Mentions) != 1 || elsewhere.Mentions[0].ID != other.ID {
			t.Errorf("%s: her name in a story that stays was not found: %v", name, elsewhere.Mentions)
		}
		if _, err := w.Erase(t.Context(), kind, id, book.EraseOptions{}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Story(t.Context(), hers.ID); err == nil {
			t.Errorf("%s: her story stays", name)
		}
		if _, err := w.Story(t.Context(), his.ID); (err == nil) != (kind == record.KindPerson) {
			t.Errorf("%s: his story: %v", name, err)
		}
		if _, err := w.Story(t.Context(), other.ID); err != nil {
			t.Errorf("%s: a story of somebody else: %v", name, err)
		}
	}
}

// Whose story it is can ask for it: it stands in what is held about them, and not in what is held about others.
func TestAStoryIsInWhatIsHeld(t *testing.T) {
	w := newTelling(t)
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	w.story(told, w.mother.ID)
	for id, want := range map[record.ID]int{w.mother.ID: 1, w.father.ID: 0} {
		in, err := w.Access(t.Context(), p, record.KindPerson, id)
		if err != nil {
			t.Fatal(err)
		}
		if len(in.Stories) != want {
			t.Errorf("%d stories", len(in.Stories))
		}
	}
}
