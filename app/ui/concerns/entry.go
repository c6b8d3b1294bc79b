package concerns

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Entry is the page on which a worry is written down.
type Entry struct {
	src       Source
	nav       Nav
	p         *i18n.Printer
	run       task.Runner
	id, about record.ID
	state     writing
	keep      *draft.Keeper
	content   *fyne.Container
	first     fyne.Focusable
	fields    map[string]*form.Field
	sign      *fyne.Container
	more      *fyne.Container
	opener    *form.Button
	wrong     *form.Field
	rest      bool // in danger: what was written is shown
	ctx       context.Context
}

// NewEntry makes the page; id is zero for a new worry, about is the household or person it is about.
func NewEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *Entry {
	e := &Entry{src: src, nav: nav, p: p, run: run, id: id, about: about, fields: map[string]*form.Field{}}
	e.content = rtl.Stack(p.Direction())
	return e
}

// Content is the page.
func (e *Entry) Content() fyne.CanvasObject { return e.content }

// Focus is what was seen.
func (e *Entry) Focus() fyne.Focusable { return e.first }

// Shown reads the worry or its draft and draws the fields.
func (e *Entry) Shown(ctx context.Context) {
	e.ctx = ctx
	e.keep = draft.New(e.src, e.run, draft.Key(record.KindConcern, e.id, e.about), func() record.Record { return e.state.copy() }, e.kept)
	task.Do(ctx, e.run, e.read, func(got writing, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.state = got
		e.draw()
	})
}

// Hidden keeps the draft at once and drops the texts.
func (e *Entry) Hidden() {
	if e.keep != nil && e.state.c != nil {
		if err := e.keep.Flush(); err != nil {
			e.nav.Fail(err)
		}
	}
	e.first, e.content.Objects, e.fields = nil, nil, map[string]*form.Field{}
	e.state.c, e.state.theirs, e.state.people, e.state.subject = nil, nil, nil, ""
}

// read finds the family, then what was written before.
func (e *Entry) read(ctx context.Context) (writing, error) {
	s := writing{p: e.p, today: e.src.Today()}
	var stored *record.Concern
	if !e.id.Zero() {
		var err error
		if stored, err = e.src.Concern(ctx, e.id); err != nil {
			return s, err
		}
	}
	kept, ok, err := e.keep.Read(ctx)
	if err != nil {
		return s, err
	}
	household, person := e.subject(ctx)
	typed, is := kept.(*record.Concern)
	switch {
	case ok && is:
		s.c, s.typed = typed, true
		if stored != nil && versions.Older(typed, stored) {
			s.theirs = stored
		}
	case stored != nil:
		s.c = stored
	}
	if s.c != nil {
		household = s.c.Household
	}
	if err := e.family(ctx, &s, household, person); err != nil {
		return s, err
	}
	if s.c == nil {
		s.begin(household, person)
	}
	return s, nil
}

// subject tells whether the worry was started from a household or a person.
func (e *Entry) subject(ctx context.Context) (household, person record.ID) {
	if e.about.Zero() {
		return record.ID{}, record.ID{}
	}
	if p, err := e.src.Person(ctx, e.about); err == nil {
		if p.Owner != p.ID {
			return p.Owner, p.ID
		}
		return record.ID{}, p.ID
	}
	return e.about, record.ID{}
}

func (e *Entry) family(ctx context.Context, s *writing, household, person record.ID) error {
	if household.Zero() {
		if person.Zero() {
			return nil
		}
		p, err := e.src.Person(ctx, person)
		if err != nil {
			return err
		}
		s.subject = p.Name().Reveal()
		return nil
	}
	f, err := e.src.Family(ctx, household)
	if err != nil {
		return err
	}
	s.subject = f.Household.Name.Reveal()
	for _, m := range f.Household.Living(s.today) {
		if p := f.Person(m.Person); p != nil {
			s.people = append(s.people, member{id: p.ID, name: p.Called().Reveal(), child: p.As == record.PersonChild})
		}
	}
	return nil
}

// kept shows when the draft was kept.
func (e *Entry) kept(err error) {
	if err != nil {
		e.nav.Fail(err)
		return
	}
	if e.sign == nil {
		return
	}
	e.sign.Objects = []fyne.CanvasObject{listing.NewSign(e.p, look.IconCheck, e.p.T("concern.kept", "Time", e.p.Clock(e.src.Now())), look.ColorMuted)}
	e.sign.Refresh()
}

// done saves the worry, or shows beside each field what is wrong.
func (e *Entry) done() {
	wrong := e.state.problems()
	for name, f := range e.fields {
		f.SetError(wrong[name])
		delete(wrong, name)
	}
	for _, text := range wrong {
		e.wrong.SetError(text)
	}
	if len(e.state.problems()) > 0 {
		return
	}
	e.wrong.SetError("")
	c := e.state.copy().(*record.Concern)
	task.Do(e.ctx, e.run, func(ctx context.Context) (record.ID, error) {
		if err := e.src.SaveConcern(ctx, c); err != nil {
			return record.ID{}, err
		}
		return c.ID, e.keep.Drop(ctx)
	}, func(id record.ID, err error) {
		if versions.Changed(err) {
			e.touch()
			e.Hidden() // what was typed is kept as a draft, and both versions are shown
			e.Shown(e.ctx)
			return
		}
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.keep.Finish()
		e.nav.Say(e.p.T("concern.saved", "Code", record.Code(record.KindConcern, c.Number)))
		e.nav.Saved(record.KindConcern, id)
	})
}
