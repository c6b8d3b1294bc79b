package i18n

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"schakel/internal/fault"
	"schakel/internal/record"
)

// ErrUnreadableDate is returned for a text that is no date in the language of the screen, in Dutch or in figures.
var ErrUnreadableDate = fault.New(fault.Invalid, "date.unreadable", "text is not a date")

// ErrNoSuchDay is returned for a day that does not exist, such as 31 February.
var ErrNoSuchDay = fault.New(fault.Invalid, "date.impossible", "no such day")

const (
	oldestYear = 1900 // nobody in the records was born before
	newestYear = 2199
	aheadDays  = 31  // a day without a year that lies less than this ahead is meant to come
	maxDistant = 366 // days back or ahead that are read from a phrase such as "12 dagen geleden"
)

// ParseDate reads a day as people type it: "vandaag", "gisteren", "dinsdag", "3 dagen geleden", "over een week", "21-11", "21 nov", "21/11/2025",
// "21 november 2025", "2025-11-21", with the words of the language and always the Dutch ones, in any digits. The rules:
//
//   - figures are day, month, year; only a year of four figures may stand first;
//   - a day without a year is the nearest one in the past (a worker writes down what was), unless that is more than about eleven
//     months ago, when it is the one within the coming month;
//   - a weekday is the last one with that name, today included;
//   - a year of two figures is the newest one not later than next year: in 2026, 27 is 2027 and 68 is 1968;
//   - a weekday beside a date is not checked.
//
// It returns ErrNoSuchDay for 31-2 and ErrUnreadableDate for what it cannot read.
func (p *Printer) ParseDate(s string, today record.Date) (record.Date, error) {
	return p.parse(s, today, lookBack)
}

// ParseComingDate is ParseDate for a field that asks for a day to come, such as a follow-up: a day without a year and a weekday
// are the nearest ones from today on.
func (p *Printer) ParseComingDate(s string, today record.Date) (record.Date, error) {
	return p.parse(s, today, lookAhead)
}

// look says which way an incomplete date points.
type look uint8

const (
	lookBack look = iota
	lookAhead
)

func (p *Printer) parse(s string, today record.Date, way look) (record.Date, error) {
	words := dateWords(s)
	if len(words) == 0 {
		return record.Date{}, ErrUnreadableDate
	}
	for _, q := range p.readers() {
		if d, ok := q.phrase(words, today, way); ok {
			return d, nil
		}
	}
	words = p.bare(words)
	switch len(words) {
	case 2:
		return p.withoutYear(words, today, way)
	case 3:
		return p.withYear(words, today)
	}
	return record.Date{}, ErrUnreadableDate
}

// readers is the printers whose words are understood: the screen's own and the Dutch one.
func (p *Printer) readers() []*Printer {
	c, err := shipped()
	if err != nil || p.tag == Source {
		return []*Printer{p}
	}
	return []*Printer{p, c.printer(Source)}
}

// dateWords takes a text apart into folded words; "21nov" and "24e" become a number and a word.
func dateWords(s string) []string {
	folded := []rune(Fold(s))
	var b strings.Builder
	for i, r := range folded {
		if i > 0 && unicode.IsDigit(folded[i-1]) != unicode.IsDigit(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	var words []string
	for _, w := range strings.Fields(b.String()) {
		if !ordinal[w] {
			words = append(words, w)
		}
	}
	return words
}

// ordinal is what may stand behind the number of a day: 24e, 24th, of.
var ordinal = map[string]bool{"e": true, "de": true, "ste": true, "th": true, "st": true, "nd": true, "rd": true, "of": true}

// phrase reads what is said relative to today: a word, a weekday, or a number of days.
func (p *Printer) phrase(words []string, today record.Date, way look) (record.Date, bool) {
	said := strings.Join(words, " ")
	for days, id := range near {
		if said == phraseOf(p.T(id)) {
			return today.Add(days), true
		}
	}
	if len(words) == 1 {
		if day := p.weekday(said); day > 0 {
			return nearestWeekday(day, today, way), true
		}
	}
	return p.distant(words, today)
}

func phraseOf(text string) string { return strings.Join(dateWords(text), " ") }

// weekday is 1 for Monday to 7 for Sunday, 0 for a word that is none.
func (p *Printer) weekday(word string) int {
	for day := 1; day <= 7; day++ {
		n := strconv.Itoa(day)
		if word == Fold(p.T("date.weekday."+n)) || word == Fold(p.T("date.weekday.short."+n)) {
			return day
		}
	}
	return 0
}

func nearestWeekday(day int, today record.Date, way look) record.Date {
	back := (isoWeekday(today) - day + 7) % 7
	if way == lookAhead {
		return today.Add((7 - back) % 7)
	}
	return today.Add(-back)
}

// bare leaves out of a date what says nothing more: the weekday in "di 24-11", and the small words that a language has in its
// dates, such as Papiamentu's "di".
func (p *Printer) bare(words []string) []string {
	idle := map[string]bool{}
	for _, q := range p.readers() {
		for _, w := range dateWords(q.T("date.long", "Weekday", "", "Day", "", "Month", "", "Year", "")) {
			idle[w] = true
		}
		for _, w := range words {
			idle[w] = idle[w] || q.weekday(w) > 0
		}
	}
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return idle[w] })
}

func (p *Printer) withoutYear(words []string, today record.Date, way look) (record.Date, error) {
	day, month, err := p.dayAndMonth(words[0], words[1])
	if err != nil {
		return record.Date{}, err
	}
	found := record.Date{}
	for _, year := range []int{today.Year - 1, today.Year, today.Year + 1} {
		d := record.Day(year, month, day)
		if d.Zero() {
			continue
		}
		switch {
		case way == lookAhead && !d.Before(today):
			return d, nil
		case way == lookBack && d.Before(today.Add(aheadDays)):
			found = d
		}
	}
	if found.Zero() {
		return record.Date{}, ErrNoSuchDay
	}
	return found, nil
}

func (p *Printer) withYear(words []string, today record.Date) (record.Date, error) {
	first, second, last := words[0], words[1], words[2]
	if len(first) == 4 {
		first, last = last, first
	}
	day, month, err := p.dayAndMonth(first, second)
	if err != nil {
		return record.Date{}, err
	}
	year, err := parseYear(last, today)
	if err != nil {
		return record.Date{}, err
	}
	d := record.Day(year, month, day)
	if d.Zero() {
		return record.Date{}, ErrNoSuchDay
	}
	return d, nil
}

// dayAndMonth reads a day and a month, in figures or by name; a name may stand first, as in "November 24".
func (p *Printer) dayAndMonth(first, second string) (int, time.Month, error) {
	if m := p.monthNamed(first); m > 0 {
		first, second = second, first
	}
	day, err := strconv.Atoi(first)
	if err != nil {
		return 0, 0, ErrUnreadableDate
	}
	month := p.monthNamed(second)
	if month == 0 {
		n, err := strconv.Atoi(second)
		if err != nil {
			return 0, 0, ErrUnreadableDate
		}
		month = time.Month(n)
	}
	if day < 1 || day > 31 || month < time.January || month > time.December {
		return 0, 0, ErrNoSuchDay
	}
	return day, month, nil
}

// monthNamed is the month a word names, in full or by at least its first three letters, 0 when it names none.
func (p *Printer) monthNamed(word string) time.Month {
	if len([]rune(word)) < 3 || unicode.IsDigit([]rune(word)[0]) {
		return 0
	}
	for _, q := range p.readers() {
		for m := 1; m <= 12; m++ {
			n := strconv.Itoa(m)
			if strings.HasPrefix(Fold(q.T("date.month."+n)), word) || strings.HasPrefix(Fold(q.T("date.month.alone."+n)), word) ||
				word == Fold(q.T("date.month.short."+n)) {
				return time.Month(m)
			}
		}
	}
	return 0
}

func parseYear(word string, today record.Date) (int, error) {
	year, err := strconv.Atoi(word)
	if err != nil || len(word) != 2 && len(word) != 4 {
		return 0, ErrUnreadableDate
	}
	if len(word) == 2 {
		year += today.Year - today.Year%100
		if year > today.Year+1 {
			year -= 100
		}
	}
	if year < oldestYear || year > newestYear {
		return 0, ErrNoSuchDay
	}
	return year, nil
}
