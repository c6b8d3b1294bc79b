package ui

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"

	"schakel/internal/i18n"
)

func TestFilesAreAskedForInTheChosenLanguage(t *testing.T) {
	for _, c := range []struct{ tag, cancel, parent string }{
		{"tr", "Vazgeç", "Üst klasör"}, {"nl", "Toch niet", "Map hierboven"},
	} {
		p, err := i18n.New(c.tag)
		if err != nil {
			t.Fatal(err)
		}
		if err := localise(p); err != nil {
			t.Fatal(err)
		}
		if got := lang.L("Cancel"); got != c.cancel {
			t.Errorf("%s: Cancel is %q, want %q", c.tag, got, c.cancel)
		}
		if got := lang.X("file.parent", "Parent"); got != c.parent {
			t.Errorf("%s: file.parent is %q, want %q", c.tag, got, c.parent)
		}
	}
}

// A new release of Fyne may have new words; then this says which.
func TestEveryWordOfFyneHasAText(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Skip("no module cache: ", err)
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "lang", "translations", "base.en.json"))
	if err != nil {
		t.Fatal(err)
	}
	var words map[string]any
	if err := json.Unmarshal(text, &words); err != nil {
		t.Fatal(err)
	}
	p, err := i18n.New("tr")
	if err != nil {
		t.Fatal(err)
	}
	if err := localise(p); err != nil {
		t.Fatal(err)
	}
	for key, english := range words {
		if word, ok := english.(string); ok && lang.L(key) == word && key != "OK" {
			t.Errorf("%q has no text", key)
		}
	}
}
