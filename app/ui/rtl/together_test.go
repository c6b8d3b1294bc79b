package rtl

import (
	"strings"
	"testing"
)

// An amount, a date and a number with its word stay on one line as long as they fit on one; a line that is too narrow parts them at the blank
// and not inside a word.
func TestANumberStaysWithItsWord(t *testing.T) {
	newApp(t)
	for _, whole := range []string{"€ 2.100,00", "24 november", "16.05 uur", "3 dagen", "12\u00a0345", "73,6 %"} {
		before, after := "voor", "daarna"
		if strings.ContainsAny(whole, "€") {
			before = "van"
		}
		p := setOne(before+" "+whole+" "+after, LTR)
		for width := p.measure(0, len(p.text)) + 10; width > setOne(whole, LTR).measure(0, len([]rune(whole)))+1; width -= 3 {
			lines, _ := p.wrap(width, 0)
			found := false
			for _, l := range lines {
				found = found || strings.Contains(string(p.text[l.start:l.end]), whole)
			}
			if !found {
				t.Errorf("%q parts at a width of %v", whole, width)
			}
		}
	}
	p := setOne("24 november", LTR)
	lines, _ := p.wrap(setOne("november", LTR).measure(0, 8)+1, 0)
	if len(lines) != 2 || strings.TrimSpace(string(p.text[lines[0].start:lines[0].end])) != "24" {
		t.Errorf("too narrow for both gives %d lines", len(lines))
	}
}
