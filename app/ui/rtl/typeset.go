package rtl

import (
	"math"
	"unicode"

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/segmenter"
)

// slack is the rounding in Fyne units that a line may be wider than its box.
const slack = 0.5

// latinHeight is the height of a line of Noto Sans as a part of its ascent (1069 above the baseline,
// 293 below it). The bundled face reaches deeper for Arabic, which must not move Latin text up.
const latinHeight = (1069 + 293) / 1069.0

// maxMarks is the longest row of combining marks that is drawn on one letter (Unicode's
// stream-safe text, UAX 15); more only slows the shaper down.
const maxMarks = 30

// inked is a run of one look inside a text.
type inked struct {
	face  face
	color fyne.ThemeColorName
	// lead is the height of a line of this look, in Fyne units.
	lead float32
}

// paragraph is one logical line of text with the look of each of its runes.
type paragraph struct {
	text  []rune
	ink   []uint16 // index in inks, by rune
	inks  []inked
	base  Dir
	level []int8
	// later leaves the pieces of a line to whoever draws it, where its words alone tell that it fits. A long text has far more lines than
	// are seen, and a key must not wait for all of them.
	later bool
}

// piece is what becomes one canvas text: a stretch in one look.
type piece struct {
	stretch
	ink      uint16
	x, width float32
	text     string
}

// line is one line on the screen.
type line struct {
	start, end       int // runes of the paragraph, with the spaces at the end
	pieces           []piece
	width            float32
	height, baseline float32
	bare             bool // it has neither pieces nor a width yet
}

func newParagraph(text []rune, ink []uint16, inks []inked, base Dir) *paragraph {
	text, ink = limitMarks(text, ink)
	if len(inks) > 1 {
		return &paragraph{text: text, ink: ink, inks: inks, base: base, level: levelsOfParts(text, ink, base)}
	}
	return &paragraph{text: text, ink: ink, inks: inks, base: base, level: levels(text, base)}
}

func limitMarks(text []rune, ink []uint16) ([]rune, []uint16) {
	marks, over := 0, false
	for _, r := range text {
		marks = countMark(r, marks)
		over = over || marks > maxMarks
	}
	if !over {
		return text, ink
	}
	var t []rune
	var k []uint16
	marks = 0
	for i, r := range text {
		if marks = countMark(r, marks); marks > maxMarks {
			continue
		}
		t = append(t, r)
		k = append(k, ink[i])
	}
	return t, k
}

func countMark(r rune, before int) int {
	if r >= 0x300 && unicode.Is(unicode.M, r) {
		return before + 1
	}
	return 0
}

// measure is the width of the runes start..end without ordering them.
func (p *paragraph) measure(start, end int) float32 {
	var w float32
	for i := start; i < end; {
		j := i + 1
		for j < end && p.ink[j] == p.ink[i] {
			j++
		}
		w += p.inks[p.ink[i]].face.width(drawn(p.text[i:j], false))
		i = j
	}
	return w
}

// compose orders and measures one line. Spaces at its end are not drawn.
func (p *paragraph) compose(start, end int) line {
	l := line{start: start, end: end}
	shown := end
	for shown > start && unicode.IsSpace(p.text[shown-1]) {
		shown--
	}
	for _, run := range visual(p.text, p.level, start, shown, p.base) {
		for _, part := range faces(p.text, run) {
			for _, s := range p.short(p.looks(part, run.rtl)) {
				pc := piece{stretch: s, ink: p.ink[s.start], x: l.width, text: drawn(p.text[s.start:s.end], s.rtl)}
				pc.width = p.inks[pc.ink].face.width(pc.text)
				l.width += pc.width
				l.pieces = append(l.pieces, pc)
			}
		}
	}
	p.stand(&l)
	return l
}

// looks cuts a stretch where the look changes, in the order of drawing.
func (p *paragraph) looks(s stretch, rtl bool) []stretch {
	var out []stretch
	for i := s.start; i < s.end; {
		j := i + 1
		for j < s.end && p.ink[j] == p.ink[i] {
			j++
		}
		if rtl {
			out = append([]stretch{{i, j, s.rtl}}, out...)
		} else {
			out = append(out, stretch{i, j, s.rtl})
		}
		i = j
	}
	return out
}

// stand gives a line its height and the baseline all its looks stand on.
func (p *paragraph) stand(l *line) {
	seen := false
	take := func(k inked) {
		_, base := k.face.measure("x")
		natural := base * latinHeight
		lead := float32(math.Max(float64(k.lead), math.Ceil(float64(natural))))
		l.baseline = max(l.baseline, base+(lead-natural)/2)
		l.height = max(l.height, lead)
		seen = true
	}
	for i := l.start; i < l.end; i++ {
		if i == l.start || p.ink[i] != p.ink[i-1] {
			take(p.inks[p.ink[i]])
		}
	}
	if !seen {
		take(p.inks[0])
	}
}

// inkAt is the look of a rune, the first look where there is none.
func (p *paragraph) inkAt(i int) uint16 {
	if i < 0 || i >= len(p.ink) {
		return 0
	}
	return p.ink[i]
}

// words are the ends of the parts of a paragraph between which a line may break.
func (p *paragraph) words() []int {
	var seg segmenter.Segmenter
	seg.Init(p.text)
	var ends []int
	for it := seg.LineIterator(); it.Next(); {
		l := it.Line()
		ends = p.ends(ends, l.Offset, l.Offset+len(l.Text))
	}
	return ends
}

// graphemes are the ends of what a reader sees as one letter, between start and end.
func graphemes(text []rune) []int {
	var seg segmenter.Segmenter
	seg.Init(text)
	var ends []int
	for it := seg.GraphemeIterator(); it.Next(); {
		g := it.Grapheme()
		if start := g.Offset; start > 0 && start < len(text) && joins(text[:start], text[start]) {
			ends = ends[:len(ends)-1]
		}
		ends = append(ends, g.Offset+len(g.Text))
	}
	return ends
}

// joins reports a picture that a joiner makes one with the picture before it, as in a family. The library of the letters knows this rule
// (GB11), but misses it right after another picture.
func joins(before []rune, r rune) bool {
	i := len(before) - 1
	if before[i] != '\u200D' || !isPicture(r) {
		return false
	}
	for i--; i > 0 && (unicode.Is(unicode.M, before[i]) || before[i] >= 0x1F3FB && before[i] <= 0x1F3FF); i-- {
	}
	return i >= 0 && isPicture(before[i])
}

func isPicture(r rune) bool {
	flag := r >= 0x1F1E6 && r <= 0x1F1FF
	return !flag && (r >= 0x1F000 || r >= 0x2000 && unicode.Is(unicode.So, r))
}

// wrap breaks a paragraph into lines no wider than width, on words, and inside a word only when it
// is alone on its line. A width of 0 or less is no limit. limit is the most lines wanted (0 is no
// limit); more reports that text is left after them.
func (p *paragraph) wrap(width float32, limit int) (lines []line, more bool) {
	if width <= 0 || len(p.text) == 0 {
		return []line{p.compose(0, len(p.text))}, false
	}
	ends := p.together(p.words(), width)
	widths := make([]float32, len(ends))
	from := 0
	for i, e := range ends {
		widths[i] = p.measure(from, e)
		from = e
	}
	start := 0
	for w := 0; start < len(p.text); {
		if limit > 0 && len(lines) == limit {
			return lines, true
		}
		l, next := p.fill(start, w, ends, widths, width)
		lines = append(lines, l)
		start = l.end
		w = next
	}
	return lines, false
}

// surely is the part of the width that the words of a line may take by themselves to fit for certain: set together they are at most a
// little wider.
const surely = 0.97

// fill makes the line that begins at start, inside word w, and returns the word after it.
func (p *paragraph) fill(start, w int, ends []int, widths []float32, width float32) (line, int) {
	var sum float32
	last := w
	for ; last < len(ends); last++ {
		whole := widths[last]
		if last == w && start > 0 && (w == 0 || ends[w-1] < start) {
			whole = p.measure(start, ends[last])
		}
		if last > w && sum+whole > width+slack && sum+whole-p.spaceAfter(ends[last]) > width+slack {
			break
		}
		sum += whole
	}
	if p.later && last > w && sum < width*surely {
		l := line{start: start, end: ends[last-1], bare: true}
		p.stand(&l)
		return l, last
	}
	for n := last; n > w; n-- {
		l := p.compose(start, ends[n-1])
		if l.width <= width+slack {
			return l, n
		}
		if n == w+1 {
			return p.cut(start, ends[w], width, w)
		}
	}
	return p.cut(start, ends[w], width, w)
}

// spaceAfter is the width of the spaces that end at end.
func (p *paragraph) spaceAfter(end int) float32 {
	i := end
	for i > 0 && unicode.IsSpace(p.text[i-1]) {
		i--
	}
	return p.measure(i, end)
}

// cut breaks one word that is wider than the line, by letters, always at least one.
func (p *paragraph) cut(start, end int, width float32, w int) (line, int) {
	stops := graphemes(p.text[start:end])
	lo, hi := 0, len(stops)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if p.compose(start, start+stops[mid]).width <= width+slack {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	at := start + stops[lo]
	if at == end {
		w++
	}
	return p.compose(start, at), w
}

// shorten is the line from start on with as much as fits and an ellipsis after it.
func (p *paragraph) shorten(start int, width float32) (*paragraph, line) {
	end := min(len(p.text), start+2048)
	stops := append([]int{0}, graphemes(p.text[start:end])...)
	try := func(n int) (*paragraph, line) {
		cut := start + stops[n]
		for cut > start && unicode.IsSpace(p.text[cut-1]) {
			cut--
		}
		q := &paragraph{inks: p.inks, base: p.base}
		q.text = append(append(q.text, p.text[start:cut]...), '…')
		q.ink = append(append(q.ink, p.ink[start:cut]...), p.inkAt(cut-1))
		q.level = append(append(q.level, p.level[start:cut]...), int8(p.base))
		return q, q.compose(0, len(q.text))
	}
	lo, hi := 0, len(stops)-1
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if _, l := try(mid); l.width <= width+slack {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return try(lo)
}
