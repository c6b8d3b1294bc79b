package week

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
)

type walk struct {
	said   []string
	backs  int
	slips  int
	failed error
}

func (w *walk) Back()            { w.backs++ }
func (w *walk) Say(text string)  { w.said = append(w.said, text) }
func (w *walk) Fail(err error)   { w.failed = err }
func (w *walk) PrintSlip(string) { w.slips++ }

func newBook(t *testing.T) *book.Book {
	t.Helper()
	b := uitest.Book(t, time.Date(2026, time.November, 22, 20, 14, 0, 0, time.Local))
	for _, name := range []string{"El Amrani", "Yıldız", "Bakker"} {
		if err := b.SaveFamily(t.Context(), &record.Household{Name: record.Text(name)}, nil); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := b.SavePerson(t.Context(), &record.Person{As: record.PersonParent, First: record.Text("Fatima")}); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func open(t *testing.T, b *book.Book, nav Nav, tag string) (*View, fyne.Window) {
	t.Helper()
	v := New(b, nav, uitest.Printer(t, tag), task.Inline)
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: look.UsualStep}))
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(1064, 760))
	v.Shown(t.Context())
	w.Canvas().Focus(v.Focus())
	return v, w
}

// keys types as a person does: a letter goes to whatever has the keyboard, \t to the next field, \n is Enter.
func keys(w fyne.Window, text string) {
	for _, r := range text {
		switch r {
		case '\t':
			w.Canvas().FocusNext()
		case '\n':
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		case '↓':
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		case '→':
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		case '←':
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		case '⎵':
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		default:
			w.Canvas().Focused().TypedRune(r)
		}
	}
}

func contacts(t *testing.T, b *book.Book) []*record.Contact {
	t.Helper()
	var all []*record.Contact
	for _, row := range b.ContactsBy(record.ID{}) {
		c, err := b.Contact(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, c)
	}
	return all
}

// TestAWeekByKeyboardAlone writes ten contacts on a Sunday evening without a mouse.
func TestAWeekByKeyboardAlone(t *testing.T) {
	b, nav := newBook(t), &walk{}
	_, w := open(t, b, nav, "nl")
	// a name and Enter take the first found; Tab goes on through the line, and from the last cell to the next line
	for i := range 10 {
		switch i % 3 {
		case 0:
			keys(w, "vandaag\tamra\n30\tluis\n\tbelt zelf\t\t")
		case 1:
			keys(w, "gisteren\t6\t1:30\tuitleg geven\t\t\t")
		case 2:
			keys(w, "20-11\tyild\n\t\t\t⎵\t")
		}
	}
	v := w.Canvas().Focused()
	if v == nil {
		t.Fatal("the keyboard is nowhere")
	}
	keys(w, "\n") // the keyboard went on to Bewaren
	if nav.failed != nil || nav.backs != 1 || len(nav.said) != 1 || nav.said[0] != "10 contacten staan erin." {
		t.Fatalf("%v, back %d times, said %q", nav.failed, nav.backs, nav.said)
	}
	all := contacts(t, b)
	if len(all) != 10 {
		t.Fatalf("%d contacts", len(all))
	}
	today, failed, many := 0, 0, 0
	for _, c := range all {
		switch {
		case c.Failed:
			failed++
			if c.About != record.AboutHousehold || c.On != record.Day(2026, 11, 20) {
				t.Errorf("%+v", c)
			}
		case c.About == record.AboutNumber:
			many++
			if c.Heads != 6 || c.Length != 90*time.Minute || c.Roles[0] != record.RoleExplain || c.On != b.Today().Add(-1) {
				t.Errorf("%+v", c)
			}
		default:
			today++
			if c.About != record.AboutHousehold || c.Length != 30*time.Minute || c.Roles[0] != record.RoleListen || c.Note.Reveal() != "belt zelf" {
				t.Errorf("%+v %q", c, c.Note.Reveal())
			}
		}
	}
	if today != 4 || many != 3 || failed != 3 {
		t.Errorf("%d %d %d", today, many, failed)
	}
	if drafts, err := b.Drafts(t.Context()); err != nil || len(drafts) != 0 {
		t.Errorf("drafts left: %q %v", drafts, err)
	}
}

func TestGoodLinesAreKeptAndTheOthersSayWhy(t *testing.T) {
	b, nav := newBook(t), &walk{}
	v, w := open(t, b, nav, "nl")
	keys(w, "vandaag\tamra\n15\t\t\t\t")         // good
	keys(w, "31-13\t4\tlang\tdansen\t\t\t")      // four things wrong
	keys(w, "morgen\tWie dan ook\t\t\tx\t\t")    // a day to come, and nobody of that name
	keys(w, "gisteren\tfatima\t\t\t\t\t")        // two are called so
	keys(w, "\t\t\t\talleen een notitie\t\t")    // no day, nobody
	keys(w, "vandaag\t0\t9999\t\t111222333\t\t") // no number of people, too long, a BSN
	v.save()
	if nav.failed != nil || nav.backs != 0 || len(nav.said) != 1 {
		t.Fatal(nav.failed, nav.backs, nav.said)
	}
	if all := contacts(t, b); len(all) != 1 || all[0].Length != 15*time.Minute {
		t.Fatalf("%d kept", len(all))
	}
	want := []map[column]string{
		nil,
		{colDay: "bestaat niet", colLength: "geen tijd", colRoles: "woord ken ik niet"},
		{colDay: "moet nog komen", colWhom: "er zijn er meer"},
		{colWhom: "er zijn er meer"},
		{colDay: "dag bij", colWhom: "Met wie"},
		{colWhom: "", colLength: "", colNote: "burgerservicenummer"},
	}
	for i, wrong := range want {
		l := v.state.lines[i]
		for c, part := range wrong {
			if l.wrong[c] == "" || !strings.Contains(l.wrong[c], part) {
				t.Errorf("line %d, %s: %q, want %q", i+1, c.name(), l.wrong[c], part)
			}
			if c < colFailed && !v.rows[i].entries[c].HasError() {
				t.Errorf("line %d, %s: no edge", i+1, c.name())
			}
		}
		if len(l.wrong) != len(wrong) {
			t.Errorf("line %d: %v", i+1, l.wrong)
		}
		if v.rows[i].wrong.Visible() != (len(wrong) > 0) {
			t.Errorf("line %d: sentences shown %v", i+1, v.rows[i].wrong.Visible())
		}
	}
	if !v.state.lines[0].blank() {
		t.Error("a kept line is still there")
	}
}

func TestNothingTypedInTheGridIsLost(t *testing.T) {
	b, nav := newBook(t), &walk{}
	v, w := open(t, b, nav, "nl")
	keys(w, "21-1\tamra\n30\tluis")

	v.to(7, colNote)
	keys(w, "een regel verderop")
	v.Hidden()
	again, _ := open(t, b, nav, "nl")
	l := again.state.lines[0]
	if l.cells[colDay] != "21-1" || l.cells[colWhom] != "El Amrani" || l.about != record.AboutHousehold || l.cells[colRoles] != "luis" {
		t.Errorf("%+v", l)
	}
	if got := again.rows[7].entries[colNote].Text(); got != "een regel verderop" {
		t.Errorf("%q", got)
	}
	keysOfDrafts, err := b.Drafts(t.Context())
	if err != nil || len(keysOfDrafts) != 2 {
		t.Errorf("%q %v", keysOfDrafts, err)
	}
}

func TestArrowsMoveAsInASpreadsheet(t *testing.T) {
	for tag, forward := range map[string]string{"nl": "→", "ar": "←"} {
		b := newBook(t)
		v, w := open(t, b, &walk{}, tag)
		at := func() fyne.Focusable { return w.Canvas().Focused() }
		keys(w, forward+forward)
		if at() != fyne.Focusable(v.rows[0].entries[colLength]) {
			t.Errorf("%s: two steps on lead to another cell", tag)
		}
		keys(w, "\n↓")
		if at() != fyne.Focusable(v.rows[2].entries[colLength]) {
			t.Errorf("%s: two down lead to another cell", tag)
		}
		keys(w, "30")
		back := map[string]string{"→": "←", "←": "→"}[forward]
		if tag == "nl" {
			keys(w, back) // within the text
			if at() != fyne.Focusable(v.rows[2].entries[colLength]) {
				t.Error("an arrow within a text leaves it")
			}
			keys(w, back+back)
		}
		if tag == "nl" && at() != fyne.Focusable(v.rows[2].entries[colWhom]) {
			t.Error("an arrow at the edge does not leave the cell")
		}
		x := v.rows[0].entries[colDay].Position().X
		if mirrored := x > v.rows[0].entries[colNote].Position().X; mirrored != (tag == "ar") {
			t.Errorf("%s: mirrored %v", tag, mirrored)
		}
	}
}

func TestEnterOnTheLastLineGivesMore(t *testing.T) {
	b := newBook(t)
	v, w := open(t, b, &walk{}, "nl")
	v.to(linesFirst-1, colDay)
	keys(w, "\n")
	if len(v.rows) != linesFirst+linesMore {
		t.Errorf("%d lines", len(v.rows))
	}
	for range 20 {
		v.more()
	}
	if len(v.rows) != linesMost {
		t.Errorf("%d lines", len(v.rows))
	}
}

func TestAPasteOfAMegabyteIsRefusedInACell(t *testing.T) {
	b := newBook(t)
	v, _ := open(t, b, &walk{}, "nl")
	v.to(0, colNote)
	v.rows[0].entries[colNote].TypedShortcut(&fyne.ShortcutPaste{Clipboard: pasted(strings.Repeat("a", 1<<20))})
	if got := v.rows[0].entries[colNote].Text(); got != "" {
		t.Errorf("%d letters were taken over", len(got))
	}
}

type pasted string

func (p pasted) Content() string   { return string(p) }
func (p pasted) SetContent(string) {}

func TestLengthsAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"": 0, "30": 30 * time.Minute, "45 min": 45 * time.Minute, "1:30": 90 * time.Minute, "1,5": 90 * time.Minute, "2u": 2 * time.Hour, "1.5 uur": 90 * time.Minute,
		"2 saat": 2 * time.Hour, "1 godz": time.Hour, "3 ora": 3 * time.Hour, "2 ساعات": 2 * time.Hour, "20 minuten": 20 * time.Minute,
	} {
		if got, ok := length(text); !ok || got != want {
			t.Errorf("%q: %v %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"lang", "-5", "1:75", "9999", ":", "x30", "1e3u"} {
		if got, ok := length(text); ok && got > 0 {
			t.Errorf("%q is %v", text, got)
		}
	}
}
