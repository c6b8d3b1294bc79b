package form

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Kind is how loud a button is.
type Kind uint8

const (
	// Secondary is a white button with an edge.
	Secondary Kind = iota
	// Primary is the one button of a page that does what the page is for.
	Primary
	// Quiet is words in the accent colour.
	Quiet
)

// ButtonOptions are what a button has besides its words.
type ButtonOptions struct {
	Kind Kind
	// Icon stands before the words, After behind them; both may be "".
	Icon, After look.IconName
	// Wide is the least width at text step 2.
	Wide float32
	// Snug leaves less space beside the words, for a button of fixed width in a row.
	Snug bool
}

// buttonMost is the width of the words of a button above which they wrap, at any text step: a card in the smallest window with the largest
// letters is not much wider.
const buttonMost float32 = 440

// Button is a button with words. Enter and Space press it.
type Button struct {
	Pressable
	p       *i18n.Printer
	text    string
	options ButtonOptions
	inside  slot
	reason  string
	changed func()
}

// NewButton makes a button that says text and calls pressed.
func NewButton(p *i18n.Printer, text string, o ButtonOptions, pressed func()) *Button {
	b := &Button{p: p, text: text, options: o, inside: newSlot(p)}
	pad := float32(20)
	if o.Kind == Quiet {
		pad = 12
	}
	if o.Snug {
		pad = look.Grid
	}
	b.fill()
	b.Extend(b, PressOptions{
		Frame: b.frame, PadX: pad, PadY: look.HalfGrid, MinHeight: look.SizeControl, Wide: o.Wide,
	}, b.inside.Container, pressed)
	return b
}

// NewPrimary makes the one accented button of a page.
func NewPrimary(p *i18n.Printer, text string, pressed func()) *Button {
	return NewButton(p, text, ButtonOptions{Kind: Primary, Wide: 128}, pressed)
}

// NewSecondary makes a button with an edge.
func NewSecondary(p *i18n.Printer, text string, pressed func()) *Button {
	return NewButton(p, text, ButtonOptions{}, pressed)
}

// NewQuiet makes a button of words only.
func NewQuiet(p *i18n.Printer, text string, pressed func()) *Button {
	return NewButton(p, text, ButtonOptions{Kind: Quiet}, pressed)
}

// Text is what the button says.
func (b *Button) Text() string { return b.text }

// SetText changes what the button says.
func (b *Button) SetText(text string) {
	b.text = text
	b.fill()
}

// SetIcons changes the icons before and after the words.
func (b *Button) SetIcons(before, after look.IconName) {
	b.options.Icon, b.options.After = before, after
	b.fill()
}

// Block makes the button unusable and keeps the sentence that says why; Actions shows it.
func (b *Button) Block(reason string) {
	b.reason = reason
	b.Disable()
	b.fill()
	b.tell()
}

// Unblock makes the button usable again.
func (b *Button) Unblock() {
	b.reason = ""
	b.Enable()
	b.fill()
	b.tell()
}

// Reason is why the button cannot be used, or "".
func (b *Button) Reason() string { return b.reason }

func (b *Button) tell() {
	if b.changed != nil {
		b.changed()
	}
}

func (b *Button) ink() fyne.ThemeColorName {
	switch {
	case b.Disabled():
		return look.ColorMuted
	case b.options.Kind == Primary:
		return look.ColorAccentText
	case b.options.Kind == Quiet:
		return look.ColorAccent
	}
	return look.ColorText
}

func (b *Button) fill() {
	var parts []fyne.CanvasObject
	if b.options.Icon != "" {
		parts = append(parts, look.NewIcon(b.options.Icon, b.ink(), 20))
	}
	if b.text != "" {
		style := rtl.Style{Bold: b.options.Kind == Primary, Color: b.ink(), Align: rtl.Middle, Wrap: true, Most: buttonMost}
		parts = append(parts, line(b.p, b.text, style))
	}
	if b.options.After != "" {
		parts = append(parts, look.NewIcon(b.options.After, b.ink(), 18))
	}
	b.inside.fill(row(b.p, look.Grid, parts...))
}

func (b *Button) frame(s PressState) Frame {
	f := Frame{Fill: look.ColorSurface, Edge: look.ColorEdge, Width: look.Edge, Radius: look.Radius}
	switch b.options.Kind {
	case Primary:
		f.Fill, f.Edge = look.ColorAccent, look.ColorAccent
		if s.Hovered || s.Pressed {
			// The fill stays: hovering may not take the words their contrast.
			f.Edge, f.Width = look.ColorText, look.StrongEdge
		}
	case Quiet:
		f.Fill, f.Edge, f.Width = look.ColorNone, look.ColorNone, 0
		f.Fill = hovered(s, f.Fill)
	default:
		f.Fill = hovered(s, f.Fill)
	}
	if s.Disabled {
		f.Fill, f.Edge, f.Width = look.ColorRaised, look.ColorRaised, 0
	}
	return f
}

// hovered is the fill under the mouse and while pressed.
func hovered(s PressState, usual fyne.ThemeColorName) fyne.ThemeColorName {
	switch {
	case s.Pressed:
		return look.ColorAccentSoft
	case s.Hovered:
		return look.ColorRaised
	}
	return usual
}

// IconButton is one of the few buttons without words: x, eye, speaker, minus, plus.
type IconButton struct {
	Pressable
	icon *look.IconView
}

// IconButtonOptions are what a button without words has.
type IconButtonOptions struct {
	// Round is a circle, as the speaker has; Bare has no frame, as the eye in a field.
	Round, Bare bool
	// Side is the width and height at text step 2; 0 is that of a button.
	Side float32
	// Size is that of the icon at text step 2; 0 is 24.
	Size float32
}

// NewIconButton makes a button that shows an icon and calls pressed.
func NewIconButton(icon look.IconName, o IconButtonOptions, pressed func()) *IconButton {
	if o.Size == 0 {
		o.Size = 24
	}
	ink := look.ColorText
	if o.Round {
		ink = look.ColorAccent
	}
	b := &IconButton{icon: look.NewIcon(icon, ink, o.Size)}
	height := look.SizeControl
	if o.Side > 0 {
		height = ""
	}
	b.Extend(b, PressOptions{
		Frame: func(s PressState) Frame { return iconFrame(s, o, b.Size().Height/2) },
		PadX:  look.HalfGrid, PadY: look.HalfGrid, MinHeight: height, Wide: o.Side, Square: true,
	}, b.icon, pressed)
	return b
}

// SetIcon changes the icon.
func (b *IconButton) SetIcon(icon look.IconName) { b.icon.Set(icon, look.ColorText) }

func iconFrame(s PressState, o IconButtonOptions, half float32) Frame {
	f := Frame{Fill: hovered(s, look.ColorSurface), Edge: look.ColorEdge, Width: look.Edge, Radius: look.Radius}
	if o.Round {
		f.Radius = half
	}
	if o.Bare {
		f.Fill, f.Edge, f.Width = hovered(s, look.ColorNone), look.ColorNone, 0
	}
	if s.Disabled {
		f.Fill = look.ColorRaised
	}
	return f
}
