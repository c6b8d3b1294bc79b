package book

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"schakel/internal/record"
	"schakel/internal/store"
)

// MovePromise gives what was promised at a contact another day; a day before the contact is record.Problems.
func (b *Book) MovePromise(ctx context.Context, id record.ID, due record.Date) error {
	return b.change(ctx, record.KindContact, id, func(r record.Record) error {
		r.(*record.Contact).PromDue = due
		return nil
	})
}

// HearAdvice notes what was done with an advice, today, and what they said about it.
func (b *Book) HearAdvice(ctx context.Context, id record.ID, use record.AdviceUse, why record.Private) error {
	return b.change(ctx, record.KindContact, id, func(r record.Record) error {
		c := r.(*record.Contact)
		c.Use, c.UseWhy, c.UseOn = use, why, b.Today()
		return nil
	})
}

// RemoveContact takes one contact away, with the marks "niet nu" about it. It cannot be undone.
func (b *Book) RemoveContact(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		if _, err := store.Get[*record.Contact](tx, id); err != nil {
			return err
		}
		for _, row := range slices.Clone(tx.Rows(record.KindTask)) {
			if key := row.Detail.Reveal(); row.State == "later" && (key == string(SentencePromise)+"/"+id.String() || key == string(SentenceAdvice)+"/"+id.String()) {
				if err := tx.Delete(record.KindTask, row.ID); err != nil {
					return err
				}
			}
		}
		return tx.Delete(record.KindContact, id)
	})
}

// SaveContacts keeps several moments of contact, all or none. What is wrong comes back as record.Problems whose fields begin with the
// number of the contact: "3.on".
func (b *Book) SaveContacts(ctx context.Context, all []*record.Contact) error {
	return b.update(ctx, func(tx *store.Tx) error {
		var problems record.Problems
		for i, c := range all {
			for _, p := range c.Validate(b.Today()) {
				p.Field = strconv.Itoa(i) + "." + p.Field
				problems = append(problems, p)
			}
		}
		if err := problems.Err(); err != nil {
			return err
		}
		for _, c := range all {
			if err := b.put(tx, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// rolesFrom is how many of the newest contacts tell which roles the worker uses most.
const rolesFrom = 120

// UsedRoles lists every role, those that the worker used most in the newest contacts first; the rest in the usual order.
func (b *Book) UsedRoles(ctx context.Context) ([]record.Role, error) {
	rows := slices.Clone(b.store.Rows(record.KindContact))
	slices.SortFunc(rows, func(x, y record.Row) int { return cmp.Compare(y.On.Number(), x.On.Number()) })
	var ids []record.ID
	for _, row := range rows[:min(rolesFrom, len(rows))] {
		ids = append(ids, row.ID)
	}
	times := map[record.Role]int{}
	err := b.view(ctx, func(tx *store.Tx) error {
		return tx.Each(record.KindContact, ids, func(r record.Record) error {
			for _, role := range r.(*record.Contact).Roles {
				times[role]++
			}
			return ctx.Err()
		})
	})
	roles := record.Roles()
	first := slices.Clone(roles)
	slices.SortStableFunc(first, func(x, y record.Role) int { return times[y] - times[x] })
	first = first[:usedFirst]
	rest := slices.DeleteFunc(roles, func(r record.Role) bool { return slices.Contains(first, r) })
	return append(first, rest...), err
}

// usedFirst is how many roles stand first by use: as many as an entry shows at first.
const usedFirst = 4
