package book

import (
	"context"
	"slices"

	"schakel/internal/consent"
	"schakel/internal/record"
	"schakel/internal/store"
)

// RulePage is who must agree before anything about the children of a family is shared, and why: worked out by the rule that decides when
// something is sent.
type RulePage struct {
	Family Family
	Now    []consent.Standing // one for each child, in the order of the household
	Next   []consent.Standing // what holds from Change on, for each child for whom a day is known on which it changes
	Today  record.Date
}

// WhoMustAgree reads a family and what holds for its children today, and from the next day on which another rule counts.
func (b *Book) WhoMustAgree(ctx context.Context, household record.ID) (RulePage, error) {
	var page RulePage
	err := b.view(ctx, func(tx *store.Tx) error {
		f, err := family(tx, household)
		if err != nil {
			return err
		}
		all, err := homes(tx, f)
		if err != nil {
			return err
		}
		page = RulePage{Family: f, Today: b.Today()}
		in := consent.Input{People: f.all(), Households: all, On: page.Today}
		for _, child := range f.Children(page.Today) {
			in.Subjects = append(in.Subjects, child.ID)
		}
		page.Now = consent.Explain(in)
		for _, s := range page.Now {
			if !s.Change.Zero() {
				then := in
				then.On, then.Subjects = s.Change, []record.ID{s.ID}
				page.Next = append(page.Next, consent.Explain(then)...)
			}
		}
		return nil
	})
	return page, err
}

// homes reads every household that names one of the family's people: gezag that is noted in another one counts too, and so does who is not
// safe to ask.
func homes(tx *store.Tx, f Family) ([]*record.Household, error) {
	all := []*record.Household{f.Household}
	seen := map[record.ID]bool{f.Household.ID: true}
	for _, person := range f.all() {
		for _, home := range person.Homes {
			if seen[home] {
				continue
			}
			seen[home] = true
			h, err := store.Get[*record.Household](tx, home)
			if missing(err) {
				continue
			}
			if err != nil {
				return nil, err
			}
			all = append(all, h)
		}
	}
	return all, nil
}

// SetUnsafe notes whether it is safe to ask somebody of a family. It stays on this laptop, and nothing ever suggests asking who is not. What
// waits to be sent about the children of that person is decided again before it goes.
func (b *Book) SetUnsafe(ctx context.Context, household, person record.ID, unsafe bool) error {
	return b.change(ctx, record.KindHousehold, household, func(r record.Record) error {
		h := r.(*record.Household)
		if !slices.ContainsFunc(h.Members, func(m record.Member) bool { return m.Person == person }) {
			return ErrNotAsked
		}
		h.Unsafe = slices.DeleteFunc(h.Unsafe, func(id record.ID) bool { return id == person })
		if unsafe {
			h.Unsafe = append(h.Unsafe, person)
		}
		return nil
	})
}

// Unsafe reports whether somebody on this road is not safe to ask.
func (p *ReferralPage) Unsafe(person record.ID) bool {
	return slices.ContainsFunc(p.homes, func(h *record.Household) bool { return slices.Contains(h.Unsafe, person) })
}

// OwnDataOnly leaves the children out of a referral, and everything that is only about them: the safe road when somebody who decides about
// them cannot be asked. The parent's own data need only that parent.
func (b *Book) OwnDataOnly(ctx context.Context, referral record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		page, err := b.referralPage(tx, referral)
		if err != nil {
			return err
		}
		r := page.Referral
		if r.Parent.Zero() || page.Unsafe(r.Parent) {
			return ErrNotAsked
		}
		if !sendable(r) || waiting(tx, r) {
			return ErrUnderWay
		}
		r.Children = nil
		own := []record.FieldGroup{record.GroupName, record.GroupPhone, record.GroupLanguage, record.GroupReason, record.GroupForm}
		r.Groups = slices.DeleteFunc(r.Groups, func(g record.FieldGroup) bool { return !slices.Contains(own, g) })
		return b.put(tx, r)
	})
}
