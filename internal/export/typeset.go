package export

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"

	"schakel/internal/fault"
	"schakel/internal/i18n"
)

// ErrFont is returned when a face is no TrueType font.
var ErrFont = fault.New(fault.Corrupt, "export.font", "not a font")

// Faces are the two faces of a document as TrueType files. Those of package assets hold every script Schakel writes.
type Faces struct{ Regular, Bold []byte }

// face is a font with what a document used of it.
type face struct {
	name   string // of the resource in the PDF
	data   []byte
	font   *font.Face
	upem   float64
	used   map[font.GID][]rune // every glyph, with the text it stands for
	shaper shaping.HarfbuzzShaper
	lang   language.Language
}

func openFace(name string, data []byte, lang string) (*face, error) {
	f, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("face %s: %w: %w", name, ErrFont, err)
	}
	return &face{name: name, data: data, font: f, upem: float64(f.Upem()), used: map[font.GID][]rune{}, lang: language.NewLanguage(lang)}, nil
}

// glyph is one glyph of a line: where it stands from the line's left end, in points. A silent one draws nothing and is there for its text.
type glyph struct {
	id     font.GID
	x, y   float64
	silent bool
}

// word is glyphs in order from left to right. Where replaced is set, their text does not follow from the glyphs one by one.
type word struct {
	text     string
	run      *run
	replaced bool
	glyphs   []glyph
}

// run is a stretch of a line in one direction and one script.
type run struct {
	start  int             // its first rune in the paragraph
	text   string          // in logical order
	script language.Script // of its letters; 0 where it has none
	rtl    bool
}

// typed is one line, ready to be drawn.
type typed struct {
	words []word
	width float64
	text  string
}

// style is how a text is set.
type style struct {
	face *face
	size float64
	base i18n.Direction
}

// lines breaks a text into lines of at most a width. Line ends in the text stay.
func (s style) lines(text string, width float64) []typed {
	var out []typed
	for part := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		runes := clean(part)
		level := levels(runes, s.base)
		for _, l := range s.breaks(runes, width) {
			out = append(out, s.line(runes, level, l.start, l.end))
		}
	}
	return out
}

// clean leaves out what cannot be drawn: control characters and marks of direction, which the ordering gives by itself.
func clean(text string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r == 0x61c, r == 0x200e, r == 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
			return -1
		}
		return r
	}, text))
}

// one is a text as a single line, however long.
func (s style) one(text string) typed {
	runes := clean(strings.ReplaceAll(text, "\n", " "))
	return s.line(runes, levels(runes, s.base), 0, len(runes))
}

// breaks finds where lines begin and end: after words, and inside one that is wider than the line.
func (s style) breaks(text []rune, width float64) []span {
	var out []span
	wide := s.advances(text)
	start, used := 0, 0.0
	for i := 0; i < len(text); {
		j, w := unbroken(text, wide, i, true)
		if w > width {
			j, w = unbroken(text, wide, i, false)
		}
		if used > 0 && used+w > width {
			out = append(out, span{start: start, end: i})
			start, used = i, 0
		}
		for w > width {
			cut, part := i, 0.0
			for cut < j && (cut == i || wide[cut] == 0 || part+wide[cut] <= width) {
				part += wide[cut]
				cut++
			}
			if cut == j {
				break
			}
			out = append(out, span{start: start, end: cut})
			start, i, w = cut, cut, w-part
		}
		used += w
		for ; j < len(text) && unicode.IsSpace(text[j]); j++ {
			used += wide[j]
		}
		i = j
	}
	return append(out, span{start: start, end: len(text)})
}

// unbroken is the end and the width of what begins at i and is not broken: up to a blank, and with together also over one at which no line should
// end.
func unbroken(text []rune, wide []float64, i int, together bool) (end int, width float64) {
	for end = i; end < len(text); end++ {
		if unicode.IsSpace(text[end]) && !(together && i18n.Sticks(text, end)) {
			break
		}
		width += wide[end]
	}
	return end, width
}

// advances is how much room every rune takes; runes that are drawn together count for the first of them. Blanks are shaped by themselves,
// since a line can end at each.
func (s style) advances(text []rune) []float64 {
	wide := make([]float64, len(text))
	for i := 0; i < len(text); {
		j := scriptEnd(text, i, len(text))
		dir := di.DirectionLTR
		if firstStrong(text[i:j], s.base) == i18n.RightToLeft {
			dir = di.DirectionRTL
		}
		for _, g := range s.shape(text, i, j, dir).Glyphs {
			wide[g.TextIndex()] += s.units(float64(g.Advance))
		}
		i = j
	}
	return wide
}

// scriptEnd is the end of the stretch of one script that begins at a rune; signs and digits go with what stands before them.
func scriptEnd(text []rune, start, end int) int {
	var script language.Script
	for i := start; i < end; i++ {
		of := language.LookupScript(text[i])
		if of == language.Common || of == language.Inherited {
			continue
		}
		if script != 0 && of != script {
			return i
		}
		script = of
	}
	return end
}

// letters is the script of the first letter that has one; 0 where none has.
func letters(text []rune) language.Script {
	for _, r := range text {
		if of := language.LookupScript(r); of != language.Common && of != language.Inherited {
			return of
		}
	}
	return 0
}

func (s style) shape(text []rune, start, end int, dir di.Direction) shaping.Output {
	script := letters(text[start:end])
	if script == 0 {
		script = language.Latin
	}
	return s.face.shaper.Shape(shaping.Input{
		Text: text, RunStart: start, RunEnd: end, Direction: dir, Face: s.face.font, Size: shapeSize << 6,
		Script: script, Language: s.face.lang,
	})
}

// shapeSize is the size at which everything is shaped; the shaper's lengths are in 64ths of its unit.
const shapeSize = 1000

// units is a length of the shaper in points of this size.
func (s style) units(v float64) float64 { return v / 64 / shapeSize * s.size }

// line orders and shapes the runes start..end.
func (s style) line(text []rune, level []int8, start, end int) typed {
	for end > start && unicode.IsSpace(text[end-1]) {
		end--
	}
	out := typed{text: string(text[start:end])}
	for _, run := range visual(text, level, start, end, s.base) {
		var parts []span
		for i := run.start; i < run.end; {
			j := scriptEnd(text, i, run.end)
			parts = append(parts, span{i, j, run.rtl})
			i = j
		}
		if run.rtl {
			for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
				parts[i], parts[j] = parts[j], parts[i]
			}
		}
		for _, part := range parts {
			s.add(&out, text, part)
		}
	}
	return out
}

// add shapes one stretch and appends its words: as few as possible, but one for every piece whose text does not follow from its glyphs.
func (s style) add(out *typed, text []rune, part span) {
	dir := di.DirectionLTR
	if part.rtl {
		dir = di.DirectionRTL
	}
	fresh, own := true, &run{start: part.start, text: string(text[part.start:part.end]), script: letters(text[part.start:part.end]), rtl: part.rtl}
	for all := s.shape(text, part.start, part.end, dir).Glyphs; len(all) > 0; {
		n := max(1, min(all[0].GlyphsCount(), len(all)))
		from := all[0].TextIndex()
		for _, w := range s.cluster(all[:n], text[from:min(from+all[0].RunesCount(), part.end)], part.rtl, &out.width) {
			if last := len(out.words) - 1; !fresh && !w.replaced && !out.words[last].replaced {
				out.words[last].glyphs = append(out.words[last].glyphs, w.glyphs...)
			} else {
				w.run = own
				out.words = append(out.words, w)
			}
			fresh = false
		}
		all = all[n:]
	}
}

// cluster sets glyphs that belong to some letters together, from left to right. Programs that copy text from a page turn right-to-left
// text round letter by letter; so there each letter must have a glyph of its own, in the order of the page and on the line: behind a
// letter with a mark, or a ligature such as lam-alef, silent glyphs stand for all letters but the first.
func (s style) cluster(glyphs []shaping.Glyph, runes []rune, rtl bool, pen *float64) []word {
	var out []word
	if rtl && len(runes) > 1 {
		for i := len(runes) - 1; i > 0; i-- {
			id, _ := s.face.font.NominalGlyph(runes[i])
			out = append(out, s.word(runes[i:i+1], glyph{id: id, x: *pen, silent: true}))
		}
		runes = runes[:1]
	}
	var drawn []glyph
	for _, g := range glyphs {
		drawn = append(drawn, glyph{id: g.GlyphID, x: *pen + s.units(float64(g.XOffset)), y: s.units(float64(g.YOffset))})
		*pen += s.units(float64(g.Advance))
	}
	if !rtl || len(drawn) == 1 {
		return append(out, s.word(runes, drawn...))
	}
	for i, g := range drawn {
		text := runes
		if base := glyphs[i].Advance > 0; !base {
			text = nil
		} else {
			runes = nil // said once
		}
		out = append(out, s.word(text, g))
	}
	return out
}

// blank is a blank that is read and not drawn, at some way from the left end of a line.
func (s style) blank(at float64) word {
	id, _ := s.face.font.NominalGlyph(' ')
	return s.word([]rune{' '}, glyph{id: id, x: at, silent: true})
}

// word is glyphs with the text they stand for, which is replaced unless it is one glyph that says the same all through the document.
func (s style) word(text []rune, glyphs ...glyph) word {
	for _, g := range glyphs {
		if s.face.used[g.id] == nil {
			s.face.used[g.id] = append([]rune{}, text...)
		}
	}
	return word{text: string(text), glyphs: glyphs, replaced: len(glyphs) != 1 || string(s.face.used[glyphs[0].id]) != string(text)}
}
