package prompt

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schakel/internal/folder"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func printer(t *testing.T, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// write makes files and, for a name that ends in a slash, folders.
func write(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(dir, name)
		around := filepath.Dir(path)
		if strings.HasSuffix(name, "/") {
			around = path
		}
		if err := os.MkdirAll(around, 0o755); err != nil {
			t.Fatal(err)
		}
		if around == path {
			continue
		}
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// asked is the state over a folder with these names.
func asked(t *testing.T, a asking, names ...string) *asking {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, names...)
	a.p = printer(t, "nl")
	a.took(read(dir))
	return &a
}

func titles(a *asking) string {
	var all []string
	for _, e := range a.shown {
		all = append(all, e.Name)
	}
	return strings.Join(all, " ")
}

func TestOnlyWhatIsAskedForIsShownAndTheRestIsCounted(t *testing.T) {
	a := asked(t, asking{want: wantOpen, extensions: []string{".csv"}}, "b.csv", "a.CSV", "c.pdf", "map/", ".weg.csv")
	if got := titles(a); got != "map a.CSV b.csv" || a.left != 1 {
		t.Errorf("shown %q, left %d", got, a.left)
	}
	a.everything = true
	a.arrange()
	if got := titles(a); got != "map a.CSV b.csv c.pdf" {
		t.Errorf("all: %q", got)
	}
	f := asked(t, asking{want: wantFolder}, "b.csv", "map/")
	if got := titles(f); got != "map" {
		t.Errorf("folders: %q", got)
	}
}

func TestAnEmptyOrUnreadableFolderSaysWhy(t *testing.T) {
	p := printer(t, "nl")
	a := asked(t, asking{want: wantOpen, extensions: []string{".csv"}}, "c.pdf")
	if got := a.nothing(); !strings.Contains(got, p.N("files.empty.kind", 1)) {
		t.Errorf("only other kinds: %q", got)
	}
	a.took(contents{dir: "/weg"}, folder.ErrGone)
	text, hint := p.Fault(folder.ErrGone)
	if got := a.nothing(); got != text+" "+hint {
		t.Errorf("gone: %q", got)
	}
}

// Every want with every kind of thing that can be typed.
func TestWhatComesOfWhatIsTyped(t *testing.T) {
	const tab = "overzicht.csv"
	for _, row := range []struct {
		want   want
		typed  string
		answer string
		visit  string
		taken  string
		err    error
	}{
		{wantOpen, "er.csv", "er.csv", "", "", nil},
		{wantOpen, "er", "er.csv", "", "", nil},
		{wantOpen, "c.pdf", "c.pdf", "", "", nil},
		{wantOpen, "map", "", "map", "", nil},
		{wantOpen, "weg.csv", "", "", "", folder.ErrNoFile},
		{wantSave, tab, tab, "", "", nil},
		{wantSave, "nieuw", "nieuw.csv", "", "", nil},
		{wantSave, "nieuw.CSV", "nieuw.CSV", "", "", nil},
		{wantSave, "er.csv", "", "", "er.csv", nil},
		{wantSave, "er", "", "", "er.csv", nil},
		{wantSave, "map", "", "map", "", nil},
		{wantSave, "weg/a.csv", "", "", "", folder.ErrGone},
		{wantSave, "a|b", "", "", "", folder.ErrName},
		{wantFolder, "", ".", "", "", nil},
		{wantFolder, "map", "", "map", "", nil},
		{wantFolder, "er.csv", "", "", "", folder.ErrGone},
	} {
		a := asked(t, asking{want: row.want, extensions: []string{".csv"}, name: tab}, "er.csv", "c.pdf", "map/")
		got, err := a.decide(row.typed)
		in := func(name string) string {
			if name == "" {
				return ""
			}
			return filepath.Join(a.dir, name)
		}
		if got != (step{visit: in(row.visit), answer: in(row.answer), taken: in(row.taken)}) || !errors.Is(err, row.err) {
			t.Errorf("want %d, typed %q: %+v, %v", row.want, row.typed, got, err)
		}
	}
}

func TestLettersJumpToAName(t *testing.T) {
	a := asked(t, asking{want: wantOpen}, "apen.pdf", "bomen.pdf", "boter.pdf", "Wolken.pdf")
	at, now := 0, time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	types := func(word string, pause time.Duration) {
		for _, r := range word {
			now = now.Add(pause)
			at = a.jump(r, now, at)
		}
	}
	types("bot", 100*time.Millisecond)
	if a.shown[at].Name != "boter.pdf" {
		t.Errorf("bot leads to %q", a.shown[at].Name)
	}
	now = now.Add(time.Minute)
	types("bb", 100*time.Millisecond)
	if a.shown[at].Name != "boter.pdf" {
		t.Errorf("b twice leads to %q", a.shown[at].Name)
	}
	now = now.Add(time.Minute)
	types("w", 0)
	if a.shown[at].Name != "Wolken.pdf" {
		t.Errorf("w leads to %q", a.shown[at].Name)
	}
	now = now.Add(time.Minute)
	types("x", 0)
	if a.shown[at].Name != "Wolken.pdf" {
		t.Errorf("x leads to %q", a.shown[at].Name)
	}
}

// A name may not pretend to end otherwise than it does, nor take more than its line.
func TestANameIsShownWithoutWhatSteersOrHides(t *testing.T) {
	for name, want := range map[string]string{
		"rekening\u202egpj.exe": "rekeninggpj.exe", "a\nb\t.pdf": "a\ufffdb\ufffd.pdf", "صورة\u200f 1.pdf": "صورة 1.pdf",
		"می\u200cخواهم.pdf": "می\u200cخواهم.pdf", "\xff.pdf": "\ufffd.pdf", "a\u200bb": "ab", "gewoon.pdf": "gewoon.pdf",
	} {
		if got := shownName(name); got != want {
			t.Errorf("%q is shown as %q, want %q", name, got, want)
		}
	}
}

func TestARowSaysWhenAndHowLarge(t *testing.T) {
	at := time.Date(2026, 11, 22, 14, 5, 0, 0, time.Local)
	a := asking{p: printer(t, "nl"), today: record.DateOf(at)}
	for _, row := range []struct {
		e    folder.Entry
		want string
	}{
		{folder.Entry{Name: "map", Folder: true, Changed: at}, "Map"},
		{folder.Entry{Size: 1, Changed: at}, "vandaag 14.05 uur · 1 byte"},
		{folder.Entry{Size: 12_345, Changed: at.AddDate(0, 0, -2)}, a.p.ShortDate(record.DateOf(at.AddDate(0, 0, -2))) + " · 12 kB"},
		{folder.Entry{Size: 12_345_678, Changed: at}, "vandaag 14.05 uur · 12,3 MB"},
		{folder.Entry{Size: 2_000_000_000, Changed: at}, "vandaag 14.05 uur · 2 GB"},
	} {
		if got := a.line(row.e); got != row.want {
			t.Errorf("%+v: %q, want %q", row.e, got, row.want)
		}
	}
}
