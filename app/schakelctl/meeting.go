package main

import (
	"cmp"
	"context"
	"flag"
	"slices"
	"strconv"

	"schakel/internal/almanac"
	"schakel/internal/book"
	"schakel/internal/record"
)

// runMeeting adds, lists, shows or plans gatherings; without a word it adds one.
func runMeeting(a *app, ctx context.Context, args []string) error {
	if len(args) > 0 {
		switch args[0] {
		case "add":
			args = args[1:]
		case "list":
			return runMeetingList(a, ctx, args[1:])
		case "show":
			return runShow(a, ctx, args[1:])
		case "plan":
			return runMeetingPlan(a, ctx, args[1:])
		}
	}
	return runMeetingAdd(a, ctx, args)
}

// runMeetingAdd logs a gathering: one number is enough, and it needs no recovery code.
func runMeetingAdd(a *app, ctx context.Context, args []string) error {
	set := a.flags("meeting")
	heads := set.String("heads", "", "")
	kind := set.String("type", string(record.MeetingCoffee), "")
	on := set.String("on", "", "")
	about := set.Bool("about", false, "")
	came := set.String("came", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	n, err := strconv.Atoi(*heads)
	if err != nil {
		return problem("heads", "required")
	}
	return a.with(ctx, func(b *book.Book) error {
		m := &record.Meeting{Type: record.MeetingType(*kind), On: b.Today(), Heads: n, About: *about, Came: record.Text(*came)}
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

// runMeetingList writes the gatherings of a period, the oldest first.
func runMeetingList(a *app, ctx context.Context, args []string) error {
	set := a.flags("meeting")
	from := set.String("from", "", "")
	to := set.String("to", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		first, last, err := a.between(b, *from, *to)
		if err != nil {
			return err
		}
		rows := slices.DeleteFunc(slices.Clone(b.Rows(record.KindMeeting)), func(r record.Row) bool {
			return r.On.Before(first) || !last.Zero() && r.On.After(last)
		})
		slices.SortFunc(rows, func(x, y record.Row) int { return cmp.Or(x.On.Number()-y.On.Number(), int(x.Number)-int(y.Number)) })
		for _, row := range rows {
			m, err := b.Meeting(ctx, row.ID)
			if err != nil {
				return err
			}
			if err := a.shown(b, m); err != nil {
				return err
			}
		}
		return nil
	})
}

// between reads two days; an empty one is no bound.
func (a *app) between(b *book.Book, from, to string) (first, last record.Date, err error) {
	if from != "" {
		if first, err = a.day("from", from, b.Today()); err != nil {
			return first, last, err
		}
	}
	if to != "" {
		last, err = a.day("to", to, b.Today())
	}
	return first, last, err
}

// leftOut is a day of a plan that is skipped, with the reason: nothing is skipped in silence.
type leftOut struct {
	Skipped  record.Date           `json:"skipped"`
	Holidays []almanac.HolidayName `json:"holidays,omitempty"`
	Feasts   []almanac.Feast       `json:"feasts,omitempty"`
}

// runMeetingPlan plans gatherings ahead, and says which days it left out and which school years it does not know.
func runMeetingPlan(a *app, ctx context.Context, args []string) error {
	set := a.flags("meeting")
	kind := set.String("type", string(record.MeetingCoffee), "")
	on := set.String("on", "", "")
	every := set.String("every", "", "")
	times := set.Int("times", 1, "")
	until := set.String("until", "", "")
	school := set.String("skip-school", "", "")
	feasts := set.Bool("skip-feasts", false, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	if r := record.Rhythm(*every); r != "" && !slices.Contains(record.Rhythms(), r) {
		return problem("every", "unknown")
	}
	if *school != "" && !slices.Contains(almanac.Regions(), almanac.Region(*school)) {
		return problem("skip-school", "unknown")
	}
	return a.with(ctx, func(b *book.Book) error {
		m := &record.Meeting{Type: record.MeetingType(*kind), Every: record.Rhythm(*every), Planned: true}
		days, err := a.planDays(b, m, *on, *until, *times)
		if err != nil {
			return err
		}
		if days, err = a.leaveOut(days, almanac.Region(*school), *feasts); err != nil {
			return err
		}
		made, err := b.PlanMeetings(ctx, m, days)
		if err != nil {
			return err
		}
		for _, one := range made {
			if err := a.line(one); err != nil {
				return err
			}
		}
		return nil
	})
}

// planDays are the days of the rhythm.
func (a *app) planDays(b *book.Book, m *record.Meeting, on, until string, times int) ([]record.Date, error) {
	first, err := a.day("on", on, b.Today())
	if err != nil {
		return nil, err
	}
	m.On = first
	if until == "" {
		return m.Every.Days(first, max(times, 1), record.Date{}), nil
	}
	last, err := a.day("until", until, b.Today())
	if err != nil {
		return nil, err
	}
	if last.Before(first) {
		return nil, problem("until", "date.order")
	}
	return m.Every.Days(first, 0, last), nil
}

// leaveOut takes out the days that are skipped by choice, and writes each of them.
func (a *app) leaveOut(days []record.Date, region almanac.Region, feasts bool) ([]record.Date, error) {
	var some []record.Date
	for _, on := range days {
		out := leftOut{Skipped: on}
		if region != "" {
			for _, h := range almanac.On(region, on) {
				if !slices.Contains(out.Holidays, h.Name) {
					out.Holidays = append(out.Holidays, h.Name)
				}
			}
		}
		if feasts {
			for _, f := range almanac.Between(on, on) {
				out.Feasts = append(out.Feasts, f.Feast)
			}
		}
		if len(out.Holidays)+len(out.Feasts) == 0 {
			some = append(some, on)
			continue
		}
		if err := a.object(out); err != nil {
			return nil, err
		}
	}
	if len(days) == 0 || region == "" {
		return some, nil
	}
	if unknown := almanac.Unknown(days[0], days[len(days)-1]); len(unknown) > 0 {
		return some, a.object(map[string][]string{"unknown": unknown})
	}
	return some, nil
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
