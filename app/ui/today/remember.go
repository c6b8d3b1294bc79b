package today

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// note is something to remember while it is typed.
type note struct {
	task *record.Task
	keep *draft.Keeper
}

// foot is what can be done beside the sentences: remember something, or look at what lies with the worker.
func (v *View) foot() fyne.CanvasObject {
	p := v.p
	write := form.NewQuiet(p, p.T("today.remember"), func() {
		v.begin(&record.Task{})
		v.draw()
		form.Focus(v.entry)
	})
	load := form.NewQuiet(p, p.T("today.load"), func() { v.nav.Go("load") })
	return form.NewActions(p, []fyne.CanvasObject{write, load}, nil)
}

// begin opens the field, with what was typed before when there is something.
func (v *View) begin(t *record.Task) {
	v.note = &note{task: t}
	v.note.keep = draft.New(v.src, v.run, draft.Key(record.KindTask, record.ID{}, record.ID{}), func() record.Record {
		copied := *t
		return &copied
	}, func(err error) {
		if err != nil {
			v.nav.Fail(err)
		}
	})
}

// remember asks what to remember, and for which day; nothing else is needed.
func (v *View) remember() fyne.CanvasObject {
	p, d, n := v.p, v.p.Direction(), v.note
	field, entry := form.NewTextField(p, form.FieldOptions{Label: p.T("today.remember.what"), Validate: v.wrong}, 1, func(s string) {
		n.task.Text = record.Text(s)
		n.keep.Touch()
	})
	entry.SetText(n.task.Text.Reveal())
	v.entry = entry
	on := form.NewDateField(p, form.DateOptions{Label: p.T("today.remember.when"), Coming: true}, v.state.today, func(day record.Date, filled bool) {
		n.task.Due = record.Date{}
		if filled {
			n.task.Due = day
		}
		n.keep.Touch()
	})
	if !n.task.Due.Zero() {
		on.SetValue(n.task.Due)
	}
	save := form.NewPrimary(p, p.T("today.remember.save"), func() {
		if !field.Validate() {
			form.Focus(entry)
			return
		}
		if on.Validate() {
			v.end(func(ctx context.Context) error { return v.src.SaveTask(ctx, n.task) })
		}
	})
	stop := form.NewQuiet(p, p.T("preferences.stop"), func() { v.end(nil) })
	entry.OnSubmitted = func(string) { save.Press() }
	return listing.NewCard(p, "", rtl.VBox(d, 2*look.Grid, form.NewColumns(p, 24, field, on), form.NewActions(p, []fyne.CanvasObject{save, stop}, nil)))
}

// wrong is what is wrong with what is to be remembered, "" when nothing is.
func (v *View) wrong() string {
	for _, problem := range v.note.task.Validate(v.state.today) {
		return v.p.Problem(problem)
	}
	return ""
}

// end keeps what was typed, or drops it, and closes the field.
func (v *View) end(keep func(ctx context.Context) error) {
	n := v.note
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) {
		if keep != nil {
			if err := keep(ctx); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, n.keep.Drop(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		n.keep.Finish()
		v.note = nil
		v.load()
	})
}
