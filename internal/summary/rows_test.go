package summary

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"schakel/internal/record"
)

// A count from compact rows, where those are enough, is the plain count; also beside rows of an older edition, which say less.
func TestRowsCountWhatRecordsCount(t *testing.T) {
	spared := 0
	rapid.Check(t, func(t *rapid.T) {
		d := &drawn{T: t}
		records := d.world()
		for _, about := range record.AboutKinds() { // more of what rows are for
			k := d.contact()
			k.About, k.Promise, k.Advice = about, record.Private{}, record.Private{}
			records = append(records, k)
		}
		for _, r := range records {
			if k, ok := r.(*record.Contact); ok && d.yes() {
				k.Owner = id(byte(11 + d.number(4)))
			}
		}
		period := rapid.SampledFrom([]Period{quarter, wholeYear, {From: day(8, 3), To: day(8, 3)}}).Draw(t, "period")
		today := rapid.SampledFrom([]record.Date{{}, day(8, 20), day(11, 20)}).Draw(t, "today")
		plain, byRow := counter(t, period, today), counter(t, period, today)
		for _, r := range records {
			plain.Add(r)
			row := r.Row()
			if d.number(9) == 0 {
				row.Flags &^= record.RowSpoken
			}
			if byRow.AddRow(row) {
				spared++
				continue
			}
			byRow.Add(r)
		}
		if diff := cmp.Diff(plain.Report(), byRow.Report(), cmp.AllowUnexported(Report{}, Table{})); diff != "" {
			t.Error(diff)
		}
	})
	if spared == 0 {
		t.Error("no record was spared")
	}
}

func counter(t *rapid.T, period Period, today record.Date) *Counter {
	c, err := NewCounter(period, Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	return c
}
