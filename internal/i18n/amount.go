package i18n

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/number"
)

// Fixed writes a number with exactly the given digits after the point, so that sums below each other line up: 11,20 in Dutch.
func (p *Printer) Fixed(f float64, digits int) string {
	return withoutMarks(p.numbers.Sprint(number.Decimal(f, number.Scale(digits))))
}

// Euro writes an amount of euro cents: "€ 1.234,50" in Dutch.
func (p *Printer) Euro(cents int) string { return "€ " + p.Fixed(float64(cents)/100, 2) }

// ParseEuro reads an amount of euros as people type it, in any digits: 12, 3,50, € 4.25, 1.234,50. It gives euro cents; an empty text is nothing. ok is false
// for what is no amount, is negative, or is more than ten thousand euros.
func ParseEuro(text string) (cents int, ok bool) { return ParseEuroUpTo(text, 10_000) }

// ParseEuroUpTo is ParseEuro with the most euros that it takes.
func ParseEuroUpTo(text string, most float64) (cents int, ok bool) {
	text = strings.NewReplacer("€", "", " ", "", "\u00a0", "", "\u202f", "").Replace(figures(text))
	if text == "" {
		return 0, true
	}
	if at := strings.LastIndexAny(text, ".,"); at >= 0 {
		whole, part := strings.NewReplacer(".", "", ",", "").Replace(text[:at]), text[at+1:]
		if len(part) == 3 && len(text) > 4 && whole != "" {
			whole, part = whole+part, "" // 1.234 is a thousand
		}
		text = whole + "." + part
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(f) || f < 0 || f > most {
		return 0, false
	}
	return int(math.Round(f * 100)), true
}
