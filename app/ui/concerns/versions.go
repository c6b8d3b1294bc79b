package concerns

import (
	"strings"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/versions"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// compare asks which version of the worry counts: it was changed in another place while it was open here.
func (e *Entry) compare() {
	mine, stored := e.state.c, e.state.theirs
	e.Choose(mine, stored, versions.Topics(e.state.told(mine), e.state.told(stored), concernFields()...), func(chosen record.Record) {
		e.state.c, e.state.theirs = chosen.(*record.Concern), nil
		e.Touch()
		e.again()
	})
}

// concernFields are the fields in which the facts of told lie. The steps of a worry are no fields of its page.
func concernFields() []string {
	return []string{
		"seen", "seenOn sources", "think", "level", "areas", "goesWell", "wish", "discussed with talkedOn", "next nextOn", "scope household about", "called",
	}
}

// told is everything that was written about a worry, to lay two versions beside each other.
func (d *writing) told(c *record.Concern) []listing.KeyValue {
	p := d.p
	names := []string{versions.Words(p).Value("concern.scope", string(c.Scope))}
	for _, m := range d.people {
		for _, id := range c.About {
			if id == m.id {
				names = append(names, m.name)
			}
		}
	}
	var calls []string
	for _, call := range c.Called {
		calls = append(calls, p.T("concern.danger.line", "Who", p.Value("concern.called", call.Who), "Day", p.DayMonth(call.On), "At", call.At))
	}
	return append(said(p, c), listing.KeyValue{Key: p.T("concern.about.label"), Value: dots(names)},
		listing.KeyValue{Key: p.T("concern.danger.called"), Value: strings.Join(calls, "\n")})
}

// compare asks the same of a wijksignaal.
func (e *SignalEntry) compare() {
	t := &e.state
	topics := versions.Topics(signalSaid(e.p, t.s, t.partners, t.officers), signalSaid(e.p, t.theirs, t.partners, t.officers), signalFields()...)
	e.Choose(t.s, t.theirs, topics, func(chosen record.Record) {
		t.s, t.theirs = chosen.(*record.Signal), nil
		e.Touch()
		e.again()
	})
}

// signalFields are the fields in which the facts of signalSaid lie.
func signalFields() []string {
	return []string{"topic", "words", "question", "think", "goesWell", "areas", "neighbourhood", "from", "to", "meetings", "partner receiver norm"}
}

// signalSaid is everything that is written on the page of a wijksignaal.
func signalSaid(p *i18n.Printer, s *record.Signal, partners []record.Row, officers []form.Choice) []listing.KeyValue {
	whom, meetings := []string{}, ""
	for _, r := range partners {
		if r.ID == s.Partner {
			whom = append(whom, r.Title.Reveal())
		}
	}
	for _, o := range officers {
		if o.Value == s.Receiver.String() {
			whom = append(whom, o.Text)
		}
	}
	if s.Meetings > 0 {
		meetings = p.N("signal.meetings", s.Meetings)
	}
	return append(signalFacts(p, s)[:7], listing.KeyValue{Key: p.T("signal.from.label"), Value: p.Date(s.From)}, listing.KeyValue{Key: p.T("signal.to.label"), Value: p.Date(s.To)},
		listing.KeyValue{Key: p.T("signal.meetings.label"), Value: meetings}, listing.KeyValue{Key: p.T("signal.partner.label"), Value: dots(whom)})
}
