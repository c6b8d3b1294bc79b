package book_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// clock is a wall clock that a test moves.
type clock struct{ at time.Time }

func (c *clock) on(year int, month time.Month, day int) {
	c.at = time.Date(year, month, day, 20, 0, 0, 0, time.Local)
}

// retained is a book on 10 January 2025 with a family of a mother and a child.
func retained(t *testing.T) (*book.Book, *clock, *record.Household, *record.Person) {
	t.Helper()
	c := &clock{}
	c.on(2025, 1, 10)
	b := newBookAt(t, func() time.Time { return c.at })
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	h := &record.Household{Name: record.Text("Okafor")}
	mother := &record.Person{As: record.PersonParent, First: record.Text("Joy")}
	must(t, b.SaveFamily(t.Context(), h, []book.Arrival{{Person: mother, Relation: record.RelationMother}}))
	return b, c, h, mother
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// due lists who is asked about today, and when each was due.
func due(t *testing.T, b *book.Book) map[record.ID]book.Retained {
	t.Helper()
	all, err := b.Retention(t.Context(), b.Today())
	must(t, err)
	if !slices.IsSortedFunc(all, func(a, b book.Retained) int { return a.Due.Number() - b.Due.Number() }) {
		t.Error("not sorted by day")
	}
	found := map[record.ID]book.Retained{}
	for _, one := range all {
		found[one.ID] = one
	}
	return found
}

func asksReview(t *testing.T, b *book.Book) bool {
	t.Helper()
	list, err := b.TodayList(t.Context(), 5)
	must(t, err)
	return slices.ContainsFunc(list, func(s book.Sentence) bool { return s.Sort == book.SentenceReview })
}

func TestAYearAfterTheLastActivityItIsAskedAndAContactMovesTheDay(t *testing.T) {
	b, c, h, mother := retained(t)
	ctx := t.Context()
	lone := &record.Person{As: record.PersonCircle, First: record.Text("Karin")}
	must(t, b.SavePerson(ctx, lone))
	c.on(2026, 1, 9)
	if got := due(t, b); len(got) != 0 || asksReview(t, b) {
		t.Fatalf("a day early: %v", got)
	}
	c.on(2026, 1, 10)
	got := due(t, b)
	if len(got) != 2 || got[h.ID].Due != record.Day(2026, 1, 10) || got[h.ID].What != book.ActivityChange || got[h.ID].Chosen || got[lone.ID].Kind != record.KindPerson {
		t.Fatalf("%+v", got)
	}
	if _, member := got[mother.ID]; member {
		t.Error("somebody in a family is asked about apart from it")
	}
	if !asksReview(t, b) {
		t.Error("Vandaag says nothing")
	}
	must(t, b.NotNow(ctx, "review/", b.Today().Add(30)))
	if asksReview(t, b) {
		t.Error("niet nu does not work")
	}
	must(t, b.SaveContact(ctx, &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: record.Day(2025, 11, 30), Note: record.Text("thee")}))
	must(t, b.SaveContact(ctx, &record.Contact{About: record.AboutPerson, Subject: lone.ID, On: record.Day(2025, 12, 31), Note: record.Text("thee")}))
	if got := due(t, b); len(got) != 0 {
		t.Errorf("a new contact does not move the day: %+v", got)
	}
	c.on(2026, 11, 30)
	if got := due(t, b); len(got) != 1 || got[h.ID].What != book.ActivityContact || got[h.ID].Contacts != 1 {
		t.Errorf("%+v", got)
	}
	stored, err := b.Family(ctx, h.ID)
	must(t, err)
	if !stored.Household.Review.Zero() {
		t.Error("a day that was derived is kept as if somebody chose it")
	}
}

func TestWhoeverIsOnTheWayIsNotAsked(t *testing.T) {
	for name, write := range map[string]func(b *book.Book, h *record.Household, mother *record.Person) error{
		"an open concern": func(b *book.Book, h *record.Household, _ *record.Person) error {
			return b.SaveConcern(t.Context(), &record.Concern{Scope: record.ScopeHousehold, Household: h.ID, Level: record.LevelWorried, Seen: record.Text("moe")})
		},
		"a road to help": func(b *book.Book, h *record.Household, _ *record.Person) error {
			_, err := b.StartReferral(t.Context(), h.ID, record.ID{})
			return err
		},
		"an open promise": func(b *book.Book, h *record.Household, _ *record.Person) error {
			return b.SaveContact(t.Context(), &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: b.Today(), Promise: record.Text("bellen")})
		},
		"a task": func(b *book.Book, h *record.Household, _ *record.Person) error {
			return b.SaveTask(t.Context(), &record.Task{Text: record.Text("bellen"), About: h.ID})
		},
		"a meeting to come": func(b *book.Book, _ *record.Household, m *record.Person) error {
			return b.SaveMeeting(t.Context(), &record.Meeting{Type: record.MeetingCoffee, On: record.Day(2026, 6, 1), Planned: true, Names: []record.ID{m.ID}})
		},
		"a child to be born": func(b *book.Book, h *record.Household, _ *record.Person) error {
			return b.SaveFamily(t.Context(), h, []book.Arrival{{Person: &record.Person{As: record.PersonChild, Expected: record.Day(2025, 9, 1)}, Relation: record.RelationChild}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			b, c, h, mother := retained(t)
			must(t, write(b, h, mother))
			c.on(2026, 2, 1)
			if name == "a child to be born" {
				c.on(2025, 8, 1)
				all, err := b.Retention(t.Context(), record.Day(2027, 1, 1))
				must(t, err)
				if len(all) != 0 {
					t.Errorf("%+v", all)
				}
				return
			}
			if got := due(t, b); len(got) != 0 {
				t.Errorf("%+v", got)
			}
		})
	}
}

func TestAnExtensionIsKeptWithItsReasonAndAskedAgainOnItsDay(t *testing.T) {
	b, c, h, _ := retained(t)
	ctx := t.Context()
	c.on(2026, 2, 28)
	until, err := b.Extend(ctx, record.KindHousehold, h.ID, 6, record.Text("komt terug in de zomer"))
	must(t, err)
	if until != record.Day(2026, 8, 28) || len(due(t, b)) != 0 {
		t.Errorf("until %v", until)
	}
	f, err := b.Family(ctx, h.ID)
	must(t, err)
	kept := f.Household.Kept
	if len(kept) != 1 || kept[0].On != b.Today() || kept[0].Until != until || kept[0].Reason.Reveal() != "komt terug in de zomer" {
		t.Errorf("%+v", kept)
	}
	c.on(2026, 8, 28)
	if got := due(t, b); !got[h.ID].Chosen || got[h.ID].Due != until {
		t.Errorf("%+v", got)
	}
	must(t, b.SaveContact(ctx, &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: b.Today(), Note: record.Text("thee")}))
	c.on(2026, 9, 1)
	if got := due(t, b); len(got) != 1 {
		t.Errorf("a contact on the day itself moves a day that somebody chose: %+v", got)
	}
	must(t, b.SaveContact(ctx, &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: b.Today(), Note: record.Text("thee")}))
	if got := due(t, b); len(got) != 0 {
		t.Errorf("after that day a contact moves it: %+v", got)
	}
	for _, months := range []int{0, -1, 25} {
		if _, err := b.Extend(ctx, record.KindHousehold, h.ID, months, record.Private{}); !errors.Is(err, book.ErrExtension) {
			t.Errorf("%d months: %v", months, err)
		}
	}
	if _, err := b.Extend(ctx, record.KindPartner, h.ID, 3, record.Private{}); fault.Of(err) != fault.NotFound {
		t.Errorf("a partner: %v", err)
	}
	c.on(2027, 1, 31)
	if until, err := b.Extend(ctx, record.KindHousehold, h.ID, 1, record.Private{}); err != nil || until != record.Day(2027, 2, 28) {
		t.Errorf("the last day of January and a month is %v, %v", until, err)
	}
}

func TestAMeetingThatNamesAPersonCounts(t *testing.T) {
	b, c, h, mother := retained(t)
	c.on(2025, 12, 1)
	must(t, b.SaveMeeting(t.Context(), &record.Meeting{Type: record.MeetingCoffee, On: b.Today(), Heads: 3, Names: []record.ID{mother.ID}}))
	c.on(2026, 11, 30)
	if got := due(t, b); len(got) != 0 || asksReview(t, b) {
		t.Errorf("%+v", got)
	}
	c.on(2026, 12, 1)
	if got := due(t, b); got[h.ID].What != book.ActivityMeeting || !asksReview(t, b) {
		t.Errorf("%+v", got)
	}
}
