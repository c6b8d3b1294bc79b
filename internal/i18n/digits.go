package i18n

import (
	"strconv"
	"strings"
	"unicode"
)

// Digits writes the digits of every script as Latin ones, and leaves everything else: ٠٦-١٢ is 06-12. An Arabic or Persian keyboard types
// its own digits, and a number must not be refused or kept in a form that nobody else can dial for that.
func Digits(s string) string {
	return strings.Map(func(r rune) rune {
		if value, ok := digit(r); ok {
			return '0' + value
		}
		return r
	}, s)
}

// digit is the value of a digit of any script. Unicode keeps the digits of a script together, from zero up.
func digit(r rune) (rune, bool) {
	if r < 0x80 {
		return r - '0', '0' <= r && r <= '9'
	}
	if !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	for _, row := range unicode.Nd.R16 {
		if lo := rune(row.Lo); lo <= r && r <= rune(row.Hi) {
			return (r - lo) % 10, true
		}
	}
	for _, row := range unicode.Nd.R32 {
		if lo := rune(row.Lo); lo <= r && r <= rune(row.Hi) {
			return (r - lo) % 10, true
		}
	}
	return 0, false
}

// figures is a number as it was typed, in Latin digits, without spaces around it, and with a comma or a point where Arabic has a sign of its
// own.
func figures(text string) string {
	return strings.TrimSpace(strings.NewReplacer("٫", ",", "٬", ".", "،", ",").Replace(Digits(text)))
}

// ParseCount reads a whole number, zero or more, as people type it in any digits. ok is false for what is none, also for an empty text.
func ParseCount(text string) (n int, ok bool) {
	n, err := strconv.Atoi(figures(text))
	return n, err == nil && n >= 0
}
