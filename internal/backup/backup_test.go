package backup_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"index/suffixarray"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/backup"
	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

const phrase = "kikker fiets lampje boter wolken"

// quick is a key derivation that costs nothing, for tests.
var quick = keyfile.QuickCost()

func clock() time.Time { return time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC) }

func options() store.Options { return store.Options{Now: clock, Cost: quick} }

func secret() keyfile.Secret { return keyfile.Passphrase([]byte(phrase)) }

func create(t testing.TB) *store.Store {
	t.Helper()
	s, err := store.Create(filepath.Join(t.TempDir(), "data"), []byte(phrase), options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// families fills a store with the practice families and gives what was put in.
func families(t testing.TB, s *store.Store) []record.Record {
	t.Helper()
	all := practice.Records(record.DateOf(clock()), 1)
	err := s.Update(func(tx *store.Tx) error {
		for _, r := range all {
			r.Base().Revision = 0
			if err := tx.Put(r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func write(t testing.TB, s *store.Store, folder string) backup.Info {
	t.Helper()
	i, err := backup.Write(t.Context(), s, folder, clock())
	if err != nil || i.Fault != nil {
		t.Fatalf("%+v %v", i, err)
	}
	return i
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func save(t testing.TB, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "copy"+backup.Extension)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// names lists what stands in a folder.
func names(t testing.TB, dir string) (all []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// jsonOf reads every record as it is exported.
func jsonOf(t testing.TB, s *store.Store, all []record.Record) (lines []string) {
	t.Helper()
	err := s.View(func(tx *store.Tx) error {
		for _, r := range all {
			got, err := tx.Get(r.Kind(), r.Base().ID)
			if err != nil {
				return err
			}
			b, err := codec.Marshal(got)
			if err != nil {
				return err
			}
			lines = append(lines, string(b))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func TestBackupComesBackOnANewLaptop(t *testing.T) {
	s := create(t)
	all := families(t, s)
	code, err := s.AddRecovery()
	if err != nil {
		t.Fatal(err)
	}
	want := jsonOf(t, s, all)
	i := write(t, s, t.TempDir())
	if i.Size == 0 || !i.Made.Equal(clock()) || i.Store != [16]byte(s.ID()) {
		t.Errorf("%+v", i)
	}
	before := read(t, i.Path)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, typed := range []string{phrase, code} {
		r, err := backup.Drill(t.Context(), i.Path, store.ParseSecret(typed), options())
		if err != nil || r.Records != len(all) || r.Findings > 0 {
			t.Fatalf("%+v %v", r, err)
		}
		dir := filepath.Join(t.TempDir(), "new", "laptop")
		if _, err := backup.Restore(t.Context(), i.Path, store.ParseSecret(typed), dir, options()); err != nil {
			t.Fatal(err)
		}
		if got := names(t, dir); !cmp.Equal(got, []string{"keys", "store.db"}) {
			t.Error(got)
		}
		n, err := store.Open(dir, secret(), options())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, jsonOf(t, n, all)); d != "" {
			t.Error(d)
		}
		if r, err := n.Verify(t.Context(), nil); err != nil || len(r.Findings) > 0 {
			t.Errorf("%+v %v", r, err)
		}
		_ = n.View(func(tx *store.Tx) error {
			return tx.Entries(func(e store.Entry) bool {
				if e.Action != store.ActionRestored {
					t.Errorf("the newest entry is %q", e.Action)
				}
				return false
			})
		})
		if err := n.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(before, read(t, i.Path)) {
		t.Error("the backup was changed")
	}
}

// TestNothingCanBeReadInABackup looks for every text, number and date of the practice families in the raw bytes.
func TestNothingCanBeReadInABackup(t *testing.T) {
	s := create(t)
	all := families(t, s)
	words := map[string]bool{}
	for _, line := range jsonOf(t, s, all) {
		var v any
		if err := json.Unmarshal([]byte(line), &v); err != nil {
			t.Fatal(err)
		}
		texts(v, words)
	}
	if len(words) < 1000 || !words["Yusuf"] && !words["Fatima"] {
		t.Fatalf("only %d texts", len(words))
	}
	folder := t.TempDir()
	i := write(t, s, folder)
	raw := suffixarray.New(read(t, i.Path))
	for w := range words {
		if len(w) < 5 {
			continue // too short to mean anything among so many bytes
		}
		for _, form := range [][]byte{[]byte(w), wide(w, false), wide(w, true)} {
			if len(raw.Lookup(form, 1)) > 0 {
				t.Errorf("%d bytes of a record stand in clear", len(form))
			}
		}
	}
	if base := filepath.Base(i.Path); base != "schakel-2026-11-24-093000.schakel" {
		t.Error(base)
	}
	if got := names(t, folder); len(got) != 2 { // with the journal of erasures
		t.Error(got)
	}
}

func texts(v any, into map[string]bool) {
	switch v := v.(type) {
	case string:
		into[v] = true
		for _, word := range strings.Fields(v) {
			into[word] = true
		}
	case []any:
		for _, one := range v {
			texts(one, into)
		}
	case map[string]any:
		for _, one := range v {
			texts(one, into)
		}
	}
}

func wide(s string, big bool) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return b
}

func TestEveryFlippedByteIsRefused(t *testing.T) {
	s := create(t)
	data := read(t, write(t, s, t.TempDir()).Path)
	every := 101
	if os.Getenv("SCHAKEL_LONG") != "" {
		every = 1
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "one"+backup.Extension)
	for at := 0; at < len(data); {
		bad := bytes.Clone(data)
		bad[at] ^= 1 << (at % 8)
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := backup.Drill(t.Context(), path, secret(), options()); !refusal(err) {
			t.Fatalf("byte %d: %v", at, err)
		}
		if at++; at > 64 { // the head is short: all of it
			at += every - 1
		}
	}
}

// refusal reports whether an error says that a backup is not a whole, true one.
func refusal(err error) bool {
	for _, want := range []error{backup.ErrDamaged, backup.ErrTruncated, backup.ErrNoBackup, backup.ErrNewer, backup.ErrSecret} {
		if errors.Is(err, want) {
			return true
		}
	}
	return false
}

func TestEveryWayToBeWrongIsSaid(t *testing.T) {
	s := create(t)
	i := write(t, s, t.TempDir())
	data := read(t, i.Path)
	newer := bytes.Clone(data)
	newer[9] = 2
	newerKeys := bytes.Clone(data)
	newerKeys[30+9] = 9
	other := read(t, write(t, create(t), t.TempDir()).Path)
	keys := len("SCHKLBAK") + 2 + 8 + 8 + 4
	mixed := append(bytes.Clone(other[:keys+2000]), data[keys+2000:]...)
	tests := map[string]struct {
		path   string
		secret string
		want   error
	}{
		"not there":        {filepath.Join(t.TempDir(), "no.schakel"), phrase, backup.ErrMissing},
		"a folder":         {t.TempDir(), phrase, backup.ErrNoBackup},
		"empty":            {save(t, nil), phrase, backup.ErrNoBackup},
		"another file":     {save(t, []byte("Lieve Fatima, hier is de brief van school")), phrase, backup.ErrNoBackup},
		"cut in the head":  {save(t, data[:15]), phrase, backup.ErrTruncated},
		"cut in the slots": {save(t, data[:300]), phrase, backup.ErrTruncated},
		"cut at the end":   {save(t, data[:len(data)-1]), phrase, backup.ErrTruncated},
		"cut in half":      {save(t, data[:len(data)/2]), phrase, backup.ErrTruncated},
		"too long":         {save(t, append(bytes.Clone(data), 0)), phrase, backup.ErrDamaged},
		"newer":            {save(t, newer), phrase, backup.ErrNewer},
		"newer slots":      {save(t, newerKeys), phrase, backup.ErrNewer},
		"two mixed":        {save(t, mixed), phrase, backup.ErrDamaged},
		"wrong passphrase": {i.Path, "een andere wachtzin van iemand", backup.ErrSecret},
		"wrong code":       {i.Path, "00000-00000-0000-0000-0000-0000", backup.ErrSecret},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			target := filepath.Join(t.TempDir(), "store")
			_, err := backup.Drill(t.Context(), test.path, store.ParseSecret(test.secret), options())
			if !errors.Is(err, test.want) || fault.CodeOf(err) == "" {
				t.Errorf("drill: %v", err)
			}
			_, err = backup.Restore(t.Context(), test.path, store.ParseSecret(test.secret), target, options())
			if !errors.Is(err, test.want) {
				t.Errorf("restore: %v", err)
			}
			if got := names(t, target); len(got) > 0 {
				t.Errorf("restore left %v", got)
			}
		})
	}
}

func TestRestoreRefusesAFolderWithAStore(t *testing.T) {
	s := create(t)
	i := write(t, s, t.TempDir())
	before := read(t, filepath.Join(s.Dir(), "keys"))
	if _, err := backup.Restore(t.Context(), i.Path, secret(), s.Dir(), options()); !errors.Is(err, store.ErrExists) {
		t.Error(err)
	}
	if !bytes.Equal(before, read(t, filepath.Join(s.Dir(), "keys"))) {
		t.Error("the store was touched")
	}
}

func TestRestoreKeepsSlotsWithoutAStore(t *testing.T) {
	s := create(t)
	i := write(t, s, t.TempDir())
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "keys"), []byte("all that is left"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Restore(t.Context(), i.Path, secret(), dir, options()); err != nil {
		t.Fatal(err)
	}
	if got := read(t, filepath.Join(dir, "keys.old")); string(got) != "all that is left" {
		t.Error("the slots were thrown away")
	}
}

func TestOldBackupOpensWithTheOldPassphrase(t *testing.T) {
	s := create(t)
	folder := t.TempDir()
	old := write(t, s, folder)
	next := "lepel wolk tachtig fluiten gordijn"
	if err := s.ChangePassphrase([]byte(phrase), []byte(next)); err != nil {
		t.Fatal(err)
	}
	young := write(t, s, folder)
	if old.Path == young.Path {
		t.Fatal("one took the place of the other")
	}
	for _, test := range []struct {
		path, phrase string
		opens        bool
	}{{old.Path, phrase, true}, {old.Path, next, false}, {young.Path, next, true}, {young.Path, phrase, false}} {
		_, err := backup.Drill(t.Context(), test.path, keyfile.Passphrase([]byte(test.phrase)), options())
		if (err == nil) != test.opens {
			t.Errorf("%+v: %v", test, err)
		}
	}
}

func TestWriteSaysWhatIsWrongWithTheFolder(t *testing.T) {
	s := create(t)
	if _, err := backup.Write(t.Context(), s, filepath.Join(t.TempDir(), "gone"), clock()); !errors.Is(err, backup.ErrFolder) {
		t.Error(err)
	}
	if os.Getuid() != 0 {
		dir := t.TempDir()
		_ = os.Chmod(dir, 0o500)
		if _, err := backup.Write(t.Context(), s, dir, clock()); !errors.Is(err, backup.ErrReadOnly) {
			t.Error(err)
		}
	}
}

// watched is a context that does something at its n-th question.
type watched struct {
	context.Context
	left *int
	do   func()
}

// Err counts.
func (w watched) Err() error {
	if *w.left--; *w.left == 0 {
		w.do()
	}
	return w.Context.Err()
}

// TestFolderThatGoesAway pulls the stick out, or stops the work, at every moment in turn: there is an error, or a whole backup.
func TestFolderThatGoesAway(t *testing.T) {
	s := create(t)
	families(t, s)
	safe := write(t, s, t.TempDir())
	count := 0
	if _, err := backup.Write(watched{t.Context(), &count, func() {}}, s, t.TempDir(), clock()); err != nil {
		t.Fatal(err)
	}
	total := -count
	for at := 1; at <= total; at += 1 + total/12 {
		stick := filepath.Join(t.TempDir(), "stick")
		if err := os.Mkdir(stick, 0o700); err != nil {
			t.Fatal(err)
		}
		left := at
		_, err := backup.Write(watched{t.Context(), &left, func() { _ = os.RemoveAll(stick) }}, s, stick, clock())
		if !errors.Is(err, backup.ErrFolder) {
			t.Errorf("gone at %d of %d: %v", at, total, err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		folder := t.TempDir()
		left = at
		i, err := backup.Write(watched{ctx, &left, cancel}, s, folder, clock())
		if err == nil && i.Fault != nil || err != nil && (!errors.Is(err, context.Canceled) || len(names(t, folder)) > 0) {
			t.Errorf("stopped at %d of %d: %v, %v", at, total, err, names(t, folder))
		}
	}
	if got := names(t, s.Dir()); !cmp.Equal(got, []string{"keys", "open", "store.db"}) {
		t.Errorf("left beside the store: %v", got)
	}
	if _, err := backup.Drill(t.Context(), safe.Path, secret(), options()); err != nil {
		t.Error(err)
	}
}

func TestDamagedStoreGivesNoBackup(t *testing.T) {
	s := create(t)
	families(t, s)
	folder := t.TempDir()
	write(t, s, folder)
	path := filepath.Join(s.Dir(), "store.db")
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	info, err := f.Stat()
	if err == nil {
		for at := int64(4 * 4096); at < info.Size(); at += 4096 { // a byte in the middle of every page
			_, err = f.WriteAt([]byte{0xA5, 0x5A}, at+2000)
		}
	}
	if err = errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.Write(t.Context(), s, folder, clock()); fault.Of(err) != fault.Corrupt {
		t.Error(err)
	}
	if got := names(t, folder); len(got) != 2 { // with the journal of erasures
		t.Error(got)
	}
}

// FuzzDrill changes a part of a good backup, or takes its end off: it is refused, or nothing was changed.
func FuzzDrill(f *testing.F) {
	s := create(f)
	i, err := backup.Write(f.Context(), s, f.TempDir(), clock())
	if err != nil {
		f.Fatal(err)
	}
	whole := read(f, i.Path)
	f.Add(uint(0), []byte("SCHKLBAK"), uint(0))
	f.Add(uint(10), []byte{0, 0, 0, 0, 0, 0, 0xff}, uint(0))
	f.Add(uint(26), []byte{0xff, 0xff, 0xff, 0xff}, uint(0))
	f.Add(uint(100), []byte{1, 2, 3}, uint(40))
	path := filepath.Join(f.TempDir(), "one"+backup.Extension)
	f.Fuzz(func(t *testing.T, at uint, with []byte, off uint) {
		data := bytes.Clone(whole)
		copy(data[at%uint(len(data)):], with)
		data = data[:len(data)-int(off%uint(len(data)))]
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := backup.Drill(t.Context(), path, secret(), options())
		if same := bytes.Equal(data, whole); same != (err == nil) || err != nil && !refusal(err) {
			t.Fatalf("%v", err)
		}
	})
}
