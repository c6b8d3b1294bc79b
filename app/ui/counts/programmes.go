package counts

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// NewProgrammes is the choice between programmes by their names; there is always one, and changed hears of another.
func NewProgrammes(p *i18n.Printer, all []*record.Programme, chosen record.ID, changed func(id record.ID)) fyne.CanvasObject {
	choices := make([]form.Choice, len(all))
	for i, one := range all {
		choices[i] = form.Choice{Value: one.ID.String(), Text: one.Name.Reveal()}
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true}, func(values []string) {
		if id, err := record.ParseID(values[0]); err == nil {
			changed(id)
		}
	})
	chips.SetValues(chosen.String())
	return chips
}
