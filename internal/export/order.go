package export

import (
	"reflect"
	"regexp"
	"slices"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/language"

	"schakel/internal/i18n"
)

// span is a stretch of a line that runs in one direction, by rune.
type span struct {
	start, end int
	rtl        bool
}

// codes are read from left to right whatever stands around them: amounts, dates, phone numbers, addresses, H-0042. Amounts come first: 1,800.00 is
// one number, and its 800.00 alone would be laid on the other side of its 1.
var codes = regexp.MustCompile(`€ [0-9]+(?:[.,][0-9]+)*|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?%?|[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?%?|\+?[0-9](?:[ ()./:-]{0,2}[0-9]){3,}|[!-~]+@[!-~]+|[A-Z]-[0-9]+|[0-9]+(?:[.,][0-9]+)*%`)

// firstStrong is the direction of the first letter that has one, fallback when there is none.
func firstStrong(text []rune, fallback i18n.Direction) i18n.Direction {
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		if leftward(language.LookupScript(r)) {
			return i18n.RightToLeft
		}
		return i18n.LeftToRight
	}
	return fallback
}

// levels gives the bidi level of every rune of a paragraph, codes isolated.
func levels(text []rune, base i18n.Direction) []int8 {
	wide, from := make([]rune, 0, len(text)+8), make([]int, 0, len(text)+8)
	at := 0
	s := string(text)
	starts := runeStarts(s)
	for _, m := range codes.FindAllStringIndex(s, -1) {
		first, last := starts[m[0]], starts[m[1]]
		for ; at < first; at++ {
			wide, from = append(wide, text[at]), append(from, at)
		}
		wide, from = append(wide, '\u2066'), append(from, -1)
		for ; at < last; at++ {
			wide, from = append(wide, text[at]), append(from, at)
		}
		wide, from = append(wide, '\u2069'), append(from, -1)
	}
	for ; at < len(text); at++ {
		wide, from = append(wide, text[at]), append(from, at)
	}
	out := make([]int8, len(text))
	for i, level := range resolve(wide, base) {
		if from[i] >= 0 {
			out[from[i]] = level
		}
	}
	return out
}

// runeStarts gives for every byte offset that begins a rune, and the end, how many runes come before it.
func runeStarts(s string) map[int]int {
	starts, n := make(map[int]int, len(s)+1), 0
	for i := range s {
		starts[i] = n
		n++
	}
	starts[len(s)] = n
	return starts
}

// resolve runs the bidirectional algorithm with the base direction forced. The library's runs join neighbours of level 0 and 2, which
// ordering must keep apart, and there is no other door to its levels; a test guards this one.
func resolve(text []rune, base i18n.Direction) []int8 {
	direction := bidi.LeftToRight
	if base == i18n.RightToLeft {
		direction = bidi.RightToLeft
	}
	var p bidi.Paragraph
	field := reflect.ValueOf(p.Segment(text, direction)).FieldByName("levels")
	out := make([]int8, len(text))
	for i := range out {
		out[i] = int8(base)
		if field.IsValid() && i < field.Len() {
			out[i] = int8(field.Index(i).Int())
		}
	}
	return out
}

// visual orders the runes start..end for one line, from left to right: rule L1 for blanks at its end, then rule L2.
func visual(text []rune, level []int8, start, end int, base i18n.Direction) []span {
	tail := end
	for tail > start && unicode.IsSpace(text[tail-1]) {
		tail--
	}
	at := func(i int) int8 {
		if i >= tail {
			return int8(base)
		}
		return level[i]
	}
	var runs []span
	var of []int8
	for i := start; i < end; {
		j := i + 1
		for j < end && at(j) == at(i) {
			j++
		}
		runs, of = append(runs, span{i, j, at(i)&1 == 1}), append(of, at(i))
		i = j
	}
	if len(of) == 0 {
		return nil
	}
	for l := slices.Max(of); l > 0; l-- {
		for i := 0; i < len(runs); i++ {
			j := i
			for j < len(runs) && of[j] >= l {
				j++
			}
			if j > i {
				slices.Reverse(runs[i:j])
				slices.Reverse(of[i:j])
				i = j - 1
			}
		}
	}
	return runs
}
