package form

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Select is a button that opens a list to choose one thing from. Up and Down walk through the open
// list, Enter chooses, Escape closes it.
type Select struct {
	Pressable
	p       *i18n.Printer
	choices []Choice
	options SelectOptions
	value   string
	inside  slot
	list    *widget.PopUp
	rows    []*Pressable
	changed func(value string)
}

// SelectOptions say how the button looks.
type SelectOptions struct {
	// Icon stands before the words, as in the choice of a language.
	Icon look.IconName
	// Empty is what it says while nothing is chosen; "" is the usual word.
	Empty string
	// Wide makes the button as wide as it can be, as a field is.
	Wide bool

	wrong bool
}

// NewSelect makes one in which nothing is chosen.
func NewSelect(p *i18n.Printer, choices []Choice, o SelectOptions, changed func(value string)) *Select {
	s := &Select{p: p, choices: choices, options: o, inside: newSlot(p), changed: changed}
	if s.options.Empty == "" {
		s.options.Empty = p.T("form.select.empty")
	}
	s.fill()
	s.Extend(s, PressOptions{
		Frame: s.frame, PadX: 16, PadY: look.HalfGrid, MinHeight: look.SizeControl, Spread: true,
	}, s.inside.Container, s.Open)
	s.OnKey(func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyDown {
			s.Open()
			return true
		}
		return false
	})
	return s
}

// Value is what is chosen, or "".
func (s *Select) Value() string { return s.value }

// SetValue chooses without telling anyone; "" chooses nothing.
func (s *Select) SetValue(value string) {
	s.value = value
	s.fill()
}

// SetChoices changes what can be chosen and keeps the value.
func (s *Select) SetChoices(choices []Choice) {
	s.choices = choices
	s.fill()
}

// Choose does what pressing a row of the list does.
func (s *Select) Choose(value string) {
	s.Close()
	s.SetValue(value)
	if s.changed != nil {
		s.changed(value)
	}
}

// SetError shows that the choice is wrong; the sentence is the field's around it.
func (s *Select) SetError(wrong bool) {
	s.options.wrong = wrong
	s.Refresh()
}

func (s *Select) fill() {
	text, term, ink := s.options.Empty, "", look.ColorMuted
	for _, c := range s.choices {
		if c.Value == s.value && s.value != "" {
			text, term, ink = c.Text, c.Term, look.ColorText
		}
	}
	var parts []fyne.CanvasObject
	if s.options.Icon != "" {
		parts = append(parts, look.NewIcon(s.options.Icon, look.ColorText, 20))
	}
	words := rtl.NewRich(s.p.Direction(), choiceSpans(text, term, ink, false), rtl.Style{Wrap: true, Most: buttonMost})
	if s.options.Wide {
		parts = append(parts, rtl.Grow(words))
	} else {
		parts = append(parts, words)
	}
	s.inside.fill(row(s.p, look.Grid, append(parts, look.NewIcon(look.IconCaretDown, look.ColorText, 18))...))
}

func choiceSpans(text, term string, ink fyne.ThemeColorName, bold bool) []rtl.Span {
	spans := []rtl.Span{{Text: text, Color: ink, Bold: bold}}
	if term != "" {
		spans = append(spans, rtl.Span{Text: "  " + term, Size: rtl.Small, Color: look.ColorMuted})
	}
	return spans
}

func (s *Select) frame(st PressState) Frame {
	f := fieldFrame(s.options.wrong)
	f.Fill = hovered(st, f.Fill)
	return f
}

// The list: the most it shows before it scrolls, in rows.
const selectRows = 8

// Open shows the list below the button, with the keyboard on what is chosen.
func (s *Select) Open() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s.self)
	if s.list != nil && !s.list.Visible() {
		s.list = nil // a press beside the list has closed it
	}
	if c == nil || s.list != nil || len(s.choices) == 0 {
		return
	}
	s.rows = nil
	inside := column(s.p, 0)
	first := 0
	for i, choice := range s.choices {
		r := s.newRow(i, choice)
		s.rows = append(s.rows, r)
		inside.Add(r)
		if choice.Value == s.value {
			first = i
		}
	}
	m := inside.MinSize()
	space := look.FocusSpace
	size := fyne.NewSize(max(s.Size().Width, m.Width+2*space+12), min(m.Height, selectRows*look.Size(look.SizeControl))+2*space)
	scroll, _ := rtl.VScroll(s.p.Direction(), rtl.Pad(s.p.Direction(), rtl.All(space), inside))
	s.list = widget.NewPopUp(NewPanel(Frame{Fill: look.ColorSurface, Edge: look.ColorEdge, Width: look.Edge, Radius: look.Radius}, 0, 0, scroll), c)
	s.list.Resize(size)
	s.list.ShowAtPosition(s.at(c, s.list.MinSize().Max(size)))
	c.Focus(s.rows[first])
}

// at is the place of the list: below the button and at its start, or above it near the foot of the
// window.
func (s *Select) at(c fyne.Canvas, size fyne.Size) fyne.Position {
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.self)
	if s.p.Direction() == i18n.RightToLeft || pos.X+size.Width > c.Size().Width {
		pos.X += s.Size().Width - size.Width
	}
	below := pos.Y + s.Size().Height + look.HalfGrid
	if below+size.Height > c.Size().Height && pos.Y > size.Height {
		below = pos.Y - size.Height - look.HalfGrid
	}
	return fyne.NewPos(max(0, pos.X), max(0, below))
}

func (s *Select) newRow(i int, choice Choice) *Pressable {
	chosen := choice.Value == s.value && s.value != ""
	mark := fyne.CanvasObject(square(18))
	if chosen {
		mark = look.NewIcon(look.IconCheckBold, look.ColorAccent, 18)
	}
	words := rtl.NewRich(s.p.Direction(), choiceSpans(choice.Text, choice.Term, look.ColorText, chosen), rtl.Style{})
	frame := func(st PressState) Frame {
		f := Frame{Fill: hovered(st, look.ColorNone), Edge: look.ColorNone, Radius: look.Radius - look.HalfGrid}
		if chosen {
			f.Fill = look.ColorAccentSoft
		}
		return f
	}
	r := NewPressable(PressOptions{Frame: frame, PadX: 12, PadY: look.HalfGrid, MinHeight: look.SizeChip, Spread: true},
		row(s.p, look.Grid, mark, rtl.Grow(words)), func() { s.Choose(choice.Value) })
	r.OnKey(func(e *fyne.KeyEvent) bool { return s.key(i, e.Name) })
	return r
}

func (s *Select) key(i int, key fyne.KeyName) bool {
	switch key {
	case fyne.KeyEscape:
		s.Close()
	case fyne.KeyDown:
		s.rows[min(i+1, len(s.rows)-1)].Focus()
	case fyne.KeyUp:
		s.rows[max(i-1, 0)].Focus()
	case fyne.KeyHome:
		s.rows[0].Focus()
	case fyne.KeyEnd:
		s.rows[len(s.rows)-1].Focus()
	default:
		return false
	}
	return true
}

// Close hides the list and gives the keyboard back to the button.
func (s *Select) Close() {
	if s.list == nil {
		return
	}
	s.list.Hide()
	s.list, s.rows = nil, nil
	s.Focus()
}

// Rows are the rows of the open list.
func (s *Select) Rows() []*Pressable { return s.rows }
