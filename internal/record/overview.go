package record

import "time"

// Overview is an overview of the work that was made for others, as it was handed over. It is kept so that the same one can be made
// again, and so that no later one tells, beside it, what neither tells alone.
type Overview struct {
	Head
	From      Date            `json:"from"`
	To        Date            `json:"to"`
	Until     Date            `json:"until"`            // the day its states are of
	Made      time.Time       `json:"made"`             // when it was handed over first, UTC
	Order     int             `json:"order,omitzero"`   // its number among those that were handed over, from 1; 0 for one from before they were numbered
	Threshold int             `json:"threshold"`        // below which a count of families is small; at least 5
	Rounded   bool            `json:"rounded,omitzero"` // counts were rounded to the threshold, and none hidden
	Tables    []OverviewTable `json:"tables,omitzero"`  // every measure, with those that are no counts of families
	Joint     OverviewJoint   `json:"joint,omitzero"`   // of what it was put together, when it counts the work of several people
}

// OverviewTable is one measure of an overview, as it stood there.
type OverviewTable struct {
	Measure  string           `json:"measure"`           // its id in the table of measures
	Rows     []OverviewRow    `json:"rows,omitzero"`     // the counts; the first is the total where there is one
	Figures  []OverviewFigure `json:"figures,omitzero"`  // medians and shares
	Target   int              `json:"target,omitzero"`   // what was aimed for, in the unit of the measure
	Withheld bool             `json:"withheld,omitzero"` // nothing of it was told, because beside an earlier overview it would have told too much
}

// OverviewRow is one count. Its label is a value of an enumeration, a name that the worker gave (of an organisation, a community), or the
// Monday of a week.
type OverviewRow struct {
	Enum   string  `json:"enum,omitzero"`   // the enumeration of its label
	Value  string  `json:"value,omitzero"`  // the label in it
	Name   Private `json:"name,omitzero"`   // or a name that the worker gave
	On     Date    `json:"on,omitzero"`     // or a Monday
	Parent int     `json:"parent"`          // the row it is a part of, -1 for none
	Count  int     `json:"count,omitzero"`  // 0 when it was hidden
	Hidden bool    `json:"hidden,omitzero"` // it was not told
	// In a table of two dimensions Count and Hidden are not used.
	Cells []OverviewCell `json:"cells,omitzero"` // the counts by column of a table of two dimensions, the last one their total
}

// OverviewCell is one count of a table of two dimensions.
type OverviewCell struct {
	Count  int  `json:"count,omitzero"`  // 0 when it was hidden
	Hidden bool `json:"hidden,omitzero"` // it was not told
}

// OverviewFigure is a median in days or a share, as it stood there.
type OverviewFigure struct {
	ID          string `json:"id"`                   // median or intime
	Thousandths int    `json:"thousandths,omitzero"` // of a day, or of the whole
	Share       bool   `json:"share,omitzero"`       // a part of the whole, not a number of days
	Base        int    `json:"base,omitzero"`        // over how many
	Hidden      bool   `json:"hidden,omitzero"`      // it was not told
}

// OverviewJoint says of what an overview was put together that counts the work of several people. Nothing in it says what one of them
// counted.
type OverviewJoint struct {
	Programme ID     `json:"programme,omitzero"` // of which
	Set       string `json:"set,omitzero"`       // a word that is the same for the same workers
	Workers   int    `json:"workers,omitzero"`   // whose contributions are in it
	Missing   int    `json:"missing,omitzero"`   // who was expected and did not hand one over
	Contacts  int    `json:"contacts,omitzero"`  // in it that stand in another contribution too
	Meetings  int    `json:"meetings,omitzero"`  // in it that stand in another contribution too
	Minutes   int    `json:"minutes,omitzero"`   // in it that stand in another contribution too
}

// Limits of an overview.
const (
	overviewTables = 100
	overviewRows   = 1000
)

// Kind is KindOverview.
func (o *Overview) Kind() Kind { return KindOverview }

// Validate checks the period, the threshold, and that every row is a part of one before it.
func (o *Overview) Validate(Date) Problems {
	var ps Problems
	if o.From.Zero() {
		ps.add("from", "required")
	}
	if o.To.Zero() {
		ps.add("to", "required")
	}
	if !o.To.Zero() && o.From.After(o.To) {
		ps.add("from", "period.order")
	}
	if o.Threshold < 5 { // never below 5 (PRODUCT, Counts)
		ps.add("threshold", "count.range")
	}
	if o.Order < 0 {
		ps.add("order", "count.range")
	}
	ps.word("joint.set", o.Joint.Set)
	if len(o.Tables) > overviewTables {
		ps.add("tables", "count.range")
	}
	for i, t := range o.Tables {
		field := at("tables", i)
		if len(t.Rows) > overviewRows {
			ps.add(field+".rows", "count.range")
			continue
		}
		for j, r := range t.Rows {
			if r.wrong() || r.Parent < -1 || r.Parent >= j || len(r.Cells) != len(t.Rows[0].Cells) {
				ps.add(at(field+".rows", j), "count.range")
			}
			ps.short(at(field+".rows", j)+".name", r.Name, LimitShort)
		}
	}
	return ps
}

// wrong reports whether a count is below zero, or what was not told has a count.
func (r OverviewRow) wrong() bool {
	for _, c := range r.Cells {
		if c.Count < 0 || c.Hidden && c.Count != 0 {
			return true
		}
	}
	return r.Count < 0 || r.Hidden && r.Count != 0
}

// Row is the overview's compact form.
func (o *Overview) Row() Row {
	return Row{ID: o.ID, Kind: KindOverview, On: o.From, Number: uint32(o.To.Number())}
}
