package rtl

import (
	"slices"
	"unicode"
)

// longest is the most runes that are set and drawn as one. A longer word fits on no line, and the painter cannot draw a picture of any width;
// without a limit, each line of such a word would measure all that is left of it.
const longest = 256

// ends adds the end of a word, and the places inside where a word that is too long may break.
func (p *paragraph) ends(all []int, start, end int) []int {
	for end-start > longest {
		start = p.breakIn(start)
		all = append(all, start)
	}
	return append(all, end)
}

// breakIn is the best place to break within reach of a position: after a space, else between two letters.
func (p *paragraph) breakIn(start int) int {
	for i := start + longest; i > start+longest/2; i-- {
		if unicode.IsSpace(p.text[i-1]) {
			return i
		}
	}
	best := start + longest
	for _, stop := range graphemes(p.text[start : start+longest]) {
		if stop < longest {
			best = start + stop
		}
	}
	return best
}

// short cuts stretches that are too long to draw as one, in the order of drawing.
func (p *paragraph) short(all []stretch) []stretch {
	if !slices.ContainsFunc(all, func(s stretch) bool { return s.end-s.start > longest }) {
		return all
	}
	var out []stretch
	for _, s := range all {
		first, from := len(out), s.start
		for _, end := range p.ends(nil, s.start, s.end) {
			out = append(out, stretch{from, end, s.rtl})
			from = end
		}
		if s.rtl {
			slices.Reverse(out[first:])
		}
	}
	return out
}
