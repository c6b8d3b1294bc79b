package main

import (
	"context"
	"flag"
	"slices"
	"strings"

	"schakel/internal/book"
	"schakel/internal/record"
)

// choices is what was chosen with the family on the command line.
type choices struct {
	set                                                        *flag.FlagSet
	partner, receiver, purpose, groups, reason, question, form *string
	method, wants, done, jgz                                   *string
}

func (a *app) choices(set *flag.FlagSet) choices {
	text := func(name string) *string { return set.String(name, "", "") }
	return choices{
		set: set, partner: text("partner"), receiver: text("receiver"), purpose: text("purpose"), groups: text("groups"),
		reason: text("reason"), question: text("question"), form: text("form"),
		method: text("method"), wants: text("wants"), done: text("done"), jgz: text("jgz"),
	}
}

// runReferral starts "naar hulp" from a concern or a household, or changes what was chosen, and writes the referral.
func runReferral(a *app, ctx context.Context, args []string) error {
	set := a.flags("referral")
	referral, concern, household := set.String("referral", "", ""), set.String("concern", "", ""), set.String("household", "", "")
	chosen := a.choices(set)
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		var r *record.Referral
		var err error
		if *referral != "" {
			r, err = a.referral(ctx, b, *referral)
		} else {
			r, err = a.begin(ctx, b, *concern, *household)
		}
		if err != nil {
			return err
		}
		if err := a.apply(ctx, b, r, chosen); err != nil {
			return err
		}
		if err := b.SaveReferral(ctx, r); err != nil {
			return err
		}
		return a.shown(b, r)
	})
}

// referral reads a referral by its id or number.
func (a *app) referral(ctx context.Context, b *book.Book, text string) (*record.Referral, error) {
	id, err := a.id(b, record.KindReferral, "referral", text)
	if err != nil {
		return nil, err
	}
	page, err := b.ReferralPage(ctx, id)
	return page.Referral, err
}

func (a *app) begin(ctx context.Context, b *book.Book, concern, household string) (*record.Referral, error) {
	if concern == "" {
		id, err := a.id(b, record.KindHousehold, "household", household)
		if err != nil {
			return nil, err
		}
		return b.StartReferral(ctx, id, record.ID{})
	}
	id, err := a.id(b, record.KindConcern, "concern", concern)
	if err != nil {
		return nil, err
	}
	return b.StartReferral(ctx, record.ID{}, id)
}

// apply takes over the flags that were given; the others stay as they were.
func (a *app) apply(ctx context.Context, b *book.Book, r *record.Referral, c choices) error {
	if given(c.set, "partner") || given(c.set, "receiver") {
		if err := a.receiver(ctx, b, r, c); err != nil {
			return err
		}
	}
	if given(c.set, "groups") {
		groups, err := fieldGroups(*c.groups)
		if err != nil {
			return err
		}
		r.Groups = groups
	}
	if given(c.set, "purpose") {
		r.Purpose = record.Purpose(*c.purpose)
	}
	if given(c.set, "form") {
		r.Form = record.Form(*c.form)
	}
	if given(c.set, "method") {
		r.Method = record.Method(*c.method)
	}
	if given(c.set, "jgz") {
		r.JGZ = record.Involvement(*c.jgz)
	}
	for name, at := range map[string]struct {
		typed *string
		into  *record.Private
	}{"reason": {c.reason, &r.Reason}, "question": {c.question, &r.Question}, "wants": {c.wants, &r.Wants}, "done": {c.done, &r.Done}} {
		if given(c.set, name) {
			*at.into = record.Text(*at.typed)
		}
	}
	return nil
}

// receiver sets the partner and its contact person, who is named by id or first name.
func (a *app) receiver(ctx context.Context, b *book.Book, r *record.Referral, c choices) error {
	if *c.partner != "" {
		id, err := a.id(b, record.KindPartner, "partner", *c.partner)
		if err != nil {
			return err
		}
		r.Partner, r.Receiver = id, record.ID{}
	}
	p, err := b.Partner(ctx, r.Partner)
	if err != nil {
		return problem("partner", "ctl.no_record")
	}
	if *c.receiver == "" {
		return nil
	}
	for _, o := range p.Officers {
		if o.ID.String() == *c.receiver || strings.EqualFold(o.First.Reveal(), *c.receiver) {
			r.Receiver = o.ID
			return nil
		}
	}
	return problem("receiver", "ctl.no_record")
}

// fieldGroups reads "name,phone,child"; an unknown one is refused, "" switches everything off.
func fieldGroups(text string) ([]record.FieldGroup, error) {
	var groups []record.FieldGroup
	for word := range strings.SplitSeq(text, ",") {
		group := record.FieldGroup(strings.TrimSpace(word))
		if group == "" {
			continue
		}
		if !slices.Contains(record.FieldGroups(), group) {
			return nil, problem("groups", "unknown")
		}
		groups = append(groups, group)
	}
	return groups, nil
}
