package listing

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// GridRow is one row of a table of numbers.
type GridRow struct {
	Label string
	Cells []Amount
	Bold  bool // a row of totals
}

// Grid is a table of numbers: what its rows are at the start, the words of its columns above, the numbers at the end side of each column. Where
// the columns are too narrow for their words, every row becomes a short list of its own.
type Grid struct {
	walker
	columns []string
	rows    []GridRow
	heads   []*rtl.Text
	labels  []*rtl.Text
	cells   [][]fyne.CanvasObject
	under   [][]*rtl.Text // the words of the columns again, for short lists
	width   float32
	known   gridFit
}

// gridFit is how wide the labels are at a width and a size of the letters, and whether the columns are too narrow then.
type gridFit struct {
	width, text float32
	label       float32
	stacked     bool
}

// The part of the width that the labels have at least and at most, and what stays free between columns, at text step 2.
const (
	gridLabelShare float32 = 0.3
	gridLabelMost  float32 = 0.7
	gridGap        float32 = 8
)

// NewGrid makes a table; bold is a last column of totals.
func NewGrid(p *i18n.Printer, columns []string, bold bool, rows []GridRow, walk Walk) *Grid {
	g := &Grid{columns: columns, rows: rows}
	for _, c := range columns {
		g.heads = append(g.heads, line(p, c, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true, Align: rtl.End}))
	}
	for _, r := range rows {
		g.labels = append(g.labels, line(p, r.Label, rtl.Style{Wrap: true, Bold: r.Bold}))
		var cells []fyne.CanvasObject
		var under []*rtl.Text
		for j, a := range r.Cells {
			cells = append(cells, amountText(p, a, rtl.Style{Bold: r.Bold || bold && j == len(r.Cells)-1}))
			under = append(under, line(p, columns[j], rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
		}
		g.cells, g.under = append(g.cells, cells), append(g.under, under)
	}
	g.box = func(i int) (fyne.Position, fyne.Size) {
		w := g.Size().Width
		from := g.headHeight(w)
		for j := range i {
			from += g.rowHeight(j, w)
		}
		return fyne.NewPos(0, from), fyne.NewSize(w, g.rowHeight(i, w))
	}
	g.extend(g, p, walk, len(rows))
	return g
}

// column is the width of one column of numbers.
func (g *Grid) column(width float32) float32 {
	return (width - g.fit(width).label) / float32(max(1, len(g.columns)))
}

// Stacked tells whether every row is a short list of its own.
func (g *Grid) Stacked(width float32) bool { return g.fit(width).stacked }

func (g *Grid) fit(width float32) gridFit {
	if text := look.Size(look.SizeText); g.known.width != width || g.known.text != text {
		label, stacked := g.share(width)
		g.known = gridFit{width, text, label, stacked}
	}
	return g.known
}

// share gives the labels what they need to stand on one line, as far as the columns leave it, and tells whether something still does not fit.
func (g *Grid) share(width float32) (label float32, stacked bool) {
	gap := look.Scaled(gridGap)
	var word, whole, column float32
	for _, l := range g.labels {
		word, whole = max(word, rtl.WidthOf(l)+gap), max(whole, l.OneLine()+gap)
	}
	for _, h := range g.heads {
		column = max(column, rtl.WidthOf(h)+gap)
	}
	for _, row := range g.cells {
		for _, c := range row {
			column = max(column, c.MinSize().Width+gap)
		}
	}
	left := width - column*float32(len(g.columns))
	label = max(width*gridLabelShare, min(whole, left, width*gridLabelMost))
	return label, word > label || label > left
}

func (g *Grid) headHeight(width float32) float32 {
	if g.Stacked(width) {
		return 0
	}
	var h float32
	for _, o := range g.heads {
		h = max(h, o.HeightFor(g.column(width)-look.Scaled(gridGap)))
	}
	return h + look.HalfGrid
}

func (g *Grid) rowHeight(i int, width float32) float32 {
	if g.Stacked(width) {
		h := g.labels[i].HeightFor(width) + look.Grid
		for j := range g.cells[i] {
			h += g.lineHeight(i, j, width)
		}
		return h
	}
	h := g.labels[i].HeightFor(g.fit(width).label - look.Scaled(gridGap))
	for _, c := range g.cells[i] {
		h = max(h, c.MinSize().Height)
	}
	return max(look.Scaled(barRow), h+look.Grid)
}

// lineHeight is that of one number of a short list.
func (g *Grid) lineHeight(i, j int, width float32) float32 {
	cell := g.cells[i][j].MinSize()
	return max(cell.Height, g.under[i][j].HeightFor(width-cell.Width-look.Scaled(2*gridGap)))
}

// LeastWidth is the least width.
func (g *Grid) LeastWidth() float32 { return look.Scaled(280) }

// HeightFor is the height it needs at a width.
func (g *Grid) HeightFor(width float32) float32 {
	g.width = width
	h := g.headHeight(width)
	for i := range g.rows {
		h += g.rowHeight(i, width)
	}
	return h
}

// Children are the texts in it.
func (g *Grid) Children() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, h := range g.heads {
		out = append(out, h)
	}
	for i := range g.rows {
		out = append(out, g.labels[i])
		for j := range g.cells[i] {
			out = append(out, g.under[i][j], g.cells[i][j])
		}
	}
	return append(out, g.back)
}

// CreateRenderer belongs to Fyne.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer { return &gridRenderer{g} }

type gridRenderer struct{ g *Grid }

func (r *gridRenderer) MinSize() fyne.Size {
	w := r.g.LeastWidth()
	return fyne.NewSize(w, r.g.HeightFor(max(w, r.g.width)))
}

func (r *gridRenderer) Layout(size fyne.Size) {
	g := r.g
	g.width = size.Width
	if g.Stacked(size.Width) {
		g.stack(size)
	} else {
		g.lay(size)
	}
	g.mark()
}

// lay puts the numbers in columns.
func (g *Grid) lay(size fyne.Size) {
	col, gap := g.column(size.Width), look.Scaled(gridGap)
	from := g.fit(size.Width).label
	y := g.headHeight(size.Width)
	for j, h := range g.heads {
		h.Show()
		high := h.HeightFor(col - gap)
		placeAcross(g.p, h, size, from+col*float32(j)+gap, y-look.HalfGrid-high, col-gap, high)
	}
	for i := range g.rows {
		high := g.rowHeight(i, size.Width)
		lw := from - gap
		lh := g.labels[i].HeightFor(lw)
		placeAcross(g.p, g.labels[i], size, 0, y+(high-lh)/2, lw, lh)
		for j, c := range g.cells[i] {
			g.under[i][j].Hide()
			m := c.MinSize()
			placeAcross(g.p, c, size, from+col*float32(j+1)-m.Width, y+(high-m.Height)/2, m.Width, m.Height)
		}
		y += high
	}
}

// stack puts the numbers of a row below its label, each with the words of its column.
func (g *Grid) stack(size fyne.Size) {
	for _, h := range g.heads {
		h.Hide()
	}
	var y float32
	for i := range g.rows {
		from := y
		lh := g.labels[i].HeightFor(size.Width)
		placeAcross(g.p, g.labels[i], size, 0, y, size.Width, lh)
		y += lh
		for j, c := range g.cells[i] {
			m, high := c.MinSize(), g.lineHeight(i, j, size.Width)
			w := size.Width - m.Width - look.Scaled(2*gridGap)
			g.under[i][j].Show()
			placeAcross(g.p, g.under[i][j], size, look.Scaled(gridGap), y, w, high)
			placeAcross(g.p, c, size, size.Width-m.Width, y+(high-m.Height)/2, m.Width, m.Height)
			y += high
		}
		y = from + g.rowHeight(i, size.Width)
	}
}

func (r *gridRenderer) Refresh() {
	r.Layout(r.g.Size())
	for _, o := range r.g.Children() {
		o.Refresh()
	}
}

func (r *gridRenderer) Objects() []fyne.CanvasObject {
	all := r.g.Children()
	back := all[len(all)-1]
	return append(append([]fyne.CanvasObject{back}, all[:len(all)-1]...), r.g.ring.Rectangle)
}

func (r *gridRenderer) Destroy() {}
