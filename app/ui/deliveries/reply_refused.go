package deliveries

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
)

// refused says on the page why nothing can be written back, and what to do. What was typed before is still there to be read, until the
// worker throws it away.
func (r *Reply) refused(err error) {
	p := r.p
	why, what := p.Fault(err)
	back := form.NewSecondary(p, p.T("deliveries.answer.back"), r.nav.Back)
	r.entry, r.lead = nil, back
	page := []fyne.CanvasObject{
		listing.NewPageHead(p, p.T("deliveries.reply.title"), ""),
		listing.NewCard(p, "", listing.NewFact(p, look.IconWarningCircle, why, what, look.ColorLate)),
	}
	buttons := []fyne.CanvasObject{back}
	if text := r.typed.Text.Reveal(); text != "" {
		page = append(page, listing.NewCard(p, p.T("deliveries.reply.typed"), rtl.NewText(p.Direction(), text, rtl.Style{Wrap: true})))
		buttons = append(buttons, form.NewSecondary(p, p.T("deliveries.reply.drop"), r.drop))
	}
	r.inside.Objects = append(page, form.NewActions(p, buttons, nil))
	r.inside.Refresh()
}

// drop throws away what was typed and cannot go any more.
func (r *Reply) drop() {
	task.Do(r.ctx, r.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, r.draft.Drop(ctx) }, func(_ struct{}, err error) {
		if err != nil {
			r.nav.Fail(err)
			return
		}
		r.draft.Finish()
		r.nav.Back()
	})
}
