package sdc

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestThresholdNeverBelowMinimum(t *testing.T) {
	for _, threshold := range []int{-1, 0, 4} {
		if _, err := Suppress(List(9, 9), threshold); !errors.Is(err, ErrThreshold) {
			t.Errorf("Suppress at %d: %v", threshold, err)
		}
		if _, err := Merge(List(9, 9), threshold); !errors.Is(err, ErrThreshold) {
			t.Errorf("Merge at %d: %v", threshold, err)
		}
		if err := Audit(List(9, 9), threshold); !errors.Is(err, ErrThreshold) {
			t.Errorf("Audit at %d: %v", threshold, err)
		}
	}
}

func TestCheckRefusesWhatDoesNotAddUp(t *testing.T) {
	wrong := List(6, 7)
	wrong.Cells[0][0].Count = 14
	ragged := List(6, 7)
	ragged.Cells[1] = nil
	loop := List(6, 7)
	loop.Parent = []int{1, 0, 0}
	negative := List(6, 7)
	negative.Cells[1][0].Count = -1
	for name, table := range map[string]Table{"sum": wrong, "ragged": ragged, "loop": loop, "negative": negative} {
		if err := table.Check(); !errors.Is(err, ErrShape) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// marks shows a column as counts, -1 for hidden.
func marks(t Table) []int {
	var all []int
	for _, row := range t.Cells {
		for _, c := range row {
			if c.Hidden {
				all = append(all, -1)
			} else {
				all = append(all, c.Count)
			}
		}
	}
	return all
}

func TestSuppressLists(t *testing.T) {
	for name, tc := range map[string]struct{ counts, want []int }{
		"nothing small":           {[]int{16, 12, 10}, []int{38, 16, 12, 10}},
		"two small ones suffice":  {[]int{16, 12, 10, 3, 2}, []int{43, 16, 12, 10, -1, -1}},
		"one alone takes another": {[]int{16, 12, 10, 3}, []int{41, 16, 12, -1, -1}},
		"two too small together":  {[]int{16, 12, 1, 1}, []int{30, 16, -1, -1, -1}},
		"zero stays":              {[]int{16, 12, 0}, []int{28, 16, 12, 0}},
		"all in one":              {[]int{12, 0, 0}, []int{12, -1, -1, 0}},
		"all small":               {[]int{2, 1, 0}, []int{-1, -1, -1, 0}},
		"empty":                   {[]int{0, 0}, []int{0, 0, 0}},
		"one category":            {[]int{8}, []int{8, 8}},
	} {
		got, err := Suppress(List(tc.counts...), 5)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(tc.want, marks(got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestSuppressLoose(t *testing.T) {
	for name, tc := range map[string]struct {
		total  int
		counts []int
		want   []int
	}{
		"small one takes another": {20, []int{15, 12, 2}, []int{20, 15, -1, -1}},
		"the whole is hidden":     {20, []int{20, 12, 7}, []int{20, -1, 12, -1}},
		"few in all":              {4, []int{4, 1, 0}, []int{-1, -1, -1, 0}},
		"few are left out":        {20, []int{18, 10, 0}, []int{20, -1, -1, 0}},
		"five are left out":       {20, []int{15, 10, 0}, []int{20, 15, 10, 0}},
		"only one area":           {12, []int{7, 0}, []int{12, 7, 0}},
	} {
		table := List(tc.counts...)
		table.Loose, table.Cells[0][0].Count = true, tc.total
		got, err := Suppress(table, 5)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(tc.want, marks(got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestMergeBeforeHiding(t *testing.T) {
	for name, tc := range map[string]struct {
		counts, want []int
		from         [][]int
	}{
		"small ones together":     {[]int{16, 3, 12, 4}, []int{35, 16, 12, 7}, [][]int{{0}, {1}, {3}, {2, 4}}},
		"with the next smallest":  {[]int{16, 12, 9, 2}, []int{39, 16, 12, 11}, [][]int{{0}, {1}, {2}, {3, 4}}},
		"too few would remain":    {[]int{16, 9, 2}, []int{27, 16, 9, 2}, [][]int{{0}, {1}, {2}, {3}}},
		"nothing small":           {[]int{16, 9, 8}, []int{33, 16, 9, 8}, [][]int{{0}, {1}, {2}, {3}}},
		"zero is not taken along": {[]int{16, 0, 3, 12, 4}, []int{35, 16, 0, 12, 7}, [][]int{{0}, {1}, {2}, {4}, {3, 5}}},
	} {
		got, err := Merge(List(tc.counts...), 5)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(tc.want, marks(got.Table)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if diff := cmp.Diff(tc.from, got.From); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if err := got.Table.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAuditRefuses(t *testing.T) {
	hide := func(table Table, rows ...int) Table {
		for _, i := range rows {
			table.Cells[i][0] = Cell{Hidden: true}
		}
		return table
	}
	for name, table := range map[string]Table{
		"a small count":         List(16, 12, 3),
		"the largest small one": List(16, 12, 4),
		"one hidden cell":       hide(List(16, 12, 3), 3),
		"too narrow":            hide(List(16, 12, 2, 1), 3, 4),
		"all of it in one":      List(16, 0),
		"hidden, but obvious":   hide(List(16, 0, 0), 1),
		"all, total hidden":     hide(List(16, 0, 0), 0, 1),
		"total from its parts":  hide(List(16, 12), 0),
	} {
		if err := Audit(table, 5); !errors.Is(err, ErrExposed) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := Audit(hide(List(16, 12, 3, 2), 3, 4), 5); err != nil {
		t.Error(err)
	}
}

// A cell that is the only bridge between two blocks of hidden cells is exactly known, although each line has two of them: bounds of
// single lines do not see it.
func TestAuditSeesABridge(t *testing.T) {
	table := flat([][]int{
		{10, 10, 10, 9, 9}, {10, 10, 9, 9, 9}, {9, 9, 10, 10, 10}, {9, 9, 9, 10, 10},
	})
	for _, p := range []place{{1, 0}, {1, 1}, {1, 2}, {2, 0}, {2, 1}, {3, 2}, {3, 3}, {3, 4}, {4, 3}, {4, 4}} {
		*p.cell(table) = Cell{Hidden: true}
	}
	if err := Audit(table, 5); !errors.Is(err, ErrExposed) {
		t.Error(err)
	}
}

// flat makes a table with totals of both dimensions: row 0 is the total of the rows, the last column that of the columns.
func flat(counts [][]int) Table {
	table := Table{Total: true, Parent: []int{-1}, Cells: [][]Cell{make([]Cell, len(counts[0])+1)}}
	for _, row := range counts {
		cells := make([]Cell, len(row)+1)
		for j, n := range row {
			cells[j].Count = n
			cells[len(row)].Count += n
		}
		for j := range cells {
			table.Cells[0][j].Count += cells[j].Count
		}
		table.Cells = append(table.Cells, cells)
		table.Parent = append(table.Parent, 0)
	}
	return table
}

// nested makes a table with a total, groups and rows in groups.
func nested(groups [][]int) Table {
	table := Table{Parent: []int{-1}, Cells: [][]Cell{{{}}}}
	for _, group := range groups {
		g := len(table.Cells)
		table.Cells = append(table.Cells, []Cell{{}})
		table.Parent = append(table.Parent, 0)
		for _, n := range group {
			table.Cells = append(table.Cells, []Cell{{Count: n}})
			table.Parent = append(table.Parent, g)
			table.Cells[g][0].Count += n
		}
		table.Cells[0][0].Count += table.Cells[g][0].Count
	}
	return table
}

func drawTable(t *rapid.T) Table {
	counts := rapid.OneOf(rapid.IntRange(0, 3), rapid.IntRange(0, 8))
	switch rapid.IntRange(0, 2).Draw(t, "form") {
	case 0:
		return List(rapid.SliceOfN(counts, 1, 5).Draw(t, "list")...)
	case 1:
		return nested(rapid.SliceOfN(rapid.SliceOfN(counts, 1, 3), 1, 3).Draw(t, "groups"))
	}
	columns := rapid.IntRange(1, 3).Draw(t, "columns")
	return flat(rapid.SliceOfN(rapid.SliceOfN(counts, columns, columns), 1, 3).Draw(t, "cells"))
}

// The proof: an enumeration of everything that fits what is published, with code that knows nothing of the above, finds for every
// hidden cell at least five values.
func TestEnumerationFindsNoExposedCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		out, err := Suppress(table, 5)
		if err != nil {
			t.Fatalf("%v: %v", marks(table), err)
		}
		for i, row := range out.Cells {
			for j, c := range row {
				if !c.Hidden && c.Count != table.Cells[i][j].Count {
					t.Fatalf("a visible count changed at %d,%d", i, j)
				}
				if !c.Hidden && c.Count > 0 && c.Count < 5 {
					t.Fatalf("a small count is visible at %d,%d", i, j)
				}
				if c.Hidden && !enumerate(out, place{i, j}, 5) {
					t.Fatalf("exposed at %d,%d: %v of %v", i, j, marks(out), marks(table))
				}
			}
		}
	})
}

// The auditor says the same as the enumeration, also about tables that were hidden at random.
func TestAuditorAgreesWithEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		for i := range table.Cells {
			for j, c := range table.Cells[i] {
				if c.Count > 0 && c.Count < 5 || rapid.IntRange(0, 3).Draw(t, "hide") == 0 {
					table.Cells[i][j] = Cell{Hidden: true}
				}
			}
		}
		exposed := auditVisible(table, 5) != nil
		for i := range table.Cells {
			for j, c := range table.Cells[i] {
				exposed = exposed || c.Hidden && !enumerate(table, place{i, j}, 5)
			}
		}
		if err := Audit(table, 5); (err != nil) != exposed {
			t.Fatalf("auditor %v, enumeration exposed=%v: %v", err, exposed, marks(table))
		}
	})
}

// enumerate tries inner counts until the cell at p was seen with enough values. Only leaf cells are free: all others are sums of
// them. A sum that is published limits its leaves; a leaf in no published sum is tried up to 12.
func enumerate(t Table, p place, values int) bool {
	isParent := map[int]bool{}
	for i := range t.Cells {
		isParent[t.ParentOf(i)] = true
	}
	_, inner := t.columns()
	var leaves []place
	for i := range t.Cells {
		for j := range inner {
			if !isParent[i] {
				leaves = append(leaves, place{i, j})
			}
		}
	}
	// The sums a leaf is in: its ancestors, times its own column and the total's.
	over := make([][]place, len(leaves))
	for k, leaf := range leaves {
		for i := leaf.row; i >= 0; i = t.ParentOf(i) {
			over[k] = append(over[k], place{i, leaf.col})
			if t.Total {
				over[k] = append(over[k], place{i, inner})
			}
		}
	}
	left := map[place]int{} // how many leaves of a sum are still to be tried
	for _, sums := range over {
		for _, s := range sums {
			left[s]++
		}
	}
	sum, found := map[place]int{}, map[int]bool{}
	var try func(k int) bool
	try = func(k int) bool {
		if k == len(leaves) {
			found[sum[p]] = true
			return len(found) >= values
		}
		for n := 0; n <= 12; n++ {
			fits, higher := true, true
			for _, s := range over[k] {
				sum[s] += n
				left[s]--
				c := *s.cell(t)
				if !c.Hidden && (sum[s] > c.Count || left[s] == 0 && sum[s] != c.Count) {
					fits = false
					higher = higher && sum[s] <= c.Count
				}
			}
			done := fits && try(k+1)
			for _, s := range over[k] {
				sum[s] -= n
				left[s]++
			}
			if done {
				return true
			}
			if !higher {
				break
			}
		}
		return false
	}
	return try(0)
}

func TestMergeKeepsTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := drawTable(t)
		m, err := Merge(table, 5)
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Table.Check(); err != nil {
			t.Fatalf("%v from %v", err, marks(table))
		}
		if m.Table.Cells[0][0] != table.Cells[0][0] {
			t.Fatal("the total changed")
		}
		seen := map[int]bool{}
		for _, from := range m.From {
			for _, i := range from {
				if seen[i] {
					t.Fatal("a row stands in two")
				}
				seen[i] = true
			}
		}
		if len(seen) != len(table.Cells) {
			t.Fatal("a row is lost")
		}
	})
}

func large() Table {
	counts := make([][]int, 50)
	seed := uint32(7)
	for i := range counts {
		counts[i] = make([]int, 50)
		for j := range counts[i] {
			seed = seed*1664525 + 1013904223
			counts[i][j] = int(seed>>24) % 30
		}
	}
	return flat(counts)
}

func BenchmarkSuppress50x50(b *testing.B) {
	table := large()
	for b.Loop() {
		if _, err := Suppress(table, 5); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAudit50x50(b *testing.B) {
	out, err := Suppress(large(), 5)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := Audit(out, 5); err != nil {
			b.Fatal(err)
		}
	}
}
