package summaries

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/summary"
)

// fold is one table: its title and its number always, its rows when it is open. They are made when it is first opened.
type fold struct {
	form.Wrapped
	v     *View
	of    summary.Table
	head  *number
	caret *look.IconView
	total *rtl.Text
	brief *rtl.Text // the rows in one line, while it is folded; nil for a chart
	body  *fyne.Container
	on    bool
}

// bare is the frame of what can be pressed on a card without a frame of its own.
func bare(s form.PressState) form.Frame {
	f := form.Frame{Fill: look.ColorNone, Edge: look.ColorNone, Radius: look.Radius}
	switch {
	case s.Pressed:
		f.Fill = look.ColorAccentSoft
	case s.Hovered:
		f.Fill = look.ColorRaised
	}
	return f
}

func (v *View) fold(t summary.Table, open bool) *fold {
	p, d := v.p, v.p.Direction()
	f := &fold{v: v, of: t, caret: look.NewIcon(look.IconCaretDown, look.ColorText, 18), body: rtl.VBox(d, 0)}
	f.total = rtl.NewText(d, "", rtl.Style{Align: rtl.End})
	title := rtl.NewText(d, p.Value("summary.measure", t.ID), rtl.Style{Bold: true, Wrap: true})
	words := rtl.VBox(d, 0, title)
	small := rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}
	if aim := v.state.aim(t); aim != "" {
		words.Add(rtl.NewText(d, aim, small))
	}
	if brief := v.state.brief(t); brief != "" {
		f.brief = rtl.NewText(d, brief, small)
		words.Add(f.brief)
	}
	f.head = newNumber(rtl.HBox(d, look.Grid, f.caret, rtl.Grow(words), f.total), look.SizeChip, "", f.turn)
	f.set(open)
	f.Wrap(f, rtl.VBox(d, look.HalfGrid, f.head, f.body))
	return f
}

// set opens or folds it.
func (f *fold) set(open bool) {
	p, s := f.v.p, &f.v.state
	f.on = open
	if f.brief != nil {
		f.brief.Hidden = open
	}
	f.head.said = p.T("summaries.fold.said", "Measure", p.Value("summary.measure", f.of.ID), "Number", s.total(f.of))
	if open {
		f.caret.Set(look.IconCaretUp, look.ColorText)
		f.total.SetText("")
		f.body.Objects = []fyne.CanvasObject{rtl.Pad(p.Direction(), rtl.Edges{Bottom: look.Grid}, f.v.table(f.of))}
		f.body.Show()
		return
	}
	f.caret.Set(look.IconCaretDown, look.ColorText)
	f.total.SetText(s.total(f.of))
	f.body.Objects = nil
	f.body.Hide()
}

// turn opens what is folded and folds what is open, and remembers it.
func (f *fold) turn() {
	f.set(!f.on)
	f.v.state.open[f.of.ID] = f.on
	f.v.inside.Refresh()
}

// number is a number, or the head of a table, that can be pressed.
type number struct {
	form.Pressable
	said string
}

func newNumber(words fyne.CanvasObject, high fyne.ThemeSizeName, said string, pressed func()) *number {
	n := &number{said: said}
	n.Extend(n, form.PressOptions{Frame: bare, PadY: look.HalfGrid, MinHeight: high, Spread: true}, words, pressed)
	return n
}

// AccessibilityLabel is what it says to whoever cannot see it.
func (n *number) AccessibilityLabel() string { return n.said }

// AccessibilityRole belongs to Fyne.
func (n *number) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
