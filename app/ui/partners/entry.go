package partners

import (
	"context"
	"strings"

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

// Entry is the page on which a partner and its contact persons are written down.
type Entry struct {
	*draft.Page
	src       Source
	nav       Nav
	p         *i18n.Printer
	run       task.Runner
	id, about record.ID
	state     writing
	people    *fyne.Container
	deeds     *fyne.Container     // what the partner does, one by one
	rest      []fyne.CanvasObject // what a contact person has under "Meer opschrijven"
	ctx       context.Context
}

// NewEntry makes the page; id is zero for a new partner. about is what the worker came from and only tells drafts apart.
func NewEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *Entry {
	return &Entry{Page: draft.NewPage(src, nav, p, run), src: src, nav: nav, p: p, run: run, id: id, about: about}
}

// Shown reads the partner or its draft and draws the fields.
func (e *Entry) Shown(ctx context.Context) {
	e.ctx = ctx
	e.Start(ctx, draft.Key(record.KindPartner, e.id, e.about), func() record.Record { return e.state.copy() })
	task.Do(ctx, e.run, e.read, func(got writing, err error) {
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
func (e *Entry) Hidden() {
	e.Leave(e.state.v != nil)
	e.deeds, e.rest, e.people, e.state = nil, nil, nil, writing{}
}

// again shows the page anew: what was typed is kept as a draft.
func (e *Entry) again() {
	e.Hidden()
	e.Shown(e.ctx)
}

func (e *Entry) read(ctx context.Context) (writing, error) {
	w := writing{p: e.p, today: e.src.Today()}
	var stored *record.Partner
	if !e.id.Zero() {
		var err error
		if stored, err = e.src.Partner(ctx, e.id); err != nil {
			return w, err
		}
	}
	begun, err := draft.Read(ctx, e.Page, stored)
	if w.v, w.theirs, w.texts = begun.Mine, begun.Theirs, begun.Texts; w.v == nil {
		w.begin()
	}
	return w, err
}

// done saves the partner and opens its page, or shows beside each field what is wrong. What belongs to a contact person or an offer stands under
// "Meer opschrijven", but for a first name.
func (e *Entry) done() {
	wrong := e.problems()
	for name := range wrong {
		if strings.HasPrefix(name, "offers.") || strings.HasPrefix(name, "officers.") && !strings.HasSuffix(name, ".first") {
			e.Under[name] = true
		}
	}
	if e.Complain(wrong) {
		return
	}
	v := e.state.ready()
	e.Save(func(ctx context.Context) error { return e.src.SavePartner(ctx, v) }, func() {
		e.nav.Say(e.p.T("partner.saved", "Name", v.Called().Reveal()))
		e.nav.Saved(record.KindPartner, v.ID)
	}, e.again)
}

// problems are what is wrong, by field, as sentences: also numbers that are none.
func (e *Entry) problems() map[string]string {
	wrong := e.state.problems()
	for name := range e.Typed {
		if _, day := e.Fields[name].(*form.DateField); !day {
			wrong[name] = e.p.Problem(record.Problem{Field: name, Code: "count.range"})
		}
	}
	return wrong
}

// draw puts the whole entry on the page, or both versions when it was changed in another place meanwhile.
func (e *Entry) draw() {
	p, d := e.p, e.p.Direction()
	if e.state.theirs != nil {
		e.compare()
		return
	}
	e.Draw()
	title := p.T("partner.form.title")
	if !e.id.Zero() {
		title = p.T("partner.form.edit", "Name", e.state.v.Called().Reveal())
	}
	done := form.NewButton(p, p.T("partner.done"), form.ButtonOptions{Kind: form.Primary, Wide: 160}, e.done)
	parts := []fyne.CanvasObject{e.kind(), e.name(), e.persons(), e.norm(), e.under()}
	body := rtl.VBox(d, look.FieldGap, append(parts, e.Wrong, form.NewActions(p, []fyne.CanvasObject{done, e.Opener()}, nil))...)
	e.Open(e.Opened()) // and what is folded with it
	e.Put(listing.NewPageHead(p, title, p.T("partner.term"), e.Sign), body)
}

// unfold shows what the contact persons have under "Meer opschrijven", or hides it.
func (e *Entry) unfold(on bool) {
	for _, rest := range e.rest {
		if on {
			rest.Show()
		} else {
			rest.Hide()
		}
	}
}
