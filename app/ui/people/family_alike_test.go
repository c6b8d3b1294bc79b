package people

import (
	"slices"
	"testing"

	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
)

// kaya keeps a family with a mother and a child.
func kaya(t *testing.T, b *book.Book, name string) *record.Household {
	t.Helper()
	h := &record.Household{Name: record.Text(name), District: record.Text("Zuiderwijk")}
	mother := &record.Person{As: record.PersonParent, First: record.Text("Fatima"), Last: record.Text("Kaya"), BirthYear: 1990}
	child := &record.Person{As: record.PersonChild, First: record.Text("Elif"), Last: record.Text("Kaya"), Birth: b.Today().Years(-6)}
	if err := b.SaveFamily(t.Context(), h, []book.Arrival{{Person: mother, Relation: record.RelationMother}, {Person: child, Relation: record.RelationChild}}); err != nil {
		t.Fatal(err)
	}
	return h
}

// writing begins a new family with a mother of another name, so that no person is asked about.
func writing(t *testing.T, b *book.Book, nav *walk, name string) *Entry {
	t.Helper()
	e := NewEntry(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	typeIn(t, &e.entry, "name", name)
	typeIn(t, &e.entry, e.state.members[0].person.ID.String()+"/first", "Zeliha")
	return e
}

func TestAFamilyThatMayBeKnownIsShownBesideBeforeKeeping(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	there := kaya(t, b, "gezin Kaya")
	e := writing(t, b, nav, "familie Kaja")
	if len(e.twins.box.Objects) != 1 {
		t.Fatal("no family is shown while it is typed")
	}
	mine, _ := e.twins.mine()
	f, err := b.Family(t.Context(), there.ID)
	if err != nil {
		t.Fatal(err)
	}
	two := familySides(p, mine, f, b.Today())
	if len(two) != 5 || two[0] != (beside{"familie Kaja", "gezin Kaya"}) || two[2].known != "" || two[3].mine != "" {
		t.Errorf("beside each other: %+v", two)
	}
	if a, c := two[0].mark(p); a != p.T("people.alike.differs") || c != a {
		t.Errorf("what differs is marked %q and %q", a, c)
	}
	if a, c := two[3].mark(p); a != "" || c != p.T("people.alike.only") {
		t.Errorf("who is in one of them is marked %q and %q", a, c)
	}
	e.ready()
	if !nav.savedAs.Zero() || len(e.twins.box.Objects) != 2 {
		t.Fatal("kept before it was looked at")
	}
	uitest.Press(t, e.twins.box, p.T("people.alike.not"))
	if len(e.twins.box.Objects) != 0 {
		t.Error("still shown after niet dezelfde")
	}
	e.ready()
	if nav.savedAs.Zero() || len(b.Rows(record.KindHousehold)) != 2 {
		t.Fatal("not kept, or merged by itself", nav.failed)
	}
	for _, id := range []record.ID{nav.savedAs, there.ID} {
		page := NewPage(b, nav, p, task.Inline, id)
		newWindow(t, page.Content())
		page.Shown(t.Context())
		if len(page.last.alike) != 0 {
			t.Errorf("asked again: %+v", page.last.alike)
		}
	}
}

// Who goes on without an answer is asked once and not held up; and of a family that is known nothing is asked before keeping.
func TestDoneASecondTimeKeepsTheNewFamily(t *testing.T) {
	b, nav := newBook(t), &walk{t: t}
	there := kaya(t, b, "gezin Kaya")
	e := writing(t, b, nav, "gezin Kaya")
	e.ready()
	e.ready()
	if nav.savedAs.Zero() {
		t.Fatal("not kept", nav.failed)
	}
	known := &walk{t: t}
	again := NewEntry(b, known, uitest.Dutch(t), task.Inline, there.ID, record.ID{})
	newWindow(t, again.Content())
	again.Shown(t.Context())
	typeIn(t, &again.entry, "name", "n")
	again.ready()
	if known.savedAs != there.ID {
		t.Error("a change of a family that is known was held up", known.failed)
	}
}

// "Dit is hetzelfde gezin" keeps what was written, lays both side by side, and a person makes one of them; it can be taken back.
func TestTheSameFamilyIsMergedByAPersonAndTakenBack(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	there := kaya(t, b, "gezin Kaya")
	e := writing(t, b, nav, "familie Kaya")
	uitest.Press(t, e.twins.box, p.T("people.alike.family.same"))
	if len(nav.merged) != 2 || nav.merged[0] != there.ID {
		t.Fatal("not laid side by side", nav.failed)
	}
	if _, open, err := b.Draft(t.Context(), "household"); err != nil || open {
		t.Errorf("what was written is a draft too: %v", err)
	}
	m := NewMerge(b, nav, p, task.Inline, record.KindHousehold, nav.merged[0], nav.merged[1])
	newWindow(t, m.Content())
	m.Shown(t.Context())
	if two := m.state.sides(); len(two) != 5 || two[0] != (beside{"gezin Kaya", "familie Kaya"}) {
		t.Errorf("%+v", two)
	}
	m.state.choices["name"] = book.MergeKeep
	m.enable()
	m.done.Press()
	if nav.savedAs != there.ID || len(b.Rows(record.KindHousehold)) != 1 {
		t.Fatal(nav.failed)
	}
	page := NewPage(b, nav, p, task.Inline, there.ID)
	newWindow(t, page.Content())
	page.Shown(t.Context())
	if len(page.last.members) != 3 || len(page.last.merged) != 1 {
		t.Errorf("%+v", page.last)
	}
	uitest.Press(t, page.Content(), p.T("people.unmerge"))
	if len(page.last.members) != 2 || len(b.Rows(record.KindHousehold)) != 2 {
		t.Errorf("taken back: %d in it", len(page.last.members))
	}
	if len(page.last.alike) != 1 {
		t.Fatal("the page of a family does not say that another one looks like it")
	}
	uitest.Press(t, page.Content(), p.T("people.alike.compare"))
	if last := nav.merged[len(nav.merged)-2:]; !slices.Equal(last, []record.ID{there.ID, page.last.alike[0].id}) {
		t.Error("the page does not lead to both side by side")
	}
	uitest.Press(t, page.Content(), p.T("people.alike.not"))
	if len(page.last.alike) != 0 {
		t.Error("still there after niet dezelfde")
	}
}
