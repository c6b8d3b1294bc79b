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
	note, method, on := set.String("note", "", ""), set.String("method", "", ""), set.String("on", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		r, err := a.referral(ctx, b, *referral)
		if err != nil {
			return err
		}
		day, err := a.dayOr("on", *on, b.Today())
		if err != nil {
			return err
		}
		if err := a.moved(ctx, b, r.ID, record.Move{
			Do: record.ReferralAction(*action), By: record.ArrivalSource(*source), Reason: *reason, Note: record.Text(*note),
			Method: record.Method(*method), On: day,
		}); err != nil {
			return err
		}
		page, err := b.ReferralPage(ctx, r.ID)
		if err != nil {
			return err
		}
		return a.shown(b, page.Referral)
	})
}

// moved makes a move. Withdrawing the whole road is one as well: it needs no consent that was given before.
func (a *app) moved(ctx context.Context, b *book.Book, id record.ID, m record.Move) error {
	if m.Do == record.ReferralWithdrawal {
		return b.StopReferral(ctx, id, m.By)
	}
	return b.MakeMove(ctx, id, m)
}
