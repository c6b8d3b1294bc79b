package referrals

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// alongCard leads to the list for the day of going along, and says when that is.
func (v *Page) alongCard() fyne.CanvasObject {
	p, day := v.p, v.road.ref().Along
	when := p.T("referrals.along.none")
	if !day.On.Zero() {
		when = comma(p, p.Date(day.On), day.At, day.Where.Reveal())
	}
	open := form.NewSecondary(p, p.T("referrals.along.open"), func() { v.open(v.drawAlong) })
	return listing.NewCard(p, p.T("referrals.along.title"), text(p, when), rtl.HBox(p.Direction(), 0, open))
}

// drawAlong is the list for the day of going along: when, where, and what to think of.
func (v *Page) drawAlong() {
	p := v.p
	day := v.road.ref().Along
	day.Items = slices.Clone(day.Items)
	when := form.NewDateField(p, form.DateOptions{Label: p.T("referrals.along.on"), Coming: true}, v.road.today, func(d record.Date, filled bool) {
		day.On = record.Date{}
		if filled {
			day.On = d
		}
	})
	if !day.On.Zero() {
		when.SetValue(day.On)
	}
	clock, at := form.NewTextField(p, form.FieldOptions{Label: p.T("referrals.along.at"), Validate: func() string { return wrongClock(p, day.At) }}, 1, func(s string) {
		if day.At = strings.TrimSpace(s); day.At != "" {
			if read, ok := i18n.ParseClock(s); ok {
				day.At = read
			}
		}
	})
	at.SetText(day.At)
	place := v.line(p.T("referrals.along.where"), day.Where, func(t record.Private) { day.Where = t })
	lines := column(p, look.Grid)
	fields := []*form.Field{clock, place}
	for _, what := range record.AlongSteps() {
		item, _ := day.Item(what)
		item.What = what
		row, field := v.alongLine(item, func(one record.AlongItem) { day.Items = withItem(day.Items, one) })
		fields = append(fields, field)
		lines.Add(row)
	}
	ok := func() bool {
		good := when.Validate()
		for _, f := range fields {
			good = f.Validate() && good
		}
		return good
	}
	save := form.NewPrimary(p, p.T("referrals.write"), func() {
		if ok() {
			v.act(p.T("referrals.moved"), func(ctx context.Context) error { return v.src.SaveAlong(ctx, v.id, day) })
		}
	})
	choose, print := form.NewPrint(p, p.T("referrals.along.print"), p.Tag(), func(q *i18n.Printer) {
		if ok() {
			v.act("", func(ctx context.Context) error { return v.src.SaveAlong(ctx, v.id, day) })
			v.nav.Print(v.road.code(), v.road.alongSheet(q, day))
		}
	})
	v.first = at
	v.show(under(p, v.shut, p.T("referrals.along.title"), v.road.code()),
		listing.NewCard(p, "", column(p, look.FieldGap, when, form.NewColumns(p, look.FieldGap, clock, place))),
		listing.NewCard(p, p.T("referrals.along.list"), lines),
		form.NewActions(p, []fyne.CanvasObject{save, choose, print}, nil))
}

// line is a short text.
func (v *Page) line(label string, value record.Private, set func(record.Private)) *form.Field {
	now := value.Reveal()
	f, entry := form.NewTextField(v.p, form.FieldOptions{Label: label, Validate: func() string { return wrong(v.p, now, record.LimitShort) }}, 1, func(s string) {
		now = s
		set(record.Text(s))
	})
	entry.SetText(now)
	return f
}

// alongLine is one line of the list: a box to tick and what belongs to it.
func (v *Page) alongLine(item record.AlongItem, changed func(record.AlongItem)) (fyne.CanvasObject, *form.Field) {
	p := v.p
	tick := form.NewCheck(p, p.Value("along.step", string(item.What)), "", func(on bool) {
		item.Done = on
		changed(item)
	})
	tick.SetOn(item.Done)
	now := item.Text.Reveal()
	field, entry := form.NewTextField(p, form.FieldOptions{Validate: func() string { return wrong(p, now, record.LimitShort) }}, 1, func(s string) {
		now = s
		item.Text = record.Text(s)
		changed(item)
	})
	entry.SetText(now)
	return form.NewBeside(p, 12, 220, tick, form.NewAtLeast(260, 0, field)), field
}

// withItem puts a line into the list in the order of the day; an empty one goes.
func withItem(all []record.AlongItem, one record.AlongItem) []record.AlongItem {
	var out []record.AlongItem
	for _, what := range record.AlongSteps() {
		for _, have := range all {
			if have.What == what && what != one.What {
				out = append(out, have)
			}
		}
		if what == one.What && (one.Done && what != record.AlongOther || !one.Text.Empty()) {
			out = append(out, one)
		}
	}
	return out
}

// wrongClock is what is the matter with a time of day, or "".
func wrongClock(p *i18n.Printer, at string) string {
	if at == "" {
		return ""
	}
	r := record.Referral{Along: record.AlongDay{At: at}}
	if ps := r.Validate(record.Date{}).Of("along.at"); len(ps) > 0 {
		return p.Problem(ps[0])
	}
	return ""
}

// alongSheet is the list on a slip of paper. It names nobody of the family: it may be lost on the way.
func (s *road) alongSheet(p *i18n.Printer, day record.AlongDay) export.Document {
	doc := export.NewDocument(p, p.T("referrals.along.title"), comma(p, p.Date(day.On), day.At))
	rows := []export.KeyValue{{Label: p.T("referrals.along.with"), Value: s.fullIn(p)}, {Label: p.T("referrals.along.where"), Value: day.Where.Reveal()}}
	for _, what := range record.AlongSteps() {
		item, _ := day.Item(what)
		mark := "☐ "
		if item.Done {
			mark = "☑ "
		}
		if what == record.AlongOther && item.Text.Empty() {
			continue
		}
		rows = append(rows, export.KeyValue{Label: mark + p.Value("along.step", string(what)), Value: item.Text.Reveal()})
	}
	doc.Blocks = []export.Block{export.KeyValues{Rows: rows}, export.Paragraph{Text: p.T("referrals.along.paper"), Muted: true}}
	return doc
}
