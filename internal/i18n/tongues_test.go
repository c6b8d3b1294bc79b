package i18n_test

import (
	"slices"
	"strings"
	"testing"

	"schakel/internal/i18n"
)

// Every language can be found by its name in each language of the program, as it is shown and without its signs, whatever the screen says.
func TestALanguageIsFoundByAnyOfItsNames(t *testing.T) {
	for _, screen := range i18n.Languages() {
		p := printer(t, screen.Tag)
		for _, other := range i18n.Languages() {
			q := printer(t, other.Tag)
			for _, code := range q.Tongues() {
				for _, name := range []string{q.Tongue(code), strings.ToLower(q.Tongue(code)), q.OwnTongue(code)} {
					if name != "" && !slices.Contains(p.FindTongues(name, 200), code) {
						t.Errorf("%s screen: %q does not find %s", screen.Tag, name, code)
					}
				}
			}
		}
	}
}

// What people say and type finds the language first.
func TestLanguagesAsPeopleSayThem(t *testing.T) {
	for typed, want := range map[string]string{
		"dar": "ary prs", "darija": "ary", "daridja": "ary", "Marokkaans": "ary", "tarifit": "rif", "rif": "rif", "tachelhit": "shi", "tashelhit": "shi", "soussi": "shi", "dari": "ary prs", "pashto": "pus",
		"kurmanci": "kmr", "Kurmançi": "kmr", "kurmanji": "kmr", "sorani": "ckb", "tigrinja": "tir", "ትግርኛ": "tir", "amhaars": "amh", "twi": "twi", "ashanti": "twi", "krio": "kri", "papiamento": "pap",
		"sranan": "srn", "surinaams": "srn", "somali": "som", "farsi": "pes prs", "فارسی": "pes", "urdu": "urd", "oerdoe": "urd", "berber": "ber", "amazigh": "ber", "gebarentaal": "dse sgn", "NGT": "dse",
		"koerdisch": "kur ckb kmr", "afghaans": "prs pus", "chinees": "cmn yue wuu", "turkce": "tur", "İngilizce": "eng", "ingilizce": "eng", "anders": "mis", "qqq": "",
	} {
		found := printer(t, "nl").FindTongues(typed, 8)
		for _, code := range strings.Fields(want) {
			if !slices.Contains(found, code) {
				t.Errorf("%q finds %v, without %s", typed, found, code)
			}
		}
		if want == "" && len(found) > 0 {
			t.Errorf("%q finds %v", typed, found)
		}
	}
	if found := printer(t, "nl").FindTongues("tur", 3); len(found) == 0 || found[0] != "tur" {
		t.Errorf("tur finds %v", found)
	}
}

// A list begins with what is spoken most, goes on in the order of the reader's language, and ends with another language.
func TestLanguagesToChooseFrom(t *testing.T) {
	for _, l := range i18n.Languages() {
		p := printer(t, l.Tag)
		all := p.TonguesToChoose()
		if len(all) != len(p.Tongues()) || len(slices.Compact(slices.Sorted(slices.Values(all)))) != len(all) {
			t.Fatalf("%s: %d of %d languages", l.Tag, len(all), len(p.Tongues()))
		}
		if all[0] != "nld" || all[len(all)-1] != "mis" {
			t.Errorf("%s: from %s to %s", l.Tag, all[0], all[len(all)-1])
		}
		rest := all[24 : len(all)-1]
		if !slices.IsSortedFunc(rest, func(a, b string) int { return p.Compare(p.Tongue(a), p.Tongue(b)) }) {
			t.Errorf("%s: not in the order of the language: %v", l.Tag, rest)
		}
	}
	if got := printer(t, "nl").Tongue("arb"); got != "Arabisch" {
		t.Errorf("arb is %q", got)
	}
	if got := printer(t, "nl").Tongue("xyz"); got != "xyz" {
		t.Errorf("xyz is %q", got)
	}
}

// Two languages that are shown in one list never have the same name.
func TestNamesOfLanguagesDiffer(t *testing.T) {
	for _, l := range i18n.Languages() {
		p, seen := printer(t, l.Tag), map[string]string{}
		for _, code := range p.Tongues() {
			name := i18n.Fold(p.Tongue(code))
			if other, twice := seen[name]; twice {
				t.Errorf("%s: %s and %s are both %q", l.Tag, other, code, name)
			}
			seen[name] = code
		}
	}
}
