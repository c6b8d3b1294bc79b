package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"schakel/app/ui/look"
	"schakel/internal/i18n"
	"schakel/internal/settings"
)

// theme gives the program the colours and sizes that were chosen.
func (s *Shell) theme() {
	o := look.Options{Step: s.deps.Settings.TextStep(), Practice: s.deps.Practice, Script: scriptOf(s.p), Variant: look.Light}
	switch s.deps.Settings.Variant() {
	case settings.Dark:
		o.Variant = look.Dark
	case settings.System:
		if s.deps.App.Settings().ThemeVariant() == theme.VariantDark {
			o.Variant = look.Dark
		}
	}
	s.deps.App.Settings().SetTheme(look.NewTheme(o))
}

func scriptOf(p *i18n.Printer) look.Script {
	switch p.Tag() {
	case "ar", "fa":
		return look.Arabic
	case "ti":
		return look.Ethiopic
	}
	return look.Latin
}

var _ fyne.Theme = (*look.Theme)(nil)
