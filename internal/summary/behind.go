package summary

import (
	"iter"
	"slices"

	"schakel/internal/record"
)

// Behind lists the records behind one number of a report: those that measure counts in a row, or in any row when row is the total. They
// stand in order of time. Only what a record tells by itself is found; the error is record.Problems about the period.
func Behind(records iter.Seq[record.Record], period Period, options Options, measure string, row Label) ([]record.ID, error) {
	type hit struct {
		id record.ID
		on record.Date
	}
	var hits []hit
	for r := range records {
		c, err := NewCounter(period, options)
		if err != nil {
			return nil, err
		}
		c.Add(r)
		if c.counts[measure] == nil && c.names[measure] == nil {
			continue
		}
		if own := r.Row(); c.stands(measure, row) {
			hits = append(hits, hit{own.ID, own.On})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return a.on.Number() - b.on.Number() })
	ids := make([]record.ID, len(hits))
	for i, h := range hits {
		ids[i] = h.id
	}
	return ids, nil
}

// stands reports whether something was counted in a row.
func (c *Counter) stands(id string, label Label) bool {
	t := c.table(measure(id))
	for i, l := range t.Rows {
		if l == label && t.Counts.Cells[i][0].Count > 0 {
			return true
		}
	}
	return false
}
