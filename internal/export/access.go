package export

import (
	"schakel/internal/access"
	"schakel/internal/i18n"
)

// Access is the document that a person may ask for: what is held about the person or the family, with the Dutch heading below each
// heading in another language, the rights, and how much was left out.
func Access(p, dutch *i18n.Printer, paper access.Paper) Document {
	doc := NewDocument(p, p.T("sheet.access.title"), paper.About)
	doc.Footer = p.T("legal.sheet")
	foreign := p.Tag() != dutch.Tag()
	if foreign {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: dutch.T("sheet.access.title"), Muted: true, Lang: i18n.Source})
	}
	doc.Blocks = append(doc.Blocks, Paragraph{Text: paper.Made})
	for _, line := range paper.Left {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: line, Bold: true})
	}
	if len(paper.Sections) == 0 {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("sheet.access.empty")})
	}
	for _, part := range paper.Sections {
		doc.Blocks = append(doc.Blocks, Heading{Text: part.Title})
		if part.Dutch != "" {
			doc.Blocks = append(doc.Blocks, Paragraph{Text: part.Dutch, Muted: true, Lang: i18n.Source, Keep: true})
		}
		for i, one := range part.Pieces {
			same := i > 0 && one.Title == part.Pieces[i-1].Title && one.Note == part.Pieces[i-1].Note
			doc.Blocks = append(doc.Blocks, piece(one, same)...)
		}
	}
	doc.Blocks = append(doc.Blocks, Rule{}, Heading{Text: p.T("sheet.access.rights")})
	if foreign {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: dutch.T("sheet.access.rights"), Muted: true, Lang: i18n.Source})
	}
	for _, line := range paper.Rights {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: line})
	}
	return doc
}

// piece is one passage: its title in bold, when it was and where it comes from, and what is held. One of the same sort as the passage
// before it stands below it without saying so again.
func piece(one access.Piece, same bool) []Block {
	var blocks []Block
	if !same {
		blocks = append(blocks, Paragraph{Text: one.Title, Typed: true, Bold: true, Keep: true})
	}
	if one.Note != "" && !same {
		blocks = append(blocks, Paragraph{Text: one.Note, Muted: true, Keep: true})
	}
	rows := make([]KeyValue, 0, len(one.Facts))
	for _, f := range one.Facts {
		rows = append(rows, KeyValue{f[0], f[1]})
	}
	if len(rows) > 0 {
		blocks = append(blocks, KeyValues{Rows: rows})
	}
	if one.Text != "" {
		blocks = append(blocks, Paragraph{Text: one.Text, Typed: true})
	}
	return append(blocks, Space{})
}
