package meetings

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/task"
	"schakel/internal/almanac"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Entry is the page on which a gathering is written down, and on which it is read later.
type Entry struct {
	*draft.Page
	src       Source
	nav       Nav
	p         *i18n.Printer
	run       task.Runner
	id, about record.ID
	state     writing
	aside     *fyne.Container
	who       *fyne.Container
	names     fyne.Focusable // the search for who were there
	guests    *fyne.Container
	// firstFound adds the first name that was found; nil while there is none.
	firstFound *form.Button
	types      *form.Chips
	workers    *form.Select
	heads      *form.Stepper
	days       *fyne.Container // of a series that is being planned
	asking     *fyne.Container // a question in the page: why it did not take place, or whether the series stops
	ctx        context.Context
	seek       task.Latest
	before     task.Latest
}

// NewEntry makes the page; id is zero for a new gathering. about is zero, or says what a new one is: planned for a day (planFor), or the next
// time of another one.
func NewEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *Entry {
	return &Entry{Page: draft.NewPage(src, nav, p, run), src: src, nav: nav, p: p, run: run, id: id, about: about}
}

// Shown reads the gathering or its draft and draws the fields.
func (e *Entry) Shown(ctx context.Context) {
	e.ctx = ctx
	e.Start(ctx, draft.Key(record.KindMeeting, e.id, e.about), func() record.Record { return e.state.copy() })
	task.Do(ctx, e.run, e.read, func(got writing, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.state = got
		e.Take(got.texts)
		e.draw()
		if e.id.Zero() && e.First != nil {
			form.Focus(e.First)
		}
	})
}

// Changed reads again what was asked of partners; what is being typed stays.
func (e *Entry) Changed(ctx context.Context) {
	if e.state.m == nil || e.id.Zero() {
		return
	}
	e.compare(ctx)
	task.Do(ctx, e.run, e.asked, func(all []*record.Request, err error) {
		if err == nil && e.state.m != nil {
			e.state.requests = all
			e.drawAside()
		}
	})
}

// Hidden keeps the draft at once and drops the texts.
func (e *Entry) Hidden() {
	e.seek.Stop()
	e.before.Stop()
	e.Leave(e.state.m != nil)
	e.heads, e.firstFound, e.aside, e.who, e.names, e.guests = nil, nil, nil, nil, nil, nil
	e.days, e.asking, e.types, e.workers = nil, nil, nil, nil
	e.state = writing{}
}

func (e *Entry) read(ctx context.Context) (writing, error) {
	w := writing{p: e.p, today: e.src.Today(), called: map[record.ID]string{}}
	w.plan.region = almanac.Region(e.nav.SchoolRegion())
	var stored *record.Meeting
	if !e.id.Zero() {
		var err error
		if stored, err = e.src.Meeting(ctx, e.id); err != nil {
			return w, err
		}
		if w.requests, err = e.asked(ctx); err != nil {
			return w, err
		}
		w.following = len(e.src.Following(stored))
	}
	begun, err := draft.Read(ctx, e.Page, stored)
	if err != nil {
		return w, err
	}
	w.other, w.texts = begun.Theirs, begun.Texts
	switch {
	case begun.IsDraft:
		w.take(begun.Mine)
	case stored != nil:
		w.take(stored)
		w.come()
	default:
		if err := e.begin(ctx, &w); err != nil {
			return w, err
		}
	}
	for _, r := range e.src.Rows(record.KindPerson) {
		if slices.Contains(w.persons, r.ID) {
			w.called[r.ID] = r.Title.Reveal()
		}
	}
	if w.last, err = e.src.LastMeeting(ctx, w.m); err != nil {
		return w, err
	}
	if w.open, err = e.src.OpenQuestions(ctx, w.m); err != nil {
		return w, err
	}
	w.used, err = e.src.UsedWords(ctx, usedWords)
	return w, err
}

// usedWords is how many words that came up before are offered.
const usedWords = 5

// begin is a new gathering: today's, one planned for a day, or the next time of another.
func (e *Entry) begin(ctx context.Context, w *writing) error {
	w.begin()
	w.plan.begin(w.m)
	if on, ok := plannedFor(e.about); ok && !e.about.Zero() {
		w.m.Planned, w.m.On = true, on
		return nil
	}
	if e.about.Zero() {
		return nil
	}
	last, err := e.src.Meeting(ctx, e.about)
	switch {
	case err == nil:
		w.repeat(last)
	case fault.Of(err) == fault.NotFound: // it was stopped in between, or it is no gathering: a new one then
		err = nil
	}
	return err
}

// recent is how many questions are looked at for those of one gathering: rows do not name it.
const recent = 100

// asked are the questions to partners that came up at this gathering, the newest first.
func (e *Entry) asked(ctx context.Context) ([]*record.Request, error) {
	rows := slices.Clone(e.src.Rows(record.KindRequest))
	slices.SortStableFunc(rows, func(a, b record.Row) int { return int(b.Number) - int(a.Number) })
	var found []*record.Request
	for _, r := range rows[:min(len(rows), recent)] {
		q, err := e.src.Request(ctx, r.ID)
		if err != nil {
			return nil, err
		}
		if q.Meeting == e.id {
			found = append(found, q)
		}
	}
	return found, nil
}

// another looks up the gathering before this one, after its type or day changed.
func (e *Entry) another() {
	m := e.state.copy()
	var open []book.OpenQuestion
	task.Do(e.before.Next(e.ctx), e.run, func(ctx context.Context) (last *record.Meeting, err error) {
		if open, err = e.src.OpenQuestions(ctx, m); err != nil {
			return nil, err
		}
		return e.src.LastMeeting(ctx, m)
	}, func(last *record.Meeting, err error) {
		if err != nil || e.state.m == nil {
			return
		}
		e.state.last, e.state.open = last, open
		e.drawAside()
	})
}

// problems are what is wrong, by field, as sentences: also numbers and times that are none. What is wrong in a row of a list is said beside the
// list.
func (e *Entry) problems() map[string]string {
	wrong := e.state.problems()
	for name := range e.Typed {
		if _, day := e.Fields[name].(*form.DateField); day {
			continue // it says itself what to do
		}
		code := "count.range"
		if name == "at" {
			code = "time"
		}
		list, _, _ := strings.Cut(name, ".")
		wrong[list] = e.p.Problem(record.Problem{Field: list, Code: code})
	}
	return wrong
}

// complain shows beside each field what is wrong, and tells whether anything is.
func (e *Entry) complain() bool {
	wrong := e.problems()
	bad := e.Complain(wrong)
	if wrong["heads"] != "" && e.heads != nil {
		form.Focus(e.heads.Number())
	}
	return bad
}
