package speech

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSentences(t *testing.T) {
	for _, tc := range []struct {
		tag  string
		want []string // the text is these, one after the other
	}{
		{"nl", []string{"Ik bel u om 14.30 uur.", "Dat kost 2,50 of 1.000 euro.", "Goed?", "Ja."}},
		{"nl", []string{"Bel bijv. dhr. J. de Vries van nr. 12.", "Bel anders 0800-2000.", "Of mail naar info@cjg.nl."}},
		{"nl", []string{"Dat is voor u.", "Neem brood, melk enz. mee.", "Hij is 12.", "Zij is 9."}},
		{"nl", []string{"„Mag het?”", "(Ja.)", "“Nee.”", "Wat?!", "Goed…", "Klaar"}},
		{"nl", []string{"Het is d.w.z. bijna klaar (o.a. met hulp).", "In ’t kort: nee."}},
		{"en", []string{"Mrs. Jansen says no.", "She calls Dr. Smith at 9.15 a.m. on 3.5 days.", "E.g. Monday.", "Fine."}},
		{"tr", []string{"Dr. Ayşe 21. Kasım günü saat 14.30'da arar.", "Örn. pazartesi.", "Bu 2. görüşme.", "İyi mi?", "Şimdi o.", "Işık geldi."}},
		{"ar", []string{"هل تريد أن نتصل بك؟", "نعم، اتصل على 06-12345678؛ شكراً.", "د. فاطمة تأتي الساعة 14.30.", "تم!"}},
		{"ar", []string{"اسمي مريم.", "المبلغ 2.5 يورو.", "CJG Zuiderwijk يتصل بك.", "حسناً."}},
		{"pl", []string{"Np. w dniu 21. listopada o godz. 14.30.", "Mieszka przy ul. Długiej 5.", "Dr Anna dzwoni.", "Łódź jest daleko?", "Źle."}},
		{"pap", []string{"Sra. Maria ta yama.", "E ta bini na 14.30.", "Bo ke?", "Ñapa ta bon."}},
	} {
		if diff := cmp.Diff(tc.want, Sentences(tc.tag, strings.Join(tc.want, " "))); diff != "" {
			t.Errorf("%s: %s", tc.tag, diff)
		}
	}
	if diff := cmp.Diff([]string{"een", "twee. drie"}, Sentences("nl", "een\n\n twee. drie \n")); diff != "" {
		t.Error(diff)
	}
}

// Whatever is cut, nothing is lost and nothing is turned round.
func TestSentencesLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tag := rapid.SampledFrom([]string{"nl", "en", "tr", "ar", "pl", "pap", ""}).Draw(t, "tag")
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom([]string{
			".", "?!", "؟", "…", " ", "\n", "dhr", "J", "u", "14", "30", "(", "”", "Ja", "nee", "فاطمة", "د", "Kasım", "21", "\u0301", "\u00ff",
		})).Draw(t, "parts"), "")
		strip := func(s string) string {
			return strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) {
					return -1
				}
				return r
			}, s)
		}
		all := Sentences(tag, text)
		if strip(strings.Join(all, "")) != strip(text) {
			t.Fatalf("%q became %q", text, all)
		}
		for _, one := range all {
			if one == "" || one != strings.TrimSpace(one) || strings.Contains(one, "\n") {
				t.Fatalf("%q", one)
			}
		}
	})
}

// No sentence stands above the Dutch of another.
func TestPairs(t *testing.T) {
	got := Pairs("en", "One. Two.", "Eén. Twee.")
	if diff := cmp.Diff([]Pair{{"One.", "Eén."}, {"Two.", "Twee."}}, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Pair{{"One. Two.", "Eén, twee."}}, Pairs("en", "One. Two.", "Eén, twee.")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Pair{{Text: "Eén."}, {Text: "Twee."}}, Pairs("nl", "Eén. Twee.", "")); diff != "" {
		t.Error(diff)
	}
}
