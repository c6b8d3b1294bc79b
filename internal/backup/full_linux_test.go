package backup_test

import (
	"errors"
	"fmt"
	"syscall"
	"testing"

	"schakel/internal/backup"
	"schakel/internal/fault"
)

// TestFullDisk makes backups on a small disk of its own: the one that does not fit says so, leaves nothing, and spoils nothing.
func TestFullDisk(t *testing.T) {
	s := create(t)
	families(t, s)
	whole := write(t, s, t.TempDir())
	stick := t.TempDir()
	if err := syscall.Mount("none", stick, "tmpfs", 0, fmt.Sprintf("size=%d", whole.Size*5/2)); err != nil {
		t.Skipf("no small disk to be had here: %v", err)
	}
	defer func() { _ = syscall.Unmount(stick, syscall.MNT_DETACH) }()
	var made []backup.Info
	for range 3 {
		i, err := backup.Write(t.Context(), s, stick, clock())
		if err == nil {
			made = append(made, i)
			continue
		}
		if !errors.Is(err, backup.ErrFull) || fault.Of(err) != fault.Full {
			t.Error(err)
		}
	}
	if len(made) == 0 || len(made) == 3 {
		t.Fatalf("%d backups fitted", len(made))
	}
	if got := names(t, stick); len(got) != len(made)+1 { // with the journal of erasures
		t.Errorf("left: %v", got)
	}
	for _, i := range made {
		if _, err := backup.Drill(t.Context(), i.Path, secret(), options()); err != nil {
			t.Error(err)
		}
	}
}

func TestReadOnlyDisk(t *testing.T) {
	s := create(t)
	stick := t.TempDir()
	if err := syscall.Mount("none", stick, "tmpfs", syscall.MS_RDONLY, "size=1m"); err != nil {
		t.Skipf("no disk to be had here: %v", err)
	}
	defer func() { _ = syscall.Unmount(stick, syscall.MNT_DETACH) }()
	if _, err := backup.Write(t.Context(), s, stick, clock()); !errors.Is(err, backup.ErrReadOnly) {
		t.Error(err)
	}
}
