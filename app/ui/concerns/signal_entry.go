package concerns

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/roads"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// SignalEntry is the page on which a wijksignaal is written. Nothing on it names a person or a family: the worries that are bundled are
// only counted.
type SignalEntry struct {
	*draft.Page
	src       Source
	nav       Nav
	p         *i18n.Printer
	run       task.Runner
	id, about record.ID
	state     telling
	ctx       context.Context
}

// NewSignalEntry makes the page; id is zero for a new one, about is the worry it begins with or zero.
func NewSignalEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *SignalEntry {
	return &SignalEntry{Page: draft.NewPage(src, nav, p, run), src: src, nav: nav, p: p, run: run, id: id, about: about}
}

// Shown reads the signal or its draft and draws the fields.
func (e *SignalEntry) Shown(ctx context.Context) {
	e.ctx = ctx
	key := SignalDraft
	if !e.id.Zero() {
		key = draft.Key(record.KindSignal, e.id, record.ID{})
	}
	e.Start(ctx, key, func() record.Record { return e.state.copy() })
	task.Do(ctx, e.run, e.read, func(got telling, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.state = got
		e.Take(got.texts)
		e.draw()
	})
}

// Hidden keeps the draft at once and drops the texts.
func (e *SignalEntry) Hidden() {
	e.Leave(e.state.s != nil)
	e.state = telling{}
}

// again shows the page anew: what was typed is kept as a draft, which is then read with the partner.
func (e *SignalEntry) again() {
	e.Hidden()
	e.Shown(e.ctx)
}

func (e *SignalEntry) read(ctx context.Context) (telling, error) {
	t := telling{p: e.p, today: e.src.Today(), partners: slices.Clone(e.src.Rows(record.KindPartner)), chosen: map[record.ID]bool{}}
	slices.SortStableFunc(t.partners, func(x, y record.Row) int { return e.p.Compare(x.Title.Reveal(), y.Title.Reveal()) })
	t.worries = ready(e.src.Rows(record.KindConcern))
	t.chosen[e.about] = true
	var stored *record.Signal
	var err error
	if !e.id.Zero() {
		if stored, err = e.src.Signal(ctx, e.id); err != nil {
			return t, err
		}
	}
	begun, err := draft.Read(ctx, e.Page, stored)
	if err != nil {
		return t, err
	}
	t.s, t.theirs, t.texts = begun.Mine, begun.Theirs, begun.Texts
	if t.s == nil {
		t.s = NewSignal(nil, 0, record.Date{}, record.Date{})
	}
	t.officers, err = roads.At(ctx, e.src, t.s.Partner)
	return t, err
}

// draw puts the whole entry on the page, or both versions when it was changed in another place meanwhile.
func (e *SignalEntry) draw() {
	p, t := e.p, &e.state
	if t.theirs != nil {
		e.compare()
		return
	}
	e.Draw()
	title := p.T("signal.form.title")
	if !e.id.Zero() {
		title = p.T("concern.form.edit", "Code", record.Code(record.KindSignal, t.s.Number))
	}
	topic := e.text("topic", form.FieldOptions{Label: p.T("signal.topic.label"), Help: p.T("advice.question.help")}, 2, t.s.Topic, func(v record.Private) { t.s.Topic = v })
	words := e.text("words", form.FieldOptions{Label: p.T("signal.words.label"), Help: p.T("signal.words.help")}, 1, t.s.Words, func(v record.Private) { t.s.Words = v })
	ask := e.text("question", form.FieldOptions{Label: p.T("signal.question.label")}, 2, t.s.Question, func(v record.Private) { t.s.Question = v })
	parts := []fyne.CanvasObject{listing.NewPageHead(p, title, p.Beside("signal.term")), topic, words, ask, e.whom()}
	if bundle := e.bundle(); bundle != nil {
		parts = append(parts, bundle)
	}
	e.Put(rtl.VBox(p.Direction(), 20, append(parts, e.under(), e.Wrong, e.foot())...))
}

func (e *SignalEntry) text(name string, o form.FieldOptions, rows int, value record.Private, set func(record.Private)) fyne.CanvasObject {
	f, entry := e.Text(name, o, rtl.EntryOptions{Rows: rows}, value, set)
	if name == "topic" {
		e.First = entry
	}
	return f
}

// whom asks to which partner it is told, and to whom there.
func (e *SignalEntry) whom() fyne.CanvasObject {
	t := &e.state
	return roads.Whom(e.ctx, e.p, e.src, e.Page, roads.Asked{
		Label: e.p.T("signal.partner.label"), Partners: t.partners, Officers: &t.officers, Partner: &t.s.Partner, Receiver: &t.s.Receiver, Norm: &t.s.Norm,
		Fail: e.nav, Draw: e.draw,
	})
}

// bundle lets worries be chosen that belong to it. What is shown of them here is for the worker; only their number goes along.
func (e *SignalEntry) bundle() fyne.CanvasObject {
	p, d, t := e.p, e.p.Direction(), &e.state
	if len(t.worries) == 0 || t.s.State != record.RequestOpen && t.s.State != record.RequestReady {
		return nil
	}
	list := rtl.VBox(d, 0)
	for i, r := range t.worries {
		if i == bundleMost && !t.chosen[r.ID] {
			break
		}
		text := p.T("concern.row.joined", "One", record.Code(record.KindConcern, r.Number), "Two", r.Title.Reveal())
		check := form.NewCheck(p, text, p.Value("concern.state", r.State), func(on bool) { t.chosen[r.ID] = on })
		check.SetOn(t.chosen[r.ID])
		list.Add(check)
	}
	return listing.NewCard(p, p.T("signal.bundle"), rtl.VBox(d, 8, rtl.NewText(d, p.T("signal.bundle.teach"), rtl.Style{Wrap: true, Color: look.ColorMuted}), list))
}

// bundleMost is how many worries can be chosen from: the newest.
const bundleMost = 40

// under is what "Meer opschrijven" opens.
func (e *SignalEntry) under() fyne.CanvasObject {
	p, t := e.p, &e.state
	areas := form.NewChips(p, form.Choices(p, "life.area", form.Words(record.LifeAreas())...), form.ChipsOptions{Multi: true}, func(values []string) {
		t.s.Areas = form.Values[record.LifeArea](values)
		e.Touch()
	})
	areas.SetValues(form.Words(t.s.Areas)...)
	meetings := form.NewStepper(p, 999, func(n int, filled bool) {
		if t.s.Meetings = 0; filled {
			t.s.Meetings = n
		}
		e.Touch()
	})
	if t.s.Meetings > 0 {
		meetings.SetValue(t.s.Meetings)
	}
	day := func(name, label string, value record.Date, set func(record.Date)) fyne.CanvasObject {
		return e.Day(name, form.DateOptions{Label: label, Plain: true}, value, set)
	}
	meetingsField := form.NewField(p, form.FieldOptions{Label: p.T("signal.meetings.label")}, meetings)
	e.Fields["meetings"] = meetingsField
	for _, name := range []string{"think", "goesWell", "neighbourhood", "from", "to", "meetings"} {
		e.Under[name] = true
	}
	s := t.s
	open := !s.Think.Empty() || !s.GoesWell.Empty() || !s.From.Zero() || len(s.Areas) > 0 || s.Meetings > 0 || !s.Neighbourhood.Empty() || len(e.Typed) > 0
	return e.Fold(open, nil,
		form.NewField(p, form.FieldOptions{Label: p.T("concern.areas.label"), Term: p.Beside("concern.areas.term")}, areas),
		e.text("think", form.FieldOptions{Label: p.T("concern.think.label"), Term: p.Beside("concern.think.term")}, 2, s.Think, func(v record.Private) { s.Think = v }),
		e.text("goesWell", form.FieldOptions{Label: p.T("concern.well.label")}, 2, s.GoesWell, func(v record.Private) { s.GoesWell = v }),
		e.text("neighbourhood", form.FieldOptions{Label: p.T("signal.wijk.label"), Help: p.T("signal.wijk.help")}, 1, s.Neighbourhood, func(v record.Private) { s.Neighbourhood = v }),
		form.NewColumns(p, 24, day("from", p.T("signal.from.label"), s.From, func(v record.Date) { s.From = v }), day("to", p.T("signal.to.label"), s.To, func(v record.Date) { s.To = v })),
		meetingsField)
}

func (e *SignalEntry) foot() fyne.CanvasObject {
	p := e.p
	done := form.NewButton(p, p.T("concern.done"), form.ButtonOptions{Kind: form.Primary, Wide: 128}, e.done)
	return form.NewActions(p, []fyne.CanvasObject{done, e.Opener(), form.NewQuiet(p, p.T("concern.back"), e.nav.Back)}, []fyne.CanvasObject{e.Sign})
}

// done keeps the signal. What may lead to a person is pointed at first; pressed again with the same words, it is kept.
func (e *SignalEntry) done() {
	t := &e.state
	if e.Complain(t.problems()) {
		return
	}
	s, sources, texts := t.copy(), t.sources(), t.written()
	e.SaveUnnamed(e.src, texts, func(ctx context.Context) error { return e.src.SaveSignal(ctx, s, sources...) }, func() {
		e.nav.Say(e.p.T("signal.saved", "Code", record.Code(record.KindSignal, s.Number)))
		e.nav.Saved(record.KindSignal, s.ID)
	}, e.again)
}
