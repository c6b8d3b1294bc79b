package partners

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// ColleaguePage is the card of one other worker.
type ColleaguePage struct {
	sub
	id     record.ID
	asking bool // whether the card is to be removed
}

// NewColleague makes the page.
func NewColleague(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *ColleaguePage {
	return &ColleaguePage{sub: newSub(src, nav, p, run), id: id}
}

// Shown reads the card and draws it.
func (v *ColleaguePage) Shown(ctx context.Context) {
	v.ctx = ctx
	task.Do(ctx, v.run, func(ctx context.Context) (*record.Colleague, error) { return v.src.Colleague(ctx, v.id) }, func(c *record.Colleague, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.draw(c)
	})
}

// Changed reads it again.
func (v *ColleaguePage) Changed(ctx context.Context) {
	if !v.asking {
		v.Shown(ctx)
	}
}

// Hidden drops what was shown.
func (v *ColleaguePage) Hidden() { v.asking, v.first, v.inside.Objects = false, nil, nil }

func (v *ColleaguePage) draw(c *record.Colleague) {
	p, d := v.p, v.p.Direction()
	var pairs []listing.KeyValue
	add := func(key, value string) {
		if value != "" {
			pairs = append(pairs, listing.KeyValue{Key: key, Value: value})
		}
	}
	var roles, areas []string
	for _, r := range c.Roles {
		roles = append(roles, p.WithTerm("role", string(r)))
	}
	for _, a := range c.Areas {
		areas = append(areas, a.Reveal())
	}
	add(p.T("partner.phone.label"), c.Phone.Reveal())
	add(p.T("partner.cards.languages"), spoken(p, c.Languages))
	add(p.T("partner.cards.for"), c.For.Reveal())
	add(p.T("partner.cards.roles"), p.List(roles))
	add(p.T("partner.cards.when"), times(p, c.Times))
	add(p.T("partner.cards.reachable"), c.Reachable.Reveal())
	add(p.T("partner.areas.label"), p.List(areas))
	add(p.T("partner.cards.organisation"), c.Organisation.Reveal())
	add(p.T("partner.note.label"), c.Note.Reveal())
	add(p.T("partner.cards.made"), p.Date(c.Made))
	face := form.NewLead(p, 16, form.NewFace(p, c.Photo, c.Name.Reveal(), 72), v.line(p.T("card.not")))
	v.fill(v.head(c.Name.Reveal(), c.Title.Reveal()), listing.NewCard(p, "", face, listing.NewKeyValues(p, pairs, "")),
		rtl.HBox(d, 0, v.removal(c)))
}

// removal asks once more before a card goes.
func (v *ColleaguePage) removal(c *record.Colleague) fyne.CanvasObject {
	p := v.p
	if !v.asking {
		away := form.NewButton(p, p.T("partner.cards.away"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconTrash, Snug: true}, func() { v.asking = true; v.draw(c) })
		v.first = away
		return away
	}
	no := form.NewButton(p, p.T("partner.cards.away.no"), form.ButtonOptions{}, func() { v.asking = false; v.draw(c) })
	yes := form.NewButton(p, p.T("partner.cards.away.yes"), form.ButtonOptions{}, func() {
		task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, v.src.RemoveColleague(ctx, v.id) }, func(_ struct{}, err error) {
			if err != nil {
				v.nav.Fail(err)
				return
			}
			v.nav.Say(p.T("partner.cards.away.done", "Who", c.Name.Reveal()))
			v.nav.Back()
		})
	})
	v.first = no
	return form.NewGroup(p, 16, v.line(p.T("partner.cards.away.ask")), no, yes)
}
