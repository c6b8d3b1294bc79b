package durable_test

import (
	"errors"
	"io/fs"
	"path/filepath"
	"runtime"
	"testing"

	"schakel/internal/durable"
)

func TestFoldersThatAreThereAndThoseThatAreNot(t *testing.T) {
	dir := t.TempDir()
	for name, sync := range map[string]func(string) error{"dir": durable.Dir, "path": durable.Path} {
		if err := sync(dir); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		// A file system without the call, such as that of /proc, is no reason to refuse the folder.
		if runtime.GOOS == "linux" {
			if err := sync("/proc/self"); err != nil {
				t.Errorf("%s: a file system that knows no sync: %v", name, err)
			}
		}
		if err := sync(filepath.Join(dir, "gone")); runtime.GOOS != "windows" && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: a folder that is not there: %v", name, err)
		}
	}
}
