package i18n_test

import (
	"strings"
	"testing"

	"schakel/internal/i18n"
)

// Where | stands a line may end, where _ stands it should not.
func TestWhatShouldNotPart(t *testing.T) {
	for _, marked := range []string{
		"€_2.100,00|per|jaar", "over|3_dagen", "24_november|2026", "om|16.05_uur", "73,6_%|van|12_gezinnen", "(2_keer)", "in|2026_is", "bel|06-12345678|morgen", "0612345678|morgen", "H-0042|is",
		"منذ|3_أيام", "12|345", "een|boek|en|twee", "€|is|geld", "a1|b",
	} {
		text := []rune(strings.NewReplacer("|", " ", "_", " ").Replace(marked))
		for i, r := range []rune(marked) {
			if got := i18n.Sticks(text, i); got != (r == '_') {
				t.Errorf("%q at %d: %v", marked, i, got)
			}
		}
	}
	for _, blank := range []rune{'\u00a0', '\u202f'} {
		if !i18n.Sticks([]rune{'1', blank, '2'}, 1) {
			t.Errorf("%U parts", blank)
		}
	}
	for _, at := range []int{-1, 0, 4, 9} {
		if i18n.Sticks([]rune(" a b "), at) {
			t.Errorf("sticks at %d", at)
		}
	}
}
