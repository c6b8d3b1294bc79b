package form

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Answer is what one button of a yes and no says: in large type, and small below it.
type Answer struct {
	Text, Note string
	Pressed    func()
}

// NewYesNo makes the two answers equally large and equally heavy; neither is accented, and neither
// has the keyboard first.
func NewYesNo(p *i18n.Printer, yes, no Answer) fyne.CanvasObject {
	return NewColumns(p, 24,
		newAnswer(p, look.IconCheckBold, yes), newAnswer(p, look.IconXBold, no))
}

func newAnswer(p *i18n.Printer, icon look.IconName, a Answer) *Pressable {
	words := column(p, 0, line(p, a.Text, rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}))
	if a.Note != "" {
		words.Add(line(p, a.Note, rtl.Style{Color: look.ColorMuted, Wrap: true}))
	}
	content := row(p, 20, look.NewIcon(icon, look.ColorText, 40), rtl.Grow(words))
	frame := func(s PressState) Frame {
		return Frame{
			Fill: hovered(s, look.ColorSurface), Edge: look.ColorText,
			Width: look.StrongEdge, Radius: look.CardRadius,
		}
	}
	return NewPressable(PressOptions{Frame: frame, PadX: 28, PadY: 20, Spread: true}, content, a.Pressed)
}
