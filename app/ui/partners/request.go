package partners

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
	"schakel/app/ui/versions"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Request is the page on which a question to a partner is written.
type Request struct {
	*draft.Page
	src       Source
	nav       Nav
	p         *i18n.Printer
	run       task.Runner
	id, about record.ID
	state     asking
	ctx       context.Context
}

// NewRequest makes the page; id is zero for a new question, about is the partner that is asked or the gathering it came up at.
func NewRequest(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *Request {
	return &Request{Page: draft.NewPage(src, nav, p, run), src: src, nav: nav, p: p, run: run, id: id, about: about}
}

// Shown reads the question or its draft and draws the fields.
func (e *Request) Shown(ctx context.Context) {
	e.ctx = ctx
	e.Start(ctx, draft.Key(record.KindRequest, e.id, e.about), func() record.Record { return e.state.copy() })
	task.Do(ctx, e.run, e.read, func(got asking, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.state = got
		e.draw()
	})
}

// Hidden keeps the draft at once and drops the texts.
func (e *Request) Hidden() {
	e.Leave(e.state.q != nil)
	e.state = asking{}
}

// again shows the page anew: what was typed is kept as a draft, which is then read with the partner.
func (e *Request) again() {
	e.Hidden()
	e.Shown(e.ctx)
}

func (e *Request) read(ctx context.Context) (asking, error) {
	a := asking{p: e.p, today: e.src.Today(), partners: slices.Clone(e.src.Rows(record.KindPartner))}
	slices.SortStableFunc(a.partners, func(x, y record.Row) int { return e.p.Compare(x.Title.Reveal(), y.Title.Reveal()) })
	var stored *record.Request
	if !e.id.Zero() {
		var err error
		if stored, err = e.src.Request(ctx, e.id); err != nil {
			return a, err
		}
	}
	begun, err := draft.Read(ctx, e.Page, stored)
	if err != nil {
		return a, err
	}
	if a.q, a.theirs = begun.Mine, begun.Theirs; a.q == nil {
		if err := e.start(ctx, &a); err != nil {
			return a, err
		}
	}
	if !a.q.Meeting.Zero() {
		m, err := e.src.Meeting(ctx, a.q.Meeting)
		if err != nil {
			return a, err
		}
		a.from(m)
	}
	a.officers, err = roads.At(ctx, e.src, a.q.Partner)
	return a, err
}

// start begins a new question about a partner, a gathering or nothing.
func (e *Request) start(ctx context.Context, a *asking) error {
	is := func(r record.Row) bool { return r.ID == e.about }
	switch {
	case e.about.Zero():
		a.begin(record.ID{}, nil)
	case slices.ContainsFunc(a.partners, is):
		a.begin(e.about, nil)
	case slices.ContainsFunc(e.src.Rows(record.KindMeeting), is):
		m, err := e.src.Meeting(ctx, e.about)
		if err != nil {
			return err
		}
		a.begin(record.ID{}, m)
	default:
		a.begin(record.ID{}, nil)
	}
	return nil
}

// draw puts the question on the page, or says that nobody can be asked yet.
func (e *Request) draw() {
	p, d := e.p, e.p.Direction()
	if e.state.theirs != nil {
		e.choose()
		return
	}
	e.Draw()
	head := listing.NewPageHead(p, p.T("request.form.title"), p.T("request.term"), e.Sign)
	if len(e.state.partners) == 0 {
		add := func() { e.nav.New(record.KindPartner, record.ID{}) }
		e.First = nil
		e.Put(head, listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
			Own: look.RingOpen, Other: look.RingOpen, Sentence: p.T("request.nobody"), Teach: p.T("request.nobody.teach"),
			Action: p.T("partner.list.add"), Pressed: add,
		})))
		return
	}
	parts := []fyne.CanvasObject{}
	if e.state.because != "" {
		parts = append(parts, listing.NewFact(p, look.IconCoffee, e.state.because, "", ""))
	}
	done := form.NewButton(p, p.T("partner.done"), form.ButtonOptions{Kind: form.Primary, Wide: 160}, e.done)
	parts = append(parts, e.what(), e.text(), e.whom(), e.Wrong, form.NewActions(p, []fyne.CanvasObject{done}, nil))
	e.Put(head, rtl.VBox(d, look.FieldGap, parts...))
}

func (e *Request) what() fyne.CanvasObject {
	p, q := e.p, e.state.q
	chips := form.NewChips(p, form.Choices(p, "request.kind", form.Words(record.RequestKinds())...), form.ChipsOptions{}, func(values []string) {
		q.What = ""
		if len(values) > 0 {
			q.What = record.RequestKind(values[0])
		}
		e.Touch()
	})
	chips.SetValues(string(q.What))
	f := form.NewField(p, form.FieldOptions{Label: p.T("request.what.label")}, chips)
	e.Fields["what"] = f
	return f
}

func (e *Request) text() fyne.CanvasObject {
	p, q := e.p, e.state.q
	f, entry := e.Text("text", form.FieldOptions{Label: p.T("request.text.label"), Term: p.T("request.text.term"), Help: p.T("request.text.help")},
		rtl.EntryOptions{Rows: 3, Limit: record.LimitShort}, q.Text, func(t record.Private) { q.Text = t })
	entry.OnSubmitted = func(string) { e.done() }
	e.First = entry
	return f
}

func (e *Request) whom() fyne.CanvasObject {
	s := &e.state
	return roads.Whom(e.ctx, e.p, e.src, e.Page, roads.Asked{
		Label: e.p.T("request.partner.label"), Partners: s.partners, Officers: &s.officers, Partner: &s.q.Partner, Receiver: &s.q.Receiver, Norm: &s.q.Norm,
		Fail: e.nav, Draw: e.draw,
	})
}

// choose asks which version counts: the question was changed in another place while it was open here.
func (e *Request) choose() {
	s := &e.state
	e.Choose(s.q, s.theirs, versions.Topics(s.said(s.q), s.said(s.theirs), requestFields()...), func(chosen record.Record) {
		s.q, s.theirs = chosen.(*record.Request), nil
		e.Touch()
		e.again()
	})
}

// done saves the question and opens its page, or shows beside each field what is wrong. A BSN never goes to a partner.
func (e *Request) done() {
	wrong := e.state.problems()
	if text := e.BSN(e.state.q.Text.Reveal()); text != "" {
		wrong["text"] = text
	}
	if e.Complain(wrong) {
		return
	}
	q := e.state.copy()
	e.SaveUnnamed(e.src, []book.Written{{Field: "text", Text: q.Text}}, func(ctx context.Context) error { return e.src.SaveRequest(ctx, q) }, func() {
		e.nav.Say(e.p.T("request.saved", "Code", record.Code(record.KindRequest, q.Number)))
		e.nav.Saved(record.KindRequest, q.ID)
	}, e.again)
}
