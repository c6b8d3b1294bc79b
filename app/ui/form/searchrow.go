package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// searchRow is what is in a field that searches. The keys at its end give way where they would take the room of what can be looked for.
type searchRow struct {
	widget.BaseWidget
	full, short *fyne.Container // with the keys and without
	keys        fyne.CanvasObject
	hint        *rtl.Text // what can be looked for, to know its width
}

// searchGap is the space between the parts of the field.
const searchGap float32 = 12

// hintSides is the space that a field keeps beside its words.
const hintSides float32 = 8

func newSearchRow(p *i18n.Printer, icon, entry, keys fyne.CanvasObject, hint string) *searchRow {
	field := rtl.Grow(entry)
	r := &searchRow{
		full:  rtl.HBox(p.Direction(), searchGap, icon, field, keys),
		short: rtl.HBox(p.Direction(), searchGap, icon, field),
		keys:  keys, hint: line(p, hint, rtl.Style{}),
	}
	r.ExtendBaseWidget(r)
	return r
}

// at is how the parts stand at a width.
func (r *searchRow) at(width float32) *fyne.Container {
	others := rtl.WidthOf(r.full.Objects[0]) + rtl.WidthOf(r.keys) + 2*searchGap
	if width-others >= r.hint.MinSize().Width+hintSides {
		return r.full
	}
	return r.short
}

// LeastWidth is the least width.
func (r *searchRow) LeastWidth() float32 { return rtl.WidthOf(r.short) }

// HeightFor is the height it needs at a width.
func (r *searchRow) HeightFor(width float32) float32 { return rtl.HeightOf(r.short, width) }

// Children are the objects in it.
func (r *searchRow) Children() []fyne.CanvasObject { return r.full.Objects }

// CreateRenderer belongs to Fyne.
func (r *searchRow) CreateRenderer() fyne.WidgetRenderer { return &searchRenderer{r} }

type searchRenderer struct{ r *searchRow }

func (r *searchRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.r.LeastWidth(), r.r.short.MinSize().Height)
}

func (r *searchRenderer) Layout(size fyne.Size) {
	c := r.r.at(size.Width)
	if c == r.r.full {
		r.r.keys.Show()
	} else {
		r.r.keys.Hide()
	}
	c.Layout.Layout(c.Objects, size)
}

func (r *searchRenderer) Refresh() {
	r.r.hint.Refresh()
	r.Layout(r.r.Size())
	for _, o := range r.r.Children() {
		o.Refresh()
	}
}

func (r *searchRenderer) Objects() []fyne.CanvasObject { return r.r.full.Objects }
func (r *searchRenderer) Destroy()                     {}
