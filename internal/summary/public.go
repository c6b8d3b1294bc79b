package summary

import (
	"errors"
	"math"
	"slices"

	"schakel/internal/record"
	"schakel/internal/sdc"
)

// Protection is how small counts of families are kept from others.
type Protection struct {
	Threshold int  // counts below it are hidden; at least sdc.Minimum
	Rounded   bool // instead of hiding, round every count to a multiple of the threshold
	// Chance is needed with Rounded: a number from 0 up to but not n, the same again for the same overview (sdc.Round).
	Chance func(n int) int
	Before []*record.Overview // what was handed over earlier, the oldest first: a reader may have it beside this one

	rounded map[string]int // what totals became in the tables before, so that the same things have one number
}

// Public is the report as it may be printed and handed over: in every table under disclosure control small rows are merged, small
// counts hidden, and no hidden count can be calculated back; or every count is rounded. It returns sdc.ErrThreshold for a threshold
// below sdc.Minimum and sdc.ErrExposed when a table cannot be made safe; then nothing may be handed over.
//
// Beside what was handed over before, more is hidden where the difference would tell of a small group; a table for which that is not
// enough is withheld whole.
func (r Report) Public(how Protection) (Report, error) {
	if how.Threshold < sdc.Minimum {
		return Report{}, sdc.ErrThreshold
	}
	how.rounded = map[string]int{}
	out := r
	out.Safe, out.Threshold, out.Rounded = true, how.Threshold, how.Rounded
	out.whole = nil
	var all []*guarded
	for _, s := range r.whole {
		out.whole = append(out.whole, Section{ID: s.ID, Tables: slices.Clone(s.Tables)})
		for j, t := range s.Tables {
			if !t.Controlled {
				continue
			}
			g := &guarded{at: [2]int{len(out.whole) - 1, j}, whole: t}
			if err := r.beside(g, how); err != nil {
				return Report{}, err
			}
			all = append(all, g)
		}
	}
	if err := r.together(all, how); err != nil {
		return Report{}, err
	}
	for _, g := range all {
		out.whole[g.at[0]].Tables[g.at[1]] = g.safe
	}
	for _, s := range out.whole {
		for j := range s.Tables {
			s.Tables[j].Figures = unspread(s.Tables[j].Figures)
		}
	}
	out.Sections = shown(out.whole)
	return out, nil
}

// guarded is a table on its way to others.
type guarded struct {
	at    [2]int // its section and its place there
	whole Table  // as counted
	hide  []int  // the rows of it that are hidden whatever they count
	safe  Table  // as others see it
}

// beside makes a table safe by itself, and then beside what was handed over before.
func (r Report) beside(g *guarded, how Protection) error {
	m := measure(g.whole.ID)
	before := publications(m, how.Before)
	already, err := sdc.Exposures(before, how.Threshold)
	if err != nil {
		return err
	}
	for {
		if g.safe, err = alone(g.whole, how, g.hide); len(g.hide) > 0 && errors.Is(err, sdc.ErrExposed) {
			g.safe = withheld(g.whole)
			return nil
		}
		if err != nil {
			return err
		}
		found, err := sdc.Exposures(append(before[:len(before):len(before)], r.under(how).publication(m, g.safe)), how.Threshold)
		if err != nil {
			return err
		}
		if found = slices.DeleteFunc(found, func(e sdc.Exposure) bool { return slices.Contains(already, e) }); len(found) == 0 {
			return nil
		}
		more := rowsOf(g.whole, g.safe, found, len(before))
		if how.Rounded || len(more) == 0 || slices.ContainsFunc(more, func(i int) bool { return slices.Contains(g.hide, i) }) {
			g.safe = withheld(g.whole)
			return nil
		}
		g.hide = append(g.hide, more...)
	}
}

// under is the report as it is handed over with a protection, without tables.
func (r Report) under(how Protection) Report {
	return Report{Period: r.Period, Until: r.Until, Threshold: how.Threshold, Rounded: how.Rounded, Joint: r.Joint}
}

// rowsOf are the rows of the whole table behind what was found in the safe one, which is publication number at.
func rowsOf(whole, safe Table, found []sdc.Exposure, at int) []int {
	var rows []int
	for _, e := range found {
		if e.Publication != at || !told(safe.Counts.Cells[e.Row]) {
			continue
		}
		i := slices.Index(whole.Rows, safe.Rows[e.Row])
		if i < 0 || i == 0 && whole.Headed {
			return nil // a total that tells too much: hiding rows does not help
		}
		if !slices.Contains(rows, i) {
			rows = append(rows, i)
		}
	}
	return rows
}

// told reports whether something of a row is visible.
func told(cells []sdc.Cell) bool {
	return slices.ContainsFunc(cells, func(c sdc.Cell) bool { return !c.Hidden })
}

// withheld is a table of which nothing is told.
func withheld(t Table) Table {
	t.Rows, t.Columns, t.Counts, t.Figures, t.Withheld = nil, nil, sdc.Table{Loose: t.Counts.Loose}, nil, true
	if t.Headed {
		t.Rows = []Label{own("total")}
		t.Counts.Cells, t.Counts.Parent = [][]sdc.Cell{{{Hidden: true}}}, []int{-1}
	}
	return t
}

// alone makes a table safe by itself; the rows in hide are hidden whatever they count.
func alone(t Table, how Protection, hide []int) (Table, error) {
	if how.Rounded {
		return rounded(t, how)
	}
	return protect(t, how.Threshold, hide)
}

func rounded(t Table, how Protection) (Table, error) {
	of, total := defined()[t.ID].Of, -1
	if n, ok := how.rounded[of]; ok && of != "" {
		total = n
	}
	safe, err := sdc.RoundWith(t.Counts, how.Threshold, how.Chance, total)
	if err != nil {
		return Table{}, err
	}
	if t.Headed && of != "" && how.rounded != nil && total < 0 {
		how.rounded[of] = safe.Cells[0][len(safe.Cells[0])-1].Count
	}
	t.Counts = safe
	figures := slices.Clone(t.Figures)
	for i, f := range figures {
		switch {
		case f.Base < how.Threshold, f.Share && f.few(how.Threshold):
			figures[i] = Figure{ID: f.ID, Share: f.Share, Hidden: true}
		default:
			// A share tells the counts it was made of, so it becomes coarse too, and what it was made over is not told.
			figures[i].Base = (f.Base + how.Threshold - 1) / how.Threshold * how.Threshold
			if f.Share {
				figures[i].Value = math.Round(f.Value*coarse) / coarse
			}
		}
	}
	t.Figures = figures
	return t, nil
}

// coarse is into how many steps a share is divided beside rounded counts: one in twenty.
const coarse = 20

func protect(t Table, threshold int, hide []int) (Table, error) {
	all := len(t.Rows)
	if t.merge && len(hide) == 0 { // rows that are hidden by name are not merged with others
		m, err := sdc.Merge(t.Counts, threshold)
		if err != nil {
			return Table{}, err
		}
		rows := make([]Label, len(m.From))
		for i, from := range m.From {
			rows[i] = t.Rows[from[0]]
			if len(from) > 1 {
				rows[i] = own("other")
			}
		}
		t.Rows, t.Counts = rows, m.Table
	}
	safe, err := sdc.SuppressWith(t.Counts, threshold, hide)
	if err != nil {
		return Table{}, err
	}
	t.Counts = safe
	t.Figures = figuresBeside(t.Figures, safe, threshold, len(t.Rows) < all)
	return t, nil
}

// shown is the sections as people read them: rows with zero are left out where they say nothing, the largest row stands first where the
// order means nothing, and what is hidden keeps the order of the list, so that its place does not tell its size.
func shown(whole []Section) []Section {
	out := make([]Section, len(whole))
	for i, s := range whole {
		out[i] = Section{ID: s.ID, Tables: make([]Table, len(s.Tables))}
		for j, t := range s.Tables {
			out[i].Tables[j] = t.arranged()
		}
	}
	return out
}

func (t Table) arranged() Table {
	order := t.walk(t.Counts.Children(), -1)
	moved := make(map[int]int, len(order))
	out := t
	out.Rows, out.Counts.Cells, out.Counts.Parent, out.Then = nil, nil, nil, nil
	for _, i := range order {
		moved[i] = len(out.Rows)
		parent := t.Counts.ParentOf(i)
		if parent >= 0 {
			parent = moved[parent]
		}
		out.Rows = append(out.Rows, t.Rows[i])
		out.Counts.Cells = append(out.Counts.Cells, slices.Clone(t.Counts.Cells[i]))
		out.Counts.Parent = append(out.Counts.Parent, parent)
		if t.Then != nil {
			out.Then = append(out.Then, slices.Clone(t.Then[i]))
		}
	}
	return out
}

// walk lists the rows below a parent, each followed by its own parts.
func (t Table) walk(children [][]int, parent int) []int {
	var rows []int
	if parent >= 0 {
		rows = slices.Clone(children[parent])
	} else {
		for i := range t.Rows {
			if t.Counts.ParentOf(i) < 0 {
				rows = append(rows, i)
			}
		}
	}
	if !t.ordered && parent >= 0 {
		slices.SortStableFunc(rows, t.larger)
	}
	var order []int
	for _, i := range rows {
		if parent >= 0 && !t.full && t.zero(i) {
			continue
		}
		order = append(order, i)
		order = append(order, t.walk(children, i)...)
	}
	return order
}

func (t Table) zero(i int) bool {
	for _, c := range t.Counts.Cells[i] {
		if c.Hidden || c.Count > 0 {
			return false
		}
	}
	return t.Then == nil || !slices.ContainsFunc(t.Then[i], func(c sdc.Cell) bool { return !c.Hidden && c.Count > 0 })
}

// larger puts counts from large to small, then what is hidden, then what was merged or has no row of its own.
func (t Table) larger(a, b int) int {
	if d := t.rank(a) - t.rank(b); d != 0 {
		return d
	}
	if t.rank(a) > 0 {
		return 0
	}
	last := len(t.Counts.Cells[a]) - 1
	return t.Counts.Cells[b][last].Count - t.Counts.Cells[a][last].Count
}

func (t Table) rank(i int) int {
	last := len(t.Counts.Cells[i]) - 1
	switch {
	case t.Rows[i] == own("other") || t.Rows[i] == own("unknown"):
		return 2
	case t.Counts.Cells[i][last].Hidden:
		return 1
	}
	return 0
}
