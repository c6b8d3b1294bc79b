package backup_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/backup"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// childPut is set for the process that puts a copy back and ends after a step.
const childPut = "SCHAKEL_TEST_PUTBACK"

// putAndEnd puts a copy back in a process that ends, as by a crash, after the step.
func putAndEnd(step string) {
	_, err := backup.PutBackUntil(contextless{}, os.Args[2], secret(), os.Args[1], options(), clock(), func(s string) {
		if s == step {
			os.Exit(9)
		}
	})
	if err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

// broken makes a store with families, a copy of it, one more family that the copy does not have, and damages the store.
func broken(t *testing.T) (dir, path string) {
	t.Helper()
	root := t.TempDir()
	dir = filepath.Join(root, "store")
	s, err := store.Create(dir, []byte(phrase), options())
	if err != nil {
		t.Fatal(err)
	}
	families(t, s)
	own := filepath.Join(root, "backups")
	if err := os.Mkdir(own, 0o700); err != nil {
		t.Fatal(err)
	}
	path = write(t, s, own).Path
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "store.db")
	data := read(t, file)
	clear(data[2*4096 : len(data)/2])
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(dir, secret(), options()); !errors.Is(err, store.ErrDamaged) {
		t.Fatalf("the damage does not show: %v", err)
	}
	return dir, path
}

// tree is every file below a folder with its content.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all[strings.TrimPrefix(path, dir)] = string(read(t, path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// same reports whether a folder holds what it held.
func same(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name, text := range a {
		if b[name] != text {
			return false
		}
	}
	return true
}

// works asks that the store opens, is whole, and says in its chain that it was put back.
func works(t *testing.T, dir string) {
	t.Helper()
	s, err := store.Open(dir, secret(), options())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	r, err := s.Verify(t.Context(), nil)
	if err != nil || len(r.Findings) > 0 || len(s.Rows(record.KindHousehold)) == 0 {
		t.Errorf("%+v %v", r, err)
	}
}

func TestDamagedStoreIsKeptAndTheCopyTakesItsPlace(t *testing.T) {
	dir, path := broken(t)
	damaged, copied := tree(t, dir), read(t, path)
	r, err := backup.PutBack(t.Context(), path, secret(), dir, options(), clock())
	if err != nil || r.Records == 0 || !r.Made.Equal(clock()) {
		t.Fatalf("%+v %v", r, err)
	}
	works(t, dir)
	kept := backup.Kept(dir)
	if len(kept) != 1 || filepath.Base(kept[0].Path) != "store-beschadigd-2026-11-24-093000" || !same(damaged, tree(t, kept[0].Path)) {
		t.Fatalf("%+v", kept)
	}
	if !bytes.Equal(copied, read(t, path)) {
		t.Error("the copy was changed")
	}
	n, ok := backup.Told(dir)
	if !ok || !n.Made.Equal(clock()) || n.Kept != kept[0].Path || n.Unsure.Unix() != r.Unsure.Unix() || n.Erased != r.Erased {
		t.Errorf("%+v %v", n, ok)
	}
	if err := backup.Forget(dir); err != nil {
		t.Fatal(err)
	}
	if _, ok := backup.Told(dir); ok {
		t.Error("it is told twice")
	}
	// Damaged once more within the same second: the first folder stays as it is.
	if err := os.Truncate(filepath.Join(dir, "store.db"), 9000); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.PutBack(t.Context(), path, secret(), dir, options(), clock()); err != nil {
		t.Fatal(err)
	}
	if all := backup.Kept(dir); len(all) != 2 || !same(damaged, tree(t, kept[0].Path)) {
		t.Errorf("%+v", all)
	}
	works(t, dir)
}

func TestCrashWhilePuttingBackLeavesOneOfTheTwo(t *testing.T) {
	for step, finished := range map[string]bool{"restored": false, "noted": false, "aside": true, "placed": false} {
		t.Run(step, func(t *testing.T) {
			dir, path := broken(t)
			damaged := tree(t, dir)
			c := exec.Command(os.Args[0], dir, path)
			c.Env = append(os.Environ(), childPut+"="+step)
			var exit *exec.ExitError
			if err := c.Run(); !errors.As(err, &exit) || exit.ExitCode() != 9 {
				t.Fatalf("the child: %v", err)
			}
			got, err := backup.Settle(dir)
			if err != nil || got != finished {
				t.Fatalf("finished %v, %v", got, err)
			}
			if again, err := backup.Settle(dir); err != nil || again {
				t.Errorf("settled twice: %v %v", again, err)
			}
			if step == "restored" || step == "noted" {
				if !same(damaged, tree(t, dir)) || len(backup.Kept(dir)) > 0 {
					t.Error("the damaged store does not stand where it stood")
				}
			} else {
				works(t, dir)
				if kept := backup.Kept(dir); len(kept) != 1 || !same(damaged, tree(t, kept[0].Path)) {
					t.Errorf("kept %+v", kept)
				}
				if n, ok := backup.Told(dir); !ok || !n.Made.Equal(clock()) {
					t.Error("nothing says what was put back")
				}
			}
			names, err := os.ReadDir(filepath.Dir(dir))
			if err != nil || slices.ContainsFunc(names, func(n fs.DirEntry) bool { return strings.HasSuffix(n.Name(), ".putback") }) {
				t.Errorf("left over: %v %v", names, err)
			}
		})
	}
}

func TestEmptyFolderInThePlaceOfTheStoreIsNoHindrance(t *testing.T) {
	dir, path := broken(t)
	c := exec.Command(os.Args[0], dir, path)
	c.Env = append(os.Environ(), childPut+"=aside")
	_ = c.Run()
	if err := os.Mkdir(dir, 0o700); err != nil { // as a program makes it before it looks for a store
		t.Fatal(err)
	}
	if finished, err := backup.Settle(dir); err != nil || !finished {
		t.Fatal(finished, err)
	}
	works(t, dir)
}

func TestHalfACopyGivesTheDamagedStoreItsPlaceBack(t *testing.T) {
	dir, path := broken(t)
	damaged := tree(t, dir)
	c := exec.Command(os.Args[0], dir, path)
	c.Env = append(os.Environ(), childPut+"=aside")
	_ = c.Run()
	if err := os.Remove(filepath.Join(dir+".putback", "store.db")); err != nil {
		t.Fatal(err)
	}
	if finished, err := backup.Settle(dir); err != nil || finished || !same(damaged, tree(t, dir)) {
		t.Fatal(finished, err)
	}
}

func TestWhatCannotBePutBackChangesNothing(t *testing.T) {
	other := create(t)
	stick := t.TempDir()
	foreign := write(t, other, stick).Path
	dir, path := broken(t)
	damaged := tree(t, filepath.Dir(dir))
	cut := filepath.Join(stick, "half.schakel")
	if err := os.WriteFile(cut, read(t, path)[:5000], 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path   string
		secret keyfile.Secret
		want   error
	}{
		"a wrong passphrase":       {path, keyfile.Passphrase([]byte("iets anders dan dit")), backup.ErrSecret},
		"a copy of another store":  {foreign, secret(), backup.ErrOtherStore},
		"a copy that is cut off":   {cut, secret(), backup.ErrTruncated},
		"a copy that is not there": {filepath.Join(stick, "none.schakel"), secret(), backup.ErrMissing},
	} {
		if _, err := backup.PutBack(t.Context(), c.path, c.secret, dir, options(), clock()); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if !same(damaged, tree(t, filepath.Dir(dir))) {
			t.Errorf("%s: something changed", name)
		}
	}
}

func TestStoreThatIsOpenIsNotReplaced(t *testing.T) {
	s := create(t)
	path := write(t, s, t.TempDir()).Path
	if _, err := backup.PutBack(t.Context(), path, secret(), s.Dir(), options(), clock()); !errors.Is(err, store.ErrInUse) {
		t.Errorf("%v", err)
	}
	if err := s.Update(func(tx *store.Tx) error { return tx.PutDraft("k", []byte("v")) }); err != nil {
		t.Errorf("the open store suffered: %v", err)
	}
}

func TestRescueFindsTheCopiesOfThisStore(t *testing.T) {
	other := create(t)
	dir, path := broken(t)
	own := filepath.Dir(path)
	foreign, err := backup.Write(t.Context(), other, own, clock().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(own, "half.schakel"), read(t, path)[:5000], 0o600); err != nil {
		t.Fatal(err)
	}
	paths := func() (all []string) {
		whole, broken := backup.Rescue(dir, own, time.UTC)
		if broken != 1 {
			t.Errorf("%d are not whole", broken)
		}
		for _, i := range whole {
			all = append(all, i.Path)
		}
		return all
	}
	if got := paths(); !slices.Equal(got, []string{path}) {
		t.Errorf("%v", got)
	}
	// Without a readable name of the store nobody can tell them apart.
	if err := errors.Join(os.Remove(filepath.Join(dir, "keys")), os.Truncate(filepath.Join(dir, "store.db"), 4096)); err != nil {
		t.Fatal(err)
	}
	if got := paths(); !slices.Equal(got, []string{foreign.Path, path}) {
		t.Errorf("%v", got)
	}
}

func TestStoreThatIsGoneIsPutBack(t *testing.T) {
	dir, path := broken(t)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.PutBack(t.Context(), path, secret(), dir, options(), clock()); err != nil {
		t.Fatal(err)
	}
	works(t, dir)
	if n, ok := backup.Told(dir); !ok || n.Kept != "" || len(backup.Kept(dir)) > 0 {
		t.Errorf("%+v %v", n, ok)
	}
}
