package partners

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

// RequestPage is one question to a partner: the way there and back, what can be done, and its answer.
type RequestPage struct {
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
	shown     question
	acted     bool // a button was pressed: the keyboard goes to what comes next
	answering bool // the answer is being written
	reply     *roads.Reply
	on        record.Date // on which day it was asked
}

// question is what the page draws.
type question struct {
	q       *record.Request
	partner *record.Partner
	meeting *record.Meeting // nil when it did not come up at a gathering
	me      *record.Profile
	begun   *record.Returned // an answer that was begun
}

// NewRequestPage makes the page.
func NewRequestPage(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *RequestPage {
	v := &RequestPage{src: src, nav: nav, p: p, run: run, id: id}
	v.inside, v.content = sheet(p)
	return v
}

// Content is the page.
func (v *RequestPage) Content() fyne.CanvasObject { return v.content }

// Focus is the first button.
func (v *RequestPage) Focus() fyne.Focusable { return v.first }

// Shown reads the question, and an answer that was begun, and draws it.
func (v *RequestPage) Shown(ctx context.Context) {
	v.ctx = ctx
	v.keeper()
	v.load()
}

// keeper keeps an answer that is being written.
func (v *RequestPage) keeper() {
	pack := func() record.Record {
		q := *v.shown.q
		if v.reply != nil {
			a := v.reply.Value()
			q.Reply, q.Why, q.By, q.Answer, q.AnsweredOn = a.Reply, a.Why, a.By, a.Text, a.On
		}
		return &q
	}
	v.keep = draft.New(v.src, v.run, draft.Key(record.KindRequest, v.id, record.ID{})+"/answer", pack, func(err error) {
		if err != nil {
			v.nav.Fail(err)
		}
	})
}

// Changed reads it again, unless an answer is being typed.
func (v *RequestPage) Changed(ctx context.Context) {
	if v.answering {
		return
	}
	v.ctx = ctx
	v.load()
}

// Hidden keeps an answer that was begun and drops the texts.
func (v *RequestPage) Hidden() {
	if v.keep != nil && v.shown.q != nil {
		if err := v.keep.Flush(); err != nil {
			v.nav.Fail(err)
		}
	}
	v.inside.Objects, v.first, v.shown, v.reply, v.answering = nil, nil, question{}, nil, false
}

func (v *RequestPage) load() {
	task.Do(v.ctx, v.run, v.read, func(s question, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.shown = s
		v.on = v.src.Today()
		if _, err := s.q.NextState(record.RoadAnswer); err == nil && s.begun != nil {
			v.begin(*s.begun)
		}
		lead := len(v.inside.Objects) == 0 || v.acted
		v.acted = false
		v.draw()
		if lead && v.first != nil {
			form.Focus(v.first)
		}
	})
}

func (v *RequestPage) read(ctx context.Context) (question, error) {
	var s question
	var err error
	if s.q, err = v.src.Request(ctx, v.id); err != nil {
		return s, err
	}
	if s.partner, err = v.src.Partner(ctx, s.q.Partner); err != nil {
		return s, err
	}
	if !s.q.Meeting.Zero() {
		if s.meeting, err = v.src.Meeting(ctx, s.q.Meeting); err != nil {
			return s, err
		}
	}
	if s.me, err = v.src.Profile(ctx); err != nil {
		return s, err
	}
	kept, ok, err := v.keep.Read(ctx)
	if typed, is := kept.(*record.Request); ok && is {
		s.begun = &record.Returned{Reply: typed.Reply, Why: typed.Why, By: typed.By, Text: typed.Answer, On: typed.AnsweredOn}
	}
	return s, err
}

func (v *RequestPage) road() roads.Road {
	partner := v.shown.partner.Called().Reveal()
	if o, ok := v.shown.partner.Officer(v.shown.q.Receiver); ok && !o.First.Empty() {
		partner = v.p.T("partner.joined", "One", partner, "Two", o.First.Reveal())
	}
	return roads.OfRequest(v.shown.q, partner)
}

func (v *RequestPage) draw() {
	p, q := v.p, v.shown.q
	v.first = nil
	can := possible(q, v.shown.partner)
	actions := []fyne.CanvasObject{form.NewButton(p, p.T("road.print"), form.ButtonOptions{Icon: look.IconPrinter}, v.print)}
	if can.edit {
		actions = append(actions, form.NewButton(p, p.T("partner.edit"), form.ButtonOptions{Icon: look.IconPencilSimple}, func() { v.nav.Edit(record.KindRequest, v.id) }))
	}
	head := listing.NewPageHeadUnder(p, v.nav.Back, p.Value("request.kind", string(q.What)), record.Code(record.KindRequest, q.Number), actions...)
	r := v.road()
	own, other := roads.Halves(p, r, v.src.Today())
	parts := []fyne.CanvasObject{head, listing.NewTimeline(p, own, other), v.asked(r)}
	if v.answering {
		parts = append(parts, v.answerCard())
	} else {
		parts = append(parts, v.actions(can))
		parts = append(parts, roads.Answers(p, r)...)
	}
	parts = append(parts, roads.Steps(p, q.Steps, func(s record.Step) string { return roads.Action(p, s) }))
	v.inside.Objects = []fyne.CanvasObject{rtl.VBox(p.Direction(), 20, parts...)}
	v.inside.Refresh()
}

// asked is the question itself, with where it came up.
func (v *RequestPage) asked(r roads.Road) fyne.CanvasObject {
	p, d, q := v.p, v.p.Direction(), v.shown.q
	text := rtl.NewText(d, q.Text.Reveal(), rtl.Style{Wrap: true, Base: rtl.FromText})
	state := roads.Standing(p, r, v.src.Today())
	own, other := state.Rings()
	if q.State == record.RequestOpen || q.State == record.RequestReady {
		own, other = look.RingOpen, look.RingOpen
	}
	line := form.NewGroup(p, 12, look.NewRings(own, other, d, look.RingsRow), listing.NewStatus(p, state))
	objects := []fyne.CanvasObject{text, line}
	if m := v.shown.meeting; m != nil {
		because := p.T("request.because", "Type", p.Value("meeting.type", string(m.Type)), "Day", p.Relative(m.On, v.src.Today()))
		objects = append(objects, rtl.HBox(d, 0, form.NewButton(p, because, form.ButtonOptions{Kind: form.Quiet, Icon: look.IconCoffee, Snug: true},
			func() { v.nav.Open(record.KindMeeting, m.ID) })))
	}
	return listing.NewCard(p, p.T("request.text.label"), rtl.VBox(d, 12, objects...))
}

// actions offers what can be done now; asking by mouth is always possible before it is sent.
func (v *RequestPage) actions(can can) fyne.CanvasObject {
	p, q := v.p, v.shown.q
	var start, end []fyne.CanvasObject
	kind := form.Primary
	add := func(text string, icon look.IconName, pressed func()) {
		b := form.NewButton(p, text, form.ButtonOptions{Kind: kind, Icon: icon}, pressed)
		kind = form.Secondary
		if v.first == nil {
			v.first = b
		}
		start = append(start, b)
	}
	if can.send {
		add(p.T("request.send"), look.IconPaperPlaneTilt, v.send)
	}
	if can.kick {
		add(p.T("request.kick"), look.IconPaperPlaneTilt, v.nav.Kick)
	}
	all := rtl.VBox(p.Direction(), 16)
	for _, a := range []record.RoadAction{record.RoadAsk, record.RoadAnswer, record.RoadAgain, record.RoadReady, record.RoadChange, record.RoadReopen} {
		if _, err := q.NextState(a); err == nil && !(a == record.RoadAsk && can.kick) {
			add(v.says(a), "", func() { v.pressed(a) })
		}
	}
	if _, err := q.NextState(record.RoadAsk); err == nil && !can.kick {
		all.Add(v.when())
	}
	if _, err := q.NextState(record.RoadClose); err == nil {
		end = append(end, form.NewQuiet(p, p.Value("road.action", string(record.RoadClose)), func() { v.move(record.RoadClose) }))
	}
	end = append([]fyne.CanvasObject{form.NewQuiet(p, p.T("request.partner.open"), func() { v.nav.Open(record.KindPartner, q.Partner) })}, end...)
	all.Add(form.NewActions(p, start, end))
	return all
}

// when asks on which day it was asked; back-dating is normal.
func (v *RequestPage) when() fyne.CanvasObject {
	day := form.NewDateField(v.p, form.DateOptions{Label: v.p.T("request.asked.on")}, v.src.Today(), func(day record.Date, filled bool) {
		if v.on = v.src.Today(); filled {
			v.on = day
		}
	})
	day.SetValue(v.on)
	return day
}

// says is a button's words.
func (v *RequestPage) says(a record.RoadAction) string {
	switch a {
	case record.RoadAsk:
		return v.p.T("request.ask")
	case record.RoadAnswer:
		return v.p.T("request.answer.write")
	case record.RoadAgain:
		if v.shown.q.Reply == record.ReplyNothing {
			return v.p.T("road.elsewhere")
		}
		return v.p.T("request.again")
	}
	return v.p.Value("road.action", string(a))
}

func (v *RequestPage) pressed(a record.RoadAction) {
	if a != record.RoadAnswer {
		v.move(a)
		return
	}
	v.begin(record.Returned{})
	v.draw()
	if v.first != nil {
		form.Focus(v.first)
	}
}

func (v *RequestPage) move(a record.RoadAction) {
	on := record.Date{}
	if a == record.RoadAsk {
		on = v.on
	}
	v.do(func(ctx context.Context, id record.ID) error { return v.src.MoveRequest(ctx, id, a, on) }, nil)
}

func (v *RequestPage) begin(value record.Returned) {
	v.answering = true
	v.reply = roads.NewReply(v.p, v.src.Today(), value, func() { v.keep.Touch() })
}

// print makes the page for the partner, in Dutch.
func (v *RequestPage) print() {
	dutch, err := i18n.New(i18n.Source)
	if err != nil {
		v.nav.Fail(err)
		return
	}
	v.nav.Print(record.Code(record.KindRequest, v.shown.q.Number), requestSheet(dutch, v.shown.q, v.shown.partner, v.shown.meeting, v.shown.me))
}

// do changes the question in the book, then does what comes after and draws it again.
func (v *RequestPage) do(change func(context.Context, record.ID) error, after func()) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, change(ctx, v.id) },
		func(_ struct{}, err error) {
			if err != nil {
				v.nav.Fail(err)
				return
			}
			if after != nil {
				after()
			}
			v.acted = true
			v.load()
		})
}

// send puts the question ready for the partner's endpoint and tries at once.
func (v *RequestPage) send() { v.do(v.src.SendRequest, v.nav.Kick) }

// answerCard is where the answer is written down; it is kept from the first letter.
func (v *RequestPage) answerCard() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	v.first = v.reply.Focus()
	done := form.NewPrimary(p, p.T("partner.done"), v.answered)
	stop := form.NewQuiet(p, p.T("road.answer.stop"), func() {
		v.do(func(ctx context.Context, _ record.ID) error { return v.keep.Drop(ctx) }, v.stopped)
	})
	return listing.NewCard(p, p.T("request.answer.label"), rtl.VBox(d, 16, v.reply.Content(), form.NewActions(p, []fyne.CanvasObject{done, stop}, nil)))
}

// answered keeps the answer and shows the question as answered.
func (v *RequestPage) answered() {
	if !v.reply.Check() {
		return
	}
	value := v.reply.Value()
	v.do(func(ctx context.Context, id record.ID) error {
		if err := v.src.AnswerRequest(ctx, id, value); err != nil {
			return err
		}
		return v.keep.Drop(ctx)
	}, v.stopped)
}

// stopped ends the writing of an answer; the next one gets a keeper of its own.
func (v *RequestPage) stopped() {
	v.keep.Finish()
	v.answering, v.reply = false, nil
	v.keeper()
}
