package joint

import (
	"context"
	"errors"
	"strings"

	"schakel/app/ui/draft"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// resume takes over what was typed before in the lists of the chosen programme, and draws the page.
func (v *View) resume() {
	one, ok := v.state.programme()
	if !ok || v.keepOf == one.ID {
		v.draw()
		return
	}
	v.leave()
	year := v.src.Today().Year
	keep := draft.New(v.src, v.run, draft.Key(record.KindProgramme, one.ID, record.ID{}), func() record.Record { return v.state.changed(year) }, v.told)
	v.keep, v.keepOf = keep, one.ID
	task.Do(v.ctx, v.run, func(ctx context.Context) (record.Record, error) {
		r, _, err := keep.Read(ctx)
		return r, err
	}, func(r record.Record, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		if typed, ok := r.(*record.Programme); ok && keep == v.keep {
			v.state.typed(typed, year)
		}
		v.draw()
	})
}

// leave keeps what is typed in the lists.
func (v *View) leave() {
	if v.keep != nil {
		v.told(v.keep.Flush())
	}
	v.keep, v.keepOf = nil, record.ID{}
}

// wrong says what is wrong with a list beside it, and anything else in the window.
func (v *View) wrong(err error) {
	var all record.Problems
	if errors.As(err, &all) {
		list, _, _ := strings.Cut(all[0].Field, ".")
		if field := v.fields[list]; field != nil {
			field.SetError(v.p.Problem(all[0]))
			v.Inside.Refresh()
			return
		}
	}
	v.nav.Fail(err)
}

// saveLists puts what is typed in the programme; then nothing of it is a draft any more.
func (v *View) saveLists() {
	changed, keep := v.state.changed(v.src.Today().Year), v.keep
	v.do(func(ctx context.Context) error {
		if err := v.src.PutProgramme(ctx, changed); err != nil {
			return err
		}
		return keep.Drop(ctx)
	}, v.p.T("joint.lists.saved"), func() {
		keep.Finish()
		v.keep, v.keepOf = nil, record.ID{} // what is typed next is a draft of its own
	})
}
