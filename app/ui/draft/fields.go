package draft

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Text is a field of free text with a warning beside a BSN. Each change is heard by set, and kept.
func (e *Page) Text(name string, o form.FieldOptions, eo rtl.EntryOptions, value record.Private, set func(record.Private)) (*form.Field, *rtl.Entry) {
	eo.MultiLine = eo.Rows > 1
	if eo.Limit == 0 {
		eo.Limit = record.LimitLong
	}
	entry := rtl.NewEntry(e.p.Direction(), eo)
	wrong := o.Validate
	o.Validate = func() string {
		if wrong != nil {
			if text := wrong(); text != "" {
				return text
			}
		}
		return e.BSN(entry.Text())
	}
	entry.SetText(value.Reveal())
	entry.OnChanged = func(s string) {
		set(record.Text(s))
		e.Touch()
	}
	f := form.NewField(e.p, o, entry)
	e.Fields[name] = f
	return f, entry
}

// BSN is the sentence beside a free text that seems to hold a BSN; "" when it does not.
func (e *Page) BSN(text string) string {
	if record.HasBSN(text) {
		return e.p.T("people.bsn")
	}
	return ""
}

// Day is a field for a day. What is typed is kept from the first letter: as the day that it is, and as it was typed while it is none.
func (e *Page) Day(name string, o form.DateOptions, value record.Date, set func(record.Date)) *form.DateField {
	heard := func(day record.Date) {
		delete(e.Typed, name)
		set(day)
		e.Touch()
	}
	d := form.NewDateField(e.p, o, e.src.Today(), func(day record.Date, filled bool) {
		if !filled {
			day = record.Date{}
		}
		heard(day)
	})
	if text := e.Typed[name]; text != "" {
		d.SetText(text)
	} else if !value.Zero() {
		d.SetValue(value)
	}
	before := d.Entry().OnChanged
	d.Entry().OnChanged = func(text string) {
		if before != nil {
			before(text)
		}
		day, err := d.Understand(text)
		if err == nil {
			heard(day)
			return
		}
		e.Typed[name] = text
		set(record.Date{})
		e.Touch()
	}
	e.Fields[name] = d
	return d
}

// Complain shows beside each field what is wrong with it, and what belongs to no field in Wrong; what is folded away and wrong is opened. It
// tells whether anything is. A day that is typed and not understood says so itself.
func (e *Page) Complain(wrong map[string]string) bool {
	bad, rest, open := len(wrong) > 0, "", false
	for name, text := range wrong {
		if e.Fields[name] == nil {
			rest = text
		}
		open = open || e.Under[name]
	}
	for name, f := range e.Fields {
		text := wrong[name]
		if e.Typed[name] != "" && text == "" {
			bad, open = true, open || e.Under[name]
			if day, is := f.(interface{ Wrong() string }); is {
				text = day.Wrong()
			}
		}
		f.SetError(text)
	}
	if e.Wrong != nil {
		if e.Wrong.SetError(rest); rest == "" {
			e.Wrong.Hide()
		} else {
			e.Wrong.Show()
		}
	}
	if open {
		e.Open(true)
	}
	e.content.Refresh()
	return bad
}

// Fold is what "Meer opschrijven" opens, open when something is written in it. also hears each change, for what is folded with it; it may be
// nil.
func (e *Page) Fold(open bool, also func(on bool), objects ...fyne.CanvasObject) *fyne.Container {
	e.more, e.unfolded = rtl.VBox(e.p.Direction(), look.FieldGap, objects...), also
	if !open {
		e.more.Hide()
	}
	return e.more
}

// Opener is the button that opens what Fold made, and closes it.
func (e *Page) Opener() *form.Button {
	e.opener = form.NewButton(e.p, "", form.ButtonOptions{After: look.IconCaretDown}, func() { e.Open(!e.Opened()) })
	e.caption()
	return e.opener
}

// Opened tells whether what is under "Meer opschrijven" is shown.
func (e *Page) Opened() bool { return e.more != nil && e.more.Visible() }

// Open shows what is under "Meer opschrijven", or hides it.
func (e *Page) Open(on bool) {
	if e.more == nil {
		return
	}
	if on {
		e.more.Show()
	} else {
		e.more.Hide()
	}
	if e.unfolded != nil {
		e.unfolded(on)
	}
	e.caption()
	e.content.Refresh()
}

func (e *Page) caption() {
	if e.opener == nil {
		return
	}
	if e.Opened() {
		e.opener.SetText(e.p.T("concern.less"))
		e.opener.SetIcons("", look.IconCaretUp)
		return
	}
	e.opener.SetText(e.p.T("concern.more"))
	e.opener.SetIcons("", look.IconCaretDown)
}

// Numbers say how a number is read and written. Read gives zero for an empty text, and ok is false for what is no number.
type Numbers struct {
	Read  func(text string) (n int, ok bool)
	Write func(n int) string
}

// Counts are whole numbers that are not negative.
func Counts() Numbers {
	return Numbers{Read: func(text string) (int, bool) {
		if text = strings.TrimSpace(text); text == "" {
			return 0, true
		}
		return i18n.ParseCount(text)
	}, Write: strconv.Itoa}
}

// Number is a field in which a number is typed; the text stays while it is none, and nothing is zero.
func (e *Page) Number(name string, o form.FieldOptions, eo rtl.EntryOptions, as Numbers, into *int) *form.Field {
	entry := rtl.NewEntry(e.p.Direction(), eo)
	text, typed := e.Typed[name]
	if !typed && *into != 0 {
		text = as.Write(*into)
	}
	entry.SetText(text)
	entry.OnChanged = func(s string) {
		n, ok := as.Read(s)
		if *into = n; ok {
			delete(e.Typed, name)
		} else {
			e.Typed[name], *into = s, 0
		}
		e.Touch()
	}
	f := form.NewField(e.p, o, entry)
	e.Fields[name] = f
	return f
}
