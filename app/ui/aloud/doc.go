// Package aloud is the page from which is read to somebody: one sentence on a line in large type with the Dutch below it. Where the computer has
// a voice for the language it reads them out, when it is asked to and never by itself.
package aloud

import (
	"schakel/internal/export"
	"schakel/internal/i18n"
)

// Text is what is read, in whatever language.
type Text struct {
	First string // the language it begins in, by its tag in BCP 47
	File  string // the name of the paper, without personal text
	Make  func(own, dutch *i18n.Printer) export.Aloud
}

// Nav is how the page leads away.
type Nav interface {
	Print(name string, doc export.Document)
	Fail(err error)
}
