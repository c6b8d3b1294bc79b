package i18n_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"schakel/internal/i18n"
	"schakel/translations"
)

// counted lists the messages of a language that differ by a number, with their forms.
func counted(t *testing.T, tag string) map[string]map[string]string {
	t.Helper()
	data, err := fs.ReadFile(translations.Files, tag+".json")
	if err != nil {
		t.Fatal(err)
	}
	var file map[string]map[string]string
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	for id, m := range file {
		if delete(m, "description"); len(m) < 2 {
			delete(file, id)
		}
	}
	return file
}

var formNames = map[plural.Form]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}

// formOf is CLDR's form of a number in a language, with the rules of x/text, which are not those that choose in the program. CLDR has Papiamentu
// as one and other; x/text does not know it.
func formOf(tag string, whole, tenth int) string {
	if tag == "pap" {
		if whole == 1 && tenth == 0 {
			return "one"
		}
		return "other"
	}
	places := min(tenth, 1)
	return formNames[plural.Cardinal.MatchPlural(language.Make(tag), whole, places, places, tenth, tenth)]
}

// Every message that counts is said in the form that CLDR asks for, with the number in it unless that form has a word for it, for the numbers
// that tell the forms of our languages apart.
func TestEveryCountIsSaidInItsForm(t *testing.T) {
	for _, l := range i18n.Languages() {
		p, said := printer(t, l.Tag), 0
		for id, forms := range counted(t, l.Tag) {
			for _, n := range []int{0, 1, 2, 3, 5, 11, 22, 100, 103, 1000} {
				said++
				if problem := saidWrong(p.N(id, n), forms, formOf(l.Tag, n, 0), p.Number(n)); problem != "" {
					t.Errorf("%s %s %d: %s", l.Tag, id, n, problem)
				}
			}
			if problem := saidWrong(p.NDecimal(id, 1.5, 1), forms, formOf(l.Tag, 1, 5), p.Decimal(1.5, 1)); problem != "" {
				t.Errorf("%s %s 1.5: %s", l.Tag, id, problem)
			}
		}
		if said < 1000 {
			t.Errorf("%s: only %d sentences with a number", l.Tag, said)
		}
	}
}

// saidWrong says what is wrong with a sentence that was made for a number.
func saidWrong(got string, forms map[string]string, want, number string) string {
	template, there := forms[want]
	if !there {
		return fmt.Sprintf("no form %q", want)
	}
	if expected := strings.ReplaceAll(template, "{{.N}}", number); withoutHoles(got) != withoutHoles(expected) {
		return fmt.Sprintf("%q is not the form %q, %q", got, want, template)
	}
	if counts(forms) && !strings.Contains(template, "{{.N}}") && slices.Contains([]string{"few", "many", "other"}, want) {
		return fmt.Sprintf("the form %q has no number: %q", want, template)
	}
	return ""
}

// counts reports whether the number stands in the sentence at all; a word below a large number has none in any form.
func counts(forms map[string]string) bool {
	for _, text := range forms {
		if strings.Contains(text, "{{.N}}") {
			return true
		}
	}
	return false
}

// withoutHoles takes out the places that a caller fills beside the number.
func withoutHoles(text string) string {
	text = strings.ReplaceAll(text, "<no value>", "{{x}}")
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString("…")
		_, text, _ = strings.Cut(rest, "}}")
	}
}

// Polish has a form of its own for a part of one: 1,5 godziny, 5 godzin.
func TestAPartOfANumberHasItsForm(t *testing.T) {
	for tag, want := range map[string][]string{
		"nl": {"1,5 uur", "1 uur", "5 uur", "2 uur"}, "en": {"1.5 hours", "1 hour", "5 hours", "2 hours"}, "pl": {"1,5 godziny", "1 godzina", "5 godzin", "2 godziny"},
		"ar": {"1.5 ساعة", "ساعة واحدة", "5 ساعات", "ساعتان"}, "tr": {"1,5 saat", "1 saat", "5 saat", "2 saat"}, "pap": {"1,5 ora", "1 ora", "5 ora", "2 ora"},
	} {
		p := printer(t, tag)
		for i, hours := range []float64{1.5, 1, 5, 2} {
			if got := p.NDecimal("people.hours", hours, 1); got != want[i] {
				t.Errorf("%s: %q, want %q", tag, got, want[i])
			}
		}
	}
}
