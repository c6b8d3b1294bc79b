package main

import (
	"context"
	"io"
	"os"
	"strconv"
	"strings"

	"schakel/internal/book"
	"schakel/internal/directory"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/portrait"
	"schakel/internal/record"
)

// runPartners reads a table of partners in, keeps one, finds who can help, or says what is missing.
func runPartners(a *app, ctx context.Context, args []string) error {
	set := a.flags("partners")
	dry := set.Bool("dry-run", false, "")
	alike := set.String("alike", "skip", "")
	columns := set.String("map", "", "")
	q := helpFlags{words: set.String("words", "", ""), topic: set.String("topic", "", ""), age: set.Int("age", -1, ""), town: set.String("town", "", ""), area: set.String("area", "", ""), language: set.String("language", "", "")}
	if len(args) == 0 {
		return a.unknown()
	}
	files, err := a.parse(set, args[1:], 0, 1)
	if err != nil {
		return err
	}
	switch {
	case args[0] == "import" && len(files) == 1:
		return a.importPartners(ctx, files[0], *columns, *alike, *dry)
	case args[0] == "export" && len(files) == 1:
		return a.exportPartners(ctx, files[0], *dry)
	case args[0] == "show" && len(files) == 1:
		return a.showPartner(ctx, files[0])
	case args[0] == "find" && len(files) == 0:
		return a.findPartners(ctx, q)
	case args[0] == "gaps" && len(files) == 0:
		return a.with(ctx, func(b *book.Book) error {
			g, err := b.Gaps(ctx)
			if err != nil {
				return err
			}
			return a.object(gapsOf(g))
		})
	}
	return a.unknown()
}

// unknown is what is said to a word that no command knows.
func (a *app) unknown() error { return usage(a.p.T("ctl.usage.flag")) }

// dutch is the printer of the source language.
func dutch() (*i18n.Printer, error) { return i18n.New(i18n.Source) }

// importPartners says what happens to every row, and does it unless it is a look only.
func (a *app) importPartners(ctx context.Context, path, columns, alike string, dry bool) error {
	choice, ok := map[string]book.AlikeChoice{"skip": book.AlikeSkip, "new": book.AlikeNew, "same": book.AlikeSame}[alike]
	if !ok {
		return problem("alike", "unknown")
	}
	in, err := a.input(path)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	t, err := directory.Read(in)
	if err != nil {
		return err
	}
	source, err := dutch()
	if err != nil {
		return err
	}
	m, err := mappingOf(t.Head, columns, a.p, source)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		plan, err := b.PlanPartners(ctx, t, m, a.p)
		if err != nil {
			return err
		}
		for i := range plan.All {
			plan.All[i].Choice = choice
			a.tellFate(&plan.All[i])
		}
		if dry {
			return nil
		}
		added, changed, err := b.ImportPartners(ctx, plan)
		if err == nil {
			a.say(a.p.T("partner.table.done", "Added", a.p.Number(added), "Changed", a.p.Number(changed)))
		}
		return err
	})
}

// mappingOf is the mapping of a head, with what the command line says over it: "Kolom=name,Andere=officer.first".
func mappingOf(head []string, columns string, p, source *i18n.Printer) (directory.Mapping, error) {
	m := directory.Guess(head, p, source)
	for pair := range strings.SplitSeq(columns, ",") {
		heading, key, ok := strings.Cut(pair, "=")
		if pair == "" {
			continue
		}
		at := -1
		for i, h := range head {
			if i18n.Fold(h) == i18n.Fold(heading) {
				at = i
			}
		}
		known := key == ""
		for _, c := range directory.Columns() {
			known = known || c.Key == key
		}
		if !ok || at < 0 || !known {
			return nil, problem("map", "unknown")
		}
		m.Set(at, key)
	}
	return m, nil
}

// tellFate says what happens to one organisation, on one line, and each problem on one.
func (a *app) tellFate(one *book.Arriving) {
	line := a.p.Value("directory.fate", string(one.Fate)) + "\t" + one.Name.Reveal()
	for _, key := range one.Changed {
		line += "\t" + directory.Called(a.p, key)
	}
	if one.Fate == book.FateAlike {
		line += "\t" + one.Like.Title.Reveal()
	}
	a.say(line)
	for _, p := range one.Problems {
		a.say("\t" + a.p.T("partner.table.line", "Line", p.Params["Line"], "Text", directory.Called(a.p, p.Field)+": "+a.p.Problem(p)))
	}
}

// exportPartners keeps the list in a new file that only its owner can read; a look says how many there are.
func (a *app) exportPartners(ctx context.Context, path string, dry bool) error {
	return a.with(ctx, func(b *book.Book) error {
		if dry {
			a.say(a.p.Number(len(b.Rows(record.KindPartner))))
			return nil
		}
		a.warn(a.p.T("ctl.export.clear"))
		return export.Save(path, func(w io.Writer) error {
			_, err := b.ExportPartners(ctx, w, a.p)
			return err
		})
	})
}

type helpFlags struct {
	words, topic, town, area, language *string
	age                                *int
}

// findPartners lists who can help, with the reasons as stable words.
func (a *app) findPartners(ctx context.Context, q helpFlags) error {
	ask := book.HelpQuestion{Words: *q.words, Topic: record.HelpTopic(*q.topic), Age: *q.age, Town: *q.town, Area: *q.area}
	if *q.language != "" {
		code, ok := directory.TongueCode(*q.language, a.p)
		if !ok {
			return problem("language", "directory.language")
		}
		ask.Language = code
	}
	if ask.Age > record.LimitAge {
		return problem("age", "ages")
	}
	return a.with(ctx, func(b *book.Book) error {
		fit, _, err := b.FindHelp(ctx, ask, a.p)
		if err != nil {
			return err
		}
		for _, h := range fit {
			if err := a.object(map[string]any{"id": h.Partner.ID.String(), "name": h.Partner.Called().Reveal(), "ring": h.Partner.Ring, "fits": sorts(h.Fits), "unknown": sorts(h.Unknown)}); err != nil {
				return err
			}
		}
		return nil
	})
}

func sorts(all []book.Fit) []string {
	out := make([]string, len(all))
	for i, f := range all {
		out[i] = string(f.Sort)
	}
	return out
}

func gapsOf(g book.Gaps) map[string]any {
	names := func(rows []record.Row) []string {
		out := make([]string, len(rows))
		for i, r := range rows {
			out[i] = r.Title.Reveal()
		}
		return out
	}
	whats := func(all []book.Missing) []string {
		out := make([]string, len(all))
		for i, m := range all {
			out[i] = m.What
		}
		return out
	}
	return map[string]any{
		"partners": g.Partners, "areas": whats(g.Areas), "languages": whats(g.Languages), "topics": g.Topics, "noPerson": names(g.NoPerson),
		"noNorm": names(g.NoNorm), "noPhone": names(g.NoPhone), "left": len(g.Left), "silent": len(g.Silent), "waiting": len(g.Waiting),
	}
}

// runOfficer adds a contact person to a partner, or changes one: the day on which it left, and who took over.
func runOfficer(a *app, ctx context.Context, args []string) error {
	set := a.flags("officer")
	partner, id := set.String("partner", "", ""), set.String("officer", "", "")
	first, last, job := set.String("first", "", ""), set.String("last", "", ""), set.String("job", "", "")
	phone, mail, photo := set.String("phone", "", ""), set.String("mail", "", ""), set.String("photo", "", "")
	to, successor, remind := set.String("to", "", ""), set.String("successor", "", ""), set.String("remind", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		pid, err := a.id(b, record.KindPartner, "partner", *partner)
		if err != nil {
			return err
		}
		p, err := b.Partner(ctx, pid)
		if err != nil {
			return err
		}
		o, err := officerOf(p, *id)
		if err != nil {
			return err
		}
		for text, into := range map[*string]*record.Private{first: &o.First, last: &o.Last, job: &o.Job, phone: &o.Phone, mail: &o.Mail} {
			if *text != "" {
				*into = record.Text(*text)
			}
		}
		if err := a.officerRest(b, p, o, *to, *successor, *remind, *photo); err != nil {
			return err
		}
		if err := b.SavePartner(ctx, p); err != nil {
			return err
		}
		return a.line(p)
	})
}

// officerOf is the contact person with an id, or a new one.
func officerOf(p *record.Partner, text string) (*record.Officer, error) {
	if text == "" {
		p.Officers = append(p.Officers, record.Officer{})
		return &p.Officers[len(p.Officers)-1], nil
	}
	for i := range p.Officers {
		if strings.EqualFold(p.Officers[i].ID.String(), text) || strings.EqualFold(p.Officers[i].First.Reveal(), text) {
			return &p.Officers[i], nil
		}
	}
	return nil, problem("officer", "ctl.no_record")
}

// officerRest sets the day of leaving, the successor by first name or id, the reminder in months, and the picture.
func (a *app) officerRest(b *book.Book, p *record.Partner, o *record.Officer, to, successor, remind, photo string) (err error) {
	if to != "" {
		if o.To, err = a.day("to", to, b.Today()); err != nil {
			return err
		}
	}
	if successor != "" {
		after, err := officerOf(p, successor)
		if err != nil {
			return err
		}
		o.Successor = after.ID
	}
	if remind != "" {
		if o.Remind, err = strconv.Atoi(remind); err != nil {
			return problem("remind", "count.range")
		}
	}
	if photo == "" {
		return nil
	}
	f, err := os.Open(photo)
	if err != nil {
		return errFile
	}
	defer func() { _ = f.Close() }()
	o.Photo, err = portrait.Small(f)
	return err
}

// runCard hands the own card over, reads another worker's, lists who fits, or removes one.
func runCard(a *app, ctx context.Context, args []string) error {
	set := a.flags("card")
	phone, photo := set.Bool("phone", false, ""), set.Bool("photo", false, "")
	language, day, part, role := set.String("language", "", ""), set.String("day", "", ""), set.String("part", "", ""), set.String("role", "", "")
	if len(args) == 0 {
		return a.unknown()
	}
	words, err := a.parse(set, args[1:], 0, 1)
	if err != nil {
		return err
	}
	switch {
	case args[0] == "export" && len(words) == 1:
		return a.with(ctx, func(b *book.Book) error {
			return export.Save(words[0], func(w io.Writer) error { return b.HandCard(ctx, w, book.CardChoice{Phone: *phone, Photo: *photo}) })
		})
	case args[0] == "import" && len(words) == 1:
		return a.takeCard(ctx, words[0])
	case args[0] == "remove" && len(words) == 1:
		return a.with(ctx, func(b *book.Book) error {
			id, err := a.id(b, record.KindColleague, "card", words[0])
			if err != nil {
				return err
			}
			return b.RemoveColleague(ctx, id)
		})
	case args[0] == "find" && len(words) == 0:
		return a.findCards(ctx, book.CardQuestion{Day: record.Weekday(*day), Part: record.DayPart(*part), Role: record.Role(*role)}, *language)
	}
	return a.unknown()
}

func (a *app) takeCard(ctx context.Context, path string) error {
	in, err := a.input(path)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	return a.with(ctx, func(b *book.Book) error {
		c, replaced, err := b.TakeCard(ctx, in)
		if err != nil {
			return err
		}
		said := a.p.T("partner.cards.taken", "Who", c.Name.Reveal())
		if replaced {
			said = a.p.T("partner.cards.replaced", "Who", c.Name.Reveal())
		}
		a.say(said)
		return nil
	})
}

func (a *app) findCards(ctx context.Context, q book.CardQuestion, language string) error {
	if language != "" {
		code, ok := directory.TongueCode(language, a.p)
		if !ok {
			return problem("language", "directory.language")
		}
		q.Language = code
	}
	return a.with(ctx, func(b *book.Book) error {
		fit, _, err := b.FindColleagues(ctx, q, a.p)
		if err != nil {
			return err
		}
		for _, c := range fit {
			if err := a.shown(b, c); err != nil {
				return err
			}
		}
		return nil
	})
}
