package i18n_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

func printer(t testing.TB, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestNew(t *testing.T) {
	for wanted, tag := range map[string]string{"nl": "nl", "nl-BE": "nl", "en-US": "en", "tr": "tr"} {
		if got := printer(t, wanted).Tag(); got != tag {
			t.Errorf("New(%q) speaks %q, want %q", wanted, got, tag)
		}
	}
	for _, wanted := range []string{"", "xx", "no language"} {
		if _, err := i18n.New(wanted); !errors.Is(err, i18n.ErrLanguage) {
			t.Errorf("New(%q): %v, want ErrLanguage", wanted, err)
		}
	}
}

func TestLanguages(t *testing.T) {
	all := i18n.Languages()
	if len(all) < 3 || all[0].Tag != "nl" || all[1].Tag != "en" || all[2].Tag != "tr" {
		t.Fatalf("menu starts with %v, want nl, en, tr", all)
	}
	for _, l := range all {
		if l.Name == "" || strings.Contains(l.Name, "⟦") {
			t.Errorf("%s has no name", l.Tag)
		}
	}
	if !all[0].Reviewed {
		t.Error("the source language is marked as not reviewed")
	}
	if sys := i18n.System(); !slices.ContainsFunc(all, func(l i18n.Language) bool { return l.Tag == sys }) {
		t.Errorf("System() = %q, which is not in the menu", sys)
	}
}

func TestTexts(t *testing.T) {
	nl := printer(t, "nl")
	if got := nl.T("list.last", "A", "brood", "B", "kaas"); got != "brood en kaas" {
		t.Errorf("T = %q", got)
	}
	if got := nl.T("no.such.id"); got != "⟦no.such.id⟧" {
		t.Errorf("a missing text shows as %q", got)
	}
	if got := nl.N("date.ago", 1); got != "1 dag geleden" {
		t.Errorf("N(1) = %q", got)
	}
	if got := nl.N("date.ago", 1200); got != "1.200 dagen geleden" {
		t.Errorf("N(1200) = %q", got)
	}
	if got := nl.Value("date.weekday", "2"); got != "dinsdag" {
		t.Errorf("Value = %q", got)
	}
	if got := nl.Term("date.weekday", "2"); got != "" {
		t.Errorf("Term of a value without one = %q", got)
	}
}

func TestNumbers(t *testing.T) {
	tests := []struct{ tag, number, decimal, whole, percent, list string }{
		{"nl", "12.345", "1,5", "2", "73,6%", "a, b en c"},
		{"en", "12,345", "1.5", "2", "73.6%", "a, b and c"},
		{"tr", "12.345", "1,5", "2", "%73,6", "a, b ve c"},
	}
	for _, test := range tests {
		p := printer(t, test.tag)
		got := []string{p.Number(12345), p.Decimal(1.5, 1), p.Decimal(2, 1), p.Percent(53.0/72, 1), p.List([]string{"a", "b", "c"})}
		want := []string{test.number, test.decimal, test.whole, test.percent, test.list}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", test.tag, got, want)
		}
	}
	nl := printer(t, "nl")
	if got := nl.List(nil) + nl.List([]string{"a"}) + nl.List([]string{"a", "b"}); got != "aa en b" {
		t.Errorf("short lists: %q", got)
	}
}

func TestCompare(t *testing.T) {
	tests := []struct{ tag, sorted string }{
		{"nl", "aziz Aziz Émile fatma H-9 H-10 Zeynep"},
		{"tr", "Cem Çağla Dilek Işık İbrahim Oya Özlem Sema Şule"},
		{"en", "Aziz Çağla Dilek Işık Özlem Zeynep"},
	}
	for _, test := range tests {
		p := printer(t, test.tag)
		want := strings.Fields(test.sorted)
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortFunc(got, p.Compare)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", test.tag, got, want)
		}
	}
}

func TestFaults(t *testing.T) {
	for _, l := range i18n.Languages() {
		p := printer(t, l.Tag)
		seen := map[string]fault.Kind{}
		for _, k := range fault.Kinds() {
			text, hint := p.Fault(fault.New(k, "no.text.for.this", "secret detail"))
			if text == "" || hint == "" || strings.Contains(text+hint, "⟦") || strings.Contains(text+hint, "secret detail") {
				t.Errorf("%s %s: %q, %q", l.Tag, k, text, hint)
			}
			if other, twice := seen[text]; twice {
				t.Errorf("%s: %s and %s have the same text", l.Tag, k, other)
			}
			seen[text] = k
		}
	}
}

func TestFaultPicksTheMostExactText(t *testing.T) {
	p := printer(t, "nl")
	if text, hint := p.Fault(nil); text != "" || hint != "" {
		t.Errorf("no error says %q, %q", text, hint)
	}
	text, hint := p.Fault(fmt.Errorf("wrapped: %w", i18n.ErrNoSuchDay))
	if text != "Deze dag bestaat niet." || !strings.HasPrefix(hint, "Kijk nog eens") {
		t.Errorf("exact: %q, %q", text, hint)
	}
	text, hint = p.Fault(errors.New("anything"))
	if text != "Er ging iets mis." || !strings.Contains(hint, "other") {
		t.Errorf("no kind: %q, %q", text, hint)
	}
	text, _ = p.Fault(record.Problems{{Field: "first", Code: "no_such_code"}})
	if text != "⟦problem.no_such_code⟧" {
		t.Errorf("problems: %q", text)
	}
}
