package look

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"schakel/assets"
)

// Script is the writing of the chosen language; Arabic and Ethiopic letters need one unit more.
type Script uint8

// The scripts that change a size.
const (
	Latin Script = iota
	Arabic
	Ethiopic
)

// The text steps a person can choose (design/DESIGN.md, Type).
const (
	SmallestStep = 1
	UsualStep    = 2
	LargestStep  = 5
)

// The sizes of Schakel's own, beside Fyne's Text, CaptionText and HeadingText. The heights grow
// with the text; each is a minimum, never a limit.
const (
	SizeSmall   fyne.ThemeSizeName = theme.SizeNameCaptionText
	SizeText    fyne.ThemeSizeName = theme.SizeNameText
	SizeTitle   fyne.ThemeSizeName = theme.SizeNameHeadingText
	SizeHuge    fyne.ThemeSizeName = "schakel-huge"
	SizeControl fyne.ThemeSizeName = "schakel-control"
	SizeChip    fyne.ThemeSizeName = "schakel-chip"
	SizeRow     fyne.ThemeSizeName = "schakel-row"
	SizeListRow fyne.ThemeSizeName = "schakel-list-row"
	SizeGridRow fyne.ThemeSizeName = "schakel-grid-row"
	SizeStatus  fyne.ThemeSizeName = "schakel-status"
	// SizeScale is no length but the growth of the text: 1 at step 2.
	SizeScale fyne.ThemeSizeName = "schakel-scale"
)

// Options are what a person chose, and the script of the language.
type Options struct {
	Variant Variant
	// Step is the text step, 1 to 5; anything else is step 2.
	Step int
	// Practice gives the practice colour to everything that has the accent colour.
	Practice bool
	Script   Script
}

// Theme is the look of Schakel as a Fyne theme. It is immutable; a new choice is a new theme.
type Theme struct {
	base   fyne.Theme
	colors map[fyne.ThemeColorName]color.Color
	sizes  map[fyne.ThemeSizeName]float32
	fonts  [2]fyne.Resource
	dark   bool
}

// NewTheme makes the theme of these options.
func NewTheme(o Options) *Theme {
	p := lightPalette()
	if o.Variant == Dark {
		p = darkPalette()
	}
	if o.Practice {
		p.accent = p.practice
	}
	return &Theme{
		base:   theme.DefaultTheme(),
		colors: p.colors(),
		sizes:  sizes(o.Step, o.Script),
		dark:   o.Variant == Dark,
		fonts:  [2]fyne.Resource{assetFont("SchakelSans-Regular.ttf", assets.FontRegular()), assetFont("SchakelSans-Bold.ttf", assets.FontBold())},
	}
}

func assetFont(name string, b []byte) fyne.Resource { return fyne.NewStaticResource(name, b) }

// Color is the colour of a name. The variant was chosen in the options, so the system's is ignored.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if c, ok := t.colors[name]; ok {
		return c
	}
	return t.base.Color(name, v)
}

// Font is the merged face, regular or bold; code and symbols keep Fyne's own.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Monospace, s.Symbol:
		return t.base.Font(s)
	case s.Bold:
		return t.fonts[1]
	}
	return t.fonts[0]
}

// Icon is one of Fyne's own icons, for the few widgets of Fyne that are left.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

// Size is the size of a name, in Fyne units.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := t.sizes[name]; ok {
		return s
	}
	return t.base.Size(name)
}

// textSizes is the table small, text, title by step (design/DESIGN.md, Type).
func textSizes(step int) (small, text, title float32) {
	switch step {
	case 1:
		return 13, 14, 23
	case 3:
		return 16, 18, 30
	case 4:
		return 18, 21, 34
	case 5:
		return 21, 25, 40
	}
	return 14, 16, 26
}

func sizes(step int, script Script) map[fyne.ThemeSizeName]float32 {
	small, text, title := textSizes(step)
	scale := text / 16
	// One line of text is 1.5 times its size: 24 at step 2. Heights are that line and fixed space.
	line := func(space float32) float32 {
		return float32(math.Round(float64(text*1.5+space)/4)) * 4
	}
	smallLine := float32(math.Round(float64(small) * 10 / 7))
	if script != Latin {
		small++
		text++
	}
	return map[fyne.ThemeSizeName]float32{
		SizeHuge: title * 1.5, SizeScale: scale,
		SizeControl: line(24), SizeChip: line(16), SizeGridRow: line(16),
		SizeRow: line(36) + smallLine, SizeListRow: line(12) + smallLine,
		SizeStatus: smallLine + 20,

		theme.SizeNamePadding: Grid, theme.SizeNameInnerPadding: 12, theme.SizeNameLineSpacing: HalfGrid,
		theme.SizeNameText: text, theme.SizeNameCaptionText: small,
		theme.SizeNameHeadingText: title, theme.SizeNameSubHeadingText: text,
		theme.SizeNameInlineIcon: 24, theme.SizeNameSeparatorThickness: 1, theme.SizeNameInputBorder: Edge,
		theme.SizeNameInputRadius: Radius, theme.SizeNameButtonRadius: Radius,
		theme.SizeNameSelectionRadius: Radius, theme.SizeNameCardRadius: CardRadius,
		theme.SizeNameDialogRadius: CardRadius, theme.SizeNamePopupRadius: Radius,
		theme.SizeNameMenuRadius: Radius, theme.SizeNameScrollBar: 12, theme.SizeNameScrollBarSmall: 6,
		theme.SizeNameScrollBarRadius: 3,
	}
}
