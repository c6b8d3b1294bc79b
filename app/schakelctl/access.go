package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"schakel/assets"
	"schakel/internal/access"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// accessing is one paper about a person or a family.
type accessing struct {
	app       *app
	book      *book.Book
	kind      record.Kind
	id        record.ID
	in        access.Input
	passages  []access.Passage
	decisions access.Decisions
}

// wordsFlag collects "4=TEXT", as often as it is given.
type wordsFlag []string

// String is what package flag shows.
func (w *wordsFlag) String() string { return "" }

// Set takes one in.
func (w *wordsFlag) Set(text string) error {
	*w = append(*w, text)
	return nil
}

// runAccess lists what is held about a person or a family, numbered, with why a passage needs a look first; decides about passages by
// their number; and, when everything is decided and --out is given, makes the document.
func runAccess(a *app, ctx context.Context, args []string) error {
	set := a.flags("access")
	by, decide := set.String("asked-by", "", ""), set.String("decide", "", "")
	language, format, out := set.String("language", "", ""), set.String("format", "pdf", ""), set.String("out", "", "")
	var words wordsFlag
	set.Var(&words, "words", "")
	plain, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	if *format != "pdf" && *format != "text" {
		return problem("format", "unknown")
	}
	return a.with(ctx, func(b *book.Book) error {
		w := &accessing{app: a, book: b}
		if err := w.read(ctx, plain[0], *by); err != nil {
			return err
		}
		if err := w.decide(*decide, words); err != nil {
			return err
		}
		if *decide != "" || len(words) > 0 {
			if err := b.SaveDecisions(ctx, w.kind, w.id, w.in.AskedBy, w.decisions); err != nil {
				return err
			}
		}
		if *out == "" {
			w.list()
			return nil
		}
		return w.write(ctx, *language, *format, *out)
	})
}

// owned finds the family or the person that a word names.
func (a *app) owned(b *book.Book, word string) (record.Kind, record.ID, error) {
	for _, kind := range []record.Kind{record.KindHousehold, record.KindPerson} {
		for _, row := range b.Rows(kind) {
			if row.ID.String() == strings.ToLower(word) {
				return kind, row.ID, nil
			}
		}
	}
	return record.KindNone, record.ID{}, problem(word, "ctl.no_record")
}

func (w *accessing) read(ctx context.Context, word, by string) error {
	var err error
	if w.kind, w.id, err = w.app.owned(w.book, word); err != nil {
		return err
	}
	if w.in, err = w.book.Access(ctx, w.app.p, w.kind, w.id); err != nil {
		return err
	}
	d, who, err := w.book.Decisions(ctx, w.kind, w.id)
	if err != nil {
		return err
	}
	w.decisions, w.in.AskedBy = d, who
	if by != "" {
		if w.in.AskedBy, err = w.app.id(w.book, record.KindPerson, "asked-by", by); err != nil {
			return err
		}
	}
	if askers := access.Askers(w.in); w.in.AskedBy.Zero() && len(askers) > 0 {
		w.in.AskedBy = askers[0]
	}
	w.passages, err = access.Collect(w.app.p, w.in)
	return err
}

// decide takes in "1=mee,2=niet" and the words of changed passages.
func (w *accessing) decide(text string, words []string) error {
	choices := map[string]access.Choice{"mee": access.ChoiceIn, "in": access.ChoiceIn, "niet": access.ChoiceOut, "out": access.ChoiceOut}
	for _, one := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		number, choice, _ := strings.Cut(one, "=")
		c, known := choices[choice]
		if !known {
			return problem("decide", "unknown")
		}
		if err := w.take("decide", number, c, ""); err != nil {
			return err
		}
	}
	for _, one := range words {
		number, text, _ := strings.Cut(one, "=")
		if strings.TrimSpace(text) == "" {
			return problem("words", "required")
		}
		if err := w.take("words", number, access.ChoiceChanged, text); err != nil {
			return err
		}
	}
	return nil
}

func (w *accessing) take(field, number string, c access.Choice, words string) error {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(w.passages) {
		return problem(field, "unknown")
	}
	w.decisions.Decide(w.passages[n-1], c, record.Text(words))
	return nil
}

// list shows every passage with its number, what was decided, and why it needs a look.
func (w *accessing) list() {
	p := w.app.p
	words := map[access.Choice]string{
		access.ChoiceIn: p.T("insight.choice.in"), access.ChoiceOut: p.T("insight.choice.out"), access.ChoiceChanged: p.T("insight.choice.changed"), "": "?",
	}
	section := access.Section("")
	for i, one := range w.passages {
		if one.Section != section {
			section = one.Section
			w.app.say("\n" + p.Value("access.section", string(section)))
		}
		head := fmt.Sprintf("%d. [%s] %s", i+1, words[w.decisions.Of(one)], one.Title)
		w.app.say(p.Commas([]string{head, p.Date(one.On), one.Source}))
		for _, f := range one.Facts {
			w.app.say("   " + f.Label + ": " + f.Value.Reveal())
		}
		if text := one.Text.Reveal(); text != "" {
			w.app.say("   " + strings.ReplaceAll(text, "\n", "\n   "))
		}
		for _, m := range one.Marks {
			text := p.Value("access.reason", string(m.Reason))
			if who := m.Who.Reveal(); who != "" {
				text = p.T("insight.reason.who", "Reason", text, "Who", who)
			}
			w.app.say("   > " + text)
		}
	}
	if n := len(access.Open(w.passages, w.decisions)); n > 0 {
		w.app.say("\n" + p.N("insight.open", n))
		return
	}
	w.app.say("\n" + p.T("insight.ready"))
}

// write makes the document in a language, when everything is decided, and notes that it left.
func (w *accessing) write(ctx context.Context, language, format, out string) error {
	dutch, err := i18n.New(i18n.Source)
	if err != nil {
		return err
	}
	p := w.app.p
	if language != "" {
		if p, err = i18n.New(language); err != nil {
			return problem("language", "language.unknown")
		}
	}
	in, err := w.book.Access(ctx, p, w.kind, w.id)
	if err != nil {
		return err
	}
	in.AskedBy = w.in.AskedBy
	passages, err := access.Collect(p, in)
	if err != nil {
		return err
	}
	paper, err := access.Compose(p, dutch, in, passages, w.decisions)
	if err != nil {
		return err
	}
	err = export.Save(out, func(f io.Writer) error {
		if err := w.book.Printed(ctx, w.kind, w.id); err != nil {
			return err
		}
		if format == "text" {
			_, err := io.WriteString(f, p.T("sheet.access.title")+"\n"+paper.Text()+p.T("legal.sheet")+"\n")
			return err
		}
		return export.PDF(f, export.Access(p, dutch, paper), export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()})
	})
	if err != nil {
		return err
	}
	w.app.say(w.app.p.T("shell.saved"))
	return nil
}

// runRetention lists whom the app asks about: "nog nodig?".
func runRetention(a *app, ctx context.Context, args []string) error {
	set := a.flags("retention")
	until := set.String("until", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		day := b.Today()
		if *until != "" {
			var err error
			if day, err = a.coming("until", *until, b.Today()); err != nil {
				return err
			}
		}
		all, err := b.Retention(ctx, day)
		if err != nil {
			return err
		}
		for _, one := range all {
			last := a.p.T("retention.never")
			if !one.Last.Zero() {
				last = a.p.T("retention.last", "What", a.p.Value("retention.activity", string(one.What)), "Date", a.p.Date(one.Last))
			}
			a.say(strings.Join([]string{one.Due.String(), one.ID.String(), a.p.Value("record.kind", one.Kind.String()), one.Name.Reveal(), last}, "\t"))
		}
		if len(all) == 0 {
			a.say(a.p.T("retention.empty"))
		}
		return nil
	})
}

// coming reads a day that may lie ahead.
func (a *app) coming(field, text string, today record.Date) (record.Date, error) {
	if day, err := record.ParseDate(text); err == nil {
		return day, nil
	}
	day, err := a.p.ParseComingDate(text, today)
	if err != nil {
		return record.Date{}, problem(field, "ctl.moment")
	}
	return day, nil
}

// runExtend keeps a family or a person longer, with the reason.
func runExtend(a *app, ctx context.Context, args []string) error {
	set := a.flags("extend")
	months, reason := set.Int("months", 0, ""), set.String("reason", "", "")
	plain, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		kind, id, err := a.owned(b, plain[0])
		if err != nil {
			return err
		}
		until, err := b.Extend(ctx, kind, id, *months, record.Text(*reason))
		if err != nil {
			return err
		}
		a.say(a.p.T("retention.kept", "Date", a.p.Date(until)))
		return nil
	})
}
