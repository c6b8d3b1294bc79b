package rtl

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
)

// Text draws text in the order it is read. It is not focusable and reacts to nothing.
type Text struct {
	widget.BaseWidget
	dir   Dir
	style Style
	spans []Span
	width float32 // the last width that was given or asked about
	cache map[float32]block
	word  float32 // the widest word; 0 when it was not measured yet
}

// block is a text set for one width.
type block struct {
	lines  []placed
	width  float32 // of the widest line
	height float32
}

// placed is a line with the paragraph it belongs to and the top of it in the block.
type placed struct {
	line
	of *paragraph
	y  float32
}

// NewText draws s on a page of direction d.
func NewText(d Dir, s string, style Style) *Text {
	t := &Text{dir: d, style: style}
	t.spans = []Span{{Text: s, Size: style.Size, Bold: style.Bold, Color: style.Color}}
	t.ExtendBaseWidget(t)
	return t
}

// NewRich draws spans of different looks on one baseline, such as a word and a small muted term.
// Of the style only what is not in a span counts: alignment, wrapping, lines, base.
func NewRich(d Dir, spans []Span, style Style) *Text {
	if style.Base == Auto && len(spans) > 1 {
		style.Base = FromPage // several parts are put together by us, in the order of the page, whatever a name begins with
	}
	t := &Text{dir: d, style: style, spans: slices.Clone(spans)}
	t.ExtendBaseWidget(t)
	return t
}

// Text is what is shown, in logical order and without direction marks.
func (t *Text) Text() string {
	var b strings.Builder
	for _, s := range t.spans {
		b.WriteString(s.Text)
	}
	return WithoutMarks(b.String())
}

// SetText shows another text in the look of the first span.
func (t *Text) SetText(s string) {
	if len(t.spans) == 1 && t.spans[0].Text == s {
		return
	}
	first := Span{Size: t.style.Size, Bold: t.style.Bold, Color: t.style.Color}
	if len(t.spans) > 0 {
		first = t.spans[0]
	}
	first.Text = s
	t.spans = []Span{first}
	t.Refresh()
}

// SetSpans shows other spans.
func (t *Text) SetSpans(spans []Span) {
	t.spans = slices.Clone(spans)
	t.Refresh()
}

// SetColor gives every span this colour.
func (t *Text) SetColor(c fyne.ThemeColorName) {
	t.style.Color = c
	for i := range t.spans {
		t.spans[i].Color = c
	}
	t.Refresh()
}

// SetBold makes every span bold or not.
func (t *Text) SetBold(bold bool) {
	t.style.Bold = bold
	for i := range t.spans {
		t.spans[i].Bold = bold
	}
	t.Refresh()
}

// Refresh sets the text again, also after another theme.
func (t *Text) Refresh() {
	t.cache, t.word = nil, 0
	t.BaseWidget.Refresh()
}

// HeightFor is the height this text needs at a width.
func (t *Text) HeightFor(width float32) float32 {
	if t.style.Wrap {
		t.width = width
	}
	return t.set(width).height
}

// OneLine is the width at which nothing of it wraps.
func (t *Text) OneLine() float32 { return t.set(0).width }

// set breaks the text into lines for a width; 0 is without limit.
func (t *Text) set(width float32) block {
	if b, ok := t.cache[width]; ok {
		return b
	}
	var b block
	for i, p := range t.paragraphs() {
		if t.style.Lines > 0 && len(b.lines) >= t.style.Lines {
			t.ellipsis(&b, width)
			break
		}
		limit := t.style.Lines - len(b.lines)
		if t.style.Lines == 0 {
			limit = 0
		}
		lines, more := t.breakLines(p, width, limit)
		for _, l := range lines {
			b.add(placed{line: l, of: p})
		}
		if more {
			t.ellipsis(&b, width)
			break
		}
		if i > maxParagraphs {
			break
		}
	}
	if len(t.cache) > 3 || t.cache == nil {
		t.cache = map[float32]block{}
	}
	t.cache[width] = b
	return b
}

// maxParagraphs keeps a text of nothing but line ends from taking the program's time.
const maxParagraphs = 5000

func (t *Text) breakLines(p *paragraph, width float32, limit int) ([]line, bool) {
	if t.style.Wrap {
		return p.wrap(width, limit)
	}
	lines, _ := p.wrap(0, limit)
	return lines, width > 0 && lines[0].width > width+slack
}

func (b *block) add(l placed) {
	l.y = b.height
	b.height += l.height
	b.width = max(b.width, l.width)
	b.lines = append(b.lines, l)
}

// ellipsis replaces the last line by one that ends in an ellipsis.
func (t *Text) ellipsis(b *block, width float32) {
	last := &b.lines[len(b.lines)-1]
	p, l := last.of.shorten(last.start, width)
	l.height, l.baseline = last.height, last.baseline
	last.of, last.line = p, l
	b.width = 0
	for _, l := range b.lines {
		b.width = max(b.width, l.width)
	}
}

// paragraphs cuts the spans at their line ends.
func (t *Text) paragraphs() []*paragraph {
	th := t.Theme()
	inks := make([]inked, 0, len(t.spans)+1)
	var text []rune
	var ink []uint16
	var out []*paragraph
	end := func() {
		out = append(out, newParagraph(text, ink, inks, t.style.Base.of(text, t.dir)))
		text, ink = nil, nil
	}
	for _, s := range t.spans {
		inks = append(inks, inkOf(th, s))
	}
	if len(inks) == 0 {
		inks = append(inks, inkOf(th, Span{Size: t.style.Size}))
	}
	for i, s := range t.spans {
		for _, r := range strings.ToValidUTF8(s.Text, "\uFFFD") {
			if r == '\n' {
				end()
				continue
			}
			text = append(text, r)
			ink = append(ink, uint16(i))
		}
	}
	end()
	return out
}

func inkOf(th fyne.Theme, s Span) inked {
	name, lead := s.Size.name()
	size := th.Size(name)
	color := s.Color
	if color == "" {
		color = look.ColorText
	}
	return inked{face: face{size: size, bold: s.Bold}, color: color, lead: float32(int(size*lead + 0.5))}
}

// CreateRenderer is called by Fyne.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	return &textRenderer{text: t}
}

type textRenderer struct {
	text    *Text
	objects []fyne.CanvasObject
	shown   float32 // the width that objects are set for
}

func (r *textRenderer) Destroy() {}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }

// MinSize of a text that wraps is a word wide and as high as it is at the width it last had.
func (r *textRenderer) MinSize() fyne.Size {
	t := r.text
	natural := t.set(0)
	if !t.style.Wrap {
		return fyne.NewSize(natural.width, natural.height)
	}
	least := min(natural.width, max(t.widestWord(), t.style.Most))
	if t.width <= 0 {
		return fyne.NewSize(least, natural.height)
	}
	return fyne.NewSize(least, t.set(max(t.width, least)).height)
}

// widestWord is the width a text should have at least; a very long word is broken.
func (t *Text) widestWord() float32 {
	if t.word > 0 {
		return t.word
	}
	var widest, most float32
	for _, l := range t.set(0).lines {
		from := 0
		for _, e := range l.of.words() {
			widest = max(widest, l.of.measure(from, e)-l.of.spaceAfter(e))
			from = e
		}
		for _, k := range l.of.inks {
			most = max(most, k.face.size*10)
		}
	}
	t.word = min(widest, most)
	return t.word
}

func (r *textRenderer) Layout(size fyne.Size) {
	if r.text.style.Wrap {
		r.text.width = size.Width
	}
	r.draw(size.Width)
	canvas.Refresh(r.text)
}

func (r *textRenderer) Refresh() {
	r.draw(r.text.Size().Width)
	canvas.Refresh(r.text)
}

// draw puts one canvas text for every piece, reusing those there are.
func (r *textRenderer) draw(width float32) {
	t := r.text
	b := t.set(width)
	n := 0
	for _, l := range b.lines {
		x := alignX(t.dir, t.style.Align, l.width, width)
		for _, pc := range l.pieces {
			ink := l.of.inks[pc.ink]
			r.objects = placePiece(r.objects, n, pc, ink, theme.ColorForWidget(ink.color, t), fyne.NewPos(x+pc.x, l.y+l.baseline))
			n++
		}
	}
	clear(r.objects[n:])
	r.objects = r.objects[:n]
	r.shown = width
}

// alignX is the left of a line of a width in a box of a width.
func alignX(d Dir, a Align, line, box float32) float32 {
	left := a == Start && d == LTR || a == End && d == RTL
	switch {
	case left:
		return 0
	case a == Middle:
		return (box - line) / 2
	}
	return box - line
}

// AccessibilityLabel is what a screen reader says.
func (t *Text) AccessibilityLabel() string { return t.Text() }

// AccessibilityRole is text.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }
