package deliveries

import (
	"context"
	"strings"

	"schakel/app/ui/listing"
	"schakel/internal/fault"
	"schakel/internal/record"
)

// contributePage is the page on which a contribution is looked at, stopped and taken back.
const contributePage = "contribute"

// Gifts are the contributions to a programme that went, or will go, through an endpoint.
type Gifts interface {
	Contributed(ctx context.Context) ([]*record.Contribution, error)
	Programmes(ctx context.Context) ([]*record.Programme, error)
}

// gift is a contribution that goes through an endpoint, with the names of where it goes.
type gift struct {
	of               *record.Contribution
	programme, where string
}

// under reports whether it is still on its way: nothing was signed for it, and nothing refused it.
func (g gift) under() bool { return g.of.Post == record.PostWaits || g.of.Post == record.PostLeft }

// gifts reads the contributions that go through an endpoint. What went as a file has no road that can be followed here.
func (v *View) gifts(ctx context.Context, ends []*record.Endpoint) ([]gift, error) {
	given, err := v.src.Contributed(ctx)
	if err != nil {
		return nil, err
	}
	programmes, err := v.src.Programmes(ctx)
	if err != nil {
		return nil, err
	}
	var all []gift
	for _, c := range given {
		if c.Post == "" {
			continue
		}
		g := gift{of: c}
		for _, p := range programmes {
			if p.ID == c.Programme {
				g.programme = p.Name.Reveal()
			}
		}
		for _, e := range ends {
			if e.ID == c.Endpoint {
				g.where = e.Name.Reveal()
			}
		}
		all = append(all, g)
	}
	return all, nil
}

// loadGifts puts what is on its way or refused before the rest, and what arrived after it.
func (s *state) loadGifts(gifts []gift) {
	var open, arrived []row
	for _, g := range gifts {
		r := s.gift(g)
		if g.of.Post == record.PostArrived {
			arrived = append(arrived, r)
			continue
		}
		if g.under() {
			s.wait++
		}
		open = append(open, r)
	}
	s.rows = append(append(open, s.rows...), arrived...)
}

// gift is a contribution in words: for which programme and period, whether it is a taking back, and how far it is.
func (s *state) gift(g gift) row {
	p, c := s.p, g.of
	r := row{gift: true, title: p.T("deliveries.gift", "Name", g.programme)}
	if c.Withdrawn {
		r.title = p.T("deliveries.gift.back", "Name", g.programme)
	}
	period := p.T("summary.period", "From", p.Date(c.From), "To", p.Date(c.To))
	how := p.Value("contribute.post", string(c.Post))
	r.line = strings.Join([]string{period, how}, " · ")
	if g.where != "" {
		r.line = strings.Join([]string{period, p.T("deliveries.gift.through", "Name", g.where), how}, " · ")
	}
	switch {
	case c.Post == record.PostHeld:
		r.urgent, r.action = true, p.T("deliveries.gift.show")
		r.why = joined(p.Fault(fault.New(fault.Refused, c.Reason, c.Reason)))
		r.line = joined(period+" · "+how+".", r.why)
		r.status = listing.Status{Kind: listing.StatusYourTurn}
	case g.under():
		r.status = listing.Status{Kind: listing.StatusWaiting, Text: p.Value("delivery.state", string(record.DeliveryQueued))}
	default:
		r.status = listing.Status{Kind: listing.StatusAnswered, Text: p.T("deliveries.gift.arrived")}
	}
	return r
}
