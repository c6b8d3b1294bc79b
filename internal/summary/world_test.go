package summary

import (
	"testing"
	"time"

	"schakel/internal/record"
)

// The year that the questions to parents are counted in; all else is counted over the quarter.
var wholeYear = Period{From: day(1, 1), To: day(12, 31)}

// world is three months of one worker, written out by hand. What is expected of it stands in cases_test.go.
func world(t *testing.T) []record.Record {
	t.Helper()
	all := []record.Record{
		&record.Partner{Head: record.Head{ID: id(1)}, Name: record.Text("CJG"), Norm: 7},
		&record.Partner{Head: record.Head{ID: id(2)}, Name: record.Text("Buurt")},
		&record.Household{Head: record.Head{ID: id(11)}, Reached: record.ReachedMeeting, KnewWay: "no"},
		&record.Household{Head: record.Head{ID: id(12)}, Reached: record.ReachedSchool, KnewWay: "yes", Closed: day(8, 15)},
		&record.Household{Head: record.Head{ID: id(13)}, Reached: record.ReachedMeeting},
		&record.Household{Head: record.Head{ID: id(14)}, Reached: record.ReachedFriend, KnewWay: "no", Closed: day(10, 2)},
		&record.Household{Head: record.Head{ID: id(15)}, Reached: record.ReachedSelf}, // not spoken in the period
		&record.Tally{Year: 2026, Counts: []record.VoiceCount{
			{Question: record.VoiceQuick, Answer: "once", Count: 3}, {Question: record.VoiceQuick, Answer: "twice", Count: 2},
			{Question: record.VoiceWait, Answer: "week", Count: 5}, {Question: record.VoiceTold, Answer: "paper", Count: 1},
			{Question: record.VoiceResult, Answer: "much", Count: 4},
		}},
		&record.Tally{Year: 2025, Counts: []record.VoiceCount{{Question: record.VoiceQuick, Answer: "more", Count: 9}}},
	}
	all = append(all, worldContacts()...)
	all = append(all, worldConcerns(t)...)
	all = append(all, worldReferrals(t)...)
	all = append(all, worldMeetings()...)
	all = append(all, worldRoads(t)...)
	for i, r := range all { // every record has an id of its own
		if head := headOf(r); head != nil && head.ID.Zero() {
			head.ID = record.ID{0: 1, 15: byte(i)}
		}
	}
	return all
}

func headOf(r record.Record) *record.Head {
	switch r := r.(type) {
	case *record.Contact:
		return &r.Head
	case *record.Concern:
		return &r.Head
	case *record.Referral:
		return &r.Head
	case *record.Meeting:
		return &r.Head
	case *record.Signal:
		return &r.Head
	case *record.Request:
		return &r.Head
	}
	return nil
}

func worldContacts() []record.Record {
	family := func(n byte, on record.Date, place record.Place, at string) *record.Contact {
		return &record.Contact{About: record.AboutHousehold, Subject: id(n), On: on, Place: place, At: at}
	}
	a := family(11, day(7, 1), record.PlaceHome, "09:30")
	a.Roles, a.Length, a.Function = []record.Role{record.RoleListen, record.RoleInterpret}, 50*time.Minute, record.FunctionInform
	b := family(11, day(7, 20), record.PlaceHome, "19:05")
	b.Failed = true
	c := family(12, day(5, 1), record.PlaceHome, "") // known before
	d := family(12, day(8, 1), record.PlacePhone, "19:59")
	d.Roles, d.Length, d.Function = []record.Role{record.RoleListen, record.RoleListen}, 20*time.Minute, record.FunctionGuide
	d.Promise, d.PromKept = record.Text("x"), day(9, 30)
	f := family(14, day(9, 30), record.PlaceStreet, "")
	f.Length = 10 * time.Minute
	return []record.Record{
		a, b, c, d, f,
		&record.Contact{About: record.AboutPerson, Subject: id(21), Head: record.Head{Owner: id(13)}, On: day(8, 2), Place: record.PlaceSchool, Promise: record.Text("x")},
		&record.Contact{About: record.AboutPerson, Subject: id(22), Head: record.Head{Owner: id(22)}, On: day(9, 1), Place: record.PlaceApp, At: "00:15"},
		&record.Contact{About: record.AboutPerson, Subject: id(23), On: day(6, 1)},
		&record.Contact{About: record.AboutPerson, Subject: id(23), On: day(9, 2)},
		&record.Contact{About: record.AboutNumber, Heads: 4, On: day(9, 3), Place: record.PlaceSchool},
		&record.Contact{About: record.AboutNumber, Heads: 7, On: day(9, 4)},
		&record.Contact{About: record.AboutPartner, Subject: id(1), On: day(9, 5), Advice: record.Text("x"), Use: record.UseDone, UseOn: day(9, 20)},
		&record.Contact{About: record.AboutPartner, Subject: id(2), On: day(9, 6), Advice: record.Text("x"), Use: record.UseDone, UseOn: day(10, 5)}, // heard after the end
		&record.Contact{About: record.AboutNobody, On: day(9, 7), Roles: []record.Role{record.RoleAftercare}, Promise: record.Text("x"), PromKept: day(10, 3)},
		&record.Contact{About: record.AboutPartner, Subject: id(2), On: day(2, 1), Advice: record.Text("x")}, // never heard of
		family(15, day(10, 1), record.PlaceHome, "10:00"),                                                    // after the end
	}
}

func worldConcerns(t *testing.T) []record.Record {
	apply := func(k *record.Concern, a record.ConcernAction, why record.CloseReason, on record.Date) *record.Concern {
		if err := k.Apply(a, why, on.Midnight()); err != nil {
			t.Fatal(err)
		}
		return k
	}
	community := func(on record.Date) *record.Concern {
		return &record.Concern{Scope: record.ScopeCommunity, Level: record.LevelWorried, SeenOn: on, State: record.ConcernOpen}
	}
	undated := concern(record.LevelDanger, record.Date{})
	undated.Created = day(8, 8).Midnight()
	talked := apply(concern(record.LevelWorried, day(7, 3), record.AreaMoney, record.AreaSchool), record.ConcernDiscuss, "", day(7, 4))
	return []record.Record{
		apply(concern(record.LevelDoubt, day(7, 2), record.AreaSchool), record.ConcernClose, record.ClosedSolved, day(9, 1)),
		apply(talked, record.ConcernClose, record.ClosedOther, day(10, 1)), // at the end it was still discussed
		undated,
		concern(record.LevelWorried, day(6, 1)),
		concern(record.LevelWorried, day(10, 1)),
		community(day(8, 1)),
		apply(community(day(7, 15)), record.ConcernClose, record.ClosedNoConcern, day(9, 9)),
	}
}

// road is a referral that was begun on a day and made these moves: an action and its day, in turns.
func road(t *testing.T, r *record.Referral, begun record.Date, steps ...any) *record.Referral {
	t.Helper()
	r.Created = begun.Midnight()
	if r.Way == "" {
		r.Way, r.State = record.WayOut, record.ReferralReady
	}
	for i := 0; i < len(steps); i += 2 {
		m := record.Move{Do: steps[i].(record.ReferralAction), On: steps[i+1].(record.Date)}
		switch {
		case m.Do == record.ReferralDecline && r.Way == record.WayIn:
			m.Reason = string(record.DeclinedNoTime)
		case m.Do == record.ReferralDecline:
			m.Reason = string(record.DeclinedNoPlace)
		}
		if err := r.Make(m, day(12, 31).Midnight()); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func worldReferrals(t *testing.T) []record.Record {
	to := func(family, partner byte, form record.Form) *record.Referral {
		return &record.Referral{Household: id(family), Partner: id(partner), Form: form}
	}
	in := func(partner byte, on record.Date) *record.Referral {
		return &record.Referral{Way: record.WayIn, State: record.ReferralDraft, Partner: id(partner), AskedOn: on}
	}
	done := to(11, 1, record.FormWarm)
	done.WaitingFrom = day(7, 1)
	preparing := to(12, 2, "")
	preparing.Way, preparing.State, preparing.WaitingFrom = record.WayOut, record.ReferralPreparing, day(8, 5)
	return []record.Record{
		road(t, done, day(7, 1), record.ReferralReceipt, day(7, 2), record.ReferralAccept, day(7, 9), record.ReferralArrive, day(7, 12),
			record.ReferralStartHelp, day(7, 20), record.ReferralComplete, day(9, 1), record.ReferralCare, day(9, 2)),
		road(t, to(11, 1, record.FormAlong), day(7, 5), record.ReferralHandOver, day(7, 6), record.ReferralArrive, day(7, 6)),
		road(t, to(12, 1, ""), day(7, 10), record.ReferralReceipt, day(7, 11), record.ReferralDecline, day(7, 19)),
		road(t, to(12, 2, record.FormPhone), day(8, 1), record.ReferralReceipt, day(8, 2), record.ReferralAccept, day(8, 12), record.ReferralLose, day(8, 20)),
		road(t, preparing, day(8, 5)),
		road(t, to(13, 1, record.FormWarm), day(6, 20), record.ReferralReceipt, day(9, 28)), // begun before the period, waits two days
		road(t, to(13, 1, ""), day(9, 1), record.ReferralReceipt, day(9, 10), record.ReferralAccept, day(10, 9)),
		road(t, to(14, 2, ""), day(9, 2), record.ReferralWithdrawal, day(9, 3)),
		&record.Referral{ // an imported one, written down later: by its days it arrived, and was not helped yet
			Head: record.Head{Created: day(11, 1).Midnight()}, Way: record.WayOut, Household: id(99), Partner: id(2), Method: record.MethodEndpoint,
			State: record.ReferralInHelp, SentOn: day(7, 7), AnsweredOn: day(7, 9), ArrivedOn: day(7, 10), HelpOn: day(10, 10),
		},
		road(t, to(14, 1, record.FormHome), day(9, 4), record.ReferralHandOver, day(9, 5), record.ReferralMiss, day(9, 8), record.ReferralPrepare, day(9, 10)),
		road(t, to(11, 2, record.FormRegister), day(7, 8), record.ReferralRegister, day(7, 9), record.ReferralArrive, day(7, 30), record.ReferralStartHelp, day(8, 30)),
		road(t, in(1, day(7, 3)), day(7, 3), record.ReferralAccept, day(7, 4)),
		road(t, in(1, day(8, 1)), day(8, 1), record.ReferralDecline, day(8, 2)),
		road(t, in(2, day(9, 29)), day(9, 29)),
		road(t, in(1, day(6, 1)), day(6, 1)), // asked before the period, and not answered
	}
}

func worldMeetings() []record.Record {
	return []record.Record{
		&record.Meeting{
			Type: record.MeetingCoffee, On: day(7, 1), Heads: 12, New: 4, Returning: 8, Started: 2, Length: 2 * time.Hour, Preparation: 90 * time.Minute,
			Community: record.Text("Eritrees"), Topics: []record.MeetingTopic{record.TopicParenting, record.TopicSchool}, Languages: []string{"tir", "nld"},
			Formal: []record.FormalGuest{{Roles: []record.FormalRole{record.FormalExpert, record.FormalGuardian}}}, Roles: []record.Role{record.RoleSafe},
			Facilitators: []record.Facilitator{{Length: time.Hour, Preparation: 30 * time.Minute}, {Preparation: 15 * time.Minute}},
			Questions:    []record.Question{{AnsweredOn: day(7, 10)}, {}}, Agreements: []record.Agreement{{Done: day(10, 5)}},
		},
		&record.Meeting{
			Type: record.MeetingCoffee, On: day(7, 5), Heads: 9, Topics: []record.MeetingTopic{record.TopicParenting}, Languages: []string{"arb"},
			Formal: []record.FormalGuest{{Roles: []record.FormalRole{record.FormalExpert}}, {Roles: []record.FormalRole{record.FormalExpert}}},
		},
		&record.Meeting{
			Type: record.MeetingTheme, On: day(9, 28), Heads: 30, Started: 1, Length: time.Hour, Languages: []string{"ara"},
			Questions: []record.Question{{AnsweredOn: day(9, 29)}}, Agreements: []record.Agreement{{Done: day(9, 30)}},
		},
		&record.Meeting{Type: record.MeetingTheme, On: day(9, 29), Planned: true},
		&record.Meeting{Type: record.MeetingTheme, On: day(10, 1), Heads: 50},
		&record.Meeting{Type: record.MeetingTheme, On: day(8, 1), Off: record.OffFew},
		&record.Meeting{Type: record.MeetingCoffee, On: day(5, 1), Heads: 5, Questions: []record.Question{{}}}, // its question is still open
	}
}

func worldRoads(t *testing.T) []record.Record {
	signal := func(partner byte, norm int, asked record.Date) *record.Signal {
		s := &record.Signal{Partner: id(partner), Norm: norm, State: record.RequestOpen}
		if err := s.Apply(record.RoadAsk, asked, day(12, 31).Midnight()); err != nil {
			t.Fatal(err)
		}
		return s
	}
	take := func(s *record.Signal, r record.Returned) *record.Signal {
		if err := s.Take(r, day(12, 31).Midnight()); err != nil {
			t.Fatal(err)
		}
		return s
	}
	again := take(signal(2, 0, day(9, 1)), record.Returned{Reply: record.ReplyQuestion, On: day(9, 5)})
	if err := again.Apply(record.RoadAgain, day(9, 8), day(12, 31).Midnight()); err != nil {
		t.Fatal(err)
	}
	closed := &record.Request{What: record.RequestThink, Partner: id(2), State: record.RequestOpen}
	for _, step := range []struct {
		do record.RoadAction
		on record.Date
	}{{record.RoadAsk, day(8, 1)}, {record.RoadClose, day(9, 1)}} {
		if err := closed.Apply(step.do, step.on, day(12, 31).Midnight()); err != nil {
			t.Fatal(err)
		}
	}
	return []record.Record{
		take(signal(1, 14, day(7, 10)), record.Returned{Reply: record.ReplyTaken, On: day(7, 20)}),
		take(signal(2, 14, day(8, 1)), record.Returned{Reply: record.ReplyNothing, Why: record.NothingNoRoom, On: day(8, 20)}),
		take(signal(1, 14, day(9, 20)), record.Returned{Reply: record.ReplyPlan, On: day(10, 10)}), // answered after the end
		signal(1, 14, day(6, 1)), // given before the period, never answered
		&record.Signal{Partner: id(1), State: record.RequestOpen},
		again,
		&record.Request{What: record.RequestRoom, Partner: id(1), AskedOn: day(7, 1), AnsweredOn: day(7, 15), Norm: 14, State: record.RequestAnswered, Reply: record.ReplyTaken},
		&record.Request{What: record.RequestRoom, Partner: id(1), AskedOn: day(7, 1), AnsweredOn: day(7, 16), Norm: 14, State: record.RequestAnswered},
		&record.Request{What: record.RequestExpert, Partner: id(2), AskedOn: day(9, 1), AnsweredOn: day(10, 1), State: record.RequestAnswered, Reply: record.ReplyTaken},
		&record.Request{What: record.RequestThink, Partner: id(2), AskedOn: day(5, 1), State: record.RequestAsked},
		&record.Request{What: record.RequestThink, State: record.RequestOpen},
		closed,
	}
}
