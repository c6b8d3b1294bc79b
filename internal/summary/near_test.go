package summary

import (
	"testing"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

// Two joint overviews of other workers that differ by few in any column tell of a small group, whichever was made first.
func TestJointsOfOthersDoNotDifferByFew(t *testing.T) {
	table := func(cells ...sdc.Cell) Table {
		m := measure("referrals.partner")
		out := m.empty()
		out.Rows, out.Counts.Cells, out.Counts.Parent = []Label{own("total")}, [][]sdc.Cell{cells}, []int{-1}
		return out
	}
	of := func(set string, t Table) Report {
		return Report{
			Period: quarter, Until: quarter.To, Safe: true, Threshold: 5, Joint: &Joint{Programme: id(1), Set: set, Workers: 6},
			whole: []Section{{ID: "family", Tables: []Table{t}}},
		}
	}
	n := func(all ...int) (cells []sdc.Cell) {
		for _, one := range all {
			cells = append(cells, sdc.Cell{Count: one, Hidden: one < 0})
			cells[len(cells)-1].Count = max(0, one)
		}
		return cells
	}
	was := of("a", table(n(20, 20, 20, 60)...)).Keep(quarter.To.Midnight())
	for name, c := range map[string]struct {
		now  Report
		near bool
	}{
		"the same":              {of("b", table(n(20, 20, 20, 60)...)), false},
		"the first column":      {of("b", table(n(22, 40, 40, 102)...)), true},
		"the second column":     {of("b", table(n(40, 22, 40, 102)...)), true},
		"the last column":       {of("b", table(n(30, 10, 22, 62)...)), true},
		"few, but hidden":       {of("b", table(n(-1, -1, 60, 102)...)), false},
		"only the total":        {of("b", table(n(61)...)), true},
		"by many":               {of("b", table(n(30, 30, 30, 90)...)), false},
		"of the same workers":   {of("a", table(n(22, 20, 20, 62)...)), false},
		"of one's own":          {Report{whole: of("b", table(n(22, 20, 20, 62)...)).whole}, false},
		"of another programme":  {Report{Period: quarter, Threshold: 5, Joint: &Joint{Programme: id(2), Set: "b"}, whole: of("b", table(n(22, 20, 20, 62)...)).whole}, false},
		"withheld, so not told": {of("b", withheld(table(n(22, 20, 20, 62)...))), false},
	} {
		if got := c.now.Nears([]*record.Overview{was}); got != c.near {
			t.Errorf("%s: %v", name, got)
		}
		after := c.now.Apart([]*record.Overview{was})
		if after.whole[0].Tables[0].Withheld != (c.near || name == "withheld, so not told") {
			t.Errorf("%s: withheld is %v", name, after.whole[0].Tables[0].Withheld)
		}
	}
}
