package book

import (
	"cmp"
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Aged is one open referral in the list by age. It counts days and nothing else: nobody is scored by it.
type Aged struct {
	ID      record.ID
	Code    string
	Way     record.Way
	State   record.ReferralState
	Family  record.Private // empty while nobody is named
	Partner record.Private
	Since   record.Date // when it went, or was asked, or begun
	Days    int
	Norm    int // of the partner's answer; 0 when none was agreed, or none is owed
	Late    bool
	Turn    record.Turn
	Waits   bool // the family waits for the first help
}

// Ageing lists every referral that has not ended, the oldest first. It reads the compact rows only.
func (b *Book) Ageing(ctx context.Context) ([]Aged, error) {
	var all []Aged
	err := b.view(ctx, func(tx *store.Tx) error {
		partners, homes := rowsByID(tx.Rows(record.KindPartner)), rowsByID(tx.Rows(record.KindHousehold))
		today := b.Today()
		for _, row := range tx.Rows(record.KindReferral) {
			if row.Flags&record.RowOpen != 0 {
				all = append(all, agedOf(row, partners[row.Link], homes[row.Owner], today))
			}
		}
		return nil
	})
	slices.SortFunc(all, func(a, c Aged) int { return cmp.Or(c.Days-a.Days, cmp.Compare(a.Code, c.Code)) })
	return all, err
}

func rowsByID(rows []record.Row) map[record.ID]record.Row {
	all := make(map[record.ID]record.Row, len(rows))
	for _, row := range rows {
		all[row.ID] = row
	}
	return all
}

func agedOf(row, partner, home record.Row, today record.Date) Aged {
	in := row.Flags&record.RowNoShare != 0
	a := Aged{
		ID: row.ID, Code: record.Code(record.KindReferral, row.Number), Way: record.WayOut, State: record.ReferralState(row.State),
		Family: home.Title, Partner: partner.Title, Since: row.On, Days: max(0, today.Since(row.On)), Waits: row.Flags&record.RowWarm != 0,
	}
	a.Turn = a.State.Turn(in)
	if in {
		a.Way = record.WayIn
	}
	if a.State == record.ReferralSent {
		a.Norm = int(partner.Number)
		a.Late = a.Norm > 0 && a.Days > a.Norm
	}
	return a
}
