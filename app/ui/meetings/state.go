// Package meetings is Bijeenkomsten: the list of gatherings, the calendar, the words that came up, and the entry that needs no more than one
// number.
package meetings

import (
	"slices"
	"strings"
	"time"

	"schakel/app/ui/draft"
	"schakel/app/ui/listing"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// writing is the gathering that is being written.
type writing struct {
	p         *i18n.Printer
	today     record.Date
	m         *record.Meeting
	byNames   bool                 // names are asked instead of a community
	community string               // what was typed there, also while names are asked
	persons   []record.ID          // who were picked, also while a community is asked
	called    map[record.ID]string // their names
	texts     draft.Texts          // numbers and days that were typed before and are not understood yet
	last      *record.Meeting      // the one before, nil when there is none
	requests  []*record.Request    // asked because of this gathering
	open      []book.OpenQuestion  // of earlier gatherings
	used      []record.Private     // words that came up before, the most frequent first
	following int                  // planned ones after this one in its series
	all       bool                 // what is changed counts for those that follow too
	plan      plan                 // of a new series
	other     *record.Meeting      // what stands in the store now, when it was changed behind this page
}

// begin is a new gathering: a coffee morning, today, in a community.
func (w *writing) begin() {
	w.m = &record.Meeting{Type: record.MeetingCoffee, On: w.today}
}

// repeat is the next time of a gathering: planned, a turn of its series later, or a week.
func (w *writing) repeat(last *record.Meeting) {
	every := last.Every
	if every == "" {
		every = record.EveryWeek
	}
	days := every.Days(last.On, record.SeriesMost, record.Date{})
	next := days[1]
	for _, d := range days[1:] {
		if next = d; d.After(w.today) {
			break
		}
	}
	m := record.Meeting{
		Type: last.Type, On: next, At: last.At, Place: last.Place, Topics: slices.Clone(last.Topics), Theme: last.Theme,
		Languages: slices.Clone(last.Languages), Community: last.Community, Series: last.Series, Every: last.Every, Planned: true,
	}
	w.take(&m)
	w.plan.begin(w.m)
}

// take shows a gathering that was written before.
func (w *writing) take(m *record.Meeting) {
	w.m = m
	w.community, w.persons = m.Community.Reveal(), slices.Clone(m.Names)
	w.byNames = len(m.Names) > 0
	if m.Cents > 0 && len(m.Costs) == 0 { // written as one sum
		m.Costs = []record.Cost{{What: record.CostOther, Cents: m.Cents}}
	}
	w.plan.begin(m)
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
	m.Topics, m.Facilitators, m.Questions = slices.Clone(m.Topics), slices.Clone(m.Facilitators), slices.Clone(m.Questions)
	m.Agreements, m.Initiatives, m.Costs = slices.Clone(m.Agreements), slices.Clone(m.Initiatives), slices.Clone(m.Costs)
	m.Formal = slices.Clone(m.Formal)
	for i := range m.Formal {
		m.Formal[i].Roles = slices.Clone(m.Formal[i].Roles)
	}
	return &m
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

// problems are what is wrong in the record, by field, as sentences. What is wrong in a row of a list is said beside the list.
func (w *writing) problems() map[string]string {
	wrong := map[string]string{}
	m := w.ready()
	for _, p := range m.Validate(w.today) {
		field := p.Field
		if list, _, inside := strings.Cut(field, "."); inside {
			field = list
		}
		switch {
		case wrong[field] != "":
		case field == "heads" && p.Code == "required":
			wrong[field] = w.p.T("meeting.heads.required")
		default:
			wrong[field] = w.p.Problem(p)
		}
	}
	if wrong["cents"] != "" {
		wrong["costs"] = wrong["cents"]
	}
	if text := w.plan.wrong(w.p, w.m); text != "" {
		wrong["plan"] = text
	}
	return wrong
}

// withWord is what came up with a word behind it, unless it stands there already.
func withWord(m *record.Meeting, word record.Private) record.Private {
	for _, have := range m.CameWords() {
		if i18n.Fold(have.Reveal()) == i18n.Fold(word.Reveal()) {
			return m.Came
		}
	}
	text := strings.TrimRight(m.Came.Reveal(), ", ")
	if text != "" {
		text += ", "
	}
	return record.Text(text + word.Reveal())
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
	if len(w.texts)+len(m.Facilitators)+len(m.Questions)+len(m.Agreements)+len(m.Initiatives)+len(m.Costs)+len(m.Topics) > 0 {
		return true
	}
	if m.State() != record.MeetingPlanned && (!m.Place.Empty() || !m.Theme.Empty() || m.At != "") { // of a planned one they stand above
		return true
	}
	return !slices.Contains(record.MeetingsWithParents(), m.Type) || len(m.Languages) > 0 || m.New+m.Returning+m.Adults+m.Youth > 0 ||
		m.Length > 0 || m.Preparation > 0 || m.Cents > 0 || len(m.Formal) > 0 || !m.Agreed.Empty() || m.Started > 0 || !m.Note.Empty()
}

// label is a label of what was, or the other one of what is still to come.
func (w *writing) label(was, coming string) string {
	if w.m.Planned {
		return w.p.T(coming)
	}
	return w.p.T(was)
}

// title is the question over the page.
func (w *writing) title() string {
	switch w.m.State() {
	case record.MeetingPlanned:
		return w.p.T("meeting.form.coming")
	case record.MeetingOff:
		return w.p.T("meeting.form.off")
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
	}
	return p.NDecimal("meeting.hours", d.Hours(), 1)
}
