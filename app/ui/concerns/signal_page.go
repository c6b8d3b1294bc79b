package concerns

import (
	"context"

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

// SignalPage is one wijksignaal: the way there and back, what was written, what can be done, and what came back.
type SignalPage struct {
	src       Source
	nav       Nav
	p         *i18n.Printer
	run       task.Runner
	id        record.ID
	content   *fyne.Container
	inside    *fyne.Container
	first     fyne.Focusable
	keep      *draft.Keeper
	ctx       context.Context
	shown     told
	answering bool
	reply     *roads.Reply
	on        record.Date // on which day it was given
}

// told is what the page draws.
type told struct {
	s       *record.Signal
	partner *record.Partner // nil when nobody was chosen
	me      *record.Profile
	worries []record.Row
	begun   *record.Returned // an answer that was begun
}

// NewSignalPage makes the page.
func NewSignalPage(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *SignalPage {
	v := &SignalPage{src: src, nav: nav, p: p, run: run, id: id}
	d := p.Direction()
	v.inside = rtl.VBox(d, 20)
	v.content = rtl.Stack(d, rtl.Scroll(d, listing.NewSheet(20, v.inside)))
	return v
}

// Content is the page.
func (v *SignalPage) Content() fyne.CanvasObject { return v.content }

// Focus is the first button.
func (v *SignalPage) Focus() fyne.Focusable { return v.first }

// Shown reads the signal and draws it.
func (v *SignalPage) Shown(ctx context.Context) {
	v.ctx = ctx
	pack := func() record.Record {
		s := *v.shown.s
		if v.reply != nil {
			s.Answer = v.reply.Value()
		}
		return &s
	}
	v.keep = draft.New(v.src, v.run, draft.Key(record.KindSignal, v.id, record.ID{})+"/answer", pack, func(err error) {
		if err != nil {
			v.nav.Fail(err)
		}
	})
	v.load()
}

// Changed reads it again, unless an answer is being typed.
func (v *SignalPage) Changed(ctx context.Context) {
	if v.answering {
		return
	}
	v.ctx = ctx
	v.load()
}

// Hidden keeps an answer that was begun and drops the texts.
func (v *SignalPage) Hidden() {
	if v.keep != nil && v.shown.s != nil {
		if err := v.keep.Flush(); err != nil {
			v.nav.Fail(err)
		}
	}
	v.inside.Objects, v.first, v.shown, v.reply, v.answering = nil, nil, told{}, nil, false
}

func (v *SignalPage) load() {
	task.Do(v.ctx, v.run, v.read, func(s told, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.shown = s
		v.on = v.src.Today()
		if _, err := s.s.NextState(record.RoadAnswer); err == nil && s.begun != nil {
			v.begin(*s.begun)
		}
		v.draw()
	})
}

func (v *SignalPage) read(ctx context.Context) (told, error) {
	var s told
	var err error
	if s.s, err = v.src.Signal(ctx, v.id); err != nil {
		return s, err
	}
	if !s.s.Partner.Zero() {
		if s.partner, err = v.src.Partner(ctx, s.s.Partner); err != nil {
			return s, err
		}
	}
	if s.me, err = v.src.Profile(ctx); err != nil {
		return s, err
	}
	if s.worries, err = v.src.Bundled(ctx, v.id); err != nil {
		return s, err
	}
	kept, ok, err := v.keep.Read(ctx)
	if typed, is := kept.(*record.Signal); ok && is {
		s.begun = &typed.Answer
	}
	return s, err
}

func (v *SignalPage) road() roads.Road {
	partner := ""
	if v.shown.partner != nil {
		partner = v.shown.partner.Called().Reveal()
		if o, ok := v.shown.partner.Officer(v.shown.s.Receiver); ok && !o.First.Empty() {
			partner = v.p.T("concern.row.joined", "One", partner, "Two", o.First.Reveal())
		}
	}
	return roads.OfSignal(v.shown.s, partner)
}

func (v *SignalPage) draw() {
	p, d, s := v.p, v.p.Direction(), v.shown.s
	back := form.NewButton(p, p.T("concern.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, v.nav.Back)
	v.first = back // the keyboard begins at the top, so that the page does
	actions := []fyne.CanvasObject{form.NewButton(p, p.T("road.print"), form.ButtonOptions{Icon: look.IconPrinter}, v.print)}
	if _, err := s.NextState(record.RoadAsk); s.State == record.RequestOpen || err == nil {
		actions = append(actions, form.NewButton(p, p.T("concern.page.edit"), form.ButtonOptions{Icon: look.IconPencilSimple}, func() { v.nav.Edit(record.KindSignal, v.id) }))
	}
	title := p.T("concern.row.joined", "One", record.Code(record.KindSignal, s.Number), "Two", p.T("record.kind.signal"))
	head := rtl.VBox(d, 4, rtl.HBox(d, 0, back), listing.NewPageHead(p, title, "", actions...))
	r := v.road()
	own, other := roads.Halves(p, r, v.src.Today())
	parts := []fyne.CanvasObject{head, listing.NewTimeline(p, own, other), v.about(r)}
	if v.answering {
		parts = append(parts, v.card())
	} else {
		parts = append(parts, v.actions())
		parts = append(parts, roads.Answers(p, r)...)
	}
	parts = append(parts, v.bundled(), roads.Steps(p, s.Steps, func(step record.Step) string { return roads.Action(p, step) }))
	v.inside.Objects = parts
	v.inside.Refresh()
	if v.answering {
		form.Focus(v.first)
	}
}

// about is what was written, with where it stands.
func (v *SignalPage) about(r roads.Road) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	state := roads.Standing(p, r, v.src.Today())
	own, other := state.Rings()
	if r.State == record.RequestOpen || r.State == record.RequestReady {
		own, other = look.RingOpen, look.RingOpen
	}
	line := form.NewGroup(p, 12, look.NewRings(own, other, d, look.RingsRow), listing.NewStatus(p, state))
	facts := filled(signalFacts(p, v.shown.s))
	topic := rtl.NewText(d, v.shown.s.Topic.Reveal(), rtl.Style{Bold: true, Wrap: true, Base: rtl.FromText})
	return listing.NewCard(p, "", rtl.VBox(d, 12, topic, line, listing.NewKeyValues(p, facts[1:], p.T("signal.nobody"))))
}

// bundled are the worries that are in it and still there; they know the signal, it does not know them.
func (v *SignalPage) bundled() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	if len(v.shown.worries) == 0 {
		return rtl.Stack(d)
	}
	group := rtl.Flow(d, 8)
	for _, r := range v.shown.worries {
		group.Add(form.NewQuiet(p, record.Code(record.KindConcern, r.Number), func() { v.nav.Open(record.KindConcern, r.ID) }))
	}
	return listing.NewCard(p, p.T("signal.bundled"), group)
}

// actions offers only what the road allows.
func (v *SignalPage) actions() fyne.CanvasObject {
	p, s := v.p, v.shown.s
	var start, end []fyne.CanvasObject
	kind := form.Primary
	for _, a := range []record.RoadAction{record.RoadAsk, record.RoadAnswer, record.RoadAgain, record.RoadReady, record.RoadChange, record.RoadReopen, record.RoadClose} {
		if _, err := s.NextState(a); err != nil {
			continue
		}
		if a == record.RoadClose {
			end = append(end, form.NewQuiet(p, p.Value("road.action", string(a)), func() { v.move(a) }))
			continue
		}
		b := form.NewButton(p, v.says(a), form.ButtonOptions{Kind: kind}, func() { v.pressed(a) })
		kind = form.Secondary
		start = append(start, b)
	}
	all := rtl.VBox(p.Direction(), 16)
	if _, err := s.NextState(record.RoadAsk); err == nil {
		day := form.NewDateField(p, form.DateOptions{Label: p.T("signal.given.on")}, v.src.Today(), func(day record.Date, filled bool) {
			if v.on = v.src.Today(); filled {
				v.on = day
			}
		})
		day.SetValue(v.on)
		all.Add(day)
	}
	if len(start) == 0 && s.Partner.Zero() {
		all.Add(listing.NewNote(p, look.IconLifebuoy, p.T("signal.partner.first"), look.ColorMuted))
	}
	all.Add(form.NewActions(p, start, end))
	return all
}

// says is a button's words.
func (v *SignalPage) says(a record.RoadAction) string {
	switch a {
	case record.RoadAsk:
		return v.p.T("signal.give")
	case record.RoadAnswer:
		return v.p.T("request.answer.write")
	case record.RoadAgain:
		if v.shown.s.Answer.Reply == record.ReplyNothing {
			return v.p.T("road.elsewhere")
		}
		return v.p.T("signal.again")
	}
	return v.p.Value("road.action", string(a))
}

func (v *SignalPage) pressed(a record.RoadAction) {
	if a != record.RoadAnswer {
		v.move(a)
		return
	}
	v.begin(record.Returned{})
	v.draw()
}

func (v *SignalPage) begin(value record.Returned) {
	v.answering = true
	v.reply = roads.NewReply(v.p, v.src.Today(), value, func() { v.keep.Touch() })
}

// card is where the answer is written down; it is kept from the first letter.
func (v *SignalPage) card() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	v.first = v.reply.Focus()
	done := form.NewPrimary(p, p.T("concern.done"), v.answered)
	stop := form.NewQuiet(p, p.T("road.answer.stop"), func() {
		v.over(func(ctx context.Context) error { return v.keep.Drop(ctx) })
	})
	return listing.NewCard(p, p.T("request.answer.label"), rtl.VBox(d, 16, v.reply.Content(), form.NewActions(p, []fyne.CanvasObject{done, stop}, nil)))
}

func (v *SignalPage) answered() {
	if !v.reply.Check() {
		return
	}
	value := v.reply.Value()
	v.over(func(ctx context.Context) error {
		if err := v.src.AnswerSignal(ctx, v.id, value); err != nil {
			return err
		}
		return v.keep.Drop(ctx)
	})
}

func (v *SignalPage) move(a record.RoadAction) {
	on := record.Date{}
	if a == record.RoadAsk {
		on = v.on
	}
	v.over(func(ctx context.Context) error { return v.src.MoveSignal(ctx, v.id, a, on) })
}

// over changes the signal in the book, ends the writing of an answer, and draws it again.
func (v *SignalPage) over(work func(context.Context) error) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		if v.answering {
			v.keep.Finish()
		}
		v.answering, v.reply = false, nil
		v.Shown(v.ctx)
	})
}

// print makes the page for the partner, in Dutch.
func (v *SignalPage) print() {
	dutch, err := i18n.New(i18n.Source)
	if err != nil {
		v.nav.Fail(err)
		return
	}
	v.nav.Print(record.Code(record.KindSignal, v.shown.s.Number), signalSheet(dutch, v.shown.s, v.shown.partner, v.shown.me))
}
