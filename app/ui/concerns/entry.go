package concerns

import (
	"context"

	"schakel/app/ui/draft"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Entry is the page on which a worry is written down.
type Entry struct {
	*draft.Page
	src       Source
	nav       Nav
	p         *i18n.Printer
	run       task.Runner
	id, about record.ID
	state     writing
	rest      bool // in danger: what was written is shown
	ctx       context.Context
}

// NewEntry makes the page; id is zero for a new worry, about is the household or person it is about.
func NewEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *Entry {
	return &Entry{Page: draft.NewPage(src, nav, p, run), src: src, nav: nav, p: p, run: run, id: id, about: about}
}

// Shown reads the worry or its draft and draws the fields.
func (e *Entry) Shown(ctx context.Context) {
	e.ctx = ctx
	e.Start(ctx, draft.Key(record.KindConcern, e.id, e.about), func() record.Record { return e.state.copy() })
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
	e.Leave(e.state.c != nil)
	e.state = writing{}
}

// again shows the page anew: what was typed is kept as a draft, which is then read with the family it is about.
func (e *Entry) again() {
	e.Hidden()
	e.Shown(e.ctx)
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
	begun, err := draft.Read(ctx, e.Page, stored)
	if err != nil {
		return s, err
	}
	s.c, s.theirs, s.texts = begun.Mine, begun.Theirs, begun.Texts
	household, person := e.subject(ctx)
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

// done saves the worry, or shows beside each field what is wrong.
func (e *Entry) done() {
	if e.Complain(e.state.problems()) {
		return
	}
	c := e.state.copy().(*record.Concern)
	e.Save(func(ctx context.Context) error { return e.src.SaveConcern(ctx, c) }, func() {
		e.nav.Say(e.p.T("concern.saved", "Code", record.Code(record.KindConcern, c.Number)))
		e.nav.Saved(record.KindConcern, c.ID)
	}, e.again)
}
