package main

import (
	"context"
	"flag"
	"io"
	"strconv"
	"strings"
	"time"

	"schakel/assets"
	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/hours"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// runContact writes a contact down, lists them, shows one or takes one away.
func runContact(a *app, ctx context.Context, args []string) error {
	if len(args) == 0 {
		return usage(a.p.T("ctl.usage.arguments", "Name", "contact"))
	}
	switch args[0] {
	case "add":
		return addContact(a, ctx, args[1:])
	case "list":
		return listContacts(a, ctx, args[1:])
	case "show":
		return runShow(a, ctx, args[1:])
	case "remove":
		return removeContact(a, ctx, args[1:])
	}
	return usage(a.p.T("ctl.usage.arguments", "Name", "contact"))
}

// contactFlags are the words of "contact add".
type contactFlags struct {
	set                                                                                                         *flag.FlagSet
	about, subject, on, roles, place, note, promise, due, euro, cost, function, advice, officer, heads, minutes string
	failed                                                                                                      bool
}

func newContactFlags(a *app) *contactFlags {
	f := &contactFlags{set: a.flags("contact")}
	for name, into := range map[string]*string{
		"about": &f.about, "subject": &f.subject, "on": &f.on, "roles": &f.roles, "place": &f.place, "note": &f.note, "promise": &f.promise, "due": &f.due,
		"euro": &f.euro, "cost": &f.cost, "function": &f.function, "advice": &f.advice, "officer": &f.officer, "heads": &f.heads, "minutes": &f.minutes,
	} {
		f.set.StringVar(into, name, "", "")
	}
	f.set.BoolVar(&f.failed, "failed", false, "")
	return f
}

func addContact(a *app, ctx context.Context, args []string) error {
	f := newContactFlags(a)
	if _, err := a.parse(f.set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		c, err := f.contact(a, b)
		if err != nil {
			return err
		}
		if err := b.SaveContact(ctx, c); err != nil {
			return err
		}
		return a.line(c)
	})
}

// contact is what the flags say.
func (f *contactFlags) contact(a *app, b *book.Book) (*record.Contact, error) {
	c := &record.Contact{
		About: record.AboutKind(f.about), On: b.Today(), Place: record.Place(f.place), Note: record.Text(f.note), Promise: record.Text(f.promise),
		CostType: record.CostType(f.cost), Function: record.Function(f.function), Advice: record.Text(f.advice), Failed: f.failed,
	}
	var err error
	if c.Subject, err = record.ParseID(f.subject); err != nil {
		return nil, problem("subject", "ctl.no_record")
	}
	if c.Officer, err = record.ParseID(f.officer); err != nil {
		return nil, problem("officer", "ctl.no_record")
	}
	for name, into := range map[string]*int{"heads": &c.Heads, "minutes": nil} {
		text := map[string]string{"heads": f.heads, "minutes": f.minutes}[name]
		n, err := strconv.Atoi(text)
		switch {
		case text == "":
		case err != nil:
			return nil, problem(name, "count.range")
		case into == nil:
			c.Length = time.Duration(n) * time.Minute
		default:
			*into = n
		}
	}
	for _, role := range strings.FieldsFunc(f.roles, func(r rune) bool { return r == ',' || r == '+' }) {
		c.Roles = append(c.Roles, record.Role(role))
	}
	return c, f.days(a, b, c)
}

// days are the days and the amount.
func (f *contactFlags) days(a *app, b *book.Book, c *record.Contact) (err error) {
	if f.on != "" {
		if c.On, err = a.day("on", f.on, b.Today()); err != nil {
			return err
		}
	}
	if f.due != "" {
		if c.PromDue, err = a.p.ParseComingDate(f.due, b.Today()); err != nil {
			return problem("due", "ctl.moment")
		}
	}
	cents, ok := i18n.ParseEuro(f.euro)
	if !ok {
		return problem("euro", "count.range")
	}
	c.Cents = cents
	return nil
}

// listContacts prints contacts as rows, newest first: those with somebody, those with something promised, or all.
func listContacts(a *app, ctx context.Context, args []string) error {
	set := a.flags("contact")
	limit, open := set.Int("limit", 20, ""), set.Bool("open", false, "")
	words, err := a.parse(set, args, 0, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		var about record.ID
		if len(words) == 1 {
			if about, err = record.ParseID(words[0]); err != nil {
				return problem(words[0], "ctl.no_record")
			}
		}
		shown := 0
		for _, row := range b.ContactsBy(about) {
			if shown == *limit || *open && row.Flags&record.RowOpen == 0 {
				continue
			}
			shown++
			c, err := b.Contact(ctx, row.ID)
			if err != nil {
				return err
			}
			if err := a.shown(b, c); err != nil {
				return err
			}
		}
		return nil
	})
}

func removeContact(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("contact"), args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.id(b, record.KindContact, "contact", words[0])
		if err != nil {
			return err
		}
		if err := b.RemoveContact(ctx, id); err != nil {
			return err
		}
		a.say(a.p.T("people.contact.removed"))
		return nil
	})
}

// runWeek takes over the contacts of a week from a CSV, all of them or none.
func runWeek(a *app, ctx context.Context, args []string) error {
	files, err := a.parse(a.flags("week"), args, 1, 1)
	if err != nil {
		return err
	}
	in, err := a.input(files[0])
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	return a.with(ctx, func(b *book.Book) error {
		added, err := b.ImportWeek(ctx, in, a.p)
		if err != nil {
			return err
		}
		a.say(a.p.N("week.saved", added))
		return nil
	})
}

// runHours makes the worker's own sheet of a month. That it leaves is noted before a byte of it is written.
func runHours(a *app, ctx context.Context, args []string) error {
	set := a.flags("hours")
	month, format, out := set.String("month", "", ""), set.String("format", "csv", ""), set.String("out", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	var write func(io.Writer, hours.Sheet) error
	switch *format {
	case "csv":
		write = func(w io.Writer, s hours.Sheet) error { return export.HoursCSV(w, a.p, s, export.Semicolon) }
	case "xlsx":
		write = func(w io.Writer, s hours.Sheet) error { return export.HoursXLSX(w, a.p, s) }
	case "pdf":
		write = func(w io.Writer, s hours.Sheet) error { return export.PDF(w, export.MonthSheet(a.p, s), a.faces()) }
	default:
		return problem("format", "unknown")
	}
	return a.with(ctx, func(b *book.Book) error {
		of := b.Today()
		if *month != "" {
			var err error
			if of, err = record.ParseDate(*month + "-01"); err != nil {
				return problem("month", "ctl.moment")
			}
		}
		s, err := b.Hours(ctx, of.Year, of.Month)
		if err != nil {
			return err
		}
		return a.leave(ctx, b, *out, func(w io.Writer) error { return write(w, s) })
	})
}

// runSlip makes the pocket slip to be filled in by hand.
func runSlip(a *app, ctx context.Context, args []string) error {
	set := a.flags("slip")
	out := set.String("out", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	if *out == "" {
		return problem("out", "required")
	}
	return export.Save(*out, func(w io.Writer) error { return export.PDF(w, export.PocketSlip(a.p), a.faces()) })
}

// leave notes that a sheet leaves, and writes it to a file or to the standard output.
func (a *app) leave(ctx context.Context, b *book.Book, out string, write func(io.Writer) error) error {
	if err := b.Printed(ctx, record.KindNone, record.ID{}); err != nil {
		return err
	}
	if out == "" {
		return write(a.out)
	}
	return export.Save(out, write)
}

func (a *app) faces() export.Faces {
	return export.Faces{Regular: assets.FontRegular(), Bold: assets.FontBold()}
}
