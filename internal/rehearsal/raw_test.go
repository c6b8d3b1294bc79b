package rehearsal_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/datadir"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/rehearsal"
	"schakel/internal/settings"
	"schakel/internal/store"
)

// rawDir is set for the process that works in a folder which is searched meanwhile.
const rawDir = "SCHAKEL_TEST_RAW"

var quickCost = keyfile.QuickCost()

func rawClock() time.Time { return time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC) }

// rawWork fills a practice store in a folder and works in it: it keeps drafts, makes copies and drills them, and saves, until it is killed or
// falls. It says what it does, and goes on when it gets a line.
func rawWork(dir string) error {
	place := datadir.At(dir)
	if err := place.Make(); err != nil {
		return err
	}
	file, err := os.OpenFile(filepath.Join(place.Logs, "schakel.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	crash, err := os.OpenFile(filepath.Join(place.Logs, "crash.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if err := debug.SetCrashOutput(crash, debug.CrashOptions{}); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(file, &slog.HandlerOptions{Level: slog.LevelDebug}))
	slog.SetDefault(log)
	b, err := rehearsal.Store(context.Background(), place, book.Deps{Now: rawClock, Cost: quickCost, Log: log})
	if err != nil {
		return err
	}
	if err := keepSettings(place); err != nil {
		return err
	}
	next := bufio.NewScanner(os.Stdin)
	say := func(what string) bool {
		fmt.Println(what)
		return next.Scan()
	}
	say("filled")
	p, err := b.Person(context.Background(), b.Rows(record.KindPerson)[0].ID)
	if err != nil {
		return err
	}
	if err := b.SaveDraft(context.Background(), "person/draft", p); err != nil {
		return err
	}
	if err := b.KeepBackups(context.Background(), place.Backups); err != nil {
		return err
	}
	for more := true; more; {
		i, err := b.BackUp(context.Background(), filepath.Join(dir, "stick"), true)
		if err != nil {
			return err
		}
		if _, err := b.Drill(context.Background(), i.Path, rehearsal.Passphrase); err != nil {
			return err
		}
		if err := os.Remove(i.Path); err != nil {
			return err
		}
		more = say("copied") && next.Text() == "more"
	}
	fmt.Println("saving")
	for n := 0; ; n++ {
		row := b.Rows(record.KindPerson)[n%len(b.Rows(record.KindPerson))]
		p, err := b.Person(context.Background(), row.ID)
		if err != nil {
			return err
		}
		if err := b.SavePerson(context.Background(), p); err != nil {
			return err
		}
		if n == 20 && next.Text() == "fall" {
			var nobody *record.Person
			nobody.First = p.First // a mistake of the program while somebody's record is in hand
		}
	}
}

func keepSettings(place datadir.Place) error {
	kept, err := settings.Open(place.Settings)
	if err != nil {
		return err
	}
	s := settings.New(kept)
	s.SetLanguage("ar")
	s.SetTextStep(3)
	s.SetWindow(1300, 900)
	return kept.Save()
}

// TestNothingPersonalStandsAnywhereInTheDataFolder searches the whole data folder of a practice store for everything that is known about the
// families: the store, the copies, the settings, the logs, the crash file and the temporary files, at every stage of the work.
func TestNothingPersonalStandsAnywhereInTheDataFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("fills a practice store")
	}
	now := time.Now()
	all := secrets(record.DateOf(rawClock()), record.DateOf(rawClock()).String(), record.DateOf(now).String(), record.DateOf(now.UTC()).String())
	h := newHay(all)
	short := map[string]int{}
	var read int64
	for _, end := range []string{"kill", "fall"} {
		s := &search{hay: h, dir: t.TempDir(), short: map[string]int{}, seen: map[string]bool{}}
		rawRound(t, s, end)
		for n := range s.short {
			short[n]++
		}
		read += s.bytes
	}
	for n, times := range short {
		if times > 1 { // chance does not find the same in two stores with other keys
			t.Errorf("%s, in both stores", n)
		}
	}
	t.Logf("%d texts and dates in %d MiB, %d short ones found by chance", len(all), read>>20, len(short))
}

func rawRound(t *testing.T, s *search, end string) {
	t.Helper()
	place := datadir.At(s.dir)
	for _, name := range []string{"tmp", "stick"} {
		if err := os.MkdirAll(filepath.Join(s.dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), rawDir+"="+s.dir, "TMPDIR="+filepath.Join(s.dir, "tmp"))
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Process.Kill() }()
	lines := bufio.NewScanner(out)
	hear := func(want string) {
		if !lines.Scan() || lines.Text() != want {
			t.Fatalf("the process said %q and not %q", lines.Text(), want)
		}
	}
	hear("filled")
	s.look(t, "open")
	for round, all := 0, false; !all; round++ {
		if all = s.sawCopying() || round == 40; round > 0 {
			_, _ = io.WriteString(in, map[bool]string{false: "more\n", true: end + "\n"}[all])
		} else {
			_, _ = io.WriteString(in, "go on\n")
		}
		if all {
			break
		}
		done := make(chan bool)
		go func() { done <- lines.Scan() && lines.Text() == "copied" }()
		for busy := true; busy; {
			// The search takes longer than a copy: the process stands still while it is searched.
			time.Sleep(time.Duration(rand.IntN(20_000)) * time.Microsecond)
			halt(c.Process)
			s.look(t, "while copying")
			goOn(c.Process)
			select {
			case ok := <-done:
				if busy = false; !ok {
					t.Fatal("copying failed")
				}
			default:
			}
		}
	}
	if !s.sawCopying() {
		t.Errorf("the files of a copy and of a drill were never seen: %v", s.seen)
	}
	hear("saving")
	if end == "kill" {
		time.Sleep(50 * time.Millisecond)
		_ = c.Process.Kill()
	}
	_ = c.Wait()
	s.look(t, "after "+end)
	if crash, err := os.ReadFile(filepath.Join(place.Logs, "crash.log")); err != nil || (end == "fall") != strings.Contains(string(crash), "nil pointer") {
		t.Errorf("crash file: %d bytes, %v", len(crash), err)
	}
	afterwards(t, s, place)
}

// sawCopying reports whether the search met the files that are there only while a copy is made and while one is drilled.
func (s *search) sawCopying() bool {
	var copied, drilled bool
	for name := range s.seen {
		copied = copied || strings.HasSuffix(name, ".part") || strings.Contains(name, "store/copy/")
		drilled = drilled || strings.Contains(name, "schakel-drill-")
	}
	return copied && drilled
}

// afterwards opens the store, erases a family, and closes it.
func afterwards(t *testing.T, s *search, place datadir.Place) {
	t.Helper()
	b, err := store.Open(place.Store, keyfile.Passphrase([]byte(rehearsal.Passphrase)), store.Options{Cost: quickCost})
	if err != nil {
		t.Fatal(err)
	}
	s.look(t, "opened again")
	home := b.Rows(record.KindHousehold)[0].ID
	if _, err := b.Erase(t.Context(), nil, func(tx *store.EraseTx) error { return tx.Destroy(home) }); err != nil {
		t.Fatal(err)
	}
	s.look(t, "erased")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	s.look(t, "closed")
	if left, err := os.ReadDir(filepath.Join(s.dir, "tmp")); err != nil {
		t.Error(err)
	} else if len(left) > 0 {
		t.Logf("left in the folder for temporary files: %v", left)
	}
}
