package summary

import (
	"slices"
	"sync"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

// single are the measures under disclosure control that hang together with no other: nothing else counts the same people or things.
var single = []string{"people.reached", "voices.quick", "voices.wait", "voices.told", "voices.result", "contacts.aim", "meetings.aim"}

// ref is a row of a measure, by its key in the table of measures; "" is the total. It stands for the column of totals, or for a column.
type ref struct {
	measure, key string
	column       int // counted from 1; 0 is the only one, or that of the totals
}

// tie says that all that one side counts is counted by the other too, or with same that both count the same. What is left of the whole is a
// count that nobody may know when it is small, but with bound it is no count of anything.
type tie struct {
	part, whole []ref
	same, bound bool
}

// parts lists what of one measure lies within another, as the records make it.
func parts() []tie {
	var open []ref
	for _, s := range record.ConcernStates() {
		if s != record.ConcernClosed {
			open = append(open, ref{measure: "concerns.state", key: string(s)})
		}
	}
	one := func(measure, key string) []ref { return []ref{{measure: measure, key: key}} }
	sent := one("referrals.funnel", under("sent", string(record.ReferralSent)))
	return append(complements(), []tie{
		{part: open, whole: one("open.family", "concern")},
		{part: one("referrals.funnel", "begun.preparing"), whole: one("open.family", "preparing")},
		{part: sent, whole: one("open.family", "waiting")},
		{part: sent, whole: one("referrals.answer", "none")},
		{part: one("received.answer", "open"), whole: one("open.family", "asked")},
		{part: one("meetings.language", ""), whole: one("meetings.community", ""), same: true},
		{ // a family with two roads has at least two of them
			part: slices.Concat(one("families.referrals", "times.1"), slices.Repeat(one("families.referrals", "times.2"), 2),
				slices.Repeat(one("families.referrals", "times.more"), 3)),
			whole: one("referrals.funnel", ""), bound: true,
		},
	}...)
}

// complements are the rows of a measure in which one thing can stand in several: who is not in a row is a group too. The rows of other measures
// add up, so that who is not in one is in the others.
func complements() (all []tie) {
	for _, m := range Measures() {
		for _, r := range m.rows {
			if m.Controlled && m.Loose && r.under == "" {
				all = append(all, tie{part: []ref{{measure: m.ID, key: r.key}}, whole: []ref{{measure: m.ID}}})
			}
		}
	}
	return all
}

// ties are all that is known of how the measures hang together: parts, and what the table of measures says counts the same.
var ties = sync.OnceValue(func() []tie {
	var all []tie
	first := map[string]ref{}
	for _, m := range Measures() {
		if !m.Controlled {
			continue
		}
		for _, r := range m.refs() {
			twin := m.twin(r)
			if other, ok := first[twin]; ok {
				all = append(all, tie{part: []ref{r}, whole: []ref{other}, same: true})
			} else if twin != "" {
				first[twin] = r
			}
		}
	}
	return append(all, parts()...)
})

// refs are the rows of a measure that have a key, and the columns of its total.
func (m Measure) refs() []ref {
	all := []ref{{measure: m.ID}}
	for i := range len(m.columns) - 1 {
		all = append(all, ref{measure: m.ID, column: i + 1})
	}
	for _, r := range m.rows {
		all = append(all, ref{measure: m.ID, key: r.key})
	}
	return all
}

// twin names what a row counts when another measure counts the same; "" when none does.
func (m Measure) twin(r ref) string {
	switch {
	case r.key != "":
		return m.twins[r.key]
	case r.column > 0:
		return m.columns[r.column-1].twin
	case m.Untotalled:
		return ""
	}
	return m.Of
}

// defined are the measures by id.
var defined = sync.OnceValue(func() map[string]Measure {
	all := map[string]Measure{}
	for _, m := range Measures() {
		all[m.ID] = m
	}
	return all
})

// labels is where a row of the measure stands: from itself up to the total.
func (m Measure) labels(key string) []Label {
	var all []Label
	for key != "" {
		i := slices.IndexFunc(m.rows, func(r row) bool { return r.key == key })
		if i < 0 {
			return nil
		}
		all, key = append(all, m.rows[i].label), m.rows[i].under
	}
	if !m.Untotalled {
		all = append(all, own("total"))
	}
	return all
}

// papers gathers tables of several reports, the oldest first, and how they hang together.
type papers struct {
	sdc.Papers
	tables []paper // for every publication, where it comes from
	tied   []int   // for every link, which one it is among all
}

// paper is one table of one report.
type paper struct {
	report  int
	measure Measure
	table   Table
}

// add takes a report's tables in.
func (p *papers) add(r Report, report int, tables []Table) {
	from := len(p.All)
	for _, t := range tables {
		if m := defined()[t.ID]; m.Controlled && len(t.Rows) > 0 {
			p.All = append(p.All, r.publication(m, t))
			p.tables = append(p.tables, paper{report: report, measure: m, table: t})
		}
	}
	for _, tie := range ties() {
		whole, complete := p.spots(from, tie.whole)
		parts, all := p.spots(from, tie.part)
		if complete && len(parts) > 0 && (all || !tie.same) {
			p.Links = append(p.Links, sdc.Link{Whole: whole, Part: parts, Same: tie.same, Bound: tie.bound})
		}
	}
}

// spots finds rows among the publications from one on; complete is false when some are missing.
func (p *papers) spots(from int, refs []ref) (spots []sdc.Spot, complete bool) {
	for _, ref := range refs {
		for k := from; k < len(p.All); k++ {
			t := p.tables[k]
			if t.measure.ID != ref.measure {
				continue
			}
			if i := t.row(ref.key); i >= 0 {
				last := len(t.table.Counts.Cells[i]) - 1
				at := sdc.Spot{Publication: k, Row: i, Col: last}
				if ref.column > last { // a table of which nothing is told has one column
					continue
				}
				if ref.column > 0 {
					at.Col = ref.column - 1
				}
				spots = append(spots, at)
			}
		}
	}
	return spots, len(spots) == len(refs)
}

// row finds a row by its key; -1 when it was merged with others, or withheld.
func (p paper) row(key string) int {
	labels := p.measure.labels(key)
	for i := range p.table.Rows {
		if len(labels) > 0 && slices.Equal(labels, p.table.path(i)) {
			return i
		}
	}
	return -1
}

// path is the label of a row, and of the rows that it adds into.
func (t Table) path(row int) (all []Label) {
	for i := row; i >= 0; i = t.Counts.ParentOf(i) {
		all = append(all, t.Rows[i])
	}
	return all
}
