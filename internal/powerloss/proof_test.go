package powerloss_test

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// usualSeed chooses the images of the normal run; SCHAKEL_SEED is another one. What a store writes differs from run to run, so a failure
// comes back in its kind and not to the byte.
const usualSeed = 20261124

func seeded(t *testing.T) uint64 {
	t.Helper()
	given := os.Getenv("SCHAKEL_SEED")
	if given == "" {
		return usualSeed
	}
	n, err := strconv.ParseUint(given, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWhatWasAcknowledgedSurvivesThePowerGoing(t *testing.T) {
	root := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(root, 0o700); err != nil {
		t.Fatal(err)
	}
	calls, said := markers(t, traced(t, workDir+"="+root))
	if len(said) != len(steps()) {
		t.Fatalf("%d of %d steps were acknowledged", len(said), len(steps()))
	}
	all := moments(t, newDisk(root, nil), calls, said)
	number := 200
	if os.Getenv("SCHAKEL_LONG") != "" {
		number = 2000
	}
	seed := seeded(t)
	images := enumerate(t, func() *disk { return newDisk(root, nil) }, calls, all, number, seed)
	for what, which := range verdicts(t, images, math.MaxInt) {
		t.Errorf("%d images, the first after call %d (%s): %s", len(which), images[which[0]].moment.calls, where(calls, images[which[0]].moment.calls), what)
	}
	t.Logf("%d calls, %d moments, %d images of seed %d", len(calls), len(all), len(images), seed)
	if len(images) < number {
		t.Errorf("only %d images", len(images))
	}
	t.Run("and survives it going again at the next opening", func(t *testing.T) { twice(t, root, images, seed) })
	for name, forget := range forgotten() {
		t.Run("noticed without "+name, func(t *testing.T) {
			images := enumerate(t, func() *disk { return newDisk(root, forget) }, calls, all, 400, seed)
			wrong := verdicts(t, images, 3)
			if len(wrong) == 0 {
				t.Errorf("%d images are all good", len(images))
			}
			for what, which := range wrong {
				t.Logf("%d times: %s", len(which), what)
			}
		})
	}
}

func where(calls []call, n int) string {
	var names []string
	for _, c := range calls[max(0, n-4):n] {
		names = append(names, c.name)
	}
	return strings.Join(names, " ")
}

// forgotten is the syncs without which something must be found to be lost. The last one is one sync of many.
func forgotten() map[string]forget {
	store := func(path string) bool { return filepath.Base(path) == "store.db" }
	meta := func(n *node) bool { return len(n.writes) > 0 && n.writes[len(n.writes)-1].at < 2*4096 }
	folder := func(path string) bool { return strings.HasSuffix(path, "/"+atStore) }
	last := func(n *node, name string) bool { return len(n.moves) > 0 && n.moves[len(n.moves)-1].names[name] != nil }
	return map[string]forget{
		"any sync":                          func(string, *node) bool { return true },
		"the sync of the store":             func(path string, _ *node) bool { return store(path) },
		"the sync before a meta page":       func(path string, n *node) bool { return store(path) && !meta(n) },
		"the sync after a meta page":        func(path string, n *node) bool { return store(path) && meta(n) },
		"the sync of a new file":            func(path string, _ *node) bool { return filepath.Base(path) == "store.next" },
		"the sync of new slots":             func(path string, _ *node) bool { return strings.HasPrefix(filepath.Base(path), ".keys-") },
		"the sync of a copy":                func(path string, _ *node) bool { return strings.HasSuffix(path, ".part") },
		"the sync of the stick":             func(path string, _ *node) bool { return filepath.Base(path) == atStick },
		"the sync of the folder of a store": func(path string, _ *node) bool { return folder(path) },
		"the sync of the folders above":     func(path string, n *node) bool { return n.folder && !strings.HasSuffix(path, "/store") },
		"the sync after slots got the name": func(path string, n *node) bool {
			return folder(path) && n.durable["store.db"] != nil && last(n, "keys")
		},
	}
}
