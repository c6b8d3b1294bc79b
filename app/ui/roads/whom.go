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

// Asked is the question to which partner something goes, and to whom there; what it points to is filled in.
type Asked struct {
	Label             string
	Partners          []record.Row
	Officers          *[]form.Choice // the contact persons of the chosen partner
	Partner, Receiver *record.ID
	Norm              *int // days: another partner has another norm
	Fail              Failer
	Draw              func() // draws the page again, with the contact persons of another partner
}

// Failer hears what went wrong.
type Failer interface{ Fail(err error) }

// Whom asks it, in the fields "partner" and "receiver" of a page.
func Whom(ctx context.Context, p *i18n.Printer, src Works, e *draft.Page, a Asked) fyne.CanvasObject {
	var choices []form.Choice
	for _, r := range a.Partners {
		choices = append(choices, form.Choice{Value: r.ID.String(), Text: r.Title.Reveal()})
	}
	pick := form.NewSelect(p, choices, form.SelectOptions{Icon: look.IconLifebuoy, Empty: p.T("request.partner.empty"), Wide: true}, func(value string) {
		id, err := record.ParseID(value)
		if err != nil {
			return
		}
		officers, err := At(ctx, src, id)
		if err != nil {
			a.Fail.Fail(err)
			return
		}
		*a.Partner, *a.Receiver, *a.Norm, *a.Officers = id, record.ID{}, 0, officers
		e.Touch()
		a.Draw()
	})
	pick.SetValue(a.Partner.String())
	field := form.NewField(p, form.FieldOptions{Label: a.Label}, pick)
	e.Fields["partner"] = field
	if len(*a.Officers) == 0 {
		return field
	}
	who := form.NewChips(p, *a.Officers, form.ChipsOptions{}, func(values []string) {
		*a.Receiver = record.ID{}
		if len(values) > 0 {
			*a.Receiver, _ = record.ParseID(values[0])
		}
		e.Touch()
	})
	who.SetValues(a.Receiver.String())
	at := form.NewField(p, form.FieldOptions{Label: p.T("road.receiver.label")}, who)
	e.Fields["receiver"] = at
	return form.NewColumns(p, 24, field, at)
}

// Works knows who works where.
type Works interface {
	Partner(ctx context.Context, id record.ID) (*record.Partner, error)
	Today() record.Date
}

// At lists the contact persons who work at a partner today; none for no partner.
func At(ctx context.Context, src Works, id record.ID) ([]form.Choice, error) {
	if id.Zero() {
		return nil, nil
	}
	p, err := src.Partner(ctx, id)
	if err != nil {
		return nil, err
	}
	return Officers(p, src.Today()), nil
}
