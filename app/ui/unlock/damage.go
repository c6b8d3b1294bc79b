package unlock

import (
	"context"
	"path/filepath"
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
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Repair is what the page of the damage needs from outside.
type Repair struct {
	Damage  Damage
	PutBack func(ctx context.Context, path, secret string) error // puts a copy back, all of it or nothing
	Done    func()                                               // the copy stands and is open
	Again   func()                                               // looks once more
	Choose  func(chosen func(path string, err error))            // asks for a copy; "" when nothing was chosen
	Look    func(path string) book.Backup                        // what a copy says of itself
	Anew    func()                                               // begins without data; only where the file is gone
	Later   func()                                               // to the locked page; only for partial damage
	Speak   func(tag string)                                     // another language
}

// Broken is the page that stands before the work when the data cannot be used: what happened, what there still is, and putting a copy
// back. The danger strip stays.
type Broken struct {
	p       *i18n.Printer
	run     task.Runner
	o       Repair
	content fyne.CanvasObject
	sticks  []book.Backup // copies that were chosen from elsewhere, the newest choice last
	copies  *form.Select
	which   *form.Field
	pass    *form.Passphrase
	field   *form.Field
	button  *form.Button
	again   *form.Button
	choose  *form.Button
	ladder  ladder
	wrong   string          // what is wrong with the file that was chosen last
	inside  *fyne.Container // what can be chosen and done
}

// NewBroken makes the page.
func NewBroken(p *i18n.Printer, run task.Runner, o Repair) *Broken {
	b := &Broken{p: p, run: run, o: o}
	d := p.Direction()
	b.again = form.NewSecondary(p, p.T("unlock.damage.again"), o.Again)
	middle := rtl.VBox(d, 20,
		rtl.VBox(d, 8, rtl.NewText(d, o.Damage.title(p), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
			rtl.NewText(d, o.Damage.why(p), rtl.Style{Wrap: true})))
	if o.Damage.newer() {
		middle.Add(form.NewActions(p, []fyne.CanvasObject{b.again}, nil))
	} else {
		middle.Add(b.left())
		middle.Add(b.repair())
	}
	b.content = beforeWork(p, o.Speak, middle)
	return b
}

// beforeWork is the frame of a page that stands before the work: brand and language above, the danger strip below. One scroll over the
// whole, so that in a small window the strip goes below and never over something.
func beforeWork(p *i18n.Printer, speak func(string), middle fyne.CanvasObject) fyne.CanvasObject {
	d := p.Direction()
	page := rtl.Scroll(d, rtl.VBox(d, 0, head(p, speak),
		rtl.Pad(d, rtl.Edges{Top: 8, Bottom: 24, Start: 24, End: 24}, rtl.Max(d, look.Scaled(720), rtl.Middle, middle)),
		layout.NewSpacer(), listing.NewDangerStrip(p)))
	return rtl.Stack(d, canvas.NewRectangle(theme.Color(theme.ColorNameBackground)), page)
}

// NewChecking is the page while the file is checked after a sudden stop.
func NewChecking(p *i18n.Printer, speak func(string)) fyne.CanvasObject {
	d := p.Direction()
	return beforeWork(p, speak, rtl.VBox(d, 8,
		rtl.NewText(d, p.T("unlock.check.title"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
		rtl.NewText(d, p.T("unlock.check.text"), rtl.Style{Wrap: true})))
}

// Content is the page.
func (b *Broken) Content() fyne.CanvasObject { return b.content }

// Focus is the passphrase where there is a copy, else what can be done.
func (b *Broken) Focus() fyne.Focusable {
	switch {
	case b.o.Damage.newer():
		return b.again
	case len(b.o.Damage.Copies) == 0:
		return b.choose
	}
	return b.pass.Entry()
}

// left is the card that says what there still is.
func (b *Broken) left() fyne.CanvasObject {
	p, dmg := b.p, b.o.Damage
	inside := rtl.VBox(p.Direction(), 12)
	if len(dmg.Copies) > 0 {
		inside.Add(listing.NewFact(p, look.IconCheck, p.T("unlock.damage.newest", "When", when(p, dmg.Copies[0].Made, dmg.Now)),
			p.N("unlock.damage.copies", len(dmg.Copies)), look.ColorText))
	} else {
		inside.Add(rtl.NewText(p.Direction(), p.T("unlock.damage.none"), rtl.Style{Wrap: true}))
		for _, h := range dmg.advice(p) {
			inside.Add(listing.NewFact(p, look.Forward(p.Direction()), h.text, "", look.ColorText))
			if h.path != "" { // a path runs from left to right on every page
				path := rtl.NewText(p.Direction(), h.path, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true, Base: rtl.LeftToRight})
				inside.Add(rtl.Pad(p.Direction(), rtl.Edges{Start: 26}, path))
			}
		}
	}
	if dmg.Broken > 0 {
		inside.Add(listing.NewNote(p, look.IconWarningCircle, p.N("unlock.damage.broken", dmg.Broken), look.ColorMuted))
	}
	return listing.NewCard(p, p.T("unlock.damage.left"), inside)
}

// repair is the choice of a copy, the passphrase of its day, and the buttons. Without a copy there is only a way to one.
func (b *Broken) repair() fyne.CanvasObject {
	p := b.p
	b.copies = form.NewSelect(p, nil, form.SelectOptions{Wide: true, Empty: p.T("unlock.damage.copy.none")}, func(string) { b.which.SetError("") })
	b.which = form.NewField(p, form.FieldOptions{Label: p.T("unlock.damage.copy")}, b.copies)
	b.pass = form.NewPassphrase(p, b.putBack)
	b.field = form.NewField(p, form.FieldOptions{Label: p.T("unlock.restore.phrase"), Help: p.T("unlock.damage.phrase.help")}, b.pass)
	b.button = form.NewPrimary(p, p.T("unlock.damage.do"), b.putBack)
	b.inside = rtl.VBox(p.Direction(), 20)
	b.offer()
	return b.inside
}

// offer shows what can be chosen; the first copy is chosen already.
func (b *Broken) offer() {
	p, dmg := b.p, b.o.Damage
	var all []form.Choice
	for _, c := range dmg.choices(p, b.sticks) {
		all = append(all, form.Choice{Value: c.path, Text: c.text})
	}
	kind := form.Secondary
	if len(all) == 0 {
		kind = form.Primary
	}
	b.choose = form.NewButton(p, p.T("unlock.damage.stick"), form.ButtonOptions{Kind: kind, Icon: look.IconUsb}, b.ask)
	b.inside.Objects = nil
	if len(all) == 0 {
		if b.wrong != "" {
			b.inside.Add(listing.NewFact(p, look.IconWarningCircle, b.wrong, "", look.ColorLate))
		}
	} else {
		b.copies.SetChoices(all)
		b.copies.SetValue(all[0].Value)
		b.inside.Add(form.NewColumnsFrom(p, 24, 260, b.which, b.field))
	}
	b.inside.Add(form.NewActions(p, b.actions(len(all) > 0), nil))
	if len(all) > 0 && !dmg.Gone {
		b.inside.Add(rtl.NewText(p.Direction(), p.T("unlock.damage.kept"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	}
	b.inside.Refresh()
}

// actions are the buttons: putting back where there is a copy, a copy from elsewhere, and the way out.
func (b *Broken) actions(copied bool) []fyne.CanvasObject {
	p := b.p
	var all []fyne.CanvasObject
	if copied {
		all = append(all, b.button)
	}
	all = append(all, b.choose)
	switch {
	case b.o.Damage.Partial:
		all = append(all, form.NewSecondary(p, p.T("unlock.damage.later"), b.o.Later))
	case b.o.Damage.Gone:
		all = append(all, b.again, form.NewQuiet(p, p.T("unlock.damage.anew"), b.o.Anew))
	default:
		all = append(all, b.again)
	}
	return all
}

// ask adds a copy from elsewhere, when it looks like one.
func (b *Broken) ask() {
	b.o.Choose(func(path string, err error) {
		if err == nil && path == "" {
			return
		}
		var one book.Backup
		if err == nil {
			one = b.o.Look(path)
			err = one.Fault
		}
		if err != nil {
			b.wrong = joined(b.p.Fault(err))
			b.which.SetError(b.wrong)
			if b.copies.Value() == "" {
				b.offer()
				form.Focus(b.choose)
			}
			return
		}
		b.wrong = ""
		b.which.SetError("")
		b.sticks = append(b.sticks, one)
		b.offer()
		b.pass.Focus()
	})
}

// putBack puts the chosen copy back.
func (b *Broken) putBack() {
	p := b.p
	path, typed := b.copies.Value(), b.pass.Text()
	file, secret := "", ""
	if path == "" {
		file = p.T("unlock.damage.copy.none")
	}
	if typed == "" {
		secret = p.T("unlock.restore.phrase.empty")
	}
	b.which.SetError(file)
	b.field.SetError(secret)
	if file != "" || secret != "" || b.button.Reason() != "" {
		return
	}
	b.button.Block(p.T("unlock.damage.busy"))
	b.choose.Block(p.T("unlock.damage.busy"))
	task.Do(context.Background(), b.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, b.o.PutBack(ctx, path, typed)
	}, func(_ struct{}, err error) {
		b.button.Unblock()
		b.choose.Unblock()
		if err == nil {
			b.pass.Clear()
			b.o.Done()
			return
		}
		text, hint := p.Fault(err)
		if fault.Of(err) == fault.Secret {
			b.field.SetError(joined(text, hint))
			if wait := b.ladder.missed(b.o.Damage.Now); wait > 0 { // as on the locked page
				b.button.Block(p.N("unlock.locked.wait", int(wait/time.Second)))
				task.After(context.Background(), b.run, wait, b.button.Unblock)
			}
			b.pass.Focus()
			return
		}
		b.which.SetError(joined(text, hint))
	})
}

// NewPutBack is the page that says once what was put back and from when.
func NewPutBack(p *i18n.Printer, n book.Notice, now time.Time, onward func()) (content fyne.CanvasObject, focus fyne.Focusable) {
	dir := p.Direction()
	page := rtl.VBox(dir, 16,
		rtl.NewText(dir, p.T("unlock.damage.done"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
		rtl.NewText(dir, p.T("unlock.damage.done.from", "When", when(p, n.Made, now)), rtl.Style{Wrap: true}))
	if n.Erased > 0 {
		page.Add(rtl.NewText(dir, p.N("restored.erased", n.Erased), rtl.Style{Wrap: true}))
	}
	page.Add(rtl.NewText(dir, p.T("restored.unsure", "Day", p.Date(record.DateOf(n.Unsure)), "Time", p.Clock(n.Unsure)), rtl.Style{Wrap: true}))
	page.Add(rtl.NewText(dir, p.T("restored.overviews"), rtl.Style{Wrap: true}))
	if n.Kept != "" {
		page.Add(rtl.NewText(dir, p.T("unlock.damage.done.kept", "Folder", filepath.Base(n.Kept)), rtl.Style{Color: look.ColorMuted, Wrap: true}))
	}
	button := form.NewPrimary(p, p.T("unlock.damage.onward"), onward)
	page.Add(form.NewActions(p, []fyne.CanvasObject{button}, nil))
	return frame(p, page), button
}
