package preferences

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/prompt"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/fault"
)

// phrase is the section in which the passphrase is changed.
func (v *View) phrase() fyne.CanvasObject {
	v.secret = rtl.VBox(v.p.Direction(), 20)
	v.closePhrase()
	return v.section(v.p.T("preferences.phrase.title"), v.p.T("preferences.phrase.why"), v.secret)
}

// closePhrase shows only the button.
func (v *View) closePhrase() {
	open := form.NewSecondary(v.p, v.p.T("preferences.phrase.open"), v.openPhrase)
	v.put(v.secret, form.NewActions(v.p, []fyne.CanvasObject{open}, nil))
}

// openPhrase shows the three fields.
func (v *View) openPhrase() {
	p := v.p
	var change *form.Button
	var old, first, second *form.Passphrase
	old = form.NewPassphrase(p, func() { first.Focus() })
	first = form.NewPassphrase(p, func() { second.Focus() })
	second = form.NewPassphrase(p, func() { change.Press() })
	strong := rtl.NewText(p.Direction(), power(p, ""), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
	first.Entry().OnChanged = func(text string) { strong.SetText(power(p, text)) }
	fields := [3]*form.Field{
		form.NewField(p, form.FieldOptions{Label: p.T("preferences.phrase.old")}, old),
		form.NewField(p, form.FieldOptions{Label: p.T("preferences.phrase.new")}, first),
		form.NewField(p, form.FieldOptions{Label: p.T("unlock.first.again")}, second),
	}
	change = form.NewSecondary(p, p.T("preferences.phrase.change"), func() {
		v.change(phrases{old: old.Text(), first: first.Text(), second: second.Text()}, fields, change)
	})
	stop := form.NewQuiet(p, p.T("preferences.stop"), v.closePhrase)
	v.put(v.secret, fields[0], rtl.VBox(p.Direction(), 8, fields[1], strong), fields[2], form.NewActions(p, []fyne.CanvasObject{change, stop}, nil))
	old.Focus()
}

// change puts the new passphrase in place of the old one; what was written is not touched.
func (v *View) change(typed phrases, fields [3]*form.Field, button *form.Button) {
	wrong, fine := typed.wrong(v.p), true
	for i, f := range fields {
		f.SetError(wrong[i])
		fine = fine && wrong[i] == ""
	}
	if !fine {
		return
	}
	button.Block(v.p.T("unlock.opening"))
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, v.src.ChangePassphrase(ctx, []byte(typed.old), []byte(typed.first))
	}, func(_ struct{}, err error) {
		button.Unblock()
		switch {
		case err == nil:
			v.closePhrase()
			v.nav.Say(v.p.T("preferences.phrase.changed"))
		case fault.Of(err) == fault.Secret:
			fields[0].SetError(v.p.T("preferences.phrase.old.wrong"))
		default:
			v.nav.Fail(err)
		}
	})
}

// recovery is the section that says what opens the store without the passphrase, and in which a new code or new parts are asked for.
func (v *View) recovery() fyne.CanvasObject {
	v.ask = rtl.VBox(v.p.Direction(), 20)
	v.closeRecovery()
	return v.section(v.p.T("preferences.recovery.title"), v.p.T("preferences.recovery.why"), v.ask)
}

func (v *View) closeRecovery() {
	open := form.NewSecondary(v.p, v.p.T("preferences.recovery.open"), v.askRecovery)
	now := rtl.NewText(v.p.Direction(), v.state.wayBack(), rtl.Style{Wrap: true})
	v.put(v.ask, now, form.NewActions(v.p, []fyne.CanvasObject{open}, nil))
}

// askRecovery says first that the paper with the old code, or with the old parts, is worth nothing any more.
func (v *View) askRecovery() {
	p := v.p
	if v.state.recovery.Kind == 0 {
		v.o.Recovery() // nothing can go
		return
	}
	ask := prompt.NewConfirm(p, prompt.Question{
		Title: p.T("preferences.recovery.ask"), Text: p.T("preferences.recovery.ask.text"),
		Yes: p.T("preferences.recovery.yes"), No: p.T("preferences.recovery.no"), Careful: true,
	}, v.o.Recovery, v.closeRecovery)
	v.put(v.ask, ask)
	ask.Focus()
}
