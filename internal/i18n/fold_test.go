package i18n_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"schakel/internal/i18n"
)

func TestFold(t *testing.T) {
	tests := []struct{ in, want string }{
		{"IŞIK", "isik"},
		{"ışık", "isik"},
		{"İbrahim", "ibrahim"},
		{"Çağla Öztürk", "cagla ozturk"},
		{"Łukasz Żółć", "lukasz zolc"},
		{"Ĳsbrand", "ijsbrand"},
		{"El-Amrani", "el amrani"},
		{"  van 't   Hoff ", "van t hoff"},
		{"أحمد", "احمد"},
		{"إبراهيم", "ابراهيم"},
		{"فَاطِمَة", "فاطمه"},
		{"موسى", "موسي"},
		{"٢١-١١", "21 11"},
		{"Großmann", "grossmann"},
		{"H-0042", "h 0042"},
		{"", ""},
	}
	for _, test := range tests {
		if got := i18n.Fold(test.in); got != test.want {
			t.Errorf("Fold(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestFoldTwiceIsFoldOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := i18n.Fold(rapid.String().Draw(t, "text"))
		if twice := i18n.Fold(once); twice != once {
			t.Fatalf("%q, folded again %q", once, twice)
		}
	})
}

// Whatever is typed in capitals or small letters, by the rules of Turkish or of the other languages, finds the same: both forms of i, in
// every language of the screen.
func TestFoldingDoesNotMindHowCapitalsAreMade(t *testing.T) {
	for _, row := range [][]string{{"ılgın", "ILGIN", "Ilgın", "Ilgin", "ilgin", "İLGİN"}, {"istanbul", "İSTANBUL", "ISTANBUL", "İstanbul", "ıstanbul"}, {"DİYARBAKIR", "Diyarbakır", "diyarbakir"}} {
		for _, form := range row[1:] {
			if i18n.Fold(form) != i18n.Fold(row[0]) {
				t.Errorf("%q is not %q", form, row[0])
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`[a-zçğıöşüA-ZÇĞİÖŞÜ ]{0,20}`).Draw(t, "text")
		want := i18n.Fold(s)
		for _, form := range []string{
			strings.ToUpper(s), strings.ToLower(s), strings.ToUpperSpecial(unicode.TurkishCase, s), strings.ToLowerSpecial(unicode.TurkishCase, s),
		} {
			if got := i18n.Fold(form); got != want {
				t.Fatalf("%q is %q, and %q is %q", s, want, form, got)
			}
		}
	})
}
