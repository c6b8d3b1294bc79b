package rtl

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"schakel/app/ui/look"
)

var (
	_ fyne.Focusable      = (*Entry)(nil)
	_ fyne.Disableable    = (*Entry)(nil)
	_ fyne.Tappable       = (*Entry)(nil)
	_ fyne.DoubleTappable = (*Entry)(nil)
	_ fyne.Draggable      = (*Entry)(nil)
	_ fyne.Shortcutable   = (*Entry)(nil)
	_ fyne.Tabbable       = (*Entry)(nil)
	_ desktop.Mouseable   = (*Entry)(nil)
	_ desktop.Cursorable  = (*Entry)(nil)
	_ desktop.Keyable     = (*Entry)(nil)
)

// EntryOptions are what an entry is for. The zero value is a single line of any text.
type EntryOptions struct {
	MultiLine   bool
	Password    bool
	Placeholder string
	// Rows is how many lines a multi-line entry shows before it scrolls; 0 is 3.
	Rows int
	// Limit is the most runes; what would not fit is refused as a whole. 0 is no limit.
	Limit int
	// Base is where the direction of a line comes from; Auto is FromText here. LeftToRight suits
	// phone numbers, e-mail addresses and codes.
	Base Base
	// Bare draws neither edge nor focus ring, nor keeps room beside the text: the widget around it
	// does.
	Bare bool
	// Fill is the ground of the field; look.ColorSurface when empty.
	Fill fyne.ThemeColorName
}

// usualRows is the height of a multi-line entry that does not say how many rows it shows.
const usualRows = 3

// Entry is a field to type in, in either direction: logical text inside, ordered on the screen,
// with a caret, a selection, a clipboard and a history. Tab always leaves it.
//
// The callbacks are called on the UI goroutine, and only for what the person does.
type Entry struct {
	widget.BaseWidget

	// OnChanged gets the text after every change by the person, not after SetText.
	OnChanged func(text string)
	// OnSubmitted gets the text at Enter in a single line, and at Ctrl+Enter in several.
	OnSubmitted func(text string)
	// OnFocusGained and OnFocusLost follow the keyboard, not the mouse that copies from a disabled entry.
	OnFocusGained, OnFocusLost func()
	// OnLimit is told the limit when typing or pasting went beyond it and was refused.
	OnLimit func(limit int)
	// OnKey sees every key first; true means that it was used and the entry must not.
	OnKey func(*fyne.KeyEvent) bool

	dir      Dir
	opts     EntryOptions
	edit     editor
	focused  bool
	disabled bool
	invalid  bool
	shift    bool
	pointed  bool      // the keyboard comes with a click, which must not move the page
	doubled  time.Time // of a double click; one more soon after it selects the line
	presses  presses
	goal     float32 // the x that up and down keep to; below 0 when there is none
	offset   fyne.Position
	sheet    *sheet
	set      map[string]*paragraph // the paragraphs of sheet by their text
	view     fyne.Size
}

// NewEntry makes an empty entry on a page of direction d.
func NewEntry(d Dir, o EntryOptions) *Entry {
	if o.Rows <= 0 {
		o.Rows = usualRows
	}
	e := &Entry{dir: d, opts: o, goal: -1, edit: editor{multi: o.MultiLine, limit: o.Limit, closed: o.Password}}
	e.ExtendBaseWidget(e)
	return e
}

// Text is what was typed, in logical order and without direction marks.
func (e *Entry) Text() string { return string(e.edit.text) }

// SetText replaces the text, forgets the history and calls nothing back. The limit does not apply:
// what was kept is shown whole.
func (e *Entry) SetText(s string) {
	e.edit.set(s)
	e.offset = fyne.Position{}
	e.changed()
}

// SelectedText is the selected part, in logical order; empty for a password.
func (e *Entry) SelectedText() string {
	if e.opts.Password {
		return ""
	}
	return e.edit.selected()
}

// SelectAll selects the whole text.
func (e *Entry) SelectAll() {
	e.edit.selectAll()
	e.moved()
}

// SetPlaceholder changes what is shown while the entry is empty.
func (e *Entry) SetPlaceholder(s string) {
	e.opts.Placeholder = s
	e.Refresh()
}

// SetPassword hides or shows the letters of a password.
func (e *Entry) SetPassword(hidden bool) {
	e.opts.Password, e.edit.closed = hidden, hidden
	e.changed()
}

// SetError shows or removes the edge of a field that is wrong. The sentence beside it is another
// widget's.
func (e *Entry) SetError(wrong bool) {
	if e.invalid == wrong {
		return
	}
	e.invalid = wrong
	e.Refresh()
}

// HasError reports what SetError was told last.
func (e *Entry) HasError() bool { return e.invalid }

// Disable stops the entry from being used and shows it muted.
func (e *Entry) Disable() {
	e.disabled = true
	e.Refresh()
}

// Enable lets the entry be used.
func (e *Entry) Enable() {
	e.disabled = false
	e.Refresh()
}

// Disabled reports whether the entry cannot be used.
func (e *Entry) Disabled() bool { return e.disabled }

// AcceptsTab is false: Tab leaves the entry, always.
func (e *Entry) AcceptsTab() bool { return false }

// Focused reports whether the entry has the keyboard.
func (e *Entry) Focused() bool { return e.focused }

// FocusGained is called by Fyne.
func (e *Entry) FocusGained() {
	if e.focused {
		return
	}
	e.focused = true
	e.moved()
	if !e.pointed {
		BringIntoView(e)
	}
	if e.OnFocusGained != nil && !e.disabled {
		e.OnFocusGained()
	}
}

// FocusLost is called by Fyne.
func (e *Entry) FocusLost() {
	if !e.focused {
		return
	}
	e.focused, e.shift, e.doubled = false, false, time.Time{}
	e.edit.move(e.edit.caret, e.edit.after, false)
	e.moved()
	if e.OnFocusLost != nil && !e.disabled {
		e.OnFocusLost()
	}
}

// Refresh sets the text again, also after another theme.
func (e *Entry) Refresh() {
	e.sheet, e.set = nil, nil
	e.reveal()
	e.BaseWidget.Refresh()
}

// Cursor is the text cursor of the mouse.
func (e *Entry) Cursor() desktop.Cursor {
	if e.disabled {
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}

// changed draws after the text changed; moved after only the caret or the selection did.
func (e *Entry) changed() {
	e.sheet = nil
	e.moved()
}

func (e *Entry) moved() {
	e.goal = -1
	e.reveal()
	e.BaseWidget.Refresh()
}

// did tells about a change by the person.
func (e *Entry) did() {
	e.changed()
	if e.OnChanged != nil {
		e.OnChanged(e.Text())
	}
}

// caretWidth is the width of the caret and the room kept for it beside the text.
const caretWidth float32 = 2

// page is the text set for the present width.
func (e *Entry) page() *sheet {
	if e.sheet != nil {
		return e.sheet
	}
	ink := inkOf(e.Theme(), Span{Color: e.color()})
	kept := e.set
	e.set = map[string]*paragraph{}
	var paragraphs []*paragraph
	for _, text := range splitLines(e.edit.text) {
		if e.opts.Password {
			text = dots(len(text))
		}
		p := kept[string(text)]
		if p == nil {
			p = newParagraph(text, make([]uint16, len(text)), []inked{ink}, e.opts.Base.typed().of(text, e.dir))
		}
		e.set[string(text)] = p
		paragraphs = append(paragraphs, p)
	}
	e.sheet = newSheet(e.dir, paragraphs, e.view.Width, e.opts.MultiLine, caretWidth)
	return e.sheet
}

func splitLines(text []rune) [][]rune {
	var out [][]rune
	from := 0
	for i, r := range text {
		if r == '\n' {
			out = append(out, text[from:i])
			from = i + 1
		}
	}
	return append(out, text[from:])
}

func dots(n int) []rune {
	out := make([]rune, n)
	for i := range out {
		out[i] = '•'
	}
	return out
}

func (e *Entry) color() fyne.ThemeColorName {
	if e.disabled {
		return look.ColorMuted
	}
	return look.ColorText
}

// startOffset shows the beginning of the text, of a long line too.
func (e *Entry) startOffset() fyne.Position {
	s := e.page()
	if s.lines[0].of.base == RTL {
		return fyne.NewPos(max(0, s.width-e.view.Width), 0)
	}
	return fyne.Position{}
}

// reveal scrolls until the caret can be seen.
func (e *Entry) reveal() {
	if e.view.Width <= 0 {
		return
	}
	s := e.page()
	if !e.focused {
		start := e.startOffset()
		start.Y = max(0, min(e.offset.Y, s.height-e.view.Height))
		e.offset = start
		return
	}
	n, x := s.caretAt(e.edit.caret, e.edit.after)
	top, bottom := s.lines[n].y, s.lines[n].y+s.lines[n].height
	off := e.offset
	off.X = max(min(off.X, x), x+caretWidth-e.view.Width)
	off.X = max(0, min(off.X, s.width-e.view.Width))
	off.Y = max(min(off.Y, top), bottom-e.view.Height)
	off.Y = max(0, min(off.Y, s.height-e.view.Height))
	e.offset = off
}
