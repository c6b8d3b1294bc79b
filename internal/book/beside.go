package book

import (
	"context"
	"slices"
	"strings"

	"schakel/internal/cjg"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Beside looks through the texts of a doorverwijzing for whoever it is not about: a third person, a child that stays out, or somebody of the
// family whose name stays here. Who stands in the document by name or number is left out, and so are the sender and the receiver. It finds
// every name and number, not only the first: the worker may leave one standing, and has to see the next. It warns and never blocks.
func (b *Book) Beside(ctx context.Context, d *cjg.Referral) ([]Hint, error) {
	if d == nil {
		return nil, nil
	}
	texts := slices.DeleteFunc(typedIn(d), func(w Written) bool { return w.Text.Empty() })
	if len(texts) == 0 {
		return nil, nil
	}
	known, err := b.everybody(ctx)
	if err != nil {
		return nil, err
	}
	goes := sharedIn(d)
	var all []Hint
	for _, w := range texts {
		for _, h := range goes.besides(w.Text.Reveal(), known) {
			h.Field = w.Field
			all = append(all, h)
		}
	}
	return all, nil
}

// typedIn are the texts of a document that somebody typed, by their names in it.
func typedIn(d *cjg.Referral) []Written {
	all := []Written{
		{"waarvoor", record.Text(d.Purpose)}, {"vraag", record.Text(d.Question)}, {"watGaatGoed", record.Text(d.GoesWell)},
		{"gezinWil", record.Text(d.FamilyWish)}, {"denkt", record.Text(d.Thought)}, {"alGedaan", record.Text(d.Done)},
		{"wieBetrokken", record.Text(d.Involved)}, {"hoe", record.Text(d.How)},
	}
	for _, f := range d.Seen {
		all = append(all, Written{"gezien", record.Text(f.Text)})
	}
	for _, p := range d.People {
		all = append(all, Written{"bereikbaar", record.Text(p.Reachable)}) // "via my sister Noor"
	}
	return all
}

// shared is who and what stands in a document of itself.
type shared struct {
	names   [][]string // folded words of each name
	numbers []string   // the last digits of each telephone number
}

func sharedIn(d *cjg.Referral) shared {
	var s shared
	add := func(name, phone string) {
		if words := strings.Fields(i18n.Fold(name)); len(words) > 0 {
			s.names = append(s.names, words)
		}
		if digits := digitsOf(phone); len(digits) >= numberLength {
			s.numbers = append(s.numbers, digits[max(0, len(digits)-8):])
		}
	}
	add(d.To.Person, "")
	add(d.From.Name, d.From.Phone)
	for _, p := range d.People {
		add(p.Name, p.Phone)
	}
	return s
}

// covers is how many of the words, from the first on, stand in a name of the document as they are.
func (s shared) covers(words []string) int {
	most := 0
	for _, name := range s.names {
		for from := range name {
			n := 0
			for n < len(words) && from+n < len(name) && words[n] == name[from+n] {
				n++
			}
			most = max(most, n)
		}
	}
	return most
}

// besides are the names and numbers in a text that the document does not hold of itself, each once.
func (s shared) besides(text string, known *names) []Hint {
	var all []Hint
	add := func(sort HintSort, words string) {
		if !slices.ContainsFunc(all, func(h Hint) bool { return h.Words.Reveal() == words }) {
			all = append(all, Hint{Sort: sort, Words: record.Text(words)})
		}
	}
	words := strings.Fields(i18n.Fold(text))
	for i := 0; i < len(words); {
		long, goes := known.longest(words[i:], s), s.covers(words[i:])
		if long > goes {
			if found := wordsAt(text, i, long); long > 1 || !ordinary(found) {
				add(HintName, found)
			}
		}
		i += max(long, goes, 1)
	}
	for _, look := range looks() {
		for _, found := range look.find.FindAllString(text, -1) {
			digits := digitsOf(found)
			if look.sort == HintPhone && slices.ContainsFunc(s.numbers, func(n string) bool { return strings.HasSuffix(digits, n) }) {
				continue
			}
			add(look.sort, found)
		}
	}
	return all
}

// longest is the length of the longest name with which words begin, leaving out the names that stand in the document; 0 for none.
func (n *names) longest(words []string, goes shared) int {
	most := 0
	for _, phrase := range n.phrases {
		if len(phrase) > most && begins(words, phrase) && goes.covers(phrase) < len(phrase) {
			most = len(phrase)
		}
	}
	return most
}

// wordsAt are the words of a text in which a number of folded words stand, from one with a number on.
func wordsAt(text string, from, n int) string {
	var some []string
	folded := 0
	for _, w := range strings.Fields(text) {
		first := folded
		folded += len(strings.Fields(i18n.Fold(w)))
		if folded > from && first < from+n && folded > first {
			some = append(some, w)
		}
	}
	return strings.Trim(strings.Join(some, " "), ".,;:!?()\"“”‘’'«»")
}

// ordinary reports whether a word is a usual one that somebody may be called too, and is written as a word: "ik wil" stands in nearly every
// question of a family, and who is warned each time no longer reads it.
func ordinary(word string) bool {
	return slices.Contains([]string{
		"wil", "hoop", "roos", "dag", "storm", "lente", "ster", "bloem", "mark", // nl
		"will", "may", "hope", "rose", "joy", "grace", // en
		"can", "su", "deniz", "umut", "barış", "güneş", "sevgi", // tr
	}, word)
}
