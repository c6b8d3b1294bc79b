// Package export turns an overview or a sheet into a file that other programs and a printer can read: PDF, XLSX, ODS, CSV and JSON.
package export

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"schakel/internal/fault"
)

// What can go wrong while a file is written. Nothing half written is left behind.
var (
	// ErrExists is returned by Save when there is a file of that name already.
	ErrExists = fault.New(fault.Conflict, "export.exists", "the file exists")
	// ErrBusy is returned when the file cannot be replaced, as when another program has it open.
	ErrBusy = fault.New(fault.Conflict, "export.busy", "the file cannot be replaced now")
	// ErrFolder is returned when the folder is missing or may not be written in.
	ErrFolder = fault.New(fault.Denied, "export.folder", "the folder cannot be written in")
	// ErrFull is returned when the disk is full.
	ErrFull = fault.New(fault.Full, "export.full", "no room to write the file")
)

// Save writes a new file: in a temporary file in the same folder first, which gets its name when everything is written and on the
// disk. It returns ErrExists when there is a file of that name.
func Save(path string, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return ErrExists
	}
	return save(path, write, claim)
}

// Replace is Save for a person who said that the file may be replaced. The old one stays until the new one is complete.
func Replace(path string, write func(io.Writer) error) error {
	return save(path, write, func(from, to string) error {
		if err := os.Rename(from, to); err != nil {
			return fmt.Errorf("replace file: %w", errors.Join(ErrBusy, err))
		}
		return nil
	})
}

// claim gives a file its name unless another took it in between. Where the file system knows no links (a USB stick) the look just
// before has to do.
func claim(from, to string) error {
	err := os.Link(from, to)
	if err == nil {
		return os.Remove(from)
	}
	if errors.Is(err, fs.ErrExist) {
		return ErrExists
	}
	if _, err := os.Lstat(to); err == nil {
		return ErrExists
	}
	return os.Rename(from, to)
}

func save(path string, write func(io.Writer) error, finish func(from, to string) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".schakel-*.tmp")
	if err != nil {
		return kind("make file", err, ErrFolder)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tidy(f))
		}
	}()
	if err := write(f); err != nil {
		return kind("write file", err, nil)
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return kind("close file", err, nil)
	}
	return finish(f.Name(), path)
}

// tidy removes the temporary file after a failure. That it is closed or gone already is no second failure.
func tidy(f *os.File) error {
	if err := f.Close(); err != nil && !errors.Is(err, fs.ErrClosed) {
		return err
	}
	if err := os.Remove(f.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// kind names what the operating system said. Its own text holds the path, so it is wrapped for logs only by its cause.
func kind(what string, err error, otherwise *fault.Error) error {
	var path *fs.PathError
	cause := err
	if errors.As(err, &path) {
		cause = path.Err
	}
	switch {
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%s: %w", what, errors.Join(ErrFull, cause))
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w", what, errors.Join(ErrFolder, cause))
	case otherwise != nil:
		return fmt.Errorf("%s: %w", what, errors.Join(otherwise, cause))
	}
	return fmt.Errorf("%s: %w", what, err)
}
