package i18n

import "golang.org/x/text/number"

// Fixed writes a number with exactly the given digits after the point, so that sums below each other line up: 11,20 in Dutch.
func (p *Printer) Fixed(f float64, digits int) string {
	return withoutMarks(p.numbers.Sprint(number.Decimal(f, number.Scale(digits))))
}

// Euro writes an amount of euro cents: "€ 1.234,50" in Dutch.
func (p *Printer) Euro(cents int) string { return "€ " + p.Fixed(float64(cents)/100, 2) }
