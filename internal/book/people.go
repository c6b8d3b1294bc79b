package book

import (
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Family is a household with the people in it.
type Family struct {
	Household *record.Household
	People    map[record.ID]*record.Person // every member, and everyone who decides about a child
}

// Person finds a member; nil when there is none, or the person was erased.
func (f Family) Person(id record.ID) *record.Person { return f.People[id] }

// Children lists the members who are children, on a day, in the order of the household.
func (f Family) Children(on record.Date) []*record.Person {
	var all []*record.Person
	for _, m := range f.Household.Living(on) {
		if p := f.People[m.Person]; p != nil && p.As == record.PersonChild {
			all = append(all, p)
		}
	}
	return all
}

// Parents lists the other members, on a day, in the order of the household.
func (f Family) Parents(on record.Date) []*record.Person {
	var all []*record.Person
	for _, m := range f.Household.Living(on) {
		if p := f.People[m.Person]; p != nil && p.As != record.PersonChild {
			all = append(all, p)
		}
	}
	return all
}

// Relation is what a person is in the household; "other" when nothing is written.
func (f Family) Relation(id record.ID) record.Relation {
	for _, m := range f.Household.Members {
		if m.Person == id {
			return m.Relation
		}
	}
	return record.RelationOther
}

// Family reads a household and its people.
func (b *Book) Family(ctx context.Context, id record.ID) (Family, error) {
	var f Family
	err := b.view(ctx, func(tx *store.Tx) error {
		var err error
		f, err = family(tx, id)
		return err
	})
	return f, err
}

func family(tx *store.Tx, id record.ID) (Family, error) {
	h, err := store.Get[*record.Household](tx, id)
	if err != nil {
		return Family{}, err
	}
	f := Family{Household: h, People: map[record.ID]*record.Person{}}
	ids := make([]record.ID, 0, len(h.Members))
	for _, m := range h.Members {
		ids = append(ids, m.Person)
	}
	for _, c := range h.Custody {
		ids = append(append(ids, c.Child), c.Holders...)
	}
	for _, pid := range ids {
		if _, known := f.People[pid]; known {
			continue
		}
		p, err := store.Get[*record.Person](tx, pid)
		if missing(err) {
			continue // erased: a reference to nobody is no error
		}
		if err != nil {
			return Family{}, err
		}
		f.People[pid] = p
	}
	return f, nil
}

// Person reads one person.
func (b *Book) Person(ctx context.Context, id record.ID) (*record.Person, error) {
	return load[*record.Person](b, ctx, id)
}

// SavePerson keeps a person who lives in no household here.
func (b *Book) SavePerson(ctx context.Context, p *record.Person) error { return b.save(ctx, p) }

// Arrival is a new or changed member of a household.
type Arrival struct {
	Person   *record.Person
	Relation record.Relation
	Custody  *record.Custody // for a child: who decides; Child is filled in
}

// SaveFamily keeps a household and the people that came with it in one step: new people become members, their records are
// sealed with the household's key, and custody is noted with the child's id. New people may have an id already, so that custody
// can name a holder who is new too.
func (b *Book) SaveFamily(ctx context.Context, h *record.Household, members []Arrival) error {
	return b.update(ctx, func(tx *store.Tx) error {
		if h.ID.Zero() {
			id, err := b.newID()
			if err != nil {
				return err
			}
			h.ID = id
		}
		if h.Owner.Zero() {
			h.Owner = h.ID
		}
		for _, m := range members {
			if err := b.putMember(tx, h, m); err != nil {
				return err
			}
		}
		return b.put(tx, h)
	})
}

func (b *Book) putMember(tx *store.Tx, h *record.Household, m Arrival) error {
	if m.Person.ID.Zero() {
		id, err := b.newID()
		if err != nil {
			return err
		}
		m.Person.ID = id
	}
	if m.Person.Revision == 0 && m.Person.Owner.Zero() {
		m.Person.Owner = h.Owner
	}
	if !slices.Contains(m.Person.Homes, h.ID) {
		m.Person.Homes = append(m.Person.Homes, h.ID)
	}
	if err := b.put(tx, m.Person); err != nil {
		return err
	}
	at := slices.IndexFunc(h.Members, func(x record.Member) bool { return x.Person == m.Person.ID && x.To.Zero() })
	if at >= 0 {
		h.Members[at].Relation = m.Relation
	} else {
		h.Members = append(h.Members, record.Member{Person: m.Person.ID, Relation: m.Relation})
	}
	if m.Custody != nil {
		c := *m.Custody
		c.Child = m.Person.ID
		h.Custody = replaceCustody(h.Custody, c)
	}
	return nil
}

// replaceCustody keeps older entries: the new rule counts from its own day.
func replaceCustody(all []record.Custody, c record.Custody) []record.Custody {
	at := slices.IndexFunc(all, func(x record.Custody) bool { return x.Child == c.Child && x.From == c.From })
	if at >= 0 {
		all[at] = c
		return all
	}
	return append(all, c)
}

// Story is what happened with a household, newest first, read from the records it owns.
type Story struct {
	Contacts  []*record.Contact
	Concerns  []*record.Concern
	Referrals []*record.Referral
	Consents  []*record.Consent
	Shared    []*record.Delivery
	Answers   []*record.Feedback
}

// StoryOf reads everything that a household owns.
func (b *Book) StoryOf(ctx context.Context, household record.ID) (Story, error) {
	var s Story
	err := b.view(ctx, func(tx *store.Tx) error {
		h, err := store.Get[*record.Household](tx, household)
		if err != nil {
			return err
		}
		s, err = storyOf(tx, h.Owner)
		return err
	})
	return s, err
}

func storyOf(tx *store.Tx, owner record.ID) (Story, error) {
	var s Story
	errs := []error{
		owned(tx, record.KindContact, owner, &s.Contacts),
		owned(tx, record.KindConcern, owner, &s.Concerns),
		owned(tx, record.KindReferral, owner, &s.Referrals),
		owned(tx, record.KindConsent, owner, &s.Consents),
		owned(tx, record.KindDelivery, owner, &s.Shared),
		answers(tx, &s.Answers, func(r record.Row) bool { return r.Owner == owner }),
	}
	for _, err := range errs {
		if err != nil {
			return Story{}, err
		}
	}
	return s, nil
}

// owned reads the records of one kind that an owner's key seals, newest first.
func owned[T record.Record](tx *store.Tx, kind record.Kind, owner record.ID, into *[]T) error {
	return collect(tx, kind, into, func(r record.Row) bool { return r.Owner == owner })
}

// collect opens the records of one kind whose rows are wanted, newest first.
func collect[T record.Record](tx *store.Tx, kind record.Kind, into *[]T, want func(record.Row) bool) error {
	return collectFrom(tx, tx.Rows(kind), into, want)
}

// collectFrom does so from some of the rows of a kind.
func collectFrom[T record.Record](tx *store.Tx, some []record.Row, into *[]T, want func(record.Row) bool) error {
	var rows []record.Row
	for _, r := range some {
		if want(r) {
			rows = append(rows, r)
		}
	}
	slices.SortStableFunc(rows, func(a, b record.Row) int { return b.On.Number() - a.On.Number() })
	for _, r := range rows {
		v, err := store.Get[T](tx, r.ID)
		if err != nil {
			return err
		}
		*into = append(*into, v)
	}
	return nil
}
