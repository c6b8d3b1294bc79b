package i18n

import (
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Facing is this language on a page that runs the given way. The program never needs it: a language
// has its own direction. Tests and pictures use it to see a page mirrored in words they can read.
func (p *Printer) Facing(d Direction) *Printer {
	return &Printer{
		tag: p.tag, direction: d, own: p.own, source: p.source,
		numbers: p.numbers, collator: collate.New(sortingOf(language.Make(p.tag)), collate.Numeric),
	}
}
