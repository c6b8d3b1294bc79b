package record

import (
	"strconv"
	"strings"
)

// MeetingText is one free text of a gathering and the name of its field.
type MeetingText struct {
	Field string
	Text  Private
}

// Texts lists the free texts that may speak of somebody, in the order in which they are asked: for what is held about a person, and for
// whoever looks for a name in them.
func (m *Meeting) Texts() []MeetingText {
	all := []MeetingText{{"came", m.Came}, {"asked", m.Asked}}
	for i, q := range m.Questions {
		at := "questions." + strconv.Itoa(i)
		all = append(all, MeetingText{at + ".text", q.Text}, MeetingText{at + ".answer", q.Answer}, MeetingText{at + ".by", q.By})
	}
	all = append(all, MeetingText{"agreed", m.Agreed})
	for i, a := range m.Agreements {
		at := "agreements." + strconv.Itoa(i)
		all = append(all, MeetingText{at + ".text", a.Text}, MeetingText{at + ".who", a.Who})
	}
	for i, text := range m.Initiatives {
		all = append(all, MeetingText{"initiatives." + strconv.Itoa(i), text})
	}
	for i, f := range m.Facilitators {
		all = append(all, MeetingText{"facilitators." + strconv.Itoa(i) + ".who", f.Who})
	}
	for i, g := range m.Formal {
		all = append(all, MeetingText{"formal." + strconv.Itoa(i) + ".who", g.Who})
	}
	all = append(all, MeetingText{"offNote", m.OffNote}, MeetingText{"note", m.Note})
	some := all[:0]
	for _, one := range all {
		if !one.Text.Empty() {
			some = append(some, one)
		}
	}
	return some
}

// WordsMost is how many of the words of one gathering are laid beside those of others; three are asked.
const WordsMost = 10

// CameWords takes the answer to "wat kwam er naar boven?" apart at commas, semicolons, full stops and line ends, in lower case, each word
// once. A few words together, such as "slecht slapen", stay together.
func (m *Meeting) CameWords() []Private {
	var words []Private
	seen := map[string]bool{}
	for _, part := range strings.FieldsFunc(m.Came.Reveal(), func(r rune) bool { return strings.ContainsRune(",;.،؛\n/", r) }) {
		word := strings.ToLower(strings.Join(strings.Fields(part), " "))
		if word == "" || seen[word] || len(words) == WordsMost {
			continue
		}
		seen[word] = true
		words = append(words, Text(word))
	}
	return words
}
