// Package studies is the page with published figures of studies: whole, each with its source, apart from everything that was counted here.
package studies

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/studies"
)

// Nav is where the page leads to. WriteStudy makes a file of a table: "pdf" or "csv", in a language.
type Nav interface {
	Back()
	WriteStudy(format, language string, t studies.Table)
}

// View is the page.
type View struct {
	listing.Column
	nav Nav
	p   *i18n.Printer
}

// New makes the page; it shows nothing until Shown.
func New(nav Nav, p *i18n.Printer) *View {
	return &View{Column: listing.NewColumn(p), nav: nav, p: p}
}

// Hidden has nothing to drop: nothing here is of anybody.
func (v *View) Hidden() {}

// Shown draws the tables.
func (v *View) Shown(context.Context) {
	p, d := v.p, v.p.Direction()
	back := listing.NewBack(p, v.nav.Back)
	v.First = back // the page is read first
	all := []fyne.CanvasObject{
		listing.NewPageHeadBelow(p, back, p.T("studies.title"), ""), rtl.NewText(d, p.T("studies.intro"), rtl.Style{Color: look.ColorMuted, Wrap: true}),
	}
	for _, t := range studies.Tables() {
		all = append(all, v.card(t))
	}
	v.Draw(all...)
}

// card is one table with its figures, and the files it can become. Their language is Dutch, as that of every file, or that of the screen.
func (v *View) card(t studies.Table) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	all := cellsOf(t, p)
	var lines []listing.GridRow
	for _, r := range all.rows {
		line := listing.GridRow{Label: r.name, Bold: r.sum}
		for _, text := range r.numbers {
			line.Cells = append(line.Cells, listing.Amount{Text: text})
		}
		lines = append(lines, line)
	}
	parts := []fyne.CanvasObject{
		listing.NewHeading(p, p.Value("study.table", t.ID()), export.OpenSource(t, p)), listing.NewGrid(p, all.heads, all.crossed, lines, listing.Walk{}),
	}
	for _, f := range export.StudyFigures(t, p) {
		parts = append(parts, listing.NewKeyValues(p, []listing.KeyValue{{Key: f[0], Value: f[1]}}, ""))
	}
	tongue := form.NewTongue(p, i18n.Source, nil)
	buttons := []fyne.CanvasObject{rtl.NewText(d, p.T("studies.save"), rtl.Style{Color: look.ColorMuted})}
	for _, format := range []string{"pdf", "csv"} {
		buttons = append(buttons, form.NewSecondary(p, p.Value("summaries.format", format), func() { v.nav.WriteStudy(format, tongue.Value(), t) }))
	}
	return listing.NewCard(p, "", append(parts, form.NewGroup(p, 12, append(buttons, tongue)...))...)
}
