package book

import (
	"slices"
	"strings"
	"unicode/utf8"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// names finds people in what others wrote: their names and what they are called, as whole words, with the endings that languages
// put on a name, and their phone numbers. It finds too much rather than too little: a person reads the list.
type names struct {
	phrases [][]string // folded words, in their order
	numbers []string   // digits only
}

// numberLength is from how many digits on a number is looked for: the part of a phone number behind its area code.
const numberLength = 6

// add looks for a person too, also by the surname.
func (n *names) add(p *record.Person) {
	n.phrase(joinedLast(p))
	n.call(p)
}

// call looks for a person too, by what the person is called and by phone number. A surname alone counts when there is nothing else.
func (n *names) call(p *record.Person) {
	if p.First.Empty() && p.Alias.Empty() {
		n.phrase(joinedLast(p))
	}
	n.phrase(p.First.Reveal())
	n.phrase(p.Alias.Reveal())
	for _, c := range p.Channels {
		if d := digitsOf(c.Value.Reveal()); len(d) >= numberLength {
			n.numbers = append(n.numbers, d[max(0, len(d)-8):]) // 0612345678 and +31 6 1234 5678 are one number
		} else if c.Kind == record.ChannelMail {
			n.phrase(c.Value.Reveal())
		}
	}
}

// household looks for the name of a family too, without the word for family before it.
func (n *names) household(h *record.Household) {
	words := strings.Fields(i18n.Fold(h.Name.Reveal()))
	if len(words) > 1 && slices.Contains([]string{"gezin", "familie", "fam", "family", "aile", "ailesi", "rodzina", "famia", "عائله", "اسره"}, words[0]) {
		words = words[1:]
	}
	n.words(words)
}

func joinedLast(p *record.Person) string {
	return strings.TrimSpace(p.Infix.Reveal() + " " + p.Last.Reveal())
}

func (n *names) phrase(text string) { n.words(strings.Fields(i18n.Fold(text))) }

func (n *names) words(words []string) {
	if len(words) == 0 || utf8.RuneCountInString(strings.Join(words, "")) < 2 {
		return // one letter is no name that can be looked for
	}
	if !slices.ContainsFunc(n.phrases, func(have []string) bool { return slices.Equal(have, words) }) {
		n.phrases = append(n.phrases, words)
	}
}

// in reports whether somebody is named in a text.
func (n *names) in(text string) bool { return n.at(text) >= 0 }

// at is the number of the word with which the first name in a text begins, as strings.Fields would count the folded text; -1 when
// nobody is named. For a number it is 0.
func (n *names) at(text string) int {
	words := strings.Fields(i18n.Fold(text))
	for i := range words {
		for _, phrase := range n.phrases {
			if begins(words[i:], phrase) {
				return i
			}
		}
	}
	if len(n.numbers) > 0 {
		all := digitsOf(text)
		if slices.ContainsFunc(n.numbers, func(d string) bool { return strings.Contains(all, d) }) {
			return 0
		}
	}
	return -1
}

// begins reports whether words begin with a phrase; its last word may have an ending, its first a prefix.
func begins(words, phrase []string) bool {
	if len(words) < len(phrase) {
		return false
	}
	for i, want := range phrase {
		got := words[i]
		if got == want || i == len(phrase)-1 && inflected(got, want) || i == 0 && prefixed(got, want, len(phrase) == 1) {
			continue
		}
		return false
	}
	return true
}

// longestEnding is the most letters that a language puts behind a name: Fatima'dan, Mohamedje, Elifowi.
const longestEnding = 4

// inflected reports whether a word is a name with an ending: Fatimas, Fatima's (folded to the same), Elif'in; Fatimy and Fatimą,
// in which the last vowel gave way. Short names are compared as they are, because too many words begin with them.
func inflected(word, name string) bool {
	long := utf8.RuneCountInString(name)
	if long < 4 {
		return word == name+"s"
	}
	if rest, ok := strings.CutPrefix(word, name); ok {
		return utf8.RuneCountInString(rest) <= longestEnding
	}
	stem, last := name[:len(name)-1], name[len(name)-1]
	if !strings.ContainsRune("aeiou", rune(last)) {
		return false
	}
	rest, ok := strings.CutPrefix(word, stem)
	return ok && slices.Contains([]string{"y", "e", "ie", "o", "i", "u", "a"}, rest)
}

// prefixed reports whether an Arabic word is a name with "and", "for", "with" or "the" before it, perhaps with an ending too.
func prefixed(word, name string, last bool) bool {
	for _, before := range []string{"و", "ف", "ب", "ل", "ك", "ال", "وال", "ول", "وب"} {
		if rest, ok := strings.CutPrefix(word, before); ok && (rest == name || last && inflected(rest, name)) {
			return true
		}
	}
	return false
}

// digitsOf keeps the digits of a text, in Latin form.
func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, i18n.Fold(text))
}
