package summary

import (
	"time"

	"schakel/internal/record"
)

// Before is the period just before this one, to be compared with it. Whole months become as many whole months: the month before, the
// quarter before, the year or school year before. A free span becomes as many days. It is the zero period when a day is missing or From
// comes after To.
func (p Period) Before() Period {
	if p.Check() != nil {
		return Period{}
	}
	last := p.From.Add(-1)
	if months := p.months(); months > 0 {
		return Period{From: monthsOn(p.From, -months), To: last}
	}
	return Period{From: p.From.Add(-p.To.Since(p.From) - 1), To: last}
}

// months is how many whole months the period is, 0 when it does not begin on a first day or does not end on a last.
func (p Period) months() int {
	if p.From.Day != 1 || p.To.Add(1).Day != 1 {
		return 0
	}
	next := p.To.Add(1)
	return (next.Year-p.From.Year)*12 + int(next.Month-p.From.Month)
}

// monthsOn is the first day of the month so many months on, or back.
func monthsOn(first record.Date, months int) record.Date {
	return record.DateOf(time.Date(first.Year, first.Month+time.Month(months), 1, 0, 0, 0, 0, time.UTC))
}

// Month, Quarter, Year and SchoolYear are the periods that a day falls in. A school year runs from 1 August to 31 July.
func Month(d record.Date) Period { return firstMonths(d.Year, d.Month, 1) }

// Quarter is three months from January, April, July or October.
func Quarter(d record.Date) Period { return firstMonths(d.Year, (d.Month-1)/3*3+1, 3) }

// Year is January to December.
func Year(d record.Date) Period { return firstMonths(d.Year, time.January, 12) }

// SchoolYear is August to July.
func SchoolYear(d record.Date) Period {
	y := d.Year
	if d.Month < time.August {
		y--
	}
	return firstMonths(y, time.August, 12)
}

// firstMonths is so many months from the first day of one.
func firstMonths(year int, month time.Month, months int) Period {
	from := record.Day(year, month, 1)
	return Period{From: from, To: monthsOn(from, months).Add(-1)}
}
