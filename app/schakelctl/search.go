package main

import (
	"context"
	"strconv"
	"strings"

	"schakel/internal/book"
	"schakel/internal/record"
)

// found is a row as search writes it.
type found struct {
	Kind   string    `json:"kind"`
	ID     record.ID `json:"id"`
	Code   string    `json:"code,omitempty"`
	Title  string    `json:"title"`
	Detail string    `json:"detail,omitempty"`
	State  string    `json:"state,omitempty"`
	On     string    `json:"on,omitempty"`
}

// runSearch lists what holds every word in its name, title or number.
func runSearch(a *app, ctx context.Context, args []string) error {
	set := a.flags("search")
	limit := set.String("limit", "50", "")
	words, err := a.parse(set, args, 1, 20)
	if err != nil {
		return err
	}
	most, err := count("limit", *limit)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		rows, err := b.Find(ctx, strings.Join(words, " "), most)
		if err != nil {
			return err
		}
		for _, r := range rows {
			f := found{Kind: r.Kind.String(), ID: r.ID, Title: r.Title.Reveal(), Detail: r.Detail.Reveal(), State: r.State, On: r.On.String()}
			if r.Number != 0 {
				f.Code = record.Code(r.Kind, r.Number)
			}
			if err := a.object(f); err != nil {
				return err
			}
		}
		return nil
	})
}

// count reads a number of at least 1.
func count(field, text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, problem(field, "count.range")
	}
	return n, nil
}
