package cards

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
)

// one is the page of one card: the picture beside the words, and the recorder below them.
func (v *View) one() fyne.CanvasObject {
	p, card := v.p, v.state.topic
	back := form.NewButton(p, p.T("cards.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(p.Direction()), Snug: true}, v.all)
	print := form.NewButton(p, p.T("cards.print.one"), form.ButtonOptions{Icon: look.IconPrinter}, func() { v.nav.Print(p.T("cards.file"), v.state.large(card)) })
	aloud := form.NewButton(p, p.T("aloud.open"), form.ButtonOptions{Icon: look.IconSpeakerHigh}, func() { v.nav.Aloud(v.state.aloud(card)) })
	turn := form.NewButton(p, p.T("cards.turn"), form.ButtonOptions{}, func() { v.turn(card) })
	head := listing.NewPageHeadBelow(p, back, p.T("cards.title"), "", v.tongues(), print, aloud, turn)
	w := v.state.words(card)
	said := column(p, look.HalfGrid, rtl.NewText(p.Direction(), w.say, rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}))
	if w.dutch != "" {
		said.Add(muted(p, w.dutch))
	}
	lines := column(p, 12)
	for _, l := range w.lines {
		each := column(p, 0, text(p, l.text))
		if l.dutch != "" {
			each.Add(small(p, l.dutch))
		}
		lines.Add(each)
	}
	parts := []fyne.CanvasObject{head}
	if n := v.note(); n != nil {
		parts = append(parts, n)
	}
	v.first = turn
	return column(p, 16, append(parts,
		listing.NewCard(p, "", form.NewColumnsFrom(p, look.FieldGap, look.Scaled(280), form.NewAtMost(400, newPicture(card, 200)), column(p, 20, said, lines))),
		listing.NewCard(p, p.T("cards.recorder", "Language", v.state.name(v.state.language)), v.booth.content))...)
}
