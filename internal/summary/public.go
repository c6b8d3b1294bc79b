package summary

import (
	"slices"

	"schakel/internal/sdc"
)

// Public is the report as it may be printed and handed over: in every table under disclosure control small rows are merged, small
// counts hidden, and no hidden count can be calculated back. It returns sdc.ErrThreshold for a threshold below sdc.Minimum and
// sdc.ErrExposed when a table cannot be made safe; then nothing may be handed over.
func (r Report) Public(threshold int) (Report, error) {
	if threshold < sdc.Minimum {
		return Report{}, sdc.ErrThreshold
	}
	out := r
	out.Safe, out.Threshold = true, threshold
	out.whole = nil
	for _, s := range r.whole {
		safe := Section{ID: s.ID}
		for _, t := range s.Tables {
			if t.Controlled {
				var err error
				if t, err = protect(t, threshold); err != nil {
					return Report{}, err
				}
			}
			safe.Tables = append(safe.Tables, t)
		}
		out.whole = append(out.whole, safe)
	}
	out.Sections = shown(out.whole)
	return out, nil
}

func protect(t Table, threshold int) (Table, error) {
	if t.merge {
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
	safe, err := sdc.Suppress(t.Counts, threshold)
	if err != nil {
		return Table{}, err
	}
	t.Counts = safe
	figures := slices.Clone(t.Figures)
	for i, f := range figures {
		// A median or a share says something about the counts it was made of.
		if f.Base < threshold || safe.Hidden() > 0 {
			figures[i] = Figure{ID: f.ID, Share: f.Share, Hidden: true}
		}
	}
	t.Figures = figures
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
	out.Rows, out.Counts.Cells, out.Counts.Parent = nil, nil, nil
	for _, i := range order {
		moved[i] = len(out.Rows)
		parent := t.Counts.ParentOf(i)
		if parent >= 0 {
			parent = moved[parent]
		}
		out.Rows = append(out.Rows, t.Rows[i])
		out.Counts.Cells = append(out.Counts.Cells, slices.Clone(t.Counts.Cells[i]))
		out.Counts.Parent = append(out.Counts.Parent, parent)
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
	return true
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
