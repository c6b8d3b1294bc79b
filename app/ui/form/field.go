package form

import (
	"strconv"

	"fyne.io/fyne/v2"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// FieldOptions are the words around a control.
type FieldOptions struct {
	// Label is bold above the control; Term the domain term or a few small words after it.
	Label, Term string
	// Icon stands before the label: the eye of what was seen, the bubble of what was thought.
	Icon look.IconName
	// Help is one small sentence below the control.
	Help string
	// Validate gives the sentence that says what to do, or "" when all is well. It is asked when
	// the control loses the keyboard, and by Validate.
	Validate func() string
}

// Field is a control with its label, help and error.
type Field struct {
	Wrapped
	options FieldOptions
	control fyne.CanvasObject
	help    *rtl.Text
	wrong   fyne.CanvasObject
	words   *rtl.Text
	failed  bool
}

// erring is a control that can show that it is wrong.
type erring interface{ SetError(wrong bool) }

// NewField puts label, help and error around a control. A control that is an *rtl.Entry is watched:
// it is checked when the keyboard leaves it, and while it is wrong at every change.
func NewField(p *i18n.Printer, o FieldOptions, control fyne.CanvasObject) *Field {
	f := &Field{options: o, control: control}
	f.help = line(p, o.Help, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
	f.showHelp()
	f.words = line(p, "", rtl.Style{Size: rtl.Small, Color: look.ColorLate, Wrap: true})
	f.wrong = NewLead(p, 6, look.NewIcon(look.IconWarningCircle, look.ColorLate, 18), f.words)
	f.wrong.Hide()
	parts := []fyne.CanvasObject{control, f.wrong, f.help}
	if o.Label != "" {
		parts = append([]fyne.CanvasObject{newLabel(p, o)}, parts...)
	}
	f.watch()
	f.Wrap(f, column(p, look.Grid, parts...))
	return f
}

func newLabel(p *i18n.Printer, o FieldOptions) fyne.CanvasObject {
	spans := []rtl.Span{{Text: o.Label, Bold: true}}
	if o.Term != "" {
		spans = append(spans, rtl.Span{Text: "  " + o.Term, Size: rtl.Small, Color: look.ColorMuted})
	}
	words := rtl.NewRich(p.Direction(), spans, rtl.Style{Wrap: true})
	if o.Icon == "" {
		return words
	}
	return NewLead(p, look.Grid, look.NewIcon(o.Icon, look.ColorAccent, 22), words)
}

// watch checks a typed field when it is left, after whoever else listens.
func (f *Field) watch() {
	e, ok := f.control.(*rtl.Entry)
	if !ok {
		return
	}
	lost, changed := e.OnFocusLost, e.OnChanged
	e.OnFocusLost = func() {
		if lost != nil {
			lost()
		}
		f.Validate()
	}
	e.OnChanged = func(s string) {
		if changed != nil {
			changed(s)
		}
		if f.failed {
			f.Validate()
		}
	}
}

// Validate asks whether all is well, shows the sentence when it is not, and tells which it was.
func (f *Field) Validate() bool {
	if f.options.Validate == nil {
		return true
	}
	f.SetError(f.options.Validate())
	return !f.failed
}

// SetError shows a sentence that says what to do; "" removes it.
func (f *Field) SetError(text string) {
	was := f.failed
	f.failed = text != ""
	f.words.SetText(text)
	if f.failed {
		f.wrong.Show()
		f.help.Hide() // the error says what to do
	} else {
		f.wrong.Hide()
		f.showHelp()
	}
	if e, ok := f.control.(erring); ok {
		e.SetError(f.failed)
	}
	if was != f.failed {
		f.inside.Refresh()
		f.Refresh()
	}
}

// Error is the sentence that is shown, or "".
func (f *Field) Error() string {
	if !f.failed {
		return ""
	}
	return f.words.Text()
}

// SetHelp changes the sentence below the control.
func (f *Field) SetHelp(text string) {
	f.help.SetText(text)
	f.showHelp()
	f.inside.Refresh()
}

func (f *Field) showHelp() {
	if f.help.Text() == "" || f.failed {
		f.help.Hide()
	} else {
		f.help.Show()
	}
}

// Control is what the field is around.
func (f *Field) Control() fyne.CanvasObject { return f.control }

// NewTextField is a field of one line of text, or of rows lines when rows is more than one. changed
// hears every change and may be nil. What is longer than any text that can be kept is refused when it is pasted, and that is said.
func NewTextField(p *i18n.Printer, o FieldOptions, rows int, changed func(string)) (*Field, *rtl.Entry) {
	e := rtl.NewEntry(p.Direction(), rtl.EntryOptions{MultiLine: rows > 1, Rows: rows, Limit: record.LimitLong})
	e.OnChanged = changed
	f := NewField(p, o, e)
	e.OnLimit = func(limit int) {
		f.SetError(p.Problem(record.Problem{Code: "too_long", Params: map[string]string{"Limit": strconv.Itoa(limit)}}))
	}
	return f, e
}
