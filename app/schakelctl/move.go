package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runReview lets an imported consent count from today, after a person looked at it.
func runReview(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("review"), args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.id(b, record.KindConsent, "consent", words[0])
		if err != nil {
			return err
		}
		if err := b.Review(ctx, id); err != nil {
			return err
		}
		c, err := b.Record(ctx, record.KindConsent, id)
		if err != nil {
			return err
		}
		return a.line(c)
	})
}

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
		return a.line(page.Referral)
	})
}
