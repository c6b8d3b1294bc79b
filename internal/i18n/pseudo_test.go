package i18n_test

import (
	"slices"
	"testing"
	"time"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

func TestPseudoIsReachedByItsTagAndStandsInNoMenu(t *testing.T) {
	p, err := i18n.New(i18n.PseudoTag)
	if err != nil {
		t.Fatal(err)
	}
	for got, want := range map[string]string{
		p.Tag():                  "nl-XA",
		p.N("date.ago", 1):       "1 ðååğ ğééłééðééñ",
		p.T("language.reviewed"): "no",
		p.Date(record.Day(2026, time.November, 24)): "24 ñôôṽééɱƀééŕ 2026",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if slices.ContainsFunc(i18n.Languages(), func(l i18n.Language) bool { return l.Tag == i18n.PseudoTag }) {
		t.Error("the menu offers the pseudo-language")
	}
}
