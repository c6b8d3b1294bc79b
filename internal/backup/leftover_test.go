package backup_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"schakel/internal/backup"
)

// TestDrillRemovesWhatAKilledDrillLeft leaves the folder of a drill that was killed yesterday, and one of a drill that may still run.
func TestDrillRemovesWhatAKilledDrillLeft(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	t.Setenv("TMP", tmp)
	i := write(t, create(t), t.TempDir())
	for name, age := range map[string]time.Duration{"schakel-drill-1": 25 * time.Hour, "schakel-drill-2": time.Minute, "of-another": 50 * time.Hour} {
		dir := filepath.Join(tmp, name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "store.db"), []byte("sealed"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(dir, time.Time{}, time.Now().Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := backup.Drill(t.Context(), i.Path, secret(), options()); err != nil {
		t.Fatal(err)
	}
	if got := names(t, tmp); !slices.Contains(got, "schakel-drill-2") || !slices.Contains(got, "of-another") || slices.Contains(got, "schakel-drill-1") {
		t.Error(got)
	}
}
