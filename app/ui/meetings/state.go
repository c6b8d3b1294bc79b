// Package meetings is Bijeenkomsten: the list of gatherings, and the entry that needs no more than one number.
package meetings

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// list is what the list shows.
type list struct {
	p     *i18n.Printer
	today record.Date
	rows  []record.Row
}

// load puts what is still to come first, the nearest day at the head; then what was, the newest at the head.
func (l *list) load(rows []record.Row, today record.Date) {
	l.today, l.rows = today, slices.Clone(rows)
	slices.SortStableFunc(l.rows, func(a, b record.Row) int {
		aPlan, bPlan := planned(a), planned(b)
		switch {
		case aPlan != bPlan:
			if aPlan {
				return -1
			}
			return 1
		case a.On != b.On && aPlan:
			return a.On.Number() - b.On.Number()
		case a.On != b.On:
			return b.On.Number() - a.On.Number()
		}
		return int(b.Number) - int(a.Number)
	})
}

// near is within how many days a day is also said in words such as "overmorgen".
const near = 14

func planned(r record.Row) bool { return r.Flags&record.RowOpen != 0 }

// row is one gathering in words. A planned one whose day has come asks how it was.
func (l *list) row(i int) listing.Row {
	r, p := l.rows[i], l.p
	title := p.Value("meeting.type", r.State)
	if theme := r.Title.Reveal(); theme != "" {
		title = p.T("meeting.row.themed", "Type", title, "Theme", theme)
	}
	row := listing.Row{Icon: look.IconCoffee, Title: title}
	code := record.Code(record.KindMeeting, r.Number)
	row.Line = p.T("meeting.row.line", "Code", code, "Day", p.Date(r.On))
	if away := r.On.Since(l.today); away >= -near && away <= near {
		row.Line = p.T("meeting.row.near", "Code", code, "Day", p.Date(r.On), "Near", p.Relative(r.On, l.today))
	}
	heads, _ := strconv.Atoi(r.Detail.Reveal())
	switch {
	case planned(r) && r.On.After(l.today):
		row.Icon = look.IconCalendarBlank
		row.Status = listing.Status{Kind: listing.StatusWaiting, Text: p.T("meeting.row.coming")}
	case planned(r):
		row.Icon = look.IconCalendarBlank
		row.Status = listing.Status{Kind: listing.StatusYourTurn, Text: p.T("meeting.row.tell")}
	case heads > 0:
		row.Line = p.T("meeting.row.heads", "Line", row.Line, "Heads", p.N("meeting.heads", heads))
	}
	return row
}

// writing is the gathering that is being written.
type writing struct {
	p         *i18n.Printer
	today     record.Date
	m         *record.Meeting
	byNames   bool                 // names are asked instead of a community
	community string               // what was typed there, also while names are asked
	persons   []record.ID          // who were picked, also while a community is asked
	called    map[record.ID]string // their names
	raw       map[string]string    // numbers as they were typed, until they are understood
	last      *record.Meeting      // the one before, nil when there is none
	requests  []*record.Request    // asked because of this gathering
}

// begin is a new gathering: a coffee morning, today, in a community.
func (w *writing) begin() {
	w.m = &record.Meeting{Type: record.MeetingCoffee, On: w.today}
}

// take shows a gathering that was written before.
func (w *writing) take(m *record.Meeting) {
	w.m = m
	w.community, w.persons = m.Community.Reveal(), slices.Clone(m.Names)
	w.byNames = len(m.Names) > 0
}

// come asks of a planned gathering how it was, once its day has come. It stays planned until that is saved.
func (w *writing) come() {
	if w.m.Planned && !w.m.On.After(w.today) {
		w.m.Planned = false
	}
}

// sync puts in the record only what is asked now: a community or names, never both.
func (w *writing) sync() {
	w.m.Community, w.m.Names = record.Private{}, nil
	if w.byNames {
		w.m.Names = slices.Clone(w.persons)
		return
	}
	w.m.Community = record.Text(strings.TrimSpace(w.community))
}

// copy is what is kept: as a draft, and when it is done.
func (w *writing) copy() *record.Meeting {
	w.sync()
	m := *w.m
	m.Languages, m.Names, m.Roles = slices.Clone(m.Languages), slices.Clone(m.Names), slices.Clone(m.Roles)
	m.Formal = slices.Clone(m.Formal)
	for i := range m.Formal {
		m.Formal[i].Roles = slices.Clone(m.Formal[i].Roles)
	}
	return &m
}

// ready is the copy that is saved, without formal workers who have neither a name nor a role.
func (w *writing) ready() *record.Meeting {
	m := w.copy()
	m.Formal = slices.DeleteFunc(m.Formal, func(g record.FormalGuest) bool { return g.Who.Empty() && len(g.Roles) == 0 })
	return m
}

// pick adds somebody who was there; nobody stands there twice.
func (w *writing) pick(id record.ID, name string) {
	if !slices.Contains(w.persons, id) {
		w.persons = append(w.persons, id)
	}
	if w.called == nil {
		w.called = map[record.ID]string{}
	}
	w.called[id] = name
}

func (w *writing) drop(id record.ID) {
	w.persons = slices.DeleteFunc(w.persons, func(have record.ID) bool { return have == id })
}

// set reads a number that was typed and keeps the text while it is none. An empty text is no number.
func (w *writing) set(field, text string, into *int, read func(string) (int, bool)) {
	if w.raw == nil {
		w.raw = map[string]string{}
	}
	n, ok := read(text)
	*into = n
	if ok {
		delete(w.raw, field)
		return
	}
	w.raw[field], *into = text, 0
}

// shown is a number as its field shows it: what was typed when it is none, nothing for zero.
func (w *writing) shown(field string, n int, write func(int) string) string {
	if text, ok := w.raw[field]; ok {
		return text
	}
	if n == 0 {
		return ""
	}
	return write(n)
}

// problems are what is wrong, by field, as sentences.
func (w *writing) problems() map[string]string {
	wrong := map[string]string{}
	m := w.ready()
	for _, p := range m.Validate(w.today) {
		field := p.Field
		if strings.HasPrefix(field, "formal.") {
			field = "formal"
		}
		switch {
		case wrong[field] != "":
		case field == "heads" && p.Code == "required":
			wrong[field] = w.p.T("meeting.heads.required")
		default:
			wrong[field] = w.p.Problem(p)
		}
	}
	for field := range w.raw {
		code := "count.range"
		if field == "at" {
			code = "time"
		}
		wrong[field] = w.p.Problem(record.Problem{Field: field, Code: code})
	}
	return wrong
}

// bsn is the sentence beside a free text that seems to hold a BSN; "" when it does not.
func (w *writing) bsn(text string) string {
	if record.HasBSN(text) {
		return w.p.T("meeting.bsn")
	}
	return ""
}

// rest fills in the other part when one part of the heads was given and the other was not.
func (w *writing) rest(one int, other *int) bool {
	if one <= 0 || *other != 0 || one >= w.m.Heads {
		return false
	}
	*other = w.m.Heads - one
	return true
}

// more tells whether something is written in what "Meer opschrijven" opens.
func (w *writing) more() bool {
	m := w.m
	return m.Planned || !m.Place.Empty() || !m.Theme.Empty() || m.At != "" || len(m.Languages) > 0 || m.New+m.Returning+m.Adults+m.Youth > 0 ||
		m.Length > 0 || m.Preparation > 0 || m.Cents > 0 || len(m.Formal) > 0 || !m.Agreed.Empty() || m.Started > 0 || !m.Note.Empty()
}

// title is the question over the page.
func (w *writing) title() string {
	if w.m.Planned {
		return w.p.T("meeting.form.coming")
	}
	return w.p.T("meeting.form.title")
}

// before is the gathering before this one in one or two sentences; "" when there is none.
func (w *writing) before() string {
	if w.last == nil {
		return ""
	}
	p := w.p
	text := p.N("meeting.last.heads", w.last.Heads)
	if about := first(w.last.Theme.Reveal(), w.last.Came.Reveal()); about != "" {
		text = p.T("meeting.last.about", "Heads", p.N("meeting.heads", w.last.Heads), "About", about)
	}
	if agreed := w.last.Agreed.Reveal(); agreed != "" {
		text = p.T("meeting.last.agreed", "Text", text, "Agreed", agreed)
	}
	return text
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// standing is where a question to a partner stands: its age in calendar days, and late only after the norm.
func standing(p *i18n.Printer, q *record.Request, today record.Date) listing.Status {
	switch q.State {
	case record.RequestAnswered, record.RequestClosed:
		return listing.Status{Kind: listing.StatusAnswered}
	case record.RequestOpen:
		return listing.Status{Kind: listing.StatusYourTurn, Text: p.Value("request.state", string(q.State))}
	}
	age := today.Since(q.AskedOn)
	switch {
	case q.Norm > 0 && age > q.Norm:
		return listing.Status{Kind: listing.StatusLate, Text: p.N("request.age.late", age, "Norm", p.Number(q.Norm))}
	case age == 0:
		return listing.Status{Kind: listing.StatusWaiting, Text: p.T("request.age.today")}
	case q.Norm > 0:
		return listing.Status{Kind: listing.StatusWaiting, Text: p.T("request.age.norm", "Day", p.Number(age), "Norm", p.Number(q.Norm))}
	}
	return listing.Status{Kind: listing.StatusWaiting, Text: p.N("request.age.free", age)}
}

// lengths are how long a gathering takes, in minutes; preparing can be shorter and longer.
func lengths() []int      { return []int{60, 90, 120, 180, 240} }
func preparations() []int { return []int{30, 60, 120, 180, 300} }

func lengthWords(p *i18n.Printer, d time.Duration) string {
	switch {
	case d < time.Hour:
		return p.N("meeting.minutes", int(d/time.Minute))
	case d%time.Hour == 0:
		return p.N("meeting.hours", int(d/time.Hour))
	}
	return p.T("meeting.hours.part", "Hours", p.Decimal(d.Hours(), 1))
}
