package main

import (
	"context"

	"schakel/internal/record"
)

// referralScreens are the pages of the road to help beyond its usual steps.
func (c *camera) referralScreens(ctx context.Context) []screen {
	first := func(want func(record.Row) bool) func() error {
		return func() error {
			for _, row := range c.book.Rows(record.KindReferral) {
				if want(row) {
					c.shell.Open(record.KindReferral, row.ID)
					break
				}
			}
			return ctx.Err()
		}
	}
	in := func(row record.Row) bool { return row.Flags&record.RowNoShare != 0 }
	return []screen{
		{"gevraagd-om-mee", first(func(row record.Row) bool { return in(row) && row.State == string(record.ReferralPreparing) })},
		{"contact-houden", first(func(row record.Row) bool { return !in(row) && row.State == string(record.ReferralAftercare) })},
		{"voorbereiden", func() error { c.shell.Open(record.KindReferral, c.road.asks); return c.choose("to") }},
	}
}
