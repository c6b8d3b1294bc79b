package summaries

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// Source is what the page reads.
type Source interface {
	Today() record.Date
	Overview(ctx context.Context, period summary.Period) (summary.Report, error)
	Protection(ctx context.Context, period summary.Period, threshold int, rounded bool) (summary.Protection, error)
}

// Nav is where the page leads to. WriteOverview makes a file of a report that hides small counts, in a language.
type Nav interface {
	New(kind record.Kind, about record.ID)
	Fail(err error)
	WriteOverview(format, name, language string, r summary.Report)
	Go(destination string)
}

// View is the page.
type View struct {
	tongue  *form.Select // the language of the paper
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
	made    *fyne.Container
	wrong   *form.Field
	ctx     context.Context
	latest  task.Latest
}

// New makes the page; it counts nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	v := &View{src: src, nav: nav, p: p, run: run, state: state{p: p, small: smallHide}}
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
	v.state.whole, v.state.public, v.state.made, v.state.ready = summary.Report{}, summary.Report{}, nil, false
	v.inside.Objects = nil
}

// frame draws the head with the formats, the choice of period, and room for the report.
func (v *View) frame() {
	p, d := v.p, v.p.Direction()
	v.tongue = form.NewTongue(p, i18n.Source, nil) // who reads an overview is Dutch, as long as nobody chooses another language
	formats := []fyne.CanvasObject{rtl.NewText(d, p.T("summaries.save"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted}), v.tongue}
	for _, f := range []string{"PDF", "CSV"} {
		formats = append(formats, form.NewSecondary(p, f, func() { v.export(f) }))
	}
	formats = append([]fyne.CanvasObject{form.NewQuiet(p, p.T("mine.year.title"), func() { v.nav.Go("year") })}, formats...)
	mine := form.NewButton(p, p.T("hours.title"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconHourglass, Snug: true}, func() { v.nav.Go("hours") })
	ways := form.NewActions(p, []fyne.CanvasObject{
		form.NewButton(p, p.T("contribute.title"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconPaperPlaneTilt, Snug: true}, func() { v.nav.Go("contribute") }),
		form.NewButton(p, p.T("joint.open"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconUsersThree, Snug: true}, func() { v.nav.Go("joint") }),
	}, nil)
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
	v.report, v.made = rtl.VBox(d, 16), rtl.VBox(d, 0)
	v.inside.Objects = []fyne.CanvasObject{head, chips, v.free, form.NewBeside(p, 16, 240, own, mine), v.report, v.smallCounts(), ways, v.made}
	v.inside.Refresh()
}

// smallCounts is the choice how small counts of families are kept from others.
func (v *View) smallCounts() fyne.CanvasObject {
	p := v.p
	ways := form.NewChips(p, []form.Choice{
		{Value: smallHide, Text: p.T("summaries.small.hide")}, {Value: smallRound, Text: p.T("summaries.small.round")},
	}, form.ChipsOptions{}, func(values []string) {
		if len(values) > 0 {
			v.state.small = values[0]
			v.load()
		}
	})
	ways.SetValues(v.state.small)
	outside := form.NewCheck(p, p.T("summaries.outside"), p.T("summaries.outside.help"), func(on bool) {
		v.state.outside = on
		v.load()
	})
	outside.SetOn(v.state.outside)
	return listing.NewCard(p, p.T("summaries.small"), form.NewBeside(p, 16, 240, ways, outside))
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
	type counted struct {
		whole, public summary.Report
		made          []*record.Overview
	}
	threshold, rounded := v.state.threshold(), v.state.small == smallRound
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (got counted, err error) {
		if got.whole, err = v.src.Overview(ctx, period); err != nil {
			return got, err
		}
		how, err := v.src.Protection(ctx, period, threshold, rounded)
		if err != nil {
			return got, err
		}
		got.made = slices.Clone(how.Before)
		slices.Reverse(got.made) // the newest first
		got.public, err = got.whole.Public(how)
		return got, err
	}, func(got counted, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.whole, v.state.public, v.state.made, v.state.ready = got.whole, got.public, got.made, true
		v.draw()
		v.drawMade()
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
	if why := export.Why(s.shown(), p); why != "" {
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
		v.nav.WriteOverview(format, fileName(v.state.period), v.tongue.Value(), v.state.public)
	}
}

// drawMade lists what was handed over before, each to be made once more as it was.
func (v *View) drawMade() {
	p, d := v.p, v.p.Direction()
	v.made.Objects = nil
	if len(v.state.made) > 0 {
		parts := []fyne.CanvasObject{rtl.NewText(d, p.T("summaries.made.teach"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})}
		for _, o := range v.state.made {
			again := summary.Again(o, v.state.today)
			name := fileName(again.Period)
			parts = append(parts, form.NewBeside(p, 16, 240,
				rtl.NewText(d, v.state.madeLine(o), rtl.Style{Wrap: true}),
				rtl.HBox(d, 8, form.NewSecondary(p, "PDF", func() { v.nav.WriteOverview("PDF", name, v.tongue.Value(), again) }),
					form.NewSecondary(p, "CSV", func() { v.nav.WriteOverview("CSV", name, v.tongue.Value(), again) })),
			))
		}
		v.made.Objects = []fyne.CanvasObject{listing.NewCard(p, p.T("summaries.made"), parts...)}
	}
	v.made.Refresh()
	v.inside.Refresh()
}
