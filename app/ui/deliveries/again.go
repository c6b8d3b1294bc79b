package deliveries

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/record"
)

// again lets a held message, or a held recall, go once more, after the worker saw why it could not.
func (v *View) again(id record.ID) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, v.src.Retry(ctx, id)
	}, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.nav.Kick()
		v.Changed(v.ctx)
	})
}

// stuck is the card of a connection that stands still: why, whom to call, and trying it again.
func (v *View) stuck(f fact) fyne.CanvasObject {
	p := v.p
	words := listing.NewFact(p, look.IconWarningCircle, f.text, f.note, look.ColorLate)
	again := form.NewSecondary(p, p.T("deliveries.again"), v.nav.Kick)
	v.leads(again)
	return listing.NewCard(p, "", form.NewBeside(p, 24, 240, words, again))
}

// leads notes the button of the first card: the keyboard begins there.
func (v *View) leads(b *form.Button) {
	if v.first == nil {
		v.first = b
	}
}
