//go:build unix

package carrier_test

import (
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// fullDisk lets no file of this process grow past what the largest one in the folder is now, as a disk without room does.
func fullDisk(dir string) error {
	signal.Ignore(syscall.SIGXFSZ)
	var most int64
	err := filepath.Walk(dir, func(_ string, info os.FileInfo, err error) error {
		if err == nil && !info.IsDir() {
			most = max(most, info.Size())
		}
		return err
	})
	if err != nil {
		return err
	}
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(most), Max: uint64(most)})
}
