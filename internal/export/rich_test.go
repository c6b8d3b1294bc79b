package export

import (
	"testing"

	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// attacks are names that try something in a spreadsheet, in XML, or on the page.
func attacks() []string {
	return []string{
		"=HYPERLINK(\"http://evil.example\",\"x\")", "+3161-1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1+1", "\r=1+1", "＝1+1", "＋1", "－1", "＠1", " =1", "\u200f=1",
		"</table:table><x a=\"1\">&amp;'", "stuk\x00\x0b\ufffe\u202eeinde", "_x003D_1", "مركز الأسرة =1", "[Bijlage]:*?/\\'",
	}
}

// rich is a report with everything that a report can have: hidden counts, a grid, a funnel, a target, an earlier period, figures, and names that try
// something.
func rich(t testing.TB) summary.Report {
	t.Helper()
	r := public(t)
	r.Against = summary.Against{Kind: "previous", Period: summary.Period{From: day(4, 1), To: day(6, 30)}}
	r.Sections = append([]summary.Section(nil), r.Sections...)
	for i, s := range r.Sections {
		s.Tables = append([]summary.Table(nil), s.Tables...)
		for j, table := range s.Tables {
			if table.Withheld || table.Figures != nil {
				continue
			}
			s.Tables[j].Then = before(table)
		}
		r.Sections[i] = s
	}
	r.Sections[1].Tables[0].Target = 40
	grid := gridTable(t)
	grid.Then = before(grid)
	r.Sections[0].Tables = append(r.Sections[0].Tables, funnel(), figures(), grid, gridTable(t))
	r.Sections[1].Tables = append(r.Sections[1].Tables, named())
	return r
}

// before is what a table is compared with: seven more of everything there was.
func before(table summary.Table) [][]sdc.Cell {
	var all [][]sdc.Cell
	for _, row := range table.Counts.Cells {
		var then []sdc.Cell
		for _, c := range row {
			if c.Count > 0 {
				c.Count += 7
			}
			then = append(then, c)
		}
		all = append(all, then)
	}
	return all
}

// funnel is 40 referrals of which 31 went, 24 arrived and 18 got an answer.
func funnel() summary.Table {
	t := summary.Table{ID: "referrals.funnel", Form: summary.Funnel, Unit: summary.Count, Controlled: true, Target: 30}
	for i, n := range []int{40, 31, 24, 18} {
		t.Rows = append(t.Rows, summary.Label{Enum: "referral.state", Value: string(record.ReferralStates()[i])})
		t.Counts.Cells = append(t.Counts.Cells, []sdc.Cell{{Count: n}})
		t.Counts.Parent = append(t.Counts.Parent, -1)
	}
	return t
}

// figures is the response of 53 of 72 (000 L199).
func figures() summary.Table {
	t := summary.Table{ID: "referrals.answer", Form: summary.Bars, Unit: summary.Count, Headed: true, Counts: sdc.List(53, 19)}
	t.Rows = []summary.Label{{Enum: "summary.row", Value: "total"}, {Enum: "summary.row", Value: "intime"}, {Enum: "summary.row", Value: "none"}}
	t.Figures = []summary.Figure{{ID: "intime", Share: true, Value: 53.0 / 72, Base: 72}, {ID: "median", Value: 6.5, Base: 53}, {ID: "median", Hidden: true}}
	return t
}

// gridTable crosses life areas with levels; small counts are hidden, with a total at the end of each row and column.
func gridTable(t testing.TB) summary.Table {
	t.Helper()
	counts := [][]int{{12, 9, 3}, {8, 14, 0}, {6, 7, 21}, {11, 2, 9}}
	raw := sdc.Table{Total: true, Parent: []int{-1}, Cells: [][]sdc.Cell{make([]sdc.Cell, 4)}}
	rows := []summary.Label{{Enum: "summary.row", Value: "total"}}
	for i, row := range counts {
		line := make([]sdc.Cell, 4)
		for j, n := range row {
			line[j].Count = n
			for _, c := range []*sdc.Cell{&line[3], &raw.Cells[0][j], &raw.Cells[0][3]} {
				c.Count += n
			}
		}
		raw.Cells, raw.Parent = append(raw.Cells, line), append(raw.Parent, 0)
		rows = append(rows, summary.Label{Enum: "life.area", Value: string(record.LifeAreas()[i])})
	}
	safe, err := sdc.SuppressWith(raw, sdc.Minimum, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := summary.Table{ID: "concerns.area", Form: summary.Bars, Unit: summary.Count, Controlled: true, Headed: true, Rows: rows, Counts: safe}
	for _, level := range record.ConcernLevels()[:3] {
		out.Columns = append(out.Columns, summary.Label{Enum: "concern.level", Value: string(level)})
	}
	out.Columns = append(out.Columns, summary.Label{Enum: "summary.row", Value: "total"})
	return out
}

// named is a list whose rows are names that people gave.
func named() summary.Table {
	counts := make([]int, len(attacks()))
	t := summary.Table{ID: "meetings.community", Form: summary.Bars, Unit: summary.Count, Headed: true, Rows: []summary.Label{{Enum: "summary.row", Value: "total"}}}
	for i, name := range attacks() {
		counts[i] = 5 + i
		t.Rows = append(t.Rows, summary.Label{Name: name})
	}
	t.Counts = sdc.List(counts...)
	return t
}
