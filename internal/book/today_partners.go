package book

import (
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// The sentences about contact persons.
const (
	SentenceSuccessor SentenceSort = "successor" // somebody who is to hear about a family left; somebody else took over, or nobody did
	SentenceSpeak     SentenceSort = "speak"     // it is long ago that they spoke, where the worker asked to be told
)

// successors says of each road that is under way whose contact person left: "Sanne is weg, Karim is nu ...".
func (d *deriver) successors() error {
	open := func(r record.Row) bool {
		if r.Flags&record.RowOpen == 0 || r.Link.Zero() || d.closed[r.Owner] {
			return false
		}
		switch record.ReferralState(r.State) {
		case record.ReferralDraft, record.ReferralPreparing, record.ReferralReady, record.ReferralSent, record.ReferralHandedOver, record.ReferralAccepted:
			return true
		}
		return false
	}
	rows := slices.DeleteFunc(slices.Clone(d.tx.Rows(record.KindReferral)), func(r record.Row) bool { return !open(r) })
	where := map[record.ID]*record.Partner{}
	before := len(d.all)
	for _, row := range rows {
		if len(d.all)-before >= d.limit {
			break
		}
		p, ok := where[row.Link]
		if !ok {
			got, err := store.Get[*record.Partner](d.tx, row.Link)
			if err != nil && !missing(err) {
				return err
			}
			p, where[row.Link] = got, got
		}
		if p == nil || !slices.ContainsFunc(p.Officers, func(o record.Officer) bool { return o.Gone(d.today) }) {
			continue
		}
		if err := d.successor(row, p); err != nil {
			return err
		}
	}
	return nil
}

func (d *deriver) successor(row record.Row, p *record.Partner) error {
	receiver, err := d.receiverOf(row.ID)
	if err != nil {
		return err
	}
	gone, ok := p.Officer(receiver)
	if !ok || !gone.Gone(d.today) {
		return nil
	}
	now, _ := p.Now(gone.ID, d.today)
	d.add(Sentence{
		Sort: SentenceSuccessor, Kind: record.KindReferral, ID: row.ID, Code: record.Code(record.KindReferral, row.Number), Who: gone.First,
		What: now.First, Where: p.Called(), On: gone.To, Mine: true,
	})
	return nil
}

// speaks says once of each contact person for whom the worker asked it that they did not speak for long.
func (d *deriver) speaks() error {
	for _, row := range d.tx.Rows(record.KindPartner) {
		if row.Due.Zero() || row.Due.After(d.today) {
			continue
		}
		p, err := store.Get[*record.Partner](d.tx, row.ID)
		if err != nil {
			return err
		}
		for i := range p.Officers {
			o := &p.Officers[i]
			if due := o.Due(); !due.Zero() && !due.After(d.today) && !o.Gone(d.today) {
				d.add(Sentence{
					Sort: SentenceSpeak, Kind: record.KindPartner, ID: p.ID, Who: o.First, Where: p.Called(), On: o.Spoke,
					Days: d.today.Since(o.Spoke), Mine: true,
				})
				break
			}
		}
	}
	return nil
}
