package main

import (
	"context"
	"io"
	"strings"

	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/record"
)

// combining is what the command line of combine said.
type combining struct {
	name, programme, from, to, out, format *string
	partners, communities, aims            *string
	least                                  *int
	rounded, dry, fetched                  *bool
}

// runCombine makes a coordinator's programme and its card, takes contributions in, says who handed in, or adds up what came in: safe before
// a byte of it is written. Nothing of one worker is ever written.
func runCombine(a *app, ctx context.Context, args []string) error {
	set := a.flags("combine")
	o := combining{
		name: set.String("name", "", ""), programme: set.String("programme", "", ""), from: set.String("from", "", ""), to: set.String("to", "", ""),
		out: set.String("out", "", ""), format: set.String("format", "csv", ""),
		partners: set.String("partners", "", ""), communities: set.String("communities", "", ""), aims: set.String("aims", "", ""),
		least: set.Int("threshold", threshold, ""), rounded: set.Bool("rounded", false, ""), dry: set.Bool("dry-run", false, ""), fetched: set.Bool("fetched", false, ""),
	}
	rest, err := a.parse(set, args, 0, record.MostWorkers+1)
	if err != nil {
		return err
	}
	what := ""
	if len(rest) > 0 {
		what, rest = rest[0], rest[1:]
	}
	return a.with(ctx, func(b *book.Book) error {
		if what == "new" {
			return a.newProgramme(ctx, b, o)
		}
		id, err := a.programme(ctx, b, *o.programme, true)
		if err != nil {
			return err
		}
		switch what {
		case "card":
			return saveTo(a, o.out, func() ([]byte, error) { return b.ProgrammeCard(ctx, id) })
		case "desk":
			return a.chooseDesk(ctx, b, id, rest)
		case "expect":
			return a.expect(ctx, b, id, rest)
		case "take":
			return a.takeIn(ctx, b, id, o, rest)
		case "who":
			return a.whoIsIn(ctx, b, id, o)
		case "":
			return a.sum(ctx, b, id, o)
		}
		return usage(a.p.T("ctl.usage.flag"))
	})
}

// namesIn are the names between commas.
func namesIn(text string) []record.Private {
	var all []record.Private
	for _, n := range strings.Split(text, ",") {
		if n = strings.TrimSpace(n); n != "" {
			all = append(all, record.Text(n))
		}
	}
	return all
}

func (a *app) newProgramme(ctx context.Context, b *book.Book, o combining) error {
	p := &record.Programme{Name: record.Text(*o.name), Partners: namesIn(*o.partners), Communities: namesIn(*o.communities)}
	if aims := namesIn(*o.aims); len(aims) > 0 {
		p.Years = []record.ProgrammeYear{{Year: b.Today().Year, Aims: aims}}
	}
	err := b.PutProgramme(ctx, p)
	if err == nil {
		a.say(p.ID.String())
	}
	return err
}

func (a *app) expect(ctx context.Context, b *book.Book, id record.ID, cards []string) error {
	for _, path := range cards {
		card, err := readCard(path)
		if err != nil {
			return err
		}
		if err := b.ExpectWorker(ctx, id, card); err != nil {
			return err
		}
	}
	return nil
}

// chooseDesk lets contributions come through an endpoint as well, or through none.
func (a *app) chooseDesk(ctx context.Context, b *book.Book, programme record.ID, args []string) error {
	if len(args) != 1 {
		return usage(a.p.T("ctl.usage.flag"))
	}
	var endpoint record.ID
	if args[0] != "none" {
		var err error
		if endpoint, err = a.theEndpoint(ctx, b, args[0]); err != nil {
			return err
		}
	}
	return b.ChooseMailbox(ctx, programme, endpoint)
}

// takeIn says what each file is and, unless it is a trial, takes in what can be taken. A file that cannot be taken stops nothing.
func (a *app) takeIn(ctx context.Context, b *book.Book, id record.ID, o combining, paths []string) error {
	period, err := a.daysOf(b, *o.from, *o.to)
	if err != nil {
		return err
	}
	var files []book.ContributionFile
	for _, path := range paths {
		data, err := readWhole(path, record.MaxContribution)
		files = append(files, book.ContributionFile{Name: path, Data: data, Err: err})
	}
	if *o.fetched {
		came, err := b.FetchedContributions(ctx, id, period)
		if err != nil {
			return err
		}
		for _, f := range came.Files {
			f.Name = f.Fetched.String()
			files = append(files, f)
		}
	}
	var all []book.Brought
	if *o.dry {
		all, err = b.LookContributions(ctx, id, period, files)
	} else {
		all, err = b.TakeContributions(ctx, id, period, files, nil)
	}
	if err != nil {
		return err
	}
	for _, f := range all {
		line := f.File + ": "
		if f.State == book.BroughtWrong {
			text, hint := a.p.CommandFault(f.Err)
			a.say(line + strings.TrimSpace(text+" "+hint))
			continue
		}
		line += a.p.Commas([]string{f.From.Name.Reveal(), a.p.Value("joint.brought", string(f.State))})
		if f.Stranger {
			line += ". " + a.p.T("joint.bring.stranger", "Words", f.From.Words())
		}
		a.say(line)
	}
	return nil
}

func (a *app) whoIsIn(ctx context.Context, b *book.Book, id record.ID, o combining) error {
	period, err := a.daysOf(b, *o.from, *o.to)
	if err != nil {
		return err
	}
	g, err := b.Gathering(ctx, id, period)
	if err != nil {
		return err
	}
	for _, h := range g.Workers {
		a.say(h.Name.Reveal() + ": " + a.p.Value("joint.handed", string(h.State)))
	}
	return nil
}

func (a *app) sum(ctx context.Context, b *book.Book, id record.ID, o combining) error {
	write, err := a.format(*o.format)
	if err != nil {
		return err
	}
	period, err := a.daysOf(b, *o.from, *o.to)
	if err != nil {
		return err
	}
	public, err := b.JointOverview(ctx, id, period, *o.least, *o.rounded)
	if err != nil {
		return err
	}
	work := func(w io.Writer) error {
		if err := b.Publish(ctx, public); err != nil {
			return err
		}
		return write(ctx, b, w, public)
	}
	if *o.out == "" {
		return work(a.out)
	}
	return export.Save(*o.out, work)
}
