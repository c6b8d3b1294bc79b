// Package concerns is Zorgen: the list of worries, the entry with what was seen apart from what is thought, and one worry's page.
package concerns

import (
	"slices"
	"time"

	"schakel/app/ui/listing"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// filter is which worries the list shows.
type filter string

const (
	filterOpen   filter = "open"
	filterCommon filter = "common"
	filterClosed filter = "closed"
)

func filters() []string {
	return []string{string(filterOpen), string(filterCommon), string(filterClosed)}
}

// list is what the list shows.
type list struct {
	p      *i18n.Printer
	today  record.Date
	filter filter
	rows   []record.Row
	homes  map[record.ID]string // names of households
}

func (l *list) load(rows, homes []record.Row, today record.Date) {
	l.today, l.rows = today, nil
	l.homes = map[record.ID]string{}
	for _, h := range homes {
		l.homes[h.ID] = h.Title.Reveal()
	}
	for _, r := range rows {
		if l.wants(r) {
			l.rows = append(l.rows, r)
		}
	}
	slices.SortStableFunc(l.rows, func(a, b record.Row) int {
		if a.On != b.On {
			return b.On.Number() - a.On.Number()
		}
		return int(b.Number) - int(a.Number)
	})
}

func (l *list) wants(r record.Row) bool {
	open, common := r.Flags&record.RowOpen != 0, r.Flags&record.RowCommon != 0
	switch l.filter {
	case filterCommon:
		return common
	case filterClosed:
		return !open
	}
	return open && !common
}

// row is one worry in words. The level stands in the row's second text, as the enumeration's word.
func (l *list) row(i int) listing.Row {
	r, p := l.rows[i], l.p
	who := l.homes[r.Link]
	if r.Flags&record.RowCommon != 0 {
		who = p.Value("concern.scope", string(record.ScopeCommunity))
	}
	parts := []string{record.Code(record.KindConcern, r.Number)}
	if who != "" {
		parts = append(parts, who)
	}
	if !r.On.Zero() {
		parts = append(parts, p.Relative(r.On, l.today))
	}
	line := parts[0]
	for _, part := range parts[1:] {
		line = p.T("concern.row.joined", "One", line, "Two", part)
	}
	row := listing.Row{Title: r.Title.Reveal(), Line: line, Status: listing.Status{Text: p.Value("concern.state", r.State)}}
	row.Status.Kind = listing.StatusYourTurn
	switch record.ConcernState(r.State) {
	case record.ConcernClosed, record.ConcernHelped:
		row.Status.Kind = listing.StatusAnswered
	case record.ConcernReferred, record.ConcernBundled, record.ConcernParked:
		row.Status.Kind = listing.StatusWaiting
	}
	return row
}

// writing is the worry that is being written.
type writing struct {
	p       *i18n.Printer
	today   record.Date
	c       *record.Concern
	subject string   // the family's name, or the person's
	people  []member // the people of the family
	typed   bool
}

// member is somebody a worry can be about.
type member struct {
	id    record.ID
	name  string
	child bool
}

// begin is a new worry: today, about the family when there is one, and about its only child.
func (d *writing) begin(household record.ID, person record.ID) {
	d.c = &record.Concern{
		Scope: record.ScopeHousehold, Level: record.LevelWorried, State: record.ConcernOpen, SeenOn: d.today, Household: household,
	}
	if !person.Zero() {
		d.c.About = []record.ID{person}
		return
	}
	if household.Zero() {
		d.c.Scope = ""
	}
	var children []record.ID
	for _, m := range d.people {
		if m.child {
			children = append(children, m.id)
		}
	}
	if len(children) == 1 {
		d.c.About = children
	}
}

// copy is what is kept as a draft.
func (d *writing) copy() record.Record {
	c := *d.c
	c.Areas, c.Sources, c.About = slices.Clone(c.Areas), slices.Clone(c.Sources), slices.Clone(c.About)
	c.Called = slices.Clone(c.Called)
	return &c
}

// about is the chip at the head: "over Elif en haar kinderen".
func (d *writing) about() string {
	switch {
	case d.c.Scope == record.ScopeCommunity:
		return d.p.T("concern.about.community")
	case d.subject == "":
		return ""
	}
	return d.p.T("concern.about.family", "Name", d.subject)
}

// seenOn is the day on which it was seen, short, or the question when there is none.
func (d *writing) seenOn() string {
	if d.c.SeenOn.Zero() {
		return d.p.T("concern.seen.when")
	}
	if ago := d.today.Since(d.c.SeenOn); ago == 0 || ago == 1 {
		return d.p.Relative(d.c.SeenOn, d.today)
	}
	return d.p.ShortDate(d.c.SeenOn)
}

// called notes a phone call in danger, now.
func (d *writing) called(who string, now time.Time) {
	d.c.Called = append(d.c.Called, record.Call{Who: who, On: record.DateOf(now), At: now.Format("15:04")})
}

// problems are what is wrong, by field, as sentences.
func (d *writing) problems() map[string]string {
	wrong := map[string]string{}
	for _, p := range d.c.Validate(d.today) {
		if wrong[p.Field] == "" {
			wrong[p.Field] = d.p.Problem(p)
		}
	}
	return wrong
}

// bsn is the sentence beside a free text that seems to hold a BSN; "" when it does not.
func (d *writing) bsn(text string) string {
	if record.HasBSN(text) {
		return d.p.T("concern.bsn")
	}
	return ""
}
