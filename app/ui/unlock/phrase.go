package unlock

import (
	"crypto/rand"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
)

// phrase is the fields of a new passphrase: twice, with its strength and a suggestion.
type phrase struct {
	p      *i18n.Printer
	page   *fyne.Container // that it stands on, to be laid out anew when something comes or goes
	pass   *form.Passphrase
	second *form.Passphrase
	fields [2]*form.Field
	power  *rtl.Text
	words  *rtl.Text
	fault  *rtl.Text
	offer  fyne.CanvasObject
}

// newPhrase makes the fields for a page; submitted hears Enter in the second one.
func newPhrase(p *i18n.Printer, page *fyne.Container, submitted func()) *phrase {
	f, d := &phrase{p: p, page: page}, p.Direction()
	f.pass = form.NewPassphrase(p, func() { f.second.Focus() })
	f.second = form.NewPassphrase(p, submitted)
	f.power = rtl.NewText(d, strength(p, ""), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
	f.pass.Entry().OnChanged = func(text string) { f.power.SetText(strength(p, text)) }
	f.words = rtl.NewText(d, "", rtl.Style{Bold: true, Wrap: true})
	f.words.Hide()
	f.fault = rtl.NewText(d, "", rtl.Style{Color: look.ColorLate, Wrap: true})
	f.fault.Hide()
	f.fields[0] = form.NewField(p, form.FieldOptions{Label: p.T("unlock.first.passphrase")}, f.pass)
	f.fields[1] = form.NewField(p, form.FieldOptions{Label: p.T("unlock.first.again")}, f.second)
	f.offer = rtl.HBox(d, 0, form.NewSecondary(p, p.T("unlock.first.suggest"), f.suggest))
	return f
}

// between puts the fields under what the page says and above its buttons.
func (f *phrase) between(said []fyne.CanvasObject, buttons fyne.CanvasObject) fyne.CanvasObject {
	page := rtl.VBox(f.p.Direction(), 20, said...)
	for _, o := range []fyne.CanvasObject{f.fields[0], f.power, f.offer, f.words, f.fields[1], f.fault, buttons} {
		page.Add(o)
	}
	return page
}

// suggest shows five words to use or not; they are filled in once, and typed again by hand so that they are learned.
func (f *phrase) suggest() {
	words, err := keyfile.Suggest(rand.Reader)
	if err != nil {
		f.failed(err)
		return
	}
	f.words.SetText(words)
	f.words.Show()
	f.pass.Entry().SetText(words)
	f.power.SetText(strength(f.p, words))
	f.page.Refresh()
	f.second.Focus()
}

// ready shows beside the fields what is wrong, and reports whether the passphrase may be used.
func (f *phrase) ready() bool {
	first, second := again(f.p, f.pass.Text(), f.second.Text())
	f.fields[0].SetError(first)
	f.fields[1].SetError(second)
	return first == "" && second == ""
}

// text is the passphrase.
func (f *phrase) text() string { return f.pass.Text() }

// clear empties the fields.
func (f *phrase) clear() {
	f.pass.Clear()
	f.second.Clear()
	f.words.SetText("")
	f.words.Hide()
}

// failed says below the fields what went wrong.
func (f *phrase) failed(err error) {
	f.fault.SetText(joined(f.p.Fault(err)))
	f.fault.Show()
	f.page.Refresh()
}
