package rtl

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// codedSlowly shows the whole text to the pattern.
func codedSlowly(text []rune) []stretch {
	s := string(text)
	var out []stretch
	for _, m := range codePattern.FindAllStringIndex(s, -1) {
		if !strings.ContainsFunc(s[m[0]:m[1]], marksCode) {
			continue
		}
		c := stretch{
			start: withWordsBefore(text, utf8.RuneCountInString(s[:m[0]])),
			end:   withWordsAfter(text, utf8.RuneCountInString(s[:m[1]])),
		}
		if n := len(out); n > 0 && c.start <= out[n-1].end {
			out[n-1].end = max(out[n-1].end, c.end)
			continue
		}
		out = append(out, c)
	}
	return out
}

// TestCodesAreFoundInPartsAsInTheWhole: skipping the words that can be no part of a code skips no code.
func TestCodesAreFoundInPartsAsInTheWhole(t *testing.T) {
	words := []string{
		"2515", "AB", "Den", "Haag", "€", "12", "12,50", "%", "73.6%", "+31", "06", "(0)", "-12", "34.", "/", "hulp@schakel.nl", "www.schakel.nl/a",
		"http://x", "H-0042:", "21-11-2026.", "فاطمة", "شارع2", "٣٤", "a·b", "·", "(", "é", "@", "...", "0", "",
	}
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for _, w := range rapid.SliceOfN(rapid.SampledFrom(words), 0, 12).Draw(t, "words") {
			b.WriteString(w)
			b.WriteString(rapid.SampledFrom([]string{" ", " ", " ", "  ", "", "\u00a0"}).Draw(t, "between"))
		}
		text := []rune(b.String())
		if diff := cmp.Diff(codedSlowly(text), coded(text), cmp.AllowUnexported(stretch{})); diff != "" {
			t.Fatalf("%q: %s", b.String(), diff)
		}
	})
}
