package unlock

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
)

// Recovery is the page that gives the recovery code before the first name is stored.
type Recovery struct {
	p       *i18n.Printer
	run     task.Runner
	give    func(context.Context) (string, error)
	print   func(code string)
	done    func()
	content *fyne.Container
	code    string
	kept    *form.Check
	onward  *form.Button
}

// NewRecovery makes the page. give makes the code; print saves a card with it; done goes on; later goes back without one.
func NewRecovery(p *i18n.Printer, run task.Runner, give func(context.Context) (string, error), print func(string), done, later func()) *Recovery {
	r := &Recovery{p: p, run: run, give: give, print: print, done: done}
	r.content = rtl.Stack(p.Direction())
	r.ask(later)
	return r
}

// Content is the page.
func (r *Recovery) Content() fyne.CanvasObject { return r.content }

// Focus is the button that goes on.
func (r *Recovery) Focus() fyne.Focusable { return r.onward }

// Code is what was given, "" before that.
func (r *Recovery) Code() string { return r.code }

// Press does what the page's primary button does.
func (r *Recovery) Press() { r.onward.Press() }

// Keep ticks that the code was kept.
func (r *Recovery) Keep() {
	r.kept.SetOn(true)
	r.onward.Unblock()
}

func (r *Recovery) ask(later func()) {
	p, d := r.p, r.p.Direction()
	r.onward = form.NewPrimary(p, p.T("unlock.recovery.give"), r.giveIt)
	back := form.NewSecondary(p, p.T("unlock.recovery.later"), later)
	r.put(rtl.VBox(d, 20,
		rtl.NewText(d, p.T("unlock.recovery.title"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
		rtl.NewText(d, p.T("unlock.recovery.why"), rtl.Style{Wrap: true}),
		form.NewActions(p, []fyne.CanvasObject{r.onward, back}, nil)))
}

func (r *Recovery) giveIt() {
	r.onward.Block(r.p.T("unlock.opening"))
	task.Do(context.Background(), r.run, r.give, func(code string, err error) {
		r.onward.Unblock()
		if err != nil {
			text, hint := r.p.Fault(err)
			r.put(rtl.NewText(r.p.Direction(), joined(text, hint), rtl.Style{Color: look.ColorLate, Wrap: true}))
			return
		}
		r.show(code)
	})
}

func (r *Recovery) show(code string) {
	p, d := r.p, r.p.Direction()
	r.code = code
	r.onward = form.NewPrimary(p, p.T("unlock.recovery.done"), r.done)
	r.onward.Block(p.T("unlock.recovery.first"))
	r.kept = form.NewCheck(p, p.T("unlock.recovery.kept"), "", func(on bool) {
		if on {
			r.onward.Unblock()
			return
		}
		r.onward.Block(p.T("unlock.recovery.first"))
	})
	card := form.NewSecondary(p, p.T("unlock.recovery.print"), func() { r.print(code) })
	r.put(rtl.VBox(d, 20,
		rtl.NewText(d, p.T("unlock.recovery.yours"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
		listing.NewCard(p, "", rtl.NewText(d, code, rtl.Style{Size: rtl.Title, Bold: true, Wrap: true})),
		rtl.NewText(d, p.T("unlock.recovery.paper"), rtl.Style{Wrap: true}),
		rtl.NewText(d, p.T("unlock.recovery.apart"), rtl.Style{Wrap: true, Color: look.ColorMuted}),
		r.kept, form.NewActions(p, []fyne.CanvasObject{r.onward, card}, nil)))
}

func (r *Recovery) put(o fyne.CanvasObject) {
	r.content.Objects = []fyne.CanvasObject{frame(r.p, o)}
	r.content.Refresh()
}
