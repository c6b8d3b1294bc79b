package meetings

import (
	"slices"
	"strconv"

	"schakel/app/ui/listing"
	"schakel/app/ui/versions"
	"schakel/internal/record"
)

// choose asks which version of the gathering counts: it was changed by an import, or on another page, while it was open here.
func (e *Entry) choose() {
	w := &e.state
	mine, stored := w.full(e.Typed), w.asked(w.other)
	for _, r := range e.src.Rows(record.KindPerson) {
		if slices.Contains(stored.Names, r.ID) {
			w.called[r.ID] = r.Title.Reveal()
		}
	}
	topics := versions.Topics(w.said(mine), w.said(stored), meetingFields()...)
	e.Choose(mine, stored, topics, func(chosen record.Record) {
		e.state.other = nil
		e.state.take(chosen.(*record.Meeting))
		e.Touch()
		e.draw()
	})
}

// asked is a gathering of the store as the page would show it: planned no more once its day has come, and one sum as a cost.
func (w *writing) asked(m *record.Meeting) *record.Meeting {
	c := *m
	shown := writing{today: w.today}
	shown.take(&c)
	shown.come()
	return shown.m
}

// meetingFields are the fields in which the facts of said lie.
func meetingFields() []string {
	return []string{
		"type", "planned", "on", "at", "place", "topics", "theme", "languages", "heads about", "new", "returning", "adults", "youth", "community names", "formal",
		"facilitators", "roles", "came", "asked", "questions", "agreed agreements", "started initiatives", "length", "preparation", "costs cents", "note",
	}
}

// said is everything that is written on the page of a gathering, to lay two versions beside each other.
func (w *writing) said(m *record.Meeting) []listing.KeyValue {
	p := w.p
	number := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	yes := func(on bool, text string) string {
		if on {
			return text
		}
		return ""
	}
	who := []string{m.Community.Reveal()}
	for _, id := range m.Names {
		who = append(who, w.called[id])
	}
	var topics, spoken, roles []string
	for _, t := range m.Topics {
		topics = append(topics, p.Value("meeting.topic", string(t)))
	}
	for _, l := range m.Languages {
		spoken = append(spoken, p.Value("language", l))
	}
	for _, r := range m.Roles {
		roles = append(roles, p.Value("role", string(r)))
	}
	lists := w.lists(m)
	return []listing.KeyValue{
		{Key: p.T("meeting.type.label"), Value: versions.Words(p).Value("meeting.type", string(m.Type))},
		{Key: p.T("meeting.planned.label"), Value: yes(m.Planned, p.T("fyne.yes"))}, {Key: p.T("meeting.on.label"), Value: p.Date(m.On)},
		{Key: p.T("meeting.at.label"), Value: m.At}, {Key: p.T("meeting.place.label"), Value: m.Place.Reveal()},
		{Key: p.T("meeting.topics.label"), Value: p.List(topics)}, {Key: p.T("meeting.theme.label"), Value: m.Theme.Reveal()},
		{Key: p.T("meeting.languages.label"), Value: p.List(spoken)},
		{Key: p.T("meeting.heads.label"), Value: joined(number(m.Heads), yes(m.About, p.T("meeting.about.label")))},
		{Key: p.Value("meeting.half", "new"), Value: number(m.New)}, {Key: p.Value("meeting.half", "returning"), Value: number(m.Returning)},
		{Key: p.Value("meeting.half", "adults"), Value: number(m.Adults)}, {Key: p.Value("meeting.half", "youth"), Value: number(m.Youth)},
		{Key: p.T("meeting.who.label"), Value: joined(who...)}, {Key: p.T("meeting.formal.label"), Value: lists.formal},
		{Key: p.T("meeting.facilitators.label"), Value: lists.helped}, {Key: p.T("meeting.roles.label"), Value: p.List(roles)},
		{Key: p.T("meeting.came.label"), Value: m.Came.Reveal()}, {Key: p.T("meeting.asked.label"), Value: m.Asked.Reveal()},
		{Key: p.T("meeting.questions.label"), Value: lists.questions}, {Key: p.T("meeting.agreements.label"), Value: lists.agreed},
		{Key: p.T("meeting.initiatives.label"), Value: lists.began},
		{Key: p.T("meeting.length.label"), Value: yes(m.Length > 0, lengthWords(p, m.Length))},
		{Key: p.T("meeting.preparation.label"), Value: yes(m.Preparation > 0, lengthWords(p, m.Preparation))},
		{Key: p.T("meeting.costs.label"), Value: lists.costs}, {Key: p.T("meeting.note.label"), Value: m.Note.Reveal()},
	}
}

// rows are the lists of a gathering, each with a line for what stands in it.
type rows struct{ formal, helped, questions, agreed, began, costs string }

func (w *writing) lists(m *record.Meeting) rows {
	p := w.p
	var out rows
	add := func(to *string, parts ...string) {
		if *to != "" {
			*to += "\n"
		}
		*to += joined(parts...)
	}
	for _, g := range m.Formal {
		line := []string{g.Who.Reveal()}
		for _, r := range g.Roles {
			line = append(line, p.Value("formal.role", string(r)))
		}
		add(&out.formal, line...)
	}
	for _, f := range m.Facilitators {
		add(&out.helped, f.Who.Reveal(), lengthWords(p, f.Length), lengthWords(p, f.Preparation))
	}
	for _, q := range m.Questions {
		add(&out.questions, q.Text.Reveal(), q.Answer.Reveal(), q.By.Reveal(), p.Date(q.AnsweredOn))
	}
	if !m.Agreed.Empty() {
		add(&out.agreed, m.Agreed.Reveal())
	}
	for _, a := range m.Agreements {
		add(&out.agreed, a.Text.Reveal(), a.Who.Reveal(), p.Date(a.By), p.Date(a.Done))
	}
	if m.Started > 0 {
		add(&out.began, strconv.Itoa(m.Started))
	}
	for _, text := range m.Initiatives {
		add(&out.began, text.Reveal())
	}
	for _, c := range m.Costs {
		add(&out.costs, versions.Words(p).Value("cost.type", string(c.What)), p.Euro(c.Cents))
	}
	return out
}
