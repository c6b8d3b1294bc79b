package summary

import (
	"slices"
	"testing"

	"schakel/internal/record"
)

// TestEveryControlledMeasureSaysHowItHangsTogether fails for a measure that says neither what else counts the same, nor that nothing does.
func TestEveryControlledMeasureSaysHowItHangsTogether(t *testing.T) {
	tied := map[string]bool{}
	for _, tie := range ties() {
		for _, r := range append(slices.Clone(tie.part), tie.whole...) {
			tied[r.measure] = true
			m := defined()[r.measure]
			if !m.Controlled {
				t.Errorf("a tie names %q, which is no measure under disclosure control", r.measure)
			}
			if r.key != "" && m.labels(r.key) == nil || r.key == "" && m.Untotalled {
				t.Errorf("a tie names %q of %s, which it does not have", r.key, r.measure)
			}
		}
	}
	for _, m := range Measures() {
		alone := slices.Contains(single, m.ID)
		switch {
		case !m.Controlled && alone:
			t.Errorf("%s is not under disclosure control, and need not say that it stands alone", m.ID)
		case m.Controlled && alone == tied[m.ID]:
			t.Errorf("%s must either hang together with another measure or stand in the list of those that do not", m.ID)
		}
	}
}

// TestTiesHold counts a year of records and looks whether what the ties say is so, for every part that the records of the test have.
func TestTiesHold(t *testing.T) {
	for _, n := range []int{40, 400, 3000} {
		r := over(t, linkedYear(n), day(1, 1), day(12, 31))
		p := papers{}
		var tables []Table
		for _, s := range r.whole {
			tables = append(tables, s.Tables...)
		}
		p.add(r, 0, tables)
		if len(p.Links) < 10 {
			t.Errorf("%d ties were found in a whole report", len(p.Links))
		}
		for _, l := range p.Links {
			part, whole := 0, 0
			for _, c := range l.Part {
				part += p.All[c.Publication].Table.Cells[c.Row][c.Col].Count
			}
			for _, c := range l.Whole {
				whole += p.All[c.Publication].Table.Cells[c.Row][c.Col].Count
			}
			if part > whole || l.Same && part != whole {
				at := l.Part[0]
				t.Errorf("%d records: %s, row %v: %d of %d", n, p.tables[at.Publication].measure.ID, p.tables[at.Publication].table.Rows[at.Row], part, whole)
			}
		}
	}
}

// linkedYear is a year in which referrals have the history that the program gives them.
func linkedYear(n int) []record.Record {
	all := year(n)
	for i, r := range all {
		x, ok := r.(*record.Referral)
		if !ok {
			continue
		}
		if x.State == record.ReferralSent {
			x.AnsweredOn = record.Date{}
		}
		all[i] = x
	}
	return all
}
