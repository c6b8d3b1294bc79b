// Package concerns is Zorgen: the list of worries, the entry with what was seen apart from what is thought, and one worry's page.
package concerns

import (
	"slices"

	"schakel/app/ui/draft"
	"schakel/app/ui/listing"
	"schakel/app/ui/roads"
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
	p       *i18n.Printer
	today   record.Date
	section record.Kind // worries, wijksignalen, or advices without a name
	filter  filter
	rows    []record.Row
	homes   map[record.ID]string // names of households, or of partners
}

// others takes the wijksignalen, what waits longest first, or the advices without a name, the newest month first.
func (l *list) others(rows, partners []record.Row, today record.Date) {
	l.today, l.rows, l.homes = today, slices.Clone(rows), map[record.ID]string{}
	for _, r := range partners {
		l.homes[r.ID] = r.Title.Reveal()
	}
	rank := func(r record.Row) int {
		return slices.Index([]string{"warm", string(record.RequestAsked), string(record.RequestOpen), string(record.RequestReady), string(record.RequestAnswered), string(record.RequestClosed)},
			map[bool]string{true: "warm", false: r.State}[r.Flags&record.RowWarm != 0])
	}
	slices.SortStableFunc(l.rows, func(a, b record.Row) int {
		switch {
		case a.Kind == record.KindAdvice && a.On != b.On:
			return b.On.Number() - a.On.Number()
		case a.Kind == record.KindAdvice:
			return slices.Compare(a.ID[:], b.ID[:]) // within a month in no order that says when
		case rank(a) != rank(b):
			return rank(a) - rank(b)
		case a.On != b.On && a.State == string(record.RequestAsked):
			return a.On.Number() - b.On.Number()
		}
		return int(b.Number) - int(a.Number)
	})
}

// other is one wijksignaal with its age, or one advice without a name with its month.
func (l *list) other(r record.Row) listing.Row {
	p := l.p
	if r.Kind == record.KindAdvice {
		return listing.Row{Title: r.Title.Reveal(), Line: p.T("concern.row.joined", "One", p.Value("confidant", r.State), "Two", p.Month(r.On))}
	}
	line := record.Code(record.KindSignal, r.Number)
	if who := l.homes[r.Link]; who != "" {
		line = p.T("concern.row.joined", "One", line, "Two", who)
	}
	return listing.Row{Title: r.Title.Reveal(), Line: line, Status: roads.RowStatus(p, r, l.today)}
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
	if r.Kind == record.KindSignal || r.Kind == record.KindAdvice {
		return l.other(r)
	}
	who := l.homes[r.Link]
	if r.Flags&record.RowCommon != 0 {
		who = p.Value("concern.scope", string(record.ScopeCommunity))
	}
	parts := []string{record.Code(record.KindConcern, r.Number)}
	if level := r.Detail.Reveal(); level != "" && level != string(record.LevelWorried) {
		parts = append(parts, p.Value("concern.level", level))
	}
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
	theirs  *record.Concern // what was kept in another place meanwhile, when it is another
	subject string          // the family's name, or the person's
	people  []member        // the people of the family
	texts   draft.Texts     // days that were typed before and are not understood yet
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
	c.Called, c.With = slices.Clone(c.Called), slices.Clone(c.With)
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
