package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// Overview counts what the work of a period was, from every record that can matter to it. An end before a start is
// record.Problems on "from".
func (b *Book) Overview(ctx context.Context, period summary.Period) (summary.Report, error) {
	count, err := summary.NewCounter(period, summary.Options{Today: b.Today()})
	if err != nil {
		return summary.Report{}, err
	}
	err = b.view(ctx, func(tx *store.Tx) error {
		for _, kind := range counted() {
			rows := tx.Rows(kind)
			ids := make([]record.ID, len(rows))
			for i := range rows {
				ids[i] = rows[i].ID
			}
			err := tx.Each(kind, ids, func(r record.Record) error {
				count.Add(r)
				return ctx.Err()
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return summary.Report{}, err
	}
	return count.Report(), nil
}

// counted lists the kinds that some measure counts.
func counted() []record.Kind {
	return []record.Kind{
		record.KindHousehold, record.KindPartner, record.KindContact, record.KindConcern, record.KindReferral,
		record.KindMeeting, record.KindRequest,
	}
}

// Exported notes in the audit that an overview was written to a file.
func (b *Book) Exported(ctx context.Context) error {
	return b.left(ctx, actionOverview, store.Ref{})
}
