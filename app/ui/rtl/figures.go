package rtl

import "schakel/internal/i18n"

// figures is what was typed or pasted as the entry takes it. A field that is read from left to right holds a telephone number, an address or a
// code: the digits of an Arabic keyboard become those that a telephone and a Dutch letter have. Everywhere else what is typed stays.
func (e *Entry) figures(s string) string {
	if e.opts.Base != LeftToRight {
		return s
	}
	return i18n.Digits(s)
}
