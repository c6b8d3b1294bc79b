package joint

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// begin begins a draft of a new programme, as one that was made takes nothing any more.
func (v *View) begin() {
	v.naming = draft.New(v.src, v.run, draft.Key(record.KindProgramme, record.ID{}, record.ID{}), func() record.Record { return v.state.made() }, v.told)
}

// make asks how a new programme is called.
func (v *View) make() fyne.CanvasObject {
	p := v.p
	field, entry := form.NewTextField(p, form.FieldOptions{Label: p.T("joint.programme.name")}, 1, func(s string) {
		v.state.name = s
		v.naming.Touch()
	})
	entry.SetText(v.state.name)
	entry.OnSubmitted = func(string) { v.found(field) }
	v.First = entry
	buttons := []fyne.CanvasObject{form.NewPrimary(p, p.T("joint.programme.make"), func() { v.found(field) })}
	if _, ok := v.state.programme(); ok {
		buttons = append(buttons, form.NewQuiet(p, p.T("joint.programme.no"), v.unmake))
	}
	return listing.NewCard(p, p.T("joint.programme"), field, form.NewActions(p, buttons, nil))
}

// found makes the programme; what is wrong with its name stands beside it.
func (v *View) found(field *form.Field) {
	one, keep := v.state.made(), v.naming
	task.Do(v.ctx, v.run, func(context.Context) (struct{}, error) {
		ctx := context.Background()
		if err := v.src.PutProgramme(ctx, one); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, keep.Drop(ctx)
	}, func(_ struct{}, err error) {
		var wrong record.Problems
		switch {
		case err == nil:
			v.state.making, v.state.name = false, ""
			v.state.founded = one.ID
			v.finish(keep)
		case errors.As(err, &wrong):
			field.SetError(v.p.Problem(wrong[0]))
			v.Inside.Refresh()
		default:
			v.nav.Fail(err)
		}
	})
}

// unmake forgets what was begun.
func (v *View) unmake() {
	keep := v.naming
	task.Do(v.ctx, v.run, func(context.Context) (struct{}, error) {
		return struct{}{}, keep.Drop(context.Background())
	}, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.making, v.state.name = false, ""
		v.finish(keep)
	})
}

// finish ends a draft and shows the page anew.
func (v *View) finish(keep *draft.Keeper) {
	keep.Finish()
	v.begin()
	v.load()
}

// made is the programme as it is named now.
func (s *state) made() *record.Programme {
	return &record.Programme{Name: record.Text(strings.Join(strings.Fields(s.name), " "))}
}
