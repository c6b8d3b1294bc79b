package summary

import (
	"fmt"
	"slices"
	"testing"

	"schakel/internal/record"
)

// A referral without history is told by its state and its days, whatever they say together: it stands on one row of the funnel, and on that of what is
// open which holds it.
func TestEveryImportedReferralStandsSomewhere(t *testing.T) {
	days := func(on record.Date) []record.Date { return []record.Date{{}, on, day(12, 1)} }
	for _, state := range record.ReferralStates() {
		for _, sent := range days(day(7, 2)) {
			for _, answered := range days(day(7, 3)) {
				for _, arrived := range days(day(7, 4)) {
					for _, help := range days(day(7, 5)) {
						for _, method := range []record.Method{record.MethodEndpoint, record.MethodSelf} {
							standsSomewhere(t, &record.Referral{
								Head: record.Head{ID: id(9), Created: day(7, 1).Midnight()}, Way: record.WayOut, Household: id(11), Partner: id(1),
								State: state, SentOn: sent, AnsweredOn: answered, ArrivedOn: arrived, HelpOn: help, Method: method,
							})
						}
					}
				}
			}
		}
	}
}

func standsSomewhere(t *testing.T, r *record.Referral) {
	t.Helper()
	about := fmt.Sprint(r.State, " ", r.SentOn, " ", r.AnsweredOn, " ", r.ArrivedOn, " ", r.HelpOn, " ", r.Method)
	tables := map[string]Table{}
	for _, s := range count(t, r).whole {
		for _, table := range s.Tables {
			tables[table.ID] = table
		}
	}
	of := func(one ref) int {
		table := tables[one.measure]
		labels := defined()[one.measure].labels(one.key)
		i := -1
		for row := range table.Rows {
			if slices.Equal(labels, table.path(row)) {
				i = row
			}
		}
		if i < 0 {
			t.Fatalf("%s: no row %s", one.measure, one.key)
		}
		if one.column > 0 {
			return table.Counts.Cells[i][one.column-1].Count
		}
		return table.Counts.Cells[i][len(table.Counts.Cells[i])-1].Count
	}
	leaves := 0
	funnel := tables["referrals.funnel"]
	for i := range funnel.Rows {
		if len(funnel.Counts.Children()[i]) == 0 {
			leaves += funnel.Counts.Cells[i][0].Count
		}
	}
	for _, label := range funnel.Rows {
		if !slices.ContainsFunc(funnelRows(), func(known row) bool { return known.label == label }) && label != own("total") {
			t.Errorf("%s: a row %v that no funnel has", about, label)
		}
	}
	if total := of(ref{measure: "referrals.funnel"}); total != 1 || leaves != total {
		t.Errorf("%s: %d in a funnel of %d", about, leaves, total)
	}
	for _, tie := range ties() {
		if tie.part[0].measure == "families.referrals" || tie.part[0].measure == "families.reached" {
			continue // nobody was spoken
		}
		part, whole := 0, 0
		for _, one := range tie.part {
			part += of(one)
		}
		for _, one := range tie.whole {
			whole += of(one)
		}
		if part > whole && !tie.bound || tie.same && part != whole {
			t.Errorf("%s: %d in %v and %d in %v", about, part, tie.part, whole, tie.whole)
		}
	}
}
