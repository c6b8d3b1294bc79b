// Package almanac knows on which days many people are away: school holidays and feast days, for whoever plans a gathering. A feast belongs
// to the calendar and never to a person.
package almanac

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"schakel/internal/record"
)

// Region is one of the three in which the schools of the Netherlands have their holidays.
type Region string

// The regions. AllRegions is the choice of whoever works in more than one.
const (
	North      Region = "noord"
	Middle     Region = "midden"
	South      Region = "zuid"
	AllRegions Region = "all"
)

// Regions lists the choices.
func Regions() []Region { return []Region{AllRegions, North, Middle, South} }

// Holiday is a school holiday in one region, or in all.
type Holiday struct {
	Name     HolidayName
	Region   Region // AllRegions when it is the same everywhere
	From, To record.Date
}

// HolidayName is which one it is.
type HolidayName string

// The school holidays.
const (
	Autumn    HolidayName = "autumn"
	Christmas HolidayName = "christmas"
	Spring    HolidayName = "spring"
	May       HolidayName = "may"
	Summer    HolidayName = "summer"
)

// HolidayNames lists them, in the order of a school year.
func HolidayNames() []HolidayName { return []HolidayName{Autumn, Christmas, Spring, May, Summer} }

//go:embed schoolvakanties.csv
var schoolFile string

//go:embed feestdagen.csv
var feastFile string

// school is the table of school holidays with the day on which it was true.
type school struct {
	known    record.Date
	years    map[string]bool
	holidays []Holiday
}

var schools = sync.OnceValue(func() school {
	s := school{years: map[string]bool{}}
	var lines [][]string
	s.known, lines = table(schoolFile, 5)
	for _, f := range lines {
		s.years[f[0]] = true
		s.holidays = append(s.holidays, Holiday{Name: HolidayName(f[1]), Region: Region(f[2]), From: day(f[3]), To: day(f[4])})
	}
	return s
})

// feasts are the feast days that stand in a table, because no simple rule gives them.
var feasts = sync.OnceValue(func() map[Feast][]record.Date {
	all := map[Feast][]record.Date{}
	_, lines := table(feastFile, 2)
	for _, f := range lines {
		all[Feast(f[0])] = append(all[Feast(f[0])], day(f[1]))
	}
	return all
})

// table reads the lines of a file of so many columns, without its remarks and heads, and the day after "# Known:".
func table(file string, columns int) (known record.Date, lines [][]string) {
	head := true
	for _, line := range strings.Split(file, "\n") {
		line = strings.TrimSpace(line)
		if text, found := strings.CutPrefix(line, "# Known:"); found {
			known = day(strings.TrimSpace(text))
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if fields := strings.Split(line, ","); len(fields) == columns && !head {
			lines = append(lines, fields)
		}
		head = false
	}
	return known, lines
}

func day(text string) record.Date {
	d, err := record.ParseDate(text)
	if err != nil {
		return record.Date{} // a test reads every line of both files
	}
	return d
}

// KnownOn is the day on which the school holidays were looked up.
func KnownOn() record.Date { return schools().known }

// SchoolYear is the school year of a day as people say it, "2026-2027". It changes on 6 September: no summer holiday is later than that.
func SchoolYear(d record.Date) string {
	year := d.Year
	if d.Before(record.Day(year, 9, 6)) {
		year--
	}
	return record.Day(year, 1, 1).String()[:4] + "-" + record.Day(year+1, 1, 1).String()[:4]
}

// Known reports whether the school holidays around a day are in the table.
func Known(d record.Date) bool { return schools().years[SchoolYear(d)] }

// Unknown lists the school years between two days whose holidays are not in the table, in order.
func Unknown(from, to record.Date) []string {
	var years []string
	for d := from; !d.After(to); d = d.Add(7) {
		if year := SchoolYear(d); !Known(d) && !slices.Contains(years, year) {
			years = append(years, year)
		}
	}
	if year := SchoolYear(to); !Known(to) && !slices.Contains(years, year) {
		years = append(years, year)
	}
	return years
}

// School lists the school holidays in a region that have a day between two days, in order. For AllRegions it lists every region's.
func School(region Region, from, to record.Date) []Holiday {
	var some []Holiday
	for _, h := range schools().holidays {
		here := h.Region == AllRegions || region == AllRegions || h.Region == region
		if here && !h.From.After(to) && !h.To.Before(from) {
			some = append(some, h)
		}
	}
	slices.SortStableFunc(some, func(a, b Holiday) int { return a.From.Number() - b.From.Number() })
	return some
}

// On lists the school holidays of one day.
func On(region Region, d record.Date) []Holiday { return School(region, d, d) }
