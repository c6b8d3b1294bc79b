package record

// MeetingState is where a gathering stands. It is derived: from Planned and Off.
type MeetingState string

// The states.
const (
	MeetingPlanned MeetingState = "planned"
	MeetingHeld    MeetingState = "held"
	MeetingOff     MeetingState = "off" // ging niet door
)

// MeetingStates lists them.
func MeetingStates() []MeetingState { return []MeetingState{MeetingPlanned, MeetingHeld, MeetingOff} }

// MeetingAction is something a worker does with a gathering that is planned.
type MeetingAction string

// The actions.
const (
	MeetingHold   MeetingAction = "hold"   // it was: with one number
	MeetingMove   MeetingAction = "move"   // to another day
	MeetingCancel MeetingAction = "cancel" // ging niet door
	MeetingResume MeetingAction = "resume" // it is planned again
)

// MeetingActions lists them.
func MeetingActions() []MeetingAction {
	return []MeetingAction{MeetingHold, MeetingMove, MeetingCancel, MeetingResume}
}

// OffReason is why a gathering did not take place.
type OffReason string

// The reasons.
const (
	OffFew     OffReason = "few"     // too few people could come
	OffSick    OffReason = "sick"    // somebody who makes it was ill
	OffRoom    OffReason = "room"    // no room 003 L833
	OffGuest   OffReason = "guest"   // the guest did not come
	OffHoliday OffReason = "holiday" // a holiday or a feast
	OffEvent   OffReason = "event"   // something happened in the neighbourhood
	OffOther   OffReason = "other"
)

// OffReasons lists them.
func OffReasons() []OffReason {
	return []OffReason{OffFew, OffSick, OffRoom, OffGuest, OffHoliday, OffEvent, OffOther}
}

// State is where the gathering stands.
func (m *Meeting) State() MeetingState {
	switch {
	case m.Off != "":
		return MeetingOff
	case m.Planned:
		return MeetingPlanned
	}
	return MeetingHeld
}

// MeetingChange is what an action needs: the number for Hold, the day for Move, the reason for Cancel.
type MeetingChange struct {
	Heads  int
	About  bool
	To     Date
	Reason OffReason
	Note   Private
}

// Apply changes the state, or returns ErrTransition and changes nothing. What was held stays held: a slip is mended by saving it anew.
func (m *Meeting) Apply(a MeetingAction, c MeetingChange) error {
	switch state := m.State(); {
	case state == MeetingPlanned && a == MeetingHold && c.Heads > 0:
		m.Planned, m.Heads, m.About = false, c.Heads, c.About
	case state == MeetingPlanned && a == MeetingMove && !c.To.Zero() && c.To != m.On:
		if m.Moved.Zero() {
			m.Moved = m.On
		}
		m.On = c.To
	case state == MeetingPlanned && a == MeetingCancel && c.Reason != "":
		m.Planned, m.Off, m.OffNote, m.Heads = false, c.Reason, c.Note, 0
		m.New, m.Returning, m.Adults, m.Youth = 0, 0, 0, 0
	case state == MeetingOff && a == MeetingResume:
		m.Planned, m.Off, m.OffNote = true, "", Private{}
	default:
		return ErrTransition
	}
	return nil
}

// Rhythm is how often a gathering comes back (003: ritme, L695, L847, L915, L917).
type Rhythm string

// The rhythms. Once is the empty one.
const (
	EveryWeek       Rhythm = "week"
	EveryTwoWeeks   Rhythm = "twoweeks"
	EveryThreeWeeks Rhythm = "threeweeks"
	EveryMonth      Rhythm = "month" // the same weekday of the month: each second Tuesday
)

// Rhythms lists them.
func Rhythms() []Rhythm { return []Rhythm{EveryWeek, EveryTwoWeeks, EveryThreeWeeks, EveryMonth} }

// SeriesMost is the largest number of gatherings that are planned at once: a year of weeks.
const SeriesMost = 53

// Days lists the days of a series from its first on: times of them, or those up to and including until. One of both is given; the other is
// 0 or zero. There are never more than SeriesMost. A month that has no fifth such weekday has its last.
func (r Rhythm) Days(first Date, times int, until Date) []Date {
	if first.Zero() {
		return nil
	}
	var days []Date
	for i := range SeriesMost {
		day := r.nth(first, i)
		if times > 0 && i >= times || !until.Zero() && day.After(until) {
			break
		}
		if days = append(days, day); r == "" {
			break
		}
	}
	return days
}

// nth is the day that comes i turns after the first.
func (r Rhythm) nth(first Date, i int) Date {
	weeks := map[Rhythm]int{EveryWeek: 1, EveryTwoWeeks: 2, EveryThreeWeeks: 3}[r]
	if r != EveryMonth {
		return first.Add(7 * weeks * i)
	}
	start := DateOf(Date{Year: first.Year, Month: first.Month, Day: 1}.Midnight().AddDate(0, i, 0))
	day := start.Add((int(first.Weekday()) - int(start.Weekday()) + 7) % 7).Add(7 * ((first.Day - 1) / 7))
	if day.Month != start.Month {
		day = day.Add(-7)
	}
	return day
}
