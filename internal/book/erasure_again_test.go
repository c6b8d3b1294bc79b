package book_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// moments are what differs when the same is done at another time.
var moments = regexp.MustCompile(`"(revision":\d+|changed":"[^"]*"),?`)

// putBack gives the store of a backup that was made before an erasure, put back after it.
func putBack(t *testing.T, b *book.Book, erase func()) *book.Book {
	t.Helper()
	ctx := t.Context()
	stick := t.TempDir()
	copied, err := b.BackUp(ctx, stick, true)
	if err != nil {
		t.Fatal(err)
	}
	erase()
	dir := filepath.Join(t.TempDir(), "store")
	deps := book.Deps{Cost: cheap(), Now: b.Now}
	report, err := book.Restore(ctx, copied.Path, passphrase, dir, "", deps)
	if err != nil || report.Erased != 1 {
		t.Fatalf("%+v %v", report, err)
	}
	back, err := book.Open(dir, keyfile.Passphrase([]byte(passphrase)), deps)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := back.Close(); err != nil {
			t.Error(err)
		}
	})
	if found, err := back.Verify(ctx, nil); err != nil || len(found.Findings) > 0 {
		t.Errorf("verify: %+v %v", found.Findings, err)
	}
	return back
}

func timeless(all map[record.ID]string) map[record.ID]string {
	for id, text := range all {
		all[id] = moments.ReplaceAllString(text, "")
	}
	return all
}

// An older copy that is put back holds exactly what the store holds from which was erased: nobody who went, and everybody who stayed.
func TestAnOlderCopyThatIsPutBackIsErasedTheSame(t *testing.T) {
	w := newTwoHomes(t)
	back := putBack(t, w.Book, func() { w.erase(t, record.KindHousehold, w.hers.ID) })
	if d := cmp.Diff(timeless(kept(t, w.Book)), timeless(kept(t, back))); d != "" {
		t.Errorf("two homes: %s", d)
	}
	b := practiced(t)
	for _, kind := range []record.Kind{record.KindHousehold, record.KindPerson} {
		for _, row := range slices.Clone(b.Rows(kind)[:1]) {
			if !slices.ContainsFunc(b.Rows(kind), func(r record.Row) bool { return r.ID == row.ID }) {
				continue
			}
			back := putBack(t, b, func() {
				if _, err := b.Erase(t.Context(), kind, row.ID, book.EraseOptions{}); err != nil {
					t.Fatal(err)
				}
			})
			if d := cmp.Diff(timeless(kept(t, b)), timeless(kept(t, back))); d != "" {
				t.Errorf("%v: %s", kind, d)
			}
		}
	}
}

// What was sent about several people comes back without what stood in it.
func TestAnOlderCopyForgetsWhatWasSentAboutWhoWent(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	sister := &record.Person{As: record.PersonChild, First: record.Text("Defne"), Birth: r.Today().Years(-6)}
	r.do("sister", r.SaveFamily(ctx, r.home, []book.Arrival{{Person: sister, Relation: record.RelationChild, Custody: &record.Custody{
		Custody: record.CustodySole, Holders: []record.ID{r.mother.ID}, Proof: record.ProofExtract, Seen: r.Today(),
	}}}))
	r.ref.Children = append(r.ref.Children, sister.ID)
	r.do("both", r.SaveReferral(ctx, r.ref))
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(ctx, r.ref.ID))
	r.deliver()
	back := putBack(t, r.Book, func() {
		_, err := r.Erase(ctx, record.KindPerson, sister.ID, book.EraseOptions{})
		r.do("erase", err)
	})
	for _, text := range kept(t, back) {
		if strings.Contains(text, "Defne") {
			t.Errorf("her name came back in %s", text)
		}
	}
	if n := len(back.Rows(record.KindDelivery)); n != 1 {
		t.Errorf("%d deliveries: that something went is still known", n)
	}
}

// Who moved to another family after the copy was made stayed when the family was erased, and stays when it is done again.
func TestWhoMovedAfterTheCopyStays(t *testing.T) {
	w := newTwoHomes(t)
	ctx := t.Context()
	back := putBack(t, w.Book, func() {
		sister, err := w.Person(ctx, w.sister.ID)
		w.do(t, err)
		his, err := w.Family(ctx, w.his.ID)
		w.do(t, err)
		w.do(t, w.SaveFamily(ctx, his.Household, []book.Arrival{{Person: sister, Relation: record.RelationChild}}))
		w.erase(t, record.KindHousehold, w.hers.ID)
	})
	if p, err := back.Person(ctx, w.sister.ID); err != nil || p.Owner == w.hers.ID {
		t.Errorf("she is gone: %v", err)
	}
	if _, err := back.Person(ctx, w.mother.ID); err == nil {
		t.Error("her mother came back")
	}
}

// A stick that was not there when somebody was erased gets the note when it is there again.
func TestAStickThatWasAwayIsToldLater(t *testing.T) {
	w := newTwoHomes(t)
	ctx := t.Context()
	stick := filepath.Join(t.TempDir(), "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := w.BackUp(ctx, stick, true)
	w.do(t, err, w.KeepErasures(ctx, ""), os.Rename(stick, stick+".away"))
	done, err := w.Erase(ctx, record.KindHousehold, w.hers.ID, book.EraseOptions{})
	if err != nil || done.Unreached != 1 || done.Fault != nil {
		t.Fatalf("%+v %v", done, err)
	}
	w.do(t, os.Rename(stick+".away", stick), w.KeepErasures(ctx, ""))
	copies, err := filepath.Glob(filepath.Join(stick, "*.schakel"))
	if err != nil || len(copies) != 1 {
		t.Fatal(copies, err)
	}
	report, err := book.Restore(ctx, copies[0], passphrase, filepath.Join(t.TempDir(), "store"), "", book.Deps{Cost: cheap()})
	if err != nil || report.Erased != 1 {
		t.Errorf("%+v %v", report, err)
	}
}
