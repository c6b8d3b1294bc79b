package summaries

import (
	"errors"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/record"
)

// frame draws the head, the choice of period, and room for what depends on the count.
func (v *View) frame() {
	p, d := v.p, v.p.Direction()
	v.save = form.NewButton(p, p.T("summaries.save"), form.ButtonOptions{Kind: form.Primary, Icon: look.IconDownloadSimple}, v.openPanel)
	mine := form.NewQuiet(p, p.T("mine.year.title"), func() { v.nav.Go("year") })
	hours := form.NewButton(p, p.T("hours.title"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconHourglass, Snug: true}, func() { v.nav.Go("hours") })
	head := listing.NewPageHead(p, p.T("summaries.title"), "", mine, hours, v.save)
	v.name = rtl.NewText(d, "", rtl.Style{Bold: true, Wrap: true})
	v.days = rtl.NewText(d, "", rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
	v.own = form.NewCheck(p, p.T("summaries.own"), p.T("summaries.own.term"), func(on bool) {
		v.state.own = on
		v.redraw()
	})
	v.words, v.besides = rtl.VBox(d, 0), nil
	v.beside()
	v.panel = rtl.VBox(d, 0)
	v.report, v.made = rtl.VBox(d, 16), rtl.VBox(d, 0)
	v.freePeriod()
	v.before = form.NewButton(p, p.T("summaries.before"), form.ButtonOptions{Icon: look.Before(d)}, func() { v.turn(-1) })
	v.after = form.NewButton(p, p.T("summaries.after"), form.ButtonOptions{After: look.Forward(d)}, func() { v.turn(1) })
	v.inside.Objects = []fyne.CanvasObject{rtl.VBox(d, 0, head, form.NewGroup(p, 0, v.more()...))}
	v.inside.Objects = append(v.inside.Objects, form.NewBeside(p, 16, 400, v.spans(), form.NewGroup(p, 12, v.before, v.after)), v.free, v.words, v.panel, v.report, v.made)
	v.show()
	v.inside.Refresh()
}

// more are the ways to the other pages below Overzicht, each by its title; what has none is not there.
func (v *View) more() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, page := range []string{"targets", "stories", "contribute", "joint", "studies"} {
		if title := page + ".title"; v.p.Has(title) {
			out = append(out, form.NewQuiet(v.p, v.p.T(title), func() { v.nav.Go(page) }))
		}
	}
	return out
}

// spans are the chips of the sorts of period.
func (v *View) spans() fyne.CanvasObject {
	var all []form.Choice
	for _, s := range spans() {
		all = append(all, form.Choice{Value: string(s), Text: v.p.Value("summaries.span", string(s))})
	}
	chips := form.NewChips(v.p, all, form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) == 0 || values[0] == string(v.state.span) {
			return
		}
		v.state.choose(span(values[0]))
		v.show()
		v.inside.Refresh()
		v.load()
	})
	chips.SetValues(string(v.state.span))
	return chips
}

// freePeriod are the two days of a period of one's own.
func (v *View) freePeriod() {
	p, d := v.p, v.p.Direction()
	v.from = form.NewDateField(p, form.DateOptions{Label: p.T("summaries.from"), Plain: true}, v.state.today, func(day record.Date, filled bool) {
		if filled {
			v.state.period.From = day
			v.load()
		}
	})
	v.to = form.NewDateField(p, form.DateOptions{Label: p.T("summaries.to"), Plain: true}, v.state.today, func(day record.Date, filled bool) {
		if filled {
			v.state.period.To = day
			v.load()
		}
	})
	v.wrong = form.NewField(p, form.FieldOptions{}, form.NewColumns(p, 24, v.from, v.to))
	v.free = rtl.VBox(d, 8, v.wrong)
}

// show opens the two days for a period of one's own, with those that hold now.
func (v *View) show() {
	if v.state.span != spanFree {
		v.free.Hide()
		v.report.Refresh()
		return
	}
	v.fill()
	v.free.Show()
}

// fill puts the days that hold in their fields.
func (v *View) fill() {
	if day, filled := v.from.Value(); !filled || day != v.state.period.From {
		v.from.SetValue(v.state.period.From)
	}
	if day, filled := v.to.Value(); !filled || day != v.state.period.To {
		v.to.SetValue(v.state.period.To)
	}
}

// order is the sentence about a period that cannot be counted.
func (v *View) order(err error) string {
	var wrong record.Problems
	if errors.As(err, &wrong) && len(wrong) > 0 {
		return v.p.Problem(wrong[0])
	}
	text, _ := v.p.Fault(err)
	return text
}

// drawPeriod tells which period is shown, between the ways to the one before and the one after.
func (v *View) drawPeriod() {
	s := &v.state
	able(v.before, s.turns(-1))
	able(v.after, s.turns(1))
	v.name.SetText(s.name())
	v.days.SetText(s.days())
	v.own.SetOn(s.own)
	if s.saving || s.whole.Empty {
		v.own.Hide()
	} else {
		v.own.Show()
	}
	v.words.Refresh()
	v.drawBesides()
}

// able makes a button usable or not.
func able(b *form.Button, can bool) {
	if can {
		b.Enable()
	} else {
		b.Disable()
	}
}

// turn goes to the period before or after.
func (v *View) turn(way int) {
	if v.state.turns(way) {
		v.state.turn(way)
		v.show()
		v.load()
	}
}

// redraw draws the report again where the page is scrolled to.
func (v *View) redraw() {
	down := v.scroll.Offset.Y
	v.draw()
	v.scroll.ScrollToOffset(fyne.NewPos(0, down))
}
