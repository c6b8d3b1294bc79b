package book

import (
	"context"
	"slices"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// ending is an erasure that was worked out: what it does, record by record.
type ending struct {
	parting
	target   store.Ref
	name     record.Private
	named    names                             // of who goes, to be looked for in what stays
	homes    map[record.ID][]*record.Household // of every person, the households that name them as a member
	decides  map[record.ID][]*record.Household // of every person, the households in which they decide about a child
	families []*record.Household

	destroy []record.ID                  // owners whose key goes, with everything it seals
	renew   []record.ID                  // owners who stay and get a new key
	leaving []Leaving                    // the people who go, and those who stay of a family that goes
	people  map[record.ID]*record.Person // who goes
	remove  []store.Ref                  // records that go although their owner's key stays
	lost    []record.Record              // every record that goes, also with its owner's key
	put     []record.Record              // what stays otherwise than it was
	split   []*record.Delivery           // what was sent about several people of whom some stay, before it was stripped
	only    map[record.ID]bool           // who and what went the first time, when it is done again in an older copy; else nil
	drafts  []string                     // keys of drafts that go
	redraft map[string]record.Record     // drafts that stay without those who go
}

// plan works out what erasing a household or a person does. It changes nothing.
func (b *Book) plan(ctx context.Context, tx *store.Tx, target store.Ref) (*ending, error) {
	return b.planAgain(ctx, tx, target, nil)
}

// planAgain does so in an older copy: only goes what went the first time.
func (b *Book) planAgain(ctx context.Context, tx *store.Tx, target store.Ref, only map[record.ID]bool) (*ending, error) {
	e := &ending{
		target: target, only: only, homes: map[record.ID][]*record.Household{}, decides: map[record.ID][]*record.Household{},
		people: map[record.ID]*record.Person{}, redraft: map[string]record.Record{},
	}
	e.parting = parting{today: b.Today(), gone: map[record.ID]bool{}, mixed: map[record.ID]bool{}, called: &names{}}
	if err := e.index(ctx, tx); err != nil {
		return nil, err
	}
	var err error
	switch target.Kind {
	case record.KindHousehold:
		err = e.endHousehold(tx)
	case record.KindPerson:
		err = e.endPerson(tx)
	default:
		err = store.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	for _, step := range []func(*store.Tx) error{e.everythingOwned, e.whatStays, e.otherHomes, e.merged, e.alike, e.tasks, e.draftsOf} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := step(tx); err != nil {
			return nil, err
		}
	}
	return e, nil
}

// index reads who lives where and who decides where: a person's own list of homes may be older.
func (e *ending) index(ctx context.Context, tx *store.Tx) error {
	for i, row := range tx.Rows(record.KindHousehold) {
		if i%500 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		h, err := store.Get[*record.Household](tx, row.ID)
		if err != nil {
			return err
		}
		e.families = append(e.families, h)
		note := func(to map[record.ID][]*record.Household, id record.ID) {
			if !slices.Contains(to[id], h) {
				to[id] = append(to[id], h)
			}
		}
		for _, m := range h.Members {
			note(e.homes, m.Person)
		}
		for _, c := range h.Custody {
			note(e.decides, c.Child)
			for _, holder := range c.Holders {
				note(e.decides, holder)
			}
		}
	}
	return nil
}

// endHousehold decides about everybody in the family, everybody who decides about its children, and everybody its key seals.
func (e *ending) endHousehold(tx *store.Tx) error {
	h, err := store.Get[*record.Household](tx, e.target.ID)
	if err != nil {
		return err
	}
	e.name = h.Name
	e.gone[h.ID] = true
	e.destroy = append(e.destroy, h.Owner)
	e.former(h.Was)
	e.named.household(h)
	for _, id := range e.around(tx, h) {
		p, err := store.Get[*record.Person](tx, id)
		if missing(err) {
			continue // erased before
		}
		if err != nil {
			return err
		}
		if err := e.part(tx, p, h); err != nil {
			return err
		}
	}
	return nil
}

// around lists everybody who belongs to a household in any way, each once, in the order of the household.
func (e *ending) around(tx *store.Tx, h *record.Household) []record.ID {
	var ids []record.ID
	add := func(id record.ID) {
		if !id.Zero() && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, m := range h.Members {
		add(m.Person)
	}
	for _, c := range h.Custody {
		add(c.Child)
		for _, holder := range c.Holders {
			add(holder)
		}
	}
	for _, row := range tx.Rows(record.KindPerson) {
		if row.Owner == h.Owner {
			add(row.ID)
		}
	}
	return ids
}

// part decides whether somebody goes with a household. Whoever lives in another one stays, and so does somebody who only decides about
// its children and is known elsewhere: in another family's custody, or with contacts or other records of their own.
func (e *ending) part(tx *store.Tx, p *record.Person, h *record.Household) error {
	others := func(all []*record.Household) []*record.Household {
		return slices.DeleteFunc(slices.Clone(all), func(x *record.Household) bool { return x.ID == h.ID })
	}
	lives, elsewhere := others(e.homes[p.ID]), others(e.decides[p.ID])
	member := slices.Contains(e.homes[p.ID], e.family(h.ID)) || p.Owner == h.Owner
	switch {
	case e.only[p.ID]:
	case len(lives) > 0:
		return e.stay(p, h, lives[0], WhyOtherHome)
	case !member && len(elsewhere) > 0:
		return e.stay(p, h, elsewhere[0], WhyDecides)
	case !member && p.Owner != p.ID:
		return e.stay(p, h, e.family(p.Owner), WhyDecides) // sealed with another family, which may have named them before
	case !member && p.Owner == p.ID && e.known(tx, p):
		return e.stay(p, h, nil, WhyKnown)
	}
	if e.only != nil && !e.only[p.ID] {
		return e.stay(p, h, nil, WhyKnown) // lived elsewhere by the time it was done first, which this copy does not know yet
	}
	e.leave(p)
	e.named.add(p)
	return nil
}

func (e *ending) family(id record.ID) *record.Household {
	for _, h := range e.families {
		if h.ID == id {
			return h
		}
	}
	return nil
}

// known reports whether the worker keeps records of a person beside the person itself.
func (e *ending) known(tx *store.Tx, p *record.Person) bool {
	for _, kind := range judged() {
		for _, row := range tx.Rows(kind) {
			if row.Owner == p.ID && row.ID != p.ID {
				return true
			}
		}
	}
	return false
}

// leave takes a person along, and everything that the person's own key seals.
func (e *ending) leave(p *record.Person) {
	e.gone[p.ID] = true
	e.people[p.ID] = p
	e.former(p.Was)
	e.leaving = append(e.leaving, Leaving{ID: p.ID, Name: p.Name(), Child: p.As == record.PersonChild, Goes: true})
	e.called.call(p)
	switch {
	case slices.Contains(e.destroy, p.Owner):
	case p.Owner == p.ID:
		e.destroy = append(e.destroy, p.ID)
	case !slices.Contains(e.renew, p.Owner):
		e.renew = append(e.renew, p.Owner)
	}
}

// stay keeps a person whom another family names: sealed with its key when the one that goes sealed the record.
func (e *ending) stay(p *record.Person, h, with *record.Household, why LeavingWhy) error {
	one := Leaving{ID: p.ID, Name: p.Name(), Child: p.As == record.PersonChild, Why: why}
	if with != nil {
		one.With = with.Name
	}
	e.leaving = append(e.leaving, one)
	touched := e.parting.homes(p) == changes
	if p.Owner == h.Owner {
		p.Owner, touched = p.ID, true
		if with != nil {
			p.Owner = with.Owner
		}
	}
	if touched {
		e.put = append(e.put, p)
	}
	return nil
}

// endPerson takes one person. A person with a key of their own goes with everything it seals; one whom a household's key seals is taken
// out of what that household has, and the household gets a new key.
func (e *ending) endPerson(tx *store.Tx) error {
	p, err := store.Get[*record.Person](tx, e.target.ID)
	if err != nil {
		return err
	}
	e.name = p.Name()
	e.leave(p)
	e.named.call(p)
	if !e.surnameStays(tx, p) {
		e.named.add(p)
	}
	return nil
}

// surnameStays reports whether somebody in a family of the person has the same surname and stays: then the surname alone names nobody.
func (e *ending) surnameStays(tx *store.Tx, p *record.Person) bool {
	for _, h := range e.homes[p.ID] {
		for _, m := range h.Members {
			if other, err := store.Get[*record.Person](tx, m.Person); err == nil && m.Person != p.ID && i18n.Fold(joinedLast(other)) == i18n.Fold(joinedLast(p)) {
				return true
			}
		}
	}
	return false
}

// everythingOwned takes what the keys that go seal. Somebody else whom such a key seals was given another one before.
func (e *ending) everythingOwned(tx *store.Tx) error {
	moved := map[record.ID]bool{}
	for _, r := range e.put {
		moved[r.Base().ID] = true
	}
	for _, kind := range judged() {
		for _, row := range tx.Rows(kind) {
			if row.Owner.Zero() || !slices.Contains(e.destroy, row.Owner) || moved[row.ID] {
				continue
			}
			r, err := tx.Get(kind, row.ID)
			if err != nil {
				return err
			}
			if e.another(r) {
				continue
			}
			e.gone[row.ID] = true
			e.lost = append(e.lost, r)
		}
	}
	return nil
}

// another keeps a person or a family that a key seals which is not theirs, as an import may have brought: nobody goes whom the plan does
// not name. They get a key of their own.
func (e *ending) another(r record.Record) bool {
	head := r.Base()
	if k := r.Kind(); k != record.KindPerson && k != record.KindHousehold || e.gone[head.ID] {
		return false
	}
	head.Owner = head.ID
	e.put = append(e.put, r)
	return true
}

// whatStays judges every record of the families in which somebody who goes was a member or is named, whose key stays.
func (e *ending) whatStays(tx *store.Tx) error {
	owners, err := e.naming(tx)
	if err != nil {
		return err
	}
	touched := map[record.ID]bool{}
	for _, kind := range judged() {
		for _, row := range tx.Rows(kind) {
			if !owners[row.Owner] || slices.Contains(e.destroy, row.Owner) || kind == record.KindPerson && !e.gone[row.ID] {
				continue
			}
			v, err := e.weigh(tx, kind, row.ID)
			if err != nil {
				return err
			}
			touched[row.Owner] = touched[row.Owner] || v != stays
		}
	}
	for owner := range touched {
		if touched[owner] && !slices.Contains(e.renew, owner) {
			e.renew = append(e.renew, owner)
		}
	}
	slices.SortFunc(e.renew, func(a, b record.ID) int { return slices.Compare(a[:], b[:]) })
	return nil
}

// weigh judges one record and notes what is to be done with it.
func (e *ending) weigh(tx *store.Tx, kind record.Kind, id record.ID) (verdict, error) {
	r, err := tx.Get(kind, id)
	if err != nil {
		return stays, err
	}
	var before *record.Delivery
	if d, ok := r.(*record.Delivery); ok {
		copied := *d
		before = &copied
	}
	v := e.judge(r)
	switch v {
	case goes:
		e.remove, e.lost = append(e.remove, store.Ref{Kind: kind, ID: id}), append(e.lost, r)
	case changes:
		e.put = append(e.put, r)
		if d, ok := r.(*record.Delivery); ok && !d.Erased.Zero() && before.Erased.Zero() {
			e.split = append(e.split, before)
		}
	}
	return v, nil
}
