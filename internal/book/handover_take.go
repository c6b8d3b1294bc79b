package book

import (
	"bytes"
	"context"
	"slices"
	"time"

	"schakel/internal/i18n"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Parcel is what another worker's file holds, before it is taken over.
type Parcel struct {
	From     parcel.Card
	Made     time.Time
	Families []ParcelFamily
	Again    bool // all of it was taken over before; doing so again changes nothing
}

// ParcelFamily is one family in it.
type ParcelFamily struct {
	Name      record.Private
	Note      record.Private
	People    int
	Promises  int
	Referrals int
	Here      bool // the worker has this family already
}

// Taken is what taking over did.
type Taken struct {
	Families int // new ones
	Before   int // families that were here already: nothing about them was changed
	Consents int // yeses that count only after a look here
	First    record.ID
}

// LookParcel opens a file that another worker made, and says what is in it. Nothing is kept. Errors: those of parcel.Keys.Open, and
// ErrHandContent.
func (b *Book) LookParcel(ctx context.Context, file []byte) (Parcel, error) {
	head, in, err := b.unpack(ctx, file)
	if err != nil {
		return Parcel{}, err
	}
	p := Parcel{From: head.From, Made: head.Made, Again: true}
	err = b.view(ctx, func(tx *store.Tx) error {
		for _, r := range in.records {
			hand, ok := r.(*record.Handover)
			if !ok {
				continue
			}
			f := in.parcelFamily(hand)
			f.Here = stands(tx, record.KindHousehold, hand.Household)
			p.Again = p.Again && stands(tx, record.KindHandover, hand.ID)
			p.Families = append(p.Families, f)
		}
		return nil
	})
	return p, err
}

// parcelFamily counts what comes with a family.
func (in *incoming) parcelFamily(hand *record.Handover) ParcelFamily {
	f := ParcelFamily{Note: hand.Note}
	for _, r := range in.records {
		switch v := r.(type) {
		case *record.Household:
			if v.ID == hand.Household {
				f.Name, f.People = v.Name, len(v.Members)
			}
		case *record.Contact:
			if v.Owner == hand.Owner {
				f.Promises++
			}
		case *record.Referral:
			if v.Household == hand.Household {
				f.Referrals++
			}
		}
	}
	return f
}

// TakeOver keeps what another worker handed over: everything or nothing. What is here already stays as it is, so that the same file, or
// the same family in a second one, counts once. Yeses count only after a person has looked at them here; numbers are given anew.
func (b *Book) TakeOver(ctx context.Context, file []byte) (Taken, error) {
	if !b.store.HasRecovery() {
		return Taken{}, ErrRecovery
	}
	_, in, err := b.unpack(ctx, file)
	if err != nil {
		return Taken{}, err
	}
	var out Taken
	err = b.update(ctx, func(tx *store.Tx) error {
		in.tx = tx
		out = Taken{}
		if err := in.samePartners(); err != nil {
			return err
		}
		if err := in.takeOver(ctx, &out); err != nil || out.Families == 0 {
			return err
		}
		return tx.Audit(actionTaken, record.KindNone, record.ID{})
	})
	return out, err
}

// unpack opens a file and reads its records: only kinds that a parcel may hold, each valid, each belonging to a family in it.
func (b *Book) unpack(ctx context.Context, file []byte) (parcel.Head, *incoming, error) {
	keys, err := b.parcelKeys()
	if err != nil {
		return parcel.Head{}, nil, err
	}
	head, content, err := keys.Open(file)
	if err != nil {
		return parcel.Head{}, nil, err
	}
	defer clear(content)
	if head.Sort != parcel.Caseload {
		return parcel.Head{}, nil, ErrHandContent
	}
	in := &incoming{today: b.Today().Add(1), seen: map[record.ID]int{}, homes: map[record.ID][]record.ID{}} // the other laptop may be a day ahead
	if err := in.read(ctx, bytes.NewReader(content)); err != nil {
		return parcel.Head{}, nil, err
	}
	if len(in.problems) > 0 || !in.proper(head) {
		return parcel.Head{}, nil, ErrHandContent
	}
	return head, in, nil
}

// proper reports whether the records are what a giver's Schakel packs: families that came with their own line of handing over, from this
// parcel, and nothing of another kind or another family.
func (in *incoming) proper(head parcel.Head) bool {
	homes, people := map[record.ID]bool{}, map[record.ID]bool{}
	for _, r := range in.records {
		switch v := r.(type) {
		case *record.Handover:
			if v.State != record.HandoverTaken || v.Parcel != record.ID(head.ID).String() {
				return false
			}
			homes[v.Household] = true
		case *record.Person:
			people[v.ID] = true
		}
	}
	return len(homes) > 0 && !slices.ContainsFunc(in.records, func(r record.Record) bool { return !in.packed(r, homes, people) })
}

// packed reports whether a record may stand in a parcel with these families and people.
func (in *incoming) packed(r record.Record, homes, people map[record.ID]bool) bool {
	switch v := r.(type) {
	case *record.Partner, *record.Handover, *record.Person:
		return true
	case *record.Household:
		return homes[v.ID] && len(v.Unsafe) == 0
	case *record.Contact:
		return homes[v.Subject] || people[v.Subject]
	case *record.Referral:
		return homes[v.Household]
	case *record.Consent:
		_, ok := in.seen[v.Referral]
		return ok
	}
	return false
}

// samePartners lets referrals name the organisation that is here already under the same name, and its contact person of the same first name.
func (in *incoming) samePartners() error {
	own := map[string]*record.Partner{}
	for _, row := range in.tx.Rows(record.KindPartner) {
		p, err := store.Get[*record.Partner](in.tx, row.ID)
		if err != nil {
			return err
		}
		own[i18n.Fold(p.Name.Reveal())] = p
	}
	instead, officers := map[record.ID]record.ID{}, map[record.ID]record.ID{}
	in.records = slices.DeleteFunc(in.records, func(r record.Record) bool {
		p, ok := r.(*record.Partner)
		if !ok || stands(in.tx, record.KindPartner, p.ID) {
			return ok
		}
		mine := own[i18n.Fold(p.Name.Reveal())]
		if mine == nil {
			return false
		}
		instead[p.ID] = mine.ID
		for _, o := range p.Officers {
			officers[o.ID] = officerLike(mine, o)
		}
		return true
	})
	for _, r := range in.records {
		switch v := r.(type) {
		case *record.Referral:
			swap(instead, &v.Partner)
			swap(officers, &v.Receiver)
		case *record.Consent:
			swap(instead, &v.Recipient)
		}
	}
	return nil
}

// stands reports whether there is such a record here.
func stands(tx *store.Tx, kind record.Kind, id record.ID) bool {
	_, err := tx.Get(kind, id)
	return err == nil
}

func swap(instead map[record.ID]record.ID, id *record.ID) {
	if other, ok := instead[*id]; ok {
		*id = other
	}
}

func officerLike(p *record.Partner, o record.Officer) record.ID {
	for _, mine := range p.Officers {
		if i18n.Fold(mine.First.Reveal()) == i18n.Fold(o.First.Reveal()) {
			return mine.ID
		}
	}
	return record.ID{}
}

// standing lists the families of the parcel that are here already, and counts.
func (in *incoming) standing(out *Taken) map[record.ID]bool {
	here := map[record.ID]bool{}
	for _, r := range in.records {
		hand, ok := r.(*record.Handover)
		switch {
		case !ok:
		case stands(in.tx, record.KindHousehold, hand.Household) || stands(in.tx, record.KindHandover, hand.ID):
			here[hand.Household] = true
			out.Before++
		default:
			if out.Families++; out.First.Zero() {
				out.First = hand.Household
			}
		}
	}
	return here
}

// takeOver keeps what is new, in the order in which records refer to each other. A family that is here already is left alone as a whole.
func (in *incoming) takeOver(ctx context.Context, out *Taken) error {
	here := in.standing(out)
	in.housed()
	of := in.belongings()
	order := record.Kinds()
	slices.SortStableFunc(in.records, func(a, b record.Record) int {
		return slices.Index(order, a.Kind()) - slices.Index(order, b.Kind())
	})
	for n, r := range in.records {
		if n%500 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		home := of[r.Base().ID]
		if here[home] || stands(in.tx, r.Kind(), r.Base().ID) {
			continue
		}
		prepare(r)
		if p, ok := r.(*record.Person); ok {
			p.Homes = in.homes[p.ID]
		}
		r.Base().Owner = home // whatever the file says: nothing in it is sealed with the key of another family here
		if field := numberOf(r); field != nil {
			*field = 0
		}
		if err := in.settle(r); err != nil {
			return err
		}
		if err := in.tx.Put(r); err != nil {
			return err
		}
		if r.Kind() == record.KindConsent {
			out.Consents++
		}
	}
	return nil
}

// belonging says to which family of a parcel each record belongs; an organisation belongs to none.
type belonging map[record.ID]record.ID

// belongings sorts the records of a parcel by family: by who lives there and who decides about its children.
func (in *incoming) belongings() belonging {
	of := belonging{}
	for _, r := range in.records {
		h, ok := r.(*record.Household)
		if !ok {
			continue
		}
		of[h.ID] = h.ID
		for _, c := range h.Custody {
			for _, holder := range c.Holders {
				of[holder] = h.ID
			}
		}
	}
	for id, homes := range in.homes {
		of[id] = homes[0]
	}
	for _, r := range in.records {
		switch v := r.(type) {
		case *record.Referral:
			of[v.ID] = v.Household
		case *record.Handover:
			of[v.ID] = v.Household
		case *record.Contact:
			of[v.ID] = of[v.Subject]
		}
	}
	for _, r := range in.records {
		if c, ok := r.(*record.Consent); ok {
			of[c.ID] = of[c.Referral]
		}
	}
	return of
}
