package book_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

const notePhrase = "vlieger kastanje zeven trampoline mist"

// disk is chance that fails on demand; with it every write of the store fails.
type disk struct{ broken atomic.Bool }

var errDisk = errors.New("no")

func (d *disk) Read(p []byte) (int, error) {
	if d.broken.Load() {
		return 0, errDisk
	}
	return rand.Read(p)
}

// watched is a book with five persons, in a bubble of time.
type watched struct {
	t    *testing.T
	dir  string
	disk *disk
	b    *book.Book
	ids  []record.ID
}

func newWatched(t *testing.T) *watched {
	t.Helper()
	w := &watched{t: t, dir: filepath.Join(t.TempDir(), "store"), disk: &disk{}}
	b, err := book.Create(w.dir, []byte(notePhrase), w.deps())
	if err != nil {
		t.Fatal(err)
	}
	w.b = b
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 5 {
		p := &record.Person{As: record.PersonParent, First: record.Text("Fatima")}
		if err := b.SavePerson(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		w.ids = append(w.ids, p.ID)
	}
	return w
}

func (w *watched) deps() book.Deps {
	return book.Deps{Now: time.Now, Random: w.disk, Cost: keyfile.QuickCost(), Log: slog.New(slog.DiscardHandler)}
}

func (w *watched) reopen() {
	w.t.Helper()
	if err := w.b.Close(); err != nil {
		w.t.Fatal(err)
	}
	b, err := book.Open(w.dir, store.ParseSecret(notePhrase), w.deps())
	if err != nil {
		w.t.Fatal(err)
	}
	w.b = b
}

// log is every entry of a sort, newest first.
func (w *watched) log(sort book.LogSort) []book.LogEntry {
	w.t.Helper()
	var all []book.LogEntry
	for before := uint64(0); ; {
		page, err := w.b.ReadLog(w.t.Context(), sort, before, 7)
		if err != nil {
			w.t.Fatal(err)
		}
		all = append(all, page.Entries...)
		if before = page.Next; before == 0 {
			return all
		}
	}
}

// step is one thing that happens in a day of looking.
type step struct {
	do   string // view, wait, delete, break, mend, close
	who  int
	wait time.Duration
}

func steps(t *rapid.T) []step {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) step {
		return step{
			do:   rapid.SampledFrom([]string{"view", "view", "view", "wait", "wait", "delete", "break", "mend", "close"}).Draw(t, "do"),
			who:  rapid.IntRange(0, 4).Draw(t, "who"),
			wait: time.Duration(rapid.IntRange(1, 40).Draw(t, "seconds")) * time.Second,
		}
	}), 1, 25).Draw(t, "steps")
}

// seen is a view that must find its entry.
type seen struct {
	id record.ID
	at time.Time
}

// live plays the steps and says what is wrong.
func (w *watched) live(all []step) error {
	var views []seen
	gone := map[int]bool{}
	known, lastBroken := len(w.log(book.LogViewed)), time.Time{}
	for i, s := range all {
		switch s.do {
		case "view":
			w.b.Saw(record.KindPerson, w.ids[s.who])
			if !gone[s.who] {
				views = append(views, seen{w.ids[s.who], time.Now()})
			}
		case "wait":
			time.Sleep(s.wait)
		case "delete":
			if !w.disk.broken.Load() && !gone[s.who] {
				gone[s.who] = true
				if err := w.b.DeleteForTest(record.KindPerson, w.ids[s.who]); err != nil {
					return err
				}
			}
		case "break":
			w.disk.broken.Store(true)
		case "mend":
			w.disk.broken.Store(false)
		case "close":
			w.disk.broken.Store(false)
			w.reopen()
		}
		synctest.Wait()
		if w.disk.broken.Load() {
			lastBroken = time.Now()
		}
		entries := w.log(book.LogViewed)
		if err := apart(entries[:len(entries)-known]); err != nil {
			return fmt.Errorf("step %d: %w", i, err)
		}
		known = len(entries)
		if err := noted(views, entries, lastBroken, s.do == "close"); err != nil {
			return fmt.Errorf("step %d, %s: %w", i, s.do, err)
		}
	}
	return nil
}

// apart: what one batch wrote names nobody twice. A step holds at most one batch.
func apart(fresh []book.LogEntry) error {
	twice := map[record.ID]bool{}
	for _, e := range fresh {
		if twice[e.ID] {
			return errors.New("a batch names a record twice")
		}
		twice[e.ID] = true
	}
	return nil
}

// noted: each view that is 30 seconds old, or that came before a close, has an entry of its moment or of one at most 30 seconds before.
// While the disk is broken nothing can be asked, and after it the wait begins anew.
func noted(views []seen, entries []book.LogEntry, lastBroken time.Time, closed bool) error {
	for _, v := range views {
		from := v.at
		if from.Before(lastBroken) {
			from = lastBroken
		}
		if !closed && time.Since(from) < 30*time.Second {
			continue
		}
		found := false
		for _, e := range entries {
			early := v.at.Sub(e.At)
			found = found || e.ID == v.id && early >= 0 && (early <= 30*time.Second || v.at.Before(lastBroken) || lastBroken.Sub(e.At) >= 0)
		}
		if !found {
			return fmt.Errorf("the view of %s at %v has no entry", v.id, v.at)
		}
	}
	return nil
}

func TestEveryViewIsInTheAuditWithinThirtySeconds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		all := steps(rt)
		var wrong error
		synctest.Test(t, func(t *testing.T) {
			w := newWatched(t)
			wrong = w.live(all)
			w.disk.broken.Store(false)
			if r, err := w.b.Verify(t.Context(), nil); err != nil || r.Damaged() {
				wrong = errors.Join(wrong, err, fmt.Errorf("findings %+v", r.Findings))
			}
			if err := w.b.Close(); err != nil {
				wrong = errors.Join(wrong, err)
			}
		})
		if wrong != nil {
			rt.Fatal(wrong)
		}
	})
}

func TestViewsOfABatchAreOneTransactionAndWaitForNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatched(t)
		before := len(w.log(book.LogAll))
		for range 3 {
			for _, id := range w.ids {
				w.b.Saw(record.KindPerson, id)
				time.Sleep(time.Second)
			}
		}
		if got := len(w.log(book.LogAll)); got != before {
			t.Errorf("%d entries were written while a page was opened", got-before)
		}
		time.Sleep(15 * time.Second)
		synctest.Wait()
		views := w.log(book.LogViewed)
		if len(views) != len(w.ids) {
			t.Errorf("%d entries for %d records", len(views), len(w.ids))
		}
		if age := time.Since(views[len(views)-1].At); age != 30*time.Second {
			t.Errorf("the first entry has the moment of %v ago, the view was 30s ago", age)
		}
		w.b.Saw(record.KindPerson, record.ID{7})
		w.b.Saw(record.KindPerson, w.ids[2])
		w.reopen()
		if got := w.log(book.LogViewed); len(got) != len(views)+1 || got[0].ID != w.ids[2] {
			t.Errorf("closing wrote %d entries, want the one view of a record that is there", len(got)-len(views))
		}
		if err := w.b.Close(); err != nil {
			t.Fatal(err)
		}
		w.b.Saw(record.KindPerson, w.ids[0])
	})
}

func TestABrokenDiskDisturbsNoReading(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatched(t)
		w.disk.broken.Store(true)
		for range 4 {
			w.b.Saw(record.KindPerson, w.ids[1])
			if _, err := w.b.Person(t.Context(), w.ids[1]); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			synctest.Wait()
		}
		if got := w.log(book.LogViewed); len(got) != 0 {
			t.Errorf("%d entries on a broken disk", len(got))
		}
		w.disk.broken.Store(false)
		time.Sleep(30 * time.Second)
		synctest.Wait()
		got := w.log(book.LogViewed)
		if len(got) != 1 || time.Since(got[0].At) != 4*time.Minute+30*time.Second {
			t.Errorf("after the disk was mended: %+v", got)
		}
		if err := w.b.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestOpeningIsNotedWithItsKeyAndTheAttemptsBeforeIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatched(t)
		code, err := w.b.GiveRecovery(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := w.b.Close(); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if _, err := book.Open(w.dir, store.ParseSecret("dit is hem niet"), w.deps()); err == nil {
				t.Fatal("a wrong passphrase opens")
			}
		}
		if w.b, err = book.Open(w.dir, store.ParseSecret(code), w.deps()); err != nil {
			t.Fatal(err)
		}
		got := w.log(book.LogKeys)
		if got[0].Action != "opened_code" || got[1].Action != "refused" || got[1].Times != 3 {
			t.Errorf("newest entries %+v, %+v", got[0], got[1])
		}
		w.reopen()
		if got := w.log(book.LogKeys); got[0].Action != "opened" || got[1].Action != "opened_code" {
			t.Errorf("the attempts are counted again: %+v", got[:2])
		}
		if err := w.b.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestALongLogIsReadInPartsAlsoWhenAFilterFitsFew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatched(t)
		w.b.Saw(record.KindPerson, w.ids[0])
		w.reopen()
		if err := w.b.AuditForTest("backed_up", 5000); err != nil {
			t.Fatal(err)
		}
		pages, before, found := 0, uint64(0), 0
		for {
			page, err := w.b.Log(t.Context(), book.LogViewed, before, 10)
			if err != nil {
				t.Fatal(err)
			}
			if before > 0 && before-page.Next > 2000 && page.Next > 0 {
				t.Fatalf("one page looked through %d entries", before-page.Next)
			}
			pages++
			found += len(page.Entries)
			if before = page.Next; before == 0 {
				break
			}
		}
		if pages < 3 || found != 1 {
			t.Errorf("%d pages, %d found", pages, found)
		}
		if _, err := w.b.Log(t.Context(), book.LogAll, 1_000_000, 10); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a number that the chain does not have: %v", err)
		}
		if err := w.b.Close(); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAViewThatWaitsWhileItsRecordIsErasedDoesNoHarm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWatched(t)
		w.b.Saw(record.KindPerson, w.ids[0])
		w.b.Saw(record.KindPerson, w.ids[1])
		if err := w.b.EraseForTest(t.Context(), w.ids[0]); err != nil {
			t.Fatal(err)
		}
		time.Sleep(30 * time.Second)
		synctest.Wait()
		got := w.log(book.LogViewed)
		if len(got) != 2 {
			t.Fatalf("%d views noted, want both", len(got))
		}
		for _, e := range got {
			if e.There != (e.ID == w.ids[1]) || e.There == e.Name.Empty() {
				t.Errorf("%v: there %v, with a name %v", e.ID, e.There, !e.Name.Empty())
			}
		}
		w.reopen()
		if r, err := w.b.Verify(t.Context(), nil); err != nil || r.Damaged() {
			t.Errorf("%+v %v", r.Findings, err)
		}
		if err := w.b.Close(); err != nil {
			t.Fatal(err)
		}
	})
}
