// Package durable makes the names in folders outlive a power cut.
package durable

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// Dir makes the names in a folder durable. Windows has no such call and needs none; neither have the file systems of some sticks.
func Dir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if cerr := d.Close(); err == nil {
		err = cerr
	}
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		return nil
	}
	return err
}

// Path makes the names in a folder durable, and the folder itself: one that was just made stands in the folder above it, and that one may
// be new too. Folders of others cannot be synced and need not be.
func Path(dir string) error {
	if err := Dir(dir); err != nil {
		return err
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	for up := filepath.Dir(dir); up != dir; dir, up = up, filepath.Dir(up) {
		_ = Dir(up)
	}
	return nil
}
