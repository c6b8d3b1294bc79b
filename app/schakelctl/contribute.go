package main

import (
	"context"
	"io"
	"strconv"

	"schakel/internal/book"
	"schakel/internal/contribution"
	"schakel/internal/export"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// runContribute keeps the card of a programme, shows exactly what would go to its coordinator, seals it into a file, lists what went, or
// takes it back.
func runContribute(a *app, ctx context.Context, args []string) error {
	set := a.flags("contribute")
	from, to := set.String("from", "", ""), set.String("to", "", "")
	programme, out := set.String("programme", "", ""), set.String("out", "", "")
	send := set.Bool("send", false, "")
	rest, err := a.parse(set, args, 0, 2)
	if err != nil {
		return err
	}
	what, arg := "", ""
	if len(rest) > 0 {
		what = rest[0]
	}
	if len(rest) > 1 {
		arg = rest[1]
	}
	return a.with(ctx, func(b *book.Book) error {
		switch what {
		case "join":
			return a.join(ctx, b, arg)
		case "list":
			return a.contributed(ctx, b)
		case "withdraw":
			id, err := record.ParseID(arg)
			if err != nil {
				return problem("id", "ctl.no_record")
			}
			if *send {
				return a.waits(b.SendWithdrawal(ctx, id))
			}
			return saveTo(a, out, func() ([]byte, error) { return b.WithdrawContribution(ctx, id) })
		case "stop":
			id, err := record.ParseID(arg)
			if err != nil {
				return problem("id", "ctl.no_record")
			}
			return b.StopContribution(ctx, id)
		case "":
			return a.handIn(ctx, b, *programme, *from, *to, out, *send)
		}
		return usage(a.p.T("ctl.usage.flag"))
	})
}

// waits says that something waits for "sync".
func (a *app) waits(err error) error {
	if err == nil {
		a.say(a.p.T("contribute.send.waits"))
	}
	return err
}

// saveTo writes a file that is made only when there is a place for it.
func saveTo(a *app, out *string, work func() ([]byte, error)) error {
	if *out == "" {
		return usage(a.p.T("ctl.usage.flag"))
	}
	return export.Save(*out, func(w io.Writer) error {
		file, err := work()
		if err == nil {
			_, err = w.Write(file)
		}
		return err
	})
}

func (a *app) join(ctx context.Context, b *book.Book, path string) error {
	data, err := readWhole(path, contribution.MaxCard)
	if err != nil {
		return err
	}
	p, err := b.TakeProgramme(ctx, data)
	if err != nil {
		return err
	}
	card, err := parcel.ParseCard(p.Card)
	if err != nil {
		return err
	}
	a.say(p.ID.String() + "  " + p.Name.Reveal() + "  " + a.p.Commas([]string{card.Name.Reveal(), card.Words()}))
	return nil
}

func (a *app) contributed(ctx context.Context, b *book.Book) error {
	all, err := b.Contributed(ctx)
	if err != nil {
		return err
	}
	for _, c := range all {
		id := "contribute.given.line"
		if c.Withdrawn {
			id = "contribute.given.back"
		}
		period := a.p.T("summary.period", "From", a.p.Date(c.From), "To", a.p.Date(c.To))
		line := c.ID.String() + "  " + a.p.T(id, "Period", period, "Date", a.p.Date(record.DateOf(c.Made.Local())))
		if c.Post != "" {
			line += " · " + a.p.Value("contribute.post", string(c.Post))
		}
		a.say(line)
	}
	return nil
}

// handIn shows what would go; with a file it goes.
func (a *app) handIn(ctx context.Context, b *book.Book, programme, from, to string, out *string, send bool) error {
	id, err := a.programme(ctx, b, programme, false)
	if err != nil {
		return err
	}
	period, err := a.daysOf(b, from, to)
	if err != nil {
		return err
	}
	shown, err := b.PrepareContribution(ctx, id, period)
	if err != nil {
		return err
	}
	a.numbers(shown.Report)
	if also := shown.Content.Also; !also.None() {
		a.say(a.p.T("contribute.also", "Contacts", also.Contacts, "Meetings", also.Meetings, "Minutes", also.Minutes))
	}
	if send {
		return a.waits(b.SendContribution(ctx, shown))
	}
	if *out == "" {
		return nil
	}
	err = saveTo(a, out, func() ([]byte, error) { return b.Contribute(ctx, shown) })
	if err == nil {
		a.say(a.p.Commas([]string{shown.To.Name.Reveal(), shown.To.Words()}))
	}
	return err
}

func (a *app) daysOf(b *book.Book, from, to string) (p summary.Period, err error) {
	if p.From, err = a.day("from", from, b.Today()); err != nil {
		return p, err
	}
	p.To, err = a.day("to", to, b.Today())
	return p, err
}

// programme is the one that is named by its id, or the only one there is.
func (a *app) programme(ctx context.Context, b *book.Book, named string, own bool) (record.ID, error) {
	if named != "" {
		id, err := record.ParseID(named)
		if err != nil {
			return id, problem("programme", "ctl.no_record")
		}
		return id, nil
	}
	all, err := b.Programmes(ctx)
	if err != nil {
		return record.ID{}, err
	}
	var found []record.ID
	for _, p := range all {
		if p.Own || !own {
			found = append(found, p.ID)
		}
	}
	if len(found) != 1 {
		return record.ID{}, usage(a.p.T("ctl.contribute.none"))
	}
	return found[0], nil
}

// numbers writes every number of a report, a line each.
func (a *app) numbers(r summary.Report) {
	name := func(l summary.Label) string {
		switch {
		case l.Name != "":
			return l.Name
		case !l.On.Zero():
			return l.On.String()
		}
		return a.p.Value(l.Enum, l.Value)
	}
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			for i, l := range t.Rows {
				for j, c := range t.Counts.Cells[i] {
					text := strconv.Itoa(c.Count)
					if c.Hidden {
						text = a.p.T("summary.hidden.mark")
					} else if c.Count == 0 {
						continue
					}
					column := ""
					if j < len(t.Columns) {
						column = "\t" + name(t.Columns[j])
					}
					a.say(a.p.Value("summary.measure", t.ID) + "\t" + name(l) + column + "\t" + text)
				}
			}
		}
	}
}
