package meetings

import (
	"fmt"
	"strconv"
	"strings"

	"schakel/internal/i18n"
)

// cents reads an amount of euros: 12, 3,50, € 4.25. Nothing is zero.
func cents(text string) (int, bool) {
	return i18n.ParseEuroUpTo(text, 100_000)
}

// money is an amount as it is typed: 12, or 3,50 with the language's own comma.
func money(p *i18n.Printer) func(int) string {
	comma := strings.Trim(p.Decimal(0.5, 1), "05")
	return func(cents int) string {
		if cents%100 == 0 {
			return strconv.Itoa(cents / 100)
		}
		return fmt.Sprintf("%d%s%02d", cents/100, comma, cents%100)
	}
}
