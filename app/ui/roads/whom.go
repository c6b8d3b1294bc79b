package roads

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Asked is the question to which partner something goes, and to whom there.
type Asked struct {
	Label             string
	Partners          []record.Row
	Officers          []form.Choice // the contact persons of the chosen partner
	Partner, Receiver record.ID
	Chosen            func(partner record.ID)  // another partner: the page is drawn again
	Named             func(receiver record.ID) // zero when the chip is turned off
}

// Whom asks it, in the fields "partner" and "receiver" of a page.
func Whom(p *i18n.Printer, e *draft.Page, a Asked) fyne.CanvasObject {
	var choices []form.Choice
	for _, r := range a.Partners {
		choices = append(choices, form.Choice{Value: r.ID.String(), Text: r.Title.Reveal()})
	}
	pick := form.NewSelect(p, choices, form.SelectOptions{Icon: look.IconLifebuoy, Empty: p.T("request.partner.empty"), Wide: true}, func(value string) {
		if id, err := record.ParseID(value); err == nil {
			a.Chosen(id)
		}
	})
	pick.SetValue(a.Partner.String())
	field := form.NewField(p, form.FieldOptions{Label: a.Label}, pick)
	e.Fields["partner"] = field
	if len(a.Officers) == 0 {
		return field
	}
	who := form.NewChips(p, a.Officers, form.ChipsOptions{}, func(values []string) {
		receiver := record.ID{}
		if len(values) > 0 {
			receiver, _ = record.ParseID(values[0])
		}
		a.Named(receiver)
		e.Touch()
	})
	who.SetValues(a.Receiver.String())
	at := form.NewField(p, form.FieldOptions{Label: p.T("road.receiver.label")}, who)
	e.Fields["receiver"] = at
	return form.NewColumns(p, 24, field, at)
}

// Works lists the contact persons who work at a partner today; none for no partner.
func Works(ctx context.Context, src interface {
	Partner(ctx context.Context, id record.ID) (*record.Partner, error)
	Today() record.Date
}, id record.ID) ([]form.Choice, error) {
	if id.Zero() {
		return nil, nil
	}
	p, err := src.Partner(ctx, id)
	if err != nil {
		return nil, err
	}
	return Officers(p, src.Today()), nil
}
