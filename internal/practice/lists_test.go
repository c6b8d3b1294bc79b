package practice_test

import (
	"testing"

	"schakel/internal/practice"
	"schakel/internal/record"
)

// seen collects the values of the closed lists that stand in the data.
type seen map[string]bool

func note[T ~string](s seen, list string, values ...T) {
	for _, v := range values {
		s[list+"."+string(v)] = true
	}
}

// want checks a whole list, but for the values that only come into being with a signature or in the window.
func want[T ~string](t *testing.T, s seen, list string, values []T, but ...T) {
	t.Helper()
	skip := map[T]bool{}
	for _, v := range but {
		skip[v] = true
		if s[list+"."+string(v)] {
			t.Errorf("practice pretends: %s %s", list, v)
		}
	}
	for _, v := range values {
		if !skip[v] && !s[list+"."+string(v)] {
			t.Errorf("no %s %s", list, v)
		}
	}
}

func TestEveryValueOfEveryListStandsSomewhere(t *testing.T) {
	for seed := range uint64(4) {
		s := seen{}
		for _, r := range practice.Records(days[0], seed) {
			collect(s, r)
		}
		for _, one := range []string{"not safe to ask", "gezag that changes", "only a birth year", "a day expected"} {
			if !s[one] {
				t.Errorf("nobody with: %s", one)
			}
		}
		if s["sent and answered"] {
			t.Error("practice pretends: a referral is answered that never got a receipt")
		}
		want(t, s, "person", record.PersonKinds())
		want(t, s, "gender", record.Genders())
		want(t, s, "channel", record.ChannelKinds())
		want(t, s, "relation", record.Relations())
		want(t, s, "custody", record.CustodyKinds())
		want(t, s, "proof", record.CustodyProofs())
		want(t, s, "urgency", record.Urgencies())
		want(t, s, "reached", record.ReachedWays())
		want(t, s, "knew", []string{"", "yes", "no"})
		want(t, s, "role", record.Roles())
		want(t, s, "place", record.Places())
		want(t, s, "about", record.AboutKinds())
		want(t, s, "function", record.Functions())
		want(t, s, "cost", record.OwnCostTypes())
		want(t, s, "room", record.AdviceRooms())
		want(t, s, "use", record.AdviceUses())
		want(t, s, "scope", record.ConcernScopes())
		want(t, s, "level", record.ConcernLevels())
		want(t, s, "area", record.LifeAreas())
		want(t, s, "source", record.Sources())
		want(t, s, "concern", record.ConcernStates())
		want(t, s, "concern.do", record.ConcernActions())
		want(t, s, "close", record.CloseReasons())
		want(t, s, "group", record.FieldGroups())
		want(t, s, "capacity", record.Capacities())
		want(t, s, "answer", record.Answers(), record.AnswerYes)
		want(t, s, "way", record.ConsentWays())
		want(t, s, "purpose", record.Purposes())
		want(t, s, "direction", record.Ways())
		want(t, s, "method", record.Methods())
		want(t, s, "form", record.Forms())
		want(t, s, "jgz", record.Involvements())
		want(t, s, "arrival", record.ArrivalSources())
		want(t, s, "referral", record.ReferralStates(), record.ReferralSent)
		want(t, s, "referral.do", record.ReferralActions(), record.ReferralReceipt, record.ReferralUnsent)
		want(t, s, "meeting", record.MeetingTypes())
		want(t, s, "formal", record.FormalRoles())
		want(t, s, "topic", record.MeetingTopics())
		want(t, s, "cost", record.MeetingCostTypes())
		want(t, s, "off", record.OffReasons())
		want(t, s, "rhythm", record.Rhythms())
		want(t, s, "meeting.state", record.MeetingStates())
		want(t, s, "partner", record.PartnerTypes())
		want(t, s, "topic", record.HelpTopics())
		want(t, s, "within", record.Withins())
		want(t, s, "setting", record.Settings())
		want(t, s, "cost", record.Prices())
		want(t, s, "wait", record.Waits())
		want(t, s, "prefer", record.ChannelKinds())
		want(t, s, "weekday", record.Weekdays())
		want(t, s, "part", record.DayParts())
		want(t, s, "request", record.RequestKinds())
		want(t, s, "request.state", record.RequestStates())
		want(t, s, "confidant", record.Confidants())
		want(t, s, "adviser", record.Advisers())
		want(t, s, "reply", record.Replies())
		want(t, s, "nothing", record.NothingWhys())
		want(t, s, "signal.state", record.RequestStates())
		want(t, s, "road.do", record.RoadActions(), record.RoadUnsent)
		want(t, s, "stand", record.Stands(), record.StandDeleted, record.StandKept, record.StandWithdrawn)
		want(t, s, "declined", record.DeclineReasons())
		want(t, s, "handover", record.HandoverStates(), record.HandoverGiven, record.HandoverClosed)
		want(t, s, "handover.said", record.HandoverAnswers(), record.HandoverYes)
	}
}

func collect(s seen, r record.Record) {
	switch r := r.(type) {
	case *record.Person:
		note(s, "person", r.As)
		s["only a birth year"] = s["only a birth year"] || r.As == record.PersonChild && r.BirthYear != 0
		s["a day expected"] = s["a day expected"] || !r.Expected.Zero()
		note(s, "gender", r.Gender)
		for _, c := range r.Channels {
			note(s, "channel", c.Kind)
		}
	case *record.Household:
		note(s, "urgency", r.Urgency)
		note(s, "reached", r.Reached)
		note(s, "knew", r.KnewWay)
		s["not safe to ask"] = s["not safe to ask"] || len(r.Unsafe) > 0
		for _, m := range r.Members {
			note(s, "relation", m.Relation)
		}
		for _, c := range r.Custody {
			note(s, "custody", c.Custody)
			note(s, "proof", c.Proof)
			s["gezag that changes"] = s["gezag that changes"] || c.From.After(days[0])
		}
	case *record.Contact:
		note(s, "role", r.Roles...)
		note(s, "place", r.Place)
		note(s, "about", r.About)
		note(s, "function", r.Function)
		note(s, "cost", r.CostType)
		note(s, "room", r.Room)
		note(s, "use", r.Use)
	case *record.Concern:
		note(s, "scope", r.Scope)
		note(s, "level", r.Level)
		note(s, "area", r.Areas...)
		note(s, "source", r.Sources...)
		note(s, "confidant", r.With...)
		note(s, "concern", r.State)
		note(s, "close", r.Reason)
		for _, step := range r.Steps {
			note(s, "concern.do", step.Action)
		}
	default:
		collectShared(s, r)
	}
}

func collectShared(s seen, r record.Record) {
	switch r := r.(type) {
	case *record.Handover:
		note(s, "handover", r.State)
		for _, said := range r.Said {
			note(s, "handover.said", said.Answer)
		}
	case *record.Consent:
		note(s, "capacity", r.Capacity)
		note(s, "answer", r.Answer)
		note(s, "way", r.Way)
		note(s, "purpose", r.Purpose)
	case *record.Referral:
		if r.Way == record.WayOut && (r.State == record.ReferralAccepted || r.State == record.ReferralDeclined) {
			s["sent and answered"] = true
		}
		note(s, "group", r.Groups...)
		note(s, "direction", r.Way)
		note(s, "method", r.Method)
		note(s, "form", r.Form)
		note(s, "purpose", r.Purpose)
		note(s, "jgz", r.JGZ)
		note(s, "arrival", r.Arrival)
		note(s, "referral", r.State)
		for _, step := range r.History {
			note(s, "referral.do", step.Action)
		}
	case *record.Meeting:
		note(s, "meeting", r.Type)
		note(s, "topic", r.Topics...)
		note(s, "off", r.Off)
		note(s, "rhythm", r.Every)
		note(s, "meeting.state", r.State())
		for _, c := range r.Costs {
			note(s, "cost", c.What)
		}
		for _, g := range r.Formal {
			note(s, "formal", g.Roles...)
		}
	case *record.Partner:
		note(s, "partner", r.Type)
		note(s, "within", r.Within...)
		for _, o := range r.Offers {
			note(s, "topic", o.Topics...)
			note(s, "setting", o.Settings...)
			note(s, "cost", o.Cost)
			note(s, "wait", o.Wait)
		}
		for _, o := range r.Officers {
			note(s, "prefer", o.Prefer)
		}
	case *record.Colleague:
		for _, one := range r.Times {
			note(s, "weekday", one.Day)
			note(s, "part", one.Part)
		}
	case *record.Request:
		note(s, "request", r.What)
		note(s, "request.state", r.State)
	case *record.Signal:
		note(s, "signal.state", r.State)
		for _, a := range append(r.Before, r.Answer) {
			note(s, "reply", a.Reply)
			note(s, "nothing", a.Why)
		}
		for _, step := range r.Steps {
			note(s, "road.do", step.Action)
		}
	case *record.Advice:
		note(s, "adviser", r.From)
	case *record.Feedback:
		note(s, "stand", r.Stand)
		note(s, "declined", r.Reason)
	}
}
