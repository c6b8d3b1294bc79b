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
	more       *fyne.Container
	opener     *form.Button
	heads      *form.Stepper
	wrong      *form.Field
	ctx        context.Context
	seek       task.Latest
	before     task.Latest
}

// errable is a field that can show what is wrong with it.
type errable interface{ SetError(text string) }

// NewEntry makes the page; id is zero for a new gathering. about is not used: a gathering is about nobody.
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
	e.state = writing{}
}

func (e *Entry) read(ctx context.Context) (writing, error) {
	w := writing{p: e.p, today: e.src.Today(), called: map[record.ID]string{}}
	var stored *record.Meeting
	if !e.id.Zero() {
		var err error
		if stored, err = e.src.Meeting(ctx, e.id); err != nil {
			return w, err
		}
		if w.requests, err = e.asked(ctx); err != nil {
			return w, err
		}
	}
	kept, ok, err := e.keep.Read(ctx)
	if err != nil {
		return w, err
	}
	typed, is := kept.(*record.Meeting)
	switch {
	case ok && is:
		if stored != nil {
			typed.Head, typed.Number = stored.Head, stored.Number
		}
		w.take(typed)
	case stored != nil:
		w.take(stored)
		w.come()
	default:
		w.begin()
	}
	for _, r := range e.src.Rows(record.KindPerson) {
		if slices.Contains(w.persons, r.ID) {
			w.called[r.ID] = r.Title.Reveal()
		}
	}
	w.last, err = e.src.LastMeeting(ctx, w.m)
	return w, err
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
	task.Do(e.before.Next(e.ctx), e.run, func(ctx context.Context) (*record.Meeting, error) {
		return e.src.LastMeeting(ctx, m)
	}, func(last *record.Meeting, err error) {
		if err != nil || e.state.m == nil {
			return
		}
		e.state.last = last
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
	if wrong["heads"] != "" {
		form.Focus(e.heads.Number())
	}
	e.content.Refresh()
	return true
}

// store saves the gathering and then does what comes next.
func (e *Entry) store(next func(m *record.Meeting)) {
	if e.complain() {
		return
	}
	m := e.state.ready()
	task.Do(e.ctx, e.run, func(ctx context.Context) (struct{}, error) {
		if err := e.src.SaveMeeting(ctx, m); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, e.keep.Drop(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.keep.Finish()
		next(m)
	})
}

// done saves the gathering and goes back to where the worker came from.
func (e *Entry) done() {
	e.store(func(m *record.Meeting) {
		code := record.Code(record.KindMeeting, m.Number)
		if m.Planned {
			e.nav.Say(e.p.T("meeting.saved.coming", "Code", code))
		} else {
			e.nav.Say(e.p.T("meeting.saved", "Code", code, "Heads", e.p.N("meeting.heads", m.Heads)))
		}
		e.nav.Back()
	})
}

// ask saves the gathering and starts a question to a partner about it.
func (e *Entry) ask() {
	e.store(func(m *record.Meeting) {
		e.nav.Saved(record.KindMeeting, m.ID)
		e.nav.New(record.KindRequest, m.ID)
	})
}
