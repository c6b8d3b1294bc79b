package meetings

import (
	"context"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// askOff asks in the page why a planned gathering did not take place.
func (e *Entry) askOff() {
	p, d := e.p, e.p.Direction()
	var c record.MeetingChange
	chips := form.NewChips(p, form.Choices(p, "off.reason", form.Words(record.OffReasons())...), form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) > 0 {
			c.Reason = record.OffReason(values[0])
		}
	})
	why := form.NewField(p, form.FieldOptions{Label: p.T("meeting.off.label")}, chips)
	note := rtl.NewEntry(d, rtl.EntryOptions{Limit: record.LimitShort})
	note.OnChanged = func(s string) { c.Note = record.Text(s) }
	said := form.NewField(p, form.FieldOptions{Label: p.T("meeting.off.note"), Validate: func() string { return e.BSN(note.Text()) }}, note)
	save := form.NewButton(p, p.T("meeting.off.save"), form.ButtonOptions{}, func() {
		if c.Reason == "" {
			why.SetError(p.Problem(record.Problem{Field: "off", Code: "required"}))
			return
		}
		e.move(record.MeetingCancel, c)
	})
	e.asking.Objects = nil
	e.asking.Add(rtl.VBox(d, look.FieldGap, why, said, rtl.HBox(d, 0, save)))
	e.Refresh()
	form.Focus(chips.Chip(string(record.OffFew)))
}

// move does an action with the gathering in the store and leaves the page.
func (e *Entry) move(a record.MeetingAction, c record.MeetingChange) {
	task.Do(e.ctx, e.run, func(ctx context.Context) (struct{}, error) {
		if err := e.src.MoveMeeting(ctx, e.id, a, c); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, e.Drop(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.Keep.Finish()
		e.nav.Say(e.p.T("meeting.saved.coming", "Code", record.Code(record.KindMeeting, e.state.m.Number)))
		e.nav.Back()
	})
}

// askStop asks in the page whether the series stops after this gathering.
func (e *Entry) askStop() {
	p := e.p
	sure := prompt.NewConfirm(p, prompt.Question{
		Title: p.N("meeting.stop.title", e.state.following), Text: p.T("meeting.stop.text"), Yes: p.T("meeting.stop.yes"), No: p.T("meeting.stop.no"),
	}, e.stop, func() {
		e.asking.Objects = nil
		e.Refresh()
	})
	e.asking.Objects = nil
	e.asking.Add(sure)
	e.Refresh()
	sure.Focus()
}

func (e *Entry) stop() {
	m := e.state.m
	task.Do(e.ctx, e.run, func(ctx context.Context) (int, error) { return e.src.StopSeries(ctx, m.Series, m.On) }, func(n int, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.state.following, e.state.all = 0, false
		e.nav.Say(e.p.N("meeting.stopped", n))
		e.draw()
	})
}
