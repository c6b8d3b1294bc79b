package main

import (
	"context"
	"io"
	"os"
	"strings"

	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/fault"
	"schakel/internal/parcel"
	"schakel/internal/record"
)

// runKeyCard writes the own key card into a file, or says its six words; with a card of somebody else it says that card's words.
func runKeyCard(a *app, ctx context.Context, args []string) error {
	set := a.flags("keycard")
	out := set.String("out", "", "")
	of := set.String("of", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	if *of != "" {
		c, err := readCard(*of)
		if err == nil {
			a.say(c.Name.Reveal() + ": " + c.Words())
		}
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		c, err := b.KeyCard(ctx)
		if err != nil {
			return err
		}
		a.say(c.Words())
		if *out == "" {
			return nil
		}
		data, err := c.Bytes()
		if err != nil {
			return err
		}
		return export.Save(*out, func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
	})
}

func readCard(path string) (parcel.Card, error) {
	data, err := readWhole(path, parcel.MaxCard)
	if err != nil {
		return parcel.Card{}, err
	}
	return parcel.ParseCard(data)
}

// readWhole reads a file up to a limit and one byte more, so that who parses it sees that it is too large.
func readWhole(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fault.New(fault.NotFound, "import.file", "the file cannot be read")
	}
	defer func() { _ = f.Close() }()
	return io.ReadAll(io.LimitReader(f, most+1))
}

// runHandover lists the families with what they said, notes an answer, seals the willing ones for another worker, or closes what went.
func runHandover(a *app, ctx context.Context, args []string) error {
	set := a.flags("handover")
	family, person, answer := set.String("family", "", ""), set.String("person", "", ""), set.String("answer", "", "")
	note, to, out := set.String("note", "", ""), set.String("to", "", ""), set.String("out", "", "")
	closing := set.Bool("close", false, "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	home, err := record.ParseID(*family)
	if err != nil {
		return problem("family", "ctl.no_record")
	}
	who, err := record.ParseID(*person)
	if err != nil {
		return problem("person", "ctl.no_record")
	}
	return a.with(ctx, func(b *book.Book) error {
		switch {
		case *to != "":
			return a.handOver(ctx, b, *to, *out, home)
		case *closing:
			return b.CloseHandedOver(ctx, home)
		case *answer != "":
			said := map[string]record.HandoverAnswer{"ja": record.HandoverYes, "nee": record.HandoverNo, "niet-bereikt": record.HandoverUnreached}[*answer]
			if said == "" {
				return usage(a.p.T("ctl.usage.flag"))
			}
			return b.AnswerHandover(ctx, home, who, said)
		case *note != "":
			return b.NoteHandover(ctx, home, record.Text(*note))
		}
		return a.caseload(ctx, b)
	})
}

func (a *app) caseload(ctx context.Context, b *book.Book) error {
	all, err := b.Caseload(ctx)
	if err != nil {
		return err
	}
	for _, f := range all {
		a.say(f.Household.String() + "  " + f.Name.Reveal() + "  " + a.p.Value("handing.standing", string(f.Standing)))
		for _, ask := range f.Asks {
			word := "-"
			if ask.Answer != "" {
				word = a.p.Value("handing.answer", string(ask.Answer))
			}
			a.say("  " + ask.Person.String() + "  " + ask.Name.Reveal() + "  " + strings.ToLower(word))
		}
	}
	return nil
}

// handOver seals one family, or every one that said yes.
func (a *app) handOver(ctx context.Context, b *book.Book, to, out string, home record.ID) error {
	if out == "" {
		return usage(a.p.T("ctl.usage.flag"))
	}
	card, err := readCard(to)
	if err != nil {
		return err
	}
	going := []record.ID{home}
	if home.Zero() {
		going = nil
		all, err := b.Caseload(ctx)
		if err != nil {
			return err
		}
		for _, f := range all {
			if f.Standing == book.StandingYes {
				going = append(going, f.Household)
			}
		}
	}
	err = export.Save(out, func(w io.Writer) error {
		file, err := b.HandOver(ctx, card, going)
		if err != nil {
			return err
		}
		_, err = w.Write(file)
		return err
	})
	if err == nil {
		a.say(a.p.T("handing.to") + ": " + a.p.Commas([]string{card.Name.Reveal(), card.Words()}))
	}
	return err
}

// runTakeover says what another worker's file holds and takes it over; with --look it only says so.
func runTakeover(a *app, ctx context.Context, args []string) error {
	set := a.flags("takeover")
	only := set.Bool("look", false, "")
	files, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		file, err := readWhole(files[0], parcel.MaxFile)
		if err != nil {
			return err
		}
		look, err := b.LookParcel(ctx, file)
		if err != nil {
			return err
		}
		a.say(look.From.Name.Reveal() + ": " + look.From.Words())
		for _, f := range look.Families {
			a.say("- " + a.p.Commas([]string{f.Name.Reveal(), a.p.N("handing.receive.people", f.People)}))
		}
		if *only {
			return nil
		}
		done, err := b.TakeOver(ctx, file)
		if err != nil {
			return err
		}
		a.say(a.p.N("handing.receive.done", done.Families))
		if done.Before > 0 {
			a.say(a.p.N("handing.receive.before", done.Before))
		}
		if done.Consents > 0 {
			a.say(a.p.N("handing.receive.consents", done.Consents))
		}
		return nil
	})
}
