// Package summary counts what the work of a period was, as tables that can be shown to the worker whole and to others without exposing
// a family.
package summary

import (
	"iter"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

// Period is the days from From to To, both counted in.
type Period struct {
	From record.Date `json:"from"`
	To   record.Date `json:"to"`
}

// Check returns record.Problems when a day is missing ("required") or From comes after To ("period.order").
func (p Period) Check() error {
	var ps record.Problems
	if p.From.Zero() {
		ps = append(ps, record.Problem{Field: "from", Code: "required"})
	}
	if p.To.Zero() {
		ps = append(ps, record.Problem{Field: "to", Code: "required"})
	}
	if len(ps) == 0 && p.From.After(p.To) {
		ps = append(ps, record.Problem{Field: "from", Code: "period.order"})
	}
	return ps.Err()
}

// Has reports whether a day falls in the period.
func (p Period) Has(d record.Date) bool {
	return !d.Zero() && !d.Before(p.From) && !d.After(p.To)
}

// Label names a row or a column without a text: by a value of an enumeration, by a name that people gave, or by a day. Exactly one of
// them is set. The enumeration of rows that no record has ("total", "overige") is "summary.row".
type Label struct {
	Enum  string      // "concern.level"
	Value string      // its stable word
	Name  string      // the name of a partner or a community, which are no personal data
	On    record.Date // the Monday of a week
}

// own is a row that no record's enumeration has.
func own(value string) Label { return Label{Enum: "summary.row", Value: value} }

// Form is how a table is best shown.
type Form string

// The forms.
const (
	Bars  Form = "bars"  // a bar for every row, the total above
	Line  Form = "line"  // a point for every row, in order of time
	Plain Form = "plain" // numbers only
	// Funnel is steps one after another, each a part of the one before: from all that was begun to what came of it.
	Funnel Form = "funnel"
)

// Unit is what a count counts.
type Unit string

// The units.
const (
	Count   Unit = "count"   // things or people
	Minutes Unit = "minutes" // shown as hours
)

// Table is one measure, counted. Counts.Cells has a row for every label of Rows; there is one column unless Columns is set.
type Table struct {
	ID         string // of the measure; its title is the value ID of the enumeration "summary.measure"
	Form       Form
	Unit       Unit
	Controlled bool // counts families, their concerns or their referrals: small counts are hidden in what others see
	Headed     bool // the first row is the total
	Rows       []Label
	Columns    []Label
	Counts     sdc.Table
	// Then holds, for every cell of Counts.Cells, the count in what the report is compared with (Report.Against); nil when it is not
	// compared. What is hidden there is hidden here.
	Then    [][]sdc.Cell
	Target  int // what was aimed for in the period; 0 when nothing was
	Figures []Figure
	// FiguresThen are those of Figures in what the report is compared with, one for each; one without a base was not there.
	FiguresThen []Figure
	Withheld    bool // nothing of it is told: beside an overview that was handed over before it would tell too much

	ordered bool // the order of the rows means something
	full    bool // rows with zero are shown
	merge   bool
	added   int // how many rows at the end only what it is compared with had
}

// Figure is a number that is no count: a median or a share.
type Figure struct {
	ID     string // its label is the value ID of the enumeration "summary.figure"
	Value  float64
	Share  bool // a ratio, shown as a percentage; else a number of days
	Base   int  // over how many it was made; 0 in what others see when it is hidden
	Hidden bool
	Spread []Bin // of a median: the histogram it was made of, so that several can be added up; never in what others see
}

// Against is what a report is compared with.
type Against struct {
	Kind   string      // "previous" or "snapshot": a value of the enumeration "summary.against"; "" when nothing is compared
	Period Period      // the days of what it is compared with
	Made   record.Date // the day a snapshot was made
}

// Section is tables that belong together.
type Section struct {
	ID     string // "family", "community", "work" or "open"; its title is a value of the enumeration "summary.section"
	Tables []Table
}

// Report is what a period was. Family and community stand side by side, equally large (PRODUCT law 4).
type Report struct {
	Period    Period
	Today     record.Date // the day it was made
	Until     record.Date // the day the states are of: the end of the period, or today when that comes first
	Empty     bool        // nothing was noted in the period
	Safe      bool        // made by Public: small counts of families are hidden
	Threshold int         // with Safe: counts below it are hidden
	Rounded   bool        // with Safe: no count is hidden, all are rounded to the threshold instead
	Against   Against     // what it is compared with
	Joint     *Joint      // set when it counts the work of several people
	Stories   []Story     // what the worker chose to tell beside the numbers, at most MaxStories
	Sections  []Section

	whole []Section // as counted: rows in their first order, zeros too
	then  *Report   // what it is compared with, as Compare was given it
	photo bool      // it is a Startfoto that was kept
}

// Table finds a measure's table; ok is false when the report has none.
func (r Report) Table(id string) (t Table, ok bool) {
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			if t.ID == id {
				return t, true
			}
		}
	}
	return Table{}, false
}

// Total is the number at the head of a measure: all families, all visits.
func (r Report) Total(id string) sdc.Cell {
	if t, ok := r.Table(id); ok && len(t.Counts.Cells) > 0 {
		last := len(t.Counts.Cells[0]) - 1
		return t.Counts.Cells[0][last]
	}
	return sdc.Cell{}
}

// Hidden counts the cells and figures that are hidden; a table of which nothing is told counts as one.
func (r Report) Hidden() int {
	n := 0
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			if n += t.Counts.Hidden(); t.Withheld && len(t.Rows) == 0 {
				n++ // a table without a total
			}
			for _, f := range t.Figures {
				if f.Hidden {
					n++
				}
			}
		}
	}
	return n
}

// Withheld counts the tables of which nothing is told.
func (r Report) Withheld() int {
	n := 0
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			if t.Withheld {
				n++
			}
		}
	}
	return n
}

// Options is what a summary needs to know besides the records.
type Options struct {
	Today record.Date // a period that is not over yet is counted until here
}

// Make counts records over a period. They may come in any order, and more than the period's own: earlier contacts tell a new family
// from one that was known, partners give their name and norm. Records of other kinds are skipped. The error is record.Problems
// about the period.
func Make(records iter.Seq[record.Record], period Period, options Options) (Report, error) {
	c, err := NewCounter(period, options)
	if err != nil {
		return Report{}, err
	}
	for r := range records {
		c.Add(r)
	}
	return c.Report(), nil
}
