package backup_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schakel/internal/backup"
	"schakel/internal/store"
)

// childDir is set for the process that makes backups until it is killed.
const childDir = "SCHAKEL_TEST_BACKUP"

func TestMain(m *testing.M) {
	if step := os.Getenv(childPut); step != "" {
		putAndEnd(step)
	}
	if dir := os.Getenv(childDir); dir != "" {
		if err := backForEver(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

func backForEver(dir string) error {
	s, err := store.Open(filepath.Join(dir, "store"), secret(), options())
	if err != nil {
		return err
	}
	fmt.Println("open")
	for {
		i, err := backup.Write(contextless{}, s, filepath.Join(dir, "stick"), time.Now())
		if err != nil {
			return err
		}
		fmt.Println(i.Path)
	}
}

// contextless is a context that never ends.
type contextless struct{}

func (contextless) Deadline() (time.Time, bool) { return time.Time{}, false }
func (contextless) Done() <-chan struct{}       { return nil }
func (contextless) Err() error                  { return nil }
func (contextless) Value(any) any               { return nil }

// TestKilledWhileMakingABackup kills the process at random moments: every backup that has a name opens, the store too, and what is
// half written has no name and goes the next time.
func TestKilledWhileMakingABackup(t *testing.T) {
	dir := t.TempDir()
	s, err := store.Create(filepath.Join(dir, "store"), []byte(phrase), options())
	if err != nil {
		t.Fatal(err)
	}
	families(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	stick := filepath.Join(dir, "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	times := 8
	if os.Getenv("SCHAKEL_LONG") != "" {
		times = 100
	}
	promised, parts := map[string]bool{}, 0
	for range times {
		killed(t, dir, promised)
		for _, n := range names(t, stick) {
			if strings.HasSuffix(n, ".part") {
				parts++
			}
		}
	}
	all, err := backup.List(stick, time.UTC)
	if err != nil || len(all) < len(promised) {
		t.Fatalf("%d backups of %d promised, %v", len(all), len(promised), err)
	}
	for _, i := range all {
		delete(promised, i.Path)
		if _, err := backup.Drill(t.Context(), i.Path, secret(), options()); err != nil {
			t.Errorf("%s: %v", filepath.Base(i.Path), err)
		}
	}
	if len(promised) > 0 {
		t.Errorf("gone: %v", promised)
	}
	s, err = store.Open(filepath.Join(dir, "store"), secret(), options())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	write(t, s, stick)
	for _, n := range names(t, stick) {
		if strings.HasSuffix(n, ".part") {
			t.Errorf("%s is still there", n)
		}
	}
	t.Logf("%d backups, %d left half", len(all), parts)
}

// killed runs a process that makes backups and kills it after a while; it notes which ones were said to be made.
func killed(t *testing.T, dir string, promised map[string]bool) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), childDir+"="+dir)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() || lines.Text() != "open" {
		t.Fatalf("the child said %q", lines.Text())
	}
	go func() {
		time.Sleep(time.Duration(rand.IntN(250)) * time.Millisecond)
		_ = c.Process.Kill()
	}()
	for lines.Scan() {
		if path := lines.Text(); strings.HasSuffix(path, backup.Extension) {
			promised[path] = true
		}
	}
	_ = c.Wait()
}
