package week

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// grid is the lines under their heads. Columns have a share of the width; it mirrors.
type grid struct {
	widget.BaseWidget
	p     *i18n.Printer
	back  bool
	heads []*rtl.Text
	rows  []*gridRow
	hint  fyne.CanvasObject // what belongs to the cell with the keyboard
	under int               // the row below which it stands, -1 for above the first
	all   []fyne.CanvasObject
	width float32
}

// share is the part of the width that a column has.
type share struct {
	c    column
	part float32
}

// lineup is how the columns stand: in one line, or in two where the width is too small for one.
func lineup(width float32) [][]share {
	if width >= look.Scaled(560) {
		return [][]share{{{colDay, 0.12}, {colWhom, 0.22}, {colLength, 0.10}, {colRoles, 0.20}, {colNote, 0.26}, {colFailed, 0.10}}}
	}
	return [][]share{
		{{colDay, 0.26}, {colWhom, 0.52}, {colLength, 0.22}},
		{{colRoles, 0.36}, {colNote, 0.42}, {colFailed, 0.22}},
	}
}

const (
	cellGap = 12 // room for the ring around the cell with the keyboard
	rowGap  = 10
	edge    = 6 // the same, above and at the start
)

func newGrid(p *i18n.Printer, hint fyne.CanvasObject) *grid {
	g := &grid{p: p, back: p.Direction() == i18n.RightToLeft, hint: hint}
	for c := range columns {
		head := rtl.NewText(p.Direction(), p.Value("week.column", c.name()), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
		g.heads, g.all = append(g.heads, head), append(g.all, head)
	}
	g.all = append(g.all, hint)
	g.ExtendBaseWidget(g)
	return g
}

func (g *grid) add(r *gridRow) {
	g.rows = append(g.rows, r)
	for c := range columns {
		g.all = append(g.all, r.cell(c))
	}
	g.all = append(g.all, r.wrong)
}

// LeastWidth is the least width.
func (g *grid) LeastWidth() float32 { return look.Scaled(360) }

// HeightFor is the height it needs at a width.
func (g *grid) HeightFor(width float32) float32 { return g.walk(width, false) }

// Children are the heads and the cells, in the order in which Tab goes.
func (g *grid) Children() []fyne.CanvasObject { return g.all }

// put gives an object its place in a line; x and width are seen from the start of the line.
func (g *grid) put(o fyne.CanvasObject, whole, x, y, w, h float32) {
	x += edge
	if g.back {
		x = whole + edge - x - w
	}
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func (g *grid) walk(width float32, put bool) float32 {
	width -= edge
	y := g.across(width, 0, put, func(c column) fyne.CanvasObject { return g.heads[c] }) + cellGap
	for _, r := range g.rows {
		y += g.across(width, y, put, r.cell)
		if r.wrong.Visible() {
			h := rtl.HeightOf(r.wrong, width)
			if put {
				g.put(r.wrong, width, 0, y+cellGap/2, width, h)
			}
			y += h + cellGap/2
		}
		if g.under == r.i {
			y += g.hinted(width, y, put)
		}
		y += rowGap
	}
	return y
}

// hinted puts the hint below a row, and gives the height.
func (g *grid) hinted(width, y float32, put bool) float32 {
	h := rtl.HeightOf(g.hint, width)
	if put {
		g.put(g.hint, width, 0, y+cellGap/2, width, h)
	}
	return h + cellGap
}

// across puts one object in every column, and gives the height.
func (g *grid) across(width, y float32, put bool, at func(c column) fyne.CanvasObject) float32 {
	var all float32
	for n, shares := range lineup(width) {
		var high, x float32
		for _, s := range shares {
			high = max(high, rtl.HeightOf(at(s.c), width*s.part-cellGap))
		}
		if n > 0 {
			all += cellGap / 2
		}
		for _, s := range shares {
			if put {
				g.put(at(s.c), width, x, y+all, width*s.part-cellGap, high)
			}
			x += width * s.part
		}
		all += high
	}
	return all
}

// CreateRenderer belongs to Fyne.
func (g *grid) CreateRenderer() fyne.WidgetRenderer { return &gridRenderer{g} }

type gridRenderer struct{ g *grid }

func (r *gridRenderer) MinSize() fyne.Size {
	least := r.g.LeastWidth()
	return fyne.NewSize(least, r.g.walk(max(least, r.g.width), false))
}

func (r *gridRenderer) Layout(size fyne.Size) {
	if size.Width < 1 {
		return // not shown yet
	}
	r.g.width = size.Width
	r.g.walk(size.Width, true)
}

func (r *gridRenderer) Refresh()                     { r.Layout(r.g.Size()) }
func (r *gridRenderer) Objects() []fyne.CanvasObject { return r.g.all }
func (r *gridRenderer) Destroy()                     {}

// gridRow is the cells of one line, and what is wrong below them.
type gridRow struct {
	v       *View
	i       int
	entries [colFailed]*rtl.Entry
	failed  *form.Check
	wrong   *fyne.Container
}

func newGridRow(v *View, i int) *gridRow {
	p := v.p
	r := &gridRow{v: v, i: i, wrong: rtl.VBox(p.Direction(), 2)}
	for c := range colFailed {
		e := rtl.NewEntry(p.Direction(), rtl.EntryOptions{Limit: limits[c]})
		e.OnChanged = func(text string) { v.typed(i, c, text) }
		e.OnFocusGained = func() { v.hint.follow(i, c) }
		e.OnFocusLost = func() { v.left(i, c) }
		e.OnKey = func(k *fyne.KeyEvent) bool { return r.key(c, k.Name) }
		e.OnLimit = func(int) { v.say(p.T("week.wrong.long")) }
		r.entries[c] = e
	}
	r.failed = form.NewCheck(p, "", "", func(on bool) {
		v.state.lines[i].failed = on
		v.keepers[i].Touch()
	})
	r.failed.OnKey(func(k *fyne.KeyEvent) bool { return r.key(colFailed, k.Name) })
	r.failed.OnFocus(func(on bool) {
		if on {
			v.hint.follow(i, colFailed)
		}
	})
	r.fill(v.state.lines[i])
	return r
}

// limits are the most letters of a cell; a note can be as long as that of a contact.
var limits = [colFailed]int{40, 120, 20, 300, 20_000}

func (r *gridRow) cell(c column) fyne.CanvasObject {
	if c == colFailed {
		return r.failed
	}
	return r.entries[c]
}

// fill shows a line.
func (r *gridRow) fill(l *line) {
	for c := range colFailed {
		r.entries[c].SetText(l.cells[c])
	}
	r.failed.SetOn(l.failed)
	r.show(l)
}

// show puts what is wrong beside the cells: an edge around each, and the sentences below the line.
func (r *gridRow) show(l *line) {
	p := r.v.p
	r.wrong.Objects = nil
	for c := range colFailed {
		text := l.wrong[c]
		r.entries[c].SetError(text != "")
		if text != "" {
			words := p.T("week.wrong", "Column", p.Value("week.column", c.name()), "Text", text)
			r.wrong.Add(form.NewLead(p, 6, look.NewIcon(look.IconWarningCircle, look.ColorLate, 18),
				rtl.NewText(p.Direction(), words, rtl.Style{Size: rtl.Small, Color: look.ColorLate, Wrap: true})))
		}
	}
	if len(r.wrong.Objects) == 0 {
		r.wrong.Hide()
	} else {
		r.wrong.Show()
	}
	r.v.grid.Refresh()
	r.v.content.Refresh()
}

// key moves through the grid as in a spreadsheet: Enter and Down a line down, Up a line up, the arrows to the side out of a cell when the
// caret is at its edge.
func (r *gridRow) key(c column, k fyne.KeyName) bool {
	v := r.v
	if v.hint.key(k) {
		return true
	}
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		if r.i == len(v.rows)-1 && k != fyne.KeyDown && len(v.rows) < linesMost {
			v.more()
		}
		v.to(r.i+1, c)
	case fyne.KeyUp:
		v.to(r.i-1, c)
	case fyne.KeyLeft, fyne.KeyRight:
		right := k == fyne.KeyRight
		if c != colFailed && !r.entries[c].AtEdge(right) {
			return false
		}
		step := column(-1)
		if right != v.grid.back {
			step = 1
		}
		v.to(r.i, c+step)
	default:
		return false
	}
	return true
}
