package record

import "strings"

// Goal is what a target can be about: the total of one own activity, or of the families reached. There is none for referrals, because the
// success of informal work is not measured by them (003 L265, L310, L630, L670: section 6.1, "Must not", N5), none for worries, and none
// for a person: nobody is scored (003 L363, L377).
type Goal string

// The aims. Their words are the ids of measures.
const (
	GoalMeetings    Goal = "meetings.type"        // gatherings held
	GoalVisits      Goal = "meetings.heads"       // heads at them, which are visits
	GoalInitiatives Goal = "meetings.initiatives" // that parents began
	GoalContacts    Goal = "contacts.about"       // moments of contact
	GoalHours       Goal = "hours"                // hours of work, with preparation
	GoalFamilies    Goal = "families.reached"     // families spoken
)

// Goals lists them.
func Goals() []Goal {
	return []Goal{GoalMeetings, GoalVisits, GoalInitiatives, GoalContacts, GoalHours, GoalFamilies}
}

// Target is what somebody aims for in a period, as one number. Nobody needs one: "geen doel is ook goed" (003 L551, L883: no targets are
// imposed). It holds nothing of a family or a worker.
type Target struct {
	Head
	Measure Goal `json:"measure"` // what is counted: the total of an own activity
	From    Date `json:"from"`    // the period, both days counted in
	To      Date `json:"to"`
	Count   int  `json:"count"` // hours for GoalHours
}

// targetMost is the largest number that can be aimed for.
const targetMost = 1_000_000

// Kind is KindTarget.
func (t *Target) Kind() Kind { return KindTarget }

// Validate checks the measure, the period and the number. A measure of referrals is "target.referrals".
func (t *Target) Validate(Date) Problems {
	var ps Problems
	if strings.HasPrefix(string(t.Measure), "referral") {
		ps.add("measure", "target.referrals")
	} else {
		enum(&ps, "measure", t.Measure, Goals(), true)
	}
	ps.required("from", t.From.Zero())
	ps.required("to", t.To.Zero())
	if !t.To.Zero() && t.From.After(t.To) {
		ps.add("from", "period.order")
	}
	if t.Count < 1 || t.Count > targetMost {
		ps.add("count", "count.range")
	}
	if !t.Owner.Zero() {
		ps.add("owner", "advice.owner")
	}
	return ps
}

// Row is its compact form: the measure, and the period as its two days.
func (t *Target) Row() Row {
	return Row{ID: t.ID, Kind: KindTarget, State: string(t.Measure), On: t.From, Due: t.To}
}
