package folder

import (
	"os"
	"path/filepath"
	"testing"
)

// A stick that was pulled out may leave its folder behind; what is another disk is a stick.
func TestOnlyAnotherDiskIsAStick(t *testing.T) {
	if !isMount("/proc") {
		t.Skip("there is no /proc here")
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "STICK"), 0o755); err != nil {
		t.Fatal(err)
	}
	if got := below(dir); len(got) != 0 {
		t.Errorf("a folder that was left behind is offered: %v", got)
	}
	found := false
	for _, place := range below("/", "/is er niet") {
		found = found || place == Place{Kind: PlaceStick, Name: "proc", Path: "/proc"}
	}
	if !found {
		t.Error("another disk is not offered")
	}
}
