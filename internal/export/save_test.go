package export

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// full is a disk with room for so many bytes more.
type full struct {
	to   io.Writer
	room int
}

func (f *full) Write(data []byte) (int, error) {
	if f.room -= len(data); f.room < 0 {
		return 0, &os.PathError{Op: "write", Path: "/media/somebody/overzicht.pdf", Err: syscall.ENOSPC}
	}
	return f.to.Write(data)
}

// A disk that is full at any moment is one sentence, in every format, and leaves nothing behind: neither a half file nor a temporary one. A file
// that was there stays as it was.
func TestAFullDiskLeavesNothing(t *testing.T) {
	r, p := rich(t), printer(t, "nl")
	for _, f := range Formats() {
		whole := len(written(t, f, r, "nl"))
		for _, room := range []int{0, 10, whole / 2, whole - 100} {
			dir := t.TempDir()
			fresh, old := filepath.Join(dir, "nieuw"+f.Extension()), filepath.Join(dir, "oud"+f.Extension())
			if err := os.WriteFile(old, []byte("oud"), 0o600); err != nil {
				t.Fatal(err)
			}
			write := func(w io.Writer) error {
				return f.Write(&full{to: w, room: room}, r, p, Page{Faces: faces()})
			}
			for path, err := range map[string]error{fresh: Save(fresh, write), old: Replace(old, write)} {
				if !errors.Is(err, ErrFull) {
					t.Errorf("%s with room for %d of %d, %s: %v", f, room, whole, filepath.Base(path), err)
				}
			}
			if left, _ := os.ReadDir(dir); len(left) != 1 {
				t.Errorf("%s: left behind: %v", f, left)
			}
			if data, _ := os.ReadFile(old); string(data) != "oud" {
				t.Errorf("%s: the old file holds %q", f, data)
			}
		}
	}
}

// A place that cannot be replaced now is one sentence too, and nothing is left beside it.
func TestAFileInUse(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "overzicht.xlsx")
	if err := os.MkdirAll(filepath.Join(path, "in use"), 0o700); err != nil { // what no rename can replace, as a file that Windows has open
		t.Fatal(err)
	}
	err := Replace(path, func(w io.Writer) error { return FormatXLSX.Write(w, rich(t), printer(t, "nl"), Page{}) })
	if !errors.Is(err, ErrBusy) {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}
