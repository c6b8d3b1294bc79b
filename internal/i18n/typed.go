package i18n

import "golang.org/x/text/unicode/bidi"

// How many times as many letters must run the other way before the first letter of a paragraph no longer decides: fewer when that is the way
// of the page. Who writes Arabic on an Arabic page and ends with a long Dutch name must not see the line turn over.
const (
	clearly     = 2
	veryClearly = 4
	// sentence is the least letters of what is more than another name.
	sentence = 8
)

// TypedDirection is the direction of a paragraph that a person typed, whatever the language of the screen or the document: that of its first
// letter, as everywhere, unless clearly more letters run the other way. Then it is a sentence that begins with a name from another language:
// a Dutch sentence about فاطمة starts at the left, and an Arabic one about Yusuf at the right. page is for a text without letters.
//
// The same rule holds in a field, on the page and on paper, so that nothing turns over when it is kept. While typing, a line can turn over
// once: where the sentence outgrows the name.
func TypedDirection(text []rune, page Direction) Direction {
	var letters [2]int
	first, found := page, false
	for _, r := range text {
		d, ok := letterDirection(r)
		if !ok {
			continue
		}
		letters[d]++
		if !found {
			first, found = d, true
		}
	}
	other, enough := RightToLeft-first, clearly
	if other != page {
		enough = veryClearly
	}
	if found && letters[other] >= sentence && letters[other] >= enough*letters[first] {
		return other
	}
	return first
}

// letterDirection is the direction of a letter; signs and figures have none.
func letterDirection(r rune) (Direction, bool) {
	if r < 0x80 { // the table is slow, and most text is this
		return LeftToRight, r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
	}
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.L:
		return LeftToRight, true
	case bidi.R, bidi.AL:
		return RightToLeft, true
	}
	return LeftToRight, false
}
