package main

import (
	"context"

	"schakel/internal/book"
	"schakel/internal/record"
)

// runEnrol makes this device known to an endpoint with a one-time code.
func runEnrol(a *app, ctx context.Context, args []string) error {
	set := a.flags("enrol")
	address, code, partner := set.String("address", "", ""), set.String("code", "", ""), set.String("partner", "", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	switch {
	case *address == "":
		return problem("address", "required")
	case *code == "":
		return problem("code", "required")
	}
	return a.with(ctx, func(b *book.Book) error {
		var id record.ID
		if *partner != "" {
			var err error
			if id, err = a.id(b, record.KindPartner, "partner", *partner); err != nil {
				return err
			}
		}
		worker, err := b.Profile(ctx)
		if err != nil {
			return err
		}
		label := worker.Name.Reveal()
		if label == "" {
			label = a.p.T("ctl.enrol.label")
		}
		e, err := a.dialer().Enrol(ctx, b, *address, *code, label, id)
		if err != nil {
			return err
		}
		a.say(a.p.T("ctl.enrolled", "Name", e.Name.Reveal()))
		return nil
	})
}
