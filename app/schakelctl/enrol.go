package main

import (
	"context"
	"net/url"

	"schakel/internal/book"
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
	if u, err := url.Parse(*address); err != nil || u.Scheme != "https" || u.Host == "" {
		a.warn(a.p.T("ctl.problem.field", "Field", "address", "Reason", a.p.T("preferences.enrol.address.wrong")))
		return toldError{problem("address", "address")}
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
		e, err := a.dialer().Enrol(ctx, b, *address, *code, label, id)
		if err != nil {
			return err
		}
		a.say(a.p.T("ctl.enrolled", "Name", e.Name.Reveal()))
		return nil
	})
}
