package access

import (
	"slices"
	"strings"
	"unicode"

	"schakel/internal/record"
)

// guard finds what may stand on no paper of a family: the names and the numbers of whoever in it is not safe to ask. A name that somebody safe in
// the family bears too, as a surname, does not count.
type guard struct {
	in      *Input
	names   *Names
	safe    []*record.Person
	numbers []string
}

func newGuard(in *Input) guard {
	g := guard{in: in}
	var unsafe []*record.Person
	for id, p := range in.People {
		if !in.unsafe(id) {
			g.safe = append(g.safe, p)
			continue
		}
		unsafe = append(unsafe, p)
		for _, way := range p.Channels {
			if number := digits(way.Value.Reveal()); len(number) >= 8 {
				g.numbers = append(g.numbers, number[len(number)-8:]) // 06 and +31 6 are one number
			}
		}
	}
	g.names = NewNames(unsafe)
	return g
}

func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// says reports whether a text names or gives away somebody who is not safe to ask.
func (g guard) says(text string) bool {
	number := digits(text)
	return len(g.names.In(text, g.safe, nil)) > 0 || slices.ContainsFunc(g.numbers, func(n string) bool { return strings.Contains(number, n) })
}

// text is a text as it may stand on a paper: "" for one that gives somebody away. Half of what somebody wrote would say something else.
func (g guard) text(text string) string {
	if g.says(text) {
		return ""
	}
	return text
}
