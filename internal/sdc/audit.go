package sdc

// Audit looks at a table as a reader does who knows only what is published: that counts are whole and not negative, that totals
// are sums, and every number that stands there. It returns ErrExposed when a count between zero and the threshold is visible, when
// everything of a line visibly lies in one cell, or when a hidden cell can take fewer values than the threshold.
//
// It shares no code with Suppress and starts without the true counts: it first finds any counts that fit what is published, and
// then how far each hidden cell can go up and down from there. Because every cell stands in at most two sums, the answer is exact
// (the sums form a network, whose bounds are whole numbers).
func Audit(published Table, threshold int) error {
	if threshold < Minimum {
		return ErrThreshold
	}
	if err := published.Check(); err != nil {
		return err
	}
	if err := auditVisible(published, threshold); err != nil {
		return err
	}
	if published.Loose {
		return auditLoose(published, threshold)
	}
	n := newNetwork(published, func(c Cell) (edge, bool) { return edge{high: endless}, c.Hidden })
	if !n.settle() {
		return ErrShape
	}
	return n.audit(threshold)
}

// audit asks of every cell that is not known whether it can take enough values.
func (n *network) audit(threshold int) error {
	for e := range n.edges {
		if !n.wide(e, threshold) {
			return ErrExposed
		}
	}
	return nil
}

func auditVisible(t Table, threshold int) error {
	for _, row := range t.Cells {
		for _, c := range row {
			if !c.Hidden && c.Count > 0 && c.Count < threshold {
				return ErrExposed
			}
		}
	}
	if t.Loose {
		return nil
	}
	for _, l := range t.lines() {
		zero := 0
		for _, p := range l.parts {
			if *p.cell(t) == (Cell{}) {
				zero++
			}
		}
		if zero > 0 && zero == len(l.parts)-1 {
			return ErrExposed
		}
	}
	return nil
}

// auditLoose bounds the hidden parts of overlapping rows: each at most the total, together with the others at least the total. A part that is
// visible tells how many are not in it.
func auditLoose(t Table, threshold int) error {
	for _, l := range t.lines() {
		total := *l.total.cell(t)
		visible, hidden := 0, 0
		for _, p := range l.parts {
			c := *p.cell(t)
			visible += c.Count
			if c.Hidden {
				hidden++
			}
			if !total.Hidden && !c.Hidden && len(l.parts) > 1 && c.Count > 0 && total.Count-c.Count < threshold {
				return ErrExposed // everybody but few, or everybody
			}
		}
		if hidden == 0 || total.Hidden {
			continue
		}
		low := max(0, total.Count-visible-(hidden-1)*total.Count)
		if total.Count-low+1 < threshold {
			return ErrExposed
		}
	}
	return nil
}

// edge is a hidden cell between the sum it is a part of and the sum it is the total of.
type edge struct {
	tail, head int
	value      int // in the counts found so far
	low, high  int // what it can be
}

// network is the published table as balanced sums. Only cells that are not known are edges; what is visible stands in the debt of the nodes.
type network struct {
	edges []edge
	at    [][]int // edges at a node
	debt  []int   // what still has to come out of (positive) or go into (negative) a node
	prev  []int   // the edge by which a node was found, plus one; negative when against its direction
}

// newNetwork gives every sum a node. In a line of the last column everything is turned round, so that each cell leaves one node
// and enters another. What stands in one sum only has its other end in node 0, which need not balance. open tells what a cell can be, or
// that it is known.
func newNetwork(t Table, open func(Cell) (edge, bool)) *network {
	ids := map[place]int{}
	node := func(p place) int {
		if _, known := ids[p]; !known {
			ids[p] = len(ids) + 1
		}
		return ids[p]
	}
	tails, heads := map[place]int{}, map[place]int{}
	columns, inner := t.columns()
	children := t.Children()
	for i := range t.Cells {
		if t.Total && len(children[i]) == 0 {
			own := node(place{i, -1})
			for j := range inner {
				tails[place{i, j}] = own
			}
			heads[place{i, inner}] = own
		}
		for j := range columns {
			if len(children[i]) == 0 {
				continue
			}
			sum := node(place{i, j})
			turned := t.Total && j == inner
			set(tails, heads, place{i, j}, sum, turned)
			for _, c := range children[i] {
				set(heads, tails, place{c, j}, sum, turned)
			}
		}
	}
	n := &network{at: make([][]int, len(ids)+1), debt: make([]int, len(ids)+1), prev: make([]int, len(ids)+1)}
	for i, row := range t.Cells {
		for j, c := range row {
			if e, unknown := open(c); unknown {
				e.tail, e.head = tails[place{i, j}], heads[place{i, j}]
				n.add(e)
				continue
			}
			n.debt[tails[place{i, j}]] -= c.Count
			n.debt[heads[place{i, j}]] += c.Count
		}
	}
	return n
}

func set(one, other map[place]int, p place, node int, turned bool) {
	if turned {
		one = other
	}
	one[p] = node
}

func (n *network) add(e edge) {
	n.at[e.tail] = append(n.at[e.tail], len(n.edges))
	if e.head != e.tail {
		n.at[e.head] = append(n.at[e.head], len(n.edges))
	}
	n.edges = append(n.edges, e)
}

// settle finds counts for the hidden cells that fit, and reports whether there are any. A node with debt lets it go out along its
// edges to a node that lacks.
func (n *network) settle() bool {
	for from := 1; from < len(n.debt); from++ {
		for n.debt[from] > 0 {
			to := n.find(from, func(node int) bool { return node == 0 || n.debt[node] < 0 }, -1)
			if to < 0 {
				return false
			}
			amount := n.debt[from]
			if to != 0 {
				amount = min(amount, -n.debt[to])
			}
			amount = n.move(from, to, amount)
			n.debt[from] -= amount
			n.debt[to] += amount
		}
	}
	for to := 1; to < len(n.debt); to++ {
		for n.debt[to] < 0 {
			if n.find(0, func(node int) bool { return node == to }, -1) < 0 {
				return false
			}
			n.debt[to] += n.move(0, to, -n.debt[to])
		}
	}
	return true
}

// find looks for a node from which something is wanted, breadth first, along edges that can take more and against edges that can
// give back.
func (n *network) find(from int, wanted func(int) bool, without int) int {
	clear(n.prev)
	queue := []int{from}
	seen := make([]bool, len(n.at))
	seen[from] = true
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, e := range n.at[at] {
			next, mark := n.edges[e].head, e+1
			if n.edges[e].tail != at {
				next, mark = n.edges[e].tail, -(e + 1)
			}
			if e == without || seen[next] || n.room(mark) == 0 {
				continue
			}
			seen[next] = true
			n.prev[next] = mark
			if wanted(next) {
				return next
			}
			queue = append(queue, next)
		}
	}
	return -1
}

// room is how much more an edge can take, or with a mark below zero give back.
func (n *network) room(mark int) int {
	if mark < 0 {
		e := n.edges[-mark-1]
		return e.value - e.low
	}
	return n.edges[mark-1].high - n.edges[mark-1].value
}

// move sends an amount along the way that find left, as much as fits, and returns how much that was.
func (n *network) move(from, to, amount int) int {
	for at := to; at != from; {
		mark := n.prev[at]
		amount = min(amount, n.room(mark))
		if mark < 0 {
			at = n.edges[-mark-1].head
		} else {
			at = n.edges[mark-1].tail
		}
	}
	for at := to; at != from; {
		if mark := n.prev[at]; mark < 0 {
			n.edges[-mark-1].value -= amount
			at = n.edges[-mark-1].head
		} else {
			n.edges[mark-1].value += amount
			at = n.edges[mark-1].tail
		}
	}
	return amount
}

// owe lets every edge start at its value, whatever has to balance then.
func (n *network) owe() {
	for _, e := range n.edges {
		n.debt[e.tail] -= e.value
		n.debt[e.head] += e.value
	}
}

// wide reports whether a cell can take at least so many values.
func (n *network) wide(e, values int) bool {
	low, high := n.span(e, values)
	return high-low+1 >= values
}

// span is between what a cell can lie, looked at until it is clear that it can take so many values. It leaves other counts that fit
// behind, which is as good a start for the next cell.
func (n *network) span(e, values int) (low, high int) {
	tail, head := n.edges[e].tail, n.edges[e].head
	if tail == head {
		return n.edges[e].low, n.edges[e].high
	}
	low, high = n.edges[e].value, n.edges[e].value
	for high-low+1 < values && n.room(e+1) > 0 && n.find(head, func(node int) bool { return node == tail }, e) >= 0 {
		moved := n.move(head, tail, min(values, n.room(e+1)))
		high += moved
		n.edges[e].value += moved
	}
	n.edges[e].value = high
	for high-low+1 < values && n.room(-e-1) > 0 {
		if n.find(tail, func(node int) bool { return node == head }, e) < 0 {
			break
		}
		n.edges[e].value -= n.move(tail, head, n.room(-e-1))
		low = min(low, n.edges[e].value)
	}
	return low, high
}
