package access

import (
	"slices"
	"strings"
	"unicode/utf8"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Names finds the people that a text names or may name: by first name, surname, tussenvoegsel with surname, and alias, in any case, with
// or without diacritics, and with the endings that languages put behind a name. It would rather find one too many.
type Names struct {
	whole map[string][]phrase // by the first word
	stems map[string][]phrase // by the first word without its last letter
}

// phrase is one name of one person.
type phrase struct {
	words  []string // folded
	person record.ID
	family bool // a surname, which a family shares
}

// NewNames takes in everybody whose names are to be found.
func NewNames(people []*record.Person) *Names {
	n := &Names{whole: map[string][]phrase{}, stems: map[string][]phrase{}}
	for _, p := range people {
		for _, one := range phrasesOf(p) {
			first := one.words[0]
			n.whole[first] = append(n.whole[first], one)
			if stem, ok := stemOf(first); ok {
				n.stems[stem] = append(n.stems[stem], one)
			}
		}
	}
	return n
}

func phrasesOf(p *record.Person) []phrase {
	var all []phrase
	add := func(text string, family bool) {
		words := strings.Fields(i18n.Fold(text))
		if len(words) > 0 && utf8.RuneCountInString(strings.Join(words, "")) > 1 {
			all = append(all, phrase{words, p.ID, family})
		}
	}
	first := p.First.Reveal()
	add(first, false)
	if parts := strings.Fields(first); len(parts) > 1 { // "Fatima Zahra" is called Fatima, or Zahra
		for _, part := range parts {
			if utf8.RuneCountInString(part) > 2 {
				add(part, false)
			}
		}
	}
	add(p.Last.Reveal(), true)
	if !p.Infix.Empty() {
		add(p.Infix.Reveal()+" "+p.Last.Reveal(), true)
	}
	add(p.Alias.Reveal(), false)
	return all
}

// In lists the people whom a text may name, in the order in which they appear. A name that somebody in own bears too is not counted,
// unless the other is near: in the same family, where only the worker can tell them apart.
func (n *Names) In(text string, own, near []*record.Person) []record.ID {
	mine := map[string]bool{}
	for _, p := range own {
		for _, one := range phrasesOf(p) {
			mine[strings.Join(one.words, " ")] = true
		}
	}
	close := func(id record.ID) bool {
		return slices.ContainsFunc(near, func(p *record.Person) bool { return p.ID == id })
	}
	self := func(id record.ID) bool {
		return slices.ContainsFunc(own, func(p *record.Person) bool { return p.ID == id })
	}
	words := split(text)
	var found []record.ID
	for i := range words {
		for _, one := range n.at(words[i:]) {
			if len(one.words) == 1 && !words[i].capital && slices.Contains(everyday(), words[i].folded) {
				continue
			}
			shared := mine[strings.Join(one.words, " ")] && (one.family || !close(one.person))
			if !self(one.person) && !shared && !slices.Contains(found, one.person) {
				found = append(found, one.person)
			}
		}
	}
	return found
}

// everyday are names that are also among the most usual words: without a capital these are the word.
func everyday() []string {
	return strings.Fields("ben wil bij an al ad do el in van den der de het mei mark roos hoop ton lot storm rein kort lang groot klein berg bos dijk vos wolf may will art joy can deniz ben su")
}

// at lists the names that begin with the first of some words.
func (n *Names) at(words []token) []phrase {
	var some []phrase
	for _, w := range bare(words[0].folded) {
		runes := []rune(w)
		for cut := max(0, len(runes)-longestEnding); cut <= len(runes); cut++ {
			some = append(some, n.whole[string(runes[:cut])]...)
			some = append(some, n.stems[string(runes[:cut])]...)
		}
	}
	return slices.DeleteFunc(some, func(one phrase) bool {
		if len(one.words) > len(words) {
			return true
		}
		for i, name := range one.words {
			if !bears(words[i].folded, name) {
				return true
			}
		}
		return false
	})
}

// longestEnding is how many letters a language puts behind a name: Yusufje, Fatma'nin, Fatimaatje.
const longestEnding = 5

// bears reports whether a word is a name, or a form of it. Both are folded.
func bears(word, name string) bool {
	for _, w := range bare(word) {
		rest, begins := strings.CutPrefix(w, name)
		over, length := utf8.RuneCountInString(rest), utf8.RuneCountInString(name)
		switch {
		case begins && (over == 0 || length > 3 && over <= longestEnding || length == 3 && (rest == "s" || rest == "je")):
			return true
		case begins:
			continue
		}
		if stem, ok := stemOf(name); ok {
			if rest, begins := strings.CutPrefix(w, stem); begins && utf8.RuneCountInString(rest) <= 3 {
				return true
			}
		}
	}
	return false
}

// stemOf is a name without its last letter, which Polish changes: Fatima, Fatimy, Fatime. Short names would become every word.
func stemOf(name string) (string, bool) {
	runes := []rune(name)
	if len(runes) < 5 {
		return "", false
	}
	return string(runes[:len(runes)-1]), true
}

// bare is a word as it stands, and without what Arabic writes in front of a name: and, so, with, for, as, the.
func bare(word string) []string {
	all := []string{word}
	for _, prefix := range []string{"و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "ول", "وب"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok && utf8.RuneCountInString(rest) > 2 {
			all = append(all, rest)
		}
	}
	return all
}
