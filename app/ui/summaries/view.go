package summaries

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// Source is what the page reads.
type Source interface {
	Today() record.Date
	Overview(ctx context.Context, period summary.Period) (summary.Report, error)
}

// Nav is where the page leads to. WriteOverview makes a file of a report that hides small counts, in Dutch whatever the screen.
type Nav interface {
	New(kind record.Kind, about record.ID)
	Fail(err error)
	WriteOverview(format, name string, r summary.Report)
	Go(destination string)
}

// View is the page.
type View struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	state   state
	content *fyne.Container
	inside  *fyne.Container
	report  *fyne.Container
	from    *form.DateField
	to      *form.DateField
	free    *fyne.Container
	wrong   *form.Field
	ctx     context.Context
	latest  task.Latest
}

// New makes the page; it counts nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	v := &View{src: src, nav: nav, p: p, run: run, state: state{p: p}}
	d := p.Direction()
	v.inside = rtl.VBox(d, 16)
	v.content = rtl.Stack(d, rtl.Scroll(d, listing.NewSheet(16, v.inside)))
	return v
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is nothing: the page is read first.
func (v *View) Focus() fyne.Focusable { return nil }

// Shown counts the chosen period and draws it.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.state.today = v.src.Today()
	if v.state.span == "" {
		v.state.choose(spanQuarter)
	}
	v.frame()
	v.load()
}

// Hidden drops what was counted.
func (v *View) Hidden() {
	v.latest.Stop()
	v.state.whole, v.state.public, v.state.ready = summary.Report{}, summary.Report{}, false
	v.inside.Objects = nil
}

// frame draws the head with the formats, the choice of period, and room for the report.
func (v *View) frame() {
	p, d := v.p, v.p.Direction()
	formats := []fyne.CanvasObject{rtl.NewText(d, p.T("summaries.save"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted})}
	for _, f := range []string{"PDF", "CSV"} {
		formats = append(formats, form.NewSecondary(p, f, func() { v.export(f) }))
	}
	formats = append([]fyne.CanvasObject{form.NewQuiet(p, p.T("mine.year.title"), func() { v.nav.Go("year") })}, formats...)
	mine := form.NewButton(p, p.T("hours.title"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconHourglass, Snug: true}, func() { v.nav.Go("hours") })
	head := listing.NewPageHead(p, p.T("summaries.title"), "", formats...)
	var spans []form.Choice
	for _, s := range []span{spanMonth, spanQuarter, spanYear, spanFree} {
		spans = append(spans, form.Choice{Value: string(s), Text: v.state.label(s)})
	}
	chips := form.NewChips(p, spans, form.ChipsOptions{}, v.chosen)
	chips.SetValues(string(v.state.span))
	v.freePeriod()
	own := form.NewCheck(p, p.T("summaries.own"), p.T("summaries.own.term"), func(on bool) {
		v.state.own = on
		v.draw()
	})
	own.SetOn(v.state.own)
	v.report = rtl.VBox(d, 16)
	v.inside.Objects = []fyne.CanvasObject{head, chips, v.free, form.NewBeside(p, 16, 240, own, mine), v.report}
	v.inside.Refresh()
}

// freePeriod are the two days of a period of one's own.
func (v *View) freePeriod() {
	p, d := v.p, v.p.Direction()
	v.from = form.NewDateField(p, form.DateOptions{Label: p.T("summaries.from")}, v.state.today, func(day record.Date, filled bool) {
		if filled {
			v.state.period.From = day
			v.load()
		}
	})
	v.to = form.NewDateField(p, form.DateOptions{Label: p.T("summaries.to")}, v.state.today, func(day record.Date, filled bool) {
		if filled {
			v.state.period.To = day
			v.load()
		}
	})
	v.wrong = form.NewField(p, form.FieldOptions{}, form.NewColumns(p, 24, v.from, v.to))
	v.free = rtl.VBox(d, 8, v.wrong)
	if v.state.span != spanFree {
		v.free.Hide()
	}
}

func (v *View) chosen(values []string) {
	if len(values) == 0 {
		return
	}
	v.state.choose(span(values[0]))
	if v.state.span == spanFree {
		v.free.Show()
	} else {
		v.free.Hide()
	}
	v.inside.Refresh()
	v.load()
}

func (v *View) load() {
	period := v.state.period
	if err := period.Check(); err != nil {
		text, _ := v.p.Fault(err)
		v.wrong.SetError(text)
		return
	}
	v.wrong.SetError("")
	type both struct{ whole, public summary.Report }
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (both, error) {
		whole, err := v.src.Overview(ctx, period)
		if err != nil {
			return both{}, err
		}
		public, err := whole.Public(summary.Protection{Threshold: threshold})
		return both{whole, public}, err
	}, func(got both, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.whole, v.state.public, v.state.ready = got.whole, got.public, true
		v.draw()
	})
}

func (v *View) draw() {
	p, s := v.p, &v.state
	if !s.ready {
		return
	}
	if s.whole.Empty {
		v.report.Objects = []fyne.CanvasObject{listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
			Own: look.RingOpen, Other: look.RingOpen, Sentence: p.T("summary.empty"), Teach: p.T("summaries.empty.teach"),
			Action: p.T("summaries.empty.action"), Pressed: func() { v.nav.New(record.KindMeeting, record.ID{}) },
		}))}
		v.report.Refresh()
		return
	}
	weeks := listing.NewCard(p, "", listing.NewHeading(p, p.Value("summary.measure", "meetings.week"), s.line()), listing.NewLines(p, s.points()))
	family := v.side("family", []string{"families.reached", "contacts.about", "referrals.state"})
	community := v.side("community", []string{"meetings.type", "meetings.heads", "meetings.initiatives"})
	v.report.Objects = []fyne.CanvasObject{weeks, form.NewColumns(p, 16, family, community), form.NewColumns(p, 16, v.side("work", []string{"hours"}), v.side("open", nil))}
	if why := s.hiddenWhy(); why != "" {
		v.report.Add(listing.NewNote(p, look.IconEyeSlash, why, look.ColorMuted))
	}
	v.report.Add(listing.NewNote(p, look.IconInfo, p.T("summary.note.visits"), look.ColorMuted))
	v.report.Refresh()
	v.inside.Refresh()
}

// side is one of the two equally large halves: three numbers and the bars.
func (v *View) side(section string, numbers []string) fyne.CanvasObject {
	p, d, s := v.p, v.p.Direction(), &v.state
	var cells []fyne.CanvasObject
	for _, id := range numbers {
		text := s.number(id)
		if id == "hours" {
			text = p.Number((s.shown().Total(id).Count + 30) / 60)
		}
		cells = append(cells, rtl.VBox(d, 0, rtl.NewText(d, text, rtl.Style{Size: rtl.Title, Bold: true}),
			rtl.NewText(d, p.Value("summaries.number", id), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})))
	}
	var parts []fyne.CanvasObject
	if len(cells) > 0 {
		parts = append(parts, rtl.Pad(d, rtl.Edges{Bottom: look.Grid}, form.NewCells(p, 24, 88, cells...)))
	}
	for _, id := range s.charted(section, 4) {
		parts = append(parts, listing.NewHeading(p, p.Value("summary.measure", id), ""), listing.NewBars(p, s.bars(id)))
	}
	return listing.NewCard(p, p.Value("summary.section", section), parts...)
}

// export writes the overview as others may see it; what the worker sees alone never leaves this way.
func (v *View) export(format string) {
	if v.state.ready {
		v.nav.WriteOverview(format, v.state.fileName(), v.state.public)
	}
}
