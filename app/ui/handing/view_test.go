package handing

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/parcel"
	"schakel/internal/record"
)

// nav keeps what the page asks of the window; files lie in a folder.
type nav struct {
	dir    string
	pick   string // the file that is chosen
	saved  string
	said   []string
	failed error
	opened []record.ID
	erased []record.ID
}

func (n *nav) Open(_ record.Kind, id record.ID)  { n.opened = append(n.opened, id) }
func (n *nav) Erase(_ record.Kind, id record.ID) { n.erased = append(n.erased, id) }
func (n *nav) Back()                             {}
func (n *nav) Say(text string)                   { n.said = append(n.said, text) }
func (n *nav) Fail(err error)                    { n.failed = err }
func (n *nav) OpenFile(_ []string, chosen func(string, error)) {
	chosen(n.pick, nil)
}
func (n *nav) SaveAs(name string, write func(io.Writer) error) {
	var out bytes.Buffer
	if n.failed = write(&out); n.failed != nil {
		return
	}
	n.saved = filepath.Join(n.dir, name)
	if err := os.WriteFile(n.saved, out.Bytes(), 0o600); err != nil {
		n.failed = err
	}
}

func worker(t *testing.T, name string) *book.Book {
	t.Helper()
	now := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	b, err := book.Create(t.TempDir(), []byte("oefenen met schakel mag altijd"), book.Deps{Now: func() time.Time { return now }, Cost: keyfile.QuickCost()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	me, err := b.Profile(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	me.Name = record.Text(name)
	if err := b.SaveProfile(t.Context(), me); err != nil {
		t.Fatal(err)
	}
	return b
}

func page(t *testing.T, tag string, b *book.Book) (*View, *nav) {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.Options{Step: 2}))
	n := &nav{dir: t.TempDir()}
	v := New(b, n, p, task.Inline)
	w := test.NewTempWindow(t, v.Content())
	w.Resize(fyne.NewSize(808, 600))
	v.Shown(t.Context())
	return v, n
}

func family(t *testing.T, b *book.Book, name string) *record.Household {
	t.Helper()
	h := &record.Household{Name: record.Text(name)}
	mother := &record.Person{As: record.PersonParent, First: record.Text("Emine")}
	if err := b.SaveFamily(t.Context(), h, []book.Arrival{{Person: mother, Relation: record.RelationMother}}); err != nil {
		t.Fatal(err)
	}
	return h
}

// The whole road through both workers' pages: a card, a question, a file, and taking it over once.
func TestAFamilyGoesFromOneWorkerToAnother(t *testing.T) {
	for _, tag := range []string{"nl", "ar"} {
		fatima, karim := worker(t, "Fatima"), worker(t, "Karim")
		h := family(t, fatima, "gezin Yildiz")
		family(t, fatima, "gezin Bakker")
		to, toNav := page(t, tag, karim)
		data, err := to.state.own.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		from, n := page(t, tag, fatima)
		n.pick = filepath.Join(n.dir, "karim.schakelkaart")
		if err := os.WriteFile(n.pick, data, 0o600); err != nil {
			t.Fatal(err)
		}
		from.openCard()
		if from.state.to.Name.Reveal() != "Karim" || from.state.to.Words() != to.state.own.Words() {
			t.Fatalf("%s: the card reads %q %q, want %q, %v", tag, from.state.to.Name.Reveal(), from.state.to.Words(), to.state.own.Words(), n.failed)
		}
		from.give()
		if n.saved != "" || n.failed == nil {
			t.Fatalf("%s: something was given before anybody said yes", tag)
		}
		n.failed = nil
		from.open(h.ID)
		f, _ := from.state.family()
		from.state.note = "Bel na vieren."
		from.answer(h.ID, f.Asks[0].Person, record.HandoverYes)
		if got := from.state.going(); len(got) != 1 || got[0] != h.ID {
			t.Fatalf("%s: chosen are %v", tag, got)
		}
		from.state.open = record.ID{}
		from.draw()
		from.give()
		if n.failed != nil || n.saved == "" || strings.Contains(n.saved, "Yildiz") || strings.Contains(n.saved, "Karim") {
			t.Fatalf("%s: %q, %v", tag, n.saved, n.failed)
		}
		toNav.pick = n.saved
		to.openParcel()
		if toNav.failed != nil || len(to.state.arrived.Families) != 1 || to.state.arrived.Families[0].Note.Reveal() != "Bel na vieren." || to.state.arrived.From.Name.Reveal() != "Fatima" {
			t.Fatalf("%s: %+v, %v", tag, to.state.arrived, toNav.failed)
		}
		if rows := karim.Rows(record.KindHousehold); len(rows) != 0 {
			t.Fatalf("%s: looking keeps %d families", tag, len(rows))
		}
		to.take()
		if to.state.taken == nil || to.state.taken.Families != 1 || len(karim.Rows(record.KindHousehold)) != 1 {
			t.Fatalf("%s: %+v, %v", tag, to.state.taken, toNav.failed)
		}
		to.openParcel()
		if !to.state.arrived.Again {
			t.Errorf("%s: the same file again is not recognised", tag)
		}
		from.load()
		if gone := from.state.gone(); len(gone) != 1 || gone[0].With.Reveal() != "Karim" {
			t.Errorf("%s: %+v", tag, gone)
		}
	}
}

func TestANoIsShownAndOnlyThePersonCanComeBackToIt(t *testing.T) {
	b := worker(t, "Fatima")
	h := family(t, b, "gezin Yildiz")
	v, _ := page(t, "nl", b)
	v.open(h.ID)
	f, _ := v.state.family()
	v.answer(h.ID, f.Asks[0].Person, record.HandoverNo)
	f, _ = v.state.family()
	if f.Standing != book.StandingNo || f.Asks[0].On != b.Today() {
		t.Fatalf("%+v", f)
	}
	if v.first != nil {
		t.Error("the page asks again after a no")
	}
	v.answer(h.ID, f.Asks[0].Person, record.HandoverYes)
	if f, _ = v.state.family(); f.Standing != book.StandingYes {
		t.Errorf("%+v", f)
	}
}

func TestTheOwnCardAndAStrangeFileAreRefused(t *testing.T) {
	b := worker(t, "Fatima")
	v, n := page(t, "nl", b)
	data, err := v.state.own.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{"own": {data, book.ErrHandSelf}, "no card": {[]byte("hallo"), parcel.ErrCard}, "large": {make([]byte, 1<<20), parcel.ErrSize}} {
		n.pick, n.failed = filepath.Join(n.dir, "kaart"), nil
		if err := os.WriteFile(n.pick, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		v.openCard()
		if n.failed != c.want || !v.state.to.Empty() {
			t.Errorf("%s: %v", name, n.failed)
		}
	}
	n.pick = filepath.Join(n.dir, "weg")
	v.openParcel()
	if n.failed != task.ErrFile || v.state.file != nil {
		t.Errorf("a file that is not there: %v", n.failed)
	}
}

// A note that is being typed is kept when the page is left, and not when it seems to hold a BSN.
func TestANoteIsKeptWhenThePageIsLeft(t *testing.T) {
	for note, kept := range map[string]string{"Bel na vieren.": "Bel na vieren.", "bsn 111222333": ""} {
		b := worker(t, "Fatima")
		h := family(t, b, "gezin Yildiz")
		v, _ := page(t, "nl", b)
		v.open(h.ID)
		v.state.note = note
		v.Hidden()
		f, err := b.Handing(t.Context(), h.ID)
		if err != nil || f.Note.Reveal() != kept {
			t.Errorf("%q is kept as %q, %v", note, f.Note.Reveal(), err)
		}
	}
}
