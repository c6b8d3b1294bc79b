// Package folder reads the folders of the computer for a window that asks for a file: what lies in them, which places there are, and
// whether something can be kept there. It opens no file that somebody made.
package folder

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"schakel/internal/fault"
)

// What can be wrong with a folder or a name, each with words of its own.
var (
	ErrGone     = fault.New(fault.NotFound, "folder.gone", "folder is not there")
	ErrDenied   = fault.New(fault.Denied, "folder.denied", "folder cannot be read")
	ErrReadOnly = fault.New(fault.Denied, "folder.readonly", "nothing can be written in the folder")
	ErrFull     = fault.New(fault.Full, "folder.full", "no room on the disk of the folder")
	ErrName     = fault.New(fault.Invalid, "folder.name", "a file cannot have this name")
	ErrTaken    = fault.New(fault.Conflict, "folder.taken", "there is something of that name already")
	ErrNoFile   = fault.New(fault.NotFound, "folder.no_file", "there is no such file")
)

// Entry is a file or a folder in a folder. Its name is what the disk says, whatever that is: it may hold anything but a separator.
type Entry struct {
	Name    string
	Folder  bool
	Size    int64 // in bytes; 0 for a folder
	Changed time.Time
}

// Read gives what lies in a folder, in no order. Hidden files are left out, and so is what is neither a file nor a folder, and a link
// that leads nowhere. It returns ErrGone or ErrDenied when the folder cannot be read.
func Read(dir string) ([]Entry, error) {
	all, err := os.ReadDir(dir)
	if err != nil && len(all) == 0 {
		return nil, told(err)
	}
	var out []Entry
	for _, d := range all {
		info, err := os.Stat(filepath.Join(dir, d.Name())) // a link counts as what it leads to
		if err != nil || hidden(d.Name(), info) {
			continue
		}
		switch {
		case info.IsDir():
			out = append(out, Entry{Name: d.Name(), Folder: true, Changed: info.ModTime()})
		case info.Mode().IsRegular():
			out = append(out, Entry{Name: d.Name(), Size: info.Size(), Changed: info.ModTime()})
		}
	}
	return out, nil
}

// told gives an error of the disk as one of ours.
func told(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist), notAFolder(err):
		return ErrGone
	case errors.Is(err, fs.ErrPermission):
		return ErrDenied
	}
	return errors.Join(ErrGone, err) // a stick that was pulled out says so in many ways
}

// Sort puts folders first, by name, and files after them: the newest first, or by name as compare has it.
func Sort(list []Entry, newest bool, compare func(a, b string) int) {
	slices.SortStableFunc(list, func(a, b Entry) int {
		if a.Folder != b.Folder {
			if a.Folder {
				return -1
			}
			return 1
		}
		if newest && !a.Folder {
			if c := b.Changed.Compare(a.Changed); c != 0 {
				return c
			}
		}
		return cmp.Or(compare(a.Name, b.Name), cmp.Compare(a.Name, b.Name))
	})
}

// OfKind keeps the folders and the files with one of these extensions (with the dot, in any case; none keeps all), and tells how many
// files it left out.
func OfKind(list []Entry, extensions []string) (kept []Entry, left int) {
	for _, e := range list {
		ext := strings.ToLower(filepath.Ext(e.Name))
		if e.Folder || len(extensions) == 0 || slices.ContainsFunc(extensions, func(x string) bool { return strings.ToLower(x) == ext }) {
			kept = append(kept, e)
			continue
		}
		left++
	}
	return kept, left
}

// Path is what was typed as a path: a name in dir, a path from there, one from the home folder ("~"), or a whole one.
func Path(dir, typed string) string {
	typed = strings.TrimSpace(typed)
	if rest, ok := strings.CutPrefix(typed, "~"); ok && (rest == "" || os.IsPathSeparator(rest[0])) {
		return filepath.Join(Home(), rest)
	}
	if filepath.IsAbs(typed) {
		return filepath.Clean(typed)
	}
	return filepath.Join(dir, typed)
}

// Is reports what a path leads to: a folder, a file, or an error: ErrNoFile where nothing is, ErrDenied where it may not be looked at.
func Is(path string) (isFolder bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return false, ErrDenied
	case err != nil:
		return false, ErrNoFile
	}
	return info.IsDir(), nil
}

// ForSaving looks whether a file can be kept at a path, and whether there is one already. Nothing stays behind: it tries with a file
// without a name of its own. It returns ErrName, ErrGone, ErrDenied, ErrReadOnly or ErrFull.
func ForSaving(path string) (taken bool, err error) {
	if err := checkName(filepath.Base(path)); err != nil {
		return false, err
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return false, ErrTaken
	case errors.Is(err, fs.ErrPermission):
		return false, ErrDenied
	}
	return err == nil, writable(filepath.Dir(path))
}

func writable(dir string) error {
	if folder, err := Is(dir); err != nil || !folder {
		return errors.Join(ErrGone, err)
	}
	f, err := os.CreateTemp(dir, ".schakel-*")
	if err != nil {
		return unwritten(err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func unwritten(err error) error {
	switch {
	case errors.Is(err, fs.ErrExist):
		return ErrTaken
	case errors.Is(err, fs.ErrNotExist):
		return ErrGone
	case noRoom(err):
		return ErrFull
	}
	return errors.Join(ErrReadOnly, err)
}

// Make makes a folder in a folder and gives its path. It returns ErrName, ErrTaken, ErrGone, ErrReadOnly or ErrFull.
func Make(dir, name string) (string, error) {
	name = strings.TrimSpace(name)
	if err := checkName(name); err != nil {
		return "", err
	}
	path := filepath.Join(dir, name)
	if err := os.Mkdir(path, 0o755); err != nil {
		return "", unwritten(err)
	}
	return path, nil
}

// longest is how many bytes a name may have: Linux has 255 bytes, Windows 255 letters, and a stick may be read on both.
const longest = 255

// checkName refuses a name that no file can have, or that a stick could not take to a Windows laptop.
func checkName(name string) error {
	bad := func(r rune) bool { return r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) }
	switch {
	case name == "", name == ".", name == "..", len(name) > longest, strings.ContainsFunc(name, bad), strings.HasSuffix(name, "."):
		return ErrName
	}
	return nil
}
