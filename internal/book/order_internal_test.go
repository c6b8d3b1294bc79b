package book

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

func sortingBook(t *testing.T) (*Book, *i18n.Printer, *i18n.Printer) {
	t.Helper()
	b, err := Create(filepath.Join(t.TempDir(), "store"), []byte("vlieger kastanje zeven trampoline"), Deps{Cost: keyfile.QuickCost()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	var both [2]*i18n.Printer
	for i, code := range []string{"nl", "tr"} {
		if both[i], err = i18n.New(code); err != nil {
			t.Fatal(err)
		}
	}
	return b, both[0], both[1]
}

// The bytes by which a name is sorted stand in memory as long as the name is what it was, and not longer: not after it was changed, after
// the person was merged away or erased, after another language was chosen, or after the book was closed.
func TestSortKeysGoWithTheirNames(t *testing.T) {
	b, dutch, turkish := sortingBook(t)
	ctx := t.Context()
	p, q := &record.Person{As: record.PersonParent, First: record.Text("Çiğdem")}, &record.Person{As: record.PersonParent, First: record.Text("Cigdem")}
	for _, one := range []*record.Person{p, q} {
		if err := b.SavePerson(ctx, one); err != nil {
			t.Fatal(err)
		}
	}
	asked := 0
	key := func(by *i18n.Printer, of *record.Person) []byte {
		b.NameOrder(by, []Named{{ID: of.ID, Name: of.First.Reveal(), As: func(s string) string { asked++; return s }}})
		return b.order.keys[of.ID].key
	}
	known := func(of *record.Person) bool { _, ok := b.order.keys[of.ID]; return ok }
	for range 3 {
		if !bytes.Equal(key(dutch, p), dutch.SortKey("Çiğdem")) || key(dutch, q) == nil {
			t.Fatal("another key")
		}
	}
	if asked != 2 || !known(p) || !known(q) {
		t.Errorf("worked out %d times", asked)
	}
	p.First = record.Text("Zehra")
	if err := b.SavePerson(ctx, p); err != nil {
		t.Fatal(err)
	}
	if known(p) || !known(q) {
		t.Error("the old name is still there, or another one's went")
	}
	b.NameOrder(dutch, []Named{{ID: q.ID, Name: "anders", As: strings.ToUpper}})
	if got := b.order.keys[q.ID].key; !bytes.Equal(got, dutch.SortKey("ANDERS")) {
		t.Error("an older name is sorted by")
	}
	key(dutch, p)
	if _, err := b.Merge(ctx, record.KindPerson, p.ID, q.ID, map[string]MergeChoice{"first": MergeKeep}); err != nil {
		t.Fatal(err)
	}
	if known(p) || known(q) {
		t.Error("a key outlives the merge")
	}
	key(dutch, p)
	if key(turkish, p); len(b.order.keys) != 1 || !bytes.Equal(b.order.keys[p.ID].key, turkish.SortKey("Zehra")) {
		t.Error("keys of another language are kept")
	}
	if _, err := b.Erase(ctx, record.KindPerson, p.ID, EraseOptions{}); err != nil {
		t.Fatal(err)
	}
	if known(p) {
		t.Error("a key outlives the person")
	}
	key(dutch, q)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if b.order.keys != nil || b.order.by != nil || b.order.of != nil {
		t.Error("a name is in memory after the lock")
	}
	if key(dutch, q); b.order.keys != nil || b.order.made != nil {
		t.Error("a list that is drawn late puts names back")
	}
}
