package referrals

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/aloud"
	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/internal/export"
	"schakel/internal/i18n"
)

// largeType leads to the page with every sentence of the consent in large type, where the computer can read them out and a sheet can be made.
func (v *Page) largeType() fyne.CanvasObject {
	return form.NewButton(v.p, v.p.T("aloud.open"), form.ButtonOptions{Icon: look.IconSpeakerHigh}, func() { v.nav.Aloud(v.aloudText()) })
}

// aloudText is what is read to the one who is asked, in any language.
func (v *Page) aloudText() aloud.Text {
	return aloud.Text{First: v.inner.own.Tag(), File: v.p.T("aloud.file"), Make: v.aloudSheet}
}

// aloudSheet is the whole consent sentence by sentence: to whom, what, why and until when; the two answers; whether the worker may hear how it
// goes; and what can always be done. It is what the page for reading aloud says, and neither more nor less than the sheet to be signed rests on.
func (v *Page) aloudSheet(own, dutch *i18n.Printer) export.Aloud {
	lang := v.inner.lang
	lang.Tag = own.Tag()
	r := v.road.reading(v.inner.giver, lang, v.inner.until, own, dutch)
	said := func(all ...spoken) []export.Sentence {
		var out []export.Sentence
		for _, one := range all {
			out = append(out, export.Cut(own, one.text, one.dutch)...)
		}
		return out
	}
	say := func(id string) []export.Sentence {
		return export.Both(own, dutch, func(q *i18n.Printer) string { return q.T(id) })
	}
	a := export.Aloud{Title: export.BothWhole(own, dutch, func(q *i18n.Printer) string { return q.T("sheet.consent.title") }), Note: own.T("sheet.aloud.foot")}
	a.Parts = []export.AloudPart{
		{Lines: said(append([]spoken{{text: r.to, dutch: r.toNote}}, r.sentences...)...)},
		{Lines: said(spoken{text: r.yes, dutch: r.yesNote}, spoken{text: r.no, dutch: r.noNote})},
		{Lines: said(r.hear, r.hearYes, r.hearNo)},
		{
			Head:  export.BothWhole(own, dutch, func(q *i18n.Printer) string { return q.T("sheet.consent.rights") }),
			Lines: append(append(say("sheet.consent.withdraw"), say("sheet.consent.part")...), say("sheet.consent.complain")...),
		},
	}
	return a
}
