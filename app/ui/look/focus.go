package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
)

// The focus ring: its width and the space between it and what has the focus.
const (
	FocusWidth float32 = 3
	FocusGap   float32 = 2
	// FocusSpace is what a page must leave free around a control, so that nothing cuts its ring.
	FocusSpace = FocusWidth + FocusGap
)

// FocusRing is drawn around whatever has the keyboard, outside its edge. A renderer puts it last
// among its objects and calls Around from Layout and Show from Refresh.
type FocusRing struct {
	*canvas.Rectangle
	radius float32
}

// NewFocusRing makes a hidden ring for a control with corners of this radius.
func NewFocusRing(radius float32) *FocusRing {
	r := canvas.NewRectangle(color.Transparent)
	r.Hidden = true
	return &FocusRing{Rectangle: r, radius: radius}
}

// Around puts the ring around a control of this place and size.
func (f *FocusRing) Around(pos fyne.Position, size fyne.Size) {
	f.Rectangle.Move(pos.SubtractXY(FocusSpace, FocusSpace))
	f.Rectangle.Resize(size.AddWidthHeight(2*FocusSpace, 2*FocusSpace))
}

// SetRadius changes the radius of the control; a chip's grows with the text.
func (f *FocusRing) SetRadius(radius float32) { f.radius = radius }

// Set shows or hides the ring and takes the colours of the theme.
func (f *FocusRing) Set(focused bool) {
	f.StrokeColor = theme.Color(ColorFocusRing)
	f.StrokeWidth = FocusWidth
	f.CornerRadius = f.radius + FocusGap + HalfGrid/2
	f.FillColor = color.Transparent
	f.Hidden = !focused
	f.Rectangle.Refresh()
}
