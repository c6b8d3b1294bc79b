package export

import (
	"schakel/internal/i18n"
)

// PocketSlip is four slips of A6 on a page of A4, to be cut out and filled in by hand outside: the same four fields as on the screen. A
// name need not be on it, and it says so.
func PocketSlip(p *i18n.Printer) Document {
	doc := NewDocument(p, p.T("slip.title"), "")
	doc.Bare = true
	doc.Blocks = []Block{slips{
		title: p.T("slip.title"), tip: p.T("slip.tip"), own: p.T("slip.own"),
		fields: []slipField{
			{p.T("slip.whom"), 1}, {p.T("slip.when"), 1}, {p.T("slip.roles"), 2}, {p.T("slip.note"), 4},
		},
	}}
	return doc
}

// slipField is a word with lines to write on.
type slipField struct {
	word  string
	lines int
}

// slips fills a page with four slips and the lines along which they are cut.
type slips struct {
	title, tip, own string
	fields          []slipField
}

// Room on a slip, in points.
const (
	slipPad  = 20.0
	slipLine = 24.0
)

func (b slips) strips(l *layout, _ float64) []strip {
	return []strip{{height: pageHeight, draw: func(float64, float64, float64) {
		w, h := pageWidth/2, pageHeight/2
		for i := range 4 {
			b.one(l, float64(i%2)*w, float64(i/2)*h, w)
		}
		l.stroke([][2]float64{{w, 0}, {w, pageHeight}}, colourLine, 0.5)
		l.stroke([][2]float64{{0, h}, {pageWidth, h}}, colourLine, 0.5)
	}}}
}

// one draws a slip with its corner at x, y.
func (b slips) one(l *layout, x, y, width float64) {
	inner := width - 2*slipPad
	x, y = x+slipPad, y+slipPad
	title, word, small := l.style(true, 14), l.style(true, sizeBody), l.style(false, 8)
	y = b.say(l, title, b.title, x, y, inner, colourText) + 2
	y = b.say(l, small, b.tip, x, y, inner, colourMuted) + 6
	for _, f := range b.fields {
		y = b.say(l, word, f.word, x, y, inner, colourText)
		for range f.lines {
			y += slipLine
			l.stroke([][2]float64{{x, y}, {x + inner, y}}, colourEdge, 0.6)
		}
		y += 8
	}
	b.say(l, small, b.own, x, y, inner, colourMuted)
}

// say draws a text in lines and gives where it ends.
func (b slips) say(l *layout, s style, text string, x, y, width float64, colour string) float64 {
	e := l.element(tagText, "")
	for _, t := range s.lines(text, width) {
		l.marked(e, func() { l.text(t, s, l.start(x, width, t.width, 0), y, colour) })
		y += s.height()
	}
	return y
}

// bare is the blocks alone.
func (d Document) bare(l *layout) []strip {
	var out []strip
	for _, b := range d.Blocks {
		out = append(out, b.strips(l, textWidth)...)
	}
	return out
}
