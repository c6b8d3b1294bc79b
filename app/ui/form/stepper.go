package form

import (
	"strconv"

	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Stepper asks for one number: minus, the number itself in large type, plus. The number can be
// typed, and Up and Down change it.
type Stepper struct {
	Wrapped
	number      *number
	minus, plus *IconButton
	value, max  int
	filled      bool
	changed     func(value int, filled bool)
	entered     func()
}

// NewStepper makes an empty stepper for a number from 0 to max.
func NewStepper(p *i18n.Printer, max int, changed func(value int, filled bool)) *Stepper {
	s := &Stepper{max: max, changed: changed}
	s.number = newNumber(p, s)
	side := IconButtonOptions{Side: 56}
	s.minus = NewIconButton(look.IconMinusBold, side, func() { s.step(-1) })
	s.plus = NewIconButton(look.IconPlusBold, side, func() { s.step(1) })
	s.Wrap(s, row(p, 12, s.minus, s.number, s.plus))
	return s
}

// Value is the number; filled is false while nothing was entered.
func (s *Stepper) Value() (value int, filled bool) { return s.value, s.filled }

// SetValue fills in a number without telling anyone.
func (s *Stepper) SetValue(value int) { s.set(value, true) }

// Clear empties it without telling anyone.
func (s *Stepper) Clear() { s.set(0, false) }

// Focus asks for the keyboard.
func (s *Stepper) Focus() { s.number.Focus() }

// OnEnter hears Enter on the number: for a page on which the number is all that is needed.
func (s *Stepper) OnEnter(f func()) { s.entered = f }

// Plus, Minus and Number are its parts, for tests and for the order of the keyboard.
func (s *Stepper) Plus() *IconButton { return s.plus }

// Minus is the button that takes one away.
func (s *Stepper) Minus() *IconButton { return s.minus }

// Number is the number in the middle.
func (s *Stepper) Number() fyne.Focusable { return s.number }

func (s *Stepper) step(by int) {
	s.set(s.value+by, true)
	s.tell()
}

func (s *Stepper) set(value int, filled bool) {
	s.value, s.filled = min(max(value, 0), s.max), filled
	text := ""
	if filled {
		text = strconv.Itoa(s.value)
	}
	s.number.text.SetText(text)
	s.number.Refresh()
}

func (s *Stepper) tell() {
	if s.changed != nil {
		s.changed(s.value, s.filled)
	}
}

// typed puts a digit behind the number, or starts a new one when the keyboard has just arrived.
func (s *Stepper) typed(digit int) {
	if s.number.fresh {
		s.value = 0
	}
	s.number.fresh = false
	if next := s.value*10 + digit; next <= s.max {
		s.set(next, true)
		s.tell()
	}
}

func (s *Stepper) erase() {
	if s.number.fresh {
		s.value = 0
	}
	s.number.fresh = false
	s.set(s.value/10, s.value >= 10)
	s.tell()
}

// number is the place in the middle that takes digits.
type number struct {
	Pressable
	stepper *Stepper
	text    *rtl.Text
	fresh   bool
}

func newNumber(p *i18n.Printer, s *Stepper) *number {
	n := &number{stepper: s, text: line(p, "", rtl.Style{Size: rtl.Huge, Bold: true, Align: rtl.Middle})}
	n.Extend(n, PressOptions{
		Frame: func(PressState) Frame {
			return Frame{Fill: look.ColorSurface, Edge: look.ColorEdge, Width: look.Edge, Radius: look.Radius}
		},
		PadX: 16, PadY: look.HalfGrid, Wide: 112, Spread: true,
	}, n.text, nil)
	n.OnKey(n.key)
	n.OnFocus(func(on bool) { n.fresh = on })
	return n
}

// TypedRune belongs to Fyne.
func (n *number) TypedRune(r rune) {
	if figure := i18n.Digits(string(r)); figure >= "0" && figure <= "9" {
		n.stepper.typed(int(figure[0] - '0'))
	}
}

func (n *number) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyUp:
		n.stepper.step(1)
	case fyne.KeyDown:
		n.stepper.step(-1)
	case fyne.KeyBackspace, fyne.KeyDelete:
		n.stepper.erase()
	case fyne.KeyReturn, fyne.KeyEnter:
		if n.stepper.entered == nil {
			return false
		}
		n.stepper.entered()
	default:
		return false
	}
	return true
}
