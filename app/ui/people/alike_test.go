package people

import (
	"testing"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
)

func written(t *testing.T, b *book.Book, first, last string, year int) *record.Person {
	t.Helper()
	p := &record.Person{As: record.PersonParent, First: record.Text(first), Last: record.Text(last), BirthYear: year}
	if err := b.SavePerson(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWhoMayBeKnownIsShownBeforeKeepingAndAskedOnce(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	there := written(t, b, "Mohammed", "Amrani", 0)
	e := NewPersonEntry(b, nav, p, task.Inline, record.ID{}, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	typeIn(t, &e.entry, "first", "محمد")
	typeIn(t, &e.entry, "last", "Amrani")
	if len(e.alike.box.Objects) != 1 {
		t.Fatal("nobody is shown while it is typed")
	}
	e.ready()
	if !nav.savedAs.Zero() || len(e.alike.box.Objects) != 2 {
		t.Fatal("kept before it was looked at")
	}
	uitest.Press(t, e.alike.box, p.T("people.alike.not"))
	if len(e.alike.box.Objects) != 0 {
		t.Error("still shown after niet dezelfde")
	}
	e.ready()
	if nav.savedAs.Zero() {
		t.Fatal(nav.failed)
	}
	for _, id := range []record.ID{nav.savedAs, there.ID} {
		one, err := b.Person(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if found, err := b.Alike(t.Context(), one, record.ID{}); err != nil || len(found) != 0 {
			t.Errorf("asked again: %v %v", found, err)
		}
	}
	if rows := b.Rows(record.KindPerson); len(rows) != 2 {
		t.Errorf("%d people: merged by itself", len(rows))
	}
}

// Who goes on without an answer is asked once and not held up.
func TestDoneASecondTimeKeepsTheNewPerson(t *testing.T) {
	b, nav := newBook(t), &walk{t: t}
	written(t, b, "Fatima", "Kaya", 0)
	e := NewPersonEntry(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	typeIn(t, &e.entry, "first", "Fatma")
	typeIn(t, &e.entry, "last", "Kaya")
	e.ready()
	e.ready()
	if nav.savedAs.Zero() {
		t.Error("not kept", nav.failed)
	}
}

// A child that is known already and lives in a second family is not written down twice.
func TestAKnownChildComesIntoASecondFamily(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	child := &record.Person{As: record.PersonChild, First: record.Text("Tim"), Last: record.Text("Berg"), Birth: b.Today().Years(-8)}
	h := &record.Household{Name: record.Text("gezin Berg")}
	if err := b.SaveFamily(t.Context(), h, []book.Arrival{{Person: child, Relation: record.RelationChild}}); err != nil {
		t.Fatal(err)
	}
	e := NewEntry(b, nav, p, task.Inline, record.ID{}, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	mother := e.state.members[0].person.ID
	typeIn(t, &e.entry, mother.String()+"/first", "Anja")
	e.add(record.RelationChild)
	twin := e.state.members[1].person.ID
	typeIn(t, &e.entry, twin.String()+"/first", "Tim")
	typeIn(t, &e.entry, twin.String()+"/last", "Berg")
	uitest.Press(t, e.alike.box, p.T("people.alike.same"))
	e.fields[child.ID.String()+"/since"].(*form.DateField).Chips().Chip("yesterday").Press()
	e.ready()
	if nav.savedAs.Zero() {
		t.Fatal(nav.failed, e.wrong.Error())
	}
	got, err := b.Person(t.Context(), child.ID)
	if err != nil || len(got.Homes) != 2 {
		t.Fatalf("lives in %d families, %v", len(got.Homes), err)
	}
	f, _ := b.Family(t.Context(), nav.savedAs)
	if m := f.Household.Members[1]; m.Person != child.ID || m.From != b.Today().Add(-1) {
		t.Errorf("%+v", m)
	}
	if n := len(b.Rows(record.KindPerson)); n != 2 {
		t.Errorf("%d people", n)
	}
}

func TestTwoBecomeOneFieldByFieldAndTwoAgain(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	one, two := written(t, b, "Fatima", "Kaya", 1990), written(t, b, "Fatma", "Kaya", 1990)
	page := NewPersonPage(b, nav, p, task.Inline, one.ID)
	newWindow(t, page.Content())
	page.Shown(t.Context())
	uitest.Press(t, page.Content(), p.T("people.alike.compare"))
	if len(nav.merged) != 2 || nav.merged[0] != one.ID || nav.merged[1] != two.ID {
		t.Fatal("not laid side by side")
	}
	m := NewMerge(b, nav, p, task.Inline, record.KindPerson, one.ID, two.ID)
	newWindow(t, m.Content())
	m.Shown(t.Context())
	m.merge()
	if !nav.savedAs.Zero() || m.done.Reason() == "" {
		t.Fatal("merged without a choice")
	}
	m.state.choices["first"] = book.MergeOther
	m.enable()
	m.done.Press()
	if nav.savedAs != one.ID {
		t.Fatal(nav.failed)
	}
	page.Changed(t.Context())
	if page.last.name != "Fatma Kaya" || len(page.last.merged) != 1 || len(page.last.alike) != 0 {
		t.Errorf("%+v", page.last)
	}
	uitest.Press(t, page.Content(), p.T("people.unmerge"))
	if page.last.name != "Fatima Kaya" || len(b.Rows(record.KindPerson)) != 2 {
		t.Errorf("came back as %q", page.last.name)
	}
}

func TestARecordThatChangedMeanwhileIsAChoice(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	there := written(t, b, "Fatima", "Kaya", 1990)
	e := NewPersonEntry(b, nav, p, task.Inline, there.ID, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	typeIn(t, &e.entry, "note", "belt liever")
	other, _ := b.Person(t.Context(), there.ID)
	other.Note, other.BirthYear = record.Text("komt graag"), 1991
	if err := b.SavePerson(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	e.ready()
	if e.asked == nil || nav.backs != 0 {
		t.Fatalf("no choice was given: %v", nav.failed)
	}
	if got, _ := b.Person(t.Context(), there.ID); got.Note.Reveal() != "komt graag" {
		t.Error("written over")
	}
	e.asked.Choose(p, "0/note", false)
	if e.asked.Done().Reason() == "" {
		t.Error("can go on without every answer")
	}
	e.asked.Choose(p, "0/birth", true)
	e.asked.Done().Press()
	e.ready()
	if got, _ := b.Person(t.Context(), there.ID); nav.backs != 1 || got.Note.Reveal() != "belt liever" || got.BirthYear != 1991 {
		t.Errorf("kept %q, %d, %v", got.Note.Reveal(), got.BirthYear, nav.failed)
	}
}

// What was typed before a change came is asked about when the page is opened again.
func TestADraftOfAnOlderVersionIsAChoiceToo(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	h := &record.Household{Name: record.Text("gezin Kaya"), Wish: record.Text("rust")}
	mother := &record.Person{As: record.PersonParent, First: record.Text("Fatima")}
	if err := b.SaveFamily(t.Context(), h, []book.Arrival{{Person: mother, Relation: record.RelationMother}}); err != nil {
		t.Fatal(err)
	}
	e := NewEntry(b, nav, p, task.Inline, h.ID, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	typeIn(t, &e.entry, "wish", " en ruimte")
	e.Hidden()
	f, _ := b.Family(t.Context(), h.ID)
	f.Household.Wish = record.Text("een tuin")
	if err := b.SaveFamily(t.Context(), f.Household, nil); err != nil {
		t.Fatal(err)
	}
	again := NewEntry(b, nav, p, task.Inline, h.ID, record.ID{})
	newWindow(t, again.Content())
	again.Shown(t.Context())
	if again.asked == nil {
		t.Fatal("the draft was put over what is kept")
	}
	again.asked.Choose(p, "0/wish", true)
	again.asked.Done().Press()
	again.ready()
	if got, _ := b.Family(t.Context(), h.ID); nav.savedAs != h.ID || got.Household.Wish.Reveal() != "een tuin" {
		t.Errorf("kept %q, %v", got.Household.Wish.Reveal(), nav.failed)
	}
}

func TestWhoDoesWhatWarnsCalmly(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	h := &record.Household{Name: record.Text("gezin Kaya"), Involved: []record.Involved{{Who: record.Text("school")}, {Who: record.Text("CJG"), What: record.Text("denkt mee")}}}
	if err := b.SaveFamily(t.Context(), h, nil); err != nil {
		t.Fatal(err)
	}
	page := NewPage(b, nav, p, task.Inline, h.ID)
	newWindow(t, page.Content())
	page.Shown(t.Context())
	if !page.last.leaderless || len(page.last.help) != 2 {
		t.Errorf("%+v", page.last.help)
	}
	e := NewEntry(b, nav, p, task.Inline, h.ID, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	typeIn(t, &e.entry, "involved.0.what", "leest extra")
	e.state.h.Involved[1].Lead = true
	e.ready()
	page.Changed(t.Context())
	if page.last.leaderless || page.last.help[0].who != "CJG" || page.last.help[1].what != "leest extra" {
		t.Errorf("%+v, %v", page.last.help, nav.failed)
	}
}

// A change of who decides can be dated; a day before the rule before it, or after today, is refused beside the field.
func TestAChangeOfWhoDecidesIsDated(t *testing.T) {
	today := record.Day(2026, 11, 24)
	child := record.ID{9}
	s := &familyState{h: &record.Household{Custody: []record.Custody{{Child: child, Custody: record.CustodyJoint}}}, texts: draft.Texts{}, today: today}
	s.h.Revision = 1
	s.choose(child, record.CustodySole)
	if c := s.custody(child); c.From != today || len(s.h.Custody) != 2 {
		t.Fatalf("%+v", s.h.Custody)
	}
	p := uitest.Dutch(t)
	s.since(p, child, "1-9-2026")
	if c := s.custody(child); c.Custody != record.CustodySole || c.From != record.Day(2026, 9, 1) || len(s.h.Custody) != 2 || s.texts[textFrom+child.String()] != "" {
		t.Errorf("%+v", s.h.Custody)
	}
	for _, wrong := range []string{"1-9-2027", "31-13"} {
		s.since(p, child, wrong)
		if c := s.custody(child); c.From != record.Day(2026, 9, 1) || s.texts[textFrom+child.String()] == "" {
			t.Errorf("%s: %+v", wrong, c)
		}
	}
	if before, _ := s.h.CustodyOf(child, record.Day(2026, 8, 1)); before.Custody != record.CustodyJoint {
		t.Error("the rule that counted until then is gone")
	}
}

func TestTheListOfFamiliesToTell(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	empty := NewTold(b, nav, p, task.Inline)
	newWindow(t, empty.Content())
	empty.Shown(t.Context())
	uitest.Press(t, empty.Content(), p.T("told.empty.action"))
	if len(nav.went) != 1 || nav.went[0] != "people" {
		t.Error("an empty list leads nowhere")
	}
}
