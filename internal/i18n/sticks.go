package i18n

import "unicode"

// longestFigure is the most signs of a number that keeps the word behind it: a telephone number does not.
const longestFigure = 6

// Sticks reports whether no line should end at the blank text[at], because what stands before it and behind it is read as one thing: a blank that
// Unicode says is none to break at, € and its amount, a number and % or the word that it counts (3 dagen, 24 november, 16.05 uur). What is kept,
// exported and copied has plain spaces: this is for drawing alone. It is false for what is no blank.
func Sticks(text []rune, at int) bool {
	if at <= 0 || at+1 >= len(text) {
		return false
	}
	switch text[at] {
	case '\u00a0', '\u202f', '\u2007':
		return true
	case ' ':
	default:
		return false
	}
	next := text[at+1]
	if text[at-1] == '€' {
		return unicode.IsDigit(next)
	}
	return (next == '%' || next == '€' || unicode.IsLetter(next)) && figureBefore(text, at)
}

// figureBefore reports whether a short number, by itself, ends before at.
func figureBefore(text []rune, at int) bool {
	from := at
	for from > 0 && (unicode.IsDigit(text[from-1]) || from < at && (text[from-1] == '.' || text[from-1] == ',' || text[from-1] == ':')) {
		from--
	}
	if from == at || at-from > longestFigure {
		return false
	}
	return from == 0 || unicode.IsSpace(text[from-1]) || text[from-1] == '('
}
