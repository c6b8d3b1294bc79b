package summary

import (
	"slices"
	"sync"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

// What the totals of measures count.
const (
	ofFamilies  = "families"  // families that were spoken in the period
	ofPeople    = "people"    // people outside a household that were spoken
	ofConcerns  = "concerns"  // worries about families that were noticed in the period
	ofReferrals = "referrals" // referrals that went out in the period
	ofOwed      = "owed"      // those of them to which the other side owes an answer
	ofGathered  = "gathered"  // bijeenkomsten that were held
	ofNothing   = "-"         // by itself: the rows are different things, or no other measure counts the same
)

// totals says of every measure under disclosure control whose total is counted. Measures of the same have the same total, and one of them
// tells what another hides.
var totals = map[string]string{
	"families.reached": ofFamilies, "people.reached": ofPeople,
	"concerns.area": ofConcerns, "concerns.level": ofConcerns, "concerns.state": ofConcerns,
	"referrals.partner": ofReferrals, "referrals.state": ofReferrals, "referrals.answer": ofOwed,
	"meetings.community": ofGathered, "open.family": ofNothing,
}

// ref is a row of a measure, by its key in the table of measures; "" is the total.
type ref struct{ measure, key string }

// tie says that all that one side counts is counted by the other too, or with same that both count the same. What is left of the whole is a
// count that nobody may know when it is small.
type tie struct {
	part, whole []ref
	same        bool
}

// parts lists what of one measure lies within another.
func parts() []tie {
	open := []ref{}
	for _, s := range record.ConcernStates() {
		if s != record.ConcernClosed {
			open = append(open, ref{"concerns.state", string(s)})
		}
	}
	return []tie{
		{part: []ref{{"referrals.answer", ""}}, whole: []ref{{"referrals.partner", ""}}},
		{part: []ref{{"referrals.state", string(record.ReferralSent)}}, whole: []ref{{"open.family", "waiting"}}},
		{part: open, whole: []ref{{"open.family", "concern"}}},
	}
}

// ties are all that is known of how the measures hang together.
var ties = sync.OnceValue(func() []tie {
	var all []tie
	first := map[string]string{}
	for _, m := range Measures() {
		of, ok := totals[m.ID]
		if !ok || of == ofNothing || m.Untotalled {
			continue
		}
		if other, ok := first[of]; ok {
			all = append(all, tie{part: []ref{{m.ID, ""}}, whole: []ref{{other, ""}}, same: true})
		} else {
			first[of] = m.ID
		}
	}
	return append(all, parts()...)
})

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
			p.Links = append(p.Links, sdc.Link{Whole: whole, Part: parts, Same: tie.same})
		}
	}
}

// spots finds rows among the publications from one on; complete is false when some are missing.
func (p *papers) spots(from int, refs []ref) (spots []sdc.Spot, complete bool) {
	for _, ref := range refs {
		for k := from; k < len(p.All); k++ {
			if t := p.tables[k]; t.measure.ID == ref.measure {
				if i := t.row(ref.key); i >= 0 {
					spots = append(spots, sdc.Spot{Publication: k, Row: i, Col: len(t.table.Counts.Cells[i]) - 1})
				}
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
