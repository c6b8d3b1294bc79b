package summary

import (
	"slices"

	"schakel/internal/record"
)

func (c *Counter) meeting(m *record.Meeting) {
	if m.State() != record.MeetingHeld || m.On.After(c.until) {
		return
	}
	if slices.ContainsFunc(m.Questions, func(q record.Question) bool { return c.by(q.AnsweredOn).Zero() }) {
		c.add(openWork, "question", 1)
	}
	if slices.ContainsFunc(m.Agreements, func(a record.Agreement) bool { return c.by(a.Done).Zero() }) {
		c.add(openWork, "agreement", 1)
	}
	if !c.period.Has(m.On) {
		return
	}
	c.seen = true
	c.add(meetingsType, string(m.Type), 1)
	c.add(meetingsWeek, c.week(m.On), 1)
	c.add(meetingsHeads, "new", m.New)
	c.add(meetingsHeads, "returning", m.Returning)
	c.add(meetingsHeads, rowUnknown, max(0, m.Heads-m.New-m.Returning))
	c.add(meetingsInitiatives, "started", m.Started)
	each(c, meetingsTheme, m.Topics)
	c.aims(meetingsAim, m.Aims)
	each(c, meetingsRole, m.Roles)
	c.languages(m.Languages)
	c.guests(m.Formal)
	c.add(meetingsCommunity, name(m.Community), 1)
	c.add(hoursOwn, "meetings", minutes(m.Length))
	c.add(hoursOwn, "preparation", minutes(m.Preparation))
	for _, f := range m.Facilitators {
		c.add(hoursHelpers, "meetings", minutes(f.Length))
		c.add(hoursHelpers, "preparation", minutes(f.Preparation))
	}
}

// languages counts the languages that were spoken; the standard form of Arabic is Arabic (ISO 639-3 arb, as some imports write it).
func (c *Counter) languages(codes []string) {
	if !slices.Contains(codes, "arb") {
		each(c, meetingsLanguage, codes)
		return
	}
	one := slices.Clone(codes)
	for i, code := range one {
		if code == "arb" {
			one[i] = "ara"
		}
	}
	each(c, meetingsLanguage, one)
}

// guests counts whether professionals were there, and what they did: each of the ten roles once a gathering, of the gatherings where one was.
func (c *Counter) guests(formal []record.FormalGuest) {
	if len(formal) == 0 {
		c.add(meetingsFormal, "without", 1)
		return
	}
	c.add(meetingsFormal, "with", 1)
	roles := formal[0].Roles
	for _, g := range formal[1:] {
		roles = append(slices.Clip(roles), g.Roles...)
	}
	each(c, meetingsGuests, roles)
}
