package datadir

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"schakel/internal/fault"
)

// ErrCloud is returned for a folder that a program of the computer copies to the internet. The store would leave the laptop that
// way, old copies of it would survive an erasure, and a copy made halfway a write is damaged.
var ErrCloud = fault.New(fault.Invalid, "datadir.cloud", "folder is copied to the internet")

// byName maps the beginning of a folder's name, in lower case, to the program that copies such a folder.
var byName = []struct{ begins, service string }{
	{"onedrive", "OneDrive"},
	{"dropbox", "Dropbox"},
	{"icloud", "iCloud"},
	{"mobile documents", "iCloud"},
	{"com~apple~clouddocs", "iCloud"},
	{"google drive", "Google Drive"},
	{"googledrive", "Google Drive"},
	{"my drive", "Google Drive"},
	{"nextcloud", "Nextcloud"},
	{"owncloud", "ownCloud"},
	{"cloudstorage", "CloudStorage"},
	{"proton drive", "Proton Drive"},
	{"pclouddrive", "pCloud"},
	{"syncthing", "Syncthing"},
}

// byMark maps what such a program leaves in the folder that it copies, as a pattern of filepath.Match.
var byMark = []struct{ pattern, service string }{
	{".dropbox", "Dropbox"},
	{".dropbox.cache", "Dropbox"},
	{".tmp.drivedownload", "Google Drive"},
	{".tmp.driveupload", "Google Drive"},
	{".sync_*.db", "Nextcloud"},
	{"._sync_*.db", "Nextcloud"},
	{".nextcloudsync.log", "Nextcloud"},
	{".owncloudsync.log", "ownCloud"},
	{".stfolder", "Syncthing"},
}

// variables are what OneDrive sets to its folder, whatever that is called.
var variables = []string{"OneDrive", "OneDriveConsumer", "OneDriveCommercial"}

// Check returns ErrCloud, with the name of the program, when a folder is copied to the internet. The folder need not exist yet.
// It cannot see a folder that is copied without any sign of it in names, marks or variables, such as Documents on a Mac with iCloud.
func Check(dir string) error {
	if service := Synced(dir, os.Getenv); service != "" {
		return fmt.Errorf("%s: %w", service, ErrCloud)
	}
	return nil
}

// Synced is the name of the program that copies a folder to the internet, "" when there is no sign of one.
func Synced(dir string, env func(string) string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	for _, path := range []string{abs, resolved(abs)} {
		for at := path; ; at = filepath.Dir(at) {
			if service := signOf(at, env); service != "" {
				return service
			}
			if at == filepath.Dir(at) {
				break
			}
		}
	}
	return ""
}

// resolved follows links in the part of a path that exists.
func resolved(path string) string {
	for at := path; ; at = filepath.Dir(at) {
		real, err := filepath.EvalSymlinks(at)
		if err == nil {
			rest, _ := filepath.Rel(at, path)
			return filepath.Join(real, rest)
		}
		if at == filepath.Dir(at) {
			return path
		}
	}
}

func signOf(dir string, env func(string) string) string {
	name := strings.ToLower(filepath.Base(dir))
	for _, n := range byName {
		if strings.HasPrefix(name, n.begins) {
			return n.service
		}
	}
	for _, v := range variables {
		if at := env(v); at != "" && filepath.Clean(at) == dir {
			return "OneDrive"
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ""
	}
	for _, e := range entries {
		for _, m := range byMark {
			if ok, _ := filepath.Match(m.pattern, e.Name()); ok {
				return m.service
			}
		}
	}
	return ""
}
