package hours

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// table is a small grid whose last columns are numbers, at the end side.
type table struct {
	widget.BaseWidget
	rtl   bool
	rows  [][]*rtl.Text
	flat  []fyne.CanvasObject
	width float32
}

// shares are the parts of the width that the columns have: day, what, hours, allowance, costs.
var shares = [...]float32{0.235, 0.235, 0.125, 0.2, 0.205}

const tableGap = 6

func newTable(p *i18n.Printer, head []string, rows [][]string) *table {
	t := &table{rtl: p.Direction() == i18n.RightToLeft}
	add := func(cells []string, style rtl.Style) {
		var row []*rtl.Text
		for i, text := range cells {
			s := style
			s.Wrap = true
			if i > 1 {
				s.Align = rtl.End
			}
			cell := rtl.NewText(p.Direction(), text, s)
			row, t.flat = append(row, cell), append(t.flat, cell)
		}
		t.rows = append(t.rows, row)
	}
	add(head, rtl.Style{Size: rtl.Small, Color: look.ColorMuted})
	for _, cells := range rows {
		add(cells, rtl.Style{})
	}
	t.ExtendBaseWidget(t)
	return t
}

// LeastWidth is the least width.
func (t *table) LeastWidth() float32 { return look.Scaled(360) }

// HeightFor is the height it needs at a width.
func (t *table) HeightFor(width float32) float32 { return t.walk(width, false) }

// Children are the cells.
func (t *table) Children() []fyne.CanvasObject { return t.flat }

func (t *table) walk(width float32, put bool) float32 {
	var y float32
	for _, row := range t.rows {
		var high float32
		for i, cell := range row {
			high = max(high, rtl.HeightOf(cell, width*shares[i]-tableGap))
		}
		var x float32
		for i, cell := range row {
			w := width * shares[i]
			if put {
				at := x
				if t.rtl {
					at = width - x - w
				}
				if i > 1 && !t.rtl {
					at += tableGap
				}
				cell.Move(fyne.NewPos(at, y))
				cell.Resize(fyne.NewSize(w-tableGap, high))
			}
			x += w
		}
		y += high + tableGap
	}
	return y
}

// CreateRenderer belongs to Fyne.
func (t *table) CreateRenderer() fyne.WidgetRenderer { return &tableRenderer{t} }

type tableRenderer struct{ t *table }

func (r *tableRenderer) MinSize() fyne.Size {
	least := r.t.LeastWidth()
	return fyne.NewSize(least, r.t.walk(max(least, r.t.width), false))
}

func (r *tableRenderer) Layout(size fyne.Size) {
	r.t.width = size.Width
	r.t.walk(size.Width, true)
}

func (r *tableRenderer) Refresh()                     { r.Layout(r.t.Size()) }
func (r *tableRenderer) Objects() []fyne.CanvasObject { return r.t.flat }
func (r *tableRenderer) Destroy()                     {}
