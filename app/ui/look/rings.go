package look

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"schakel/internal/i18n"
)

// RingState is what one of the two has said.
type RingState uint8

const (
	// RingOpen still has to speak: a dashed ring.
	RingOpen RingState = iota
	// RingLate still has to speak and is later than agreed: a dashed ring in the late colour.
	RingLate
	// RingSpoken has spoken: a solid ring. Two of them hold each other.
	RingSpoken
)

// The height of the rings in the places they stand, at text step 2; the width is 5/3 of it.
const (
	RingsBrand float32 = 24
	RingsRow   float32 = 29
	RingsPage  float32 = 43
	RingsEmpty float32 = 80
)

// Rings are the sign of Schakel: you and the family at the start, the other at the end.
type Rings struct {
	widget.BaseWidget
	own, other RingState
	dir        i18n.Direction
	height     float32
}

// NewRings makes the two rings; in a right-to-left language you stand right.
func NewRings(own, other RingState, d i18n.Direction, height float32) *Rings {
	r := &Rings{own: own, other: other, dir: d, height: height}
	r.ExtendBaseWidget(r)
	return r
}

// Set changes who has spoken.
func (r *Rings) Set(own, other RingState) {
	if r.own == own && r.other == other {
		return
	}
	r.own, r.other = own, other
	r.Refresh()
}

// States tells who has spoken.
func (r *Rings) States() (own, other RingState) { return r.own, r.other }

// CreateRenderer belongs to Fyne.
func (r *Rings) CreateRenderer() fyne.WidgetRenderer {
	img := canvas.NewImageFromResource(r.resource())
	img.FillMode = canvas.ImageFillContain
	return &ringsRenderer{rings: r, image: img}
}

type ringsRenderer struct {
	rings *Rings
	image *canvas.Image
}

func (r *ringsRenderer) MinSize() fyne.Size {
	h := Scaled(r.rings.height)
	return fyne.NewSize(h*5/3, h)
}

func (r *ringsRenderer) Layout(size fyne.Size) {
	m := r.MinSize()
	r.image.Resize(m)
	r.image.Move(fyne.NewPos((size.Width-m.Width)/2, (size.Height-m.Height)/2))
}

func (r *ringsRenderer) Refresh() {
	r.image.Resource = r.rings.resource()
	r.Layout(r.rings.Size())
	r.image.Refresh()
}

func (r *ringsRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.image} }
func (r *ringsRenderer) Destroy()                     {}

// resource draws the rings on a field of 40 by 24.
func (r *Rings) resource() fyne.Resource {
	left, right := r.own, r.other
	if r.dir == i18n.RightToLeft {
		left, right = right, left
	}
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 24">`)
	switch {
	case left == RingSpoken && right == RingSpoken:
		b.WriteString(arc(ColorAccent, 15, ringStroke, 79, 389))
		b.WriteString(arc(ColorAccent, 25, ringStroke, 259, 569))
	case right == RingSpoken:
		b.WriteString(dashedArc(left, 15, 74, 286))
		b.WriteString(solidRing(25))
	case left == RingSpoken:
		b.WriteString(solidRing(15))
		b.WriteString(dashedArc(right, 25, -106, 106))
	default:
		b.WriteString(dashedArc(left, 15, 60, 300))
		b.WriteString(dashedArc(right, 25, -120, 120))
	}
	b.WriteString(`</svg>`)
	name := fmt.Sprintf("schakel-rings-%d-%d-%s-%s-%s.svg", left, right,
		hex(theme.Color(ColorAccent)), hex(theme.Color(ColorEdge)), hex(theme.Color(ColorLate)))
	return fyne.NewStaticResource(name, []byte(b.String()))
}
