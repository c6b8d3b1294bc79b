package sdc

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// repeated is the cells that count the same thing in several publications.
type repeated struct {
	cells  []Spot
	once   bool
	family int // repeated things that sums or links join have the same
}

// relation says of what is counted in several publications that on any day one side is the other, or a part of it.
type relation struct {
	whole, part []int // of the repeated things
	same        bool
}

// days adds what the same rows in several publications tell of the days between their ends, and of those whose records they count.
func (s *system) days() {
	all, of, known := s.again()
	rules := s.relations(all, of, known)
	families := map[int][]int{}
	for i, r := range all {
		if r.once {
			s.nested(r.cells)
			continue
		}
		families[r.family] = append(families[r.family], i)
	}
	for _, r := range slices.Sorted(maps.Keys(families)) {
		var cells []Spot
		for _, i := range families[r] {
			cells = append(cells, all[i].cells...)
		}
		if s.meet(cells) {
			s.stretches(all, families[r], cells, slices.DeleteFunc(slices.Clone(rules), func(x relation) bool { return all[x.whole[0]].family != r }))
		}
	}
}

// again lists what is counted in several publications, and where every cell belongs, -1 for a cell that is something else every time.
func (s *system) again() ([]repeated, map[Spot]int, map[Name]int) {
	var all []repeated
	known, of := map[Name]int{}, map[Spot]int{}
	for k, pub := range s.papers.All {
		for i, row := range pub.Rows {
			for c := range pub.Table.Cells[i] {
				at := Spot{k, i, c}
				if row.Name == "" {
					of[at] = -1
					continue
				}
				is := Name{row, pub.column(c)}
				n, ok := known[is]
				if !ok {
					n = len(all)
					known[is] = n
					all = append(all, repeated{once: row.Once, family: n})
				}
				all[n].cells = append(all[n].cells, at)
				of[at] = n
			}
		}
	}
	return all, of, known
}

// relations reads the sums of the tables, the links and the rules as what holds on every day, and joins the families of what they name.
func (s *system) relations(all []repeated, of map[Spot]int, known map[Name]int) []relation {
	things := func(spots []Spot) []int {
		list := make([]int, len(spots))
		for i, c := range spots {
			if list[i] = of[c]; list[i] >= 0 && all[list[i]].once {
				list[i] = -1
			}
		}
		return list
	}
	named := func(names []Name) []int {
		list := make([]int, len(names))
		for i, name := range names {
			n, ok := known[name]
			if list[i] = n; !ok || all[n].once {
				list[i] = -1
			}
		}
		return list
	}
	r := relations{all: all, known: map[string]bool{}}
	for k, pub := range s.papers.All {
		for _, l := range pub.Table.lines() {
			total, parts := []Spot{{k, l.total.row, l.total.col}}, make([]Spot, len(l.parts))
			for i, p := range l.parts {
				parts[i] = Spot{k, p.row, p.col}
			}
			r.sum(things(total), things(parts), pub.Table.Loose)
		}
	}
	for _, l := range s.papers.Links {
		r.link(things(l.Whole), things(l.Part), l.Same)
	}
	for _, l := range s.papers.Rules {
		r.link(named(l.Whole), named(l.Part), l.Same)
	}
	return r.list
}

// relations gathers them, each once.
type relations struct {
	all   []repeated
	known map[string]bool
	list  []relation
}

func (r *relations) sum(total, parts []int, loose bool) {
	if !loose {
		r.add(total, parts, true)
		return
	}
	for i := range parts {
		r.add(total, parts[i:i+1], false)
	}
	r.add(parts, total, false)
}

func (r *relations) link(whole, part []int, same bool) {
	r.add(whole, part, same)
	if same && slices.Contains(append(slices.Clone(whole), part...), -1) {
		r.add(part, whole, same)
	}
}

// add leaves out of a part what is something else every time: the rest is at most the whole.
func (r *relations) add(whole, part []int, same bool) {
	rest := slices.DeleteFunc(slices.Clone(part), func(n int) bool { return n < 0 })
	x := relation{whole: whole, part: rest, same: same && len(rest) == len(part)}
	if len(rest) == 0 || slices.Contains(whole, -1) || r.known[fmt.Sprint(x)] {
		return
	}
	r.known[fmt.Sprint(x)] = true
	r.list = append(r.list, x)
	join(r.all, append(slices.Clone(whole), rest...))
}

func join(all []repeated, things []int) {
	to := all[things[0]].family
	for _, n := range things[1:] {
		if from := all[n].family; from != to {
			for i := range all {
				if all[i].family == from {
					all[i].family = to
				}
			}
		}
	}
}

// meet reports whether two of the cells count some of the same days of the same people, but not all.
func (s *system) meet(cells []Spot) bool {
	for i, c := range cells {
		for _, d := range cells[i+1:] {
			a, b := s.papers.All[c.Publication], s.papers.All[d.Publication]
			if c.Publication != d.Publication && a.From <= b.To && b.From <= a.To && shares(a.Who, b.Who) {
				return true
			}
		}
	}
	return false
}

func shares(a, b []string) bool {
	return len(a) == 0 && len(b) == 0 || slices.ContainsFunc(a, func(who string) bool { return slices.Contains(b, who) })
}

// keeper stands for the keeper of the store, where nobody is named.
const keeper = "\x00"

func people(who []string) []string {
	if len(who) == 0 {
		return []string{keeper}
	}
	return who
}

// stretch is what somebody did in some days of one thing that is counted.
type stretch struct {
	thing int
	who   string
	at    int
}

// stretches cuts the days at the ends of the publications. Every cell is the sum of what each of its people did in each stretch, and
// the rules hold in each.
func (s *system) stretches(all []repeated, things []int, cells []Spot, rules []relation) {
	var edges []int
	for _, c := range cells {
		pub := s.papers.All[c.Publication]
		edges = append(edges, pub.From, pub.To+1)
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	numbers := map[stretch]int{}
	var days []stretch // whose thing is not said
	number := func(at stretch) int {
		n, ok := numbers[at]
		if !ok {
			n = s.number(0, plenty)
			numbers[at] = n
			if at.thing = 0; !slices.Contains(days, at) {
				days = append(days, at)
			}
		}
		return n
	}
	for _, i := range things {
		for _, c := range slices.Backward(all[i].cells) { // the newest first: what is found is laid to the last paper
			pub := s.papers.All[c.Publication]
			from, _ := slices.BinarySearch(edges, pub.From)
			to, _ := slices.BinarySearch(edges, pub.To+1)
			var parts []int
			for _, who := range people(pub.Who) {
				for at := from; at < to; at++ {
					before := len(s.low)
					n := number(stretch{i, who, at})
					if len(s.low) > before {
						s.ask(n, pub, false, Finding{At: c, Link: -1, From: edges[at], To: edges[at+1] - 1})
					}
					parts = append(parts, n)
				}
			}
			s.add([]int{s.at(c)}, parts, c.Publication)
		}
	}
	for _, r := range rules {
		for _, d := range slices.Clone(days) {
			s.rule(r, d, numbers, number)
		}
	}
}

// rule adds that a relation holds in a stretch, where at least two of what it names are counted.
func (s *system) rule(r relation, d stretch, numbers map[stretch]int, number func(stretch) int) {
	counted := 0
	for _, n := range append(slices.Clone(r.whole), r.part...) {
		if _, ok := numbers[stretch{n, d.who, d.at}]; ok {
			counted++
		}
	}
	if counted < 2 {
		return
	}
	var whole, part []int
	for _, n := range r.whole {
		whole = append(whole, number(stretch{n, d.who, d.at}))
	}
	for _, n := range r.part {
		part = append(part, number(stretch{n, d.who, d.at}))
	}
	if !r.same {
		part = append(part, s.number(0, plenty))
	}
	s.add(whole, part, -1)
}

// nested compares what is counted once however often it happens: a longer stretch of days, or more people, holds no fewer; two stretches hold
// together no fewer than one that they cover.
func (s *system) nested(cells []Spot) {
	for i, a := range cells {
		for j, b := range cells {
			if i == j || !s.holds(a, b) || i > j && s.holds(b, a) {
				continue
			}
			if s.holds(b, a) { // the same days of the same people
				s.add([]int{s.at(a)}, []int{s.at(b)}, a.Publication)
				continue
			}
			newest, longer := cells[max(i, j)], s.papers.All[a.Publication]
			left := s.number(0, plenty)
			s.ask(left, s.papers.All[newest.Publication], false, Finding{At: newest, Link: -1, From: longer.From, To: longer.To})
			s.add([]int{s.at(a)}, []int{s.at(b), left}, cells[min(i, j)].Publication)
		}
		for j, b := range cells {
			for _, c := range cells[j+1:] {
				if s.covers(a, b, c) {
					s.add([]int{s.at(b), s.at(c)}, []int{s.at(a), s.number(0, plenty)}, min(a.Publication, b.Publication, c.Publication))
				}
			}
		}
	}
}

// holds reports whether all that b counts is counted by a too.
func (s *system) holds(a, b Spot) bool {
	x, y := s.papers.All[a.Publication], s.papers.All[b.Publication]
	for _, who := range people(y.Who) {
		if !slices.Contains(people(x.Who), who) {
			return false
		}
	}
	return x.From <= y.From && y.To <= x.To
}

// covers reports whether the days of b and c are together exactly those of a, of the same people.
func (s *system) covers(a, b, c Spot) bool {
	x, y, z := s.papers.All[a.Publication], s.papers.All[b.Publication], s.papers.All[c.Publication]
	if y.From > z.From {
		y, z = z, y
	}
	who := func(p Publication) string { return strings.Join(p.Who, " ") }
	return a != b && a != c && who(x) == who(y) && who(x) == who(z) && y.From == x.From && z.To == x.To && z.From <= y.To+1 && y.To < x.To
}
