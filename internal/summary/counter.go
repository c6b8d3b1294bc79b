package summary

import (
	"time"

	"schakel/internal/record"
)

// Counter counts records one by one and keeps none of them.
type Counter struct {
	period Period
	today  record.Date
	until  record.Date
	counts map[string]map[string]int // by measure and row
	names  map[string]map[string]int // by measure, for rows named by people

	partners   map[record.ID]partner
	programmes map[record.ID]*record.Programme
	aimed      []aimed
	households map[record.ID]bool
	reached    map[record.ID]reach
	sent       []sending
	seen       bool
}

type partner struct {
	name record.Private
	norm int
}

// reach is when a family, or somebody outside one, was first spoken, and whether that was in the period at all.
type reach struct {
	first    record.Date
	inPeriod bool
}

// sending is a referral that went out, to be counted when the partners are known.
type sending struct {
	partner  record.ID
	on       record.Date
	answered record.Date
	counts   bool // went out in the period
	expects  bool // the other side owes an answer: it went by the endpoint or on a stick
	waiting  bool // at the end no answer had come
}

// The row that everything belongs to that has no row of its own, and the key of how many there were in a measure whose rows overlap.
const (
	rowUnknown = "unknown"
	keyAll     = "*"
)

// NewCounter starts a count. The error is record.Problems about the period.
func NewCounter(period Period, options Options) (*Counter, error) {
	if err := period.Check(); err != nil {
		return nil, err
	}
	until := period.To
	if !options.Today.Zero() && options.Today.Before(until) {
		until = options.Today
	}
	return &Counter{
		period: period, today: options.Today, until: until,
		counts:     map[string]map[string]int{},
		names:      map[string]map[string]int{},
		partners:   map[record.ID]partner{},
		programmes: map[record.ID]*record.Programme{},
		households: map[record.ID]bool{},
		reached:    map[record.ID]reach{},
	}, nil
}

// Add counts one record; kinds that no measure counts are skipped.
func (c *Counter) Add(r record.Record) {
	switch r := r.(type) {
	case *record.Household:
		c.households[r.ID] = true
	case *record.Partner:
		c.partners[r.ID] = partner{name: r.Called(), norm: r.Norm}
	case *record.Programme:
		c.programmes[r.ID] = r
	case *record.Contact:
		c.contact(r)
	case *record.Concern:
		c.concern(r)
	case *record.Referral:
		c.referral(r)
	case *record.Meeting:
		c.meeting(r)
	case *record.Request:
		c.request(r)
	}
}

func (c *Counter) add(measure, row string, n int) {
	rows := c.counts[measure]
	if rows == nil {
		rows = map[string]int{}
		c.counts[measure] = rows
	}
	rows[row] += n
}

// named counts in a row with the name of an organisation or a community. Those are no personal data; no name of a person comes here.
func (c *Counter) named(measure string, name record.Private) {
	rows := c.names[measure]
	if rows == nil {
		rows = map[string]int{}
		c.names[measure] = rows
	}
	rows[name.Reveal()]++
}

func minutes(d time.Duration) int { return int(d.Round(time.Minute) / time.Minute) }

func (c *Counter) contact(k *record.Contact) {
	if k.On.After(c.until) {
		return
	}
	c.reach(k)
	if !k.Promise.Empty() && (k.PromKept.Zero() || k.PromKept.After(c.until)) {
		c.add("open.work", "promise", 1)
	}
	if !c.period.Has(k.On) {
		return
	}
	c.seen = true
	c.add("contacts.about", string(k.About), 1)
	if k.Failed {
		c.add("contacts.result", "failed", 1)
	} else {
		c.add("contacts.result", "spoken", 1)
	}
	c.add("contacts.place", string(k.Place), 1)
	c.aims("contacts.aim", k.On, k.Aims)
	c.add("contacts.role", keyAll, 1)
	for _, role := range k.Roles {
		c.add("contacts.role", string(role), 1)
	}
	c.add("hours", "contacts", minutes(k.Length))
}

// reach notes that a family was spoken. A contact about somebody in a household counts for the household, whose key seals it.
func (c *Counter) reach(k *record.Contact) {
	if k.Failed {
		return
	}
	var who record.ID
	switch k.About {
	case record.AboutHousehold:
		who = k.Subject
		c.households[who] = true
	case record.AboutPerson:
		who = k.Owner
		if who.Zero() {
			who = k.Subject
		}
	default:
		return
	}
	r := c.reached[who]
	if r.first.Zero() || k.On.Before(r.first) {
		r.first = k.On
	}
	r.inPeriod = r.inPeriod || c.period.Has(k.On)
	c.reached[who] = r
}

func (c *Counter) concern(k *record.Concern) {
	on := k.SeenOn
	if on.Zero() {
		on = record.DateOf(k.Created)
	}
	if on.After(c.until) {
		return
	}
	state, reason := concernAt(k, c.until)
	family := k.Scope != record.ScopeCommunity
	if state != record.ConcernClosed {
		if family {
			c.add("open.family", "concern", 1)
		} else {
			c.add("open.work", "signal", 1)
		}
	}
	if !c.period.Has(on) {
		return
	}
	c.seen = true
	row := string(state)
	if state == record.ConcernClosed {
		row = under(row, reason)
	}
	if !family {
		c.add("signals.state", row, 1)
		return
	}
	c.add("concerns.level", string(k.Level), 1)
	c.add("concerns.state", row, 1)
	c.add("concerns.area", keyAll, 1)
	for i, area := range k.Areas {
		if !earlier(k.Areas, i) {
			c.add("concerns.area", string(area), 1)
		}
	}
}

// earlier reports whether a value already stands before place i, so that one worry counts once in an area.
func earlier[T comparable](list []T, i int) bool {
	for _, v := range list[:i] {
		if v == list[i] {
			return true
		}
	}
	return false
}

// under is the row of a value below another: the reason below the state.
func under(row, value string) string {
	if value == "" {
		value = rowUnknown
	}
	return row + "/" + value
}

// concernAt is where a concern stood on a day, and why it was closed.
func concernAt(k *record.Concern, on record.Date) (record.ConcernState, string) {
	if len(k.Steps) == 0 {
		return k.State, string(k.Reason)
	}
	state, reason := record.ConcernOpen, ""
	for _, s := range k.Steps {
		if s.On.After(on) {
			break
		}
		state, reason = record.ConcernState(s.To), s.Reason
	}
	return state, reason
}

func (c *Counter) meeting(m *record.Meeting) {
	if m.State() != record.MeetingHeld || !c.period.Has(m.On) || m.On.After(c.until) {
		return
	}
	c.seen = true
	c.add("meetings.type", string(m.Type), 1)
	c.add("meetings.week", m.On.Monday().String(), 1)
	c.add("meetings.heads", "new", m.New)
	c.add("meetings.heads", "returning", m.Returning)
	c.add("meetings.heads", rowUnknown, max(0, m.Heads-m.New-m.Returning))
	c.add("meetings.initiatives", "started", m.Started)
	c.aims("meetings.aim", m.On, m.Aims)
	c.add("meetings.role", keyAll, 1)
	for _, role := range m.Roles {
		c.add("meetings.role", string(role), 1)
	}
	if len(m.Formal) > 0 {
		c.add("meetings.formal", "with", 1)
	} else {
		c.add("meetings.formal", "without", 1)
	}
	c.named("meetings.community", m.Community)
	c.add("hours", "meetings", minutes(m.Length))
	c.add("hours", "preparation", minutes(m.Preparation))
}

func (c *Counter) request(r *record.Request) {
	if r.AskedOn.Zero() || r.AskedOn.After(c.until) {
		return
	}
	answered := r.AnsweredOn
	if answered.After(c.until) {
		answered = record.Date{}
	}
	if answered.Zero() && r.State != record.RequestClosed {
		c.add("open.work", "request", 1)
	}
	if !c.period.Has(r.AskedOn) {
		return
	}
	c.seen = true
	c.add("requests.kind", string(r.What), 1)
	c.add("requests.answer", answerRow(r.AskedOn, answered, r.Norm), 1)
}

// answerRow says how an answer came: an answer is late when its age in calendar days is greater than the norm (PRODUCT law 2).
func answerRow(asked, answered record.Date, norm int) string {
	switch {
	case answered.Zero():
		return "none"
	case norm <= 0:
		return "nonorm"
	case answered.Since(asked) > norm:
		return "late"
	}
	return "intime"
}
