package meetings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
)

// tight is a cell that is as narrow as the month needs. One text alone has the room of all lines, where its longest word has a place on
// one of them; else the words are cut, whatever their length, and the card of the day says them whole. A cell that is too narrow for a word
// shows marks in their place.
type tight struct {
	widget.BaseWidget
	roomy, cut, marks fyne.CanvasObject
}

// wordsFrom is the width of a cell, at text step 2, from which it has room for words.
const wordsFrom float32 = 76

// markSide is the width of a mark at text step 2.
const markSide float32 = 16

// marksOf are the marks of a day: a cup for what is held, a sun for a feast.
func marksOf(d rtl.Dir, one cell, ink fyne.ThemeColorName) fyne.CanvasObject {
	marks := rtl.HBox(d, look.HalfGrid)
	if len(one.rows) > 0 {
		marks.Add(look.NewIcon(look.IconCoffeeFill, ink, markSide))
	}
	if len(one.feasts) > 0 {
		marks.Add(look.NewIcon(look.IconSun, ink, markSide))
	}
	return marks
}

// newTight makes a cell; roomy may be nil.
func newTight(roomy, cut, marks fyne.CanvasObject) *tight {
	c := &tight{roomy: roomy, cut: cut, marks: marks}
	c.ExtendBaseWidget(c)
	return c
}

// all are the ways in which the day can stand in the cell.
func (c *tight) all() []fyne.CanvasObject {
	if c.roomy == nil {
		return []fyne.CanvasObject{c.cut, c.marks}
	}
	return []fyne.CanvasObject{c.cut, c.marks, c.roomy}
}

// at is how the day stands in a cell of a width.
func (c *tight) at(width float32) fyne.CanvasObject {
	switch {
	case width < look.Scaled(wordsFrom):
		return c.marks
	case c.roomy != nil && rtl.WidthOf(c.roomy) <= width:
		return c.roomy
	}
	return c.cut
}

// LeastWidth is that of two marks beside each other.
func (c *tight) LeastWidth() float32 { return 2*look.Scaled(markSide) + 4*look.HalfGrid }

// HeightFor is that of the number and the lines below it, or the marks.
func (c *tight) HeightFor(width float32) float32 {
	if width > 0 && width < look.Scaled(wordsFrom) {
		return look.Size(look.SizeSmall)*1.5 + look.Scaled(markSide) + 3*look.HalfGrid
	}
	return look.Size(look.SizeSmall)*1.5*(1+cellLines) + 2*look.HalfGrid
}

// Children are the objects in it.
func (c *tight) Children() []fyne.CanvasObject { return c.all() }

// CreateRenderer belongs to Fyne.
func (c *tight) CreateRenderer() fyne.WidgetRenderer { return &tightRenderer{c} }

type tightRenderer struct{ c *tight }

func (r *tightRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.c.LeastWidth(), r.c.HeightFor(r.c.Size().Width))
}

func (r *tightRenderer) Layout(size fyne.Size) {
	shown := r.c.at(size.Width)
	for _, o := range r.c.all() {
		o.Resize(size)
		if o == shown {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

func (r *tightRenderer) Refresh() {
	for _, o := range r.c.all() {
		o.Refresh()
	}
}
func (r *tightRenderer) Objects() []fyne.CanvasObject { return r.c.all() }
func (r *tightRenderer) Destroy()                     {}
