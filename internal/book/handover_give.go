package book

import (
	"bytes"
	"context"
	"slices"

	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// KeyCard is this worker's own key card: what another worker needs to hand something over to this one.
func (b *Book) KeyCard(ctx context.Context) (parcel.Card, error) {
	keys, err := b.parcelKeys()
	if err != nil {
		return parcel.Card{}, err
	}
	p, err := b.Profile(ctx)
	if err != nil {
		return parcel.Card{}, err
	}
	return keys.Card(p.Name, p.Title), nil
}

func (b *Book) parcelKeys() (parcel.Keys, error) {
	key, err := b.store.ParcelKey()
	if err != nil {
		return parcel.Keys{}, err
	}
	defer key.Wipe()
	return parcel.NewKeys(key)
}

// gather reads what goes along besides the people: referrals that are wholly about people who go, with the yeses to them, and what was
// promised and is not done. Doubts, dangers, other worries and the notes of talks stay here.
func (g *going) gather(tx *store.Tx, rows shelves) error {
	owner := g.family.Household.Owner
	open := func(r record.Row) bool { return r.Flags&record.RowOpen != 0 }
	if err := collectFrom(tx, rows[record.KindReferral][owner], &g.load.referrals, open); err != nil {
		return err
	}
	g.load.referrals = slices.DeleteFunc(g.load.referrals, func(r *record.Referral) bool {
		return r.State == record.ReferralDraft || len(r.Subjects()) == 0 || g.staysAny(r.Subjects())
	})
	if err := collectFrom(tx, rows[record.KindConsent][owner], &g.load.consents, func(r record.Row) bool { return r.State == string(record.AnswerYes) }); err != nil {
		return err
	}
	g.load.consents = slices.DeleteFunc(g.load.consents, func(c *record.Consent) bool {
		of := slices.ContainsFunc(g.load.referrals, func(r *record.Referral) bool { return r.ID == c.Referral })
		return !of || !c.Erased.Zero() || g.unsafe.in(c.Preview.Reveal()) || g.staysAny(append([]record.ID{c.Giver}, c.Subjects...))
	})
	if !g.some() {
		return nil
	}
	with := slices.Clone(rows[record.KindContact][g.family.Household.ID])
	for _, one := range g.people {
		if g.goes[one.ID] {
			with = append(with, rows[record.KindContact][one.ID]...)
		}
	}
	err := collectFrom(tx, with, &g.load.promises, open)
	g.load.promises = slices.DeleteFunc(g.load.promises, func(c *record.Contact) bool { return g.unsafe.in(c.Promise.Reveal()) })
	return err
}

func (g *going) staysAny(ids []record.ID) bool {
	return slices.ContainsFunc(ids, func(id record.ID) bool { return !g.goes[id] })
}

// HandOver seals the chosen families to another worker's card and notes that they went. A family that did not say yes is refused, and
// then nothing goes. What comes back is the file; it is noted before its first byte is written.
func (b *Book) HandOver(ctx context.Context, to parcel.Card, households []record.ID) ([]byte, error) {
	keys, err := b.parcelKeys()
	if err != nil {
		return nil, err
	}
	own, err := b.KeyCard(ctx)
	switch {
	case err != nil:
		return nil, err
	case to.Same(own):
		return nil, ErrHandSelf
	case to.Empty():
		return nil, parcel.ErrCard
	case len(households) == 0:
		return nil, ErrHandNone
	}
	id, err := b.newID()
	if err != nil {
		return nil, err
	}
	var file []byte
	err = b.update(ctx, func(tx *store.Tx) error {
		out := packing{b: b, tx: tx, id: id, from: own, to: to, partners: map[record.ID]bool{}}
		for _, household := range households {
			if err := out.family(household); err != nil {
				return err
			}
		}
		if file, err = keys.Seal(parcel.Head{ID: id, Sort: parcel.Caseload, Made: b.now(), From: own}, to, out.content.Bytes()); err != nil {
			return err
		}
		return tx.Audit(actionHanded, record.KindNone, record.ID{})
	})
	if err != nil {
		return nil, err
	}
	return file, nil
}

// packing writes the content of a parcel: one line a record, what is referred to first.
type packing struct {
	b        *Book
	tx       *store.Tx
	id       record.ID
	from, to parcel.Card
	partners map[record.ID]bool
	content  bytes.Buffer
}

func (k *packing) line(r record.Record) error {
	line, err := codec.Line(r)
	if err == nil {
		k.content.Write(append(line, '\n'))
	}
	return err
}

func (k *packing) family(household record.ID) error {
	g, err := k.b.going(k.tx, household)
	if err != nil {
		return err
	}
	if s := g.standing(); s != StandingYes && s != StandingGiven || !g.some() {
		return ErrHandNo
	}
	for _, r := range g.load.referrals {
		if err := k.partner(r.Partner); err != nil {
			return err
		}
	}
	for _, r := range g.cleared() {
		if err := k.line(r); err != nil {
			return err
		}
	}
	hand := &record.Handover{
		Head: record.Head{ID: g.arrivalID(k.id), Owner: g.family.Household.Owner}, Way: record.WayIn, Household: household, With: k.from.Name, Words: k.from.Words(),
		Note: g.hand.Note, State: record.HandoverTaken, GivenOn: g.today, Parcel: k.id.String(),
	}
	if err := k.line(hand); err != nil {
		return err
	}
	g.hand.With, g.hand.Words, g.hand.Parcel = k.to.Name, k.to.Words(), k.id.String()
	if err := g.hand.Apply(record.HandoverGive, k.b.now()); err != nil {
		return err
	}
	return k.b.put(k.tx, g.hand)
}

// arrivalID names the record of taking over on the other side: the same for one family in one parcel.
func (g *going) arrivalID(parcel record.ID) record.ID {
	id := g.family.Household.ID
	for i := range id {
		id[i] ^= parcel[i]
	}
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80
	return id
}

// partner writes an organisation that a referral names.
func (k *packing) partner(id record.ID) error {
	if id.Zero() || k.partners[id] {
		return nil
	}
	k.partners[id] = true
	p, err := store.Get[*record.Partner](k.tx, id)
	if missing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	return k.line(clearedPartner(p))
}
