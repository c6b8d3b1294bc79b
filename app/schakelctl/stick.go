package main

import (
	"context"
	"io"

	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// runStick works with files that go to an endpoint by hand: enrol, out, keys, in.
func runStick(a *app, ctx context.Context, args []string) error {
	if len(args) == 0 {
		return usage(a.p.T("ctl.usage.arguments", "Name", "stick"))
	}
	do := map[string]verb{"enrol": stickEnrol, "out": stickOut, "keys": stickKeys, "in": stickIn}[args[0]]
	if do == nil {
		return usage(a.p.T("ctl.usage.arguments", "Name", "stick"))
	}
	return do(a, ctx, "stick "+args[0], args[1:])
}

// stickEnrol makes the file that begins a connection without a network.
func stickEnrol(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	code, called, partner := set.String("code", "", ""), set.String("name", "", ""), set.String("partner", "", "")
	words, err := a.parse(set, args, 1, 1)
	switch {
	case err != nil:
		return err
	case *code == "":
		return problem("code", "required")
	case *called == "":
		return problem("name", "required")
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.partnerFlag(b, *partner)
		if err != nil {
			return err
		}
		label, err := a.label(ctx, b)
		if err != nil {
			return err
		}
		return export.Save(words[0], func(w io.Writer) error {
			data, err := b.AskByFile(ctx, *code, label, record.Text(*called), id)
			if err != nil {
				return err
			}
			_, err = w.Write(data)
			return err
		})
	})
}

// partnerFlag is the partner that a flag names, none for "".
func (a *app) partnerFlag(b *book.Book, partner string) (record.ID, error) {
	if partner == "" {
		return record.ID{}, nil
	}
	return a.id(b, record.KindPartner, "partner", partner)
}

// label is how the endpoint's people recognise this device: the worker's own name.
func (a *app) label(ctx context.Context, b *book.Book) (string, error) {
	worker, err := b.Profile(ctx)
	if err != nil {
		return "", err
	}
	if name := worker.Name.Reveal(); name != "" {
		return name, nil
	}
	return a.p.T("ctl.enrol.label"), nil
}

// stickOut makes the file with what waits for an endpoint.
func stickOut(a *app, ctx context.Context, name string, args []string) error {
	set := a.flags(name)
	endpoint := set.String("endpoint", "", "")
	words, err := a.parse(set, args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		id, err := a.theEndpoint(ctx, b, *endpoint)
		if err != nil {
			return err
		}
		var out book.Stick
		err = export.Save(words[0], func(w io.Writer) error {
			if out, err = b.StickFile(ctx, id); err != nil {
				return err
			}
			_, err = w.Write(out.Data)
			return err
		})
		if err != nil {
			return err
		}
		a.say(a.p.N("deliveries.stick.out.done", out.In))
		if out.Left > 0 {
			a.say(a.p.T("deliveries.stick.left"))
		}
		return nil
	})
}

// theEndpoint is the one that was named, by id or as it is called, or the only one there is.
func (a *app) theEndpoint(ctx context.Context, b *book.Book, word string) (record.ID, error) {
	all, err := b.Endpoints(ctx)
	if err != nil {
		return record.ID{}, err
	}
	var found []record.ID
	for _, e := range all {
		if word == "" || e.ID.String() == word || i18n.Fold(e.Name.Reveal()) == i18n.Fold(word) {
			found = append(found, e.ID)
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case word == "" || len(found) > 1:
		return record.ID{}, problem("endpoint", "required")
	}
	return record.ID{}, problem("endpoint", "ctl.no_record")
}

// stickIn reads what an endpoint gave back.
func stickIn(a *app, ctx context.Context, name string, args []string) error {
	words, err := a.parse(a.flags(name), args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		data, err := readWhole(words[0], book.MaxReturn)
		if err != nil {
			return err
		}
		got, err := b.TakeReturn(ctx, data)
		if err != nil {
			return err
		}
		if got.Enrolled {
			a.say(a.p.T("deliveries.stick.enrolled", "Name", got.Name.Reveal()))
		}
		counts := []string{a.p.N("deliveries.stick.receipts", got.Receipts), a.p.N("deliveries.stick.answers", got.Answers)}
		a.say(a.p.T("deliveries.stick.taken", "What", a.p.Commas(counts)))
		return nil
	})
}
