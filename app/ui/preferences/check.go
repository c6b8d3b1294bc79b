package preferences

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
)

// Checks is the check of everything that is kept.
type Checks interface {
	CheckAll(ctx context.Context, progress func(done, total int)) (book.Checked, error)
}

// Care is what keeps the store whole: its backups, and the check of everything.
type Care interface {
	Copies
	Checks
}

// checks is the section in which everything is checked.
func (v *View) checks() fyne.CanvasObject {
	v.check = rtl.VBox(v.p.Direction(), 16)
	v.closeCheck(nil)
	return v.section(v.p.T("preferences.check.title"), v.p.T("preferences.check.why"), v.check)
}

// closeCheck shows the button, below what came of the last press and beside what can be done about it.
func (v *View) closeCheck(said []fyne.CanvasObject, does ...fyne.CanvasObject) {
	p := v.p
	start := form.NewButton(p, p.T("preferences.check.do"), form.ButtonOptions{Icon: look.IconListChecks}, v.checkAll)
	v.first[SectionCheck] = start
	all := append(append([]fyne.CanvasObject{}, said...), form.NewActions(p, append(does, start), nil))
	for _, text := range aside(p, v.o.Kept) {
		all = append(all, listing.NewNote(p, look.IconInfo, text, look.ColorMuted))
	}
	v.put(v.check, all...)
	if len(said) > 0 { // the button that was pressed is gone: the keyboard goes to the new one, and the outcome is seen whole
		form.Focus(start)
		rtl.BringIntoView(start)
	}
}

// checkAll reads everything that is kept, says how far it is, and can be stopped.
func (v *View) checkAll() {
	p := v.p
	ctx, stop := context.WithCancel(v.ctx)
	bar := listing.NewProgress(p, p.T("preferences.check.stop"), stop)
	bar.Set(reached(p, 0, 0))
	v.put(v.check, bar)
	shown := v.ctx
	task.Do(shown, v.run, func(context.Context) (book.Checked, error) {
		defer stop()
		return v.src.CheckAll(ctx, func(done, total int) {
			task.Report(ctx, v.run, func() { bar.Set(reached(p, done, total)) })
		})
	}, func(c book.Checked, err error) {
		switch {
		case errors.Is(err, context.Canceled):
			v.closeCheck([]fyne.CanvasObject{listing.NewNote(p, look.IconInfo, p.T("preferences.check.stopped"), look.ColorMuted)})
		case err != nil:
			text, hint := p.Fault(err)
			v.closeCheck([]fyne.CanvasObject{listing.NewFact(p, look.IconWarningCircle, text, hint, look.ColorLate)})
		default:
			v.outcome(c)
		}
	})
}

// outcome says what was found, what it means, and what to do.
func (v *View) outcome(c book.Checked) {
	p := v.p
	head, lines, meaning := checked(p, c)
	if len(lines) == 0 {
		v.closeCheck([]fyne.CanvasObject{listing.NewFact(p, look.IconCheck, head, "", look.ColorSuccess)})
		return
	}
	all := []fyne.CanvasObject{listing.NewFact(p, look.IconWarningCircle, head, "", look.ColorLate)}
	for _, text := range lines {
		all = append(all, rtl.NewText(p.Direction(), text, rtl.Style{Wrap: true}))
	}
	all = append(all, v.muted(meaning))
	if !c.Damaged {
		v.closeCheck(all)
		return
	}
	v.closeCheck(all, form.NewButton(p, p.T("preferences.check.back"), form.ButtonOptions{Icon: look.IconArrowCounterClockwise}, v.o.PutBack))
}
