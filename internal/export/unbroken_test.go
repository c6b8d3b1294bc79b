package export

import "testing"

// On paper as on the screen an amount, a date and a number with its word are one piece; only a line that is too narrow parts them.
func TestWhatPaperDoesNotPart(t *testing.T) {
	for text, want := range map[string]int{"€ 2.100,00 per jaar": 10, "24 november 2026": 11, "12\u00a0345, x": 7, "12\u202f345, x": 7, "3 dagen": 7, "een twee": 3, "2026 2027": 4} {
		runes := []rune(text)
		wide := make([]float64, len(runes))
		for i := range wide {
			wide[i] = 1
		}
		if end, width := unbroken(runes, wide, 0, true); end != want || width != float64(want) {
			t.Errorf("%q is whole up to %d, want %d", text, end, want)
		}
		if end, _ := unbroken(runes, wide, 0, false); end > want {
			t.Errorf("%q parts at %d at the latest, not at %d", text, want, end)
		}
	}
}
