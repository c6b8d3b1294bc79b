package form

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
)

// Frame is the shape something that can be pressed has in one state.
type Frame struct {
	Fill, Edge fyne.ThemeColorName
	// Width is that of the edge, 0 for none; Radius that of the corners.
	Width, Radius float32
	// FlatLeft and FlatRight keep that side square, where the next one joins.
	FlatLeft, FlatRight bool
}

// Paint gives a rectangle this shape in the colours of the theme.
func (f Frame) Paint(r *canvas.Rectangle) {
	r.FillColor, r.StrokeColor = theme.Color(f.Fill), theme.Color(f.Edge)
	r.StrokeWidth, r.CornerRadius = f.Width, f.Radius
	if f.FlatLeft || f.FlatRight {
		r.CornerRadius = 0
		left, right := f.Radius, f.Radius
		if f.FlatLeft {
			left = 0
		}
		if f.FlatRight {
			right = 0
		}
		r.TopLeftCornerRadius, r.BottomLeftCornerRadius = left, left
		r.TopRightCornerRadius, r.BottomRightCornerRadius = right, right
	}
	r.Refresh()
}

// PressState is what the mouse and the keyboard do with something that can be pressed.
type PressState struct {
	Hovered, Pressed, Focused, Disabled bool
}

// PressOptions say how a Pressable looks. Only Frame must be given.
type PressOptions struct {
	// Frame gives the shape in a state; it is asked at each drawing.
	Frame func(PressState) Frame
	// PadX and PadY are the space around the content.
	PadX, PadY float32
	// MinHeight and MinWidth are the names of theme sizes, or "".
	MinHeight, MinWidth fyne.ThemeSizeName
	// Wide is a width at text step 2 that the whole has at least.
	Wide float32
	// Square makes the width follow the height.
	Square bool
	// Spread gives the content the whole width; otherwise it is centred at its own.
	Spread bool
}

// Pressable is the part every button, chip, card and row has in common: a frame, a focus ring, the
// mouse, and Enter and Space. Embed it and call Extend.
type Pressable struct {
	widget.BaseWidget
	self     fyne.Widget
	options  PressOptions
	content  fyne.CanvasObject
	state    PressState
	onPress  func()
	onKey    func(*fyne.KeyEvent) bool
	onFocus  func(bool)
	quietTap bool
	pointed  bool // the keyboard comes with a click, which must not move the page
}

// Extend makes self a widget that shows content and calls onPress when it is pressed.
func (p *Pressable) Extend(self fyne.Widget, o PressOptions, content fyne.CanvasObject, onPress func()) {
	p.self, p.options, p.content, p.onPress = self, o, content, onPress
	p.ExtendBaseWidget(self)
}

// NewPressable makes something pressable that needs no type of its own.
func NewPressable(o PressOptions, content fyne.CanvasObject, onPress func()) *Pressable {
	p := &Pressable{}
	p.Extend(p, o, content, onPress)
	return p
}

// OnPress changes what pressing does.
func (p *Pressable) OnPress(f func()) { p.onPress = f }

// OnKey hears keys before Enter and Space; true means that the key was used.
func (p *Pressable) OnKey(f func(*fyne.KeyEvent) bool) { p.onKey = f }

// OnFocus hears when the keyboard comes and goes.
func (p *Pressable) OnFocus(f func(focused bool)) { p.onFocus = f }

// LeaveFocus lets a mouse press leave the keyboard where it is: for a button inside a field.
func (p *Pressable) LeaveFocus() { p.quietTap = true }

// State is what the mouse and the keyboard do with it now.
func (p *Pressable) State() PressState { return p.state }

// Press does what a tap or Enter does.
func (p *Pressable) Press() {
	if p.state.Disabled || p.onPress == nil {
		return
	}
	p.onPress()
}

// Focus asks for the keyboard.
func (p *Pressable) Focus() {
	if f, ok := p.self.(fyne.Focusable); ok && !p.state.Disabled {
		Focus(f)
	}
}

// Tapped belongs to Fyne.
func (p *Pressable) Tapped(*fyne.PointEvent) {
	if !p.quietTap {
		p.pointed = true
		p.Focus()
		p.pointed = false
	}
	p.Press()
}

// FocusGained belongs to Fyne.
func (p *Pressable) FocusGained() { p.focus(true) }

// FocusLost belongs to Fyne.
func (p *Pressable) FocusLost() { p.focus(false) }

func (p *Pressable) focus(on bool) {
	p.change(func(s *PressState) { s.Focused = on })
	if on && !p.pointed {
		rtl.BringIntoView(p.self)
	}
	if p.onFocus != nil {
		p.onFocus(on)
	}
}

// TypedRune belongs to Fyne.
func (p *Pressable) TypedRune(rune) {}

// TypedKey belongs to Fyne.
func (p *Pressable) TypedKey(e *fyne.KeyEvent) {
	if p.onKey != nil && p.onKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.Press()
	default:
		PassOn(p.self, e)
	}
}

// PassOn gives a key that a widget has no use for to the window, as Escape is: Fyne tells it only to what has the keyboard.
func PassOn(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// MouseIn belongs to Fyne.
func (p *Pressable) MouseIn(*desktop.MouseEvent) { p.change(func(s *PressState) { s.Hovered = true }) }

// MouseMoved belongs to Fyne.
func (p *Pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut belongs to Fyne.
func (p *Pressable) MouseOut() {
	p.change(func(s *PressState) { s.Hovered, s.Pressed = false, false })
}

// MouseDown belongs to Fyne.
func (p *Pressable) MouseDown(*desktop.MouseEvent) {
	p.change(func(s *PressState) { s.Pressed = true })
}

// MouseUp belongs to Fyne.
func (p *Pressable) MouseUp(*desktop.MouseEvent) {
	p.change(func(s *PressState) { s.Pressed = false })
}

// Disable belongs to Fyne; whoever disables something also says why, in words.
func (p *Pressable) Disable() { p.change(func(s *PressState) { s.Disabled = true }) }

// Enable belongs to Fyne.
func (p *Pressable) Enable() { p.change(func(s *PressState) { s.Disabled = false }) }

// Disabled belongs to Fyne.
func (p *Pressable) Disabled() bool { return p.state.Disabled }

func (p *Pressable) change(f func(*PressState)) {
	before := p.state
	f(&p.state)
	if p.state != before {
		p.self.Refresh()
	}
}

// Children are the objects in it.
func (p *Pressable) Children() []fyne.CanvasObject { return []fyne.CanvasObject{p.content} }

// LeastWidth is the least width.
func (p *Pressable) LeastWidth() float32 {
	o := p.options
	w := rtl.WidthOf(p.content) + 2*o.PadX
	if o.MinWidth != "" {
		w = fyne.Max(w, look.Size(o.MinWidth))
	}
	w = fyne.Max(w, look.Scaled(o.Wide))
	if o.Square {
		w = fyne.Max(w, o.high(p.content.MinSize().Height+2*o.PadY))
	}
	return w
}

// HeightFor is the height it needs at a width.
func (p *Pressable) HeightFor(width float32) float32 {
	o := p.options
	inner := width - 2*o.PadX
	if !o.Spread {
		inner = fyne.Min(inner, rtl.WidthOf(p.content))
	}
	h := o.high(rtl.HeightOf(p.content, inner) + 2*o.PadY)
	if o.Square {
		h = fyne.Max(h, p.MinSize().Height)
	}
	return h
}

func (o PressOptions) high(content float32) float32 {
	if o.MinHeight == "" {
		return content
	}
	return fyne.Max(content, look.Size(o.MinHeight))
}

// CreateRenderer belongs to Fyne.
func (p *Pressable) CreateRenderer() fyne.WidgetRenderer {
	r := &pressRenderer{p: p, frame: canvas.NewRectangle(color.Transparent), ring: look.NewFocusRing(0)}
	r.paint()
	return r
}

type pressRenderer struct {
	p     *Pressable
	frame *canvas.Rectangle
	ring  *look.FocusRing
}

func (r *pressRenderer) MinSize() fyne.Size {
	o := r.p.options
	h := o.high(r.p.content.MinSize().Height + 2*o.PadY)
	if w := r.p.Size().Width; w > 0 && !o.Square {
		h = r.p.HeightFor(fyne.Max(w, r.p.LeastWidth()))
	}
	m := fyne.NewSize(r.p.LeastWidth(), h)
	if o.Square {
		m = fyne.NewSquareSize(fyne.Max(m.Width, m.Height))
	}
	return m
}

func (r *pressRenderer) Layout(size fyne.Size) {
	o := r.p.options
	if r.frame.Size() != size {
		r.frame.Resize(size)
		r.paint() // a round shape has its radius from its size
	}
	r.ring.Around(fyne.NewPos(0, 0), size)
	inner := size.SubtractWidthHeight(2*o.PadX, 2*o.PadY).Max(fyne.Size{})
	m := fyne.NewSize(inner.Width, 0)
	if !o.Spread {
		m.Width = fyne.Min(rtl.WidthOf(r.p.content), inner.Width)
	}
	m.Height = fyne.Min(rtl.HeightOf(r.p.content, m.Width), inner.Height)
	r.p.content.Resize(m)
	r.p.content.Move(fyne.NewPos(o.PadX+(inner.Width-m.Width)/2, o.PadY+(inner.Height-m.Height)/2))
}

func (r *pressRenderer) Refresh() {
	r.paint()
	r.Layout(r.p.Size())
	r.p.content.Refresh()
}

func (r *pressRenderer) paint() {
	f := r.p.options.Frame(r.p.state)
	f.Paint(r.frame)
	r.ring.SetRadius(f.Radius)
	r.ring.Set(r.p.state.Focused)
}

func (r *pressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.frame, r.p.content, r.ring.Rectangle}
}

func (r *pressRenderer) Destroy() {}
