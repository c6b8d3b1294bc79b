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
	src       Source
	nav       Nav
	p         *i18n.Printer
	run       task.Runner
	id, about record.ID
	state     asking
	keep      *draft.Keeper
	inside    *fyne.Container
	content   *fyne.Container
	first     fyne.Focusable
	fields    map[string]errable
	sign      *fyne.Container
	warned    string // the text that was warned about: pressed again, it is kept
	ctx       context.Context
}

// NewRequest makes the page; id is zero for a new question, about is the partner that is asked or the gathering it came up at.
func NewRequest(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *Request {
	e := &Request{src: src, nav: nav, p: p, run: run, id: id, about: about, fields: map[string]errable{}}
	e.inside, e.content = sheet(p)
	return e
}

// Content is the page.
func (e *Request) Content() fyne.CanvasObject { return e.content }

// Focus is the text of the question.
func (e *Request) Focus() fyne.Focusable { return e.first }

// Shown reads the question or its draft and draws the fields.
func (e *Request) Shown(ctx context.Context) {
	e.ctx = ctx
	pack := func() record.Record { return e.state.copy() }
	e.keep = draft.New(e.src, e.run, draft.Key(record.KindRequest, e.id, e.about), pack, e.kept)
	task.Do(ctx, e.run, e.read, func(got asking, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.state = got
		e.draw()
		if e.first != nil {
			form.Focus(e.first)
		}
	})
}

// Hidden keeps the draft at once and drops the texts.
func (e *Request) Hidden() {
	if e.keep != nil && e.state.q != nil {
		if err := e.keep.Flush(); err != nil {
			e.nav.Fail(err)
		}
	}
	e.first, e.inside.Objects, e.fields, e.sign = nil, nil, map[string]errable{}, nil
	e.state = asking{}
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
	kept, ok, err := e.keep.Read(ctx)
	if err != nil {
		return a, err
	}
	typed, is := kept.(*record.Request)
	switch {
	case ok && is:
		if stored != nil && versions.Older(typed, stored) {
			a.theirs = stored
		}
		a.q = typed
	case stored != nil:
		a.q = stored
	default:
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
	a.officers, err = e.works(ctx, a.q.Partner)
	return a, err
}

// works lists the contact persons of a partner.
func (e *Request) works(ctx context.Context, id record.ID) ([]form.Choice, error) {
	if id.Zero() {
		return nil, nil
	}
	p, err := e.src.Partner(ctx, id)
	if err != nil {
		return nil, err
	}
	return roads.Officers(p, e.src.Today()), nil
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

func (e *Request) touch() { e.keep.Touch() }

// kept shows when the draft was kept.
func (e *Request) kept(err error) {
	if err != nil {
		e.nav.Fail(err)
		return
	}
	if e.sign == nil {
		return
	}
	e.sign.Objects = []fyne.CanvasObject{keptSign(e.p, e.src)}
	e.inside.Refresh()
}

// draw puts the question on the page, or says that nobody can be asked yet.
func (e *Request) draw() {
	p, d := e.p, e.p.Direction()
	if e.state.theirs != nil {
		e.choose()
		return
	}
	e.fields, e.warned = map[string]errable{}, ""
	e.sign = rtl.Stack(d)
	head := listing.NewPageHead(p, p.T("request.form.title"), p.T("request.term"), e.sign)
	if len(e.state.partners) == 0 {
		add := func() { e.nav.New(record.KindPartner, record.ID{}) }
		e.first = nil
		e.inside.Objects = []fyne.CanvasObject{head, listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
			Own: look.RingOpen, Other: look.RingOpen, Sentence: p.T("request.nobody"), Teach: p.T("request.nobody.teach"),
			Action: p.T("partner.list.add"), Pressed: add,
		}))}
		e.inside.Refresh()
		return
	}
	parts := []fyne.CanvasObject{}
	if e.state.because != "" {
		parts = append(parts, listing.NewFact(p, look.IconCoffee, e.state.because, "", ""))
	}
	done := form.NewButton(p, p.T("partner.done"), form.ButtonOptions{Kind: form.Primary, Wide: 160}, e.done)
	parts = append(parts, e.what(), e.text(), e.whom(), form.NewActions(p, []fyne.CanvasObject{done}, nil))
	e.inside.Objects = []fyne.CanvasObject{head, rtl.VBox(d, look.FieldGap, parts...)}
	e.inside.Refresh()
}

func (e *Request) what() fyne.CanvasObject {
	p, q := e.p, e.state.q
	chips := form.NewChips(p, form.Choices(p, "request.kind", words(record.RequestKinds())...), form.ChipsOptions{}, func(values []string) {
		q.What = ""
		if len(values) > 0 {
			q.What = record.RequestKind(values[0])
		}
		e.touch()
	})
	chips.SetValues(string(q.What))
	f := form.NewField(p, form.FieldOptions{Label: p.T("request.what.label")}, chips)
	e.fields["what"] = f
	return f
}

func (e *Request) text() fyne.CanvasObject {
	p, q := e.p, e.state.q
	entry := rtl.NewEntry(p.Direction(), rtl.EntryOptions{MultiLine: true, Rows: 3, Limit: record.LimitShort})
	entry.SetText(q.Text.Reveal())
	entry.OnChanged = func(s string) {
		q.Text = record.Text(s)
		e.touch()
	}
	entry.OnSubmitted = func(string) { e.done() }
	e.first = entry
	f := form.NewField(p, form.FieldOptions{
		Label: p.T("request.text.label"), Term: p.T("request.text.term"), Help: p.T("request.text.help"),
		Validate: func() string { return bsn(p, entry.Text()) },
	}, entry)
	e.fields["text"] = f
	return f
}

func (e *Request) whom() fyne.CanvasObject {
	p, q := e.p, e.state.q
	pick := form.NewSelect(p, e.state.choices(), form.SelectOptions{Icon: look.IconLifebuoy, Empty: p.T("request.partner.empty"), Wide: true}, func(value string) {
		if id, err := record.ParseID(value); err == nil {
			q.Partner, q.Receiver, q.Norm = id, record.ID{}, 0
			if e.state.officers, err = e.works(e.ctx, id); err != nil {
				e.nav.Fail(err)
				return
			}
			e.touch()
			e.draw()
		}
	})
	pick.SetValue(q.Partner.String())
	f := form.NewField(p, form.FieldOptions{Label: p.T("request.partner.label")}, pick)
	e.fields["partner"] = f
	if len(e.state.officers) == 0 {
		return f
	}
	who := form.NewChips(p, e.state.officers, form.ChipsOptions{}, func(values []string) {
		q.Receiver = record.ID{}
		if len(values) > 0 {
			q.Receiver, _ = record.ParseID(values[0])
		}
		e.touch()
	})
	who.SetValues(q.Receiver.String())
	at := form.NewField(p, form.FieldOptions{Label: p.T("road.receiver.label")}, who)
	e.fields["receiver"] = at
	return form.NewColumns(p, 24, f, at)
}

// choose asks which version counts: the question was changed in another place while it was open here.
func (e *Request) choose() {
	s := &e.state
	topics := versions.Topics(s.said(s.q), s.said(s.theirs), requestFields()...)
	question := versions.Ask(e.p, []versions.Pair{{Mine: s.q, Stored: s.theirs, Topics: topics}}, func(chosen []record.Record) {
		s.q, s.theirs = chosen[0].(*record.Request), nil
		e.touch()
		e.Hidden() // kept as the draft, which is then read with the partner
		e.Shown(e.ctx)
	}, e.nav.Fail)
	if e.first = nil; question != nil {
		e.inside.Objects = []fyne.CanvasObject{question}
		e.inside.Refresh()
	}
}

// done saves the question and opens its page, or shows beside each field what is wrong.
func (e *Request) done() {
	wrong := e.state.problems()
	if text := bsn(e.p, e.state.q.Text.Reveal()); text != "" {
		wrong["text"] = text
	}
	for name, f := range e.fields {
		f.SetError(wrong[name])
	}
	e.inside.Refresh()
	if len(wrong) > 0 {
		return
	}
	q := e.state.copy()
	warned := e.warned == q.Text.Reveal()
	task.Do(e.ctx, e.run, func(ctx context.Context) ([]book.Hint, error) {
		if !warned {
			hints, err := e.src.Personal(ctx, []book.Written{{Field: "text", Text: q.Text}})
			if err != nil || len(hints) > 0 {
				return hints, err
			}
		}
		if err := e.src.SaveRequest(ctx, q); err != nil {
			return nil, err
		}
		return nil, e.keep.Drop(ctx)
	}, func(hints []book.Hint, err error) {
		switch {
		case versions.Changed(err):
			e.touch()
			e.Hidden() // what was typed is kept as a draft, and both versions are shown
			e.Shown(e.ctx)
			return
		case err != nil:
			e.nav.Fail(err)
			return
		case len(hints) > 0: // it names somebody, perhaps: pressed again, it is kept
			e.warned = q.Text.Reveal()
			e.fields["text"].SetError(draft.Hints(e.p, hints)["text"])
			e.inside.Refresh()
			return
		}
		e.keep.Finish()
		e.nav.Say(e.p.T("request.saved", "Code", record.Code(record.KindRequest, q.Number)))
		e.nav.Saved(record.KindRequest, q.ID)
	})
}
