package referrals

import (
	"strconv"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/export"
	"schakel/internal/i18n"
)

// aloud is what is read: all three sentences, or after a correction only what changed.
func (v *Page) aloud(r reading) []fyne.CanvasObject {
	p := v.p
	if r.before == nil || v.inner.whole {
		return []fyne.CanvasObject{v.sentences(r.sentences)}
	}
	now, heard := r.fresh()
	if len(now) == 0 && len(r.changes) == 0 {
		return []fyne.CanvasObject{v.sentences(r.sentences)}
	}
	parts := []fyne.CanvasObject{listing.NewHeading(p, p.T("referrals.again.title"), p.T("referrals.again.note", "On", p.DayMonth(r.before.On)))}
	if len(now) > 0 {
		parts = append(parts, v.sentences(now))
	}
	if len(r.changes) > 0 {
		parts = append(parts, v.changes(r.changes))
	}
	if len(heard) > 0 {
		before := column(p, look.HalfGrid)
		for _, one := range heard {
			before.Add(form.NewLead(p, look.Grid, look.NewIcon(look.IconCheck, look.ColorMuted, 18), muted(p, one.text)))
		}
		parts = append(parts, listing.NewCard(p, p.T("referrals.again.heard"), before))
	}
	all := form.NewQuiet(p, p.T("referrals.again.all"), func() {
		v.inner.whole = true
		v.draw()
		form.Focus(v.first)
	})
	return append(parts, form.NewActions(p, []fyne.CanvasObject{all}, nil))
}

// changes are the lines of the document that are not what they were.
func (v *Page) changes(all []change) fyne.CanvasObject {
	p := v.p
	lines := column(p, 16)
	for i, c := range all {
		if i > 0 {
			lines.Add(line(p))
		}
		key := c.key
		if c.dutch != "" {
			key = p.T("referrals.joined", "One", c.key, "Two", c.dutch)
		}
		lines.Add(column(p, look.HalfGrid, muted(p, key), large(p, c.now), small(p, p.T("referrals.again.was", "Text", c.was))))
	}
	return listing.NewCard(p, "", lines)
}

// lasting lets the family choose until when a yes counts.
func (v *Page) lasting() fyne.CanvasObject {
	choices, chosen := v.road.spanChoices(v.inner.until)
	choose := form.NewSelect(v.p, choices, form.SelectOptions{Icon: look.IconCalendarBlank}, func(value string) {
		days, err := strconv.Atoi(value)
		if err != nil {
			return
		}
		v.inner.until = v.road.today.Add(days)
		v.draw()
		form.Focus(v.first)
	})
	choose.SetValue(chosen)
	return choose
}

// consentSheet is the same on paper, to be signed: in the language of the one who is asked, with the Dutch beside it, whatever language the
// screen has.
func (v *Page) consentSheet() export.Document {
	dutch, err := i18n.New(i18n.Source)
	if err != nil {
		dutch = v.p
	}
	own := v.inner.own
	if own.Tag() == dutch.Tag() {
		own = dutch
	}
	return export.ConsentSheet(own, dutch, v.sheetIn(own), v.sheetIn(dutch))
}

// sheetIn is what the sheet says in a language.
func (v *Page) sheetIn(q *i18n.Printer) export.Consent {
	s, g := road{p: q, loaded: v.road.loaded}, v.inner.giver
	return export.Consent{
		Giver: s.named(g), About: s.about(g), Recipient: s.full(), Purpose: s.purpose(), Until: q.Date(v.inner.until), Here: s.here,
		Contact: s.contact(), Groups: s.going(), Lines: s.printed(),
	}
}
