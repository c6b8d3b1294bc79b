package concerns

import (
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// talkedOver is what a doubt asks: with whom it was talked over, and the way to the steps of the meldcode. A doubt is never offered for
// sending. Other worries have the question under "Meer opschrijven".
func (e *Entry) talkedOver() fyne.CanvasObject {
	p, d := e.p, e.p.Direction()
	switch e.state.c.Level {
	case record.LevelDoubt:
		aid := form.NewButton(p, p.T("concern.aid.open"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconHandHeart, Snug: true}, func() { e.nav.Aid(record.ID{}) })
		return listing.NewCard(p, "", rtl.VBox(d, 12, rtl.NewText(d, p.T("concern.doubt.teach"), rtl.Style{Wrap: true}), e.discussed(), rtl.HBox(d, 0, aid)))
	case record.LevelDanger:
		back := form.NewButton(p, p.T("concern.danger.back"), form.ButtonOptions{Icon: look.IconWarningOctagon}, func() {
			e.rest = false
			e.draw()
		})
		return rtl.HBox(d, 0, back)
	}
	return rtl.Stack(d)
}

// discussed asks with whom it was talked over, and when.
func (e *Entry) discussed() fyne.CanvasObject {
	p, d, c := e.p, e.p.Direction(), e.state.c
	who := form.NewChips(p, form.Choices(p, "confidant", form.Words(record.Confidants())...), form.ChipsOptions{Multi: true, First: 5}, func(values []string) {
		c.With = form.Values[record.Confidant](values)
		e.Touch()
	})
	who.SetValues(form.Words(c.With)...)
	text, _ := e.text("discussed", form.FieldOptions{Help: p.T("concern.discussed.help")}, 1, look.ColorSurface, c.Discussed, func(t record.Private) { c.Discussed = t })
	day := e.Day("talkedOn", form.DateOptions{Label: p.T("concern.talked.on")}, c.TalkedOn, func(day record.Date) { c.TalkedOn = day })
	field := form.NewField(p, form.FieldOptions{Label: p.T("concern.discussed.label")}, who)
	return rtl.VBox(d, 12, field, text, day)
}

// said is everything that was written about a worry, line by line, empty lines too.
func said(p *i18n.Printer, c *record.Concern) []listing.KeyValue {
	var areas, sources, with []string
	for _, a := range c.Areas {
		areas = append(areas, p.WithTerm("life.area", string(a)))
	}
	for _, s := range c.Sources {
		sources = append(sources, p.Value("source", string(s)))
	}
	for _, w := range c.With {
		with = append(with, p.WithTerm("confidant", string(w)))
	}
	return []listing.KeyValue{
		{Key: p.T("concern.seen.label"), Value: c.Seen.Reveal()}, {Key: p.T("concern.seen.when"), Value: dots(append(sources, some(p.Date(c.SeenOn))...))},
		{Key: p.T("concern.think.label"), Value: c.Think.Reveal()}, {Key: p.T("concern.level.label"), Value: p.Value("concern.level", string(c.Level))},
		{Key: p.T("concern.areas.label"), Value: p.List(areas)}, {Key: p.T("concern.well.label"), Value: c.GoesWell.Reveal()},
		{Key: p.T("concern.wish.label"), Value: c.Wish.Reveal()},
		{Key: p.T("concern.discussed.label"), Value: dots(append(append(with, some(c.Discussed.Reveal())...), some(p.Date(c.TalkedOn))...))},
		{Key: p.T("concern.next.label"), Value: dots(append(some(c.Next.Reveal()), some(p.Date(c.NextOn))...))},
	}
}

// dots puts a point between things that are no sentence together.
func dots(parts []string) string { return strings.Join(parts, " · ") }

// some is a list of a text, without it when it is empty.
func some(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}
