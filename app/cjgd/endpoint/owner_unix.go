//go:build unix

package endpoint

import (
	"os"
	"syscall"
)

// sameOwner gives a file the owner of another: an operator may be root, and the endpoint must be able to read its keys.
func sameOwner(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	is, ok := info.Sys().(*syscall.Stat_t)
	if !ok || int(is.Uid) == os.Geteuid() {
		return nil
	}
	return os.Chown(to, int(is.Uid), int(is.Gid))
}
