package powerloss_test

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"schakel/internal/keyfile"
	"schakel/internal/store"
)

// openAndClose opens the store of a disk, with whichever passphrase is right, and closes it: all that half a change needs to be finished or
// dropped.
func openAndClose(root string) error {
	var failed error
	for _, phrase := range []string{phraseOne, phraseTwo, phraseThree} {
		s, err := store.Open(filepath.Join(root, atStore), keyfile.Passphrase([]byte(phrase)), store.Options{Cost: quick})
		if err == nil {
			return s.Close()
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// toFinish reports whether opening an image has something to finish or to drop, and what.
func toFinish(i image) string {
	var names []string
	for name := range i {
		if base := filepath.Base(name); name != atStore+"/" && strings.HasPrefix(name, atStore+"/") && base != "keys" && base != "store.db" && base != "open" {
			names = append(names, strings.TrimRight(base, "0123456789"))
		}
	}
	file := i[atStore+"/store.db"]
	for page := range 2 {
		if len(file) > 4096*page+80 && !wholeMeta(file[4096*page+16:]) {
			names = append(names, "torn")
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// wholeMeta checks the sum of a bbolt meta page.
func wholeMeta(b []byte) bool {
	h := fnv.New64a()
	_, _ = h.Write(b[:56])
	return h.Sum64() == binary.NativeEndian.Uint64(b[56:])
}

// twice takes the power away a second time, while the store is opened after the first.
func twice(t *testing.T, root string, images []found, seed uint64) {
	t.Helper()
	each, most := 12, 8
	if os.Getenv("SCHAKEL_LONG") != "" {
		each, most = 40, 60
	}
	kinds := map[string]int{}
	var second []found
	for _, f := range images {
		kind := toFinish(f.image)
		if _, there := f.image[atStore+"/store.db"]; kind == "" || !there || kinds[kind] > most/8 || len(second) >= each*most {
			continue
		}
		kinds[kind]++
		second = append(second, interrupted(t, root, f, each, seed)...)
	}
	for what, which := range verdicts(t, second, math.MaxInt) {
		t.Errorf("%d images: %s", len(which), what)
	}
	if t.Logf("%d images after openings that found %v", len(second), kinds); len(second) < 20 {
		t.Error("hardly an opening had something to finish")
	}
}

// interrupted opens an image under strace and gives the disks that may be found when the power goes meanwhile.
func interrupted(t *testing.T, root string, f found, each int, seed uint64) []found {
	t.Helper()
	if err := errors.Join(os.RemoveAll(root), os.Mkdir(root, 0o700), f.image.write(root)); err != nil {
		t.Fatal(err)
	}
	calls, _ := markers(t, traced(t, openDir+"="+root))
	fresh := func() *disk {
		d := newDisk(root, nil)
		d.fill(f.image)
		return d
	}
	all := moments(t, fresh(), calls, nil)
	for n := range all {
		all[n].before, all[n].after = f.moment.before, f.moment.after
	}
	if len(all) == 0 {
		return nil
	}
	return enumerate(t, fresh, calls, all, each, seed)
}
