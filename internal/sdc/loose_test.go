package sdc

import (
	"errors"
	"testing"
)

// The auditor looks by itself at who is left out of a visible row of an overlapping table.
func TestAuditOfOverlappingRows(t *testing.T) {
	for name, c := range map[string]struct {
		total   int
		rows    []int // -1 for hidden
		exposed bool
	}{
		"many are in and many are not": {20, []int{15, 12}, false},
		"two are not":                  {20, []int{18, 12}, true},
		"all are":                      {20, []int{20, 12}, true},
		"nobody is":                    {20, []int{0, 12}, false},
		"hidden, both":                 {20, []int{-1, -1}, false},
		"hidden, and nearly told":      {20, []int{-1, 0}, true},
		"the only row":                 {20, []int{20}, false},
	} {
		table := Table{Loose: true, Parent: []int{-1}, Cells: [][]Cell{{{Count: c.total}}}}
		for _, n := range c.rows {
			table.Parent, table.Cells = append(table.Parent, 0), append(table.Cells, []Cell{{Count: max(0, n), Hidden: n < 0}})
		}
		if err := Audit(table, 5); errors.Is(err, ErrExposed) != c.exposed || err != nil && !c.exposed {
			t.Errorf("%s: %v", name, err)
		}
	}
}
