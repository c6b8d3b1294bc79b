package summary

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/sdc"
)

func day(m time.Month, d int) record.Date { return record.Day(2026, m, d) }

func id(n byte) record.ID { return record.ID{15: n} }

var quarter = Period{From: day(7, 1), To: day(9, 30)}

// make counts over July to September, seen from the end of the year.
func count(t *testing.T, records ...record.Record) Report {
	t.Helper()
	r, err := Make(slices.Values(records), quarter, Options{Today: day(12, 31)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rows shows a table as "label: count", with the depth as dots and # for hidden.
func rows(t *testing.T, r Report, measure string) []string {
	t.Helper()
	table, ok := r.Table(measure)
	if !ok {
		t.Fatalf("no table %s", measure)
	}
	var all []string
	for i, label := range table.Rows {
		name := label.Value + label.Name + label.On.String()
		for p := table.Counts.ParentOf(i); p >= 0; p = table.Counts.ParentOf(p) {
			name = "." + name
		}
		for _, c := range table.Counts.Cells[i] {
			if c.Hidden {
				name += " #"
			} else {
				name += " " + itoa(c.Count)
			}
		}
		all = append(all, name)
	}
	return all
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

func want(t *testing.T, r Report, measure string, lines ...string) {
	t.Helper()
	if diff := cmp.Diff(lines, rows(t, r, measure)); diff != "" {
		t.Errorf("%s: %s", measure, diff)
	}
}

func TestPeriod(t *testing.T) {
	for name, tc := range map[string]struct {
		from, to    record.Date
		field, code string
	}{
		"order":   {day(2, 2), day(2, 1), "from", "period.order"},
		"no from": {record.Date{}, day(2, 1), "from", "required"},
		"no to":   {day(2, 1), record.Date{}, "to", "required"},
	} {
		_, err := NewCounter(Period{From: tc.from, To: tc.to}, Options{})
		var ps record.Problems
		if !errors.As(err, &ps) || fault.Of(err) != fault.Invalid || len(ps.Of(tc.field)) != 1 || ps[0].Code != tc.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (Period{From: day(2, 1), To: day(2, 1)}).Check(); err != nil {
		t.Error(err)
	}
}

func TestEmptyPeriodSaysSo(t *testing.T) {
	r := count(t, &record.Contact{About: record.AboutNobody, On: day(6, 30)}, &record.Household{})
	if !r.Empty {
		t.Error("not empty")
	}
	if r = count(t, &record.Contact{About: record.AboutNobody, On: day(7, 1)}); r.Empty {
		t.Error("empty")
	}
}

func household(family byte, on record.Date) *record.Contact {
	return &record.Contact{About: record.AboutHousehold, Subject: id(family), On: on}
}

func TestFamiliesReached(t *testing.T) {
	failed := household(9, day(8, 1))
	failed.Failed = true
	r := count(t,
		household(1, day(7, 1)), household(1, day(7, 9)), // new, once
		household(2, day(6, 30)), household(2, day(9, 30)), // known before
		household(3, day(10, 1)), household(4, day(6, 1)), // not in the period
		failed, // nobody was reached
		&record.Contact{About: record.AboutPerson, Subject: id(20), Head: record.Head{Owner: id(5)}, On: day(8, 2)}, // somebody of family 5
		&record.Household{Head: record.Head{ID: id(5)}},
		&record.Contact{About: record.AboutPerson, Subject: id(21), Head: record.Head{Owner: id(21)}, On: day(8, 3)}, // outside a family
	)
	want(t, r, "families.reached", "total 3", ".new 2", ".continuing 1")
	want(t, r, "people.reached", "total 1", ".new 1")
}

func TestContacts(t *testing.T) {
	r := count(t,
		&record.Contact{About: record.AboutHousehold, Subject: id(1), On: day(7, 1), Place: record.PlaceHome, Length: 50 * time.Minute, Roles: []record.Role{record.RoleListen, record.RoleInterpret}},
		&record.Contact{About: record.AboutNumber, Heads: 4, On: day(9, 30), Place: record.PlaceSchool, Length: 20 * time.Minute, Roles: []record.Role{record.RoleListen}},
		&record.Contact{About: record.AboutHousehold, Subject: id(1), On: day(8, 1), Place: record.PlaceHome, Failed: true},
		&record.Contact{About: record.AboutPartner, Subject: id(2), On: day(8, 1)},
		&record.Contact{About: record.AboutPartner, Subject: id(2), On: day(10, 1), Length: time.Hour},
	)
	want(t, r, "contacts.about", "total 4", ".household 2", ".number 1", ".partner 1")
	want(t, r, "contacts.result", "total 4", ".spoken 3", ".failed 1")
	want(t, r, "contacts.place", "total 4", ".home 2", ".school 1", ".unknown 1")
	want(t, r, "contacts.role", "total 4", ".listen 2", ".interpret 1", ".unknown 2")
	want(t, r, "hours", "total 70", ".contacts 70")
}

func concern(level record.ConcernLevel, on record.Date, areas ...record.LifeArea) *record.Concern {
	return &record.Concern{Scope: record.ScopeHousehold, Household: id(1), Level: level, SeenOn: on, Areas: areas, State: record.ConcernOpen}
}

func TestConcerns(t *testing.T) {
	solved := concern(record.LevelDoubt, day(7, 2), record.AreaSchool)
	if err := solved.Apply(record.ConcernClose, record.ClosedSolved, day(9, 1).Midnight()); err != nil {
		t.Fatal(err)
	}
	later := concern(record.LevelWorried, day(7, 3), record.AreaMoney, record.AreaSchool, record.AreaMoney)
	_ = later.Apply(record.ConcernDiscuss, "", day(7, 4).Midnight())
	_ = later.Apply(record.ConcernClose, record.ClosedOther, day(10, 1).Midnight()) // after the period: then it was still open
	undated := concern(record.LevelDanger, record.Date{})
	undated.Created = day(8, 8).Midnight()
	r := count(t, solved, later, undated,
		concern(record.LevelWorried, day(6, 1)),  // raised before, still open
		concern(record.LevelWorried, day(10, 1)), // after
		&record.Concern{Scope: record.ScopeCommunity, Level: record.LevelWorried, SeenOn: day(8, 1), State: record.ConcernOpen},
	)
	want(t, r, "concerns.level", "total 3", ".doubt 1", ".worried 1", ".danger 1")
	want(t, r, "concerns.area", "total 3", ".school 2", ".money 1", ".health 0", ".family 0", ".friends 0", ".unknown 1")
	want(t, r, "concerns.state", "total 3", ".open 1", ".discussed 1", ".closed 1", "..solved 1")
	want(t, r, "signals.state", "total 1", ".open 1")
	want(t, r, "open.family", "concern 3", "preparing 0", "waiting 0", "help 0", "asked 0")
	want(t, r, "open.work", "signal 1", "given 0", "request 0", "promise 0", "question 0", "agreement 0", "advice 0")
}

// referral plays actions on days, beginning at ready.
func referral(t *testing.T, partner byte, steps ...any) *record.Referral {
	t.Helper()
	r := &record.Referral{Way: record.WayOut, Household: id(1), Partner: id(partner), State: record.ReferralReady}
	r.Created = day(7, 1).Midnight()
	for i := 0; i < len(steps); i += 2 {
		reason := ""
		if steps[i] == record.ReferralDecline {
			reason = string(record.DeclinedNoPlace)
		}
		if err := r.Apply(steps[i].(record.ReferralAction), record.ArrivalPartner, reason, steps[i+1].(record.Date).Midnight()); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

func TestReferrals(t *testing.T) {
	r := count(t,
		&record.Partner{Head: record.Head{ID: id(1)}, Name: record.Text("CJG Zuiderwijk"), Norm: 7},
		&record.Partner{Head: record.Head{ID: id(2)}, Name: record.Text("Stichting Buurt")},
		referral(t, 1, record.ReferralReceipt, day(7, 1), record.ReferralAccept, day(7, 8)),   // on the last day of the norm
		referral(t, 1, record.ReferralReceipt, day(7, 1), record.ReferralDecline, day(7, 9)),  // one day late
		referral(t, 2, record.ReferralReceipt, day(8, 1), record.ReferralAccept, day(8, 4)),   // no norm agreed
		referral(t, 1, record.ReferralReceipt, day(9, 28)),                                    // waiting, in time
		referral(t, 1, record.ReferralReceipt, day(6, 1)),                                     // sent before the period, late at the end
		referral(t, 1, record.ReferralReceipt, day(9, 20), record.ReferralAccept, day(10, 9)), // answered after the period: at the end it was late
		referral(t, 2, record.ReferralHandOver, day(9, 1), record.ReferralArrive, day(9, 2)),  // gone along: no answer is owed
		referral(t, 2), // still being prepared
		&record.Referral{Way: record.WayIn, Household: id(1), State: record.ReferralDraft},
		&record.Referral{Way: record.WayOut, Partner: id(2), Method: record.MethodEndpoint, State: record.ReferralSent, SentOn: day(7, 7), AnsweredOn: day(7, 9)}, // imported
	)
	want(t, r, "open.family", "concern 0", "preparing 1", "waiting 3", ".waiting.intime 1", ".waiting.late 2", "help 0", "asked 1")
	table, _ := r.Table("referrals.answer")
	figures := []Figure{{ID: "median", Value: 5, Base: 4, Spread: Spread([]int{2, 3, 7, 8})}, {ID: "intime", Value: 0.5, Share: true, Base: 2}} // 2 3 7 8 days
	if diff := cmp.Diff(figures, table.Figures); diff != "" {
		t.Error(diff)
	}
}

func TestMeetings(t *testing.T) {
	r := count(t,
		&record.Meeting{Type: record.MeetingCoffee, On: day(7, 1), Heads: 12, New: 4, Returning: 8, Started: 2, Length: 2 * time.Hour, Preparation: 90 * time.Minute, Community: record.Text("Eritrees"), Formal: []record.FormalGuest{{}}},
		&record.Meeting{Type: record.MeetingCoffee, On: day(7, 5), Heads: 9, Roles: []record.Role{record.RoleSafe}},
		&record.Meeting{Type: record.MeetingTheme, On: day(9, 28), Heads: 30, Started: 1, Length: time.Hour},
		&record.Meeting{Type: record.MeetingTheme, On: day(9, 29), Planned: true},
		&record.Meeting{Type: record.MeetingTheme, On: day(10, 1), Heads: 50},
	)
	want(t, r, "meetings.type", "total 3", ".coffee 2", ".theme 1")
	want(t, r, "meetings.heads", "total 51", ".new 4", ".returning 8", ".unknown 39")
	want(t, r, "meetings.initiatives", "total 3", ".started 3")
	want(t, r, "meetings.formal", "total 3", ".with 1", ".without 2")
	want(t, r, "meetings.community", "total 3", ".Eritrees 1", ".unknown 2")
	want(t, r, "meetings.role", "total 3", ".safe 1", ".unknown 2")
	want(t, r, "hours", "total 270", ".meetings 180", ".preparation 90")
	weeks := rows(t, r, "meetings.week")
	if len(weeks) != 15 || weeks[1] != ".2026-06-29 2" || weeks[2] != ".2026-07-06 0" || weeks[14] != ".2026-09-28 1" {
		t.Error(weeks)
	}
}

func TestRequestsAndPromises(t *testing.T) {
	kept := &record.Contact{About: record.AboutNobody, On: day(9, 1), Promise: record.Text("x"), PromKept: day(9, 2)}
	open := &record.Contact{About: record.AboutNobody, On: day(2, 1), Promise: record.Text("x")}
	r := count(t, kept, open,
		&record.Request{What: record.RequestRoom, AskedOn: day(7, 1), AnsweredOn: day(7, 15), Norm: 14, State: record.RequestAnswered},
		&record.Request{What: record.RequestRoom, AskedOn: day(7, 1), AnsweredOn: day(7, 16), Norm: 14, State: record.RequestAnswered},
		&record.Request{What: record.RequestExpert, AskedOn: day(9, 1), AnsweredOn: day(10, 1), State: record.RequestAnswered},
		&record.Request{What: record.RequestThink, AskedOn: day(5, 1), State: record.RequestAsked},
		&record.Request{What: record.RequestThink, State: record.RequestOpen},
	)
	want(t, r, "requests.kind", "total 3", ".room 2", ".expert 1")
	want(t, r, "requests.answer", "total 3", ".intime 1", ".late 1", ".none 1")
	want(t, r, "open.work", "signal 0", "given 0", "request 2", "promise 1", "question 0", "agreement 0", "advice 0")
}

// A period that is not over is counted until today, and its states are of today.
func TestUntilToday(t *testing.T) {
	r, err := Make(slices.Values([]record.Record{
		&record.Meeting{Type: record.MeetingCoffee, On: day(8, 4), Heads: 5},
		&record.Request{What: record.RequestRoom, AskedOn: day(8, 1), State: record.RequestAsked},
	}), quarter, Options{Today: day(8, 3)})
	if err != nil {
		t.Fatal(err)
	}
	if r.Until != day(8, 3) || r.Total("meetings.type").Count != 0 || r.Total("requests.kind").Count != 1 {
		t.Errorf("%+v", r.Until)
	}
	if weeks := rows(t, r, "meetings.week"); len(weeks) != 7 {
		t.Error(weeks)
	}
}

func TestEveryTableAddsUp(t *testing.T) {
	r := count(t, year(2000)...)
	for _, s := range append(r.Sections, r.whole...) {
		for _, table := range s.Tables {
			if err := table.Counts.Check(); err != nil {
				t.Errorf("%s: %v", table.ID, err)
			}
			if len(table.Rows) != len(table.Counts.Cells) {
				t.Errorf("%s: %d labels, %d rows", table.ID, len(table.Rows), len(table.Counts.Cells))
			}
		}
	}
}

func TestMeasuresAreDefinedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range Measures() {
		if seen[m.ID] || m.Source == "" || m.Section == "" || m.Form == "" {
			t.Errorf("measure %q", m.ID)
		}
		seen[m.ID] = true
	}
	for _, own := range []string{"meetings.type", "meetings.heads", "hours", "contacts.about", "contacts.role", "requests.kind"} {
		for _, m := range Measures() {
			if m.ID == own && m.Controlled {
				t.Errorf("%s counts own activities", own)
			}
		}
	}
	if _, ok := (Report{}).Table("families.reached"); ok {
		t.Error("a table out of nothing")
	}
}

func TestPublic(t *testing.T) {
	var records []record.Record
	for i := range 16 {
		records = append(records, concern(record.LevelWorried, day(7, 1), record.AreaFamily), household(byte(i+1), day(8, 1)))
	}
	for range 2 {
		records = append(records, concern(record.LevelDanger, day(7, 1), record.AreaMoney))
	}
	records = append(records, &record.Meeting{Type: record.MeetingCoffee, On: day(8, 1), Heads: 1})
	r := count(t, records...)
	if _, err := r.Public(Protection{Threshold: 4}); !errors.Is(err, sdc.ErrThreshold) {
		t.Error(err)
	}
	safe, err := r.Public(Protection{Threshold: 5})
	if err != nil {
		t.Fatal(err)
	}
	want(t, safe, "concerns.level", "total 18", ".doubt 0", ".worried #", ".danger #")
	want(t, safe, "concerns.area", "total 18", ".health 0", ".school 0", ".friends 0", ".money #", ".family #")
	want(t, safe, "meetings.type", "total 1", ".coffee 1")
	want(t, safe, "families.reached", "total 16", ".new #", ".continuing #")
	want(t, r, "concerns.level", "total 18", ".doubt 0", ".worried 16", ".danger 2") // the worker's own page is as it was
	if safe.Hidden() == 0 || !safe.Safe || r.Safe {
		t.Error("marks")
	}
}

func TestPublicMergesAndHidesFigures(t *testing.T) {
	var records []record.Record
	for p, n := range []int{9, 8, 3, 2} {
		partner := byte(p + 1)
		records = append(records, &record.Partner{Head: record.Head{ID: id(partner)}, Name: record.Text("P" + itoa(p+1)), Norm: 7})
		for range n {
			records = append(records, referral(t, partner, record.ReferralReceipt, day(7, 1)))
		}
	}
	records = append(records, referral(t, 1, record.ReferralReceipt, day(7, 1), record.ReferralAccept, day(7, 2)))
	safe, err := count(t, records...).Public(Protection{Threshold: 5})
	if err != nil {
		t.Fatal(err)
	}
	want(t, safe, "referrals.partner", "total # # 0 23", ".P1 # # 0 10", ".P2 # # 0 8", ".other # # 0 5")
	table, _ := safe.Table("referrals.answer")
	for _, f := range table.Figures {
		if !f.Hidden || f.Value != 0 || f.Base != 0 {
			t.Errorf("%+v is made of too few", f)
		}
	}
}

// year makes n records of every kind in 2026, without randomness.
func year(n int) []record.Record {
	var all []record.Record
	for i := range 12 {
		all = append(all, &record.Partner{Head: record.Head{ID: id(byte(i))}, Name: record.Text("Partner " + itoa(i)), Norm: i})
	}
	for i := range n {
		on := day(1, 1).Add(i % 365)
		family := record.ID{14: byte(i >> 8), 15: byte(i)}
		switch i % 10 {
		case 0:
			all = append(all, &record.Meeting{Type: record.MeetingTypes()[i%14], On: on, Heads: i % 40, New: i % 3, Length: time.Hour})
		case 1, 2:
			c := concern(record.ConcernLevels()[i%3], on, record.LifeAreas()[i%5])
			c.State = record.ConcernStates()[i%7]
			all = append(all, c)
		case 3:
			all = append(all, &record.Referral{Way: record.WayOut, Partner: id(byte(i % 12)), Method: record.MethodEndpoint, State: record.ReferralStates()[i%16], SentOn: on, AnsweredOn: on.Add(i % 20)})
		case 4:
			all = append(all, &record.Request{What: record.RequestKinds()[i%8], AskedOn: on, State: record.RequestAsked})
		default:
			all = append(all, &record.Contact{
				About: record.AboutHousehold, Subject: family, On: on, Place: record.Places()[i%9], Length: 25 * time.Minute,
				Roles: []record.Role{record.Roles()[i%17], record.Roles()[(i+5)%17]},
			})
		}
	}
	return all
}

// benchmark counts n records over a year, as they are and as they may be handed over.
func benchmark(b *testing.B, n int, public bool) {
	records := year(n)
	period := Period{From: day(1, 1), To: day(12, 31)}
	b.ReportAllocs()
	for b.Loop() {
		r, err := Make(slices.Values(records), period, Options{Today: day(12, 31)})
		if err != nil {
			b.Fatal(err)
		}
		if !public {
			continue
		}
		if _, err := r.Public(Protection{Threshold: 5}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCount60000(b *testing.B)  { benchmark(b, 60_000, false) }
func BenchmarkCount600000(b *testing.B) { benchmark(b, 600_000, false) }
func BenchmarkYear60000(b *testing.B)   { benchmark(b, 60_000, true) }
func BenchmarkYear600000(b *testing.B)  { benchmark(b, 600_000, true) }
