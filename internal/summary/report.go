package summary

import (
	"cmp"
	"maps"
	"slices"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

// Report is the count so far.
func (c *Counter) Report() Report {
	days := c.settle()
	c.settleAims()
	c.sent, c.reached = nil, map[record.ID]reach{}
	r := Report{Period: c.period, Today: c.today, Until: c.until, Empty: !c.seen}
	for _, id := range sections() {
		s := Section{ID: id}
		for _, m := range Measures() {
			if m.Section != id {
				continue
			}
			t := c.table(m)
			if m.ID == "referrals.answer" {
				t.Figures = answerFigures(days, c.counts[m.ID])
			}
			s.Tables = append(s.Tables, t)
		}
		r.whole = append(r.whole, s)
	}
	r.Sections = shown(r.whole)
	return r
}

// sections lists the parts of a report, in order.
func sections() []string { return []string{"family", "community", "work", "open"} }

// empty is the measure's table without rows.
func (m Measure) empty() Table {
	t := Table{
		ID: m.ID, Form: m.Form, Unit: cmp.Or(m.Unit, Count), Controlled: m.Controlled, Headed: !m.Untotalled,
		ordered: m.Ordered, full: m.Full, merge: m.Merge,
	}
	t.Counts.Loose = m.Loose
	return t
}

// table lays the counts of one measure out: the total first, then its rows. What has no row of its own stands in a last one, so
// that the parts always make the total.
func (c *Counter) table(m Measure) Table {
	t := m.empty()
	if t.Headed {
		t.row(own("total"), 0, -1)
	}
	switch {
	case m.ID == "meetings.week":
		c.weeks(&t)
	case m.rows == nil:
		c.nameRows(&t)
	default:
		c.fixedRows(&t, m.rows)
	}
	if m.Loose {
		t.Counts.Cells[0][0].Count = c.counts[m.ID][keyAll]
	}
	return t
}

// row adds a row and, in a table that adds up, its count to all above it.
func (t *Table) row(label Label, count, parent int) {
	t.Rows = append(t.Rows, label)
	t.Counts.Cells = append(t.Counts.Cells, []sdc.Cell{{Count: count}})
	t.Counts.Parent = append(t.Counts.Parent, parent)
	if t.Counts.Loose {
		return
	}
	for p := parent; p >= 0; p = t.Counts.Parent[p] {
		t.Counts.Cells[p][0].Count += count
	}
}

func (t *Table) top() int {
	if t.Headed {
		return 0
	}
	return -1
}

func (c *Counter) fixedRows(t *Table, rows []row) {
	counts, at, used := c.counts[t.ID], map[string]int{}, 0
	for _, r := range rows {
		parent := t.top()
		if r.under != "" {
			parent = at[r.under]
		}
		at[r.key] = len(t.Rows)
		t.row(r.label, counts[r.key], parent)
		used += counts[r.key]
	}
	if t.Counts.Loose {
		return
	}
	all := 0
	for _, n := range counts {
		all += n
	}
	if all > used {
		t.row(own("unknown"), all-used, t.top())
	}
}

func (c *Counter) nameRows(t *Table) {
	counts := c.names[t.ID]
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		if name != "" {
			t.row(Label{Name: name}, counts[name], t.top())
		}
	}
	if n := counts[""]; n > 0 {
		t.row(own("unknown"), n, t.top())
	}
}

func (c *Counter) weeks(t *Table) {
	counts := c.counts[t.ID]
	for monday := c.period.From.Monday(); !monday.After(c.until); monday = monday.Add(7) {
		t.row(Label{On: monday}, counts[monday.String()], t.top())
	}
}
