package unlock

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
)

// Locked is the calm page before the store is opened: passphrase, language, and the danger strip that needs no passphrase.
type Locked struct {
	p       *i18n.Printer
	run     task.Runner
	now     func() time.Time
	open    func(ctx context.Context, secret string) error
	done    func()
	content *fyne.Container
	pass    *form.Passphrase
	field   *form.Field
	button  *form.Button
	middle  *fyne.Container   // the passphrase, or the way in without it
	usual   fyne.CanvasObject // the passphrase
	lost    *lost             // nil while the passphrase is asked
	kind    keyfile.Kind
	ladder  ladder
	ctx     context.Context
	leave   context.CancelFunc
}

// Opening is what the locked page needs from outside.
type Opening struct {
	Now    func() time.Time
	Open   func(ctx context.Context, secret string) error // a passphrase, a recovery code or two parts
	Done   func()                                         // the store is open
	Speak  func(tag string)                               // another language
	Fault  error                                          // why the last attempt to open failed, nil when there was none
	Kind   keyfile.Kind                                   // what opens the store without the passphrase, 0 when nothing does
	Kept   bool                                           // a draft was kept when the store was locked
	Secret string                                         // the passphrase of a practice store, to be shown; empty for a real one
}

// NewLocked makes the page.
func NewLocked(p *i18n.Printer, run task.Runner, o Opening) *Locked {
	l := &Locked{p: p, run: run, now: o.Now, open: o.Open, done: o.Done, kind: o.Kind}
	l.ctx, l.leave = context.WithCancel(context.Background())
	d := p.Direction()
	l.pass = form.NewPassphrase(p, l.try)
	help := ""
	if o.Kept {
		help = p.T("unlock.locked.kept")
	}
	if o.Secret != "" {
		help = p.T("unlock.locked.practice", "Words", o.Secret)
	}
	l.field = form.NewField(p, form.FieldOptions{Label: p.T("unlock.locked.passphrase"), Help: help}, l.pass)
	if o.Fault != nil {
		text, hint := p.Fault(o.Fault)
		l.field.SetError(joined(text, hint))
	}
	l.button = form.NewButton(p, p.T("unlock.locked.open"), form.ButtonOptions{Kind: form.Primary, Icon: look.IconLockSimpleOpen, Wide: 318}, l.try)
	forgot := form.NewSecondary(p, p.T("unlock.locked.lost"), l.forgot)
	l.usual = rtl.Max(d, look.Scaled(480), rtl.Middle, rtl.Pad(d, rtl.Edges{Top: 32}, rtl.VBox(d, 16,
		rtl.VBox(d, 4, rtl.NewText(d, p.T("unlock.locked.welcome"), rtl.Style{Size: rtl.Title, Bold: true}),
			rtl.NewText(d, p.T("unlock.yours"), rtl.Style{Color: look.ColorMuted, Wrap: true})),
		rtl.Pad(d, rtl.Edges{Top: 16}, l.field), form.NewActions(p, []fyne.CanvasObject{l.button, forgot}, nil))))
	l.middle = rtl.Stack(d, l.usual)
	// One scroll over the whole: where the window is small the strip goes below the field, never over it.
	page := rtl.Scroll(d, rtl.VBox(d, 0, head(p, o.Speak),
		rtl.Pad(d, rtl.Edges{Top: 16, Bottom: 24, Start: 24, End: 24}, l.middle),
		layout.NewSpacer(), listing.NewDangerStrip(p)))
	l.content = rtl.Stack(d, canvas.NewRectangle(theme.Color(theme.ColorNameBackground)), page)
	return l
}

// Content is the page.
func (l *Locked) Content() fyne.CanvasObject { return l.content }

// Focus is the passphrase.
func (l *Locked) Focus() fyne.Focusable { return l.pass.Entry() }

// Field is the passphrase field, for whoever types into the page.
func (l *Locked) Field() *form.Passphrase { return l.pass }

// Error is the sentence beside the passphrase, "" when there is none.
func (l *Locked) Error() string { return l.field.Error() }

// forgot shows the way in without the passphrase.
func (l *Locked) forgot() {
	l.lost = newLost(l.p, l.kind, l.enter, l.remembered)
	if reason := l.button.Reason(); reason != "" {
		l.lost.button.Block(reason)
	}
	// Wider than the passphrase, so that the danger strip stays in sight below two long fields.
	l.show(rtl.Max(l.p.Direction(), look.Scaled(640), rtl.Middle, l.lost.content))
	l.lost.focus()
}

// remembered shows the passphrase again.
func (l *Locked) remembered() {
	l.lost.clear()
	l.lost = nil
	l.show(l.usual)
	l.pass.Focus()
}

func (l *Locked) show(o fyne.CanvasObject) {
	l.middle.Objects = []fyne.CanvasObject{o}
	l.middle.Refresh()
	l.content.Refresh()
}

// try opens the store with what stands in the field.
func (l *Locked) try() {
	if l.button.Reason() != "" {
		return
	}
	if l.pass.Text() == "" {
		l.field.SetError(l.p.T("unlock.locked.empty"))
		return
	}
	l.enter(l.pass.Text())
}

// enter opens the store. Wrong attempts wait longer each time, whatever was tried; nothing is ever destroyed.
func (l *Locked) enter(secret string) {
	l.block(l.p.T("unlock.opening"))
	task.Do(l.ctx, l.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, l.open(ctx, secret)
	}, func(_ struct{}, err error) {
		l.unblock()
		if err == nil {
			l.pass.Clear()
			if l.lost != nil {
				l.lost.clear()
			}
			l.leave()
			l.done()
			return
		}
		l.refused(err)
	})
}

func (l *Locked) refused(err error) {
	if l.lost != nil {
		l.lost.refused(err)
	} else {
		l.field.SetError(joined(l.p.Fault(err)))
	}
	if fault.Of(err) != fault.Secret {
		return
	}
	if wait := l.ladder.missed(l.now()); wait > 0 {
		l.hold(wait)
	}
	if l.lost == nil {
		l.pass.Focus()
	}
}

// hold keeps the buttons shut for a while and says how long.
func (l *Locked) hold(wait time.Duration) {
	l.block(l.p.N("unlock.locked.wait", int(wait/time.Second)))
	task.After(l.ctx, l.run, wait, l.unblock)
}

func (l *Locked) block(reason string) {
	l.button.Block(reason)
	if l.lost != nil {
		l.lost.button.Block(reason)
	}
}

func (l *Locked) unblock() {
	l.button.Unblock()
	if l.lost != nil {
		l.lost.button.Unblock()
	}
}

// head is the brand and the choice of language.
func head(p *i18n.Printer, speak func(string)) fyne.CanvasObject {
	d := p.Direction()
	language := form.NewSelect(p, form.Languages(p), form.SelectOptions{Icon: look.IconTranslate}, func(v string) {
		if v != p.Tag() {
			speak(v)
		}
	})
	language.SetValue(p.Tag())
	brand := rtl.HBox(d, 12, look.NewRings(look.RingSpoken, look.RingSpoken, d, look.RingsBrand), rtl.NewText(d, p.T("shell.brand"), rtl.Style{Bold: true}))
	return rtl.Pad(d, rtl.Sides(16, look.PageMargin), rtl.Border(d, 16, nil, nil, brand, language, nil))
}

// frame puts a page of the first start in the middle, under the brand.
func frame(p *i18n.Printer, o fyne.CanvasObject) fyne.CanvasObject {
	d := p.Direction()
	brand := rtl.HBox(d, 12, look.NewRings(look.RingSpoken, look.RingSpoken, d, look.RingsBrand), rtl.NewText(d, p.T("shell.brand"), rtl.Style{Bold: true}))
	page := rtl.Border(d, 0, rtl.Pad(d, rtl.Sides(24, look.PageMargin), brand), nil, nil, nil,
		rtl.Scroll(d, rtl.Pad(d, rtl.Edges{Top: 24, Bottom: 40, Start: 24, End: 24}, rtl.Max(d, look.Scaled(640), rtl.Middle, o))))
	return rtl.Stack(d, canvas.NewRectangle(theme.Color(theme.ColorNameBackground)), page)
}

func joined(text, hint string) string {
	if hint == "" {
		return text
	}
	return text + " " + hint
}
