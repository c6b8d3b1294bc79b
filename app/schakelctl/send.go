package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runSend queues a referral. It has not gone yet: that takes a round of sync, and a receipt.
func runSend(a *app, ctx context.Context, args []string) error {
	set := a.flags("send")
	referral := set.String("referral", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		r, err := a.referral(ctx, b, *referral)
		if err != nil {
			return err
		}
		if err := b.Send(ctx, r.ID); err != nil {
			return err
		}
		a.say(a.p.T("ctl.queued", "Code", record.Code(record.KindReferral, r.Number)))
		return nil
	})
}
