package rtl

import (
	"unicode"
)

// CutMiddle gives a text of one line that fits a width: what is too long loses its middle to an ellipsis, so that how it begins and how
// it ends, as a file does with its kind, can both be read.
func CutMiddle(s string, style Style, width float32) string {
	runes := []rune(s)
	wide := func(text string) float32 {
		return NewText(LTR, text, Style{Size: style.Size, Bold: style.Bold, Base: style.Base}).set(0).width
	}
	if width <= 0 || wide(s) <= width+slack {
		return s
	}
	fits, most := 0, len(runes)-1
	for fits < most {
		n := (fits + most + 1) / 2
		if wide(without(runes, n)) <= width+slack {
			fits = n
		} else {
			most = n - 1
		}
	}
	return without(runes, fits)
}

// without keeps n runes of a text, rather more of its beginning; a mark stays with its letter.
func without(runes []rune, n int) string {
	from, to := (n+1)/2, len(runes)-n/2
	for to < len(runes) && unicode.Is(unicode.M, runes[to]) {
		to++
	}
	for from > 0 && from < len(runes) && unicode.Is(unicode.M, runes[from]) {
		from--
	}
	return string(runes[:from]) + "…" + string(runes[to:])
}
