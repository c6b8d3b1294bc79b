package people

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// paperCard are the documents for the family: what is held about it, and what was shared, each in a language that it reads. reads are the languages
// that its grown-ups speak; any other can be chosen.
func paperCard(p *i18n.Printer, nav papers, kind record.Kind, id record.ID, reads ...string) fyne.CanvasObject {
	language := export.Tongue(p.Tag(), reads...)
	choose := form.NewTongue(p, language, func(tag string) { language = tag })
	access := form.NewButton(p, p.T("people.paper.access"), form.ButtonOptions{Icon: look.IconFileText}, func() { nav.Access(kind, id) })
	shared := form.NewButton(p, p.T("people.paper.shared"), form.ButtonOptions{Icon: look.IconPrinter}, func() { nav.PrintShared(kind, id, language) })
	parts := []fyne.CanvasObject{row(p, 0, access), muted(p, p.T("people.paper.help")), row(p, 0, choose), row(p, 0, shared)}
	if kind == record.KindHousehold {
		card := form.NewButton(p, p.T("people.paper.card"), form.ButtonOptions{Icon: look.IconPrinter}, func() { nav.PrintCard(id, language) })
		parts = append(parts, row(p, 0, card))
	}
	return listing.NewCard(p, p.T("people.paper"), parts...)
}
