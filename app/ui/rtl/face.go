package rtl

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// face is a size and a weight, enough to measure with.
type face struct {
	size float32
	bold bool
}

func (f face) style() fyne.TextStyle { return fyne.TextStyle{Bold: f.bold} }

// measure is Fyne's own measure of a string, so that what fits here fits when Fyne draws it.
func (f face) measure(s string) (size fyne.Size, baseline float32) {
	return fyne.CurrentApp().Driver().RenderedTextSize(s, f.size, f.style(), nil)
}

func (f face) width(s string) float32 {
	if s == "" {
		return 0
	}
	size, _ := f.measure(s)
	return size.Width
}

// foreign reports the runes that another face than the text's may have to draw. Fyne lays the
// pieces of two faces from left to right, so inside right-to-left text they stand on their own.
func foreign(r rune) bool {
	if r < 0x2000 {
		return false
	}
	return r >= 0x1F000 || unicode.In(r, unicode.So, unicode.Sm, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// drawn is the string that Fyne gets for runes of one direction: without marks, and fenced where
// it runs from right to left, because Fyne would give a full stop at its edge to the other side.
func drawn(text []rune, rtl bool) string {
	var b strings.Builder
	if rtl {
		b.WriteRune(rightMark)
	}
	for _, r := range text {
		switch {
		case isDirectionMark(r), r == '\uFEFF', r == '\u200B':
			continue
		case r == '\t', unicode.IsControl(r):
			r = ' '
		}
		b.WriteRune(r)
	}
	if rtl {
		b.WriteRune(rightMark)
	}
	return b.String()
}

// faces cuts a right-to-left stretch where the face may change and puts the parts in the order
// of drawing; any other stretch is one part.
func faces(text []rune, s stretch) []stretch {
	if !s.rtl {
		return []stretch{s}
	}
	var parts []stretch
	for i := s.start; i < s.end; {
		j := i + 1
		for j < s.end && foreign(text[j]) == foreign(text[i]) {
			j++
		}
		parts = append(parts, stretch{i, j, !foreign(text[i])})
		i = j
	}
	slices.Reverse(parts)
	return parts
}
