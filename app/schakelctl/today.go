package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/record"
)

// due is a sentence of Vandaag in the words of a program.
type due struct {
	Sort string    `json:"sort"`
	Kind string    `json:"kind"`
	ID   record.ID `json:"id"`
	Code string    `json:"code,omitempty"`
	Who  string    `json:"who,omitempty"`
	What string    `json:"what,omitempty"`
	On   string    `json:"on,omitempty"`
	Days int       `json:"days"`
	Norm int       `json:"norm,omitempty"`
}

// runToday lists what needs the worker now.
func runToday(a *app, ctx context.Context, args []string) error {
	set := a.flags("today")
	limit := set.String("limit", "5", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	most, err := count("limit", *limit)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		list, err := b.TodayList(ctx, most)
		if err != nil {
			return err
		}
		for _, s := range list {
			err := a.object(due{
				Sort: string(s.Sort), Kind: s.Kind.String(), ID: s.ID, Code: s.Code, Who: s.Who.Reveal(), What: s.What.Reveal(),
				On: s.On.String(), Days: s.Days, Norm: s.Norm,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
