package summary

import (
	"cmp"
	"maps"
	"slices"

	"schakel/internal/sdc"
)

// Report is the count so far. It is asked for once, when all records were added.
func (c *Counter) Report() Report {
	figures := c.settle()
	r := Report{Period: c.period, Today: c.today, Until: c.until, Empty: !c.seen}
	for _, id := range sections() {
		s := Section{ID: id}
		for _, m := range Measures() {
			if m.Section != id {
				continue
			}
			t := c.table(m)
			t.Figures = figures[m.what]
			s.Tables = append(s.Tables, t)
		}
		r.whole = append(r.whole, s)
	}
	r.Sections = shown(r.whole)
	return r
}

// settle counts what needs all records: families, and what needs the partners. It gives the medians and shares.
func (c *Counter) settle() map[measured][]Figure {
	c.settleFamilies()
	intime, late := c.settleTrips()
	c.settleAsks()
	c.settleAims()
	c.reached, c.trips, c.asks = nil, nil, nil
	answered := func(m measured) []Figure {
		return []Figure{median("median", c.days[m]), share("intime", c.counts[m]["intime"], c.counts[m]["late"])}
	}
	return map[measured][]Figure{
		referralsArrival: {median("arrived", c.days[referralsArrival])},
		referralsAnswer:  {median("median", c.days[referralsAnswer]), share("intime", intime, late)},
		referralsHelp:    {median("helped", c.days[referralsHelp])},
		signalsAnswer:    answered(signalsAnswer),
		requestsAnswer:   answered(requestsAnswer),
	}
}

// sections lists the parts of a report, in order.
func sections() []string { return []string{"family", "community", "work", "open"} }

// empty is the measure's table without rows.
func (m Measure) empty() Table {
	t := Table{
		ID: m.ID, Form: m.Form, Unit: cmp.Or(m.Unit, Count), Controlled: m.Controlled, Headed: !m.Untotalled, Columns: m.heads(),
		ordered: m.Ordered, full: m.Full, merge: m.Merge,
	}
	t.Counts.Loose, t.Counts.Total = m.Loose, len(m.columns) > 0
	return t
}

// table lays the counts of one measure out: the total first, then its rows. What has no row of its own stands in a last one, so
// that the parts always make the total.
func (c *Counter) table(m Measure) Table {
	t := m.empty()
	if t.Headed {
		t.line(own("total"), make([]int, max(1, len(m.columns))), -1)
	}
	switch {
	case m.what == meetingsWeek:
		c.weekRows(&t)
	case m.columns != nil:
		c.gridRows(&t, c.grids[m.what])
	case m.rows == nil:
		c.nameRows(&t, m, c.counts[m.what])
	default:
		c.fixedRows(&t, m.rows, c.counts[m.what])
	}
	if m.Loose {
		t.Counts.Cells[0][0].Count = c.counts[m.what][keyAll]
	}
	return t
}

// row adds a row of one column.
func (t *Table) row(label Label, count, parent int) { t.line(label, []int{count}, parent) }

// line adds a row and, in a table that adds up, its counts to all above it.
func (t *Table) line(label Label, counts []int, parent int) {
	cells := make([]sdc.Cell, len(counts))
	for i, n := range counts {
		cells[i].Count = n
	}
	t.Rows = append(t.Rows, label)
	t.Counts.Cells = append(t.Counts.Cells, cells)
	t.Counts.Parent = append(t.Counts.Parent, parent)
	if t.Counts.Loose {
		return
	}
	for p := parent; p >= 0; p = t.Counts.Parent[p] {
		for i, n := range counts {
			t.Counts.Cells[p][i].Count += n
		}
	}
}

func (t *Table) top() int {
	if t.Headed {
		return 0
	}
	return -1
}

func (c *Counter) fixedRows(t *Table, rows []row, counts map[string]int) {
	at, used := map[string]int{}, 0
	for _, r := range rows {
		parent := t.top()
		if r.under != "" {
			parent = at[r.under]
		}
		at[r.key] = len(t.Rows)
		t.row(r.label, counts[r.key], parent)
		used += counts[r.key]
	}
	all := 0
	for key, n := range counts {
		if key != keyAll || !t.Counts.Loose {
			all += n
		}
	}
	if all > used {
		t.row(own("unknown"), all-used, t.top())
	}
}

// nameRows are rows with the names that people gave, or with the values of an enumeration, in their order.
func (c *Counter) nameRows(t *Table, m Measure, counts map[string]int) {
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		switch {
		case name == "", m.Loose && name == keyAll, m.enum != "" && (name == rowUnknown || name == keyAll):
		case m.enum != "":
			t.row(Label{Enum: m.enum, Value: name}, counts[name], t.top())
		default:
			t.row(Label{Name: name}, counts[name], t.top())
		}
	}
	n := counts[""]
	if m.enum != "" {
		n += counts[rowUnknown]
	}
	if n > 0 {
		t.row(own("unknown"), n, t.top())
	}
}

// gridRows are rows with the names that people gave, in several columns.
func (c *Counter) gridRows(t *Table, cells map[string][]int) {
	for _, name := range slices.Sorted(maps.Keys(cells)) {
		if name != "" {
			t.line(Label{Name: name}, cells[name], t.top())
		}
	}
	if none, ok := cells[""]; ok {
		t.line(own("unknown"), none, t.top())
	}
}

func (c *Counter) weekRows(t *Table) {
	counts := c.counts[meetingsWeek]
	for monday := c.period.From.Monday(); !monday.After(c.until); monday = monday.Add(7) {
		t.row(Label{On: monday}, counts[c.week(monday)], t.top())
	}
}
