package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
)

// Renew is the page that asks for a new passphrase, after the store was opened with a recovery code or with two parts.
type Renew struct {
	p       *i18n.Printer
	run     task.Runner
	replace func(ctx context.Context, passphrase string) error
	done    func()
	content *fyne.Container
	phrase  *phrase
	button  *form.Button
}

// NewRenew makes the page. replace sets the new passphrase; done goes on to the work, also when the worker does not choose one now.
func NewRenew(p *i18n.Printer, run task.Runner, replace func(ctx context.Context, passphrase string) error, done func()) *Renew {
	r, d := &Renew{p: p, run: run, replace: replace, done: done}, p.Direction()
	r.content = rtl.Stack(d)
	r.phrase = newPhrase(p, r.content, r.renew)
	r.button = form.NewPrimary(p, p.T("unlock.renew.do"), r.renew)
	later := form.NewSecondary(p, p.T("unlock.renew.later"), done)
	r.content.Add(frame(p, r.phrase.between([]fyne.CanvasObject{
		rtl.NewText(d, p.T("unlock.renew.title"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
		rtl.NewText(d, p.T("unlock.renew.why"), rtl.Style{Color: look.ColorMuted, Wrap: true}),
	}, form.NewActions(p, []fyne.CanvasObject{r.button, later}, nil))))
	return r
}

// Content is the page.
func (r *Renew) Content() fyne.CanvasObject { return r.content }

// Focus is the new passphrase.
func (r *Renew) Focus() fyne.Focusable { return r.phrase.pass.Entry() }

func (r *Renew) renew() {
	if r.button.Reason() != "" || !r.phrase.ready() {
		return
	}
	text := r.phrase.text()
	r.button.Block(r.p.T("unlock.opening"))
	task.Do(context.Background(), r.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, r.replace(ctx, text)
	}, func(_ struct{}, err error) {
		r.button.Unblock()
		if err != nil {
			r.phrase.failed(err)
			return
		}
		r.phrase.clear()
		r.done()
	})
}
