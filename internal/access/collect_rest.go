package access

import (
	"slices"

	"schakel/internal/record"
)

// answers are what came back.
func (c *collector) answers() {
	for _, v := range c.in.Answers {
		if !c.road(v.Of) {
			continue
		}
		on := record.DateOf(v.CameAt)
		d := piece(v, "facts", SectionAnswers, c.value("stand", string(v.Stand)), on)
		d.Facts = []Fact{c.fact(c.p.T("access.label.answered"), c.day(on)), c.fact(c.p.T("access.label.reason"), c.value("decline.reason", string(v.Reason))),
			c.fact(c.p.T("deliveries.answer.whodoes"), v.WhoDoes.Reveal()), c.fact(c.p.T("deliveries.answer.wait"), v.Wait.Reveal()),
			c.fact(c.p.T("access.label.self"), c.p.SelfRefer(v.Stand, v.SelfAt.Reveal()))}
		d.about = c.aboutOf(v.Of)
		c.add(d)
		d = piece(v, "text", SectionAnswers, c.value("stand", string(v.Stand)), on)
		d.about, d.Text, d.answer = c.aboutOf(v.Of), v.Text, true
		d.Source = v.From.Reveal()
		c.add(d)
	}
}

// meetings are the gatherings that name the subject, and those whose text has the name in it.
func (c *collector) meetings() {
	for _, v := range c.in.Meetings {
		found := !slices.ContainsFunc(v.Names, func(id record.ID) bool { return slices.Contains(c.in.subjects(), id) })
		title := c.value("meeting.type", string(v.Type))
		if !found {
			d := piece(v, "facts", SectionMeetings, title, v.On)
			d.happened = true
			d.Facts = []Fact{c.fact(c.p.T("access.label.when"), v.At), typed(c.fact(c.p.T("document.line.waarvoor"), v.Theme.Reveal()))}
			if !c.secret {
				d.Facts = append(d.Facts, typed(c.fact(c.p.T("document.line.plaats"), v.Place.Reveal())))
			}
			for _, id := range v.Names {
				if slices.Contains(c.in.subjects(), id) {
					d.about = append(d.about, id)
				}
			}
			c.add(d)
		}
		for _, one := range v.Texts() {
			d := piece(v, one.Field, SectionMeetings, title, v.On)
			d.Text, d.found = one.Text, true // a gathering is about many: whether this is about the subject, only the worker knows
			if !found || c.speaksOf(one.Text) {
				c.add(d)
			}
		}
	}
}

// speaksOf reports whether a text has a name of a subject in it.
func (c *collector) speaksOf(text record.Private) bool {
	return Mentions(c.in.People, c.in.subjects(), text.Reveal())
}

// Mentions reports whether a text names, or may name, one of some people.
func Mentions(people map[record.ID]*record.Person, subjects []record.ID, text string) bool {
	var some []*record.Person
	for _, id := range subjects {
		if p := people[id]; p != nil {
			some = append(some, p)
		}
	}
	return len(NewNames(some).In(text, nil, nil)) > 0
}

// tasks are what is still to be done.
func (c *collector) tasks() {
	for _, v := range c.in.Tasks {
		d := piece(v, "text", SectionTasks, c.p.T("access.label.task"), c.first(v.Due, v.Created))
		d.Text, d.found = v.Text, v.About.Zero()
		d.Facts = []Fact{c.fact(c.p.T("access.label.done"), c.day(v.Done))}
		if !v.Text.Empty() {
			c.add(d)
		}
	}
}
