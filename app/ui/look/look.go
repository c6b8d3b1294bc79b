// Package look is the visual language of Schakel without its words: colours, sizes, fonts, icons,
// the two rings and the focus ring, as one Fyne theme and a few drawings.
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Grid is the unit of space, in Fyne units; HalfGrid is the space inside a component.
const (
	Grid     float32 = 8
	HalfGrid float32 = 4
)

// Space and shape that do not change with the text step, in Fyne units.
const (
	// PageMargin is the space beside a page, NarrowMargin in a window under NarrowWidth.
	PageMargin   float32 = 40
	NarrowMargin float32 = 24
	NarrowWidth  float32 = 1100
	// CardPadding is the space inside a card, FieldGap the space between two fields.
	CardPadding float32 = 24
	FieldGap    float32 = 24
	// Radii of fields and buttons, cards, boxes and bars.
	Radius     float32 = 8
	CardRadius float32 = 12
	BoxRadius  float32 = 4
	// Edge is the width of an outline; StrongEdge that of a selection or an error.
	Edge       float32 = 1
	StrongEdge float32 = 2
)

// Margin is the space beside a page in a window of this width.
func Margin(windowWidth float32) float32 {
	if windowWidth < NarrowWidth {
		return NarrowMargin
	}
	return PageMargin
}

// Color is the colour of a name in the theme of the running program.
func Color(name fyne.ThemeColorName) color.Color { return theme.Color(name) }

// Size is the size of a name in the theme of the running program, in Fyne units.
func Size(name fyne.ThemeSizeName) float32 {
	if _, ok := theme.Current().(*Theme); !ok {
		if s, ok := sizes(UsualStep, Latin)[name]; ok {
			return s // before our theme is set, as in a test that builds first
		}
	}
	return theme.Size(name)
}

// Scaled is a length that was drawn for step 2, grown or shrunk with the text.
func Scaled(atStepTwo float32) float32 { return atStepTwo * Size(SizeScale) }

// IsDark tells whether the running program has the dark variant.
func IsDark() bool {
	t, ok := theme.Current().(*Theme)
	return ok && t.dark
}
