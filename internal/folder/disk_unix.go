//go:build !windows

package folder

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
)

func hidden(name string, _ fs.FileInfo) bool { return strings.HasPrefix(name, ".") }

func noRoom(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) }

func notAFolder(err error) bool { return errors.Is(err, syscall.ENOTDIR) }

// mounted are the sticks and other disks that the desktop shows.
func mounted() []Place {
	if runtime.GOOS == "darwin" {
		return below("/Volumes")
	}
	user := filepath.Base(Home())
	if name := os.Getenv("USER"); name != "" {
		user = name
	}
	return below(filepath.Join("/media", user), filepath.Join("/run/media", user), "/media", "/mnt")
}

// below are the folders in some folders as sticks, by name.
func below(dirs ...string) []Place {
	var all []Place
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			path := filepath.Join(dir, e.Name())
			if !strings.HasPrefix(e.Name(), ".") && isFolder(path) && isMount(path) {
				all = append(all, Place{Kind: PlaceStick, Name: e.Name(), Path: path})
			}
		}
	}
	slices.SortFunc(all, func(a, b Place) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// isMount reports whether a folder is another disk than the folder above it: what a stick leaves behind is not.
func isMount(path string) bool {
	here, err := os.Stat(path)
	if err != nil {
		return false
	}
	above, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return false
	}
	a, ok := here.Sys().(*syscall.Stat_t)
	b, also := above.Sys().(*syscall.Stat_t)
	return ok && also && a.Dev != b.Dev
}
