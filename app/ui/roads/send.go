package roads

import (
	"context"

	"schakel/app/ui/look"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Sendable are the ways to give a wijksignaal or a verzoek through the endpoint of its partner: putting it ready, which is tried at once,
// or trying what waits once more. There are none for a partner without an endpoint.
func Sendable(p *i18n.Printer, r Road, delivery record.ID, partner *record.Partner, send func(ctx context.Context) error, kick func()) []Way {
	early := r.State == record.RequestOpen || r.State == record.RequestReady
	switch {
	case r.Queued:
		return []Way{{Text: p.T("request.kick"), Icon: look.IconPaperPlaneTilt, Go: kick}}
	case early && delivery.Zero() && partner != nil && !partner.Endpoint.Zero():
		return []Way{{Text: p.T("request.send"), Icon: look.IconPaperPlaneTilt, Do: send, After: kick}}
	}
	return nil
}
