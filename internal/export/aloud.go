package export

import (
	"schakel/internal/i18n"
	"schakel/internal/speech"
)

// Sentence is one sentence with its Dutch.
type Sentence = speech.Pair

// Cut makes sentences of a text in the language of a printer with the same in Dutch, "" where it is Dutch.
func Cut(p *i18n.Printer, text, dutch string) []Sentence { return speech.Pairs(p.Tag(), text, dutch) }

// Aloud is what is read to somebody, sentence by sentence, each with its Dutch; the Dutch is "" everywhere when it is the language itself.
type Aloud struct {
	Title speech.Pair
	Parts []AloudPart
	Note  string // on every page of the paper: what this is, and what it is not
}

// AloudPart is some sentences below a head; a head without text is left out.
type AloudPart struct {
	Head  speech.Pair
	Lines []speech.Pair
}

// Sentences are all that is read, in the order of the page.
func (a Aloud) Sentences() []speech.Pair {
	var all []speech.Pair
	for _, part := range a.Parts {
		if part.Head.Text != "" {
			all = append(all, part.Head)
		}
		all = append(all, part.Lines...)
	}
	return all
}

// Both says something in a language and in Dutch, cut in sentences. own and dutch are the printers of the two; say says it with one of them.
func Both(own, dutch *i18n.Printer, say func(q *i18n.Printer) string) []speech.Pair {
	if own.Tag() == dutch.Tag() {
		return speech.Pairs(dutch.Tag(), say(dutch), "")
	}
	return speech.Pairs(own.Tag(), say(own), say(dutch))
}

// BothWhole is Both for a head or a title, which is never cut.
func BothWhole(own, dutch *i18n.Printer, say func(q *i18n.Printer) string) speech.Pair {
	if own.Tag() == dutch.Tag() {
		return speech.Pair{Text: say(dutch)}
	}
	return speech.Pair{Text: say(own), Dutch: say(dutch)}
}

// ReadAloud is the sheet to read from: one sentence on a line in large type, with the Dutch below each.
func ReadAloud(p *i18n.Printer, a Aloud) Document {
	doc := NewDocument(p, a.Title.Text, "")
	doc.Footer = a.Note
	if a.Title.Dutch != "" {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: a.Title.Dutch, Muted: true, Lang: i18n.Source, Keep: true})
	}
	for _, part := range a.Parts {
		if part.Head.Text != "" {
			doc.Blocks = append(doc.Blocks, Spoken{Pair: part.Head, Head: true})
		}
		for _, line := range part.Lines {
			doc.Blocks = append(doc.Blocks, Spoken{Pair: line})
		}
	}
	return doc
}

// Spoken is one sentence in large type with its Dutch below it. The two are never on different pages.
type Spoken struct {
	speech.Pair
	Head bool // in bold above the sentences that follow
}

const (
	sizeSpoken = 18.0
	sizeBelow  = 12.0
)

func (b Spoken) strips(l *layout, width float64) []strip {
	what := tagText
	if b.Head {
		what = tagHeading
	}
	large, below := l.style(b.Head, sizeSpoken), l.style(false, sizeBelow)
	all := l.paragraph(what, "", b.Text, large.typedBy(b.Text), colourText, width)
	if b.Dutch != "" {
		all = append(all, l.paragraph(tagText, i18n.Source, b.Dutch, below.typedBy(b.Dutch), colourMuted, width)...)
	}
	all = joined(append(append([]strip{gap(4)}, all...), gap(2)))
	end := gap(14)
	end.keep = b.Head
	return append(all, end)
}
