package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"schakel/internal/i18n"
)

// A file that cannot be shown is refused with a sentence; one with mistakes is shown, with how many there are.
func TestTriedTranslation(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, c := range map[string]struct {
		text, said string
		shown      bool
	}{
		"pl.json":      {"{\n\"date.today\": {\"other\": \"dziś\"}\n}", "dingen kloppen niet", true},
		"en.json":      {"{\n\"date.today\"\n}", "en.json, regel 2: Dit is geen JSON", false},
		"zgh.json":     {"{}", "‘zgh’ is geen taal", false},
		"pl (2).json":  {"{}", "‘pl (2)’ is geen taal", false},
		"nowhere.json": {"", "niet te lezen", false},
	} {
		path := filepath.Join(dir, name)
		if c.text != "" {
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var errs bytes.Buffer
		f := flags{translation: path}
		if shown := f.tried(p, &errs); shown != c.shown || !strings.Contains(errs.String(), c.said) {
			t.Errorf("%s: shown %v, %s", name, shown, errs.String())
		}
	}
}

// A tried file is looked at in practice mode alone, and a variable that was left behind puts no other words in front of a family.
func TestTriedTranslationIsPractice(t *testing.T) {
	t.Setenv(i18n.TrialVariable, "left/pl.json")
	f := flags{}
	if err := f.try(); err != nil || f.practice || os.Getenv(i18n.TrialVariable) != "" {
		t.Error("a variable that was left behind counts", err)
	}
	f.translation = "pl.json"
	if err := f.try(); err != nil || !f.practice || !filepath.IsAbs(os.Getenv(i18n.TrialVariable)) {
		t.Error("a tried file is not practice", err)
	}
}
