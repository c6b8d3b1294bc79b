package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runWithdraw takes back somebody's consent: what waits is cancelled, what went is recalled with the next sync.
func runWithdraw(a *app, ctx context.Context, args []string) error {
	set := a.flags("withdraw")
	referral, giver := set.String("referral", "", ""), set.String("giver", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		r, err := a.referral(ctx, b, *referral)
		if err != nil {
			return err
		}
		by, err := a.id(b, record.KindPerson, "giver", *giver)
		if err != nil {
			return err
		}
		if err := b.Withdraw(ctx, r.ID, by); err != nil {
			return err
		}
		a.say(a.p.T("ctl.withdrawn", "Code", record.Code(record.KindReferral, r.Number)))
		return nil
	})
}
