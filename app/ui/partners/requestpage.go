package partners

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
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
	answering bool // the field for the answer is open
	answer    string
}

// question is what the page draws.
type question struct {
	q       *record.Request
	partner *record.Partner
	meeting *record.Meeting // nil when it did not come up at a gathering
	draft   string          // an answer that was begun
	begun   bool
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
	pack := func() record.Record {
		q := *v.shown.q
		q.Answer = record.Text(v.answer)
		return &q
	}
	v.keep = draft.New(v.src, v.run, draft.Key(record.KindRequest, v.id, record.ID{})+"/answer", pack, func(err error) {
		if err != nil {
			v.nav.Fail(err)
		}
	})
	v.load()
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
	v.inside.Objects, v.first, v.shown, v.answer, v.answering = nil, nil, question{}, "", false
}

func (v *RequestPage) load() {
	task.Do(v.ctx, v.run, v.read, func(s question, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.shown = s
		if s.begun && s.q.State == record.RequestAsked {
			v.answering, v.answer = true, s.draft
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
	kept, ok, err := v.keep.Read(ctx)
	if typed, is := kept.(*record.Request); ok && is {
		s.draft, s.begun = typed.Answer.Reveal(), true
	}
	return s, err
}

func (v *RequestPage) draw() {
	p, d, q := v.p, v.p.Direction(), v.shown.q
	v.first = nil
	can := possible(q, v.shown.partner)
	var actions []fyne.CanvasObject
	if can.edit {
		actions = append(actions, form.NewButton(p, p.T("partner.edit"), form.ButtonOptions{Icon: look.IconPencilSimple}, func() { v.nav.Edit(record.KindRequest, v.id) }))
	}
	head := listing.NewPageHead(p, p.Value("request.kind", string(q.What)), record.Code(record.KindRequest, q.Number), actions...)
	own, other := halves(p, q, v.shown.partner.Called().Reveal(), v.src.Today())
	parts := []fyne.CanvasObject{head, listing.NewTimeline(p, own, other), v.asked()}
	if v.answering {
		parts = append(parts, v.answerCard())
	} else {
		if q.State == record.RequestAnswered {
			words := rtl.NewText(d, q.Answer.Reveal(), rtl.Style{Wrap: true})
			parts = append(parts, listing.NewCard(p, p.T("request.answer.label"), words))
		}
		parts = append(parts, v.actions(can))
	}
	v.inside.Objects = []fyne.CanvasObject{rtl.VBox(d, 20, parts...)}
	v.inside.Refresh()
}

// asked is the question itself, with where it came up.
func (v *RequestPage) asked() fyne.CanvasObject {
	p, d, q := v.p, v.p.Direction(), v.shown.q
	text := rtl.NewText(d, q.Text.Reveal(), rtl.Style{Wrap: true})
	state := standing(p, q.State, q.AskedOn, q.Norm, v.src.Today())
	if !q.Delivery.Zero() && q.State == record.RequestOpen {
		state = listing.Status{Kind: listing.StatusWaiting, Text: p.T("request.queued")}
	}
	own, other := state.Rings()
	if q.State == record.RequestOpen {
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
	p := v.p
	var start []fyne.CanvasObject
	add := func(text string, kind form.Kind, icon look.IconName, pressed func()) {
		b := form.NewButton(p, text, form.ButtonOptions{Kind: kind, Icon: icon}, pressed)
		if v.first == nil {
			v.first = b
		}
		start = append(start, b)
	}
	kind := form.Primary
	if can.send {
		add(p.T("request.send"), form.Primary, look.IconPaperPlaneTilt, v.send)
		kind = form.Secondary
	}
	if can.ask {
		add(p.T("request.ask"), kind, look.IconChats, func() { v.do(v.src.AskRequest, nil) })
	}
	if can.kick {
		add(p.T("request.kick"), form.Primary, look.IconPaperPlaneTilt, v.nav.Kick)
	}
	if can.answer {
		add(p.T("request.answer.write"), form.Primary, look.IconNotePencil, func() {
			v.answering = true
			v.draw()
			form.Focus(v.first)
		})
	}
	open := form.NewQuiet(p, p.T("request.partner.open"), func() { v.nav.Open(record.KindPartner, v.shown.q.Partner) })
	return form.NewActions(p, start, []fyne.CanvasObject{open})
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

// answerCard is the field in which the answer is written down; it is kept from the first letter.
func (v *RequestPage) answerCard() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	entry := rtl.NewEntry(d, rtl.EntryOptions{MultiLine: true, Rows: 3, Limit: record.LimitLong})
	entry.SetText(v.answer)
	field := form.NewField(p, form.FieldOptions{Validate: func() string { return bsn(p, entry.Text()) }}, entry)
	typed := entry.OnChanged
	entry.OnChanged = func(s string) {
		v.answer = s
		v.keep.Touch()
		if typed != nil {
			typed(s)
		}
	}
	v.first = entry
	done := form.NewPrimary(p, p.T("partner.done"), func() {
		if v.answer == "" {
			field.SetError(p.Problem(record.Problem{Field: "answer", Code: "required"}))
			return
		}
		v.answered()
	})
	return listing.NewCard(p, p.T("request.answer.label"), rtl.VBox(d, 16, field, form.NewActions(p, []fyne.CanvasObject{done}, nil)))
}

// answered keeps the answer and shows the question as answered.
func (v *RequestPage) answered() {
	text := record.Text(v.answer)
	v.do(func(ctx context.Context, id record.ID) error {
		if err := v.src.AnswerRequest(ctx, id, text); err != nil {
			return err
		}
		return v.keep.Drop(ctx)
	}, func() {
		v.answering, v.answer = false, ""
		v.keep.Finish()
	})
}
