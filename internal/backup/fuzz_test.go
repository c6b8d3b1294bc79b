package backup_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"schakel/internal/backup"
	"schakel/internal/record"
	"schakel/internal/store"
)

// FuzzJournal changes the journal of erasures beside the backups, or takes its end off: it is passed over, or nothing was changed.
func FuzzJournal(f *testing.F) {
	s := create(f)
	families(f, s)
	owner := s.Rows(record.KindHousehold)[0].Owner
	if _, err := s.Erase(f.Context(), nil, func(tx *store.EraseTx) error { return tx.Destroy(owner) }); err != nil {
		f.Fatal(err)
	}
	folder := f.TempDir()
	if err := backup.WriteJournal(s, folder, clock()); err != nil {
		f.Fatal(err)
	}
	path := filepath.Join(folder, names(f, folder)[0])
	if !strings.HasPrefix(filepath.Base(path), "schakel-gewist-") {
		f.Fatal(path)
	}
	whole := read(f, path)
	f.Add(uint(0), []byte("SCHKLERA"), uint(0))
	f.Add(uint(8), []byte{0, 2}, uint(0))
	f.Add(uint(10), []byte{1, 2, 3}, uint(0))
	f.Add(uint(60), []byte{0xff, 0xff}, uint(9))
	f.Fuzz(func(t *testing.T, at uint, with []byte, off uint) {
		data := bytes.Clone(whole)
		copy(data[at%uint(len(data)):], with)
		data = data[:len(data)-int(off%uint(len(data)))]
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		j, err := backup.ReadJournal(s, folder)
		if err != nil {
			t.Fatal(err)
		}
		if same := bytes.Equal(data, whole); same != (len(j.Erasures) == 1) || same == j.Until.IsZero() {
			t.Errorf("the same: %v, but %d erasures until %v", same, len(j.Erasures), j.Until)
		}
	})
}
