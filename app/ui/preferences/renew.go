package preferences

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
)

// Keys is the key below every secret.
type Keys interface {
	Rotate(ctx context.Context, progress func(done, total int)) error
}

// renewing is the section in which the store gets a new key.
func (v *View) renewing() fyne.CanvasObject {
	v.renew = rtl.VBox(v.p.Direction(), 20)
	v.closeRenew()
	return v.section(v.p.T("preferences.renew.title"), v.p.T("preferences.renew.why"), v.renew)
}

// closeRenew shows the button, under what was just said.
func (v *View) closeRenew(said ...fyne.CanvasObject) {
	open := form.NewSecondary(v.p, v.p.T("preferences.renew.open"), v.askRenew)
	v.put(v.renew, append(said, form.NewActions(v.p, []fyne.CanvasObject{open}, nil))...)
}

// askRenew says first what stays as it is and which copies still open.
func (v *View) askRenew() {
	p := v.p
	ask := prompt.NewConfirm(p, prompt.Question{
		Title: p.T("preferences.renew.ask"), Text: p.T("preferences.renew.ask.text"), Yes: p.T("preferences.renew.yes"), No: p.T("preferences.stop"),
	}, v.renewKey, func() { v.closeRenew() })
	v.put(v.renew, ask)
	ask.Focus()
}

// renewKey writes the store anew under the new key. It goes on when the page is left.
func (v *View) renewKey() {
	p := v.p
	v.put(v.renew, listing.NewSign(p, look.IconHourglass, p.T("preferences.renew.busy"), look.ColorMuted))
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, v.src.Rotate(context.WithoutCancel(ctx), nil)
	}, func(_ struct{}, err error) {
		if err != nil {
			text, hint := p.Fault(err)
			v.closeRenew(listing.NewFact(p, look.IconWarningCircle, text, hint, look.ColorLate))
			return
		}
		v.closeRenew(listing.NewSign(p, look.IconCheck, p.T("preferences.renew.done"), look.ColorSuccess))
	})
}
