package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// childDir is set for the process that writes until it is killed, childPhrase is the passphrase that it opens the store with.
const (
	childDir    = "SCHAKEL_TEST_WRITE"
	childPhrase = "SCHAKEL_TEST_PHRASE"
	// childMigrates is set for the process that brings a store to a newer schema.
	childMigrates = "SCHAKEL_TEST_MIGRATE"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		if err := writeForEver(dir, os.Getenv(childPhrase)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if dir := os.Getenv(childMigrates); dir != "" {
		if _, err := openLater(dir, rename("Fatima", "Fatoum")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// writer changes a store in every way there is. It says what it is about to do where that matters, and what was acknowledged.
type writer struct {
	s      *store.Store
	phrase string
	all    []record.ID
	n      int // of changes, over all processes
}

// writeForEver works on a store until the process is killed.
func writeForEver(dir, phrase string) error {
	s, err := open(phrase, dir)
	if err != nil {
		return err
	}
	w := &writer{s: s, phrase: phrase}
	for _, row := range s.Rows(record.KindPerson) {
		w.all = append(w.all, row.ID)
	}
	if err := s.View(func(tx *store.Tx) (err error) {
		w.n, err = draftNumber(tx)
		return err
	}); err != nil {
		return err
	}
	say("open")
	for {
		w.n++
		often, seldom := []func() error{w.save, w.save, w.draft}, []func() error{w.remove, w.erase, w.passphrase, w.anew}
		do := often
		if rand.IntN(3) == 0 {
			do = seldom
		}
		if err := do[rand.IntN(len(do))](); err != nil {
			return err
		}
	}
}

func say(words ...any) { fmt.Println(words...) }

func (w *writer) save() error {
	p := fatima()
	err := w.s.Update(func(tx *store.Tx) (err error) {
		if w.n%3 == 0 && len(w.all) > 0 {
			if p, err = store.Get[*record.Person](tx, w.all[w.n*7919%len(w.all)]); err != nil {
				return err
			}
		}
		p.Note = record.Text(strings.Repeat("x", w.n*31%5000))
		return tx.Put(p)
	})
	if err != nil {
		return err
	}
	if p.Revision == 1 {
		w.all = append(w.all, p.ID)
	}
	say("saved", p.ID, p.Revision)
	return nil
}

func (w *writer) remove() error {
	return w.without(func(id record.ID) error {
		return w.s.Update(func(tx *store.Tx) error { return tx.Delete(record.KindPerson, id) })
	})
}

func (w *writer) erase() error {
	return w.without(func(id record.ID) error {
		_, err := w.s.Erase(context.Background(), nil, func(tx *store.EraseTx) error { return tx.Destroy(id) })
		return err
	})
}

// without takes somebody out of the store.
func (w *writer) without(do func(id record.ID) error) error {
	if len(w.all) < 10 {
		return nil
	}
	at := w.n % len(w.all)
	id := w.all[at]
	w.all = slices.Delete(w.all, at, at+1)
	say("removing", id, 0)
	if err := do(id); err != nil {
		return err
	}
	say("removed", id, 0)
	return nil
}

// anew writes the file anew, with or without new keys.
func (w *writer) anew() error {
	if w.n%2 == 0 {
		return w.s.Compact(context.Background(), nil)
	}
	return w.s.Rotate(context.Background(), nil)
}

// draft keeps a draft that holds its own number, with a tail of a length that follows from it.
func (w *writer) draft() error {
	text := fmt.Sprint(w.n, " ", strings.Repeat("y", w.n*17%3000))
	if err := w.s.Update(func(tx *store.Tx) error { return tx.PutDraft("person/new", []byte(text)) }); err != nil {
		return err
	}
	say("drafted", "-", w.n)
	return nil
}

// draftNumber reads the draft, which must be whole.
func draftNumber(tx *store.Tx) (n int, err error) {
	data, err := tx.Draft("person/new")
	if errors.Is(err, store.ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	number, tail, _ := strings.Cut(string(data), " ")
	if _, err := fmt.Sscan(number, &n); err != nil || tail != strings.Repeat("y", n*17%3000) {
		return 0, fmt.Errorf("half a draft: %w", err)
	}
	return n, nil
}

func (w *writer) passphrase() error {
	next := fmt.Sprintf("%s %d", phrase, rand.Int64()) // one that never was
	say("changing", strings.ReplaceAll(next, " ", "_"), 0)
	if err := w.s.ChangePassphrase([]byte(w.phrase), []byte(next)); err != nil {
		return err
	}
	w.phrase = next
	say("changed", strings.ReplaceAll(next, " ", "_"), 0)
	return nil
}

// promises is what killed processes acknowledged, and what they were about to do.
type promises struct {
	saved    map[string]uint64
	removing map[string]bool
	removed  map[string]bool
	draft    uint64
	phrase   string
	changing string
	revoked  string
}

func (p *promises) hear(line string) {
	var word, what string
	var n uint64
	if got, _ := fmt.Sscan(line, &word, &what, &n); got < 3 {
		return
	}
	switch word {
	case "saved":
		p.saved[what] = max(p.saved[what], n)
	case "removing":
		p.removing[what] = true
	case "removed":
		p.removed[what] = true
		delete(p.saved, what)
	case "drafted":
		p.draft = n
	case "changing":
		p.changing = strings.ReplaceAll(what, "_", " ")
	case "changed":
		p.revoked, p.phrase, p.changing = p.phrase, strings.ReplaceAll(what, "_", " "), ""
	}
}

func TestKilledWhileWriting(t *testing.T) {
	s := create(t)
	dir := s.Dir()
	_ = s.Close()
	times := 50
	if os.Getenv("SCHAKEL_LONG") != "" {
		times = 1000
	}
	p := &promises{saved: map[string]uint64{}, removing: map[string]bool{}, removed: map[string]bool{}, phrase: phrase}
	for round := range times {
		killWriter(t, dir, p)
		p.check(t, dir, round)
		if t.Failed() {
			return
		}
	}
	t.Logf("%d kills: %d records were promised, %d removed, draft %d, passphrase %q", times, len(p.saved), len(p.removed), p.draft, p.phrase)
	if len(p.saved) == 0 || len(p.removed) == 0 || p.draft == 0 || p.phrase == phrase {
		t.Error("not everything was tried")
	}
}

// killWriter runs a process that writes and kills it after a while.
func killWriter(t *testing.T, dir string, p *promises) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childDir+"="+dir, childPhrase+"="+p.phrase)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	opened := false
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if lines.Text() == "open" {
			opened = true
			time.AfterFunc(time.Duration(rand.IntN(40_000))*time.Microsecond, func() { _ = c.Process.Kill() })
			continue
		}
		p.hear(lines.Text())
	}
	_ = c.Wait()
	if !opened {
		t.Fatal("the store did not open")
	}
}

func (p *promises) check(t *testing.T, dir string, round int) {
	t.Helper()
	s, err := open(p.phrase, dir)
	if err != nil && p.changing != "" {
		if s, err = open(p.changing, dir); err == nil {
			p.revoked, p.phrase = p.phrase, p.changing
		}
	}
	if err != nil {
		t.Fatalf("round %d: %v", round, err)
	}
	p.changing = ""
	if !s.Stat().Unclean {
		t.Errorf("round %d: the exit looked clean", round)
	}
	err = s.View(func(tx *store.Tx) error {
		n, err := draftNumber(tx)
		if err != nil || uint64(n) < p.draft {
			t.Errorf("round %d: draft %d of %d: %v", round, n, p.draft, err)
		}
		return p.records(t, tx)
	})
	if err != nil {
		t.Errorf("round %d: %v", round, err)
	}
	report, err := s.Verify(t.Context(), nil)
	if err != nil || len(report.Findings) > 0 {
		t.Fatalf("round %d: %+v %v", round, report, err)
	}
	if err := s.Close(); err != nil {
		t.Fatalf("round %d: %v", round, err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.next")); err != nil || len(left) > 0 {
		t.Errorf("round %d: left over: %v %v", round, left, err)
	}
	if p.revoked != "" {
		if _, err := open(p.revoked, dir); !errors.Is(err, store.ErrSecret) {
			t.Errorf("round %d: the old passphrase: %v", round, err)
		}
	}
}

// records asks for every record. One that was being removed is there or not, and stays so.
func (p *promises) records(t *testing.T, tx *store.Tx) error {
	t.Helper()
	for text, revision := range p.saved {
		id, err := record.ParseID(text)
		if err != nil {
			return err
		}
		got, err := store.Get[*record.Person](tx, id)
		switch {
		case errors.Is(err, store.ErrNotFound) && p.removing[text]:
			p.removed[text] = true
			delete(p.saved, text)
		case err != nil || got.Revision < revision:
			t.Errorf("a promised record is not there: %v", err)
		}
		delete(p.removing, text)
	}
	for text := range p.removed {
		if id, err := record.ParseID(text); err != nil {
			return err
		} else if _, err := store.Get[*record.Person](tx, id); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a removed record is there: %v", err)
		}
	}
	return nil
}

// TestKilledWhileMigrating kills the process that brings a store to a newer schema: the next one finishes it, and nothing is lost.
func TestKilledWhileMigrating(t *testing.T) {
	text, err := os.ReadFile("testdata/v1/records.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.ReplaceAll(string(text), "Fatima", "Fatoum")
	times, half := 20, 0
	if os.Getenv("SCHAKEL_LONG") != "" {
		times = 300
	}
	for round := range times {
		dir := filepath.Join(t.TempDir(), "data")
		if err := os.CopyFS(dir, os.DirFS("testdata/v1")); err != nil {
			t.Fatal(err)
		}
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), childMigrates+"="+dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(5_000+rand.IntN(45_000)) * time.Microsecond)
		_ = c.Process.Kill()
		_ = c.Wait()
		if s, err := open(phrase, dir); err == nil { // a program that knows no newer schema
			half++
			if got := allLines(t, s); got != string(text) {
				t.Errorf("round %d: half a migration", round)
			}
			_ = s.Close()
		} else if fault.Of(err) != fault.Newer {
			t.Fatalf("round %d: %v", round, err)
		}
		s, err := openLater(dir, rename("Fatima", "Fatoum"))
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if got := allLines(t, s); got != want {
			t.Errorf("round %d: something else is there", round)
		}
		verified(t, s)
		_ = s.Close()
	}
	t.Logf("%d kills, %d before the new file took its place", times, half)
}
