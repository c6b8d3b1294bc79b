package store_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// childDir is set for the process that writes until it is killed.
const childDir = "SCHAKEL_TEST_WRITE"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		if err := writeForEver(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// writeForEver saves new and changed records, and says each one out loud after it was acknowledged.
func writeForEver(dir string) error {
	s, err := store.Open(dir, keyfile.Passphrase([]byte(phrase)), options())
	if err != nil {
		return err
	}
	fmt.Println("open")
	var all []*record.Person
	for i := 0; ; i++ {
		p := fatima()
		if i%3 == 0 && len(all) > 0 {
			p = all[i*7919%len(all)]
		} else {
			all = append(all, p)
		}
		p.Note = record.Text(strings.Repeat("x", i*31%5000))
		if err := s.Update(func(tx *store.Tx) error { return tx.Put(p) }); err != nil {
			return err
		}
		fmt.Println(p.ID, p.Revision)
	}
}

func TestKilledWhileWriting(t *testing.T) {
	s := create(t)
	dir := s.Dir()
	_ = s.Close()
	times := 20
	if os.Getenv("SCHAKEL_LONG") != "" {
		times = 1000
	}
	promised := map[string]uint64{}
	for round := range times {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), childDir+"="+dir)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		c.Stderr = os.Stderr
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for opened := false; lines.Scan(); {
			var id string
			var revision uint64
			if lines.Text() == "open" && !opened {
				opened = true
				time.AfterFunc(time.Duration(rand.IntN(25_000))*time.Microsecond, func() { _ = c.Process.Kill() })
			} else if n, _ := fmt.Sscan(lines.Text(), &id, &revision); n == 2 {
				promised[id] = max(promised[id], revision)
			}
		}
		_ = c.Wait()
		checkPromised(t, dir, promised, round)
	}
	t.Logf("%d records were promised", len(promised))
}

func checkPromised(t *testing.T, dir string, promised map[string]uint64, round int) {
	t.Helper()
	s, err := open(phrase, dir)
	if err != nil {
		t.Fatalf("round %d: %v", round, err)
	}
	defer func() { _ = s.Close() }()
	if !s.Stat().Unclean {
		t.Errorf("round %d: the exit looked clean", round)
	}
	_ = s.View(func(tx *store.Tx) error {
		for text, revision := range promised {
			id, _ := record.ParseID(text)
			p, err := store.Get[*record.Person](tx, id)
			if err != nil || p.Revision < revision {
				t.Errorf("round %d: a promised record is not there: %v", round, err)
			}
		}
		return nil
	})
	report, err := s.Verify(t.Context(), nil)
	if err != nil || len(report.Findings) > 0 {
		t.Fatalf("round %d: %+v %v", round, report, err)
	}
}

// small mounts a file system of a megabyte; where the test may not do that, it is skipped.
func small(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("needs to mount a small file system")
	}
	mount := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount).CombinedOutput(); err != nil {
		t.Skipf("cannot mount: %s", out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", mount).Run() })
	return mount
}

func readOnly(t *testing.T, dir string) {
	t.Helper()
	if _, err := open(phrase, dir); fault.Of(err) != fault.Denied || fault.CodeOf(err) != "store.readonly" {
		t.Errorf("open: %v", err)
	}
	if _, err := store.Create(filepath.Join(dir, "below"), []byte(phrase), options()); fault.Of(err) != fault.Denied {
		t.Errorf("create: %v", err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may write everywhere; TestReadOnlyDisk asks the same")
	}
	s := create(t)
	dir := s.Dir()
	_ = s.Close()
	_ = os.Chmod(dir, 0o500)
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	readOnly(t, dir)
}

func TestReadOnlyDisk(t *testing.T) {
	mount := small(t)
	s, err := store.Create(filepath.Join(mount, "data"), []byte(phrase), options())
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	if out, err := exec.Command("mount", "-o", "remount,ro", mount).CombinedOutput(); err != nil {
		t.Skipf("cannot remount: %s", out)
	}
	readOnly(t, s.Dir())
	if out, err := exec.Command("mount", "-o", "remount,rw", mount).CombinedOutput(); err != nil {
		t.Skipf("cannot remount: %s", out)
	}
	_ = reopen(t, s)
}

func TestFullDisk(t *testing.T) {
	mount := small(t)
	s, err := store.Create(filepath.Join(mount, "data"), []byte(phrase), options())
	if err != nil {
		t.Fatal(err)
	}
	saved := map[store.Ref]string{}
	for range 10_000 {
		p := fatima()
		p.Note = record.Text(strings.Repeat("x", 5000))
		if err = s.Update(func(tx *store.Tx) error { return tx.Put(p) }); err != nil {
			break
		}
		saved[store.Ref{Kind: record.KindPerson, ID: p.ID}] = ""
	}
	if fault.Of(err) != fault.Full || fault.CodeOf(err) != "store.full" {
		t.Fatalf("%v", err)
	}
	if r, err := s.Verify(t.Context(), nil); err != nil || len(r.Findings) > 0 || r.Records != len(saved) {
		t.Errorf("%+v %v", r, err)
	}
	if _, err := s.AddRecovery(); err != nil && fault.Of(err) != fault.Full {
		t.Error(err)
	}
	s = reopen(t, s)
	if len(s.Rows(record.KindPerson)) != len(saved) {
		t.Error("a record went")
	}
	if _, err := store.Create(filepath.Join(mount, "more"), []byte(phrase), options()); fault.Of(err) != fault.Full {
		t.Errorf("create: %v", err)
	} else if store.Exists(filepath.Join(mount, "more")) {
		t.Error("half a store was left")
	}
	_ = s.Close()
}
