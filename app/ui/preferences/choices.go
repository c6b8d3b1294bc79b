package preferences

import (
	"strconv"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
)

// language is the language of the screens; documents stay Dutch.
func (v *View) language() fyne.CanvasObject {
	p := v.p
	chips := form.NewChips(p, form.Languages(p), form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) > 0 && values[0] != p.Tag() {
			v.o.SetLanguage(values[0])
		}
	})
	chips.SetValues(p.Tag())
	v.first[SectionLanguage] = chips.Chip(p.Tag())
	return v.section(p.T("preferences.language.title"), p.T("preferences.language.help"), chips)
}

// letters is the size of the letters, with a line that shows it: the whole page follows at once.
func (v *View) letters() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	var choices []form.Choice
	for _, step := range steps() {
		choices = append(choices, form.Choice{Value: step, Text: p.Value("preferences.step", step)})
	}
	chosen := strconv.Itoa(v.o.Step)
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) == 0 || values[0] == chosen {
			return
		}
		if step, err := strconv.Atoi(values[0]); err == nil {
			v.o.SetStep(step)
		}
	})
	chips.SetValues(chosen)
	v.first[SectionLetters] = chips.Chip(chosen)
	sample := form.NewPanel(form.Frame{Fill: look.ColorRaised, Edge: look.ColorNone, Radius: look.Radius}, 16, 12, rtl.VBox(d, 4,
		rtl.NewText(d, p.T("preferences.letters.sample"), rtl.Style{Wrap: true}),
		rtl.NewText(d, p.T("preferences.letters.small"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})))
	return v.section(p.T("preferences.letters.title"), "", chips, sample)
}

// colour is light, dark, or as the laptop.
func (v *View) colour() fyne.CanvasObject {
	p := v.p
	choices := []form.Choice{
		{Value: "light", Text: p.T("preferences.colour.light"), Icon: look.IconSun},
		{Value: "dark", Text: p.T("preferences.colour.dark"), Icon: look.IconMoon},
		{Value: "system", Text: p.T("preferences.colour.system")},
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) > 0 && values[0] != v.o.Variant {
			v.o.SetVariant(values[0])
		}
	})
	chips.SetValues(v.o.Variant)
	v.first[SectionColour] = chips.Chip(v.o.Variant)
	return v.section(p.T("preferences.colour.title"), "", chips)
}

// lock is after how many minutes without a touch everything closes.
func (v *View) lock() fyne.CanvasObject {
	p := v.p
	var field *form.Field
	stepper := form.NewStepper(p, LongestIdle, func(value int, filled bool) {
		n, ok := minutes(value, filled)
		if !ok {
			field.SetError(p.T("preferences.lock.wrong"))
			return
		}
		field.SetError("")
		v.o.SetIdle(n)
	})
	stepper.SetValue(v.o.Idle)
	field = form.NewField(p, form.FieldOptions{Label: p.T("preferences.lock.label"), Help: p.T("preferences.lock.help")}, rtl.HBox(p.Direction(), 0, stepper))
	return v.section(p.T("preferences.lock.title"), p.T("preferences.lock.why"), field, v.away())
}
