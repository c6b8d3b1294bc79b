package people

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/i18n"
)

// talkingCards leads to the pictures and short texts to look at together with a parent.
func talkingCards(p *i18n.Printer, nav Nav) fyne.CanvasObject {
	open := form.NewButton(p, p.T("cards.title"), form.ButtonOptions{Icon: look.IconChatTeardropDots}, func() { nav.Go("cards") })
	return listing.NewCard(p, "", row(p, 0, open))
}
