package datadir_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"schakel/internal/datadir"
	"schakel/internal/fault"
)

func host(os string, env map[string]string) datadir.Host {
	return datadir.Host{OS: os, Home: "/home/f", Env: func(name string) string { return env[name] }}
}

func TestPlace(t *testing.T) {
	tests := []struct {
		host        datadir.Host
		store, logs string
	}{
		{host("linux", nil), "/home/f/.local/share/schakel/store", "/home/f/.local/state/schakel/logs"},
		{host("linux", map[string]string{"XDG_DATA_HOME": "/data", "XDG_STATE_HOME": "relative"}), "/data/schakel/store", "/home/f/.local/state/schakel/logs"},
		{host("darwin", nil), "/home/f/Library/Application Support/schakel/store", "/home/f/Library/Logs/schakel/logs"},
		{host("windows", map[string]string{"LOCALAPPDATA": "/local", "APPDATA": "/roaming"}), "/local/schakel/store", "/local/schakel/logs"},
		{host("windows", nil), "/home/f/AppData/Local/schakel/store", "/home/f/AppData/Local/schakel/logs"},
	}
	for _, test := range tests {
		got := test.host.Place(false)
		if filepath.ToSlash(got.Store) != test.store || filepath.ToSlash(got.Logs) != test.logs {
			t.Errorf("%s: %+v, want store %s and logs %s", test.host.OS, got, test.store, test.logs)
		}
	}
}

func TestPracticeSharesNoFolder(t *testing.T) {
	for _, system := range []string{"linux", "darwin", "windows"} {
		real, practice := host(system, nil).Place(false), host(system, nil).Place(true)
		if real.Store == practice.Store || real.Backups == practice.Backups || real.Logs == practice.Logs || real.Settings == practice.Settings {
			t.Errorf("%s: %+v and %+v share a folder", system, real, practice)
		}
	}
}

func TestThis(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	if h, err := datadir.This(); err != nil || h.Home == "" || h.OS != runtime.GOOS {
		t.Errorf("%+v, %v", h, err)
	}
}

func TestMakeClosesFolders(t *testing.T) {
	dir := t.TempDir()
	p := datadir.At(dir)
	if err := os.MkdirAll(p.Store, 0o755); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := p.Make(); err != nil {
			t.Fatal(err)
		}
	}
	for _, made := range []string{p.Store, p.Backups, p.Logs, filepath.Dir(p.Settings)} {
		info, err := os.Stat(made)
		if err != nil {
			t.Fatal(err)
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o700 {
			t.Errorf("%s has mode %v", made, info.Mode())
		}
	}
}

func TestMakeFails(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := datadir.At(file).Make(); err == nil {
		t.Error("folders were made below a file")
	}
}

func TestCloudByName(t *testing.T) {
	for dir, want := range map[string]string{
		"/home/f/OneDrive - Stichting X/schakel": "OneDrive",
		"/home/f/Dropbox (Persoonlijk)/a/b":      "Dropbox",
		"/Users/f/Library/Mobile Documents/x":    "iCloud",
		"/Users/f/iCloudDrive":                   "iCloud",
		"/home/f/Google Drive/My Drive":          "Google Drive",
		"/home/f/Nextcloud/x":                    "Nextcloud",
		"/Users/f/Library/CloudStorage/Box-Box":  "CloudStorage",
		"/home/f/Documenten/schakel":             "",
		"/home/f/mijn-dropbox-niet/x":            "",
	} {
		if got := datadir.Synced(dir, host("linux", nil).Env); got != want {
			t.Errorf("%s: %q, want %q", dir, got, want)
		}
		if err := datadir.Check(dir); (want != "") != errors.Is(err, datadir.ErrCloud) {
			t.Errorf("Check(%s): %v", dir, err)
		}
	}
}

func TestCloudByMark(t *testing.T) {
	for mark, want := range map[string]string{".dropbox": "Dropbox", ".sync_0a1b2c.db": "Nextcloud", ".tmp.drivedownload": "Google Drive"} {
		root := t.TempDir()
		if err := os.WriteFile(filepath.Join(root, mark), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		p := datadir.At(filepath.Join(root, "deep", "down"))
		err := p.Make()
		if !errors.Is(err, datadir.ErrCloud) || fault.CodeOf(err) != "datadir.cloud" {
			t.Errorf("%s: %v", mark, err)
		}
		if got := datadir.Synced(p.Store, os.Getenv); got != want {
			t.Errorf("%s: %q, want %q", mark, got, want)
		}
		if _, err := os.Stat(filepath.Join(root, "deep")); err == nil {
			t.Errorf("%s: a folder was made before the check", mark)
		}
	}
}

func TestCloudByVariableAndLink(t *testing.T) {
	root := t.TempDir()
	synced := filepath.Join(root, "Documents")
	env := host("windows", map[string]string{"OneDriveCommercial": synced}).Env
	if got := datadir.Synced(filepath.Join(synced, "schakel"), env); got != "OneDrive" {
		t.Errorf("folder named by a variable: %q", got)
	}
	target := filepath.Join(root, "Dropbox")
	if err := os.Mkdir(target, 0o700); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(root, "plain")
	if err := os.Symlink(target, link); err != nil {
		t.Skip("no links here")
	}
	if got := datadir.Synced(filepath.Join(link, "not", "yet"), env); got != "Dropbox" {
		t.Errorf("link into a synced folder: %q", got)
	}
}

func TestAPlaceWhereNothingMayBeMade(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("a folder in which not even the superuser may make anything is known for Linux only")
	}
	if err := datadir.At("/sys/schakel").Make(); !errors.Is(err, datadir.ErrReadOnly) {
		t.Errorf("made, or failed otherwise: %v", err)
	}
}
