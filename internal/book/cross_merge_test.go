package book_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/book"
	"schakel/internal/record"
)

// Somebody who stood twice in the worker's papers and said yes once and no once, said no: to another worker taking over nothing goes, and
// nobody is asked again. Taking the merge back gives both answers back.
func TestANoStaysANoWhenTwoPeopleWereOne(t *testing.T) {
	const yes, no, unreached = record.HandoverYes, record.HandoverNo, record.HandoverUnreached
	for _, c := range []struct{ one, two, want record.HandoverAnswer }{
		{yes, no, no}, {no, yes, no}, {unreached, no, no}, {yes, yes, yes}, {unreached, yes, yes}, {yes, unreached, yes},
	} {
		p := passing(t)
		ctx := t.Context()
		p.answer(t, p.mother, c.one)
		p.answer(t, p.father, c.two)
		before := everything(t, p.b)
		id, err := p.b.Merge(ctx, record.KindPerson, p.mother.ID, p.father.ID, map[string]book.MergeChoice{"first": book.MergeKeep})
		if err != nil {
			t.Fatal(err)
		}
		f := p.standing(t)
		if len(f.Asks) != 1 || f.Asks[0].Answer != c.want {
			t.Errorf("%s and %s: %+v", c.one, c.two, f.Asks)
		}
		if err := p.b.NoteHandover(ctx, p.home.ID, record.Private{}); err != nil {
			t.Errorf("%s and %s: it cannot be kept any more: %v", c.one, c.two, err)
		}
		if report, err := p.b.Verify(ctx, nil); err != nil || len(report.Findings) > 0 {
			t.Errorf("verify: %+v %v", report.Findings, err)
		}
		if err := p.b.Unmerge(ctx, id); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(before, everything(t, p.b)); d != "" {
			t.Errorf("%s and %s: taken back: %s", c.one, c.two, d)
		}
	}
}

// Of two families that were one, a no to either stays a no.
func TestANoStaysANoWhenTwoFamiliesWereOne(t *testing.T) {
	p := passing(t)
	ctx := t.Context()
	other := &record.Household{Name: record.Text("gezin Y.")}
	if err := p.b.SaveFamily(ctx, other, []book.Arrival{{Person: p.father, Relation: record.RelationFather}}); err != nil {
		t.Fatal(err)
	}
	p.answer(t, p.mother, record.HandoverYes)
	if err := p.b.AnswerHandover(ctx, other.ID, p.father.ID, record.HandoverNo); err != nil {
		t.Fatal(err)
	}
	for _, keep := range []bool{true, false} {
		before := everything(t, p.b)
		one, two := p.home.ID, other.ID
		if !keep {
			one, two = two, one
		}
		id, err := p.b.Merge(ctx, record.KindHousehold, one, two, nil)
		if err != nil {
			t.Fatal(err)
		}
		f, err := p.b.Handing(ctx, one)
		if err != nil || f.Standing != book.StandingNo {
			t.Errorf("kept the first %v: %s, %v", keep, f.Standing, err)
		}
		if err := p.b.Unmerge(ctx, id); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(before, everything(t, p.b)); d != "" {
			t.Errorf("taken back: %s", d)
		}
	}
}

// Two people of a whole store are made one and apart again: what they said, where they were, what is counted and what another worker is
// told follow them there and back.
func TestAMergeInAWholeStoreIsTakenBackWhole(t *testing.T) {
	b := whole(t)
	ctx := t.Context()
	people, homes := sorted(b, record.KindPerson), sorted(b, record.KindHousehold)
	pairs := map[record.Kind][][2]record.ID{
		record.KindPerson:    {{people[0].ID, people[9].ID}, {people[20].ID, people[21].ID}, {people[40].ID, people[3].ID}},
		record.KindHousehold: {{homes[0].ID, homes[1].ID}, {homes[12].ID, homes[10].ID}},
	}
	for kind, some := range pairs {
		for _, pair := range some {
			before, missing := everything(t, b), nameless(t, b)
			plan, err := b.Merging(ctx, kind, pair[0], pair[1])
			if err != nil {
				t.Fatal(err)
			}
			choices := map[string]book.MergeChoice{}
			for _, field := range plan.Choose {
				choices[field] = book.MergeKeep
			}
			id, err := b.Merge(ctx, kind, pair[0], pair[1], choices)
			if err != nil {
				continue // a birth that differs from a birth year
			}
			for text := range nameless(t, b) {
				if missing[text] == 0 && !strings.HasPrefix(text, "merge ") {
					t.Errorf("a name of nobody: %s", text)
				}
			}
			for _, row := range b.Rows(record.KindHandover) {
				r, err := b.Record(ctx, record.KindHandover, row.ID)
				if err != nil || len(r.Validate(b.Today())) > 0 {
					t.Errorf("a handing over is not valid any more: %v %v", r.Validate(b.Today()), err)
				}
			}
			if err := b.Unmerge(ctx, id); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(before, everything(t, b)); d != "" {
				t.Errorf("taken back: %s", d)
			}
		}
	}
}
