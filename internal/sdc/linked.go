package sdc

// Spot is a cell of a publication, all counted from 0.
type Spot struct{ Publication, Row, Col int }

// Link says how cells of several tables hang together: what those of Part count is counted by those of Whole too, or with Same both sides
// count exactly the same. Without Same the difference of the two sides is a count like any other, which nobody may know when it is small.
type Link struct {
	Part, Whole []Spot
	Same        bool
	Bound       bool // the difference is not a count of anything
}

// Rule is a link that holds on any day, also where the two sides stand in papers of different days. It names what is counted, for a row that is
// not counted once (Same.Once).
type Rule struct {
	Part, Whole []Name
	Same        bool
}

// Name is a row and a column as publications name them.
type Name struct {
	Row    Same
	Column string // "0" where the columns have no names
}

// Papers are all tables that a reader can lay beside each other: those of one report, or of every report that was handed over, the oldest first.
type Papers struct {
	All       []Publication
	Links     []Link
	Rules     []Rule
	Threshold int // for what has none of its own
	// Strict asks of every hidden count that it can take as many values as the threshold, also of one that is surely not small. That is for
	// the tables of one report. Over several, what is surely not small may become known.
	Strict bool
}

// Finding is a count that is known too well: of a cell, or with Link from 0 on the difference between the two sides of that link.
type Finding struct {
	At        Spot
	Link      int // -1 for a cell, and for what the days between publications tell of it
	Low, High int // it lies between these, both counted in
	From, To  int // the days that it counts
}

// plenty is more than any table counts, so that numbers that nothing bounds have an end.
const plenty = 1 << 20

// Findings bounds every hidden count, every difference of linked counts, and what happened on the days between the ends of publications, by
// everything that is published, all at once. It shares no code with Suppress, nor with Audit and Exposures beyond the tables themselves: all sums
// are equations in one program, and the simplex method finds how far each count can go. The bounds are those of fractions, rounded inwards.
// They are exact where the sums form a network, and never narrower than what a reader can find with whole numbers alone.
//
// Where publications contradict each other, records were changed in between; then the newer one is believed, and of the older one what fits.
func (p Papers) Findings() ([]Finding, error) {
	if p.Threshold < Minimum {
		return nil, ErrThreshold
	}
	s, err := newSystem(p)
	if err != nil {
		return nil, err
	}
	return s.findings(), nil
}

// equation is a sum of numbers, some of them taken off, that makes a number. From is the publication that it is left out with when it contradicts
// newer ones, -1 for a sum within one table.
type equation struct {
	terms []term
	sum   int
	from  int
}

type term struct{ number, sign int }

// question is a number of which it is asked how well it is known.
type question struct {
	number int
	need   int // how many values it must be able to take
	strict bool
	found  Finding
}

// system is everything that is published, as equations over whole numbers between bounds.
type system struct {
	papers    Papers
	low, high []int
	first     [][]int // by publication and row, the number of the first column
	equations []equation
	questions []question
}

func newSystem(p Papers) (*system, error) {
	s := &system{papers: p}
	for k, pub := range p.All {
		if err := pub.Table.Check(); err != nil {
			return nil, err
		}
		if len(pub.Rows) != len(pub.Table.Cells) || pub.From > pub.To {
			return nil, ErrShape
		}
		s.cells(k, pub)
		s.sums(k, pub)
	}
	if err := s.links(); err != nil {
		return nil, err
	}
	s.days()
	return s, nil
}

// number adds an unknown between two bounds.
func (s *system) number(low, high int) int {
	s.low, s.high = append(s.low, low), append(s.high, min(high, plenty))
	return len(s.low) - 1
}

func (s *system) at(c Spot) int { return s.first[c.Publication][c.Row] + c.Col }

func (s *system) cells(k int, pub Publication) {
	rows := make([]int, len(pub.Table.Cells))
	for i, row := range pub.Table.Cells {
		rows[i] = len(s.low)
		for c, cell := range row {
			told := pub.told(cell)
			n := s.number(told.Low, told.High)
			if told.Low != told.High {
				s.ask(n, pub, len(pub.Table.Cells) > 1, Finding{At: Spot{k, i, c}, Link: -1, From: pub.From, To: pub.To})
			}
		}
	}
	s.first = append(s.first, rows)
}

func (s *system) ask(number int, pub Publication, strict bool, f Finding) {
	s.questions = append(s.questions, question{number: number, need: pub.need(s.papers.Threshold), strict: strict && s.papers.Strict, found: f})
}

func (s *system) sums(k int, pub Publication) {
	for _, l := range pub.Table.lines() {
		total := s.at(Spot{k, l.total.row, l.total.col})
		parts := make([]int, len(l.parts))
		for i, p := range l.parts {
			parts[i] = s.at(Spot{k, p.row, p.col})
		}
		if !pub.Table.Loose {
			s.add([]int{total}, parts, -1)
			continue
		}
		s.add(parts, append([]int{s.number(0, plenty)}, total), -1)
		for _, part := range parts {
			s.add([]int{total}, []int{part, s.number(0, plenty)}, -1)
		}
	}
}

// add says that two sums are the same.
func (s *system) add(one, other []int, from int) {
	e := equation{from: from}
	for _, n := range one {
		e.terms = append(e.terms, term{n, 1})
	}
	for _, n := range other {
		e.terms = append(e.terms, term{n, -1})
	}
	s.equations = append(s.equations, e)
}

func (s *system) links() error {
	for i, l := range s.papers.Links {
		var sides [2][]int
		for side, spots := range [][]Spot{l.Whole, l.Part} {
			for _, c := range spots {
				if c.Publication < 0 || c.Publication >= len(s.first) || c.Row < 0 || c.Row >= len(s.first[c.Publication]) ||
					c.Col < 0 || c.Col >= len(s.papers.All[c.Publication].Table.Cells[c.Row]) {
					return ErrShape
				}
				sides[side] = append(sides[side], s.at(c))
			}
		}
		if len(l.Part) == 0 || len(l.Whole) == 0 {
			return ErrShape
		}
		if at := l.Part[0]; !l.Same {
			left, pub := s.number(0, plenty), s.papers.All[at.Publication]
			sides[1] = append(sides[1], left)
			if l.Bound {
				s.add(sides[0], sides[1], at.Publication)
				continue
			}
			s.ask(left, pub, false, Finding{At: at, Link: i, From: pub.From, To: pub.To})
		}
		s.add(sides[0], sides[1], l.Part[0].Publication)
	}
	return nil
}

// small reports whether a number that lies between these tells of few, to within fewer values than are needed.
func (q question) exposed(low, high int) bool {
	if high-low+1 >= q.need {
		return false
	}
	return q.strict || low < q.need && high >= 1
}
