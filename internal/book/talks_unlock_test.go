package book_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// Opening a store with a hundred recordings of a minute reads none of them: the lists have rows.
func TestAHundredRecordingsAreNotReadAtUnlock(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	deps := book.Deps{Cost: cheap()}
	opened := func() (allocated uint64, took time.Duration) {
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		began := time.Now()
		b, err := book.Open(dir, keyfile.Passphrase([]byte(passphrase)), deps)
		took = time.Since(began)
		if err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		n := len(b.Rows(record.KindTalk))
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%d recordings: %v, %.1f MB allocated, store %.1f MB", n, took.Round(time.Millisecond), float64(after.TotalAlloc-before.TotalAlloc)/1e6, megabytes(t, dir))
		return after.TotalAlloc - before.TotalAlloc, took
	}
	b, err := book.Create(dir, []byte(passphrase), deps)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	empty, _ := opened()
	if b, err = book.Open(dir, keyfile.Passphrase([]byte(passphrase)), deps); err != nil {
		t.Fatal(err)
	}
	minute, n := voiced(record.CardCJG, "ary", 60).Sound, 0
	for _, l := range []string{"ary", "rif", "tir", "som", "tur", "ara", "pol", "pap"} {
		for _, c := range record.CardTopics() {
			if n++; n <= 100 {
				if err := b.SaveTalk(t.Context(), &record.Talk{Card: c, Language: l, Sound: minute}); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	full, _ := opened()
	if more := int64(full) - int64(empty); more > 16<<20 { // the recordings are 64 MB as text
		t.Errorf("a hundred recordings make opening allocate %d bytes more", more)
	}
}

func megabytes(t *testing.T, dir string) float64 {
	t.Helper()
	var all int64
	err := filepath.WalkDir(dir, func(_ string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		all += info.Size()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return float64(all) / 1e6
}
