package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colours of Schakel by what they mean (design/DESIGN.md, Colour). Text, muted text and accent
// are also Fyne's own Foreground, PlaceHolder and Primary.
const (
	ColorBackground fyne.ThemeColorName = theme.ColorNameBackground
	ColorText       fyne.ThemeColorName = theme.ColorNameForeground
	ColorSurface    fyne.ThemeColorName = "schakel-surface"
	ColorRaised     fyne.ThemeColorName = "schakel-raised"
	ColorMuted      fyne.ThemeColorName = "schakel-muted"
	// ColorLine separates; it is decoration and says nothing.
	ColorLine fyne.ThemeColorName = "schakel-line"
	// ColorEdge outlines what can be used: fields, boxes, buttons.
	ColorEdge       fyne.ThemeColorName = "schakel-edge"
	ColorAccent     fyne.ThemeColorName = "schakel-accent"
	ColorAccentText fyne.ThemeColorName = "schakel-accent-text"
	ColorAccentSoft fyne.ThemeColorName = "schakel-accent-soft"
	ColorFocusRing  fyne.ThemeColorName = "schakel-focus-ring"
	ColorSuccess    fyne.ThemeColorName = "schakel-success"
	ColorWaiting    fyne.ThemeColorName = "schakel-waiting"
	// ColorLate is for what is later than agreed, and for errors.
	ColorLate fyne.ThemeColorName = "schakel-late"
	// ColorDanger is for "Nu gevaar" and for nothing else.
	ColorDanger   fyne.ThemeColorName = "schakel-danger"
	ColorPractice fyne.ThemeColorName = "schakel-practice"
	// ColorPaper is the white of paper, also in the dark: what is shown on it looks as it will be printed.
	ColorPaper fyne.ThemeColorName = "schakel-paper"
	// ColorNone is fully transparent.
	ColorNone fyne.ThemeColorName = "schakel-none"
)

// Variant is light or dark.
type Variant uint8

// The two variants. System settings are read by the settings page, not here.
const (
	Light Variant = iota
	Dark
)

// palette is one variant of the table in design/DESIGN.md.
type palette struct {
	background, surface, raised    color.NRGBA
	text, muted, line, edge        color.NRGBA
	accent, accentText, accentSoft color.NRGBA
	focus, success, waiting        color.NRGBA
	late, danger, practice         color.NRGBA
}

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func lightPalette() palette {
	return palette{
		background: rgb(0xF1F3F0), surface: rgb(0xFFFFFF), raised: rgb(0xE6EBE7),
		text: rgb(0x1B2422), muted: rgb(0x52605C), line: rgb(0xD5DCD8), edge: rgb(0x6F7D78),
		accent: rgb(0x0B5B66), accentText: rgb(0xFFFFFF), accentSoft: rgb(0xDCEBEC),
		focus: rgb(0x1F5FD6), success: rgb(0x2C6A35), waiting: rgb(0x4B587C),
		late: rgb(0x86500A), danger: rgb(0xB3211C), practice: rgb(0x6A3D98),
	}
}

func darkPalette() palette {
	return palette{
		background: rgb(0x141A1B), surface: rgb(0x1C2425), raised: rgb(0x283233),
		text: rgb(0xE9EEEC), muted: rgb(0xA6B3AF), line: rgb(0x364243), edge: rgb(0x7E8D89),
		accent: rgb(0x7CC7CF), accentText: rgb(0x08262A), accentSoft: rgb(0x1D3B40),
		focus: rgb(0x8DB8FF), success: rgb(0x8CCB93), waiting: rgb(0xAEBBE0),
		late: rgb(0xE3B069), danger: rgb(0xFF9B90), practice: rgb(0xCBAAF0),
	}
}

// colors is the table of every name the theme answers itself.
func (p palette) colors() map[fyne.ThemeColorName]color.Color {
	focus := p.focus
	focus.A = 0x40 // 25 %: our own widgets draw the ring
	clear := color.NRGBA{}
	return map[fyne.ThemeColorName]color.Color{
		ColorSurface: p.surface, ColorRaised: p.raised, ColorMuted: p.muted, ColorLine: p.line,
		ColorEdge: p.edge, ColorAccent: p.accent, ColorAccentText: p.accentText,
		ColorAccentSoft: p.accentSoft, ColorFocusRing: p.focus, ColorSuccess: p.success,
		ColorWaiting: p.waiting, ColorLate: p.late, ColorDanger: p.danger,
		ColorPractice: p.practice, ColorPaper: color.White, ColorNone: clear,

		theme.ColorNameBackground: p.background, theme.ColorNameOverlayBackground: p.background,
		theme.ColorNameMenuBackground: p.surface, theme.ColorNameInputBackground: p.surface,
		theme.ColorNameButton: p.raised, theme.ColorNameHeaderBackground: p.raised,
		theme.ColorNameDisabledButton: p.raised, theme.ColorNameHover: p.raised,
		theme.ColorNameForeground: p.text, theme.ColorNamePlaceHolder: p.muted,
		theme.ColorNameDisabled: p.muted, theme.ColorNamePrimary: p.accent,
		theme.ColorNameHyperlink: p.accent, theme.ColorNameForegroundOnPrimary: p.accentText,
		theme.ColorNameFocus: focus, theme.ColorNameSelection: p.accentSoft,
		theme.ColorNamePressed: p.accentSoft, theme.ColorNameInputBorder: p.edge,
		theme.ColorNameScrollBar: p.edge, theme.ColorNameScrollBarBackground: clear,
		theme.ColorNameSeparator: p.line, theme.ColorNameError: p.late,
		theme.ColorNameWarning: p.late, theme.ColorNameForegroundOnError: p.surface,
		theme.ColorNameForegroundOnWarning: p.surface, theme.ColorNameSuccess: p.success,
		theme.ColorNameForegroundOnSuccess: p.surface, theme.ColorNameShadow: clear,
		theme.ColorNameInnerWindowBorder: p.edge, theme.ColorNameInnerWindowBorderInactive: p.edge,
	}
}
