package people

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// complainer is a part of an entry that can say what is wrong with it.
type complainer interface{ SetError(text string) }

// entry is what the three entries of this package have in common: the draft, the row of buttons, and the errors beside the fields.
type entry struct {
	src    Source
	nav    Nav
	p      *i18n.Printer
	run    task.Runner
	ctx    context.Context
	place  place
	keep   *draft.Keeper
	fields map[string]complainer
	hidden map[string]bool // the fields that stand under "Meer opschrijven"
	more   *fyne.Container
	opener *form.Button
	sign   *fyne.Container
	wrong  *form.Field // what is wrong with no field in particular
	first  fyne.Focusable
	extra  []fyne.CanvasObject // more buttons below the fields
	busy   bool
	older  bool           // what is written began with an older version than the one that is kept
	clash  func()         // asks which version counts; nil in an entry that asks nothing
	asked  *form.Versions // the question, once it was asked
}

func newEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner) entry {
	return entry{
		src: src, nav: nav, p: p, run: run, ctx: context.Background(), place: newPlace(p),
		fields: map[string]complainer{}, hidden: map[string]bool{},
	}
}

// Content is the page.
func (e *entry) Content() fyne.CanvasObject { return e.place.Container }

// Focus is the first field.
func (e *entry) Focus() fyne.Focusable { return e.first }

// Hidden keeps the draft at once and drops the texts.
func (e *entry) Hidden() {
	if e.keep != nil {
		if err := e.keep.Flush(); err != nil {
			e.nav.Fail(err)
		}
	}
	e.first, e.asked, e.fields, e.hidden = nil, nil, map[string]complainer{}, map[string]bool{}
	e.place.clear()
}

// begin starts keeping what pack gives, under a key and others.
func (e *entry) begin(ctx context.Context, key string, pack func() []draft.Kept) {
	e.ctx = ctx
	e.keep = draft.NewMany(e.src, e.run, key, pack, e.kept)
}

// kept shows when the draft was kept.
func (e *entry) kept(err error) {
	if err != nil {
		e.nav.Fail(err)
		return
	}
	e.say(e.p.T("people.kept", "Time", e.p.Clock(e.src.Now())))
}

func (e *entry) say(text string) {
	if e.sign == nil {
		return
	}
	e.sign.Objects = []fyne.CanvasObject{listing.NewSign(e.p, look.IconCheck, text, look.ColorMuted)}
	e.sign.Refresh()
	e.place.Refresh()
}

// show puts the fields on the page, and the keyboard on the first one.
func (e *entry) show(o fyne.CanvasObject, first fyne.Focusable) {
	e.first = first
	e.place.fill(rtl.Scroll(e.p.Direction(), newSheet(16, o)))
	form.Focus(first)
}

// foot is the row of buttons below the fields, with what is wrong with the whole above it.
func (e *entry) foot(ready func()) fyne.CanvasObject {
	p := e.p
	e.sign = rtl.Stack(p.Direction())
	e.wrong = form.NewField(p, form.FieldOptions{}, rtl.Stack(p.Direction()))
	e.opener = form.NewButton(p, p.T("people.more"), form.ButtonOptions{After: look.IconCaretDown}, e.toggle)
	e.opening()
	done := form.NewButton(p, p.T("people.done"), form.ButtonOptions{Kind: form.Primary, Wide: 128}, ready)
	back := form.NewQuiet(p, p.T("people.back"), e.nav.Back)
	start := []fyne.CanvasObject{done, back}
	if e.more != nil {
		start = []fyne.CanvasObject{done, e.opener, back}
	}
	start = append(start[:len(start)-1:len(start)-1], append(e.extra, back)...)
	return column(p, look.Grid, e.wrong, form.NewActions(p, start, []fyne.CanvasObject{e.sign}))
}

// under makes the part of the page that "Meer opschrijven" opens.
func (e *entry) under(open bool, objects ...fyne.CanvasObject) fyne.CanvasObject {
	e.more = column(e.p, look.FieldGap, objects...)
	if !open {
		e.more.Hide()
	}
	return e.more
}

func (e *entry) toggle() { e.open(!e.more.Visible()) }

func (e *entry) open(on bool) {
	if e.more == nil || on == e.more.Visible() {
		return
	}
	if on {
		e.more.Show()
	} else {
		e.more.Hide()
	}
	e.opening()
	e.place.Refresh()
}

// opening puts the button in the state of what it opens.
func (e *entry) opening() {
	if e.more == nil {
		return
	}
	if e.more.Visible() {
		e.opener.SetText(e.p.T("people.less"))
		e.opener.SetIcons("", look.IconCaretUp)
		return
	}
	e.opener.SetText(e.p.T("people.more"))
	e.opener.SetIcons("", look.IconCaretDown)
}

// complain shows each problem beside its field, and the others above the buttons; it tells whether there was any.
func (e *entry) complain(problems map[string]string) bool {
	for _, f := range e.fields {
		f.SetError("")
		if field, ok := f.(*form.Field); ok {
			field.Validate() // a warning stays
		}
	}
	for name, text := range problems {
		if f, ok := e.fields[name]; ok {
			f.SetError(text)
		}
	}
	rest := ""
	for name, text := range problems {
		if _, ok := e.fields[name]; !ok {
			rest = text
		}
		if e.hidden[name] {
			e.open(true)
		}
	}
	e.wrong.SetError(rest)
	e.place.Refresh()
	return len(problems) > 0
}

// store saves in the background and then drops the draft; saved is called when both are done.
func (e *entry) store(keys []string, save func(ctx context.Context) error, words func(record.Problem) (field, text string), saved func()) {
	if e.busy {
		return
	}
	e.busy = true
	task.Do(e.ctx, e.run, func(context.Context) (struct{}, error) {
		ctx := context.Background()
		if err := save(ctx); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, e.keep.Drop(ctx, keys...)
	}, func(_ struct{}, err error) {
		e.busy = false
		var problems record.Problems
		switch {
		case err == nil:
			e.keep.Finish()
			saved()
		case errors.As(err, &problems):
			out := map[string]string{}
			for _, one := range problems {
				field, text := words(one)
				out[field] = text
			}
			e.complain(out)
		case versions.Changed(err) && e.clash != nil:
			e.clash()
		default:
			e.nav.Fail(err)
		}
	})
}

// text makes a field of text: it keeps each change and warns of a BSN.
func (e *entry) text(name string, o form.FieldOptions, rows int, value string, changed func(string)) (*form.Field, *rtl.Entry) {
	var typed *rtl.Entry
	if o.Validate == nil {
		o.Validate = func() string {
			if record.HasBSN(typed.Text()) {
				return e.p.T("people.bsn")
			}
			return ""
		}
	}
	f, typed := form.NewTextField(e.p, o, rows, func(s string) {
		changed(s)
		e.keep.Touch()
	})
	typed.SetText(value)
	e.fields[name] = f
	return f, typed
}

// day makes a field for a day: what is typed is kept also while it is no day.
func (e *entry) day(name string, o form.DateOptions, value record.Date, typed string, changed func(text string)) *form.DateField {
	d := form.NewDateField(e.p, o, e.src.Today(), func(day record.Date, filled bool) {
		text := ""
		if filled {
			text = day.String()
		}
		changed(text)
		e.keep.Touch()
	})
	if !value.Zero() {
		d.SetValue(value)
	} else if typed != "" {
		d.Entry().SetText(typed)
		d.SetError(unread(e.p))
	}
	heard := d.Entry().OnChanged
	d.Entry().OnChanged = func(s string) {
		if heard != nil {
			heard(s)
		}
		changed(s)
		e.keep.Touch()
	}
	e.fields[name] = d
	return d
}
