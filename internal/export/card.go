package export

import (
	"slices"
	"strings"

	"schakel/internal/access"
	"schakel/internal/i18n"
)

// apart puts what is there behind each other.
func apart(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

// FamilyCard is the gezinskaart on paper, in the language of the printer, with the Dutch title below it in another language.
func FamilyCard(p, dutch *i18n.Printer, card access.Card) Document {
	doc := NewDocument(p, p.T("card.title"), card.About)
	doc.Footer = p.T("legal.sheet")
	if p.Tag() != dutch.Tag() {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: dutch.T("card.title"), Muted: true, Lang: i18n.Source})
	}
	doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("card.made", "Who", card.For, "Date", card.Made)}, Heading{Text: p.T("card.worker")})
	rows := make([]KeyValue, 0, len(card.Worker))
	for _, row := range card.Worker {
		rows = append(rows, KeyValue{row[0], row[1]})
	}
	doc.Blocks = append(doc.Blocks, KeyValues{Rows: rows}, Heading{Text: p.T("card.roads")})
	for _, road := range card.Roads {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: apart(road.Person, road.Where, road.Phone), Typed: true, Bold: true, Keep: true})
		if road.Asked != "" {
			doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("card.asked", "Text", road.Asked)})
		}
		doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("card.stands", "Text", road.Stands)})
	}
	if len(card.Roads) == 0 {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("card.roads.none")})
	}
	doc.Blocks = append(doc.Blocks, Heading{Text: p.T("card.shared")})
	if len(card.Shared) == 0 {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("sheet.shared.empty")})
	} else {
		table := Table{Columns: []string{p.T("card.when"), p.T("card.who"), p.T("card.what"), p.T("sheet.shared.state")}}
		for _, s := range card.Shared {
			table.Rows = append(table.Rows, []string{s.When, s.Who, s.What, s.State})
		}
		doc.Blocks = append(doc.Blocks, table)
	}
	if card.More {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("card.more"), Muted: true})
	}
	doc.Blocks = append(doc.Blocks, Rule{}, Paragraph{Text: p.T("sheet.consent.withdraw")})
	return doc
}
