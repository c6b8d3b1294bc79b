package speech

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Pair is one sentence with the same in Dutch, "" when it is Dutch already.
type Pair struct{ Text, Dutch string }

// Pairs cuts a text in sentences with the Dutch of each beside it. Where the two have another number of sentences they stay whole, so that no
// sentence ever stands above the Dutch of another.
func Pairs(tag, text, dutch string) []Pair {
	own, same := Sentences(tag, text), Sentences("nl", dutch)
	if dutch != "" && len(own) != len(same) {
		return []Pair{{Text: strings.TrimSpace(text), Dutch: strings.TrimSpace(dutch)}}
	}
	all := make([]Pair, len(own))
	for i := range own {
		all[i].Text = own[i]
		if dutch != "" {
			all[i].Dutch = same[i]
		}
	}
	return all
}

// Sentences cuts a text where a sentence of a language ends. Nothing of it is lost but the room between sentences. What is doubtful is not
// cut: a long sentence reads better than half a one.
func Sentences(tag, text string) []string {
	var all []string
	for line := range strings.Lines(text) {
		start := 0
		for i, r := range line {
			if i < start || !strings.ContainsRune(".!?…؟۔", r) {
				continue
			}
			end := i + utf8.RuneLen(r)
			end += len(line[end:]) - len(strings.TrimLeftFunc(line[end:], closes))
			if ends(tag, line[start:i], r, line[end:]) {
				all = append(all, strings.TrimSpace(line[start:end]))
				start = end
			}
		}
		all = append(all, strings.TrimSpace(line[start:]))
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// closes reports whether a sign still belongs to the sentence that ended before it.
func closes(r rune) bool { return strings.ContainsRune(`.!?…؟۔"'”’»)]`, r) }

// ends reports whether a sentence ends with a sign between two texts.
func ends(tag, before string, sign rune, after string) bool {
	next := strings.TrimLeftFunc(after, unicode.IsSpace)
	if next == "" {
		return true
	}
	if next == after { // no room: 14.30, nu.nl, d.w.z.
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, `"'“‘„«([`))
	if unicode.IsLower(first) {
		return false
	}
	if sign != '.' {
		return true
	}
	last := before[strings.LastIndexFunc(before, unicode.IsSpace)+1:]
	word := strings.ToLower(strings.TrimLeft(last, `"'“‘„«([`))
	switch {
	case initial(strings.TrimLeft(last, `"'“‘„«([`)):
		return false // J. de Vries, د. فاطمة
	case slices.Contains(shortened(tag), word):
		return false
	case unicode.IsDigit(first) && slices.Contains(numbered(), word):
		return false
	case ordinal(tag, word):
		return !month(tag, next)
	}
	return true
}

// initial reports whether a word is the first letter of a name: one capital, or one letter of a script without capitals.
func initial(word string) bool {
	r, n := utf8.DecodeRuneInString(word)
	return n == len(word) && unicode.IsLetter(r) && !unicode.IsLower(r)
}

// numbered are words that are written short before a number.
func numbered() []string {
	return []string{"nr", "no", "tel", "art", "str", "ca", "ok", "min", "max", "maks", "vs", "yak", "approx", "godz", "رقم", "ص"}
}

// ordinal reports whether a word and a full stop may be a day: 21. listopada, 3. Kasım.
func ordinal(tag, word string) bool {
	return (tag == "pl" || tag == "tr") && len(word) > 0 && len(word) <= 2 && strings.Trim(word, "0123456789") == ""
}

// month reports whether a text begins with the name of a month, as Turkish writes it with a capital.
func month(tag, text string) bool {
	if tag != "tr" {
		return false
	}
	for _, name := range []string{"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"} {
		if strings.HasPrefix(text, name) {
			return true
		}
	}
	return false
}

// shortened are words that are written short with a full stop and have something after them: what they are short for never ends a sentence. Those
// that do end one, as "enz.", are not here.
func shortened(tag string) []string {
	switch tag {
	case "nl":
		return []string{"bijv", "bv", "o.a", "d.w.z", "m.a.w", "t.a.v", "m.b.t", "i.p.v", "i.v.m", "dhr", "mevr", "mw", "dr", "drs", "mr", "ir", "prof", "evt", "incl", "excl", "st", "vgl", "resp"}
	case "en":
		return []string{"e.g", "i.e", "mr", "mrs", "ms", "dr", "prof", "st", "incl"}
	case "tr":
		return []string{"örn", "dr", "prof", "sn", "bkz", "yrd", "doç", "av", "mah", "cad", "sok"}
	case "ar":
		return []string{"أ.د"}
	case "pl":
		return []string{"np", "tzn", "tj", "dr", "prof", "mgr", "inż", "ul", "al", "ks", "św", "p.o", "m.in"}
	case "pap":
		return []string{"p.e", "dr", "sr", "sra", "srta", "prof", "st"}
	}
	return nil
}
