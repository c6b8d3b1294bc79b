package main

import (
	"context"
	"flag"
	"strconv"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runMeeting logs a gathering: one number is enough, and it needs no recovery code.
func runMeeting(a *app, ctx context.Context, args []string) error {
	set := a.flags("meeting")
	heads := set.String("heads", "", "")
	kind := set.String("type", string(record.MeetingCoffee), "")
	on := set.String("on", "", "")
	about := set.Bool("about", false, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	n, err := strconv.Atoi(*heads)
	if err != nil {
		return problem("heads", "required")
	}
	return a.with(ctx, func(b *book.Book) error {
		m := &record.Meeting{Type: record.MeetingType(*kind), On: b.Today(), Heads: n, About: *about}
		if *on != "" {
			if m.On, err = a.day("on", *on, b.Today()); err != nil {
				return err
			}
		}
		if err := b.SaveMeeting(ctx, m); err != nil {
			return err
		}
		return a.line(m)
	})
}

// day reads a day as people type it in the language of the screen.
func (a *app) day(field, text string, today record.Date) (record.Date, error) {
	if text == "" {
		return record.Date{}, problem(field, "required")
	}
	d, err := a.p.ParseDate(text, today)
	if err != nil {
		return record.Date{}, problem(field, "ctl.moment")
	}
	return d, nil
}

// given reports whether a flag stood on the command line.
func given(set *flag.FlagSet, name string) bool {
	found := false
	set.Visit(func(f *flag.Flag) { found = found || f.Name == name })
	return found
}
