package book

import (
	"schakel/internal/record"
	"schakel/internal/store"
)

// heldRecalls speaks of every recall that is held: what was taken back still lies with somebody, and nobody would know.
func (d *deriver) heldRecalls() error {
	for _, row := range d.rows(record.KindOutgoing, func(r record.Row) bool { return r.State == string(record.OutgoingRecall) }) {
		o, err := store.Get[*record.Outgoing](d.tx, row.ID)
		if err != nil {
			return err
		}
		if o.Held == "" {
			continue
		}
		v, err := store.Get[*record.Delivery](d.tx, o.Delivery)
		if missing(err) {
			continue
		}
		if err != nil {
			return err
		}
		d.add(Sentence{
			Sort: SentenceHeld, Kind: record.KindDelivery, ID: v.ID, Code: d.code(v), Where: d.partner(v.Partner), Reason: o.Held, Recall: true,
			On: v.WithdrawnOn, Mine: true,
		})
	}
	return nil
}
