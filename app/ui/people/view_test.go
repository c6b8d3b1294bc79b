package people

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// walk notes where the pages lead.
type walk struct {
	t              *testing.T
	said           []string
	went, printed  []string
	asked          []record.Kind
	opened, newed  []record.Kind
	about, savedAs record.ID
	merged         []record.ID
	cards          []string
	backs          int
	failed         error
}

func (w *walk) Erase(record.Kind, record.ID) {}
func (w *walk) Merge(_ record.Kind, one, two record.ID) {
	w.merged = append(w.merged, one, two)
}
func (w *walk) PrintCard(_ record.ID, language string) { w.cards = append(w.cards, language) }
func (w *walk) Open(kind record.Kind, _ record.ID)     { w.opened = append(w.opened, kind) }
func (w *walk) New(kind record.Kind, about record.ID) {
	w.newed, w.about = append(w.newed, kind), about
}
func (w *walk) Edit(kind record.Kind, _ record.ID)   { w.opened = append(w.opened, kind) }
func (w *walk) Saved(_ record.Kind, saved record.ID) { w.savedAs = saved }
func (w *walk) Go(destination string)                { w.went = append(w.went, destination) }
func (w *walk) Rule(record.ID)                       { w.went = append(w.went, "rule") }
func (w *walk) Access(kind record.Kind, _ record.ID) { w.asked = append(w.asked, kind) }
func (w *walk) FindHelp(record.Kind, record.ID)      {}

func (w *walk) PrintShared(_ record.Kind, _ record.ID, language string) {
	w.printed = append(w.printed, language)
}
func (w *walk) Back()           { w.backs++ }
func (w *walk) Say(text string) { w.said = append(w.said, text) }
func (w *walk) Fail(err error)  { w.failed = err }

func newBook(t *testing.T) *book.Book {
	t.Helper()
	b := uitest.Book(t, time.Date(2026, time.November, 23, 20, 14, 0, 0, time.Local))
	return b
}

func newWindow(t *testing.T, o fyne.CanvasObject) fyne.Window {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
	w := test.NewTempWindow(t, o)
	w.Resize(fyne.NewSize(1064, 760))
	return w
}

// entryOf is the field to type in of a name.
func entryOf(t *testing.T, e *entry, name string) *rtl.Entry {
	t.Helper()
	f, ok := e.fields[name].(*form.Field)
	if !ok {
		t.Fatalf("no field %s", name)
	}
	return f.Control().(*rtl.Entry)
}

func typeIn(t *testing.T, e *entry, name, text string) {
	t.Helper()
	typed := entryOf(t, e, name)
	test.Type(typed, text)
	typed.FocusLost()
}

// writeFamily fills in a mother alone with gezag, of which an extract was seen, and a child.
func writeFamily(t *testing.T, e *Entry) (mother, child record.ID) {
	t.Helper()
	mother = e.state.members[0].person.ID
	typeIn(t, &e.entry, mother.String()+"/first", "Fatima")
	typeIn(t, &e.entry, mother.String()+"/infix", "el")
	typeIn(t, &e.entry, mother.String()+"/last", "Amrani")
	typeIn(t, &e.entry, mother.String()+"/phone", "06 1234 1050")
	e.add(record.RelationChild)
	child = e.state.members[1].person.ID
	typeIn(t, &e.entry, child.String()+"/first", "Yusuf")
	typeIn(t, &e.entry, child.String()+"/birth", "12-3-2018")
	chips := func(name string) *form.Chips {
		return e.fields[child.String()+"/"+name].(*form.Field).Control().(*form.Chips)
	}
	chips("custody").Chip(string(record.CustodySole)).Press()
	chips("proof").Chip(string(record.ProofExtract)).Press()
	e.fields[child.String()+"/seen"].(*form.DateField).Chips().Chip("yesterday").Press()
	return mother, child
}

func TestAFamilyIsKeptInOneStep(t *testing.T) {
	b, nav := newBook(t), &walk{t: t}
	e := NewEntry(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	mother, child := writeFamily(t, e)
	e.ready()
	if nav.failed != nil || nav.savedAs.Zero() {
		t.Fatalf("not kept: %v, %q", nav.failed, e.wrong.Error())
	}
	f, err := b.Family(t.Context(), nav.savedAs)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Household.Name.Reveal(); got != "gezin el Amrani" {
		t.Errorf("the family is called %q", got)
	}
	c, ok := f.Household.CustodyOf(child, b.Today())
	if !ok || !c.Settled() || c.Holders[0] != mother || c.Seen != b.Today().Add(-1) {
		t.Errorf("custody: %+v", c)
	}
	for _, p := range []*record.Person{f.Person(mother), f.Person(child)} {
		if p == nil || p.Owner != f.Household.ID {
			t.Errorf("not sealed with the key of the family: %v", p)
		}
	}
	if keys, err := b.Drafts(t.Context()); err != nil || len(keys) != 0 {
		t.Errorf("drafts left: %v, %v", keys, err)
	}
	page := NewPage(b, nav, uitest.Dutch(t), task.Inline, f.Household.ID)
	newWindow(t, page.Content())
	page.Shown(t.Context())
	if got, want := page.last.custody[0].who, "Fatima beslist alleen"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if page.last.custody[0].warning != "" {
		t.Error("a settled custody warns")
	}
}

func TestNothingTypedIsLostByLocking(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	e := NewEntry(b, nav, p, task.Inline, record.ID{}, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	mother, child := writeFamily(t, e)
	typeIn(t, &e.entry, "goesWell", "Zij lezen samen.\n")
	e.add(record.RelationOther)
	other := e.state.members[2].person.ID
	typeIn(t, &e.entry, other.String()+"/first", "Oma")
	birth := child.String() + "/birth"
	entryOf(t, &e.entry, birth).SetText("")
	typeIn(t, &e.entry, birth, "ergens in mei")
	e.Hidden()

	again := NewEntry(b, nav, p, task.Inline, record.ID{}, record.ID{})
	newWindow(t, again.Content())
	again.Shown(t.Context())
	for name, want := range map[string]string{
		mother.String() + "/first": "Fatima", mother.String() + "/phone": "06 1234 1050", birth: "ergens in mei",
		other.String() + "/first": "Oma", "goesWell": "Zij lezen samen.\n",
	} {
		if got := entryOf(t, &again.entry, name).Text(); got != want {
			t.Errorf("%s came back as %q, want %q", name, got, want)
		}
	}
	if c := again.state.custody(child); !c.Settled() {
		t.Errorf("custody came back as %+v", c)
	}
	again.ready()
	if again.fields[birth].(*form.Field).Error() == "" || !nav.savedAs.Zero() {
		t.Error("a birth that cannot be read was kept")
	}
}

// TestAContactTakesFewKeys goes from the page of a family to a kept contact by keyboard alone.
func TestAContactTakesFewKeys(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	h := &record.Household{Name: record.Text("El Amrani")}
	if err := b.SaveFamily(t.Context(), h, nil); err != nil {
		t.Fatal(err)
	}
	page := NewPage(b, nav, p, task.Inline, h.ID)
	w := newWindow(t, page.Content())
	page.Shown(t.Context())
	keys := 0
	press := func(name fyne.KeyName) {
		keys++
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
	w.Canvas().Focus(page.Focus())
	press(fyne.KeyReturn)
	if len(nav.newed) != 1 || nav.newed[0] != record.KindContact || nav.about != h.ID {
		t.Fatalf("the first button led to %v about %v", nav.newed, nav.about)
	}
	e := NewContact(b, nav, p, task.Inline, record.ID{}, nav.about)
	w = newWindow(t, e.Content())
	e.Shown(t.Context())
	w.Canvas().Focus(e.Focus())
	const note = "Bij Fatima geweest. Ze wil dat ik meega."
	for _, r := range note {
		w.Canvas().Focused().TypedRune(r)
	}
	for range 5 { // back over "meer" and the chips to "luisteren"
		keys++
		w.Canvas().FocusPrevious()
	}
	press(fyne.KeySpace)
	for range 5 {
		keys++
		w.Canvas().FocusNext()
	}
	keys++
	w.Canvas().FocusNext() // Klaar
	press(fyne.KeyReturn)
	if nav.failed != nil || nav.backs != 1 || len(nav.said) != 1 {
		t.Fatalf("not kept: %v, back %d times, said %v", nav.failed, nav.backs, nav.said)
	}
	s, err := b.StoryOf(t.Context(), h.ID)
	if err != nil || len(s.Contacts) != 1 {
		t.Fatal(len(s.Contacts), err)
	}
	c := s.Contacts[0]
	if c.Note.Reveal() != note || len(c.Roles) != 1 || c.Roles[0] != record.RoleListen || c.On != b.Today() {
		t.Errorf("kept %q, %v, %v", c.Note.Reveal(), c.Roles, c.On)
	}
	if keys > 25 {
		t.Errorf("%d keys beside the note", keys)
	}
	t.Logf("%d keys beside the note", keys)
}

func TestAContactWithAPromiseComesBackWordForWord(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	h := &record.Household{Name: record.Text("El Amrani")}
	if err := b.SaveFamily(t.Context(), h, nil); err != nil {
		t.Fatal(err)
	}
	e := NewContact(b, nav, p, task.Inline, record.ID{}, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	e.ready()
	if f, ok := e.fields["about"].(*form.Field); !ok || f.Error() == "" {
		t.Error("a contact with nobody chosen passes")
	}
	test.Type(e.search(), "amra")
	e.search().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if e.state.c.Subject != h.ID || e.state.subject != "El Amrani" {
		t.Fatalf("search chose %v %q", e.state.c.Subject, e.state.subject)
	}
	typeIn(t, &e.entry, "promise", "De school bellen")
	due := e.fields["promiseDue"].(*form.DateField)
	due.Chips().Chip("other").Press()
	test.Type(due.Entry(), "31-13")
	typeIn(t, &e.entry, "at", "9.30")
	e.Hidden()

	again := NewContact(b, nav, p, task.Inline, record.ID{}, record.ID{})
	newWindow(t, again.Content())
	again.Shown(t.Context())
	if got := again.fields["promiseDue"].(*form.DateField).Entry().Text(); got != "31-13" {
		t.Errorf("the day came back as %q", got)
	}
	again.ready()
	if nav.backs != 0 {
		t.Fatal("a promise for a day that does not exist was kept")
	}
	again.fields["promiseDue"].(*form.DateField).Chips().Chip("today").Press()
	again.ready()
	if nav.backs != 1 || nav.failed != nil {
		t.Fatal(nav.failed)
	}
	s, err := b.StoryOf(t.Context(), h.ID)
	if err != nil {
		t.Fatal(err)
	}
	m := contactMoment(p, s.Contacts[0], b.Today())
	if m.turn != turnYours || m.promise != "De school bellen" || s.Contacts[0].At != "09:30" {
		t.Errorf("%+v, %q", m, s.Contacts[0].At)
	}
	page := NewPage(b, nav, p, task.Inline, h.ID)
	newWindow(t, page.Content())
	page.Shown(t.Context())
	page.keep(s.Contacts[0].ID)
	if page.last.moments[0].promise != "" {
		t.Error("a promise that was kept is still open")
	}
}

func TestAPersonNeedsNoMoreThanAnAlias(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	e := NewPersonEntry(b, nav, p, task.Inline, record.ID{}, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	e.ready()
	if e.fields["first"].(*form.Field).Error() == "" {
		t.Error("a person without any name passes")
	}
	typeIn(t, &e.entry, "alias", "moeder van de bakker")
	e.ready()
	if nav.savedAs.Zero() {
		t.Fatal(nav.failed)
	}
	l := New(b, nav, p, task.Inline)
	newWindow(t, l.Content())
	l.Shown(t.Context())
	if len(l.state.shown) != 1 || l.state.shown[0].name != "moeder van de bakker" {
		t.Errorf("%+v", l.state.shown)
	}
	l.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(nav.opened) != 1 || nav.opened[0] != record.KindPerson {
		t.Error("Enter does not open", nav.opened)
	}
}

func TestASecondPersonComesIntoAFamily(t *testing.T) {
	b, nav, p := newBook(t), &walk{t: t}, uitest.Dutch(t)
	h := &record.Household{Name: record.Text("El Amrani")}
	if err := b.SaveFamily(t.Context(), h, nil); err != nil {
		t.Fatal(err)
	}
	e := NewPersonEntry(b, nav, p.Facing(i18n.RightToLeft), task.Inline, record.ID{}, h.ID)
	newWindow(t, e.Content())
	e.Shown(t.Context())
	typeIn(t, &e.entry, "first", "Khadija")
	e.state.relate(record.RelationGrandparent)
	e.ready()
	f, err := b.Family(t.Context(), h.ID)
	if err != nil || len(f.Household.Members) != 1 || f.Household.Members[0].Relation != record.RelationGrandparent {
		t.Fatalf("%+v, %v, %v", f.Household.Members, err, nav.failed)
	}
}

// Whoever types a name after Tab must not take the person off the page with a space in it.
func TestTabGoesFromFieldToFieldBeforeTheWayToTakeAway(t *testing.T) {
	b, nav := newBook(t), &walk{t: t}
	e := NewEntry(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, record.ID{})
	w := newWindow(t, e.Content())
	e.Shown(t.Context())
	w.Canvas().Focus(entryOf(t, &e.entry, "name"))
	w.Canvas().FocusNext()
	mother := e.state.members[0].person.ID.String()
	if got := w.Canvas().Focused(); got != fyne.Focusable(entryOf(t, &e.entry, mother+"/first")) {
		t.Errorf("after the name of the family comes %T", got)
	}
}

func TestThePapersOfAFamilyAndOfAPersonLeadOn(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []record.Kind{record.KindHousehold, record.KindPerson} {
		w := &walk{t: t}
		card := paperCard(p, w, kind, record.ID{1})
		newWindow(t, card)
		for _, o := range uitest.All[*form.Button](card) {
			o.Press()
		}
		if len(w.asked) != 1 || w.asked[0] != kind || len(w.printed) != 1 || w.printed[0] != "nl" {
			t.Errorf("%v: %v %v", kind, w.asked, w.printed)
		}
	}
}
