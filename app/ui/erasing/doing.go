package erasing

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/book"
)

// erase does it, once the word stands in the field. It goes on when the page is left, and can be stopped until the new file of the store
// takes the place of the old one.
func (v *Page) erase() {
	if v.stage != before {
		return
	}
	if !v.state.confirmed(v.entry.Text()) {
		v.field.SetError(v.p.T("erasing.confirm.wrong", "Word", v.p.T("erasing.confirm.word")))
		form.Focus(v.entry)
		return
	}
	v.latest.Stop()
	v.stage = during
	v.drawBusy()
	whole := context.WithoutCancel(v.ctx)
	work, stop := context.WithCancel(whole)
	v.stop = stop
	options := book.EraseOptions{Recall: v.state.recall, Own: v.own, OnlyNewCopy: v.state.only, Progress: func(done, total int) {
		task.Report(whole, v.run, func() { v.progress(done, total) })
	}}
	task.Do(whole, v.run, func(context.Context) (book.Erased, error) {
		return v.src.Erase(work, v.kind, v.id, options)
	}, func(done book.Erased, err error) {
		stop()
		v.finished(done, err)
	})
}

// finished shows what is left to do, or that nothing happened.
func (v *Page) finished(done book.Erased, err error) {
	if err != nil {
		v.stage = before
		if !v.shown {
			return
		}
		v.load()
		if !errors.Is(err, context.Canceled) {
			v.nav.Fail(err)
		}
		return
	}
	v.stage = after
	v.state.done = done
	v.state.forget()
	v.nav.Erased(done)
	if v.shown {
		v.drawDone()
	}
}

// progress shows how far it is. At the end there is no stopping any more.
func (v *Page) progress(done, total int) {
	if v.bar == nil || v.stage != during {
		return
	}
	if done >= total {
		v.drawBar("")
	}
	v.bar.Set(v.p.T("erasing.busy.count", "Done", v.p.Number(done), "Total", v.p.Number(total)), float32(done)/float32(max(total, 1)))
}

func (v *Page) drawBusy() { v.drawBar(v.p.T("erasing.busy.stop")) }

func (v *Page) drawBar(stop string) {
	p := v.p
	v.first = nil
	v.bar = listing.NewProgress(p, stop, func() {
		if v.stop != nil {
			v.stop()
		}
	})
	v.bar.Set(p.T("erasing.busy.begin"), 0)
	v.put(listing.NewPageHead(p, p.T("erasing.busy.title"), ""), listing.NewCard(p, "", v.bar))
}

// drawDone is the quiet page afterwards: what is left to do, and the way back to the people.
func (v *Page) drawDone() {
	p, s := v.p, &v.state
	on := form.NewPrimary(p, p.T("erasing.done.on"), func() { v.nav.Go("people") })
	v.first = on
	parts := []fyne.CanvasObject{listing.NewPageHead(p, p.T("erasing.done.title"), "", on), v.words(p.T("erasing.done." + s.kind.String()))}
	if s.done.OnlyNewCopy {
		parts = append(parts, v.words(p.T("erasing.done.copies")))
	}
	left := s.left()
	rows := make([]fyne.CanvasObject, 0, len(left)+1)
	for _, one := range left {
		rows = append(rows, v.leftRow(one))
	}
	if len(rows) > 0 {
		parts = append(parts, listing.NewCard(p, p.T("erasing.left.title"), rows...))
	}
	if len(s.elsewhere.Mentions) > 0 {
		texts := v.column(look.Grid)
		v.mentions(texts)
		parts = append(parts, listing.NewCard(p, p.T("erasing.texts.title"), texts))
	}
	if len(parts) == 2 {
		parts = append(parts, v.muted(p.T("erasing.left.nothing")))
	}
	v.put(parts...)
	form.Focus(on)
}
