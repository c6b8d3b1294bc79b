package form

import (
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
)

// Search is the field at the top of a page: magnifier, what can be looked for, and the keys that
// lead to it at its end.
type Search struct {
	Wrapped
	entry *rtl.Entry
	frame *Panel
	ring  *ringed
}

// NewSearch makes an empty one. keys is "Ctrl+K" or "" for a list of its own; changed hears every
// change, submitted Enter.
func NewSearch(p *i18n.Printer, placeholder, keys string, changed, submitted func(string)) *Search {
	s := &Search{entry: rtl.NewEntry(p.Direction(), rtl.EntryOptions{Placeholder: placeholder, Limit: 200, Bare: true})}
	s.entry.OnChanged, s.entry.OnSubmitted = changed, submitted
	end := line(p, keys, rtl.Style{Size: rtl.Small, Color: look.ColorMuted})
	inside := newSearchRow(p, look.NewIcon(look.IconMagnifyingGlass, look.ColorMuted, 24), s.entry, end, placeholder)
	s.frame = NewPanel(fieldFrame(false), 16, 0, inside)
	s.ring = newRinged(s.frame)
	s.entry.OnFocusGained = func() { s.ring.set(true) }
	s.entry.OnFocusLost = func() { s.ring.set(false) }
	s.Wrap(s, s.ring)
	return s
}

// Entry is the field itself.
func (s *Search) Entry() *rtl.Entry { return s.entry }

// Text is what is looked for.
func (s *Search) Text() string { return s.entry.Text() }

// SetText changes it without telling anyone.
func (s *Search) SetText(text string) { s.entry.SetText(text) }

// Focus asks for the keyboard.
func (s *Search) Focus() { Focus(s.entry) }

// Passphrase is a field whose letters are hidden, with an eye that shows them.
type Passphrase struct {
	Wrapped
	entry  *rtl.Entry
	frame  *Panel
	ring   *ringed
	eye    *IconButton
	hidden bool
}

// NewPassphrase makes an empty one; submitted hears Enter.
func NewPassphrase(p *i18n.Printer, submitted func()) *Passphrase {
	f := &Passphrase{hidden: true, entry: rtl.NewEntry(p.Direction(), rtl.EntryOptions{Password: true, Limit: 500, Bare: true})}
	f.entry.OnSubmitted = func(string) {
		if submitted != nil {
			submitted()
		}
	}
	f.eye = NewIconButton(look.IconEye, IconButtonOptions{Bare: true, Side: 40, Size: 22}, f.toggle)
	f.frame = NewPanel(fieldFrame(false), 4, 0, row(p, 4, square(8), rtl.Grow(f.entry), f.eye))
	f.ring = newRinged(f.frame)
	f.entry.OnFocusGained = func() { f.ring.set(true) }
	f.entry.OnFocusLost = func() { f.ring.set(false) }
	f.Wrap(f, f.ring)
	return f
}

// Text is what was typed.
func (f *Passphrase) Text() string { return f.entry.Text() }

// Clear empties the field.
func (f *Passphrase) Clear() { f.entry.SetText("") }

// Focus asks for the keyboard.
func (f *Passphrase) Focus() { Focus(f.entry) }

// Entry is the field itself.
func (f *Passphrase) Entry() *rtl.Entry { return f.entry }

// SetError shows that it is wrong; the sentence is the field's around it.
func (f *Passphrase) SetError(wrong bool) { f.frame.SetFrame(fieldFrame(wrong)) }

// Disable stops the field from being used.
func (f *Passphrase) Disable() {
	f.entry.Disable()
	f.eye.Disable()
}

// Enable lets the field be used.
func (f *Passphrase) Enable() {
	f.entry.Enable()
	f.eye.Enable()
}

func (f *Passphrase) toggle() {
	f.hidden = !f.hidden
	f.entry.SetPassword(f.hidden)
	if f.hidden {
		f.eye.SetIcon(look.IconEye)
	} else {
		f.eye.SetIcon(look.IconEyeSlash)
	}
}

func fieldFrame(wrong bool) Frame {
	f := Frame{Fill: look.ColorSurface, Edge: look.ColorEdge, Width: look.Edge, Radius: look.Radius}
	if wrong {
		f.Edge, f.Width = look.ColorLate, look.StrongEdge
	}
	return f
}
