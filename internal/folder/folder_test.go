package folder_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/fault"
	"schakel/internal/folder"
)

// filled is a folder with these files (a name that ends in a slash is a folder), each an hour older than the one before.
func filled(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	at := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for i, name := range names {
		path := filepath.Join(dir, name)
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(path, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at.Add(-time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func names(list []folder.Entry) []string {
	var all []string
	for _, e := range list {
		all = append(all, e.Name)
	}
	return all
}

func TestFoldersFirstThenTheNewestOrByName(t *testing.T) {
	dir := filled(t, "b.pdf", "a.pdf", "c.txt", ".verborgen", "zolder/", "archief/")
	list, err := folder.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	folder.Sort(list, true, strings.Compare)
	if diff := cmp.Diff([]string{"archief", "zolder", "b.pdf", "a.pdf", "c.txt"}, names(list)); diff != "" {
		t.Error(diff)
	}
	folder.Sort(list, false, strings.Compare)
	if diff := cmp.Diff([]string{"archief", "zolder", "a.pdf", "b.pdf", "c.txt"}, names(list)); diff != "" {
		t.Error(diff)
	}
	kept, left := folder.OfKind(list, []string{".PDF"})
	if diff := cmp.Diff([]string{"archief", "zolder", "a.pdf", "b.pdf"}, names(kept)); diff != "" || left != 1 {
		t.Error(diff, left)
	}
}

func TestALinkIsWhatItLeadsToAndOneThatLeadsNowhereIsNotShown(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a right there")
	}
	dir := filled(t, "map/", "a.pdf")
	for name, to := range map[string]string{"naar map": "map", "naar niets": "weg"} {
		if err := os.Symlink(filepath.Join(dir, to), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	list, err := folder.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	folder.Sort(list, false, strings.Compare)
	if diff := cmp.Diff([]string{"map", "naar map", "a.pdf"}, names(list)); diff != "" {
		t.Error(diff)
	}
}

// Root may read everything, so the test of a folder that may not be read or written says so itself.
func denied(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("whoever runs this may read everything")
	}
	dir := filled(t, "dicht/")
	path := filepath.Join(dir, "dicht")
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(path, 0o755) })
	return path
}

func TestAFolderThatMayNotBeReadSaysSo(t *testing.T) {
	if _, err := folder.Read(denied(t)); !errors.Is(err, folder.ErrDenied) {
		t.Errorf("got %v", err)
	}
}

func TestAFolderThatIsGoneSaysSo(t *testing.T) {
	dir := filled(t, "a.pdf")
	for _, path := range []string{filepath.Join(dir, "stick"), filepath.Join(dir, "a.pdf")} {
		if _, err := folder.Read(path); !errors.Is(err, folder.ErrGone) {
			t.Errorf("%s: got %v", filepath.Base(path), err)
		}
	}
}

func TestWhereAFileCanBeKept(t *testing.T) {
	dir := filled(t, "er al.pdf", "map/")
	for _, row := range []struct {
		name  string
		taken bool
		want  error
	}{
		{"nieuw.pdf", false, nil},
		{"er al.pdf", true, nil},
		{"صورة العائلة.pdf", false, nil},
		{"map", false, folder.ErrTaken},
		{"a:b.pdf", false, folder.ErrName},
		{"a?.pdf", false, folder.ErrName},
		{"a\nb.pdf", false, folder.ErrName},
		{"einde.", false, folder.ErrName},
		{strings.Repeat("é", 200) + ".pdf", false, folder.ErrName},
		{filepath.Join("weg", "a.pdf"), false, folder.ErrGone},
	} {
		taken, err := folder.ForSaving(filepath.Join(dir, row.name))
		if taken != row.taken || !errors.Is(err, row.want) || row.want == nil && err != nil {
			t.Errorf("%.20q: taken %v, %v; want %v, %v", row.name, taken, err, row.taken, row.want)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 2 {
		t.Errorf("looking left %v behind, %v", left, err)
	}
}

func TestAPlaceInWhichNothingCanBeWrittenSaysSo(t *testing.T) {
	path := denied(t)
	if err := os.Chmod(path, 0o555); err != nil {
		t.Fatal(err)
	}
	if _, err := folder.ForSaving(filepath.Join(path, "a.pdf")); !errors.Is(err, folder.ErrReadOnly) {
		t.Errorf("got %v", err)
	}
	if _, err := folder.Make(path, "map"); !errors.Is(err, folder.ErrReadOnly) {
		t.Errorf("got %v", err)
	}
}

func TestAFolderIsMadeOnceAndWithAGoodName(t *testing.T) {
	dir := t.TempDir()
	path, err := folder.Make(dir, " Kopieën ")
	if err != nil || path != filepath.Join(dir, "Kopieën") {
		t.Fatalf("made %q, %v", path, err)
	}
	for name, want := range map[string]*fault.Error{"Kopieën": folder.ErrTaken, "": folder.ErrName, "..": folder.ErrName, "a/b": folder.ErrName} {
		if _, err := folder.Make(dir, name); !errors.Is(err, want) {
			t.Errorf("%q: got %v", name, err)
		}
	}
	if _, err := folder.Make(filepath.Join(dir, "weg"), "map"); !errors.Is(err, folder.ErrGone) {
		t.Errorf("in a folder that is gone: %v", err)
	}
}

func TestWhatIsTypedIsAPath(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	dir := t.TempDir()
	for typed, want := range map[string]string{
		"a.pdf": filepath.Join(dir, "a.pdf"), " map/a.pdf ": filepath.Join(dir, "map", "a.pdf"), "..": filepath.Dir(dir), "": dir,
		"~": home, "~/a.pdf": filepath.Join(home, "a.pdf"), "~a.pdf": filepath.Join(dir, "~a.pdf"), home: home,
	} {
		if got := folder.Path(dir, typed); got != want {
			t.Errorf("%q leads to %q, want %q", typed, got, want)
		}
	}
}

func TestThePlacesAreThoseThatThereAre(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	for _, dir := range []string{"Documenten", "Downloads", ".config"} {
		if err := os.Mkdir(filepath.Join(home, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	own := "# made by the desktop\nXDG_DOCUMENTS_DIR=\"$HOME/Documenten\"\nXDG_MUSIC_DIR=\"$HOME/Muziek\"\nXDG_DESKTOP_DIR=\"relatief\"\nonzin"
	if err := os.WriteFile(filepath.Join(home, ".config", "user-dirs.dirs"), []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	got := map[folder.PlaceKind]string{}
	for _, place := range folder.Places() {
		if place.Kind < folder.PlaceStick {
			got[place.Kind] = place.Path
		}
	}
	want := map[folder.PlaceKind]string{
		folder.PlaceHome: home, folder.PlaceDocuments: filepath.Join(home, "Documenten"), folder.PlaceDownloads: filepath.Join(home, "Downloads"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	in, ok := folder.Within(folder.Places(), filepath.Join(home, "Documenten", "2026"))
	if !ok || in.Kind != folder.PlaceDocuments {
		t.Errorf("a folder in the documents lies in %+v", in)
	}
	if in, ok := folder.Within([]folder.Place{{Path: home}}, home+"x"); ok {
		t.Errorf("a folder beside home lies in %+v", in)
	}
}
