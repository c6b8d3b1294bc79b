package unlock

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
)

// codeLimit is the most that a field for a code or a part takes: with spaces between all characters, and some to spare.
const codeLimit = 120

// lost is the way in without the passphrase: a recovery code, or two of three parts.
type lost struct {
	p       *i18n.Printer
	content *fyne.Container
	inside  *fyne.Container
	choice  *form.ChoiceRow
	entries []*rtl.Entry
	fields  []*form.Field
	button  *form.Button
}

// newLost makes the fields, for what is in force when that can be seen. open is called with what was typed when it has no typing
// error; back returns to the passphrase.
func newLost(p *i18n.Printer, kind keyfile.Kind, open func(secret string), back func()) *lost {
	l, d := &lost{p: p}, p.Direction()
	l.inside = rtl.VBox(d, 16)
	l.choice = form.NewChoiceRow(p, ways(p, p.T("unlock.lost.way.parts")), l.ask)
	l.button = form.NewButton(p, p.T("unlock.locked.open"), form.ButtonOptions{Kind: form.Primary, Icon: look.IconLockSimpleOpen}, func() { l.try(open) })
	l.content = rtl.VBox(d, 16,
		rtl.VBox(d, 4, rtl.NewText(d, p.T("unlock.lost.title"), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
			rtl.NewText(d, p.T("unlock.lost.why"), rtl.Style{Color: look.ColorMuted, Wrap: true})),
		form.NewField(p, form.FieldOptions{Label: p.T("unlock.lost.choose")}, l.choice), l.inside,
		form.NewActions(p, []fyne.CanvasObject{l.button, form.NewSecondary(p, p.T("unlock.lost.back"), back)}, nil))
	way := wayCode
	if kind == keyfile.KindShares {
		way = wayParts
	}
	l.choice.SetValue(way)
	l.ask(way)
	return l
}

// ask shows one field for a code, or two for parts.
func (l *lost) ask(way string) {
	l.entries, l.fields = nil, nil
	if way == wayParts {
		l.add(l.p.T("unlock.lost.part.first"), "", keyfile.PartSoFar)
		l.add(l.p.T("unlock.lost.part.second"), l.p.T("unlock.lost.part.help"), keyfile.PartSoFar)
	} else {
		l.add(l.p.T("unlock.lost.code"), l.p.T("unlock.lost.code.help"), keyfile.CodeSoFar)
	}
	l.inside.Objects = nil
	for _, f := range l.fields {
		l.inside.Add(f)
	}
	l.content.Refresh()
}

// add makes one field, which says at once which group is wrong when a whole group was typed.
func (l *lost) add(label, help string, soFar func(text string) error) {
	n := len(l.entries)
	e := rtl.NewEntry(l.p.Direction(), rtl.EntryOptions{Limit: codeLimit, Base: rtl.LeftToRight})
	f := form.NewField(l.p, form.FieldOptions{Label: label, Help: help}, e)
	e.OnChanged = func(text string) { f.SetError(l.wrong(soFar(text))) }
	e.OnSubmitted = func(string) {
		if n+1 < len(l.entries) {
			form.Focus(l.entries[n+1])
			return
		}
		l.button.Press()
	}
	l.entries, l.fields = append(l.entries, e), append(l.fields, f)
}

// focus gives the keyboard to the first field.
func (l *lost) focus() { form.Focus(l.entries[0]) }

// wrong is the sentence beside a field.
func (l *lost) wrong(err error) string {
	var code *keyfile.CodeError
	var part *keyfile.PartError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &code) && code.Group > 0:
		return l.p.T("unlock.lost.group", "Group", code.Group)
	case errors.As(err, &part) && part.Group > 0:
		return l.p.T("unlock.lost.group", "Group", part.Group)
	case errors.As(err, &code):
		return l.p.T("unlock.lost.code.length")
	case errors.As(err, &part) && part.Fault == keyfile.ErrPart:
		return l.p.T("unlock.lost.part.length")
	}
	return joined(l.p.Fault(err))
}

// mistake is the sentence about what was typed in one field, "" when it has no typing error.
func (l *lost) mistake(text string) string {
	switch {
	case len(l.fields) > 1 && text == "":
		return l.p.T("unlock.lost.part.empty")
	case len(l.fields) > 1:
		_, err := keyfile.PartNumber(text)
		return l.wrong(err)
	case text == "":
		return l.p.T("unlock.lost.code.empty")
	}
	secret, err := keyfile.RecoveryCode(text)
	secret.Wipe()
	return l.wrong(err)
}

// check shows beside each field what is wrong with it, and gives what opens the store, "" when something is wrong.
func (l *lost) check() string {
	var typed []string
	for i, f := range l.fields {
		text := l.entries[i].Text()
		wrong := l.mistake(text)
		f.SetError(wrong)
		if wrong == "" {
			typed = append(typed, text)
		}
	}
	switch {
	case len(typed) < len(l.fields):
		return ""
	case len(typed) == 1:
		return typed[0]
	}
	secret, err := keyfile.TwoParts(typed[0], typed[1])
	secret.Wipe()
	l.fields[1].SetError(l.wrong(err))
	if err != nil {
		return ""
	}
	return strings.Join(typed, "\n")
}

func (l *lost) try(open func(string)) {
	if l.button.Reason() != "" {
		return
	}
	if secret := l.check(); secret != "" {
		open(secret)
		return
	}
	for i, f := range l.fields {
		if f.Error() != "" {
			l.goTo(i)
			return
		}
	}
}

// refused says why nothing opened; what was typed has no typing error.
func (l *lost) refused(err error) {
	text := joined(l.p.Fault(err))
	if fault.Of(err) == fault.Secret {
		text = l.p.T("unlock.lost.code.old")
		if len(l.fields) > 1 {
			text = l.p.T("unlock.lost.parts.old")
		}
	}
	last := len(l.fields) - 1
	l.fields[last].SetError(text)
	l.goTo(last)
}

// goTo gives the keyboard to a field, and shows the sentence below it too.
func (l *lost) goTo(i int) {
	form.Focus(l.entries[i])
	rtl.BringIntoView(l.fields[i])
}

// clear empties the fields.
func (l *lost) clear() {
	for _, e := range l.entries {
		e.SetText("")
	}
}
