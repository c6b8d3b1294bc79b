package store_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

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
