package people

import (
	"slices"
	"testing"

	"schakel/internal/i18n"
)

// The list of a Dutch telephone book, in every language of the screen: a tussenvoegsel does not count, and comes after the surname and the
// first name.
func TestSurnamesInTheDutchOrder(t *testing.T) {
	want := []string{
		"Jan van der Aa", "Yusuf Ben Ali", "Fatima el Amrani", "Mohammed El Amrani", "Anna van den Berg", "Piet van den Berg", "Karim Bouzidi", "Els ’t Hart", "Jan 't Hooft",
		"Ans de Jong", "Ciska van der Kolk", "Anna de Vries", "Bob de Vries", "Bob van de Vries", "Wim Vries",
	}
	for _, tag := range []string{"nl", "en", "pap"} {
		p, err := i18n.New(tag)
		if err != nil {
			t.Fatal(err)
		}
		got := slices.Clone(want)
		slices.Reverse(got)
		slices.SortStableFunc(got, func(a, b string) int { return p.Compare(sortKey(a), sortKey(b)) })
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n%q\nwant\n%q", tag, got, want)
		}
	}
}
