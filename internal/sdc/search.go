package sdc

import "container/heap"

// search finds the cheapest way between two nodes that does not use the arc skip, leaving it in via. Prices are never negative, so
// Dijkstra's way serves; without spending, every price is zero.
func (s *suppressor) search(skip, from, to int, spend bool) bool {
	const far = 1 << 60
	for i := range s.dist {
		s.dist[i] = far
	}
	s.dist[from] = 0
	open := &frontier{{node: from}}
	for open.Len() > 0 {
		next := heap.Pop(open).(reached)
		if next.node == to {
			return true
		}
		if next.dist > s.dist[next.node] {
			continue
		}
		for _, a := range s.touch[next.node] {
			price := s.price(a, spend)
			if a == skip || price < 0 {
				continue
			}
			s.relax(open, next, a, price)
		}
	}
	return false
}

func (s *suppressor) relax(open *frontier, at reached, a, price int) {
	st, target := step{arc: a}, s.arcs[a].to
	if s.arcs[a].from != at.node {
		st.back, target = true, s.arcs[a].from
	}
	if s.arcs[a].from == s.arcs[a].to || s.capacity(st) <= 0 || at.dist+price >= s.dist[target] {
		return
	}
	s.dist[target] = at.dist + price
	s.via[target] = st
	heap.Push(open, reached{node: target, dist: at.dist + price})
}

// reached is a node with the price of the way to it.
type reached struct{ node, dist int }

type frontier []reached

// Len, Less, Swap, Push and Pop make it a heap.
func (f frontier) Len() int           { return len(f) }
func (f frontier) Less(i, j int) bool { return f[i].dist < f[j].dist }
func (f frontier) Swap(i, j int)      { f[i], f[j] = f[j], f[i] }

// Push adds a node.
func (f *frontier) Push(x any) { *f = append(*f, x.(reached)) }

// Pop takes the last one.
func (f *frontier) Pop() any {
	old := *f
	last := old[len(old)-1]
	*f = old[:len(old)-1]
	return last
}
