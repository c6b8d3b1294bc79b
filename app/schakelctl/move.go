package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runMove changes the state of a referral by hand: handing over, arrival, help, aftercare. A receipt never comes this way.
func runMove(a *app, ctx context.Context, args []string) error {
	set := a.flags("move")
	referral, action := set.String("referral", "", ""), set.String("action", "", "")
	source, reason := set.String("source", "", ""), set.String("reason", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		r, err := a.referral(ctx, b, *referral)
		if err != nil {
			return err
		}
		if err := b.MoveReferral(ctx, r.ID, record.ReferralAction(*action), record.ArrivalSource(*source), *reason); err != nil {
			return err
		}
		page, err := b.ReferralPage(ctx, r.ID)
		if err != nil {
			return err
		}
		return a.shown(b, page.Referral)
	})
}
