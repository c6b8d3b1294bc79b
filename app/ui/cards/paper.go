package cards

import (
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// sheet is all cards on paper, four to a page, in the chosen language with the Dutch below it.
func (s *state) sheet() export.Document {
	own, _ := s.own()
	doc := export.NewDocument(own, own.T("cards.title"), nameIn(own, s.language))
	doc.Large = true
	all := record.CardTopics()
	for i := 0; i < len(all); i += 2 {
		pair := export.Pair{Start: s.printed(all[i], false)}
		if i+1 < len(all) {
			pair.End = s.printed(all[i+1], false)
		}
		doc.Blocks = append(doc.Blocks, pair)
	}
	doc.Footer = s.footer(own)
	return doc
}

// large is one card on a page of its own.
func (s *state) large(card record.CardTopic) export.Document {
	own, _ := s.own()
	w := s.words(card)
	doc := export.NewDocument(own, w.say, w.dutch)
	doc.Large = true
	doc.Blocks = s.printed(card, true)
	doc.Footer = s.footer(own)
	return doc
}

// footer says who makes the cards, and in a language that nobody looked at also that.
func (s *state) footer(own *i18n.Printer) string {
	if s.reviewed() {
		return own.T("cards.footer")
	}
	return own.T("cards.footer") + " " + own.T("cards.unreviewed", "Language", nameIn(own, s.language))
}

// printed is one card: the picture and the words. A large one has its sentence as the title of the page.
func (s *state) printed(card record.CardTopic, large bool) []export.Block {
	var blocks []export.Block
	d, err := drawingOf(card)
	w := s.words(card)
	if err == nil {
		height := 180.0
		if large {
			height = 250
		}
		blocks = append(blocks, export.Drawn{Drawing: d, Height: height})
	}
	if !large {
		blocks = append(blocks, export.Paragraph{Text: w.say, Bold: true, Typed: true})
		if w.dutch != "" {
			blocks = append(blocks, export.Paragraph{Text: w.dutch, Muted: true, Lang: i18n.Source})
		}
		return append(blocks, export.Space{})
	}
	for _, l := range w.lines {
		blocks = append(blocks, export.Paragraph{Text: l.text, Lang: i18n.Source, Keep: l.dutch != ""})
		if l.dutch != "" {
			blocks = append(blocks, export.Paragraph{Text: l.dutch, Muted: true, Lang: i18n.Source})
		}
	}
	return blocks
}
