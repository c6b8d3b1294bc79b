package people

import (
	"slices"
	"strings"

	"schakel/internal/record"
)

// A draft and a save get copies: what is typed meanwhile must not change what is being written.

func copyPerson(p *record.Person) *record.Person {
	c := *p
	c.Languages, c.Channels = slices.Clone(p.Languages), slices.Clone(p.Channels)
	c.NotSame, c.Homes, c.Was = slices.Clone(p.NotSame), slices.Clone(p.Homes), slices.Clone(p.Was)
	return &c
}

func copyHousehold(h *record.Household) *record.Household {
	c := *h
	c.Members, c.Involved, c.Unsafe = slices.Clone(h.Members), slices.Clone(h.Involved), slices.Clone(h.Unsafe)
	c.Custody, c.NotSame = slices.Clone(h.Custody), slices.Clone(h.NotSame)
	for i := range c.Custody {
		c.Custody[i].Holders = slices.Clone(c.Custody[i].Holders)
	}
	return &c
}

// joinedName is the surname with its tussenvoegsel before it, for a field that asks for both at once.
func joinedName(p *record.Person) string {
	return strings.TrimSpace(p.Infix.Reveal() + " " + p.Last.Reveal())
}

// splitName is the opposite: the words at the start that do not count when names are sorted are the tussenvoegsel.
func splitName(text string) (infix, last record.Private) {
	words := strings.Fields(text)
	n := 0
	for n < len(words)-1 && unsorted(words[n]) {
		n++
	}
	return record.Text(strings.Join(words[:n], " ")), record.Text(strings.Join(words[n:], " "))
}
