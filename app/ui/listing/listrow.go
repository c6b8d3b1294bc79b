package listing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// CreateRenderer belongs to Fyne.
func (b *listBody) CreateRenderer() fyne.WidgetRenderer {
	return &bodyRenderer{b: b, ring: look.NewFocusRing(look.Radius)}
}

type bodyRenderer struct {
	b       *listBody
	ring    *look.FocusRing
	objects []fyne.CanvasObject
}

func (r *bodyRenderer) MinSize() fyne.Size {
	return fyne.NewSize(1, float32(r.b.count)*r.b.rowHeight())
}

func (r *bodyRenderer) Layout(fyne.Size) { r.place() }

func (r *bodyRenderer) Refresh() {
	r.place()
	canvas.Refresh(r.b)
}

func (r *bodyRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *bodyRenderer) Destroy()                     {}

// place makes, fills and places the rows that can be seen.
func (r *bodyRenderer) place() {
	b := r.b
	h := b.rowHeight()
	from, high := b.view()
	first := max(0, int(from/h))
	last := min(b.count, max(0, int((max(0, from)+high)/h)+2))
	n := max(0, last-first)
	for len(b.rows) < n {
		b.rows = append(b.rows, newRowView(b.p))
	}
	r.objects = r.objects[:0]
	size := fyne.NewSize(b.Size().Width, h)
	r.ring.Set(false)
	for i := first; i < last; i++ {
		// A row keeps its view while it is in sight, so that scrolling sets few texts.
		v := b.rows[i%n]
		if v.index != i {
			v.index = i
			v.set(b.at(i))
		}
		v.place(fyne.NewPos(0, float32(i)*h), size, b.narrow(), i == b.hovered, i < b.count-1)
		r.objects = append(r.objects, v.objects()...)
		if b.focused && i == b.current {
			inset := look.FocusSpace + look.HalfGrid // inside the row: the scroll would cut it outside
			r.ring.Around(fyne.NewPos(inset, float32(i)*h+inset), size.SubtractWidthHeight(2*inset, 2*inset))
			r.ring.Set(true)
		}
	}
	r.objects = append(r.objects, r.ring.Rectangle)
}

// rowView is what draws one row, whichever that is.
type rowView struct {
	p           *i18n.Printer
	index       int
	back, below *form.Panel
	icon        *look.IconView
	title, line *rtl.Text
	sign        fyne.CanvasObject
	hasIcon     bool
	head        bool
	long        string // a title that is cut in its middle
}

func newRowView(p *i18n.Printer) *rowView {
	none := form.Frame{Fill: look.ColorNone, Edge: look.ColorNone}
	under := form.Frame{Fill: look.ColorLine, Edge: look.ColorNone}
	return &rowView{
		p: p, index: -1, back: form.NewPanel(none, 0, 0, nil), below: form.NewPanel(under, 0, 0, nil),
		icon:  look.NewIcon(look.IconUser, look.ColorText, 24),
		title: line(p, "", rtl.Style{Bold: true, Lines: 1}),
		line:  line(p, "", rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Lines: 1, Base: rtl.FromPage}),
	}
}

func (v *rowView) set(r Row) {
	v.long = ""
	if r.Middle {
		v.long = r.Title
	} else {
		v.title.SetText(r.Title)
	}
	v.line.SetText(r.Line)
	v.head = r.Head
	v.hasIcon = r.Icon != ""
	if v.hasIcon {
		v.icon.Set(r.Icon, look.ColorText)
	}
	v.sign = nil
	if r.Status.Kind != StatusNone {
		v.sign = NewStatus(v.p, r.Status)
	}
}

func (v *rowView) objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{v.back, v.below, v.title, v.line}
	if v.hasIcon {
		out = append(out, v.icon)
	}
	if v.sign != nil {
		out = append(out, v.sign)
	}
	return out
}

// place lays the row out at pos.
func (v *rowView) place(pos fyne.Position, size fyne.Size, narrow, hovered, more bool) {
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if v.p.Direction() == i18n.RightToLeft {
			x = size.Width - x - w
		}
		o.Move(pos.AddXY(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	f := form.Frame{Fill: look.ColorNone, Edge: look.ColorNone, Radius: look.Radius}
	if hovered || v.head {
		f.Fill = look.ColorRaised
	}
	v.back.SetFrame(f)
	put(v.back, 0, 0, size.Width, size.Height)
	if more {
		put(v.below, 0, size.Height-1, size.Width, 1)
	} else {
		put(v.below, 0, size.Height-1, 0, 0)
	}
	x, end := float32(16), size.Width-16
	if v.hasIcon {
		m := v.icon.MinSize()
		put(v.icon, x, (size.Height-m.Height)/2, m.Width, m.Height)
		x += m.Width + 12
	}
	if v.long != "" {
		room := end - x
		if v.sign != nil && !narrow {
			room -= v.sign.MinSize().Width + 16
		}
		v.title.SetText(rtl.CutMiddle(v.long, rtl.Style{Bold: true}, room))
	}
	ht, hl := v.title.MinSize().Height, v.line.MinSize().Height
	height := ht + hl
	if v.line.Text() == "" {
		height = ht
	}
	if v.sign != nil {
		m := v.sign.MinSize()
		if narrow {
			height += m.Height
			put(v.sign, x, (size.Height+height)/2-m.Height, m.Width, m.Height)
		} else {
			put(v.sign, end-m.Width, (size.Height-m.Height)/2, m.Width, m.Height)
			end -= m.Width + 16
		}
	}
	y := (size.Height - height) / 2
	put(v.title, x, y, end-x, ht)
	put(v.line, x, y+ht, end-x, hl)
}
