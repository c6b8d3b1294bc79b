package hours

import (
	"cmp"
	"slices"
	"time"

	"schakel/internal/record"
)

// Work is what hours went into. It is all that the sheet says about them.
type Work string

// The kinds of work.
const (
	WorkContact Work = "contact" // contacts: talks, calls, going along
	WorkMeeting Work = "meeting" // bijeenkomsten
	WorkPrepare Work = "prepare" // preparing bijeenkomsten
)

// Works lists them.
func Works() []Work { return []Work{WorkContact, WorkMeeting, WorkPrepare} }

// Entry is one piece of work, or one expense, before the sheet is made. It can hold no name, place or note.
type Entry struct {
	On      record.Date
	Work    Work
	Minutes int
	Cents   int // real costs
	Cost    record.CostType
}

// Line is all the work of one kind on one day.
type Line struct {
	On      record.Date
	Work    Work
	Minutes int
	Pay     int // what may be received for these hours, in euro cents
	Costs   int // real costs, in euro cents
}

// Expense is the sum of one type of costs in the month. The zero type is what was spent on a bijeenkomst.
type Expense struct {
	Type  record.CostType
	Cents int
}

// Sheet is the sheet of one month.
type Sheet struct {
	Year     int
	Month    time.Month
	Lines    []Line
	Minutes  int
	Hourly   int       // sum of the lines' Pay
	Pay      int       // the same, at most the amount of a month
	Costs    int       // real costs
	Expenses []Expense // the same by type, in the order of the types
	Rates    Rates     // as they count here, corrections included
	Young    bool
	Exact    bool // the amounts are of this year
	Mine     bool // the worker corrected an amount
	SoFar    Total
}

// Total is the year up to and including the month of the sheet.
type Total struct {
	Minutes   int
	Pay       int
	Costs     int
	Elsewhere int // received from other organisations in the whole year
}

// Sum is what counts for the yearly amount: over all organisations together.
func (t Total) Sum() int { return t.Pay + t.Elsewhere }

// Stand says how near the yearly amount is.
type Stand string

// How near it is.
const (
	StandRoom Stand = "room"
	StandNear Stand = "near" // 80 % or more
	StandOver Stand = "over"
)

// nearFrom is the part of the yearly amount, in percent, from which the sheet warns.
const nearFrom = 80

// Stand says how near the yearly amount is, over all organisations together.
func (s Sheet) Stand() Stand {
	switch sum := s.SoFar.Sum(); {
	case s.Rates.Top > 0 && sum > s.Rates.Top:
		return StandOver
	case s.Rates.Top > 0 && sum*100 >= s.Rates.Top*nearFrom:
		return StandNear
	}
	return StandRoom
}

// Empty reports whether there is nothing in the month.
func (s Sheet) Empty() bool { return len(s.Lines) == 0 }

// Of makes the sheet of a month from the entries of its year. a may be nil: then the known amounts count.
func Of(year int, month time.Month, entries []Entry, a *record.Allowance) Sheet {
	s := Sheet{Year: year, Month: month}
	s.Rates, s.Exact = Known(year)
	if a != nil {
		s.corrected(a)
	}
	months := map[time.Month]int{}
	for _, e := range entries {
		if e.On.Year != year || e.On.Month > month {
			continue
		}
		s.SoFar.Minutes += e.Minutes
		s.SoFar.Costs += e.Cents
		if e.On.Month == month {
			s.add(e)
		}
	}
	s.finish()
	for _, l := range linesOf(year, entries) {
		if l.On.Month <= month {
			months[l.On.Month] += s.payFor(l.Minutes)
		}
	}
	for _, pay := range months {
		s.SoFar.Pay += s.most(pay)
	}
	return s
}

// corrected takes over what the worker filled in.
func (s *Sheet) corrected(a *record.Allowance) {
	s.Young, s.SoFar.Elsewhere = a.Young, a.Elsewhere
	for _, one := range []struct {
		typed int
		into  *int
	}{{a.Hour, &s.Rates.Hour}, {a.Hour, &s.Rates.Young}, {a.Month, &s.Rates.Month}, {a.Top, &s.Rates.Top}} {
		if one.typed > 0 {
			*one.into, s.Mine = one.typed, true
		}
	}
}

// Rate is the amount an hour that counts.
func (s Sheet) Rate() int {
	if s.Young {
		return s.Rates.Young
	}
	return s.Rates.Hour
}

// payFor is what may be received for so many minutes, rounded to a cent.
func (s Sheet) payFor(minutes int) int { return (minutes*s.Rate() + 30) / 60 }

// most is at most the amount of a month.
func (s Sheet) most(pay int) int {
	if s.Rates.Month > 0 {
		return min(pay, s.Rates.Month)
	}
	return pay
}

func (s *Sheet) add(e Entry) {
	s.Lines = append(s.Lines, Line{On: e.On, Work: e.Work, Minutes: e.Minutes, Costs: e.Cents})
	if e.Cents == 0 {
		return
	}
	at := slices.IndexFunc(s.Expenses, func(x Expense) bool { return x.Type == e.Cost })
	if at < 0 {
		at, s.Expenses = len(s.Expenses), append(s.Expenses, Expense{Type: e.Cost})
	}
	s.Expenses[at].Cents += e.Cents
}

// finish joins what is of one day and kind, and adds up.
func (s *Sheet) finish() {
	s.Lines = joined(s.Lines)
	for i := range s.Lines {
		l := &s.Lines[i]
		l.Pay = s.payFor(l.Minutes)
		s.Minutes += l.Minutes
		s.Hourly += l.Pay
		s.Costs += l.Costs
	}
	s.Pay = s.most(s.Hourly)
	order := record.OwnCostTypes()
	slices.SortStableFunc(s.Expenses, func(a, b Expense) int { return slices.Index(order, a.Type) - slices.Index(order, b.Type) })
}

// linesOf is the work of a year by day and kind.
func linesOf(year int, entries []Entry) []Line {
	var all []Line
	for _, e := range entries {
		if e.On.Year == year {
			all = append(all, Line{On: e.On, Work: e.Work, Minutes: e.Minutes})
		}
	}
	return joined(all)
}

func joined(lines []Line) []Line {
	order := Works()
	slices.SortStableFunc(lines, func(a, b Line) int {
		return cmp.Or(cmp.Compare(a.On.Number(), b.On.Number()), slices.Index(order, a.Work)-slices.Index(order, b.Work))
	})
	var out []Line
	for _, l := range lines {
		if n := len(out); n > 0 && out[n-1].On == l.On && out[n-1].Work == l.Work {
			out[n-1].Minutes += l.Minutes
			out[n-1].Costs += l.Costs
			continue
		}
		out = append(out, l)
	}
	return slices.DeleteFunc(out, func(l Line) bool { return l.Minutes == 0 && l.Costs == 0 })
}
