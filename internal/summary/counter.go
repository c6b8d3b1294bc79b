package summary

import (
	"time"

	"schakel/internal/record"
)

// Counter counts records one by one and keeps none of them.
type Counter struct {
	period Period
	today  record.Date
	until  record.Date
	counts [measureCount]map[string]int   // by row
	grids  [measureCount]map[string][]int // by row and column, of measures of two dimensions
	days   [measureCount][]int            // how long each took, for a median

	partners   map[record.ID]partner
	programmes map[record.ID]*record.Programme
	families   map[record.ID]family
	reached    map[record.ID]reach
	begun      map[record.ID]int // how many roads to help began in the period, by family
	trips      []trip
	aimed      []aimed
	asks       []ask
	seen       bool

	joined map[[2]string]string   // rows below others, so that each is put together once
	weeks  map[record.Date]string // the row of a Monday
	at     mention                // what is being counted
	watch  *watch                 // who wants to know what stands behind a number; nil when nobody
}

type partner struct {
	name record.Private
	norm int
}

// mention is a record that is being counted, and its day.
type mention struct {
	id record.ID
	on record.Date
}

// The row that everything belongs to that has no row of its own, and the key of how many there were in a measure whose rows overlap.
const (
	rowUnknown = "unknown"
	keyAll     = "*"
)

// NewCounter starts a count. The error is record.Problems about the period.
func NewCounter(period Period, options Options) (*Counter, error) {
	if err := period.Check(); err != nil {
		return nil, err
	}
	until := period.To
	if !options.Today.Zero() && options.Today.Before(until) {
		until = options.Today
	}
	return &Counter{
		period: period, today: options.Today, until: until,
		partners:   map[record.ID]partner{},
		programmes: map[record.ID]*record.Programme{},
		families:   map[record.ID]family{},
		reached:    map[record.ID]reach{},
		begun:      map[record.ID]int{},
		joined:     map[[2]string]string{},
		weeks:      map[record.Date]string{},
	}, nil
}

// Add counts one record; kinds that no measure counts are skipped.
func (c *Counter) Add(r record.Record) {
	switch r := r.(type) {
	case *record.Household:
		c.families[r.ID] = family{reached: r.Reached, knew: r.KnewWay, closed: r.Closed}
	case *record.Partner:
		c.partners[r.ID] = partner{name: r.Called(), norm: r.Norm}
	case *record.Programme:
		c.programmes[r.ID] = r
	case *record.Contact:
		c.at = mention{r.ID, r.On}
		c.contact(r)
	case *record.Concern:
		c.concern(r)
	case *record.Referral:
		c.referral(r)
	case *record.Meeting:
		c.at = mention{r.ID, r.On}
		c.meeting(r)
	case *record.Request:
		c.request(r)
	case *record.Signal:
		c.signal(r)
	case *record.Tally:
		c.tally(r)
	}
}

// AddRow counts a record by its compact row, when that tells all that matters of it to the period: what is later than what is counted, and a
// contact from before the period in which nothing was promised or advised. It is false when the record itself must be added.
func (c *Counter) AddRow(r record.Row) bool {
	switch {
	case r.Kind != record.KindContact && r.Kind != record.KindMeeting:
		return false
	case r.On.After(c.until):
		return true
	case r.Flags&record.RowSpoken != 0 && r.Kind == record.KindContact && r.On.Before(c.period.From):
		c.reach(record.AboutKind(r.State), r.Link, r.Owner, r.On)
		return true
	}
	return false
}

// Kinds lists the kinds of record that some measure counts.
func Kinds() []record.Kind {
	return []record.Kind{
		record.KindHousehold, record.KindPartner, record.KindContact, record.KindConcern, record.KindReferral, record.KindMeeting,
		record.KindRequest, record.KindSignal, record.KindTally, record.KindProgramme,
	}
}

// add counts what is being counted in a row. It is the one place where something is counted, so that whoever watches sees all of it.
func (c *Counter) add(m measured, row string, n int) {
	if n == 0 {
		return
	}
	c.put(m, row, n)
	if c.watch != nil {
		c.watch.see(m, row, c.at)
	}
}

// put counts what no record may be found behind: what parents answered.
func (c *Counter) put(m measured, row string, n int) {
	rows := c.counts[m]
	if rows == nil {
		rows = map[string]int{}
		c.counts[m] = rows
	}
	rows[row] += n
}

// grid counts in a row and a column of a measure of two dimensions, of which the last column is the total.
func (c *Counter) grid(m measured, row string, column, columns int) {
	rows := c.grids[m]
	if rows == nil {
		rows = map[string][]int{}
		c.grids[m] = rows
	}
	cells := rows[row]
	if cells == nil {
		cells = make([]int, columns)
		rows[row] = cells
	}
	cells[column]++
	cells[columns-1]++
	if c.watch != nil {
		c.watch.see(m, row, c.at)
	}
}

// each counts once in the row of every different value, and once in how many there were. What has no value stands in the last row.
func each[T ~string](c *Counter, m measured, list []T) {
	c.add(m, keyAll, 1)
	if len(list) == 0 {
		c.add(m, rowUnknown, 1)
	}
	for i, v := range list {
		if !earlier(list, i) {
			c.add(m, string(v), 1)
		}
	}
}

// earlier reports whether a value already stands before place i, so that one worry counts once in an area.
func earlier[T comparable](list []T, i int) bool {
	for _, v := range list[:i] {
		if v == list[i] {
			return true
		}
	}
	return false
}

// name is the name of an organisation or a community as a row. Those are no personal data; no name of a person comes here.
func name(of record.Private) string { return of.Reveal() }

func minutes(d time.Duration) int { return int(d.Round(time.Minute) / time.Minute) }

// under is the row of a value below another: the reason below the state.
func under(row, value string) string {
	if value == "" {
		value = rowUnknown
	}
	return row + "/" + value
}

// under is the same, put together once.
func (c *Counter) under(row, value string) string {
	key, ok := c.joined[[2]string{row, value}]
	if !ok {
		key = under(row, value)
		c.joined[[2]string{row, value}] = key
	}
	return key
}

// week is the row of a day's week.
func (c *Counter) week(on record.Date) string {
	monday := on.Monday()
	key, ok := c.weeks[monday]
	if !ok {
		key = monday.String()
		c.weeks[monday] = key
	}
	return key
}

// by is a day when it has come, and none when it is later than what is counted.
func (c *Counter) by(on record.Date) record.Date {
	if on.After(c.until) {
		return record.Date{}
	}
	return on
}

// took counts a number of days in its class below a row, and keeps it for the median. Below zero it is not known.
func (c *Counter) took(m measured, row string, days int) {
	c.add(m, c.under(row, classOf(days)), 1)
	if days >= 0 {
		c.days[m] = append(c.days[m], days)
	}
}

// between is the number of days from one to another, -1 when one of them is not known or they do not follow each other.
func between(from, to record.Date) int {
	if from.Zero() || to.Zero() || to.Before(from) {
		return -1
	}
	return to.Since(from)
}
