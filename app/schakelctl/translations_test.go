package main

import (
	"strings"
	"testing"

	"schakel/internal/i18n"
	"schakel/internal/i18n/check"
)

// TestEveryMistakeHasWords keeps the sentences and what can be wrong together.
func TestEveryMistakeHasWords(t *testing.T) {
	for _, l := range i18n.Languages() {
		p, err := i18n.New(l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		a := &app{p: p}
		for _, code := range check.Codes() {
			said := a.finding("x.json", check.Finding{Line: 7, ID: "a.b", Form: "few", Code: code, Found: "FOUND", Wanted: "WANTED"})
			if !p.Has("ctl.translations.problem."+string(code)) || !strings.Contains(said, "7") || !strings.Contains(said, "a.b (few)") {
				t.Errorf("%s %s: %s", l.Tag, code, said)
			}
		}
	}
}
