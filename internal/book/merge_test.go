package book_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"schakel/internal/book"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// everything is every record as a line, without what the store counts itself.
func everything(t fatal, b *book.Book) map[string]string {
	all := map[string]string{}
	for _, kind := range record.Kinds() {
		if kind == record.KindEndpoint || kind == record.KindOutgoing {
			continue
		}
		for _, row := range b.Rows(kind) {
			r, err := b.Record(t.Context(), kind, row.ID)
			if err != nil {
				t.Fatal(err)
			}
			r.Base().Revision, r.Base().Changed = 0, r.Base().Created
			line, err := codec.Line(r)
			if err != nil {
				t.Fatal(err)
			}
			all[kind.String()+" "+row.ID.String()] = string(line)
		}
	}
	return all
}

// nameless is the ids that are named somewhere and are there nowhere.
func nameless(t fatal, b *book.Book) map[string]int {
	there, named := map[record.ID]bool{}, map[string]int{}
	var all []record.Record
	for _, kind := range record.Kinds() {
		for _, row := range b.Rows(kind) {
			there[row.ID] = true
			if kind == record.KindEndpoint || kind == record.KindOutgoing {
				continue
			}
			r, err := b.Record(t.Context(), kind, row.ID)
			if err != nil {
				t.Fatal(err)
			}
			if kind == record.KindPartner {
				for _, id := range codec.Defined(r) {
					there[id] = true
				}
			}
			all = append(all, r)
		}
	}
	for _, r := range all {
		for _, ref := range codec.Refs(r) {
			if !there[ref.ID] {
				named[fmt.Sprint(r.Kind(), " ", ref.Field, " ", ref.ID)]++
			}
		}
	}
	return named
}

func withPractice(t *testing.T) *book.Book {
	t.Helper()
	b := withRecovery(t)
	if _, err := b.Import(t.Context(), strings.NewReader(lines(t, practice.Records(b.Today(), 3)))); err != nil {
		t.Fatal(err)
	}
	return b
}

// Whatever two people or families are merged, nothing names who is gone, and taking it back gives every record as it was.
func TestAMergeThatIsTakenBackLeavesEveryByte(t *testing.T) {
	b := withPractice(t)
	before, missing := everything(t, b), nameless(t, b)
	sorts := []record.Kind{record.KindPerson, record.KindHousehold}
	merged, changes := 0, 0
	const enough = 30 // every one reads the whole store twice
	rapid.Check(t, func(rt *rapid.T) {
		if merged == enough {
			return
		}
		kind := rapid.SampledFrom(sorts).Draw(rt, "kind")
		rows := slices.Clone(b.Rows(kind))
		slices.SortFunc(rows, func(x, y record.Row) int { return slices.Compare(x.ID[:], y.ID[:]) })
		one := rows[rapid.IntRange(0, len(rows)-1).Draw(rt, "one")].ID
		two := rows[rapid.IntRange(0, len(rows)-1).Draw(rt, "two")].ID
		plan, err := b.Merging(t.Context(), kind, one, two)
		if one == two {
			if !errors.Is(err, book.ErrMergeSame) {
				rt.Fatal("merged with itself")
			}
			return
		}
		choices := map[string]book.MergeChoice{}
		for _, field := range plan.Choose {
			choices[field] = rapid.SampledFrom([]book.MergeChoice{book.MergeKeep, book.MergeOther, book.MergeBoth}).Draw(rt, field)
		}
		id, err := b.Merge(t.Context(), kind, one, two, choices)
		var problems record.Problems
		if errors.As(err, &problems) {
			return // a birth that differs from a birth year: nothing was done, which the comparison at the end shows
		}
		if err != nil {
			rt.Fatal(err)
		}
		for line := range nameless(t, b) {
			if missing[line] == 0 {
				rt.Fatalf("a name of nobody: %s", line)
			}
		}
		if _, err := b.Record(t.Context(), kind, two); err == nil {
			rt.Fatal("the other one is still there")
		}
		merged++
		m, _ := b.Record(t.Context(), record.KindMerge, id)
		changes += len(m.(*record.Merge).Before)
		if err := b.Unmerge(t.Context(), id); err != nil {
			rt.Fatal(err)
		}
		if d := cmp.Diff(before, everything(t, b)); d != "" {
			rt.Fatal(d)
		}
	})
	if d := cmp.Diff(before, everything(t, b)); d != "" {
		t.Fatal(d)
	}
	report, err := b.Verify(t.Context(), nil)
	if err != nil || len(report.Findings) != 0 {
		t.Errorf("the store: %+v, %v", report.Findings, err)
	}
	t.Logf("%d merges, %d records changed", merged, changes)
	if merged < 20 {
		t.Errorf("only %d merges", merged)
	}
}

type fatal interface {
	testing.TB
}

// pair keeps a family with a mother, and the same mother once more on her own, with a contact about each.
func pair(t *testing.T, b *book.Book) (h *record.Household, mother, again *record.Person) {
	t.Helper()
	mother = &record.Person{As: record.PersonParent, First: record.Text("Fatima"), BirthYear: 1990, Note: record.Text("komt graag")}
	h = &record.Household{Name: record.Text("gezin El Amrani")}
	child := &record.Person{As: record.PersonChild, First: record.Text("Yusuf"), Birth: b.Today().Years(-6)}
	if err := b.SaveFamily(t.Context(), h, []book.Arrival{{Person: mother, Relation: record.RelationMother}, {Person: child, Relation: record.RelationChild}}); err != nil {
		t.Fatal(err)
	}
	again = &record.Person{As: record.PersonParent, First: record.Text("Fatma"), Birth: record.Day(1990, 5, 2), Note: record.Text("belt liever"), Secret: true}
	if err := b.SavePerson(t.Context(), again); err != nil {
		t.Fatal(err)
	}
	for _, c := range []*record.Contact{
		{About: record.AboutPerson, Subject: again.ID, On: b.Today(), Note: record.Text("bij de bakker")}, {About: record.AboutHousehold, Subject: h.ID, On: b.Today(), Note: record.Text("thuis")},
	} {
		if err := b.SaveContact(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	return h, mother, again
}

func TestWhatDiffersIsChosenAndWhatOneKnowsIsKept(t *testing.T) {
	b := withRecovery(t)
	h, mother, again := pair(t, b)
	plan, err := b.Merging(t.Context(), record.KindPerson, mother.ID, again.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"first", "note"}, plan.Choose); d != "" {
		t.Errorf("to choose: %s", d)
	}
	id, err := b.Merge(t.Context(), record.KindPerson, mother.ID, again.ID, map[string]book.MergeChoice{"note": book.MergeBoth})
	if err != nil {
		t.Fatal(err)
	}
	p, err := b.Person(t.Context(), mother.ID)
	if err != nil {
		t.Fatal(err)
	}
	if p.First.Reveal() != "Fatima" || p.Birth != record.Day(1990, 5, 2) || p.BirthYear != 0 || p.Note.Reveal() != "komt graag\n\nbelt liever" || !p.Secret {
		t.Errorf("became %q, %v %d, %q, %v", p.First.Reveal(), p.Birth, p.BirthYear, p.Note.Reveal(), p.Secret)
	}
	s, err := b.StoryOf(t.Context(), h.ID)
	if err != nil || len(s.Contacts) != 2 {
		t.Errorf("the contact with the other one is with the family: %d, %v", len(s.Contacts), err)
	}
	// Changed since: the note. Added since: a contact about her.
	p.Note = record.Text("nieuw")
	if err := b.SavePerson(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if err := b.SaveContact(t.Context(), &record.Contact{About: record.AboutPerson, Subject: p.ID, On: b.Today(), Note: record.Text("later")}); err != nil {
		t.Fatal(err)
	}
	if err := b.Unmerge(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	p, _ = b.Person(t.Context(), mother.ID)
	if p.Note.Reveal() != "nieuw" || p.BirthYear != 1990 || !p.Birth.Zero() || p.Secret || len(p.Was) != 0 {
		t.Errorf("came back as %q %d %v %v", p.Note.Reveal(), p.BirthYear, p.Secret, p.Was)
	}
	back, err := b.Person(t.Context(), again.ID)
	if err != nil || back.Note.Reveal() != "belt liever" || back.Owner != again.ID || !back.Created.Equal(again.Created) {
		t.Errorf("the other one came back as %+v, %v", back, err)
	}
}

func TestMergesAreTakenBackNewestFirst(t *testing.T) {
	b := withRecovery(t)
	ids := known(t, b, "Fatima", "Fatma", "Fatema", "Hanan")
	first, err := b.Merge(t.Context(), record.KindPerson, ids["Fatima"], ids["Fatma"], nil)
	if err != nil {
		t.Fatal(err)
	}
	second, err := b.Merge(t.Context(), record.KindPerson, ids["Fatima"], ids["Fatema"], nil)
	if err != nil {
		t.Fatal(err)
	}
	third, err := b.Merge(t.Context(), record.KindPerson, ids["Hanan"], ids["Fatima"], nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, early := range []record.ID{first, second} {
		if err := b.Unmerge(t.Context(), early); !errors.Is(err, book.ErrMergeLater) {
			t.Errorf("taken back too early: %v", err)
		}
	}
	for _, id := range []record.ID{third, second, first} {
		if err := b.Unmerge(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(b.Rows(record.KindPerson)); n != 4 || len(b.Rows(record.KindMerge)) != 0 {
		t.Errorf("%d people", n)
	}
}

func TestNothingIsMergedWhileItIsBeingWritten(t *testing.T) {
	b := withRecovery(t)
	_, mother, again := pair(t, b)
	if err := b.SaveDraft(t.Context(), "person/"+again.ID.String(), again); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Merge(t.Context(), record.KindPerson, mother.ID, again.ID, nil); !errors.Is(err, book.ErrMergeDraft) {
		t.Errorf("merged over what is typed: %v", err)
	}
}
