package meetings

import (
	"context"

	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/record"
)

// store saves the gathering, or plans its series, and then does what comes next with the first that was kept and how many there are.
func (e *Entry) store(next func(m *record.Meeting, kept int)) {
	if e.complain() {
		return
	}
	m := e.state.ready()
	days := e.state.plan.chosen(e.p, m.On)
	series, following := m.Planned && e.id.Zero() && (e.state.plan.every != "" || !m.Series.Zero()), e.state.all
	if m.Every = e.state.plan.every; m.Series.Zero() && !series {
		m.Every = ""
	}
	first, kept := m, 1
	e.Save(func(ctx context.Context) error {
		var err error
		switch {
		case series:
			var all []*record.Meeting
			if all, err = e.src.PlanMeetings(ctx, m, days); err == nil {
				first, kept = all[0], len(all)
			}
		case following && m.Planned:
			var followed int
			followed, err = e.src.SaveFollowing(ctx, m)
			kept += followed
		default:
			err = e.src.SaveMeeting(ctx, m)
		}
		return err
	}, func() { next(first, kept) }, func() { e.compare(e.ctx) })
}

// done saves the gathering and goes back to where the worker came from.
func (e *Entry) done() {
	e.store(func(m *record.Meeting, kept int) {
		code := record.Code(record.KindMeeting, m.Number)
		switch {
		case kept > 1:
			e.nav.Say(e.p.N("meeting.saved.series", kept, "Code", code))
		case m.Planned || m.Off != "":
			e.nav.Say(e.p.T("meeting.saved.coming", "Code", code))
		default:
			e.nav.Say(e.p.T("meeting.saved", "Code", code, "Heads", e.p.N("meeting.heads", m.Heads)))
		}
		e.nav.Back()
	})
}

// ask saves the gathering and starts a question to a partner about it.
func (e *Entry) ask() {
	e.store(func(m *record.Meeting, _ int) {
		e.nav.Saved(record.KindMeeting, m.ID)
		e.nav.New(record.KindRequest, m.ID)
	})
}

// compare looks whether the gathering was changed behind this page, by an import or on another page: then the worker
// chooses between both.
func (e *Entry) compare(ctx context.Context) {
	if e.id.Zero() {
		return
	}
	task.Do(ctx, e.run, func(ctx context.Context) (*record.Meeting, error) { return e.src.Meeting(ctx, e.id) }, func(stored *record.Meeting, err error) {
		switch {
		case err != nil:
			e.nav.Fail(err)
		case e.state.m == nil, e.state.other != nil && !versions.Older(e.state.other, stored): // gone, or asked about already
		case versions.Older(e.state.m, stored):
			e.state.other = stored
			e.draw()
		}
	})
}
