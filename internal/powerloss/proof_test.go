package powerloss_test

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// seed is the same every time, so that a failure comes back.
const seed = 20261124

func TestWhatWasAcknowledgedSurvivesThePowerGoing(t *testing.T) {
	root := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(root, 0o700); err != nil {
		t.Fatal(err)
	}
	calls, said := markers(t, traced(t, root))
	if len(said) != len(steps()) {
		t.Fatalf("%d of %d steps were acknowledged", len(said), len(steps()))
	}
	all := moments(t, root, calls, said)
	number := 200
	if os.Getenv("SCHAKEL_LONG") != "" {
		number = 2000
	}
	images := enumerate(t, root, calls, all, number, seed, nil)
	for what, which := range verdicts(t, images, math.MaxInt) {
		t.Errorf("%d images, the first after call %d (%s): %s", len(which), images[which[0]].moment.calls, where(calls, images[which[0]].moment.calls), what)
	}
	t.Logf("%d calls, %d moments, %d images", len(calls), len(all), len(images))
	if len(images) < number {
		t.Errorf("only %d images", len(images))
	}
	for name, forget := range forgotten() {
		t.Run("noticed without "+name, func(t *testing.T) {
			images := enumerate(t, root, calls, all, 400, seed, forget)
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

// forgotten is the syncs without which something must be found to be lost.
func forgotten() map[string]func(call, path string) bool {
	base := filepath.Base
	return map[string]func(call, path string) bool{
		"any sync":              func(string, string) bool { return true },
		"the sync of the store": func(_, path string) bool { return base(path) == "store.db" },
		"the sync of new slots": func(_, path string) bool { return strings.HasPrefix(base(path), ".keys-") },
		"the sync of a copy":    func(_, path string) bool { return strings.HasSuffix(path, ".part") },
		"the sync of the stick": func(_, path string) bool { return base(path) == atStick },
		"the sync of names":     func(_, path string) bool { return strings.HasSuffix(path, "/store") },
	}
}
