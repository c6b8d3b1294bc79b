package i18n

import "unicode"

// Capital is a text with a capital first letter, as the language writes it.
func (p *Printer) Capital(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	if p.Tag() == "tr" {
		r[0] = unicode.TurkishCase.ToUpper(r[0])
	} else {
		r[0] = unicode.ToUpper(r[0])
	}
	return string(r)
}
