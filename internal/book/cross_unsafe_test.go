package book_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/record"
)

// guarded is a mother, a father who is not safe to ask, and a child; the mark stands in the household of his own mother only.
func guarded(t *testing.T) pass {
	t.Helper()
	p := passing(t)
	ctx := t.Context()
	his := &record.Household{Name: record.Text("bij zijn moeder")}
	if err := p.b.SaveFamily(ctx, his, []book.Arrival{{Person: p.father, Relation: record.RelationChild}}); err != nil {
		t.Fatal(err)
	}
	if err := p.b.SetUnsafe(ctx, his.ID, p.father.ID, true); err != nil {
		t.Fatal(err)
	}
	return p
}

// Somebody of whom another household says that they are not safe to ask is nowhere named or proposed in this one.
func TestAMarkInAnotherHouseholdCountsEverywhere(t *testing.T) {
	p := guarded(t)
	ctx, b := t.Context(), p.b
	names := func(what string, any any) {
		t.Helper()
		if text := revealed(any); strings.Contains(text, "Hasan") {
			t.Errorf("%s: %s", what, text)
		}
	}
	worry := &record.Concern{Scope: record.ScopeHousehold, Household: p.home.ID, Level: record.LevelWorried, Seen: record.Text("moe"), Next: record.Text("Hasan bellen"), NextOn: b.Today()}
	for _, err := range []error{
		b.SaveConcern(ctx, worry),
		b.SaveContact(ctx, &record.Contact{About: record.AboutPerson, Subject: p.mother.ID, On: b.Today(), Promise: record.Text("brief aan Hasan geven"), PromDue: b.Today()}),
		b.SaveTask(ctx, &record.Task{Text: record.Text("Hasan vragen"), About: p.home.ID, Due: b.Today()}),
		b.SaveTask(ctx, &record.Task{Text: record.Text("met Hasan praten"), About: p.child.ID, Due: b.Today()}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	today, err := b.TodayList(ctx, 50)
	if err != nil || len(today) < 4 {
		t.Fatalf("%d sentences, %v", len(today), err)
	}
	names("Vandaag", today)
	week, err := b.Week(ctx, b.Today().Monday())
	if err != nil || len(week) < 4 {
		t.Fatalf("%d in the week, %v", len(week), err)
	}
	names("the week", week)
	who, err := b.Agreeing(ctx, worry.ID)
	if err != nil || len(who) != 1 || who[0].ID != p.mother.ID {
		t.Errorf("who can agree that an advice is kept: %d, %v", len(who), err)
	}
	road, err := b.StartReferral(ctx, p.home.ID, worry.ID)
	if err != nil || road.Parent != p.mother.ID {
		t.Errorf("whom the partner speaks first: %v", err)
	}
	hand := p.standing(t)
	names("handing over", hand)
	if err := b.AnswerHandover(ctx, p.home.ID, p.father.ID, record.HandoverYes); err == nil {
		t.Error("he can be asked whether another worker takes over")
	}
	p.answer(t, p.mother, record.HandoverYes)
	karim, card := other(t)
	file, err := b.HandOver(ctx, card, []record.ID{p.home.ID})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := karim.TakeOver(ctx, file); err != nil {
		t.Fatal(err)
	}
	for _, text := range kept(t, karim) {
		names("the parcel", record.Text(text))
	}
}

// A family in which another household's mark counts is not one to tell about writing things down, and neither is one that was passed on.
func TestWhoIsUntoldLeavesOutTheGuardedAndTheClosed(t *testing.T) {
	b, now := ticking(t)
	ctx := t.Context()
	mother := &record.Person{As: record.PersonParent, First: record.Text("Samar")}
	mine, hers := &record.Household{Name: record.Text("gezin Haddad")}, &record.Household{Name: record.Text("bij haar moeder")}
	for _, err := range []error{
		b.SaveFamily(ctx, mine, []book.Arrival{{Person: mother, Relation: record.RelationMother}}),
		b.SaveFamily(ctx, hers, []book.Arrival{{Person: mother, Relation: record.RelationChild}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	*now = now.AddDate(0, 0, book.UntoldDays)
	if n := len(b.UntoldFamilies()); n != 2 {
		t.Fatalf("%d families were not told", n)
	}
	if err := b.SetUnsafe(ctx, hers.ID, mother.ID, true); err != nil {
		t.Fatal(err)
	}
	if n := len(b.UntoldFamilies()); n != 0 {
		t.Errorf("%d families are to be told, and somebody in them is not safe to ask", n)
	}
	list, err := b.TodayList(ctx, 50)
	if err != nil || slices.ContainsFunc(list, func(s book.Sentence) bool { return s.Sort == book.SentenceUntold }) {
		t.Errorf("Vandaag: %v", err)
	}
	if err := b.SetUnsafe(ctx, hers.ID, mother.ID, false); err != nil {
		t.Fatal(err)
	}
	for _, home := range []record.ID{mine.ID, hers.ID} {
		f, err := b.Family(ctx, home)
		if err != nil {
			t.Fatal(err)
		}
		f.Household.Closed = b.Today()
		if err := b.SaveFamily(ctx, f.Household, nil); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(b.UntoldFamilies()); n != 0 {
		t.Errorf("%d families are to be told, and another worker has them", n)
	}
}

// Vandaag and the week say nothing about a family that another worker took over.
func TestAClosedFamilyIsSilentInTodayAndTheWeek(t *testing.T) {
	b := newBook(t)
	ctx := t.Context()
	if _, err := b.GiveRecovery(ctx); err != nil {
		t.Fatal(err)
	}
	home := &record.Household{Name: record.Text("gezin Haddad")}
	mother := &record.Person{As: record.PersonParent, First: record.Text("Samar")}
	child := &record.Person{As: record.PersonChild, First: record.Text("Noor"), Birth: b.Today().Years(-12)}
	for _, err := range []error{
		b.SaveFamily(ctx, home, []book.Arrival{{Person: mother, Relation: record.RelationMother}, {Person: child, Relation: record.RelationChild}}),
		b.SaveContact(ctx, &record.Contact{About: record.AboutHousehold, Subject: home.ID, On: b.Today(), Promise: record.Text("brief"), PromDue: b.Today()}),
		b.SaveTask(ctx, &record.Task{Text: record.Text("bellen"), About: home.ID, Due: b.Today()}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	home.Custody = []record.Custody{{Child: child.ID, Custody: record.CustodyUnknown, From: b.Today()}}
	gone := &record.Partner{Type: record.PartnerCJG, Name: record.Text("CJG"), Officers: []record.Officer{{First: record.Text("Sanne"), To: b.Today()}}}
	for _, err := range []error{b.SaveFamily(ctx, home, nil), b.SavePartner(ctx, gone)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	road, err := b.StartReferral(ctx, home.ID, record.ID{})
	if err != nil {
		t.Fatal(err)
	}
	road.Partner, road.Receiver = gone.ID, gone.Officers[0].ID
	if err := b.SaveReferral(ctx, road); err != nil {
		t.Fatal(err)
	}
	count := func() (int, int) {
		today, err := b.TodayList(ctx, 50)
		if err != nil {
			t.Fatal(err)
		}
		week, err := b.Week(ctx, b.Today().Monday())
		if err != nil {
			t.Fatal(err)
		}
		return len(today), len(week)
	}
	if today, week := count(); today < 5 || week < 3 {
		t.Fatalf("%d sentences and %d in the week before", today, week)
	}
	f, err := b.Family(ctx, home.ID)
	if err != nil {
		t.Fatal(err)
	}
	f.Household.Closed = b.Today()
	if err := b.SaveFamily(ctx, f.Household, nil); err != nil {
		t.Fatal(err)
	}
	if today, week := count(); today != 0 || week != 0 {
		t.Errorf("%d sentences and %d in the week about a family that went", today, week)
	}
}

// revealed is every text that stands in a value.
func revealed(v any) string {
	var all []string
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch {
		case v.Type() == reflect.TypeFor[record.Private]():
			all = append(all, v.Interface().(record.Private).Reveal())
		case v.Type() == reflect.TypeFor[time.Time]():
		case v.Kind() == reflect.Pointer && !v.IsNil():
			walk(v.Elem())
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case v.Kind() == reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(reflect.ValueOf(v))
	return strings.Join(all, "\n")
}
