package i18n

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/number"
)

// numbersOf is the language whose numbers are written. Papiamentu writes them as Dutch does, where x/text prints 1,234.5; Arabic
// is asked for Latin digits, the ones on every Dutch letter and phone.
func numbersOf(t language.Tag) language.Tag {
	base, _ := t.Base()
	switch base.String() {
	case "pap":
		return language.Dutch
	case "ar", "fa":
		return language.Make(base.String() + "-u-nu-latn")
	}
	return t
}

// withoutMarks removes the direction marks that x/text puts around signs in Arabic: ordering is the work of the screen.
func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\u200e', '\u200f', '\u061c':
			return -1
		}
		return r
	}, s)
}

// Number writes a whole number: 1.234 in Dutch.
func (p *Printer) Number(n int) string {
	return withoutMarks(p.numbers.Sprint(number.Decimal(n)))
}

// Decimal writes a number with at most the given digits after the point: 1,5 in Dutch, and 2 for 2.0.
func (p *Printer) Decimal(f float64, digits int) string {
	return withoutMarks(p.numbers.Sprint(number.Decimal(f, number.MaxFractionDigits(digits))))
}

// Percent writes a ratio as a percentage with exactly the given digits, so that figures below each other line up:
// 53/72 with one digit is 73,6% in Dutch and 73.6% in English.
func (p *Printer) Percent(ratio float64, digits int) string {
	return withoutMarks(p.numbers.Sprint(number.Percent(ratio, number.Scale(digits))))
}
