package sdc

// Suppress hides what must be hidden, and audits the outcome before it returns it.
//
// First the primary cells: counts above zero and below the threshold, and where everything of a line lies in one cell, that cell and
// one of the zeros beside it, since who is known to be in the line is then known to be in the cell. Then secondary cells, until every
// hidden cell can lie anywhere in a range of at least threshold values. All carry the same mark.
//
// The grand total of a table (a row without a parent) is hidden only when it is small itself, so that tables with the same total can
// be published together.
func Suppress(t Table, threshold int) (Table, error) { return SuppressWith(t, threshold, nil) }

// SuppressWith is Suppress for a table in which some rows must be hidden whatever they count, because something else that is published
// tells too much beside them. The rows are counted from 0.
func SuppressWith(t Table, threshold int, rows []int) (Table, error) {
	if threshold < Minimum {
		return Table{}, ErrThreshold
	}
	if err := t.Check(); err != nil {
		return Table{}, err
	}
	var hide [][]bool
	if t.Loose {
		hide = suppressLoose(t, threshold, rows)
	} else {
		hide = suppressExact(t, threshold, rows)
	}
	out := t.Clone()
	for i, row := range hide {
		for j, hidden := range row {
			if hidden {
				out.Cells[i][j] = Cell{Hidden: true}
			}
		}
	}
	if err := Audit(out, threshold); err != nil {
		return Table{}, err
	}
	return out, nil
}

// forced marks whole rows.
func forced(hide [][]bool, rows []int) {
	for _, i := range rows {
		for j := range hide[i] {
			hide[i][j] = true
		}
	}
}

func grid(t Table) [][]bool {
	g := make([][]bool, len(t.Cells))
	for i, row := range t.Cells {
		g[i] = make([]bool, len(row))
	}
	return g
}

// primary marks the cells that are a disclosure by themselves.
func primary(t Table, threshold int) [][]bool {
	hide := grid(t)
	for i, row := range t.Cells {
		for j, c := range row {
			hide[i][j] = c.Hidden || c.Count > 0 && c.Count < threshold
		}
	}
	for _, l := range t.lines() {
		var full, empty []place
		for _, p := range l.parts {
			if p.cell(t).Count > 0 {
				full = append(full, p)
			} else {
				empty = append(empty, p)
			}
		}
		if len(full) == 1 && len(empty) > 0 {
			hide[full[0].row][full[0].col] = true
			hide[empty[0].row][empty[0].col] = true
		}
	}
	return hide
}

// suppressLoose works on a table whose rows overlap: small parts, a part that is the whole or leaves few
// of it out, and never one alone.
func suppressLoose(t Table, threshold int, rows []int) [][]bool {
	hide := primaryLoose(t, threshold)
	forced(hide, rows)
	for _, l := range t.lines() {
		total := l.total.cell(t).Count
		var seen []place
		hidden := 0
		for _, p := range l.parts {
			if hide[p.row][p.col] {
				hidden++
			} else {
				seen = append(seen, p)
			}
		}
		if hidden == 1 && total > 0 && len(seen) > 0 {
			least := seen[0]
			for _, p := range seen {
				if n := p.cell(t).Count; n > 0 && (n < least.cell(t).Count || least.cell(t).Count == 0) {
					least = p
				}
			}
			hide[least.row][least.col] = true
		}
	}
	return hide
}

func primaryLoose(t Table, threshold int) [][]bool {
	hide := grid(t)
	for i, row := range t.Cells {
		hide[i][0] = row[0].Hidden || row[0].Count > 0 && row[0].Count < threshold
	}
	for _, l := range t.lines() {
		total := l.total.cell(t).Count
		for _, p := range l.parts {
			if n := p.cell(t).Count; len(l.parts) > 1 && n > 0 && total-n < threshold {
				hide[p.row][p.col] = true
			}
		}
	}
	return hide
}

// What it costs to hide a cell as a secondary one: a small count before a large one, a count before a zero (which protects little), an
// inner cell before a subtotal.
const (
	costCell     = 100
	costZero     = 20_000
	costSubtotal = 1_000_000
	costLargest  = 10_000
)

// arc is a cell seen as an edge between the two sums it stands in. All sums hold exactly when the counts, as flows along the edges,
// are balanced in every node; a hidden cell can change where a round trip along hidden edges can.
type arc struct {
	from, to int
	count    int
	cost     int // of hiding it; negative when it may not be hidden
	hidden   bool
	at       place
}

// suppressor widens the set of hidden cells until each has room.
type suppressor struct {
	arcs  []arc
	touch [][]int // the arcs at each node
	flow  []int   // what the current search has pushed along each arc
	used  []int   // the arcs whose flow is not zero, to be cleared
	need  int     // how many values more than one a hidden cell must be able to take
	dist  []int
	via   []step
}

type step struct {
	arc  int
	back bool
}

func suppressExact(t Table, threshold int, rows []int) [][]bool {
	first := primary(t, threshold)
	forced(first, rows)
	s := newSuppressor(t, first, threshold)
	queue := make([]int, 0, len(s.arcs))
	for a := range s.arcs {
		if s.arcs[a].hidden {
			queue = append(queue, a)
		}
	}
	for len(queue) > 0 {
		for len(queue) > 0 {
			a := queue[0]
			queue = append(queue[1:], s.protect(a)...)
		}
		queue = s.company(t)
	}
	hide := grid(t)
	for _, a := range s.arcs {
		hide[a.at.row][a.at.col] = a.hidden
	}
	return hide
}

// company hides a zero in every line in which a hidden cell stands among nothing but visible zeros, and returns those zeros.
// Without it a reader knows in which cell everything of the line lies, if there is anything.
func (s *suppressor) company(t Table) []int {
	byPlace := make(map[place]int, len(s.arcs))
	for a := range s.arcs {
		byPlace[s.arcs[a].at] = a
	}
	var newly []int
	for _, l := range t.lines() {
		zeros, zero := 0, 0
		for _, p := range l.parts {
			if a := byPlace[p]; !s.arcs[a].hidden && s.arcs[a].count == 0 {
				zeros, zero = zeros+1, a
			}
		}
		if zeros > 0 && zeros == len(l.parts)-1 {
			s.arcs[zero].hidden = true
			newly = append(newly, zero)
		}
	}
	return newly
}

// newSuppressor lays the table out as a graph. Node 0 is the ground, where nothing has to add up.
func newSuppressor(t Table, hide [][]bool, threshold int) *suppressor {
	columns, inner := t.columns()
	children := t.Children()
	rowNode := make([]int, len(t.Cells))
	sumNode := make([]int, len(t.Cells)) // the first of one node per column
	nodes := 1
	for i := range t.Cells {
		switch {
		case len(children[i]) > 0:
			sumNode[i] = nodes
			nodes += columns
		case t.Total:
			rowNode[i] = nodes
			nodes++
		}
	}
	s := &suppressor{touch: make([][]int, nodes), need: threshold - 1, dist: make([]int, nodes), via: make([]step, nodes)}
	for i, row := range t.Cells {
		for j, c := range row {
			up, down := 0, rowNode[i]
			if p := t.ParentOf(i); p >= 0 {
				up = sumNode[p] + j
			}
			if len(children[i]) > 0 {
				down = sumNode[i] + j
			}
			a := arc{from: down, to: up, count: c.Count, hidden: hide[i][j], at: place{i, j}, cost: cost(t, i, j, inner, children)}
			if t.Total && j == inner {
				a.from, a.to = up, down
			}
			s.touch[a.from] = append(s.touch[a.from], len(s.arcs))
			s.touch[a.to] = append(s.touch[a.to], len(s.arcs))
			s.arcs = append(s.arcs, a)
		}
	}
	s.flow = make([]int, len(s.arcs))
	return s
}

func cost(t Table, i, j, inner int, children [][]int) int {
	n := t.Cells[i][j].Count
	total := len(children[i]) > 0
	if total && t.ParentOf(i) < 0 && (!t.Total || j == inner) {
		return -1
	}
	c := costCell + min(n, costLargest)
	if n == 0 {
		c = costZero
	}
	if total || t.Total && j == inner {
		c += costSubtotal
	}
	return c
}

// protect makes room for a hidden cell and returns the cells it had to hide for that.
func (s *suppressor) protect(a int) []int {
	from, to, count := s.arcs[a].from, s.arcs[a].to, s.arcs[a].count
	if from == to {
		return nil
	}
	up := s.room(a, to, from, s.need, false)
	s.clear()
	down := 0
	if up < s.need {
		down = s.room(a, from, to, min(s.need-up, count), false)
		s.clear()
	}
	if up+down >= s.need {
		return nil
	}
	up = s.room(a, to, from, s.need-down, true)
	hidden := s.hideUsed()
	s.clear()
	if up+down < s.need {
		s.room(a, from, to, min(s.need-up, count), true)
		hidden = append(hidden, s.hideUsed()...)
		s.clear()
	}
	return hidden
}

// room is how far the cell can move when the way from one of its nodes to the other is taken around it, up to a limit. With
// spend, cells that are still visible may be used.
func (s *suppressor) room(a, from, to, limit int, spend bool) int {
	moved := 0
	for moved < limit && s.search(a, from, to, spend) {
		push := limit - moved
		for at := to; at != from; {
			st := s.via[at]
			if c := s.capacity(st); c < push {
				push = c
			}
			at = s.other(st)
		}
		for at := to; at != from; {
			st := s.via[at]
			s.push(st, push)
			at = s.other(st)
		}
		moved += push
	}
	return moved
}

const unlimited = 1 << 40

func (s *suppressor) capacity(st step) int {
	if st.back {
		return s.arcs[st.arc].count + s.flow[st.arc]
	}
	return unlimited
}

// other is the node that a step comes from.
func (s *suppressor) other(st step) int {
	if st.back {
		return s.arcs[st.arc].to
	}
	return s.arcs[st.arc].from
}

func (s *suppressor) push(st step, n int) {
	if s.flow[st.arc] == 0 {
		s.used = append(s.used, st.arc)
	}
	if st.back {
		n = -n
	}
	s.flow[st.arc] += n
}

func (s *suppressor) clear() {
	for _, a := range s.used {
		s.flow[a] = 0
	}
	s.used = s.used[:0]
}

// hideUsed hides every visible cell that the last search moved, and returns them.
func (s *suppressor) hideUsed() []int {
	var newly []int
	for _, a := range s.used {
		if s.flow[a] != 0 && !s.arcs[a].hidden {
			s.arcs[a].hidden = true
			newly = append(newly, a)
		}
	}
	return newly
}

// price is what it costs to take an arc; negative when it may not be taken.
func (s *suppressor) price(a int, spend bool) int {
	switch {
	case s.arcs[a].hidden || s.flow[a] != 0:
		return 0
	case !spend:
		return -1
	}
	return s.arcs[a].cost
}
