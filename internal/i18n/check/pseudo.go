package check

import (
	"regexp"
	"strings"
	"unicode"
)

// placeholder is the one thing a text may have between braces.
var placeholder = regexp.MustCompile(`\{\{\.([A-Z][A-Za-z0-9]*)\}\}`)

// accents gives every letter a sign above or below it that one of the languages could have there, so that what is cut off at the top or
// the bottom of a line is seen. All of them stand in the program's own typeface.
var accents = map[rune]rune{
	'a': 'å', 'b': 'ƀ', 'c': 'ç', 'd': 'ð', 'e': 'é', 'f': 'ƒ', 'g': 'ğ', 'h': 'ĥ', 'i': 'î', 'j': 'ĵ', 'k': 'ķ', 'l': 'ł', 'm': 'ɱ',
	'n': 'ñ', 'o': 'ô', 'p': 'þ', 'q': 'ʠ', 'r': 'ŕ', 's': 'š', 't': 'ţ', 'u': 'ü', 'v': 'ṽ', 'w': 'ŵ', 'x': 'ẋ', 'y': 'ý', 'z': 'ž',
	'A': 'Å', 'B': 'Ɓ', 'C': 'Ç', 'D': 'Ð', 'E': 'É', 'F': 'Ƒ', 'G': 'Ğ', 'H': 'Ĥ', 'I': 'Î', 'J': 'Ĵ', 'K': 'Ķ', 'L': 'Ļ', 'M': 'Ṁ',
	'N': 'Ñ', 'O': 'Ö', 'P': 'Þ', 'Q': 'Ǫ', 'R': 'Ŕ', 'S': 'Š', 'T': 'Ţ', 'U': 'Û', 'V': 'Ṽ', 'W': 'Ŵ', 'X': 'Ẋ', 'Y': 'Ý', 'Z': 'Ž',
}

// lengthening is how much longer a text becomes, counted in its letters: the longest of the translations of a Dutch sentence are about
// so much longer, and short words more.
const lengthening = 0.4

// Pseudo gives the text of a message in the pseudo-language: readable for who reads the text itself, with a sign on every letter, about
// 40 % longer, and with a bracket at both ends, so that a cut is seen. Placeholders stay. What the program reads itself stays as it is;
// a piece of a date has no brackets, because it stands inside other texts and is one word; a domain term is not lengthened, because it is Dutch
// in every language.
func Pseudo(id, text string) string {
	switch {
	case id == Reviewed:
		return "no"
	case !strings.ContainsFunc(placeholder.ReplaceAllString(text, ""), unicode.IsLetter):
		return text
	case strings.HasPrefix(id, "date."):
		return strings.TrimRight(stretched(text, lengthening), "~")
	case strings.HasSuffix(id, ".term"):
		return "[" + stretched(text, 0) + "]"
	}
	return "[" + stretched(text, lengthening) + "]"
}

// stretched puts a sign on every letter outside the placeholders and doubles vowels until the text is longer by the given part.
func stretched(text string, by float64) string {
	var b strings.Builder
	owed := 0.0
	for text != "" {
		words := text
		hole := placeholder.FindStringIndex(text)
		if hole != nil {
			words = text[:hole[0]]
		}
		owed = stretch(&b, words, by, owed)
		if hole == nil {
			break
		}
		b.WriteString(text[hole[0]:hole[1]])
		text = text[hole[1]:]
	}
	for ; owed >= 0.5; owed-- {
		b.WriteByte('~')
	}
	return b.String()
}

// stretch writes words without placeholders; owed is the number of letters that the text before them should have been longer.
func stretch(b *strings.Builder, words string, by, owed float64) float64 {
	for _, r := range words {
		sign, known := accents[r]
		if !known {
			sign = r
		}
		b.WriteRune(sign)
		if unicode.IsLetter(r) {
			owed += by
		}
		for ; owed >= 0.5 && strings.ContainsRune("aeiouyAEIOUY", r); owed-- {
			b.WriteRune(accents[unicode.ToLower(r)])
		}
	}
	return owed
}
