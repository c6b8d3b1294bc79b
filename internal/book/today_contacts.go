package book

import (
	"schakel/internal/record"
	"schakel/internal/store"
)

// AdviceAfter is how many days after an advice to a professional is asked what was done with it: the risk is that nothing is, and that
// nobody hears (003 L717, L726). It is asked once; whoever says "niet nu" finds the question on the page of the contact.
const AdviceAfter = 42

// adviceUntil is for how many days it is asked: what nobody looked at in a season is not brought up any more.
const adviceUntil = AdviceAfter + 90

// advice asks what was done with what a professional was advised.
func (d *deriver) advice() error {
	wanted := func(r record.Row) bool {
		age := d.today.Since(r.On)
		return r.Flags&record.RowWarm != 0 && age >= AdviceAfter && age <= adviceUntil
	}
	for _, row := range d.rows(record.KindContact, wanted) {
		c, err := store.Get[*record.Contact](d.tx, row.ID)
		if err != nil {
			return err
		}
		s := Sentence{
			Sort: SentenceAdvice, Kind: record.KindContact, ID: c.ID, What: c.Advice, On: c.On, Days: d.today.Since(c.On), Mine: true,
			Where: d.partner(c.Subject),
		}
		if p, err := store.Get[*record.Partner](d.tx, c.Subject); err == nil {
			if o, ok := p.Officer(c.Officer); ok {
				s.Who = o.First
			}
		} else if !missing(err) {
			return err
		}
		d.add(s)
	}
	return nil
}
