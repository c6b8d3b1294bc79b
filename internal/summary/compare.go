package summary

import (
	"slices"
	"strconv"
	"time"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/sdc"
)

// ErrCompare is returned for two reports that may not stand beside each other: one is for the worker's own eyes and the other for others, or
// their small counts are kept from others in different ways.
var ErrCompare = fault.New(fault.Invalid, "summary.compare", "reports that are protected in different ways")

// The values of Against.Kind, of the enumeration "summary.against".
const (
	AgainstPrevious = "previous" // the period before, or another one that was counted now
	AgainstSnapshot = "snapshot" // a Startfoto
)

// MaxStories is how many stories an overview can have ("two or three").
const MaxStories = 3

// Story is a short story in an overview, changed so that nobody is recognisable, told with a person's own consent.
type Story struct {
	Of   record.ID `json:"-"` // the story's record, which no reader sees
	Text string
}

// Compare puts what was beside what is: every table of now gets in Then the counts of the same rows in then (Report.Against says which
// period that is). Rows are the same when they have the same label below the same rows. What is hidden in then stays hidden. "Overige" is
// something else every time and is compared with nothing, and so is a row that may lie in the other's "overige". A row that only then had
// is added with 0. It returns ErrCompare unless both are for the worker, or both were made by Public in the same way: rounded to the same
// base, or hidden with a threshold for then that is not lower.
func Compare(now, then Report) (Report, error) {
	switch {
	case now.Safe != then.Safe, now.Rounded != then.Rounded, now.Rounded && now.Threshold != then.Threshold, then.Threshold < now.Threshold:
		return Report{}, ErrCompare
	}
	out := now
	out.Against = Against{Kind: AgainstPrevious, Period: then.Period}
	if then.photo {
		out.Against = Against{Kind: AgainstSnapshot, Period: then.Period, Made: then.Today}
	}
	was := map[string]Table{}
	for _, s := range then.whole {
		for _, t := range s.Tables {
			was[t.ID] = t
		}
	}
	out.whole = make([]Section, len(now.whole))
	for i, s := range now.whole {
		out.whole[i] = Section{ID: s.ID, Tables: make([]Table, len(s.Tables))}
		for j, t := range s.Tables {
			if before, ok := was[t.ID]; ok {
				t = t.beside(before)
			}
			out.whole[i].Tables[j] = t
		}
	}
	out.Sections = shown(out.whole)
	alone := then
	out.then = &alone
	return out, nil
}

// PublicAgainst is the report as it may be handed over beside another one: that one is made public first, as if it were handed over just
// before, so that the two together tell no more than what Public allows of each. Both are published (Parts). The errors are those of
// Public, and ErrCompare when the two are not protected in the same way.
func (r Report) PublicAgainst(then Report, how, howThen Protection) (Report, error) {
	was, err := then.Public(howThen)
	if err != nil {
		return Report{}, err
	}
	how.Before = append(how.Before[:len(how.Before):len(how.Before)], was.Keep(time.Time{}))
	now, err := r.Public(how)
	if err != nil {
		return Report{}, err
	}
	return Compare(now, was)
}

// Parts are the reports that a reader of this one has: what it is compared with, then the report itself without the comparison.
func (r Report) Parts() []Report {
	if r.then == nil {
		return []Report{r}
	}
	alone := r
	alone.Against, alone.then = Against{}, nil
	alone.whole = make([]Section, len(r.whole))
	for i, s := range r.whole {
		alone.whole[i] = Section{ID: s.ID, Tables: make([]Table, len(s.Tables))}
		for j, t := range s.Tables {
			alone.whole[i].Tables[j] = t.alone()
		}
	}
	alone.Sections = shown(alone.whole)
	return []Report{*r.then, alone}
}

// alone is a table that is not compared.
func (t Table) alone() Table {
	if t.Then == nil {
		return t
	}
	n := len(t.Rows) - t.added
	t.Rows, t.Counts.Cells, t.Counts.Parent = t.Rows[:n:n], t.Counts.Cells[:n:n], t.Counts.Parent[:n:n]
	t.Then, t.FiguresThen, t.added = nil, nil, 0
	return t
}

// beside is the table with what it counted before.
func (t Table) beside(before Table) Table {
	at := map[string]int{}
	for i := range before.Rows {
		at[before.place(i)] = i
	}
	columns := t.columnsIn(before)
	unknown := before.Withheld || before.hasOther()
	t.Then = make([][]sdc.Cell, 0, len(t.Rows))
	seen := map[int]bool{}
	for i := range t.Rows {
		was, ok := at[t.place(i)]
		switch {
		case t.merged(i):
			ok, was = false, -1
		case ok:
			seen[was] = true
		}
		t.Then = append(t.Then, before.cells(was, ok, unknown || t.merged(i), columns))
	}
	if !t.Withheld && !t.hasOther() {
		t.gone(before, seen, columns)
	}
	t.FiguresThen = figuresThen(t.Figures, before.Figures)
	return t
}

// figuresThen finds each figure among those of another table. What is hidden there stays hidden.
func figuresThen(now, before []Figure) []Figure {
	if len(now) == 0 {
		return nil
	}
	out := make([]Figure, len(now))
	for i, f := range now {
		out[i] = Figure{ID: f.ID, Share: f.Share}
		if at := slices.IndexFunc(before, func(b Figure) bool { return b.ID == f.ID }); at >= 0 {
			out[i] = before[at]
		}
	}
	return out
}

// gone adds the rows that only the table before had, with 0: an organisation to which nobody went this time. What was hidden there stays out:
// it would stand beside a 0 that says nothing of it. So does what would stand beside one row alone.
func (t *Table) gone(before Table, seen map[int]bool, columns []int) {
	at := map[string]int{}
	for i := range t.Rows {
		at[t.place(i)] = i
	}
	for i := range before.Rows {
		parent, under := -1, before.Counts.ParentOf(i)
		if seen[i] || !before.Rows[i].On.Zero() || before.merged(i) || before.zero(i) || before.Counts.Cells[i][0].Hidden {
			continue
		}
		if under >= 0 {
			p, ok := at[before.place(under)]
			if !ok {
				continue
			}
			parent = p
		}
		if t.Controlled && t.single(parent) {
			continue
		}
		if t.added == 0 { // the slices are those of the other report
			n := len(t.Rows)
			t.Rows, t.Counts.Cells, t.Counts.Parent = t.Rows[:n:n], t.Counts.Cells[:n:n], t.Counts.Parent[:n:n]
		}
		at[before.place(i)] = len(t.Rows)
		t.Rows = append(t.Rows, before.Rows[i])
		t.Counts.Cells = append(t.Counts.Cells, make([]sdc.Cell, len(columns)))
		t.Counts.Parent = append(t.Counts.Parent, parent)
		t.Then = append(t.Then, before.cells(i, true, false, columns))
		t.added++
	}
}

// single reports whether a row has exactly one part: with a 0 beside it everything would visibly lie in one cell, which no file may tell.
func (t Table) single(parent int) bool {
	parts := 0
	for i := range t.Rows {
		if parent >= 0 && t.Counts.ParentOf(i) == parent {
			parts++
		}
	}
	return parts == 1
}

// columnsIn finds each column of t in another table; -1 where it has none. A table without columns has one.
func (t Table) columnsIn(other Table) []int {
	if len(t.Columns) == 0 || len(other.Columns) == 0 {
		n := 1
		if len(t.Counts.Cells) > 0 {
			n = len(t.Counts.Cells[0])
		}
		at := make([]int, n)
		for i := range at {
			at[i] = i
			if len(t.Columns) != len(other.Columns) {
				at[i] = -1
			}
		}
		return at
	}
	at := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		at[i] = -1
		for j, o := range other.Columns {
			if c == o {
				at[i] = j
			}
		}
	}
	return at
}

// cells is what a row counted; zero when there was no such row and nothing says that it may be hidden.
func (t Table) cells(row int, there, unknown bool, columns []int) []sdc.Cell {
	out := make([]sdc.Cell, len(columns))
	for i, c := range columns {
		switch {
		case c < 0:
			out[i].Hidden = true
		case there:
			out[i] = t.Counts.Cells[row][c]
		case unknown:
			out[i].Hidden = true
		}
	}
	return out
}

// place names a row by its label and those above it. A week is the first, the second: that of one period is not that of another.
func (t Table) place(row int) string {
	name := ""
	for i := row; i >= 0; i = t.Counts.ParentOf(i) {
		l := t.Rows[i]
		if !l.On.Zero() {
			name += strconv.Itoa(i) + "\x01"
			continue
		}
		name += l.Enum + "\x00" + l.Value + "\x00" + l.Name + "\x01"
	}
	return name
}

// merged reports whether a row is "overige" or lies below it.
func (t Table) merged(row int) bool {
	for i := row; i >= 0; i = t.Counts.ParentOf(i) {
		if t.Rows[i] == own("other") {
			return true
		}
	}
	return false
}

func (t Table) hasOther() bool {
	for i := range t.Rows {
		if t.Rows[i] == own("other") {
			return true
		}
	}
	return false
}

// Snapshot is the report as it is kept as a Startfoto: whole numbers, for the worker's own eyes. The caller gives it a name.
func (r Report) Snapshot() *record.Snapshot {
	kept := r.Keep(time.Time{})
	return &record.Snapshot{From: kept.From, To: kept.To, Until: kept.Until, On: r.Today, Tables: kept.Tables}
}

// OfSnapshot is a Startfoto as a report for the worker's own eyes, to be compared with. Measures that this version does not know are left
// out. Only Public makes of it what others may see.
func OfSnapshot(s *record.Snapshot) Report {
	r := Again(&record.Overview{From: s.From, To: s.To, Until: s.Until, Tables: s.Tables}, s.On)
	r.Safe, r.photo = false, true
	return r
}
