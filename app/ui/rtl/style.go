package rtl

import (
	"fyne.io/fyne/v2"
	xbidi "golang.org/x/text/unicode/bidi"

	"schakel/app/ui/look"
	"schakel/internal/i18n"
)

// Size is one of the sizes of type of design/DESIGN.md.
type Size uint8

// The sizes. Body is the zero value; a subheading is Body in bold.
const (
	Body Size = iota
	Small
	Title
	// Huge is for danger numbers and the count of a meeting: title x 1.5.
	Huge
)

// name is the theme's name of a size and how high its lines are, as a part of the size.
func (s Size) name() (fyne.ThemeSizeName, float32) {
	switch s {
	case Small:
		return look.SizeSmall, 10.0 / 7
	case Title:
		return look.SizeTitle, 0
	case Huge:
		return look.SizeHuge, 0
	}
	return look.SizeText, 1.5
}

// Align is where a line stands, seen from the direction of the page.
type Align uint8

// The alignments. Start is left on a Dutch page and right on an Arabic one.
const (
	Start Align = iota
	Middle
	End
)

// Base is where the base direction of a text comes from.
type Base uint8

// The base directions. Auto is right for nearly everything: see Base.of. FromText is for a paragraph
// that somebody typed, and the same as in the field where it was typed: see i18n.TypedDirection. FromPage suits a sentence that says nothing by itself, such
// as a list of numbers. LeftToRight is for phone numbers, codes and e-mail addresses.
const (
	Auto Base = iota
	FromText
	FromPage
	LeftToRight
)

// of is the base direction of one paragraph on a page. Auto takes the first strong letter, unless
// that goes against the page and the rest does not: then it is a name at the beginning of a
// sentence in the language of the page.
func (b Base) of(text []rune, page Dir) Dir {
	switch b {
	case FromPage:
		return page
	case LeftToRight:
		return LTR
	case FromText:
		return i18n.TypedDirection(text, page)
	}
	first := firstStrong(text, page)
	if b == Auto && first != page && (mostLetters(text, page) || page == RTL && ourWords(text)) {
		return page
	}
	return first
}

// ourWords reports whether a text that begins with a Latin name is a line of ours in a right-to-left language: parts joined by " · ", or
// at least one right-to-left word for two others. What somebody said, between quotation marks, does not count: names and quotations are
// mostly Dutch here, and there are often more of them than of words around them.
func ourWords(text []rune) bool {
	ours, others, joined := 0, 0, false
	said := quoted(text)
	for i := 0; i < len(text); {
		if len(said) > 0 && i >= said[0].start {
			i, said = said[0].end, said[1:]
			continue
		}
		j := i
		for j < len(text) && classOf(text[j]) == classOf(text[i]) && text[j] != ' ' {
			j++
		}
		switch {
		case isRightToLeft(text[i]):
			ours++
		case isWordRune(text[i]):
			others++
		case text[i] == '·':
			joined = true
		}
		i = max(j, i+1)
	}
	return ours > 0 && (joined || 2*ours >= others)
}

// typed is the base of a line that is being typed: it goes by its own letters, whatever the page.
func (b Base) typed() Base {
	if b == Auto {
		return FromText
	}
	return b
}

// mostLetters reports whether at least half of the strong letters have this direction.
func mostLetters(text []rune, d Dir) bool {
	same, other := 0, 0
	for _, r := range text {
		switch classOf(r) {
		case xbidi.L:
			other++
		case xbidi.R, xbidi.AL:
			same++
		}
	}
	if d == LTR {
		same, other = other, same
	}
	return same >= other
}

// Style is how a text is drawn. The zero value is body text in the colour of text.
type Style struct {
	Size  Size
	Bold  bool
	Color fyne.ThemeColorName // look.ColorText when empty
	Align Align
	// Wrap breaks lines on words at the width that is given. Without it the text asks for its
	// whole width.
	Wrap bool
	// Most is the width up to which a text that wraps asks for its whole width, in Fyne units; with 0 it asks for its widest word.
	Most float32
	// Lines is the most lines that are shown, with an ellipsis after them; 0 is all.
	Lines int
	Base  Base
}

// Span is a part of a rich text with its own look.
type Span struct {
	Text  string
	Size  Size
	Bold  bool
	Color fyne.ThemeColorName
}
