package summary

import (
	"slices"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

// Joint says of what a report was put together that counts the work of several people. Nothing in it says what one of them counted.
type Joint struct {
	Workers   int       // whose contributions are in it
	Missing   int       // who was expected and did not hand one over
	Double    bool      // families can have been counted by more than one worker
	Programme record.ID // of which
	Set       string    // a word that is the same for the same workers
	Also      Also      // how much of it stands in another contribution too
	Skipped   int       // counts of a newer Schakel that are not in it
	Lacking   int       // contributions of an older Schakel, that have not every count
	Early     int       // contributions that were made before the period was over
}

// Also is work that stands in another contribution too.
type Also struct {
	Contacts int `json:"contacts,omitzero"`
	Meetings int `json:"meetings,omitzero"`
	Minutes  int `json:"minutes,omitzero"` // of both, with preparation
}

// None reports whether nothing stands in another contribution.
func (a Also) None() bool { return a == Also{} }

// Double reports whether the measure counts what several workers can each have counted: a family that two of them know, a gathering that
// two of them held.
func (m Measure) Double() bool { return m.Controlled || m.Section == "community" }

// Doubled lists the measures of a joint report with something in them that can have been counted twice.
func (r Report) Doubled() []string {
	if r.Joint == nil {
		return nil
	}
	var ids []string
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			if measure(t.ID).Double() && !t.Withheld && !t.nothing() {
				ids = append(ids, t.ID)
			}
		}
	}
	return ids
}

func (t Table) nothing() bool {
	for i := range t.Counts.Cells {
		if !t.zero(i) {
			return false
		}
	}
	return true
}

// Whole is every section as it was counted: rows in their first order, rows with zero too. It is what a contribution is made of, and never
// shown to others.
func (r Report) Whole() []Section { return r.whole }

// Related are the overviews that a report is read beside: for the worker's own the worker's own, for a joint one those of the same programme
// with the same workers in them. What other people counted is something else, and cannot be taken from one another row by row.
func Related(all []*record.Overview, joint *Joint) []*record.Overview {
	return slices.DeleteFunc(slices.Clone(all), func(o *record.Overview) bool {
		if joint == nil {
			return !o.Joint.Programme.Zero()
		}
		return o.Joint.Programme != joint.Programme || o.Joint.Set != joint.Set
	})
}

// Nears reports whether Apart would withhold something that the report tells: another one was handed over since it was made.
func (r Report) Nears(before []*record.Overview) bool {
	if r.Joint == nil {
		return false
	}
	for _, s := range r.whole {
		for _, t := range s.Tables {
			if t.Controlled && !t.Withheld && r.tells(t, before) {
				return true
			}
		}
	}
	return false
}

// Apart withholds the tables of a safe joint report that would tell of a small group beside an earlier one of the same programme and period
// with other workers in it: where one count differs by less than the threshold, the difference is what few people counted.
func (r Report) Apart(before []*record.Overview) Report {
	if r.Joint == nil {
		return r
	}
	whole := slices.Clone(r.whole)
	for i, s := range whole {
		whole[i].Tables = slices.Clone(s.Tables)
		for j, t := range s.Tables {
			if t.Controlled && r.tells(t, before) {
				whole[i].Tables[j] = withheld(t)
			}
		}
	}
	r.whole = whole
	r.Sections = shown(whole)
	return r
}

func (r Report) tells(t Table, before []*record.Overview) bool {
	for _, o := range before {
		if o.Joint.Programme != r.Joint.Programme || o.Joint.Set == r.Joint.Set || o.From != r.Period.From || o.To != r.Period.To {
			continue
		}
		for _, was := range o.Tables {
			if was.Measure == t.ID && near(t, tableAgain(measure(t.ID), was), max(r.Threshold, o.Threshold)) {
				return true
			}
		}
	}
	return false
}

// near reports whether a row that both tell differs by less than the threshold.
func near(t, was Table, threshold int) bool {
	for i := range t.Rows {
		for j := range was.Rows {
			if pathOf(t, i) == pathOf(was, j) && nearCells(t.Counts.Cells[i], was.Counts.Cells[j], threshold) {
				return true
			}
		}
	}
	return false
}

// nearCells looks at every column; a table of which only the total is told has one, that of the totals.
func nearCells(now, was []sdc.Cell, threshold int) bool {
	if len(now) != len(was) {
		now, was = now[len(now)-1:], was[len(was)-1:]
	}
	for c := range now {
		if d := now[c].Count - was[c].Count; !now[c].Hidden && !was[c].Hidden && d != 0 && d > -threshold && d < threshold {
			return true
		}
	}
	return false
}

func pathOf(t Table, row int) string {
	path := ""
	for i := row; i >= 0; i = t.Counts.ParentOf(i) {
		l := t.Rows[i]
		path = l.Enum + ":" + l.Value + ":" + l.Name + ":" + l.On.String() + "/" + path
	}
	return path
}

func keepJoint(j *Joint) record.OverviewJoint {
	if j == nil {
		return record.OverviewJoint{}
	}
	return record.OverviewJoint{
		Programme: j.Programme, Set: j.Set, Workers: j.Workers, Missing: j.Missing,
		Contacts: j.Also.Contacts, Meetings: j.Also.Meetings, Minutes: j.Also.Minutes,
	}
}

func jointAgain(o record.OverviewJoint) *Joint {
	if o.Programme.Zero() {
		return nil
	}
	return &Joint{
		Workers: o.Workers, Missing: o.Missing, Double: o.Workers > 1, Programme: o.Programme, Set: o.Set,
		Also: Also{Contacts: o.Contacts, Meetings: o.Meetings, Minutes: o.Minutes},
	}
}
