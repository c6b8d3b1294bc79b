package task_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"schakel/app/ui/task"
)

func TestAFileIsReadUpToOneByteTooMany(t *testing.T) {
	path := filepath.Join(t.TempDir(), "kaart")
	if err := os.WriteFile(path, []byte("twaalf bytes"), 0o600); err != nil {
		t.Fatal(err)
	}
	for most, want := range map[int64]string{12: "twaalf bytes", 11: "twaalf bytes", 5: "twaalf"} {
		if got, err := task.ReadFile(path, most); err != nil || string(got) != want {
			t.Errorf("%d: %q, %v", most, got, err)
		}
	}
	for _, none := range []string{filepath.Dir(path), path + "x"} {
		if _, err := task.ReadFile(none, 5); !errors.Is(err, task.ErrFile) {
			t.Errorf("%v", err)
		}
	}
}
