package i18n

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters maps what Unicode does not take apart, and letters that are one and the same to somebody who searches. Turkish dotless ı and
// dotted İ both become i, in every language: the person who searches may have no Turkish keyboard, and the key must not change
// when the language of the screen does. Arabic: alef wasla, alef maqsura, ta marbuta, and the Persian yeh and kaf.
var letters = map[rune]string{
	'ı': "i", 'ł': "l", 'ø': "o", 'đ': "d", 'ð': "d", 'ħ': "h", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'þ': "th",
	'ٱ': "ا", 'ى': "ي", 'ة': "ه", 'ی': "ي", 'ک': "ك", 'ـ': "",
	'\'': "", '’': "", '‘': "", 'ʼ': "", '`': "", '´': "", 'ʿ': "", 'ʾ': "",
}

// Fold is the form of a text in which search compares: lower case, without diacritics and Arabic vowel signs, one form of
// the Arabic letters that are often exchanged (أ إ آ ا, ى ي, ة ه), Latin digits, apostrophes left out, any other sign a single
// space. It is the same in every language. It does not forgive spelling.
func Fold(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range norm.NFKD.String(s) {
		r = unicode.ToLower(r)
		if mark(r) {
			continue
		}
		if r >= utf8.RuneSelf || r == '\'' || r == '`' {
			if part, special := letters[r]; special {
				if gap && part != "" {
					b.WriteByte(' ')
					gap = false
				}
				b.WriteString(part)
				continue
			}
		}
		if r = plain(r); r == ' ' {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// foldASCII is Fold for a text of ASCII letters, which most are; it tells whether the text was one.
func foldASCII(s string) (string, bool) {
	b := make([]byte, 0, len(s))
	gap := false
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 0x80:
			return "", false
		case c == '\'' || c == '`':
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		default:
			gap = len(b) > 0
			continue
		}
		if gap {
			b = append(b, ' ')
			gap = false
		}
		b = append(b, c)
	}
	return string(b), true
}

// mark reports whether the rune is a diacritic that search ignores, or a sign that only steers writing. Marks of other scripts
// are vowels there and stay.
func mark(r rune) bool {
	switch {
	case r >= 0x0300 && r <= 0x036F, r >= 0x1AB0 && r <= 0x1AFF: // combining, Latin and Cyrillic
		return true
	case r >= 0x0610 && r <= 0x061A, r >= 0x064B && r <= 0x065F, r == 0x0670, r >= 0x06D6 && r <= 0x06ED && unicode.Is(unicode.Mn, r):
		return true // tashkeel and Quranic signs
	}
	return unicode.Is(unicode.Cf, r)
}

// plain is a letter as it is, a digit as a Latin one, and a space for any other sign.
func plain(r rune) rune {
	if value, ok := digit(r); ok {
		return '0' + value
	}
	if unicode.IsLetter(r) || unicode.IsMark(r) {
		return r
	}
	return ' '
}
