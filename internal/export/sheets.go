package export

import (
	"strconv"
	"strings"

	"schakel/internal/access"
	"schakel/internal/i18n"
)

// SharedList is "wat ik heb gedeeld" on paper, for the parent: everything that left about one family, exactly what went, under whose
// yes, and how it stands now. In another language the Dutch title stands below it.
func SharedList(p, dutch *i18n.Printer, paper access.SharedPaper) Document {
	doc := NewDocument(p, p.T("sheet.shared.title"), paper.About)
	doc.Footer = p.T("legal.sheet")
	if p.Tag() != dutch.Tag() {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: dutch.T("sheet.shared.title"), Muted: true, Lang: i18n.Source})
	}
	doc.Blocks = append(doc.Blocks, Paragraph{Text: paper.Made})
	if len(paper.Items) == 0 {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("sheet.shared.empty")})
		return doc
	}
	for _, item := range paper.Items {
		doc.Blocks = append(doc.Blocks, Heading{Text: item.When}, KeyValues{Rows: filled([]KeyValue{
			{p.T("sheet.shared.recipient"), item.Recipient}, {p.T("sheet.shared.what"), item.What},
			{p.T("sheet.shared.yes"), strings.Join(item.Consents, "\n")}, {p.T("sheet.shared.how"), item.How},
			{p.T("sheet.shared.state"), item.State},
		})})
		var lines []KeyValue
		for _, l := range item.Lines {
			lines = append(lines, KeyValue{l[0], l[1]})
		}
		if len(lines) > 0 {
			doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("sheet.shared.exactly"), Bold: true}, KeyValues{Rows: filled(lines)})
		}
	}
	doc.Blocks = append(doc.Blocks, Rule{}, Paragraph{Text: p.T("sheet.consent.withdraw")})
	return doc
}

// filled leaves out what has no value.
func filled(rows []KeyValue) []KeyValue {
	var out []KeyValue
	for _, row := range rows {
		if row.Value != "" {
			out = append(out, row)
		}
	}
	return out
}

// Exactly is the document to be sent, line by line, in large type, nothing hidden: the page that is turned towards the parent.
// Recipient is the organisation and the person who will read it.
func Exactly(p *i18n.Printer, recipient string, lines []KeyValue) Document {
	doc := NewDocument(p, p.T("sheet.exactly.title"), p.T("sheet.exactly.to", "Recipient", recipient))
	doc.Large = true
	doc.Footer = p.T("legal.sheet")
	doc.Blocks = []Block{KeyValues{Rows: lines}, Paragraph{Text: p.T("sheet.exactly.nothing"), Muted: true}}
	return doc
}

// RecoveryCard is the paper with the recovery code. Made is the day, ready to be read.
func RecoveryCard(p *i18n.Printer, code, made string) Document {
	doc := NewDocument(p, p.T("sheet.recovery.title"), made)
	doc.Blocks = []Block{
		Code{Text: code},
		Paragraph{Text: p.T("sheet.recovery.what")},
		Paragraph{Text: p.T("sheet.recovery.keep"), Bold: true},
		Paragraph{Text: p.T("sheet.recovery.nobody")},
	}
	return doc
}

// Part is one of three parts, any two of which open what the worker keeps.
type Part struct {
	Number        int       // 1 to 3
	Lines         [2]string // its groups, four on a line
	Made          string    // the day, ready to be read; the parts of one day belong together
	Place, Person bool      // kept in another place, or by somebody the worker chose; else by the worker
}

// PartCard is the paper with one part. The one for somebody else explains what it is without saying whose it is or what it opens.
func PartCard(p *i18n.Printer, part Part) Document {
	title, number := p.T("sheet.part.title"), strconv.Itoa(part.Number)
	doc := NewDocument(p, title, p.T("sheet.part.which", "Number", number, "Day", part.Made))
	doc.Blocks = []Block{Code{Text: part.Lines[0] + "\n" + part.Lines[1]}}
	doc.Large = true
	if part.Person {
		doc.Blocks = append(doc.Blocks,
			Heading{Text: p.T("sheet.part.person.what")}, Paragraph{Text: p.T("sheet.part.person.key")}, Paragraph{Text: p.T("sheet.part.person.alone"), Bold: true},
			Heading{Text: p.T("sheet.part.person.do")}, Paragraph{Text: p.T("sheet.part.person.keep")}, Paragraph{Text: p.T("sheet.part.person.give"), Bold: true},
			Paragraph{Text: p.T("sheet.part.person.lost")})
		return doc
	}
	where := p.T("sheet.part.self")
	if part.Place {
		where = p.T("sheet.part.place")
	}
	doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("sheet.part.two")}, Paragraph{Text: where, Bold: true}, Paragraph{Text: p.T("sheet.part.lost")})
	return doc
}
