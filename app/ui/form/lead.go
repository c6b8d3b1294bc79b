package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Lead puts a small object, such as an icon, before the first line of a main one.
type Lead struct {
	widget.BaseWidget
	dir        i18n.Direction
	gap        float32
	lead, main fyne.CanvasObject
	width      float32
}

// NewLead makes it; main takes the width that is left.
func NewLead(p *i18n.Printer, gap float32, lead, main fyne.CanvasObject) *Lead {
	l := &Lead{dir: p.Direction(), gap: gap, lead: lead, main: main}
	l.ExtendBaseWidget(l)
	return l
}

// firstLine is the height of a line of text, in which the lead stands in the middle.
func (l *Lead) firstLine() float32 { return rtl.NewText(l.dir, " ", rtl.Style{}).MinSize().Height }

// LeastWidth is the least width.
func (l *Lead) LeastWidth() float32 { return l.lead.MinSize().Width + l.gap + rtl.WidthOf(l.main) }

// HeightFor is the height it needs at a width.
func (l *Lead) HeightFor(width float32) float32 {
	l.width = width
	m := l.lead.MinSize()
	return max(m.Height, rtl.HeightOf(l.main, width-m.Width-l.gap))
}

// Children are the objects in it.
func (l *Lead) Children() []fyne.CanvasObject { return []fyne.CanvasObject{l.lead, l.main} }

// CreateRenderer belongs to Fyne.
func (l *Lead) CreateRenderer() fyne.WidgetRenderer { return &leadRenderer{l} }

type leadRenderer struct{ l *Lead }

func (r *leadRenderer) MinSize() fyne.Size {
	l := r.l
	w := l.LeastWidth()
	if l.width > 0 {
		return fyne.NewSize(w, l.HeightFor(max(w, l.width)))
	}
	return fyne.NewSize(w, max(l.lead.MinSize().Height, l.main.MinSize().Height))
}

func (r *leadRenderer) Layout(size fyne.Size) {
	l := r.l
	l.width = size.Width
	m := l.lead.MinSize()
	rest := size.Width - m.Width - l.gap
	x, y := float32(0), max(0, (l.firstLine()-m.Height)/2)
	at := m.Width + l.gap
	if l.dir == i18n.RightToLeft {
		x, at = size.Width-m.Width, 0
	}
	l.lead.Move(fyne.NewPos(x, y))
	l.lead.Resize(m)
	l.main.Move(fyne.NewPos(at, 0))
	l.main.Resize(fyne.NewSize(rest, rtl.HeightOf(l.main, rest)))
}

func (r *leadRenderer) Refresh() {
	r.Layout(r.l.Size())
	r.l.lead.Refresh()
	r.l.main.Refresh()
}

func (r *leadRenderer) Objects() []fyne.CanvasObject { return r.l.Children() }
func (r *leadRenderer) Destroy()                     {}
