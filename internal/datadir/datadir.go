// Package datadir says where the store, its backups, the logs and the settings lie on this computer, and keeps them away from the cloud.
package datadir

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"schakel/internal/fault"
)

// ErrUnknown is returned when the computer does not say where the person's own folder is.
var ErrUnknown = fault.New(fault.NotFound, "datadir.unknown", "no home folder")

// ErrReadOnly is returned for a place where no folder may be made.
var ErrReadOnly = fault.New(fault.Denied, "datadir.readonly", "no folder may be made here")

// ErrFull is returned when there is no room to make a folder.
var ErrFull = fault.New(fault.Full, "datadir.full", "no room to make a folder")

// private is the mode of every folder: for this user alone.
const private fs.FileMode = 0o700

// Place is the folders of one store. They are made by Make.
type Place struct {
	Store    string // folder with the store and its key file
	Backups  string // folder with the copies the program makes by itself
	Logs     string // folder with logs, which hold no personal data
	Settings string // file with the settings of the programs without a window
}

// Host is what decides where things lie; This gives the real one.
type Host struct {
	OS   string // as runtime.GOOS
	Home string // the person's own folder
	Env  func(name string) string
}

// This is the computer the program runs on. It returns ErrUnknown when there is no home folder.
func This() (Host, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return Host{}, fmt.Errorf("%w: %w", ErrUnknown, err)
	}
	return Host{OS: runtime.GOOS, Home: home, Env: os.Getenv}, nil
}

// Place is where a store lies unless the person chose a folder. Practice mode has folders of its own, so that no exercise ever
// stands beside a family.
func (h Host) Place(practice bool) Place {
	name := "schakel"
	if practice {
		name = "schakel-practice"
	}
	data, state, config := h.bases()
	return Place{
		Store:    filepath.Join(data, name, "store"),
		Backups:  filepath.Join(data, name, "backups"),
		Logs:     filepath.Join(state, name, "logs"),
		Settings: filepath.Join(config, name, "settings.json"),
	}
}

// bases are the folders for data, logs and settings. On Windows that is the local one: the roaming profile is copied to a server
// of the organisation.
func (h Host) bases() (data, state, config string) {
	switch h.OS {
	case "windows":
		local := h.absolute("LOCALAPPDATA", filepath.Join(h.Home, "AppData", "Local"))
		return local, local, local
	case "darwin":
		library := filepath.Join(h.Home, "Library")
		support := filepath.Join(library, "Application Support")
		return support, filepath.Join(library, "Logs"), support
	}
	return h.absolute("XDG_DATA_HOME", filepath.Join(h.Home, ".local", "share")),
		h.absolute("XDG_STATE_HOME", filepath.Join(h.Home, ".local", "state")),
		h.absolute("XDG_CONFIG_HOME", filepath.Join(h.Home, ".config"))
}

// absolute is the folder that a variable names; the XDG specification says that a relative one is to be ignored.
func (h Host) absolute(name, otherwise string) string {
	if dir := h.Env(name); filepath.IsAbs(dir) {
		return dir
	}
	return otherwise
}

// At is a place with everything under one folder, for a store that somebody put elsewhere on purpose.
func At(dir string) Place {
	return Place{
		Store:    filepath.Join(dir, "store"),
		Backups:  filepath.Join(dir, "backups"),
		Logs:     filepath.Join(dir, "logs"),
		Settings: filepath.Join(dir, "settings.json"),
	}
}

// Make makes the folders, for this user alone, also when they were more open. It returns an error of code datadir.cloud,
// before it makes anything, when a folder with data is copied to the internet by a program of the computer.
func (p Place) Make() error {
	for _, dir := range []string{p.Store, p.Backups} {
		if err := Check(dir); err != nil {
			return err
		}
	}
	for _, dir := range []string{p.Store, p.Backups, p.Logs, filepath.Dir(p.Settings)} {
		if err := makePrivate(dir); err != nil {
			return err
		}
	}
	return nil
}

func makePrivate(dir string) error {
	if err := os.MkdirAll(dir, private); err != nil {
		return fmt.Errorf("make folder: %w", known(err))
	}
	info, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	if runtime.GOOS == "windows" || info.Mode().Perm() == private {
		return nil
	}
	if err := os.Chmod(dir, private); err != nil {
		return fmt.Errorf("close folder to others: %w", known(err))
	}
	return nil
}

// known gives the two errors that a person can do something about their kind.
func known(err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return errors.Join(ErrReadOnly, err)
	case errors.Is(err, syscall.ENOSPC):
		return errors.Join(ErrFull, err)
	}
	return err
}
