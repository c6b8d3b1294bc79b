package book_test

import (
	"slices"
	"testing"
)

// Both forms of the Turkish i find everybody, on any keyboard and whatever the language of the screen: the search does not know it, so that
// another language needs no new start. Who types ı or İ gets those names first that have them.
func TestASearchKnowsBothFormsOfI(t *testing.T) {
	b := withRecovery(t)
	known(t, b, "İlgin//Kaya", "Ilgın//Demir", "ISPARTALI//Ali", "İstanbullu//Veli", "Yiğit//Koç")
	for _, query := range []string{"ılgın", "ILGIN", "ilgin", "İLGİN", "Ilgın", "ilgın"} {
		got := titles(t, b, query)
		if !slices.Contains(got, "Ilgın Demir") || !slices.Contains(got, "İlgin Kaya") {
			t.Errorf("%q finds %q", query, got)
		}
	}
	for query, want := range map[string]string{
		"ılgın": "Ilgın Demir", "ILGıN": "Ilgın Demir", "İLGİN": "İlgin Kaya", "ıspartalı": "ISPARTALI Ali", "ispartali": "ISPARTALI Ali", "istanbullu": "İstanbullu Veli", "İSTANBULLU": "İstanbullu Veli",
		"ISTANBULLU": "İstanbullu Veli", "YİĞİT": "Yiğit Koç", "yigit": "Yiğit Koç", "YIGIT": "Yiğit Koç",
	} {
		if got := titles(t, b, query); len(got) == 0 || got[0] != want {
			t.Errorf("%q finds %q, want %q first", query, got, want)
		}
	}
}
