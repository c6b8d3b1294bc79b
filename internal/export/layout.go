package export

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"schakel/internal/i18n"
)

// A page of A4 in points, with margins of 20 mm and room for the foot.
const (
	pageWidth  = 595.28
	pageHeight = 841.89
	margin     = 56.7
	footRoom   = 34.0
	textWidth  = pageWidth - 2*margin
)

// Sizes of type in points, and colours as PDF operands: those of the light theme, which print well in grey.
const (
	sizeTitle   = 21.0
	sizeNumber  = 24.0
	sizeHeading = 12.0
	sizeBody    = 10.5
	sizeSmall   = 9.0
	largeScale  = 1.35
	leading     = 1.45

	colourText   = "0.106 0.141 0.133"
	colourMuted  = "0.322 0.376 0.361"
	colourLine   = "0.835 0.863 0.847"
	colourEdge   = "0.435 0.490 0.471"
	colourAccent = "0.043 0.357 0.400"
)

// strip is a horizontal slice of the page that is never cut.
type strip struct {
	height float64
	keep   bool // stays with the one below it
	draw   func(x, y, width float64)
	blank  bool   // only room, which may be lost at the end of a column
	flow   func() // set in place of draw: draws over as many pages as it needs
	head   *strip // stands above it once more when it comes first on a page; programs that read aloud pass it over
}

// page is the drawing of one page. tags names, for every marked piece, the element it belongs to.
type page struct {
	content bytes.Buffer
	tags    []int
}

// layout sets a document on pages.
type layout struct {
	regular, bold *face
	dir           i18n.Direction
	scale         float64
	pages         []*page
	outline       outline
	lines         []Placed
	lang          string   // of the document, or of what is being drawn
	drawn         int      // the element that is being drawn, by its number from 1; 0 for what belongs to the paper
	pictures      []string // as objects of the file
	y             float64
}

func (l *layout) page() *page { return l.pages[len(l.pages)-1] }

func (l *layout) turn() {
	l.pages = append(l.pages, &page{})
	l.y = margin
}

// run places strips, turning the page where one and those it must stay with do not fit.
func (l *layout) run(strips []strip) {
	for i, s := range strips {
		need := s.height
		for k := i; k+1 < len(strips) && strips[k].keep; k++ {
			need += strips[k+1].height
		}
		if l.y+need > bottom && l.y > margin && (i == 0 || !strips[i-1].keep || l.y+s.height > bottom) {
			l.turn()
			if s.head != nil {
				l.aside(func() { s.head.draw(margin, l.y, textWidth) })
				l.y += s.head.height
			}
		}
		if s.flow != nil {
			s.flow()
			continue
		}
		s.draw(margin, l.y, textWidth)
		l.y += s.height
	}
}

func (l *layout) style(bold bool, size float64) style {
	s := style{face: l.regular, size: size * l.scale, base: l.dir}
	if bold {
		s.face = l.bold
	}
	return s
}

// typedBy is the style for what people typed: it runs in the direction of its first letter.
func (s style) typedBy(text string) style {
	s.base = firstStrong([]rune(text), s.base)
	return s
}

// height of a line of a style.
func (s style) height() float64 { return s.size * leading }

// start is where something of a width begins when it stands at the start side of a box, shifted inwards.
func (l *layout) start(x, width, own, shift float64) float64 {
	if l.dir == i18n.RightToLeft {
		return x + width - own - shift
	}
	return x + shift
}

// end is start for the end side.
func (l *layout) end(x, width, own float64) float64 {
	if l.dir == i18n.RightToLeft {
		return x
	}
	return x + width - own
}

func num(f float64) string {
	return strconv.FormatFloat(f, 'f', 2, 64)
}

// box draws a rectangle, filled or outlined.
func (l *layout) box(x, y, width, height float64, colour string, fill bool) {
	operator, set := "S", "RG 0.8 w"
	if fill {
		operator, set = "f", "rg"
	}
	fmt.Fprintf(&l.page().content, "/Artifact BMC %s %s %s %s %s %s re %s EMC\n",
		colour, set, num(x), num(pageHeight-y-height), num(width), num(height), operator)
}

// stroke draws a line through points.
func (l *layout) stroke(points [][2]float64, colour string, width float64) {
	b := &l.page().content
	fmt.Fprintf(b, "/Artifact BMC %s RG %s w 1 J 1 j ", colour, num(width))
	for i, p := range points {
		operator := "l"
		if i == 0 {
			operator = "m"
		}
		fmt.Fprintf(b, "%s %s %s ", num(p[0]), num(pageHeight-p[1]), operator)
	}
	b.WriteString("S EMC\n")
}

// text draws a line with the top of its room at y.
func (l *layout) text(t typed, s style, x, y float64, colour string) {
	if len(t.words) == 0 {
		return
	}
	base := pageHeight - y - s.size*(0.5+leading/2-0.12)
	head := l.drawn > 0 && (l.outline.all[l.drawn-1].kind == tagTitle || l.outline.all[l.drawn-1].kind == tagHeading)
	l.lines = append(l.lines, Placed{Page: len(l.pages), X: x, Y: y, Width: t.width, Size: s.size, Heading: head, Element: l.drawn, Text: t.text})
	b := &l.page().content
	fmt.Fprintf(b, "BT /%s %s Tf %s rg\n", s.face.name, num(s.size), colour)
	parts := l.parts(t)
	for i, part := range parts {
		l.begin(b, part)
		words := part.words
		if part.blank {
			end := t.width
			if i < len(parts)-1 {
				end = parts[i+1].words[0].glyphs[0].x
			}
			words = append(words[:len(words):len(words)], s.blank(end))
		}
		for _, w := range words {
			l.word(b, w, s, x, base)
		}
		b.WriteString("EMC\n")
	}
	b.WriteString("ET\n")
}

// word shows a word. What a program copies follows from the glyphs, in their order on the page, except where several glyphs make one letter or a
// glyph stands for another text than elsewhere.
func (l *layout) word(b *bytes.Buffer, w word, s style, x, base float64) {
	if w.replaced {
		fmt.Fprintf(b, "/Span <</ActualText %s>> BDC ", textString(w.text))
	}
	l.glyphs(b, w.glyphs, s, x, base)
	if w.replaced {
		b.WriteString("EMC\n")
	}
}

// glyphs shows glyphs where the shaper put them: one run with corrections, a new one where a mark stands higher or lower.
func (l *layout) glyphs(b *bytes.Buffer, all []glyph, s style, x, base float64) {
	open, silent, pen, height := false, false, 0.0, 0.0
	for _, g := range all {
		if !open || g.y != height || g.silent != silent {
			if open {
				b.WriteString(">] TJ ")
			}
			if g.silent != silent {
				b.WriteString(mode(g.silent))
			}
			fmt.Fprintf(b, "1 0 0 1 %s %s Tm [<", num(x+g.x), num(base+g.y))
			open, silent, pen, height = true, g.silent, g.x, g.y
		}
		if shift := (pen - g.x) / s.size * 1000; shift > 1 || shift < -1 {
			fmt.Fprintf(b, "> %s <", num(shift))
			pen = g.x
		}
		fmt.Fprintf(b, "%04X", g.id)
		pen += s.face.width(g.id) / 1000 * s.size
	}
	if open {
		b.WriteString(">] TJ\n")
	}
	if silent {
		b.WriteString(mode(false))
	}
}

// mode switches between letters that are not drawn, which take hardly any room, and letters that are.
func mode(silent bool) string {
	if silent {
		return "3 Tr 1 Tz "
	}
	return "0 Tr 100 Tz "
}

// textString is a text as a PDF string in UTF-16.
func textString(text string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}
