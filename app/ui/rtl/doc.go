// Package rtl draws, lays out and edits text in the direction its language is read.
//
// Fyne shapes Arabic but neither orders nor mirrors. Everything here keeps text in logical order
// and orders it only to draw: no direction mark ever leaves the package through Text, a callback
// or the clipboard. Screens use only the containers of this package, so that a page turns over
// as a whole.
package rtl

import "schakel/internal/i18n"

// Dir is the direction a page is read in. It comes from the chosen language, not from the text.
type Dir = i18n.Direction

// The two directions, for callers that have no printer.
const (
	LTR = i18n.LeftToRight
	RTL = i18n.RightToLeft
)
