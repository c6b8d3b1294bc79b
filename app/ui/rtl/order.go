package rtl

import (
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	xbidi "golang.org/x/text/unicode/bidi"
)

// The marks this package draws with. They never stand in a text that leaves it.
const (
	rightMark    = '\u200F' // RLM
	leftIsolate  = '\u2066' // LRI
	rightIsolate = '\u2067' // RLI
	firstIsolate = '\u2068' // FSI
	endIsolate   = '\u2069' // PDI
)

// maxIsolates is how many isolates of a text are obeyed. Matching them takes quadratic time, and no
// honest text has hundreds.
const maxIsolates = 256

// isDirectionMark reports the characters that steer the order of a line and draw nothing.
func isDirectionMark(r rune) bool {
	switch {
	case r == '\u061C', r == '\u200E', r == '\u200F':
		return true
	case r >= '\u202A' && r <= '\u202E':
		return true
	case r >= leftIsolate && r <= endIsolate:
		return true
	}
	return false
}

// isOverride reports embeddings and overrides, with which a text can be made to look like another.
func isOverride(r rune) bool { return r >= '\u202A' && r <= '\u202E' }

// firstStrong is the direction of the first letter that has one, outside isolates, as rules P2 and
// P3 of the bidirectional algorithm say; fallback when there is none.
func firstStrong(text []rune, fallback Dir) Dir {
	depth := 0
	for _, r := range text {
		switch r {
		case leftIsolate, rightIsolate, firstIsolate:
			depth++
			continue
		case endIsolate:
			depth = max(0, depth-1)
			continue
		}
		if depth > 0 {
			continue
		}
		switch classOf(r) {
		case xbidi.L:
			return LTR
		case xbidi.R, xbidi.AL:
			return RTL
		}
	}
	return fallback
}

func classOf(r rune) xbidi.Class {
	if r < 0x80 { // the table look-up is by far the slowest part for plain text
		if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return xbidi.L
		}
		return xbidi.ON
	}
	p, _ := xbidi.LookupRune(r)
	return p.Class()
}

// needsOrder reports whether a text can be drawn otherwise than from left to right.
func needsOrder(text []rune) bool {
	for _, r := range text {
		if r < 0x590 {
			continue
		}
		switch classOf(r) {
		case xbidi.R, xbidi.AL, xbidi.AN, xbidi.RLI, xbidi.FSI, xbidi.RLO, xbidi.RLE:
			return true
		}
		if r == rightMark {
			return true
		}
	}
	return false
}

// levels gives the embedding level of every rune of one paragraph, with dates, phone numbers,
// addresses and codes kept together from left to right.
func levels(text []rune, base Dir) []int8 {
	if base == LTR && !needsOrder(text) {
		return make([]int8, len(text))
	}
	return levelsAround(text, base, isolated(text))
}

// levelsOfParts is levels for a text that we put together of parts with looks of their own: each part that is read from left to right
// keeps to itself, so that a Dutch term does not run together with the name before it.
func levelsOfParts(text []rune, part []uint16, base Dir) []int8 {
	if base == LTR && !needsOrder(text) {
		return make([]int8, len(text))
	}
	var codes []stretch
	for i := 0; i < len(text); {
		j := i + 1
		for j < len(text) && part[j] == part[i] {
			j++
		}
		codes = append(codes, codesOfPart(text, i, j)...)
		i = j
	}
	return levelsAround(text, base, codes)
}

// codesOfPart is the whole part without the spaces around it when it is read from left to right, else the codes in it.
func codesOfPart(text []rune, start, end int) []stretch {
	for start < end && text[start] == ' ' {
		start++
	}
	for end > start && text[end-1] == ' ' {
		end--
	}
	if end > start && strings.ContainsRune(":.,;", text[end-1]) {
		end-- // it belongs to what follows on the page
	}
	part := text[start:end]
	left := slices.ContainsFunc(part, func(r rune) bool { return isWordRune(r) || unicode.IsDigit(r) })
	if left && !slices.ContainsFunc(part, isRightToLeft) {
		return []stretch{{start: start, end: end}}
	}
	codes := isolated(part)
	for i := range codes {
		codes[i].start += start
		codes[i].end += start
	}
	return codes
}

func levelsAround(text []rune, base Dir, codes []stretch) []int8 {
	if len(codes) == 0 {
		return resolve(text, base)
	}
	wide := make([]rune, 0, len(text)+2*len(codes))
	from := 0
	for _, c := range codes {
		wide = append(wide, text[from:c.start]...)
		wide = append(wide, leftIsolate)
		wide = append(wide, text[c.start:c.end]...)
		wide = append(wide, endIsolate)
		from = c.end
	}
	wide = append(wide, text[from:]...)
	all := resolve(wide, base)
	out := make([]int8, 0, len(text))
	i := 0
	for _, c := range codes {
		n := c.start - (len(out))
		out = append(out, all[i:i+n]...)
		i += n + 1
		n = c.end - c.start
		out = append(out, all[i:i+n]...)
		i += n + 1
	}
	return append(out, all[i:]...)
}

// resolve runs the bidirectional algorithm. A paragraph separator inside the text counts as a
// space: a paragraph has been split at its line ends before.
func resolve(text []rune, base Dir) []int8 {
	clean := make([]rune, len(text))
	isolates := 0
	for i, r := range text {
		switch {
		case isOverride(r):
			r = '\u200B'
		case r >= leftIsolate && r <= firstIsolate:
			if isolates++; isolates > maxIsolates {
				r = '\u200B'
			}
		case r == '،', r == '؛':
			r = rightMark // between two Latin names it is Arabic all the same: the names follow each other from the right
		case r == '\n', r == '\r', r == '\u0085', r == '\u2029', r >= 0x1C && r <= 0x1E:
			r = ' '
		}
		clean[i] = r
	}
	direction := bidi.LeftToRight
	fallback := int8(0)
	if base == RTL {
		direction, fallback = bidi.RightToLeft, 1
	}
	var p bidi.Paragraph
	runs := p.Segment(clean, direction)
	out := make([]int8, len(text))
	for i := range out {
		out[i] = fallback
	}
	// The runs of the library join neighbours of level 0 and 2, which rule L2 must keep apart, and
	// it has no other door to the levels it worked out. The conformance test guards this one.
	field := reflect.ValueOf(runs).FieldByName("levels")
	if !field.IsValid() {
		return out
	}
	for i := range min(field.Len(), len(out)) {
		out[i] = int8(field.Index(i).Int())
	}
	return out
}

// stretch is a part of a text that is drawn as one, by rune.
type stretch struct {
	start, end int
	rtl        bool
}

// visual orders the runes start..end of a paragraph for one line, from left to right: rule L1 for
// the spaces at the end of the line, then rule L2.
func visual(text []rune, level []int8, start, end int, base Dir) []stretch {
	if start >= end {
		return nil
	}
	baseLevel := int8(base)
	tail := end
	for tail > start && (unicode.IsSpace(text[tail-1]) || isDirectionMark(text[tail-1])) {
		tail--
	}
	at := func(i int) int8 {
		if i >= tail {
			return baseLevel
		}
		return level[i]
	}
	var runs []stretch
	var runLevels []int8
	for i := start; i < end; {
		j := i + 1
		for j < end && at(j) == at(i) {
			j++
		}
		runs = append(runs, stretch{i, j, at(i)&1 == 1})
		runLevels = append(runLevels, at(i))
		i = j
	}
	highest := slices.Max(runLevels)
	for l := highest; l > 0; l-- {
		for i := 0; i < len(runs); {
			if runLevels[i] < l {
				i++
				continue
			}
			j := i
			for j < len(runs) && runLevels[j] >= l {
				j++
			}
			slices.Reverse(runs[i:j])
			slices.Reverse(runLevels[i:j])
			i = j
		}
	}
	return runs
}
