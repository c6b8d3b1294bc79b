package almanac

import (
	"slices"
	"time"

	"schakel/internal/record"
)

// Feast is a day that people keep, or a day off.
type Feast string

// FeastDay is one feast in one year.
type FeastDay struct {
	Feast Feast
	On    record.Date
	To    record.Date // its last day; the same day for most
	About bool        // it can be a day earlier or later: the moon decides, or a place
	Off   bool        // most people in the Netherlands are off
}

// The feasts that the code names; the others stand in the tables below.
const (
	Easter   Feast = "easter"
	Divali   Feast = "divali"
	Ramadan  Feast = "ramadan"
	EidFitr  Feast = "eidfitr"
	EidAdha  Feast = "eidadha"
	KingsDay Feast = "kingsday"
	Orthodox Feast = "orthodox"
	Nowruz   Feast = "nowruz"
	Timkat   Feast = "timkat"
)

// fixed is a feast on the same day of every year.
type fixed struct {
	feast Feast
	month time.Month
	day   int
	off   bool
}

// always lists the feasts on a fixed day: Dutch ones, then those that people brought along.
func always() []fixed {
	return []fixed{
		{"newyear", time.January, 1, true},
		{"remembrance", time.May, 4, false},
		{"liberation", time.May, 5, false},
		{"ketikoti", time.July, 1, false},
		{"sintmaarten", time.November, 11, false},
		{"sinterklaas", time.December, 5, false},
		{"christmas", time.December, 25, true},
		{"christmastwo", time.December, 26, true},
		{"newyearseve", time.December, 31, false},
		{"epiphany", time.January, 6, false},
		{"easternchristmas", time.January, 7, false}, // Orthodox, and Lidet in Eritrea and Ethiopia
		{"aruba", time.March, 18, false},
		{"childrensday", time.April, 23, false}, // 23 Nisan in Turkey
		{"polandmay", time.May, 3, false},
		{"eritrea", time.May, 24, false},
		{"curacao", time.July, 2, false},
		{"assumption", time.August, 15, false},
		{"bonaire", time.September, 6, false},
		{"allsaints", time.November, 1, false},
		{"poland", time.November, 11, false},
		{"suriname", time.November, 25, false},
		{"wigilia", time.December, 24, false},
	}
}

// moved is a feast so many days from Easter Sunday.
type moved struct {
	feast Feast
	days  int
	long  int // days after its first
	off   bool
}

func fromEaster() []moved {
	return []moved{
		{"carnival", -49, 2, false}, {"goodfriday", -2, 0, false}, {Easter, 0, 0, true}, {"eastermonday", 1, 0, true}, {"ascension", 39, 0, true},
		{"pentecost", 49, 0, true}, {"pentecosttwo", 50, 0, true}, {"corpuschristi", 60, 0, false},
	}
}

// hijri is a feast by the Islamic calendar: month and day.
type hijri struct {
	feast      Feast
	month, day int
	long       int
}

func byMoon() []hijri {
	return []hijri{
		{"islamicnew", 1, 1, 0}, {"ashura", 1, 10, 0}, {"mawlid", 3, 12, 0}, {Ramadan, 9, 1, 28}, {EidFitr, 10, 1, 2}, {EidAdha, 12, 10, 3},
	}
}

// Feasts lists every feast that Between can name, for the words of a language.
func Feasts() []Feast {
	var all []Feast
	for _, f := range always() {
		all = append(all, f.feast)
	}
	for _, f := range fromEaster() {
		all = append(all, f.feast)
	}
	for _, f := range byMoon() {
		all = append(all, f.feast)
	}
	return append(all, KingsDay, Orthodox, Nowruz, Timkat, "eritreannew", "meskel", "chinese", "holi", Divali, "pesach", "roshhashanah")
}

// Between lists the feasts that have a day between two days, in order.
func Between(from, to record.Date) []FeastDay {
	var some []FeastDay
	for year := from.Year - 1; year <= to.Year+1; year++ {
		for _, f := range ofYear(year) {
			if !f.On.After(to) && !f.To.Before(from) {
				some = append(some, f)
			}
		}
	}
	slices.SortStableFunc(some, func(a, b FeastDay) int { return a.On.Number() - b.On.Number() })
	return some
}

func ofYear(year int) []FeastDay {
	var all []FeastDay
	add := func(f FeastDay) {
		if f.To.Zero() {
			f.To = f.On
		}
		all = append(all, f)
	}
	for _, f := range always() {
		add(FeastDay{Feast: f.feast, On: record.Day(year, f.month, f.day), Off: f.off})
	}
	easter := easterOf(year)
	for _, f := range fromEaster() {
		on := easter.Add(f.days)
		add(FeastDay{Feast: f.feast, On: on, To: on.Add(f.long), Off: f.off})
	}
	king := record.Day(year, time.April, 27)
	if king.Weekday() == time.Sunday {
		king = king.Add(-1)
	}
	add(FeastDay{Feast: KingsDay, On: king, Off: true})
	add(FeastDay{Feast: Orthodox, On: orthodoxEaster(year)})
	for _, f := range eastern(year) {
		add(f)
	}
	for _, f := range moons(year) {
		add(f)
	}
	for feast, days := range feasts() {
		for _, d := range days {
			if d.Year == year {
				add(FeastDay{Feast: feast, On: d, About: feast != "chinese"})
			}
		}
	}
	slices.SortFunc(all, func(a, b FeastDay) int { // a map has no order
		if a.On != b.On {
			return a.On.Number() - b.On.Number()
		}
		return slices.Index(Feasts(), a.Feast) - slices.Index(Feasts(), b.Feast)
	})
	return all
}

// eastern are Nowruz and the feasts of the calendar of Eritrea and Ethiopia, which are a day later around a leap year.
func eastern(year int) []FeastDay {
	late := func(leap bool) int {
		if leap {
			return 1
		}
		return 0
	}
	nowruz := record.Day(year, time.March, 21).Add(-late(isLeap(year)))
	return []FeastDay{
		{Feast: Nowruz, On: nowruz, About: true},
		{Feast: Timkat, On: record.Day(year, time.January, 19).Add(late(isLeap(year)))},
		{Feast: "eritreannew", On: record.Day(year, time.September, 11).Add(late(isLeap(year + 1)))},
		{Feast: "meskel", On: record.Day(year, time.September, 27).Add(late(isLeap(year + 1)))},
	}
}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

// easterOf is Easter Sunday of the western churches, by the rule of Meeus, Jones and Butcher.
func easterOf(year int) record.Date {
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return record.Day(year, time.Month(n/31), n%31+1)
}

// orthodoxEaster is Easter Sunday of the eastern churches: the Julian one, thirteen days later by our calendar until 2100.
func orthodoxEaster(year int) record.Date {
	d := (19*(year%19) + 15) % 30
	e := (2*(year%4) + 4*(year%7) - d + 34) % 7
	n := d + e + 114
	return record.Day(year, time.Month(n/31), n%31+1).Add(13)
}

// moons are the Islamic feasts that begin in a year, by the tabular calendar. The real day is announced and can be one earlier or later.
func moons(year int) []FeastDay {
	var some []FeastDay
	for h := (year-622)*33/32 - 1; h <= (year-622)*33/32+2; h++ {
		for _, f := range byMoon() {
			on := fromHijri(h, f.month, f.day)
			if on.Year == year {
				some = append(some, FeastDay{Feast: f.feast, On: on, To: on.Add(f.long), About: true})
			}
		}
	}
	return some
}

// fromHijri is the day of a date in the tabular Islamic calendar, whose first day was 19 July 622 by our calendar: months of 30 and 29 days
// in turn, eleven leap years in thirty.
func fromHijri(year, month, day int) record.Date {
	return record.Day(622, time.July, 19).Add((11*year+3)/30 + 354*(year-1) + 30*(month-1) - (month-1)/2 + day - 1)
}
