package sdc

import "sort"

// Merged is a table in which small categories are taken together. From tells for every row which rows of the table before it holds:
// one, or several for the row "overige".
type Merged struct {
	Table Table
	From  [][]int
}

// Merge takes small categories together before anything is hidden, because a number under "overige" tells more than a mark. It works
// on the lowest rows below one parent, by their total: those above zero and below the threshold become one row, which stands last
// among its sisters; when they do not reach the threshold together the next smallest one joins. Where fewer than two other rows above
// zero would remain nothing is merged: hiding does less damage there. Rows of a loose table overlap and are never merged.
func Merge(t Table, threshold int) (Merged, error) {
	if threshold < Minimum {
		return Merged{}, ErrThreshold
	}
	if err := t.Check(); err != nil {
		return Merged{}, err
	}
	join := make([]int, len(t.Cells)) // the row that stands for this one
	for i := range join {
		join[i] = i
	}
	if !t.Loose {
		children := t.Children()
		for _, sisters := range children {
			group := small(t, sisters, children, threshold)
			for _, i := range group {
				join[i] = group[len(group)-1]
			}
		}
	}
	return rebuild(t, join), nil
}

// small picks the sisters to be merged, in the order of the table; none when merging does not help.
func small(t Table, sisters []int, children [][]int, threshold int) []int {
	columns, _ := t.columns()
	weight := func(i int) int {
		if t.Total {
			return t.Cells[i][columns-1].Count
		}
		sum := 0
		for _, c := range t.Cells[i] {
			sum += c.Count
		}
		return sum
	}
	var able []int
	for _, i := range sisters {
		if len(children[i]) == 0 && weight(i) > 0 {
			able = append(able, i)
		}
	}
	sort.SliceStable(able, func(a, b int) bool { return weight(able[a]) < weight(able[b]) })
	sum, n := 0, 0
	for n < len(able) && (weight(able[n]) < threshold || n > 0 && (sum < threshold || n < 2)) {
		sum += weight(able[n])
		n++
	}
	if n < 2 || sum < threshold || len(able)-n < 2 {
		return nil
	}
	group := append([]int(nil), able[:n]...)
	sort.Ints(group)
	return group
}

// rebuild makes the table in which every row i stands in the row of join[i].
func rebuild(t Table, join []int) Merged {
	out := Merged{Table: Table{Total: t.Total, Loose: t.Loose}}
	moved := make([]int, len(join))
	members := make([][]int, len(join))
	for i, to := range join {
		members[to] = append(members[to], i)
	}
	last := lastSisters(t, join, members)
	for _, i := range last {
		moved[i] = len(out.From)
		row := append([]Cell(nil), t.Cells[i]...)
		for _, other := range members[i] {
			if other == i {
				continue
			}
			for j := range row {
				row[j].Count += t.Cells[other][j].Count
			}
		}
		out.Table.Cells = append(out.Table.Cells, row)
		out.From = append(out.From, members[i])
	}
	if t.Parent == nil {
		return out
	}
	for _, from := range out.From {
		p := t.Parent[from[0]]
		if p >= 0 {
			p = moved[p]
		}
		out.Table.Parent = append(out.Table.Parent, p)
	}
	return out
}

// lastSisters is the order of the rows that remain: as before, with a merged row after the last of its sisters and what hangs below
// them.
func lastSisters(t Table, join []int, members [][]int) []int {
	after := map[int][]int{}
	for i := range join {
		if len(members[i]) < 2 {
			continue
		}
		end := i
		for k := range join {
			if below(t, k, t.ParentOf(i)) {
				end = max(end, k)
			}
		}
		after[end] = append(after[end], i)
	}
	var order []int
	for i := range join {
		if len(members[i]) == 1 {
			order = append(order, i)
		}
		order = append(order, after[i]...)
	}
	return order
}

func below(t Table, row, ancestor int) bool {
	for p := t.ParentOf(row); p >= 0; p = t.ParentOf(p) {
		if p == ancestor {
			return true
		}
	}
	return false
}
