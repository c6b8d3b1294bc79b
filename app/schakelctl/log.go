package main

import (
	"context"
	"slices"

	"schakel/internal/book"
	"schakel/internal/record"
)

// logPage is how many lines are read at once.
const logPage = 500

// runLog prints what happened, newest first, as the page of the window does. Printing it changes nothing in it.
func runLog(a *app, ctx context.Context, args []string) error {
	set := a.flags("log")
	limit, kind := set.String("limit", "50", ""), set.String("kind", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	sort := book.LogSort(*kind)
	if !slices.Contains(book.LogSorts(), sort) {
		return problem("kind", "unknown")
	}
	left, err := count("limit", *limit)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		for before := uint64(0); left > 0; {
			page, err := b.Log(ctx, sort, before, min(left, logPage))
			for _, e := range page.Entries {
				a.logLine(e)
			}
			if err != nil {
				return err
			}
			if before = page.Next; before == 0 {
				return nil
			}
			left -= len(page.Entries)
		}
		return nil
	})
}

// logLine prints one entry: the day, the line of the window, and whom it is about.
func (a *app) logLine(e book.LogEntry) {
	text := record.DateOf(e.At).String() + " " + e.Line(a.p)
	if about := e.About(a.p); about != "" {
		text += " · " + about
	}
	a.say(text)
}
