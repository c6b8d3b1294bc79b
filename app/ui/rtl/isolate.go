package rtl

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// codePattern finds what is read from left to right whatever stands around it: phone numbers,
// e-mail and web addresses, postcodes, and dates, times and numbers like H-0042.
var codePattern = regexp.MustCompile(
	`(?:\+|\b0)[0-9](?:[ ()./-]{0,2}[0-9]){6,}` +
		`|[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9.-]*[A-Za-z0-9]` +
		`|(?:https?://|www\.)[!-~]*[A-Za-z0-9/]` +
		`|\b[0-9]{4} ?[A-Z]{2}\b` +
		`|[A-Za-z\p{Nd}]+(?:[-./:_][A-Za-z\p{Nd}]+)+`)

// isolated finds the codes of a paragraph, in order. The marks of other people's isolates inside
// a code do not occur: none of the patterns has them.
func isolated(text []rune) []stretch {
	s := string(text)
	if !strings.ContainsFunc(s, func(r rune) bool { return r == '@' || r == '/' || unicode.IsDigit(r) || r == '.' }) {
		return nil
	}
	var out []stretch
	bytes, runes := 0, 0
	for _, m := range codePattern.FindAllStringIndex(s, -1) {
		if !strings.ContainsFunc(s[m[0]:m[1]], func(r rune) bool { return unicode.IsDigit(r) || r == '@' || r == '/' }) {
			continue
		}
		runes += utf8.RuneCountInString(s[bytes:m[0]])
		start := runes
		runes += utf8.RuneCountInString(s[m[0]:m[1]])
		bytes = m[1]
		out = append(out, stretch{start: start, end: runes})
	}
	return out
}
