package export

import "schakel/internal/i18n"

// Consent is what a sheet of consent says, in the words of one language.
type Consent struct {
	Giver     string // who is asked
	About     string // about whom
	Recipient string // organisation and person
	Purpose   string
	Until     string // the last day on which it counts; "" when there is none
	Here      string // who is responsible for the data on this side, and how to reach them
	Contact   string // the same at the other side
	Groups    []string
	Lines     []KeyValue // exactly what will be sent
}

// ConsentSheet is consent on paper: to whom and why, what, exactly what, who is responsible, the rights, and who agrees. "Ja" and "nee" are
// equally large. In another language than Dutch the Dutch stands beside every part; own and same say the same in the two languages.
func ConsentSheet(p, dutch *i18n.Printer, own, same Consent) Document {
	s := consentSheet{p: p, dutch: dutch, foreign: p.Tag() != dutch.Tag()}
	doc := NewDocument(p, p.T("sheet.consent.title"), own.Giver)
	doc.Footer = p.T("legal.sheet")
	if s.foreign {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: dutch.T("sheet.consent.title"), Muted: true, Lang: i18n.Source})
	}
	doc.Blocks = append(doc.Blocks, s.heading("sheet.consent.who")...)
	doc.Blocks = append(doc.Blocks, s.rows(s.facts(p, own), s.facts(dutch, same))...)
	doc.Blocks = append(doc.Blocks, s.heading("sheet.consent.what")...)
	doc.Blocks = append(doc.Blocks, s.beside(p.List(own.Groups), dutch.List(same.Groups)))
	doc.Blocks = append(doc.Blocks, s.heading("sheet.consent.exactly")...)
	doc.Blocks = append(doc.Blocks, s.rows(own.Lines, same.Lines)...)
	doc.Blocks = append(doc.Blocks, s.heading("sheet.consent.rights")...)
	for _, id := range []string{"sheet.consent.withdraw", "sheet.consent.part", "sheet.consent.complain"} {
		doc.Blocks = append(doc.Blocks, s.beside(p.T(id), dutch.T(id)))
	}
	return s.signed(doc)
}

// consentSheet lays out the two languages.
type consentSheet struct {
	p, dutch *i18n.Printer
	foreign  bool
}

func (s consentSheet) facts(p *i18n.Printer, c Consent) []KeyValue {
	return []KeyValue{
		{p.T("sheet.consent.about"), c.About}, {p.T("sheet.consent.recipient"), c.Recipient}, {p.T("sheet.consent.purpose"), c.Purpose},
		{p.T("sheet.consent.until"), c.Until}, {p.T("sheet.consent.here"), c.Here}, {p.T("sheet.consent.contact"), c.Contact},
	}
}

// heading stands above a part; the Dutch one stands beside it.
func (s consentSheet) heading(id string) []Block {
	if !s.foreign {
		return []Block{Heading{Text: s.p.T(id)}}
	}
	return []Block{Pair{
		Start: []Block{Space{}, Paragraph{Text: s.p.T(id), Bold: true, Keep: true, Head: true}},
		End:   []Block{Space{}, Paragraph{Text: s.dutch.T(id), Bold: true, Lang: i18n.Source, Keep: true, Head: true}},
	}}
}

// beside is one text in both languages.
func (s consentSheet) beside(own, dutch string) Block {
	if !s.foreign {
		return Paragraph{Text: own}
	}
	return Pair{Start: []Block{Paragraph{Text: own}}, End: []Block{Paragraph{Text: dutch, Lang: i18n.Source}}}
}

// rows are labels with what belongs to them. In two languages each stands in a pair of its own, so that a page can end between them.
func (s consentSheet) rows(own, dutch []KeyValue) []Block {
	if !s.foreign {
		return []Block{KeyValues{Rows: filled(own)}}
	}
	var all []Block
	for i, row := range own {
		if row.Value == "" {
			continue
		}
		pair := Pair{Start: []Block{Paragraph{Text: row.Label, Muted: true, Keep: true}}}
		same := i < len(dutch) && dutch[i].Value == row.Value
		if i < len(dutch) {
			pair.End = []Block{Paragraph{Text: dutch[i].Label, Muted: true, Lang: i18n.Source, Keep: true}}
		}
		if same { // what people typed is the same in every language and stands once
			all = append(all, pair, Paragraph{Text: row.Value, Typed: true})
			continue
		}
		pair.Start = append(pair.Start, Paragraph{Text: row.Value, Typed: true})
		if i < len(dutch) {
			pair.End = append(pair.End, Paragraph{Text: dutch[i].Value, Lang: i18n.Source})
		}
		all = append(all, pair)
	}
	return all
}

// signed ends the sheet: two answers of equal size, and room for the day and a signature.
func (s consentSheet) signed(doc Document) Document {
	answer := func(id string) []Block {
		all := []Block{Code{Text: s.p.T(id)}}
		if s.foreign {
			all = append(all, Paragraph{Text: s.dutch.T(id), Muted: true, Lang: i18n.Source})
		}
		return all
	}
	sign := func(id string) []Block {
		line := Sign{Word: s.p.T(id)}
		if s.foreign {
			line.Dutch = s.dutch.T(id)
		}
		return []Block{line}
	}
	doc.Blocks = append(doc.Blocks, Space{},
		Pair{Start: answer("sheet.consent.yes"), End: answer("sheet.consent.no"), Keep: true},
		Pair{Start: sign("sheet.consent.date"), End: sign("sheet.consent.signature")})
	return doc
}
