package ui

import (
	"testing"

	"fyne.io/fyne/v2/lang"

	"schakel/internal/i18n"
)

func TestTheMenuOfAnEntrySpeaksTheChosenLanguage(t *testing.T) {
	for _, c := range []struct{ tag, cut, paste string }{
		{"nl", "Knippen", "Plakken"}, {"tr", "Kes", "Yapıştır"}, {"ar", "قص", "لصق"}, {"nl", "Knippen", "Plakken"},
	} {
		p, err := i18n.New(c.tag)
		if err != nil {
			t.Fatal(err)
		}
		if err := localise(p); err != nil {
			t.Fatal(err)
		}
		if got := []string{lang.L("Cut"), lang.L("Paste")}; got[0] != c.cut || got[1] != c.paste {
			t.Errorf("%s: %q, want %q, %q", c.tag, got, c.cut, c.paste)
		}
		for _, word := range []string{"Copy", "Cut", "Paste", "Quit", "Redo", "Select all", "Undo"} {
			if lang.L(word) == word {
				t.Errorf("%s: %q has no word", c.tag, word)
			}
		}
	}
}
