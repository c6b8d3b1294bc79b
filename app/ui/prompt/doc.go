// Package prompt asks before something that cannot be taken back, asks for a file, and says what
// happened. It asks in the page itself: there is never a dialog on a dialog.
package prompt

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Question is what a Confirm asks.
type Question struct {
	// Title is the question; Text what happens then, in plain words.
	Title, Text string
	// Yes and No are the words on the buttons: what will be done, never "OK".
	Yes, No string
	// Careful puts the keyboard on No at first: for what can never be taken back.
	Careful bool
}

// Confirm is a panel in the page with a question and two buttons. Enter is what has the keyboard,
// Yes at first; Escape is no.
type Confirm struct {
	form.Wrapped
	yes, no *form.Button
	careful bool
}

// NewConfirm makes the panel; exactly one of the two is called, once. The page takes it away.
func NewConfirm(p *i18n.Printer, q Question, yes, no func()) *Confirm {
	c := &Confirm{careful: q.Careful}
	answered := false
	once := func(f func()) func() {
		return func() {
			if answered {
				return
			}
			answered = true
			if f != nil {
				f()
			}
		}
	}
	c.yes = form.NewPrimary(p, q.Yes, once(yes))
	c.no = form.NewSecondary(p, q.No, once(no))
	for _, b := range []*form.Button{c.yes, c.no} {
		b.OnKey(func(e *fyne.KeyEvent) bool {
			if e.Name == fyne.KeyEscape {
				c.no.Press()
				return true
			}
			return false
		})
	}
	inside := rtl.VBox(p.Direction(), look.Grid, rtl.NewText(p.Direction(), q.Title, rtl.Style{Bold: true, Wrap: true}))
	if q.Text != "" {
		inside.Add(rtl.NewText(p.Direction(), q.Text, rtl.Style{Color: look.ColorMuted, Wrap: true}))
	}
	inside.Add(rtl.Pad(p.Direction(), rtl.Edges{Top: look.Grid}, form.NewGroup(p, 12, c.yes, c.no)))
	f := form.Frame{Fill: look.ColorSurface, Edge: look.ColorEdge, Width: look.StrongEdge, Radius: look.CardRadius}
	c.Wrap(c, form.NewPanel(f, look.CardPadding, 20, inside))
	return c
}

// Focus puts the keyboard on the button that Enter then presses: Yes, or No when the question is to
// be answered with care.
func (c *Confirm) Focus() {
	if c.careful {
		c.no.Focus()
		return
	}
	c.yes.Focus()
}

// Yes is the button that does it.
func (c *Confirm) Yes() *form.Button { return c.yes }

// No is the button that changes nothing.
func (c *Confirm) No() *form.Button { return c.no }

// Message is a page that says what happened and what can be done.
type Message struct {
	Icon  look.IconName
	Color fyne.ThemeColorName
	// Title is one sentence, Text what to do or what it means, Detail small below it.
	Title, Text, Detail string
	// Actions are the buttons; the first is the usual one.
	Actions []fyne.CanvasObject
}

// NewMessage makes the page.
func NewMessage(p *i18n.Printer, m Message) fyne.CanvasObject {
	d := p.Direction()
	inside := rtl.VBox(d, 16)
	if m.Icon != "" {
		ink := m.Color
		if ink == "" {
			ink = look.ColorAccent
		}
		inside.Add(rtl.HBox(d, 0, look.NewIcon(m.Icon, ink, 40)))
	}
	inside.Add(rtl.NewText(d, m.Title, rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}))
	if m.Text != "" {
		inside.Add(rtl.NewText(d, m.Text, rtl.Style{Wrap: true}))
	}
	if m.Detail != "" {
		inside.Add(rtl.NewText(d, m.Detail, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	}
	if len(m.Actions) > 0 {
		inside.Add(form.NewActions(p, m.Actions, nil))
	}
	return rtl.Pad(d, rtl.Sides(48, look.NarrowMargin), form.NewAtMost(640, inside))
}
