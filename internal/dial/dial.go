// Package dial shows phone numbers the way people in the Netherlands dial them: 06-12 34 56 78, 010-123 45 67, and foreign ones as
// +90 532 123 45 67. It changes nothing in what is kept, and checks nothing: a number that it does not know stays as it was typed.
//
// It is a small table of its own. The libraries with the numbering plans of all countries add megabytes to the program for what nobody
// asks here: whether a number exists.
package dial

import (
	"slices"
	"strings"
)

// Show is a number as it is dialled from the Netherlands. A text that holds more than a number, or one that fits no plan, is returned as
// it is.
func Show(text string) string {
	text = strings.TrimSpace(text)
	digits, foreign, ok := read(text)
	switch {
	case !ok:
		return text
	case foreign && strings.HasPrefix(digits, "31") && len(digits) > 9:
		digits = "0" + strings.TrimPrefix(digits[2:], "0") // +31 (0)6
	case foreign:
		return abroad(digits, text)
	}
	if shown, known := home(digits); known {
		return shown
	}
	return text
}

// Tel is the number for a telephone: a plus and digits, or digits alone. Empty when the text is no number.
func Tel(text string) string {
	digits, foreign, ok := read(strings.TrimSpace(text))
	switch {
	case !ok:
		return ""
	case foreign:
		return "+" + digits
	}
	return digits
}

// read takes the digits out of a text that is nothing but a number; foreign when it begins with + or 00. Digits of Arabic and Persian
// count too.
func read(text string) (digits string, foreign, ok bool) {
	var b strings.Builder
	for i, r := range text {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= '٠' && r <= '٩':
			b.WriteRune('0' + r - '٠')
		case r >= '۰' && r <= '۹':
			b.WriteRune('0' + r - '۰')
		case r == '+' && i == 0:
			foreign = true
		case strings.ContainsRune(" -./()\u00a0\u2011\u2013", r):
		default:
			return "", false, false
		}
	}
	digits = b.String()
	if rest, is := strings.CutPrefix(digits, "00"); is && !foreign {
		digits, foreign = rest, true
	}
	return digits, foreign, len(digits) >= 3
}

// short lists the area codes of three digits, and other beginnings after which seven digits follow.
func short() []string {
	return strings.Fields(`010 013 014 015 020 023 024 026 030 033 035 036 038 040 043 045 046 050 053 055 058 070 071 072 073 074 075 076 077 078 079
		084 085 087 088 091`)
}

// home groups a number of the Netherlands.
func home(digits string) (string, bool) {
	switch {
	case len(digits) == 3 && digits == "112", len(digits) == 4 && digits[0] == '0':
		return digits, true
	case strings.HasPrefix(digits, "0800"), strings.HasPrefix(digits, "0900"), strings.HasPrefix(digits, "0906"), strings.HasPrefix(digits, "0909"):
		return digits[:4] + "-" + digits[4:], len(digits) == 8 || len(digits) == 11
	case len(digits) != 10 || digits[0] != '0' || digits[1] == '0':
		return "", false
	case strings.HasPrefix(digits, "06"):
		return "06-" + groups(digits[2:], 2, 2, 2, 2), true
	case slices.Contains(short(), digits[:3]):
		return digits[:3] + "-" + groups(digits[3:], 3, 2, 2), true
	}
	return digits[:4] + "-" + groups(digits[4:], 2, 2, 2), true
}

// plan is how the numbers of a country are written: its code, and the groups behind it.
type plan struct {
	code   string
	groups []int
}

// plans lists countries whose numbers people here often write down, a mobile number first.
func plans() []plan {
	return []plan{
		{"32", []int{3, 2, 2, 2}}, {"33", []int{1, 2, 2, 2, 2}}, {"34", []int{3, 3, 3}}, {"44", []int{4, 6}}, {"48", []int{3, 3, 3}}, {"90", []int{3, 3, 2, 2}},
		{"212", []int{1, 2, 2, 2, 2}}, {"251", []int{2, 3, 4}}, {"252", []int{2, 3, 4}}, {"291", []int{1, 3, 3}}, {"359", []int{2, 3, 4}},
		{"380", []int{2, 3, 2, 2}}, {"40", []int{3, 3, 3}}, {"599", []int{1, 3, 4}}, {"297", []int{3, 4}}, {"597", []int{3, 4}}, {"963", []int{3, 3, 3}},
		{"964", []int{3, 3, 4}}, {"98", []int{3, 3, 4}}, {"93", []int{2, 3, 4}},
	}
}

// abroad groups a number of another country.
func abroad(digits, text string) string {
	if len(digits) < 7 || len(digits) > 15 {
		return text
	}
	for _, p := range plans() {
		if rest, is := strings.CutPrefix(digits, p.code); is && len(rest) == sum(p.groups) {
			return "+" + p.code + " " + groups(rest, p.groups...)
		}
	}
	code := codeOf(digits)
	var sizes []int
	for left := len(digits) - len(code); left > 0; left -= 3 {
		if left == 4 { // never one digit alone
			sizes = append(sizes, 2, 2)
			break
		}
		sizes = append(sizes, min(3, left))
	}
	return "+" + code + " " + groups(digits[len(code):], sizes...)
}

// codeOf is the code of the country: one digit for 1 and 7, two for those of this list, else three.
func codeOf(digits string) string {
	two := strings.Fields("20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98")
	switch {
	case digits[0] == '1' || digits[0] == '7':
		return digits[:1]
	case slices.Contains(two, digits[:2]):
		return digits[:2]
	}
	return digits[:3]
}

func sum(all []int) (n int) {
	for _, one := range all {
		n += one
	}
	return n
}

func groups(digits string, sizes ...int) string {
	var parts []string
	for _, n := range sizes {
		n = min(n, len(digits))
		parts, digits = append(parts, digits[:n]), digits[n:]
	}
	if digits != "" {
		parts = append(parts, digits)
	}
	return strings.Join(parts, " ")
}
