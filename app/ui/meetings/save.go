package meetings

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// changedCode is the code of the error that says that a record was changed in between.
const changedCode = "store.changed"

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
	task.Do(e.ctx, e.run, func(ctx context.Context) (struct{}, error) {
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
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, e.keep.Drop(ctx)
	}, func(_ struct{}, err error) {
		switch {
		case err == nil:
			e.keep.Finish()
			next(first, kept)
		case fault.CodeOf(err) == changedCode:
			e.compare(e.ctx)
		default:
			e.nav.Fail(err)
		}
	})
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

// compare looks whether the gathering was changed behind this page, by an import or on another page. What was not touched here is shown anew;
// else the worker chooses between both.
func (e *Entry) compare(ctx context.Context) {
	if e.id.Zero() {
		return
	}
	task.Do(ctx, e.run, func(ctx context.Context) (*record.Meeting, error) { return e.src.Meeting(ctx, e.id) }, func(stored *record.Meeting, err error) {
		switch {
		case err != nil:
			e.nav.Fail(err)
		case e.state.m != nil && stored.Revision != e.state.m.Revision:
			e.state.other = stored
			e.draw()
		}
	})
}

// both is the choice between what is typed here and what stands in the store now; nil while they are one.
func (e *Entry) both() fyne.CanvasObject {
	other, p, d := e.state.other, e.p, e.p.Direction()
	if other == nil {
		return nil
	}
	words := rtl.NewText(d, p.T("meeting.both.text"), rtl.Style{Color: look.ColorMuted, Wrap: true})
	mine := form.NewButton(p, p.T("meeting.both.mine"), form.ButtonOptions{}, func() {
		e.state.m.Head, e.state.m.Number, e.state.other = other.Head, other.Number, nil
		e.touch()
		e.draw()
	})
	theirs := form.NewButton(p, p.T("meeting.both.other"), form.ButtonOptions{}, func() { e.takeOther() })
	versions := form.NewColumnsFrom(p, 24, look.Scaled(200),
		listing.NewKeyValues(p, e.state.version(e.state.ready(), p.T("meeting.both.here")), ""),
		listing.NewKeyValues(p, e.state.version(other, p.T("meeting.both.stored")), ""))
	return listing.NewCard(p, p.T("meeting.both.title"), rtl.VBox(d, 16, words, versions, form.NewGroup(p, 12, mine, theirs)))
}

// takeOther drops what was typed here and shows what stands in the store.
func (e *Entry) takeOther() {
	other := e.state.other
	task.Do(e.ctx, e.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, e.src.DropDraft(ctx, draft.Key(record.KindMeeting, e.id, e.about))
	}, func(_ struct{}, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.keep.Finish()
		e.state.other, e.state.raw = nil, nil
		e.state.take(other)
		e.draw()
	})
}

// version is one of both in a few lines.
func (w *writing) version(m *record.Meeting, which string) []listing.KeyValue {
	p := w.p
	pairs := []listing.KeyValue{
		{Key: which, Value: p.Value("meeting.type", string(m.Type))},
		{Key: p.T("meeting.on.label"), Value: p.Date(m.On)},
	}
	for _, one := range []struct{ label, text string }{
		{"meeting.heads.label", w.shown("", m.Heads, p.Number)}, {"meeting.theme.label", m.Theme.Reveal()},
		{"meeting.came.label", m.Came.Reveal()}, {"meeting.note.label", m.Note.Reveal()},
	} {
		if one.text != "" {
			pairs = append(pairs, listing.KeyValue{Key: p.T(one.label), Value: one.text})
		}
	}
	return pairs
}
