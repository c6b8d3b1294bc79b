package roads

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Reply asks what came back: in one word, by whom or why not, in their words, and on which day.
type Reply struct {
	p       *i18n.Printer
	today   record.Date
	value   record.Returned
	changed func()
	content *fyne.Container
	more    *fyne.Container // by whom, or why not
	reply   *form.Field
	why     *form.Field
	text    *form.Field
	entry   *rtl.Entry
	chips   *form.Chips
}

// NewReply makes it with what was filled in before; changed hears every change.
func NewReply(p *i18n.Printer, today record.Date, value record.Returned, changed func()) *Reply {
	r := &Reply{p: p, today: today, value: value, changed: changed}
	d := p.Direction()
	r.chips = form.NewChips(p, form.Choices(p, "reply", form.Words(record.Replies())...), form.ChipsOptions{}, func(values []string) {
		r.value.Reply = ""
		if len(values) > 0 {
			r.value.Reply = record.Reply(values[0])
		}
		if r.value.Reply != record.ReplyNothing {
			r.value.Why = ""
		}
		if r.value.Reply != record.ReplyTaken {
			r.value.By = record.Private{}
		}
		r.reply.SetError("")
		r.further()
		changed()
	})
	r.chips.SetValues(string(value.Reply))
	r.reply = form.NewField(p, form.FieldOptions{Label: p.T("road.reply.label")}, r.chips)
	r.more = rtl.VBox(d, 12)
	r.entry = rtl.NewEntry(d, rtl.EntryOptions{MultiLine: true, Rows: 3, Limit: record.LimitLong})
	r.entry.SetText(value.Text.Reveal())
	r.text = form.NewField(p, form.FieldOptions{Label: p.T("road.words.label"), Validate: func() string { return r.bsn() }}, r.entry)
	typed := r.entry.OnChanged
	r.entry.OnChanged = func(s string) {
		r.value.Text = record.Text(s)
		if typed != nil {
			typed(s)
		}
		changed()
	}
	day := form.NewDateField(p, form.DateOptions{Label: p.T("road.answered.on")}, today, func(day record.Date, filled bool) {
		if r.value.On = (record.Date{}); filled {
			r.value.On = day
		}
		changed()
	})
	if !value.On.Zero() {
		day.SetValue(value.On)
	}
	r.content = rtl.VBox(d, 16, r.reply, r.more, r.text, day)
	r.further()
	return r
}

// further asks what belongs to the chosen word.
func (r *Reply) further() {
	p := r.p
	r.why, r.more.Objects = nil, nil
	switch r.value.Reply {
	case record.ReplyTaken:
		by := rtl.NewEntry(p.Direction(), rtl.EntryOptions{Limit: record.LimitShort})
		by.SetText(r.value.By.Reveal())
		by.OnChanged = func(s string) {
			r.value.By = record.Text(s)
			r.changed()
		}
		r.more.Add(form.NewField(p, form.FieldOptions{Label: p.T("road.by.label")}, by))
	case record.ReplyNothing:
		chips := form.NewChips(p, form.Choices(p, "nothing.why", form.Words(record.NothingWhys())...), form.ChipsOptions{}, func(values []string) {
			r.value.Why = ""
			if len(values) > 0 {
				r.value.Why = record.NothingWhy(values[0])
			}
			r.why.SetError("")
			r.changed()
		})
		chips.SetValues(string(r.value.Why))
		r.why = form.NewField(p, form.FieldOptions{Label: p.T("road.why.label")}, chips)
		r.more.Add(r.why)
	}
	r.more.Refresh()
	if r.content != nil {
		r.content.Refresh()
	}
}

// Content is what is shown.
func (r *Reply) Content() fyne.CanvasObject { return r.content }

// Focus is the first chip.
func (r *Reply) Focus() fyne.Focusable {
	if chip := r.chips.Chip(string(record.Replies()[0])); chip != nil {
		return chip
	}
	return r.entry
}

// Value is what was filled in.
func (r *Reply) Value() record.Returned { return r.value }

// Choose chooses a word, as a press on its chip does.
func (r *Reply) Choose(reply record.Reply) {
	if chip := r.chips.Chip(string(reply)); chip != nil {
		chip.Press()
	}
}

func (r *Reply) bsn() string {
	if record.HasBSN(r.value.Text.Reveal()) {
		return r.p.T("concern.bsn")
	}
	return ""
}

// Check says beside each field what is missing or wrong, and reports whether it can be kept.
func (r *Reply) Check() bool {
	required := func(field string) string { return r.p.Problem(record.Problem{Field: field, Code: "required"}) }
	good := r.value.Reply != ""
	r.reply.SetError("")
	if !good {
		r.reply.SetError(required("reply"))
	}
	if r.why != nil {
		r.why.SetError("")
		if r.value.Why == "" {
			r.why.SetError(required("why"))
			good = false
		}
	}
	r.text.SetError(r.bsn())
	return good && r.bsn() == ""
}
