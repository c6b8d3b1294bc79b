package export

import (
	"fmt"
	"sort"

	"schakel/internal/fault"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// ErrUnsafe is returned for a report in which small counts of families are not hidden.
var ErrUnsafe = fault.New(fault.Denied, "export.unsafe", "the report shows small counts of families")

// safe is the second lock before anything is written: the report was made for others, and the auditor finds nothing in it.
func safe(r summary.Report) error {
	if !r.Safe {
		return ErrUnsafe
	}
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			if !t.Controlled {
				continue
			}
			audit := sdc.Audit
			if r.Rounded && !t.Withheld {
				audit = sdc.AuditRounded
			}
			if err := audit(t.Counts, r.Threshold); err != nil {
				return fmt.Errorf("table %s: %w", t.ID, err)
			}
			if !earlier(t, r) {
				return fmt.Errorf("table %s: %w", t.ID, ErrUnsafe)
			}
		}
	}
	return nil
}

// earlier reports whether no small count shows in what a table is compared with.
func earlier(t summary.Table, r summary.Report) bool {
	for _, row := range t.Then {
		for _, c := range row {
			if !c.Hidden && c.Count != 0 && (c.Count < r.Threshold || r.Rounded && c.Count%r.Threshold != 0) {
				return false
			}
		}
	}
	return true
}

// Hours is a table of minutes in hundredths of hours. The parts of every sum are rounded so that they make the rounded sum: the
// largest remainders go up.
func Hours(t summary.Table) [][]int {
	cells := t.Counts.Cells
	out := make([][]int, len(cells))
	for i, row := range cells {
		out[i] = make([]int, len(row))
		for j, c := range row {
			out[i][j] = (c.Count*100 + 30) / 60
		}
	}
	for parent, children := range t.Counts.Children() {
		if len(children) == 0 {
			continue
		}
		for j := range cells[parent] {
			left := out[parent][j]
			order := make([]int, len(children))
			copy(order, children)
			for _, c := range children {
				out[c][j] = cells[c][j].Count * 100 / 60
				left -= out[c][j]
			}
			sort.SliceStable(order, func(a, b int) bool {
				return cells[order[a]][j].Count*100%60 > cells[order[b]][j].Count*100%60
			})
			for _, c := range order[:min(max(left, 0), len(order))] {
				out[c][j]++
			}
		}
	}
	return out
}
