package i18n_test

import (
	"testing"

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
