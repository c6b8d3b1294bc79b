package sdc_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/sdc"
)

// many runs a property a few hundred times, and with SCHAKEL_LONG set sixty times as often. The random source prints its seed when a run fails.
func many(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	times := 5
	if os.Getenv("SCHAKEL_LONG") != "" {
		times = 300
	}
	for range times {
		if rapid.Check(t, property); t.Failed() {
			return
		}
	}
}

// crossed is the truth of a few things: how many there are by day, by a first trait and by a second one. What is 0 in the second
// trait is not counted by a table of that trait alone when part is set.
type crossed struct {
	days, first, second int
	n                   []int
}

func (w crossed) atom(d, a, b int) int { return (d*w.first+a)*w.second + b }

// told is what a reader knows of a sum of atoms.
type told struct {
	mask      uint
	low, high int
}

// paper is a table as a mask of atoms for every cell.
type paper struct {
	pub   sdc.Publication
	masks [][]uint
}

// over is the atoms of some days that pass a filter.
func (w crossed) over(from, to int, has func(a, b int) bool) (mask uint) {
	for d := from; d <= to; d++ {
		for a := range w.first {
			for b := range w.second {
				if has(a, b) {
					mask |= 1 << w.atom(d, a, b)
				}
			}
		}
	}
	return mask
}

func (w crossed) count(mask uint) (n int) {
	for i, v := range w.n {
		n += v * int(mask>>i&1)
	}
	return n
}

// possible lists the values that a sum can take in a world of which only these sums are known, no more than enough of them.
func possible(atoms int, known []told, of uint, enough, limit int) (values []int) {
	all := append(known[:len(known):len(known)], told{mask: of})
	at := len(known)
	for v := 0; v <= limit && len(values) < enough; v++ {
		all[at].low, all[at].high = v, v
		if fits(atoms, all, limit) {
			values = append(values, v)
		}
	}
	return values
}

// fits looks for a world, by halving what each atom can be and leaving out what no sum allows. Whole numbers only, and nothing is left untried.
func fits(atoms int, known []told, limit int) bool {
	low, high := make([]int, atoms), make([]int, atoms)
	for i := range high {
		high[i] = limit
	}
	return halve(low, high, known)
}

func halve(low, high []int, known []told) bool {
	if !squeeze(low, high, known) {
		return false
	}
	open := -1
	for i := range low {
		if low[i] < high[i] && (open < 0 || high[i]-low[i] < high[open]-low[open]) {
			open = i
		}
	}
	if open < 0 {
		return true
	}
	middle := (low[open] + high[open]) / 2
	l, h := slices.Clone(low), slices.Clone(high)
	h[open] = middle
	if halve(l, h, known) {
		return true
	}
	low[open] = middle + 1
	return halve(low, high, known)
}

// squeeze takes from every atom what some sum does not allow; false when a sum cannot hold.
func squeeze(low, high []int, known []told) bool {
	for changed := true; changed; {
		changed = false
		for _, k := range known {
			least, most := 0, 0
			for i := range low {
				if k.mask>>i&1 == 1 {
					least, most = least+low[i], most+high[i]
				}
			}
			if least > k.high || most < k.low {
				return false
			}
			for i := range low {
				if k.mask>>i&1 == 0 {
					continue
				}
				l, h := max(low[i], k.low-(most-high[i])), min(high[i], k.high-(least-low[i]))
				if l > low[i] || h < high[i] {
					least, most = least+l-low[i], most+h-high[i]
					low[i], high[i], changed = l, h, true
				}
			}
		}
	}
	return true
}

// table lays one of three tables out: 0 by the first trait, 1 by the second trait of what has one, 2 by both.
func (w crossed) table(form, from, to int) paper {
	p := paper{pub: sdc.Publication{From: from, To: to, Table: sdc.Table{Parent: []int{-1}}}}
	row := func(name string, parent int, masks ...uint) {
		var cells []sdc.Cell
		for _, m := range masks {
			cells = append(cells, sdc.Cell{Count: w.count(m)})
		}
		p.masks = append(p.masks, masks)
		p.pub.Table.Cells = append(p.pub.Table.Cells, cells)
		p.pub.Rows = append(p.pub.Rows, sdc.Same{Name: fmt.Sprint(form, name)})
		if len(p.masks) > 1 {
			p.pub.Table.Parent = append(p.pub.Table.Parent, parent)
		}
	}
	all := func(int, int) bool { return true }
	switch form {
	case 0:
		row("total", -1, w.over(from, to, all))
		for a := range w.first {
			row(fmt.Sprint(a), 0, w.over(from, to, func(x, _ int) bool { return x == a }))
		}
	case 1:
		row("total", -1, w.over(from, to, func(_, b int) bool { return b > 0 }))
		for b := 1; b < w.second; b++ {
			row(fmt.Sprint(b), 0, w.over(from, to, func(_, y int) bool { return y == b }))
		}
	case 2:
		p.pub.Table.Total = true
		line := func(a int) (masks []uint) {
			for b := range w.second {
				masks = append(masks, w.over(from, to, func(x, y int) bool { return (a < 0 || x == a) && y == b }))
			}
			return append(masks, w.over(from, to, func(x, _ int) bool { return a < 0 || x == a }))
		}
		row("total", -1, line(-1)...)
		for a := range w.first {
			row(fmt.Sprint(a), 0, line(a)...)
		}
	}
	return p
}

// rules are what everybody knows of the tables, whatever days they are of.
func (w crossed) rules() (all []sdc.Rule) {
	name := func(form int, row string, col int) []sdc.Name {
		return []sdc.Name{{Row: sdc.Same{Name: fmt.Sprint(form, row)}, Column: fmt.Sprint(col)}}
	}
	all = append(all, sdc.Rule{Part: name(1, "total", 0), Whole: name(0, "total", 0)})
	all = append(all, sdc.Rule{Part: name(2, "total", w.second), Whole: name(0, "total", 0), Same: true})
	for a := range w.first {
		all = append(all, sdc.Rule{Part: name(2, fmt.Sprint(a), w.second), Whole: name(0, fmt.Sprint(a), 0), Same: true})
	}
	part := sdc.Rule{Whole: name(1, "total", 0), Same: true}
	for b := 1; b < w.second; b++ {
		all = append(all, sdc.Rule{Part: name(2, "total", b), Whole: name(1, fmt.Sprint(b), 0), Same: true})
		part.Part = append(part.Part, name(2, "total", b)...)
	}
	return append(all, part)
}

// drawPapers draws a world and tables of it, made safe each by itself, with the links between those of the same days.
func drawPapers(t *rapid.T, most int) (w crossed, all []paper, links []sdc.Link) {
	shape := rapid.SampledFrom([][3]int{{1, 2, 3}, {1, 3, 2}, {2, 2, 2}, {2, 3, 1}, {3, 2, 1}}).Draw(t, "shape")
	w = crossed{days: shape[0], first: shape[1], second: shape[2]}
	for range shape[0] * shape[1] * shape[2] {
		w.n = append(w.n, rapid.OneOf(rapid.IntRange(0, 3), rapid.IntRange(0, 7)).Draw(t, "n"))
	}
	draw := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "chance"), 1))
	type key struct{ from, to, form int }
	at := map[key]int{}
	for range rapid.IntRange(1, most).Draw(t, "papers") {
		from := rapid.IntRange(0, w.days-1).Draw(t, "from")
		to := rapid.IntRange(from, w.days-1).Draw(t, "to")
		form := rapid.SampledFrom([]int{0, 0, 1, 2}).Draw(t, "form")
		if form > 0 && w.second == 1 {
			form = 0
		}
		p := w.table(form, from, to)
		if _, ok := at[key{from, to, form}]; ok {
			continue
		}
		at[key{from, to, form}] = len(all)
		var err error
		if rapid.IntRange(0, 4).Draw(t, "round") == 0 {
			p.pub.Base = 5
			p.pub.Table, err = sdc.Round(p.pub.Table, 5, draw.IntN)
		} else {
			p.pub.Table, err = sdc.Suppress(p.pub.Table, 5)
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	for k, i := range at {
		if j, ok := at[key{k.from, k.to, 1}]; ok && k.form == 0 {
			links = append(links, sdc.Link{Part: []sdc.Spot{{Publication: j}}, Whole: []sdc.Spot{{Publication: i}}})
		}
		if j, ok := at[key{k.from, k.to, 2}]; ok && k.form == 0 {
			for r := range all[i].masks {
				links = append(links, sdc.Link{Same: true, Part: []sdc.Spot{{Publication: i, Row: r}}, Whole: []sdc.Spot{{Publication: j, Row: r, Col: w.second}}})
			}
		}
		if j, ok := at[key{k.from, k.to, 2}]; ok && k.form == 1 {
			for r := range all[i].masks[1:] {
				links = append(links, sdc.Link{Same: true, Part: []sdc.Spot{{Publication: i, Row: r + 1}}, Whole: []sdc.Spot{{Publication: j, Col: r + 1}}})
			}
		}
	}
	return w, all, links
}

func knownOf(all []paper) (known []told, hidden []sdc.Spot) {
	for k, p := range all {
		for i, row := range p.pub.Table.Cells {
			for c, cell := range row {
				switch {
				case cell.Hidden:
					hidden = append(hidden, sdc.Spot{Publication: k, Row: i, Col: c})
				case p.pub.Base > 0:
					known = append(known, told{p.masks[i][c], max(0, cell.Count-4), cell.Count + 4})
					hidden = append(hidden, sdc.Spot{Publication: k, Row: i, Col: c})
				default:
					known = append(known, told{p.masks[i][c], cell.Count, cell.Count})
				}
			}
		}
	}
	return known, hidden
}

// TestFindingsAgainstEveryWorld lays up to four tables of one truth beside each other (lists, tables of two dimensions, parts of others, rounded
// ones, of several days), and bounds every hidden count by every world that fits. The auditor says the same.
func TestFindingsAgainstEveryWorld(t *testing.T) {
	exposed, safe, over := 0, 0, 0
	many(t, func(t *rapid.T) {
		w, all, links := drawPapers(t, 4)
		p := sdc.Papers{Links: links, Rules: w.rules(), Threshold: 5}
		for _, one := range all {
			p.All = append(p.All, one.pub)
		}
		found, err := p.Findings()
		if err != nil {
			t.Fatal(err)
		}
		at := map[sdc.Spot]sdc.Finding{}
		for _, f := range found {
			if f.Link < 0 {
				at[f.At] = f
			}
		}
		known, hidden := knownOf(all)
		for _, h := range hidden {
			values := possible(len(w.n), known, all[h.Publication].masks[h.Row][h.Col], 5, 60)
			few := len(values) < 5 && values[0] < 5 && values[len(values)-1] >= 1
			_, got := at[h]
			switch {
			case few && !got:
				t.Fatalf("%v can only be %v, and passes", h, values)
			case few:
				exposed++
			case got:
				over++
			default:
				safe++
			}
		}
	})
	t.Logf("%d exposed, %d safe, %d more were refused (by what the days tell, or by fractions)", exposed, safe, over)
	if exposed < 5 || safe < 50 {
		t.Errorf("%d exposed, %d safe: one of them was hardly tried", exposed, safe)
	}
}
