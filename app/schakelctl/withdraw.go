package main

import (
	"context"
	"slices"
	"strings"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runWithdraw takes back somebody's consent, or with --groups a part of it: what waits is cancelled, what went is recalled with the next sync.
func runWithdraw(a *app, ctx context.Context, args []string) error {
	set := a.flags("withdraw")
	referral, giver := set.String("referral", "", ""), set.String("giver", "", "")
	groups := set.String("groups", "", "")
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
		if *groups != "" {
			return a.withdrawParts(ctx, b, r, by, *groups)
		}
		if err := b.Withdraw(ctx, r.ID, by); err != nil {
			return err
		}
		a.say(a.p.T("ctl.withdrawn", "Code", record.Code(record.KindReferral, r.Number)))
		return nil
	})
}

// withdrawParts takes back some groups; the rest of the yes stands.
func (a *app) withdrawParts(ctx context.Context, b *book.Book, r *record.Referral, by record.ID, list string) error {
	var groups []record.FieldGroup
	for _, word := range strings.Split(list, ",") {
		g := record.FieldGroup(strings.TrimSpace(word))
		if !slices.Contains(record.FieldGroups(), g) {
			return problem("groups", "unknown")
		}
		groups = append(groups, g)
	}
	if err := b.WithdrawParts(ctx, r.ID, by, groups); err != nil {
		return err
	}
	a.say(a.p.T("ctl.withdrawn.part", "Code", record.Code(record.KindReferral, r.Number)))
	return nil
}
