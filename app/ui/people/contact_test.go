package people

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
)

func amrani(t *testing.T, b *book.Book) *record.Household {
	t.Helper()
	h := &record.Household{Name: record.Text("El Amrani")}
	if err := b.SaveFamily(t.Context(), h, nil); err != nil {
		t.Fatal(err)
	}
	return h
}

func school(t *testing.T, b *book.Book) *record.Partner {
	t.Helper()
	p := &record.Partner{Type: record.PartnerSchool, Name: record.Text("Het Kompas"), Officers: []record.Officer{{First: record.Text("Jeroen")}}}
	if err := b.SavePartner(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	return p
}

func only(t *testing.T, b *book.Book) *record.Contact {
	t.Helper()
	rows := b.Rows(record.KindContact)
	if len(rows) != 1 {
		t.Fatalf("%d contacts", len(rows))
	}
	c, err := b.Contact(t.Context(), rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestAFullContactTakesAtMost25Keys begins at the empty entry: whom, when, two roles and a note, by keyboard alone.
func TestAFullContactTakesAtMost25Keys(t *testing.T) {
	b, nav := newBook(t), &walk{t: t}
	h := amrani(t, b)
	e := NewContact(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, record.ID{})
	w := newWindow(t, e.Content())
	e.Shown(t.Context())
	w.Canvas().Focus(e.Focus())
	keys := 0
	letter := func(text string) {
		for _, r := range text {
			w.Canvas().Focused().TypedRune(r)
		}
	}
	press := func(name fyne.KeyName) {
		keys++
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
	back := func(times int) {
		for range times {
			keys++
			w.Canvas().FocusPrevious()
		}
	}
	letter("amr")
	keys += 3
	press(fyne.KeyReturn) // chosen; the note has the keyboard
	const note = "Bij Fatima geweest. Ze wil dat ik meega."
	letter(note)
	back(4) // over "meer" and two chips to the second role
	press(fyne.KeySpace)
	back(1)
	press(fyne.KeySpace)
	back(2) // to "gisteren"
	press(fyne.KeySpace)
	for range 5 + 2 {
		keys++
		w.Canvas().FocusNext()
	}
	if w.Canvas().Focused() != fyne.Focusable(e.note()) {
		t.Fatalf("the keyboard is on %T", w.Canvas().Focused())
	}
	keys++ // Ctrl+Enter is one stroke
	e.note().(*rtl.Entry).OnSubmitted(note)
	if nav.failed != nil || nav.backs != 1 {
		t.Fatalf("not kept: %v, back %d times", nav.failed, nav.backs)
	}
	c := only(t, b)
	if c.Subject != h.ID || c.Note.Reveal() != note || len(c.Roles) != 2 || c.On != b.Today().Add(-1) {
		t.Errorf("kept %q, %v, %v", c.Note.Reveal(), c.Roles, c.On)
	}
	if keys > 25 {
		t.Errorf("%d keys beside the note", keys)
	}
	t.Logf("%d keys beside the note", keys)
}

func TestAFailedAttemptNeedsOnePress(t *testing.T) {
	b, nav := newBook(t), &walk{t: t}
	h := amrani(t, b)
	e := NewContact(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, h.ID)
	newWindow(t, e.Content())
	e.Shown(t.Context())
	e.extra[0].(*form.Button).Press()
	if c := only(t, b); !c.Failed || c.Subject != h.ID || len(c.Roles) != 0 || nav.backs != 1 {
		t.Errorf("%+v", c)
	}
}

func TestAdviceToAProfessionalAndWhatWasDoneWithIt(t *testing.T) {
	b, nav := newBook(t), &walk{t: t}
	p := school(t, b)
	e := NewContact(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, p.ID)
	newWindow(t, e.Content())
	e.Shown(t.Context())
	typeIn(t, &e.entry, "advice", "Ga langs, stuur geen brief.")
	e.fields["room"].(*form.Field).Control().(*form.Chips).Chip(string(record.RoomLittle)).Press()
	e.ready()
	c := only(t, b)
	if c.Advice.Reveal() != "Ga langs, stuur geen brief." || c.Room != record.RoomLittle || c.Use != "" {
		t.Fatalf("%+v", c)
	}
	page := NewContactPage(b, nav, uitest.Dutch(t), task.Inline, c.ID)
	w := newWindow(t, page.Content())
	page.Shown(t.Context())
	for _, o := range uitest.All[*form.Button](w.Content()) {
		if o.Text() == "Schrijf het op" {
			o.Press()
		}
	}
	if c := only(t, b); c.Use != "" {
		t.Error("kept without an answer")
	}
	page.use, page.why = record.UseDone, record.Text("Zij gaan langs.")
	for _, o := range uitest.All[*form.Button](w.Content()) {
		if o.Text() == "Schrijf het op" {
			o.Press()
		}
	}
	if c := only(t, b); c.Use != record.UseDone || c.UseWhy.Reveal() != "Zij gaan langs." || c.UseOn != b.Today() {
		t.Errorf("%+v", c)
	}
}

func TestAnAdviceDoesNotStayWithAFamily(t *testing.T) {
	b, nav := newBook(t), &walk{t: t}
	p, h := school(t, b), amrani(t, b)
	e := NewContact(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, p.ID)
	newWindow(t, e.Content())
	e.Shown(t.Context())
	typeIn(t, &e.entry, "advice", "Ga langs.")
	e.state.setAbout(record.AboutHousehold, h.ID, "El Amrani")
	e.ready()
	if c := only(t, b); !c.Advice.Empty() || c.About != record.AboutHousehold {
		t.Errorf("%+v", c)
	}
}

func TestBadInputStandsBesideItsField(t *testing.T) {
	b, nav := newBook(t), &walk{t: t}
	h := amrani(t, b)
	e := NewContact(b, nav, uitest.Dutch(t), task.Inline, record.ID{}, h.ID)
	newWindow(t, e.Content())
	e.Shown(t.Context())
	e.state.c.On = b.Today().Add(1)
	e.state.c.PromDue = b.Today().Add(-30)
	typeIn(t, &e.entry, "cents", "veel")
	note := entryOf(t, &e.entry, "note")
	note.TypedShortcut(&fyne.ShortcutPaste{Clipboard: pasted(strings.Repeat("a", 1<<20))})
	if note.Text() != "" || e.fields["note"].(*form.Field).Error() == "" {
		t.Error("a paste of a megabyte is taken over, or nothing is said")
	}
	e.ready()
	if nav.backs != 0 || len(b.Rows(record.KindContact)) != 0 {
		t.Fatal("it was kept")
	}
	for _, name := range []string{"on", "promiseDue", "cents"} {
		wrong := ""
		switch f := e.fields[name].(type) {
		case *form.Field:
			wrong = f.Error()
		case *form.DateField:
			if f != nil {
				wrong = e.state.problems(e.p)[name]
			}
		}
		if wrong == "" {
			t.Errorf("nothing beside %s", name)
		}
	}
	e.state.setAbout(record.AboutNumber, record.ID{}, "")
	e.state.c.Heads = 1001
	if e.state.problems(e.p)["heads"] == "" {
		t.Error("a head count of 1001 passes")
	}
}

// TestAContactThatChangedMeanwhileIsAChoice: nothing is overwritten before the worker chose.
func TestAContactThatChangedMeanwhileIsAChoice(t *testing.T) {
	for _, mine := range []bool{true, false} {
		b, nav := newBook(t), &walk{t: t}
		h := amrani(t, b)
		c := &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: b.Today(), Note: record.Text("eerst")}
		if err := b.SaveContact(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		e := NewContact(b, nav, uitest.Dutch(t), task.Inline, c.ID, record.ID{})
		newWindow(t, e.Content())
		e.Shown(t.Context())
		test.Type(entryOf(t, &e.entry, "note"), "mijn ")
		other, err := b.Contact(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		other.Note = record.Text("van een ander")
		if err := b.SaveContact(t.Context(), other); err != nil {
			t.Fatal(err)
		}
		e.ready()
		if nav.failed != nil || nav.backs != 0 || only(t, b).Note.Reveal() != "van een ander" {
			t.Fatalf("%v: it was overwritten, or failed: %v", mine, nav.failed)
		}
		want := "van een ander"
		if mine {
			want = "eerstmijn "
		}
		if e.asked == nil || e.asked.Done().Reason() == "" {
			t.Fatalf("%v: no choice was given, or it needs no answer", mine)
		}
		e.asked.Choose(uitest.Dutch(t), "0/note", !mine)
		e.asked.Done().Press()
		e.ready()
		if got := only(t, b).Note.Reveal(); got != want || nav.backs != 1 {
			t.Errorf("%v: %q, back %d times, %v", mine, got, nav.backs, nav.failed)
		}
		if keys, err := b.Drafts(t.Context()); err != nil || len(keys) != 0 {
			t.Errorf("drafts left: %v %v", keys, err)
		}
	}
}

// TestADraftOfAContactOfAnOlderVersionIsAChoiceToo: the draft was begun before the change and opened after it.
func TestADraftOfAContactOfAnOlderVersionIsAChoiceToo(t *testing.T) {
	b, nav := newBook(t), &walk{t: t}
	h := amrani(t, b)
	c := &record.Contact{About: record.AboutHousehold, Subject: h.ID, On: b.Today(), Note: record.Text("eerst")}
	if err := b.SaveContact(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	e := NewContact(b, nav, uitest.Dutch(t), task.Inline, c.ID, record.ID{})
	newWindow(t, e.Content())
	e.Shown(t.Context())
	typeIn(t, &e.entry, "note", "mijn ")
	e.Hidden()
	if err := b.KeepPromise(t.Context(), c.ID); err != nil {
		t.Fatal(err)
	}
	again := NewContact(b, nav, uitest.Dutch(t), task.Inline, c.ID, record.ID{})
	newWindow(t, again.Content())
	again.Shown(t.Context())
	if again.asked == nil {
		t.Fatal("nothing is asked when the page opens")
	}
	again.ready()
	if nav.backs != 0 || only(t, b).Note.Reveal() != "eerst" {
		t.Errorf("a draft of an older version was written over a newer one: %v", nav.failed)
	}
	again.asked.Choose(uitest.Dutch(t), "0/note", false)
	again.asked.Choose(uitest.Dutch(t), "0/promise", true)
	again.asked.Done().Press()
	again.ready()
	if got := only(t, b); nav.backs != 1 || got.Note.Reveal() == "eerst" || got.PromKept.Zero() {
		t.Errorf("what was typed or the kept promise went lost: %v %v", got, nav.failed)
	}
}

func TestTheListAndThePageOfAContact(t *testing.T) {
	b, nav := newBook(t), &slips{walk: walk{t: t}}
	h := amrani(t, b)
	for i, c := range []*record.Contact{
		{About: record.AboutHousehold, Subject: h.ID, On: b.Today(), Promise: record.Text("De school bellen"), PromDue: b.Today(), Length: time.Hour},
		{About: record.AboutNumber, Heads: 6, On: b.Today().Add(-3), Note: record.Text("Na de taalles")},
		{About: record.AboutNobody, On: b.Today().Add(-1)},
	} {
		if err := b.SaveContact(t.Context(), c); err != nil {
			t.Fatal(i, err)
		}
	}
	l := NewContacts(b, nav, uitest.Dutch(t), task.Inline)
	newWindow(t, l.Content())
	l.Shown(t.Context())
	if len(l.shown) != 3 || !strings.Contains(l.shown[0].detail(l.p), "El Amrani") || l.shown[2].title(l.p) != "Na de taalles" {
		t.Fatalf("%+v", l.shown)
	}
	l.choose(contactsPromise)
	if len(l.shown) != 1 || !l.shown[0].promise {
		t.Errorf("%+v", l.shown)
	}
	l.Focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(nav.opened) != 1 || nav.opened[0] != record.KindContact {
		t.Errorf("opened %v", nav.opened)
	}
	id := l.shown[0].id
	page := NewContactPage(b, nav, uitest.Dutch(t), task.Inline, id)
	w := newWindow(t, page.Content())
	page.Shown(t.Context())
	press := func(word string) {
		t.Helper()
		for _, o := range uitest.All[*form.Button](w.Content()) {
			if o.Text() == word {
				o.Press()
				return
			}
		}
		t.Fatalf("no button %q", word)
	}
	press("Gedaan")
	if c, err := b.Contact(t.Context(), id); err != nil || c.PromKept != b.Today() {
		t.Errorf("%+v %v", c, err)
	}
	press("Contact weghalen")
	press("Nee, laten staan")
	press("Contact weghalen")
	press("Ja, weghalen")
	if len(b.Rows(record.KindContact)) != 2 || nav.backs != 1 {
		t.Errorf("%d left, back %d times, %v", len(b.Rows(record.KindContact)), nav.backs, nav.failed)
	}
}

type pasted string

func (p pasted) Content() string   { return string(p) }
func (p pasted) SetContent(string) {}

type slips struct {
	walk
	made int
}

func (s *slips) PrintSlip(string) { s.made++ }
