package record

import (
	"fmt"
	"time"

	"schakel/internal/fault"
)

// ErrDate is returned for text that is no civil date.
var ErrDate = fault.New(fault.Invalid, "record.date", "not a date")

// Date is a civil day without a time zone. The zero Date is no day at all.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Day makes a Date; it is zero when there is no such day.
func Day(year int, month time.Month, day int) Date {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || t.Month() != month || t.Day() != day {
		return Date{}
	}
	return Date{Year: year, Month: month, Day: day}
}

// DateOf is the civil day of a moment in the moment's own location.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	y, m, d := t.Date()
	return Date{Year: y, Month: m, Day: d}
}

// ParseDate reads 2026-11-24. An empty text is the zero Date.
func ParseDate(text string) (Date, error) {
	var d Date
	err := d.UnmarshalText([]byte(text))
	return d, err
}

// Zero reports whether there is no day.
func (d Date) Zero() bool { return d == Date{} }

// String is the day as 2026-11-24, empty for the zero Date.
func (d Date) String() string {
	if d.Zero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes the form of String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the form of String. What is no day leaves the zero Date.
func (d *Date) UnmarshalText(text []byte) error {
	*d = Date{}
	if len(text) == 0 {
		return nil
	}
	if len(text) != len(time.DateOnly) || text[4] != '-' || text[7] != '-' {
		return ErrDate
	}
	year, month, day := plainNumber(text[:4]), plainNumber(text[5:7]), plainNumber(text[8:])
	if *d = Day(year, time.Month(month), day); year < 1 || month < 1 || day < 1 || d.Zero() || *d == (Date{1, 1, 1}) {
		*d = Date{}
		return ErrDate
	}
	return nil
}

// plainNumber is a number without a sign; -1 when something else stands there.
func plainNumber(text []byte) (n int) {
	for _, c := range text {
		if c < '0' || c > '9' {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// Midnight is the start of the day in UTC; it carries no meaning beyond arithmetic on days.
func (d Date) Midnight() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// Add is the day n days later; zero for the zero Date.
func (d Date) Add(days int) Date {
	if d.Zero() {
		return d
	}
	return DateOf(d.Midnight().AddDate(0, 0, days))
}

// Years is the same day n years later; 29 February becomes 1 March in a year without it, as the Dutch civil code counts age.
// Zero for the zero Date.
func (d Date) Years(n int) Date {
	if d.Zero() {
		return d
	}
	return DateOf(d.Midnight().AddDate(n, 0, 0))
}

// Before reports whether d comes before other.
func (d Date) Before(other Date) bool { return d.Number() < other.Number() }

// After reports whether d comes after other.
func (d Date) After(other Date) bool { return d.Number() > other.Number() }

// Since is the number of days from other to d.
func (d Date) Since(other Date) int {
	return int(d.Midnight().Sub(other.Midnight()) / (24 * time.Hour))
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Midnight().Weekday() }

// Monday is the Monday of the day's week; zero for the zero Date.
func (d Date) Monday() Date { return d.Add(-(int(d.Weekday()) + 6) % 7) }

// Number orders days: 20261124. Zero for the zero Date.
func (d Date) Number() int { return d.Year*10000 + int(d.Month)*100 + d.Day }

// DateFromNumber is the opposite of Number.
func DateFromNumber(n int) Date {
	return Date{Year: n / 10000, Month: time.Month(n / 100 % 100), Day: n % 100}
}
