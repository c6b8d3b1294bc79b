package main

import (
	"context"
	"flag"
	"strings"

	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// days are the flags of a period: two days, or a word and a day that falls in it.
type days struct{ from, to, word, of *string }

func periodFlags(set *flag.FlagSet) days {
	return days{set.String("from", "", ""), set.String("to", "", ""), set.String("period", "", ""), set.String("of", "", "")}
}

// period reads the flags. A word and two days together are too much: then the word is named.
func (a *app) period(d days, today record.Date) (summary.Period, error) {
	var p summary.Period
	var err error
	if *d.word == "" {
		if p.From, err = a.day("from", *d.from, today); err != nil {
			return p, err
		}
		if p.To, err = a.day("to", *d.to, today); err != nil {
			return p, err
		}
		return p, p.Check()
	}
	if *d.from != "" || *d.to != "" {
		return p, problem("period", "unknown")
	}
	of, err := a.dayOr("of", *d.of, today)
	if err != nil {
		return p, err
	}
	switch *d.word {
	case "month":
		return summary.Month(of), nil
	case "quarter":
		return summary.Quarter(of), nil
	case "year":
		return summary.Year(of), nil
	case "schoolyear":
		return summary.SchoolYear(of), nil
	}
	return p, problem("period", "unknown")
}

// beside is what --against says: nothing, the period before, or a Startfoto by its id.
func (a *app) beside(b *book.Book, word string) (book.Beside, error) {
	switch word {
	case "":
		return book.Beside{}, nil
	case summary.AgainstPrevious:
		return book.Beside{Previous: true}, nil
	}
	id, err := a.id(b, record.KindSnapshot, "against", word)
	return book.Beside{Snapshot: id}, err
}

// picked are the stories of --stories.
func (a *app) picked(ctx context.Context, b *book.Book, list string) ([]summary.Story, error) {
	if list == "" {
		return nil, nil
	}
	var ids []record.ID
	for _, word := range strings.Split(list, ",") {
		id, err := a.id(b, record.KindStory, "stories", word)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return b.PickStories(ctx, ids)
}

// runTarget works with what is aimed for: add, list, show, remove.
func runTarget(a *app, ctx context.Context, args []string) error {
	return a.verbs(ctx, "target", record.KindTarget, args, map[string]verb{
		"add": addTarget, "remove": removeOf(record.KindTarget, (*book.Book).DropTarget),
	})
}

func addTarget(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	span := periodFlags(set)
	measure, count := set.String("measure", "", ""), set.Int("count", 0, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		period, err := a.period(span, b.Today())
		if err != nil {
			return err
		}
		t := &record.Target{Measure: record.Goal(*measure), From: period.From, To: period.To, Count: *count}
		if err := b.SaveTarget(ctx, t); err != nil {
			return err
		}
		return a.line(t)
	})
}

// removeOf takes a record away by its id.
func removeOf(kind record.Kind, drop func(*book.Book, context.Context, record.ID) error) verb {
	return func(a *app, ctx context.Context, name string, args []string) error {
		words, err := a.parse(a.flags(name), args, 1, 1)
		if err != nil {
			return err
		}
		return a.with(ctx, func(b *book.Book) error {
			id, err := a.id(b, kind, "id", words[0])
			if err != nil {
				return err
			}
			return drop(b, ctx, id)
		})
	}
}

// runSnapshot works with Startfoto's: add, list, show, rename, remove.
func runSnapshot(a *app, ctx context.Context, args []string) error {
	return a.verbs(ctx, "snapshot", record.KindSnapshot, args, map[string]verb{
		"add": addSnapshot, "rename": renameSnapshot, "remove": removeOf(record.KindSnapshot, (*book.Book).DropSnapshot),
	})
}

func addSnapshot(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	span := periodFlags(set)
	called := set.String("name", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		period, err := a.period(span, b.Today())
		if err != nil {
			return err
		}
		s, err := b.TakeSnapshot(ctx, period, record.Text(*called))
		if err != nil {
			return err
		}
		return a.line(s)
	})
}

func renameSnapshot(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	called := set.String("name", "", "")
	words, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.id(b, record.KindSnapshot, "id", words[0])
		if err != nil {
			return err
		}
		return b.RenameSnapshot(ctx, id, record.Text(*called))
	})
}

// runYearly chooses the day on which Vandaag speaks of the yearly overview.
func runYearly(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("yearly"), args, 1, 1)
	if err != nil {
		return err
	}
	day := words[0]
	if day == "usual" {
		day = ""
	}
	return a.with(ctx, func(b *book.Book) error { return b.SetYearDay(ctx, day) })
}
