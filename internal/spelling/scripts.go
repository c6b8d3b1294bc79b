package spelling

import (
	"strings"
)

// letterArabic is the sound of each letter that is a consonant and nothing else, also those of Persian and Kurdish.
var letterArabic = map[rune]string{
	'ب': "B", 'پ': "P", 'ت': "T", 'ث': "T", 'ج': "J", 'چ': "C", 'ح': "H", 'خ': "H", 'د': "D", 'ذ': "D", 'ر': "R", 'ز': "Z", 'ژ': "Z",
	'س': "S", 'ش': "S", 'ص': "S", 'ض': "D", 'ط': "T", 'ظ': "Z", 'غ': "G", 'ف': "F", 'ڤ': "W", 'ق': "K", 'ك': "K", 'ک': "K", 'گ': "G", 'ل': "L", 'م': "M",
	'ن': "N", 'ه': "H", 'ھ': "H", 'ڭ': "G",
}

// arabic gives the keys of a word in Arabic letters; with the article before it also that of the rest.
func arabic(word string) []string {
	letters := make([]rune, 0, len(word))
	for _, r := range word {
		switch r {
		case 'أ', 'إ', 'آ', 'ٱ':
			r = 'ا'
		case 'ئ', 'ی':
			r = 'ي'
		case 'ؤ':
			r = 'و'
		}
		if _, known := letterArabic[r]; known || strings.ContainsRune("اويةعى", r) {
			letters = append(letters, r)
		}
	}
	text := strings.ReplaceAll(strings.ReplaceAll(string(letters), "الله", "لا"), "عبدال", "عبدل")
	var keys []string
	for _, form := range []string{text, strings.TrimPrefix(text, "ال")} {
		for _, th := range []string{"ت", "س"} { // ثريا is Soraya
			keys = with(with(keys, heardArabic([]rune(strings.ReplaceAll(form, "ث", th)), false)), heardArabic([]rune(strings.ReplaceAll(form, "ث", th)), true))
		}
	}
	return keys
}

// hearing is a key of Arabic letters that is being made.
type hearing struct {
	key     []byte
	between byte // the vowel since the last consonant
}

func (h *hearing) say(c string) {
	if len(h.key) > 0 || h.between != silent {
		h.key = append(h.key, h.between)
	}
	h.key, h.between = append(h.key, c...), silent
}

func (h *hearing) written(v byte) {
	if h.between != silent {
		v = anyone
	}
	h.between = v
}

// heardArabic is the key of letters: a short vowel is not written, a waw or yeh is a vowel unless another vowel follows. With firm a yeh in
// the middle is a consonant all the same, as in مريم.
func heardArabic(letters []rune, firm bool) string {
	h := hearing{between: silent}
	for i, r := range letters {
		end := i == len(letters)-1
		vowelNext := !end && strings.ContainsRune("اويةى", letters[i+1])
		switch {
		case strings.ContainsRune("وي", r):
			h.weak(r, i == 0 || vowelNext, firm && !end)
		case r == 'ه' && end && i > 1 && h.between == silent:
			h.written('a') // often typed for a ta marbuta
		case letterArabic[r] != "":
			h.say(letterArabic[r])
		default:
			h.vowel(r, i == 0)
		}
	}
	if h.between != silent {
		h.key = append(h.key, h.between)
	}
	return string(h.key)
}

// weak hears a waw or a yeh.
func (h *hearing) weak(r rune, consonant, firm bool) {
	switch {
	case r == 'و' && consonant:
		h.say("W")
	case r == 'و':
		h.written('u')
	case consonant || firm && h.between == silent:
		h.say("Y")
	default:
		h.written('i')
	}
}

// vowel hears what is never a consonant: an alef, a ta marbuta, an alef maqsura (often typed for a yeh too), an ayn.
func (h *hearing) vowel(r rune, first bool) {
	switch {
	case first, r == 'ع', r == 'ى':
		h.between = anyone
	default:
		h.written('a')
	}
}

var letterCyrillic = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'ґ': "g", 'д': "d", 'е': "e", 'є': "ye", 'ж': "zh", 'з': "z", 'и': "i", 'і': "i", 'ї': "yi", 'й': "y", 'к': "k",
	'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "tch", 'ш': "sh",
	'щ': "sh", 'ъ': "a", 'ы': "i", 'э': "e", 'ё': "yo", 'ю': "yu", 'я': "ya",
}

// cyrillic writes a word in Latin letters, twice when it holds a г: an h in Ukrainian, a g elsewhere.
func cyrillic(word string) []string {
	write := func(g string) string {
		var b strings.Builder
		for _, r := range word {
			if r == 'г' {
				b.WriteString(g)
			}
			b.WriteString(letterCyrillic[r])
		}
		return b.String()
	}
	if strings.ContainsRune(word, 'г') {
		return []string{write("h"), write("g")}
	}
	return []string{write("")}
}

// ethiopic writes a word in Latin letters: every sign is a consonant and a vowel, eight to a row.
func ethiopic(word string) string {
	rows := strings.Fields("h l h m s r s sh k k kh kh b v t tch h h n n . k k kh kh w . z zh y d d j g g g t tch p ts ts f p")
	vowels := []string{"e", "u", "i", "a", "e", "", "o", "wa"}
	var b strings.Builder
	for _, r := range word {
		at := int(r) - 0x1200
		if at < 0 || at/8 >= len(rows) {
			continue
		}
		if row := rows[at/8]; row != "." {
			b.WriteString(row)
			b.WriteString(vowels[at%8])
		} else if at%8 == 0 {
			b.WriteString("a")
		} else {
			b.WriteString(vowels[at%8])
		}
	}
	return b.String()
}
