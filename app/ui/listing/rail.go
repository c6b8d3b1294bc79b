package listing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Destination is one place the rail leads to.
type Destination struct {
	ID   string
	Icon look.IconName
	Text string
}

// Rail is the column at the start of the window: brand, destinations, and settings and lock at its
// foot. It scrolls when it must.
type Rail struct {
	form.Wrapped
	items    []*railItem
	selected string
}

// railWidth is the least width of the rail; larger words make it wider.
const railWidth float32 = 216

// railWords is the width of the words above which they wrap, at any text step: the page keeps two thirds of the smallest window.
const railWords float32 = 208

// NewRail makes the rail with nothing selected; chosen hears the id of what is pressed, of the foot
// too. A brand of "" leaves the brand out.
func NewRail(p *i18n.Printer, brand string, places, foot []Destination, chosen func(id string)) *Rail {
	r := &Rail{}
	list := func(from []Destination) *fyne.Container {
		c := column(p, look.HalfGrid)
		for _, d := range from {
			item := newRailItem(p, d, func() { chosen(d.ID) })
			item.OnKey(func(e *fyne.KeyEvent) bool { return r.arrow(item, e.Name) })
			r.items = append(r.items, item)
			c.Add(item)
		}
		return c
	}
	inside := column(p, 0)
	if brand != "" {
		inside.Add(railHead(p, brand))
	}
	inside.Objects = append(inside.Objects, list(places), rtl.Grow(rtl.Stack(p.Direction())), list(foot))
	padded := rtl.Pad(p.Direction(), rtl.Sides(16, 12), inside)
	body := &railBody{content: padded, scroll: rtl.Scroll(p.Direction(), padded)}
	body.ExtendBaseWidget(body)
	r.Wrap(r, form.NewPanel(form.Frame{Fill: look.ColorRaised, Edge: look.ColorNone}, 0, 0, body))
	return r
}

// railHead is the brand.
func railHead(p *i18n.Printer, brand string) fyne.CanvasObject {
	name := row(p, 12, look.NewRings(look.RingSpoken, look.RingSpoken, p.Direction(), look.RingsBrand),
		line(p, brand, rtl.Style{Bold: true}))
	return rtl.Pad(p.Direction(), rtl.Edges{Start: 12, Top: 12, Bottom: 24}, name)
}

// Select shows where the page is; "" is nowhere.
func (r *Rail) Select(id string) {
	r.selected = id
	for _, item := range r.items {
		item.setOn(item.place.ID == id)
	}
}

// Selected is where the page is.
func (r *Rail) Selected() string { return r.selected }

// Press does what pressing a destination does.
func (r *Rail) Press(id string) {
	for _, item := range r.items {
		if item.place.ID == id {
			item.Press()
		}
	}
}

func (r *Rail) arrow(from *railItem, key fyne.KeyName) bool {
	step, ok := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1}[key]
	if !ok {
		return false
	}
	for i, item := range r.items {
		if j := i + step; item == from && j >= 0 && j < len(r.items) {
			r.items[j].Focus()
			break
		}
	}
	return true
}

// railBody scrolls up and down, and is as wide as its widest word needs.
type railBody struct {
	widget.BaseWidget
	content, scroll fyne.CanvasObject
}

// Children are the objects in it.
func (b *railBody) Children() []fyne.CanvasObject { return []fyne.CanvasObject{b.scroll} }

// CreateRenderer belongs to Fyne.
func (b *railBody) CreateRenderer() fyne.WidgetRenderer { return &railRenderer{b} }

type railRenderer struct{ b *railBody }

func (r *railRenderer) MinSize() fyne.Size {
	return fyne.NewSize(max(railWidth, r.b.content.MinSize().Width), r.b.scroll.MinSize().Height)
}

func (r *railRenderer) Layout(size fyne.Size)        { r.b.scroll.Resize(size) }
func (r *railRenderer) Refresh()                     { r.b.scroll.Refresh() }
func (r *railRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.b.scroll} }
func (r *railRenderer) Destroy()                     {}

type railItem struct {
	form.Pressable
	p      *i18n.Printer
	place  Destination
	on     bool
	inside *fyne.Container
}

func newRailItem(p *i18n.Printer, d Destination, pressed func()) *railItem {
	i := &railItem{p: p, place: d, inside: rtl.Stack(p.Direction())}
	i.fill()
	i.Extend(i, form.PressOptions{
		Frame: i.frame, PadY: look.HalfGrid, MinHeight: look.SizeControl, Spread: true,
	}, i.inside, pressed)
	return i
}

func (i *railItem) setOn(on bool) {
	if i.on != on {
		i.on = on
		i.fill()
		i.Refresh()
	}
}

func (i *railItem) fill() {
	icon, ink, bar := i.place.Icon, look.ColorText, look.ColorNone
	if i.on {
		icon, ink, bar = icon.Filled(), look.ColorAccent, look.ColorAccent
	}
	mark := form.NewAtLeast(4, 24,
		form.NewPanel(form.Frame{Fill: bar, Edge: look.ColorNone, Radius: 2}, 0, 0, nil))
	i.inside.Objects = []fyne.CanvasObject{row(i.p, look.Grid, mark, look.NewIcon(icon, ink, 24),
		row(i.p, 0, rtl.Pad(i.p.Direction(), rtl.Edges{Start: look.HalfGrid, End: 12}, rtl.Min(i.p.Direction(), fyne.NewSize(boldWidth(i.p, i.place.Text), 1), line(i.p, i.place.Text, rtl.Style{Bold: i.on, Wrap: true, Most: railWords})))))}
	i.inside.Refresh()
}

// boldWidth is the width of a word in bold: the rail keeps that room, so that choosing a destination moves nothing.
func boldWidth(p *i18n.Printer, word string) float32 {
	return line(p, word, rtl.Style{Bold: true, Wrap: true, Most: railWords}).MinSize().Width
}

func (i *railItem) frame(s form.PressState) form.Frame {
	f := form.Frame{Fill: look.ColorNone, Edge: look.ColorNone, Radius: look.Radius}
	switch {
	case i.on, s.Pressed:
		f.Fill = look.ColorAccentSoft
		if !look.IsDark() {
			f.Fill = look.ColorSurface
		}
	case s.Hovered:
		f.Fill = look.ColorLine
	}
	return f
}
