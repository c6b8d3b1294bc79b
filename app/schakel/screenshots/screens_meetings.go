package main

import (
	"context"
	"slices"
	"time"

	"schakel/app/ui/draft"
	"schakel/internal/record"
)

// meetingFull is a thema-avond with everything written down, opened far.
func (c *camera) meetingFull(ctx context.Context) error {
	return c.entry(ctx, record.KindMeeting, record.ID{}, &record.Meeting{
		Type: record.MeetingTheme, On: c.book.Today(), At: "19:30", Heads: 18, About: true, New: 5, Returning: 13, Adults: 15, Youth: 3,
		Place: record.Text("Buurthuis De Brug"), Theme: record.Text("Opgroeien met twee talen"), Topics: []record.MeetingTopic{record.TopicLanguage, record.TopicSchool},
		Languages: []string{"tur", "nld"}, Length: 2 * time.Hour, Preparation: time.Hour, Community: record.Text("ouders uit de wijk"),
		Facilitators: []record.Facilitator{{Who: record.Text("Nadia"), Length: 2 * time.Hour, Preparation: time.Hour}},
		Formal:       []record.FormalGuest{{Who: record.Text("Marieke, CJG Zuiderwijk"), Roles: []record.FormalRole{record.FormalExpert}}},
		Costs:        []record.Cost{{What: record.CostFood, Cents: 1250}, {What: record.CostRoom, Cents: 4000}},
		Questions:    []record.Question{{Text: record.Text("Moet ik thuis Nederlands praten?"), Answer: record.Text("Nee, de taal van je hart."), By: record.Text("Marieke"), AnsweredOn: c.book.Today()}},
		Agreements:   []record.Agreement{{Text: record.Text("Boeken in twee talen zoeken"), Who: record.Text("Nadia"), By: c.book.Today().Add(14)}},
		Initiatives:  []record.Private{record.Text("voorlezen in twee talen")}, Came: record.Text("taal, school, opa en oma"),
		Roles: []record.Role{record.Roles()[0]},
	})
}

// plannedMeeting finds a gathering that is still to come, of a type and with or without a series after it.
func (c *camera) plannedMeeting(kind record.MeetingType) (record.ID, error) {
	rows := slices.DeleteFunc(slices.Clone(c.book.Rows(record.KindMeeting)), func(r record.Row) bool {
		return r.State != string(kind) || r.Flags&record.RowOpen == 0
	})
	slices.SortFunc(rows, func(a, b record.Row) int { return a.On.Number() - b.On.Number() })
	if len(rows) == 0 {
		return record.ID{}, errScreen
	}
	return rows[0].ID, nil
}

// meetingPlanned is the first of a series that lies ahead.
func (c *camera) meetingPlanned() error {
	id, err := c.plannedMeeting(record.MeetingActivity)
	if err == nil {
		c.shell.Go("meetings")
		c.shell.Open(record.KindMeeting, id)
	}
	return err
}

// meetingOff asks why it did not take place.
func (c *camera) meetingOff() error {
	if err := c.meetingPlanned(); err != nil {
		return err
	}
	err := c.press(c.p.T("meeting.off.button"))
	c.down(600)
	return err
}

// meetingSeries plans a series over the holidays.
func (c *camera) meetingSeries(ctx context.Context) error {
	m := &record.Meeting{Type: record.MeetingCoffee, On: record.Day(2026, 12, 8), At: "10:00", Place: record.Text("De Brug"), Every: record.EveryTwoWeeks, Planned: true}
	if err := c.entry(ctx, record.KindMeeting, record.ID{}, m); err != nil {
		return err
	}
	c.down(420)
	return nil
}

// meetingBoth is a gathering that was changed behind the page.
func (c *camera) meetingBoth(ctx context.Context) error {
	id, err := c.plannedMeeting(record.MeetingThemeDay)
	if err != nil {
		return err
	}
	m, err := c.book.Meeting(ctx, id)
	if err != nil {
		return err
	}
	typed := *m
	typed.Theme, typed.Revision = record.Text("wie doet wat in de wijk"), m.Revision+1
	c.shell.Go("today")
	if err := c.book.SaveDraft(ctx, draft.Key(record.KindMeeting, id, record.ID{}), &typed); err != nil {
		return err
	}
	c.shell.Open(record.KindMeeting, id)
	return nil
}

// calendarLater is a month of a school year that is not known.
func (c *camera) calendarLater() error {
	c.shell.Go("today")
	c.shell.Go("calendar")
	for range 12 {
		if err := c.press(c.p.T("meeting.calendar.on")); err != nil {
			return err
		}
	}
	return nil
}
