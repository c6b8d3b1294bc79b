package meetings

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/almanac"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Entry is the page on which a gathering is written down, and on which it is read later.
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
	fields    map[string]errable
	hidden    map[string]bool // fields that stand under "Meer opschrijven"
	sign      *fyne.Container
	aside     *fyne.Container
	who       *fyne.Container
	names     fyne.Focusable // the search for who were there
	guests    *fyne.Container
	// firstFound adds the first name that was found; nil while there is none.
	firstFound *form.Button
	types      *form.Chips
	workers    *form.Select
	more       *fyne.Container
	opener     *form.Button
	heads      *form.Stepper
	wrong      *form.Field
	days       *fyne.Container // of a series that is being planned
	asking     *fyne.Container // a question in the page: why it did not take place, or whether the series stops
	ctx        context.Context
	seek       task.Latest
	before     task.Latest
}

// errable is a field that can show what is wrong with it.
type errable interface{ SetError(text string) }

// NewEntry makes the page; id is zero for a new gathering. about is zero, or says what a new one is: planned for a day (planFor), or the next
// time of another one.
func NewEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, about record.ID) *Entry {
	e := &Entry{src: src, nav: nav, p: p, run: run, id: id, about: about, fields: map[string]errable{}}
	e.content = rtl.Stack(p.Direction())
	return e
}

// Content is the page.
func (e *Entry) Content() fyne.CanvasObject { return e.content }

// Focus is the number of people.
func (e *Entry) Focus() fyne.Focusable { return e.first }

// Shown reads the gathering or its draft and draws the fields.
func (e *Entry) Shown(ctx context.Context) {
	e.ctx = ctx
	pack := func() record.Record { return e.state.copy() }
	e.keep = draft.New(e.src, e.run, draft.Key(record.KindMeeting, e.id, e.about), pack, e.kept)
	task.Do(ctx, e.run, e.read, func(got writing, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.state = got
		e.draw()
		if e.id.Zero() && e.first != nil {
			form.Focus(e.first)
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
	if e.keep != nil && e.state.m != nil {
		if err := e.keep.Flush(); err != nil {
			e.nav.Fail(err)
		}
	}
	e.first, e.content.Objects, e.fields, e.heads = nil, nil, map[string]errable{}, nil
	e.firstFound = nil
	e.sign, e.aside, e.who, e.names, e.guests, e.more, e.opener, e.wrong = nil, nil, nil, nil, nil, nil, nil, nil
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
	kept, ok, err := e.keep.Read(ctx)
	if err != nil {
		return w, err
	}
	typed, is := kept.(*record.Meeting)
	switch {
	case ok && is:
		if stored != nil && versions.Older(typed, stored) { // an import changed it after it was typed: the worker chooses
			w.other = stored
		}
		w.take(typed)
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

func (e *Entry) touch() { e.keep.Touch() }

// kept shows when the draft was kept.
func (e *Entry) kept(err error) {
	if err != nil {
		e.nav.Fail(err)
		return
	}
	if e.sign == nil {
		return
	}
	e.sign.Objects = []fyne.CanvasObject{listing.NewSign(e.p, look.IconCheck, e.p.T("meeting.kept", "Time", e.p.Clock(e.src.Now())), look.ColorMuted)}
	e.content.Refresh()
}

// complain shows beside each field what is wrong, and tells whether anything is.
func (e *Entry) complain() bool {
	wrong := e.state.problems()
	if len(wrong) == 0 {
		e.wrong.Hide()
		for _, f := range e.fields {
			f.SetError("")
		}
		return false
	}
	rest := ""
	for name := range wrong {
		if e.hidden[name] {
			e.open(true)
		}
		if e.fields[name] == nil {
			rest = wrong[name]
		}
	}
	for name, f := range e.fields {
		if day, ok := f.(*form.DateField); !ok || day.Validate() {
			f.SetError(wrong[name])
		}
	}
	e.wrong.SetError(rest)
	if e.wrong.Hide(); rest != "" {
		e.wrong.Show()
	}
	if wrong["heads"] != "" && e.heads != nil {
		form.Focus(e.heads.Number())
	}
	e.content.Refresh()
	return true
}
