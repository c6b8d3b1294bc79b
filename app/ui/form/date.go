package form

import (
	"strings"

	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// DateOptions are the words and limits of a DateField.
type DateOptions struct {
	Label, Term, Help string
	// Coming is for a day that lies ahead: it has no "gisteren", and "21-11" is the next one.
	Coming bool
	// Plain leaves out the chips: for a date of birth, or one long ago.
	Plain bool
}

// The chips of a date.
const (
	dateToday     = "today"
	dateYesterday = "yesterday"
	dateOther     = "other"
)

// dateWidth is that of the field in which a day is typed, at text step 2.
const dateWidth float32 = 480

// DateField asks for a day: chips for today and yesterday, and a field that understands words and
// short dates ("vandaag", "maandag", "21-11").
type DateField struct {
	Wrapped
	p       *i18n.Printer
	today   record.Date
	options DateOptions
	chips   *Chips
	entry   *rtl.Entry
	field   *Field
	typed   *Sized // the field in its place
	value   record.Date
	filled  bool
	changed func(d record.Date, filled bool)
}

// NewDateField makes an empty one; changed hears each day that is understood, and when it is
// emptied.
func NewDateField(p *i18n.Printer, o DateOptions, today record.Date, changed func(d record.Date, filled bool)) *DateField {
	d := &DateField{p: p, today: today, options: o, changed: changed}
	d.entry = rtl.NewEntry(p.Direction(), rtl.EntryOptions{Limit: 40, Base: rtl.FromPage})
	d.entry.OnSubmitted = func(string) { d.Validate() }
	d.field = NewField(p, FieldOptions{Help: p.T("form.date.hint"), Validate: d.read}, d.entry)
	left := d.entry.OnFocusLost
	d.entry.OnFocusLost = func() {
		left()
		d.tidy()
	}
	d.typed = newNarrow(p, dateWidth, d.field)
	inside := column(p, look.Grid)
	if o.Label != "" {
		inside.Add(newLabel(p, FieldOptions{Label: o.Label, Term: o.Term}))
	}
	if !o.Plain {
		d.chips = NewChips(p, d.choices(), ChipsOptions{}, d.pressed)
		inside.Add(d.chips)
		d.typed.Hide()
	}
	inside.Add(d.typed)
	if o.Help != "" {
		inside.Add(line(p, o.Help, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	}
	d.Wrap(d, inside)
	return d
}

func (d *DateField) choices() []Choice {
	list := []Choice{{Value: dateToday, Text: d.p.T("form.date.today")}}
	if !d.options.Coming {
		list = append(list, Choice{Value: dateYesterday, Text: d.p.T("form.date.yesterday")})
	}
	return append(list, Choice{Value: dateOther, Text: d.p.T("form.date.other"), Icon: look.IconCalendarBlank})
}

// Value is the day; filled is false while there is none.
func (d *DateField) Value() (day record.Date, filled bool) { return d.value, d.filled }

// SetValue fills in a day without telling anyone.
func (d *DateField) SetValue(day record.Date) {
	d.value, d.filled = day, true
	d.entry.SetText(d.p.ShortDate(day))
	d.show()
}

// Clear empties it without telling anyone.
func (d *DateField) Clear() {
	d.value, d.filled = record.Date{}, false
	d.entry.SetText("")
	d.show()
}

// SetError shows a sentence of the page below the field; "" removes it.
func (d *DateField) SetError(text string) {
	if text != "" {
		d.typed.Show()
	}
	d.field.SetError(text)
	d.inside.Refresh()
}

// Error is the sentence that is shown, or "".
func (d *DateField) Error() string { return d.field.Error() }

// Validate reads what was typed, and tells whether it was understood.
func (d *DateField) Validate() bool {
	if !d.typed.Visible() {
		return true
	}
	good := d.field.Validate()
	d.tidy()
	return good
}

// tidy writes a day as a date, once it was typed: not before, as the first half of a day may be a day as well.
func (d *DateField) tidy() {
	if d.filled && d.typed.Visible() {
		d.entry.SetText(d.p.ShortDate(d.value))
	}
}

// Focus gives the keyboard to what a day is chosen with: the first chip, or the field when there are none.
func (d *DateField) Focus() {
	if d.chips == nil {
		Focus(d.entry)
		return
	}
	d.chips.Chip(dateToday).Focus()
}

// Entry is the field in which a day is typed.
func (d *DateField) Entry() *rtl.Entry { return d.entry }

// Chips are the quick answers, or nil.
func (d *DateField) Chips() *Chips { return d.chips }

// show puts the chips and the field in the state of the value.
func (d *DateField) show() {
	if d.chips == nil {
		return
	}
	chosen := ""
	switch {
	case !d.filled:
	case d.value == d.today:
		chosen = dateToday
	case d.value == d.today.Add(-1) && !d.options.Coming:
		chosen = dateYesterday
	default:
		chosen = dateOther
	}
	d.chips.SetValues(chosen)
	d.open(chosen == dateOther)
}

func (d *DateField) open(other bool) {
	if other {
		d.typed.Show()
	} else {
		d.field.SetError("")
		d.typed.Hide()
	}
	d.inside.Refresh()
	d.Refresh()
}

func (d *DateField) pressed(values []string) {
	chosen := ""
	if len(values) > 0 {
		chosen = values[0]
	}
	switch chosen {
	case dateToday:
		d.value, d.filled = d.today, true
	case dateYesterday:
		d.value, d.filled = d.today.Add(-1), true
	case dateOther:
		d.open(true)
		Focus(d.entry)
		d.entry.SelectAll() // what is typed takes its place
		return
	default:
		d.value, d.filled = record.Date{}, false
	}
	d.open(false)
	d.tell()
}

// read understands what was typed; it is the validation of the field.
func (d *DateField) read() string {
	text := d.entry.Text()
	if text == "" {
		d.value, d.filled = record.Date{}, false
		d.tell()
		return ""
	}
	day, err := d.Understand(text)
	if err != nil {
		d.filled = false
		return d.says(err)
	}
	d.value, d.filled = day, true
	d.tell()
	return ""
}

// Understand reads a text as the field does: short days, words, and for a day that lies ahead the next one. Nothing is the zero Date.
func (d *DateField) Understand(text string) (record.Date, error) {
	if strings.TrimSpace(text) == "" {
		return record.Date{}, nil
	}
	if d.options.Coming {
		return d.p.ParseComingDate(text, d.today)
	}
	return d.p.ParseDate(text, d.today)
}

// SetText fills in a text that is no day yet, with what is wrong with it, without telling anyone.
func (d *DateField) SetText(text string) {
	d.entry.SetText(text)
	d.SetError(d.Wrong())
}

// Wrong is what is said about what was typed; "" when it is understood, and when nothing was typed.
func (d *DateField) Wrong() string {
	if _, err := d.Understand(d.entry.Text()); err != nil {
		return d.says(err)
	}
	return ""
}

func (d *DateField) says(err error) string {
	said, hint := d.p.Fault(err)
	return joined(said, hint)
}

func (d *DateField) tell() {
	if d.changed != nil {
		d.changed(d.value, d.filled)
	}
}
