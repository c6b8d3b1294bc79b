package summary

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"schakel/internal/record"
)

// drawn is a random world: records of every kind that is counted, with histories that were really walked, and some without any.
type drawn struct {
	*rapid.T
	n byte
}

func (d *drawn) head() record.Head {
	d.n++
	return record.Head{ID: record.ID{0: 7, 15: d.n}, Created: d.on().Midnight()}
}

func (d *drawn) on() record.Date { return day(5, 1).Add(rapid.IntRange(0, 200).Draw(d.T, "day")) }

// maybe is a day, or none.
func (d *drawn) maybe() record.Date {
	if d.yes() {
		return record.Date{}
	}
	return d.on()
}

func (d *drawn) yes() bool { return rapid.Bool().Draw(d.T, "yes") }

func (d *drawn) text() record.Private {
	return record.Text(rapid.SampledFrom([]string{"", "a", "b"}).Draw(d.T, "text"))
}

func (d *drawn) number(n int) int { return rapid.IntRange(0, n).Draw(d.T, "n") }

// of draws a value of a list, and now and then none.
func of[V ~string](d *drawn, list []V) V {
	if i := d.number(len(list)); i < len(list) {
		return list[i]
	}
	return ""
}

// stateOf draws a value of a list: no record is kept without its state.
func stateOf[V ~string](d *drawn, list []V) V { return list[d.number(len(list)-1)] }

func some[V ~string](d *drawn, list []V) []V {
	var all []V
	for range d.number(3) {
		all = append(all, rapid.SampledFrom(list).Draw(d.T, "some"))
	}
	return all
}

func (d *drawn) world() []record.Record {
	var all []record.Record
	for i := range 3 {
		all = append(all, &record.Partner{Head: record.Head{ID: id(byte(i + 1))}, Name: d.text(), Norm: d.number(20)})
		all = append(all, &record.Household{Head: record.Head{ID: id(byte(i + 11))}, Reached: of(d, record.ReachedWays()), KnewWay: of(d, []string{"yes", "no"}), Closed: d.maybe()})
	}
	kinds := []func() record.Record{
		func() record.Record { return d.contact() }, func() record.Record { return d.concern() }, func() record.Record { return d.referral() },
		func() record.Record { return d.meeting() }, func() record.Record { return d.request() }, func() record.Record { return d.signal() },
	}
	for range d.number(14) {
		all = append(all, kinds[d.number(len(kinds)-1)]())
	}
	return append(all, &record.Tally{Year: 2026, Counts: []record.VoiceCount{{Question: record.VoiceQuick, Answer: "once", Count: 1 + d.number(5)}}})
}

func (d *drawn) contact() *record.Contact {
	return &record.Contact{
		Head: d.head(), About: rapid.SampledFrom(record.AboutKinds()).Draw(d.T, "about"), Subject: id(byte(11 + d.number(4))), On: d.on(),
		At: of(d, []string{"09:30", "23:59"}), Place: of(d, record.Places()), Roles: some(d, record.Roles()), Function: of(d, record.Functions()),
		Length: time.Duration(d.number(90)) * time.Minute, Heads: d.number(9), Failed: d.number(3) == 0, Promise: d.text(), PromKept: d.maybe(),
		Advice: d.text(), Use: of(d, record.AdviceUses()), UseOn: d.maybe(),
	}
}

func (d *drawn) concern() *record.Concern {
	k := &record.Concern{
		Head: d.head(), Scope: rapid.SampledFrom(record.ConcernScopes()).Draw(d.T, "scope"), Level: of(d, record.ConcernLevels()), SeenOn: d.maybe(),
		Areas: some(d, record.LifeAreas()), State: record.ConcernOpen,
	}
	if d.number(3) == 0 {
		k.State, k.Reason = stateOf(d, record.ConcernStates()), of(d, record.CloseReasons())
		return k
	}
	on := d.on()
	for range d.number(4) {
		on = on.Add(d.number(30))
		_ = k.Apply(rapid.SampledFrom(record.ConcernActions()).Draw(d.T, "do"), of(d, record.CloseReasons()), on.Midnight()) // what is not allowed is not done
	}
	return k
}

func (d *drawn) referral() *record.Referral {
	r := &record.Referral{
		Head: d.head(), Way: rapid.SampledFrom(record.Ways()).Draw(d.T, "way"), Household: id(byte(11 + d.number(3))), Partner: id(byte(1 + d.number(3))),
		Form: of(d, record.Forms()), Method: of(d, record.Methods()), WaitingFrom: d.maybe(), State: record.ReferralDraft,
	}
	if r.Way == record.WayIn {
		r.AskedOn = d.on()
	}
	if d.number(3) == 0 { // an imported one
		r.State, r.SentOn, r.AnsweredOn, r.ArrivedOn, r.HelpOn = stateOf(d, record.ReferralStates()), d.maybe(), d.maybe(), d.maybe(), d.maybe()
		r.Declined = of(d, record.DeclineReasons())
	}
	for range d.number(8) {
		do := rapid.SampledFrom(record.ReferralActions()).Draw(d.T, "do")
		_ = r.Make(record.Move{Do: do, On: d.on(), Reason: string(of(d, r.Way.Reasons()))}, day(12, 31).Midnight()) // what is not allowed is not done
	}
	return r
}

func (d *drawn) meeting() *record.Meeting {
	m := &record.Meeting{
		Head: d.head(), Type: of(d, record.MeetingTypes()), On: d.on(), Heads: d.number(30), Started: d.number(2), Community: d.text(),
		Topics: some(d, record.MeetingTopics()), Languages: some(d, []string{"nld", "ara", "arb"}), Roles: some(d, record.Roles()), Planned: d.number(5) == 0,
		Length: time.Duration(d.number(90)) * time.Minute, Preparation: time.Duration(d.number(90)) * time.Minute,
		Questions: []record.Question{{AnsweredOn: d.maybe()}}, Agreements: []record.Agreement{{Done: d.maybe()}},
	}
	m.New = d.number(m.Heads)
	for range d.number(2) {
		m.Formal = append(m.Formal, record.FormalGuest{Roles: some(d, record.FormalRoles())})
		m.Facilitators = append(m.Facilitators, record.Facilitator{Length: time.Hour})
	}
	return m
}

func (d *drawn) request() *record.Request {
	r := &record.Request{Head: d.head(), What: of(d, record.RequestKinds()), Partner: id(byte(1 + d.number(3))), Norm: d.number(20), State: record.RequestOpen}
	if d.number(3) == 0 {
		r.State, r.AskedOn, r.AnsweredOn, r.Reply, r.Why = stateOf(d, record.RequestStates()), d.maybe(), d.maybe(), of(d, record.Replies()), of(d, record.NothingWhys())
		return r
	}
	for range d.number(6) {
		if do := rapid.SampledFrom(record.RoadActions()).Draw(d.T, "do"); do == record.RoadAnswer {
			_ = r.Take(record.Returned{Reply: of(d, record.Replies()), Why: of(d, record.NothingWhys()), On: d.on()}, day(12, 31).Midnight())
		} else {
			_ = r.Apply(do, d.on(), day(12, 31).Midnight())
		}
	}
	return r
}

func (d *drawn) signal() *record.Signal {
	s := &record.Signal{Head: d.head(), Partner: id(byte(1 + d.number(3))), Norm: d.number(20), State: record.RequestOpen}
	for range d.number(6) {
		if do := rapid.SampledFrom(record.RoadActions()).Draw(d.T, "do"); do == record.RoadAnswer {
			_ = s.Take(record.Returned{Reply: of(d, record.Replies()), Why: of(d, record.NothingWhys()), On: d.on()}, day(12, 31).Midnight())
		} else {
			_ = s.Apply(do, d.on(), day(12, 31).Midnight())
		}
	}
	return s
}

func overall(t *rapid.T, records []record.Record, period Period) Report {
	r, err := Make(slices.Values(records), period, Options{Today: day(11, 20)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Behind every number stand as many records as it counts, or for an amount the records it was added up from; they are different ones, they
// exist, and they come in order.
func TestBehindEveryNumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &drawn{T: t}
		records := d.world()
		period := rapid.SampledFrom([]Period{quarter, wholeYear, {From: day(8, 3), To: day(8, 3)}}).Draw(t, "period")
		for _, s := range overall(t, records, period).whole {
			for _, table := range s.Tables {
				m := measure(table.ID)
				for i, label := range table.Rows {
					cells := table.Counts.Cells[i]
					if cells[len(cells)-1].Count == 0 && i%8 != 0 {
						continue // of the many rows without anything some are enough
					}
					ids, err := Behind(slices.Values(records), period, Options{Today: day(11, 20)}, table.ID, label)
					if err != nil {
						t.Fatal(err)
					}
					behind(t, m, label, cells[len(cells)-1].Count, ids)
				}
			}
		}
	})
}

// Behind a number stands the same when only the kinds are read that its measure needs, and rows in place of records that say no more.
func TestBehindANumberInAFewKinds(t *testing.T) {
	found := map[string]bool{}
	rapid.Check(t, func(t *rapid.T) {
		d := &drawn{T: t}
		records := d.world()
		period := rapid.SampledFrom([]Period{quarter, wholeYear}).Draw(t, "period")
		for _, s := range overall(t, records, period).whole {
			for _, table := range s.Tables {
				if rapid.IntRange(0, 3).Draw(t, "look") > 0 {
					continue
				}
				label := rapid.SampledFrom(append(slices.Clone(table.Rows), own("total"))).Draw(t, "row")
				want, err := Behind(slices.Values(records), period, Options{Today: day(11, 20)}, table.ID, label)
				if err != nil {
					t.Fatal(err)
				}
				c, err := NewCounter(period, Options{Today: day(11, 20)})
				if err != nil {
					t.Fatal(err)
				}
				var got []record.ID
				if c.Watch(table.ID, label) {
					for _, r := range records {
						if slices.Contains(KindsBehind(table.ID), r.Kind()) && !c.AddRow(r.Row()) {
							c.Add(r)
						}
					}
					got = c.Watched()
				}
				if !slices.Equal(want, got) {
					t.Errorf("%s %v: %v, and in its own kinds %v", table.ID, label, want, got)
				}
				found[table.ID] = found[table.ID] || len(want) > 0
			}
		}
	})
	for _, m := range Measures() {
		if Leads(m.ID) && !found[m.ID] && m.Of == "" && !strings.HasSuffix(m.ID, ".aim") {
			t.Logf("nothing was found behind %s", m.ID)
		}
	}
	if KindsBehind("no such measure") != nil {
		t.Error("kinds of no measure")
	}
}

func behind(t *rapid.T, m Measure, label Label, counted int, ids []record.ID) {
	seen := map[record.ID]bool{}
	for _, one := range ids {
		seen[one] = true
	}
	switch {
	case len(seen) != len(ids):
		t.Errorf("%s %v: one stands twice behind it", m.ID, label)
	case seen[record.ID{}]:
		t.Errorf("%s %v: a record without an id", m.ID, label)
	case m.ID[:5] == "voice":
		if len(ids) > 0 {
			t.Errorf("%s %v: somebody stands behind an answer", m.ID, label)
		}
	case m.Sum:
		if len(ids) > counted || counted > 0 && len(ids) == 0 {
			t.Errorf("%s %v: %d records behind %d", m.ID, label, len(ids), counted)
		}
	case len(ids) != counted:
		t.Errorf("%s %v: %d records behind %d", m.ID, label, len(ids), counted)
	}
}

func TestBehindNothing(t *testing.T) {
	records := world(t)
	for _, tc := range []struct {
		measure string
		label   Label
	}{
		{"no such measure", own("total")}, {"concerns.level", own("other")}, {"concerns.level", own("new")}, {"concerns.level", Label{Name: "a"}},
		{"referrals.partner", Label{Name: "nobody"}}, {"meetings.week", Label{On: day(7, 1)}}, {"open.family", own("waiting.never")},
	} {
		ids, err := Behind(slices.Values(records), quarter, Options{}, tc.measure, tc.label)
		if err != nil || len(ids) > 0 {
			t.Errorf("%s %v: %v %v", tc.measure, tc.label, ids, err)
		}
	}
	var problems record.Problems
	if _, err := Behind(slices.Values(records), Period{From: day(2, 2), To: day(2, 1)}, Options{}, "hours", own("total")); !errors.As(err, &problems) {
		t.Error(err)
	}
}

// The order of the records means nothing, for the numbers and for what stands behind them.
func TestTheOrderOfRecordsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &drawn{T: t}
		records := d.world()
		mixed := slices.Clone(records)
		rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if diff := cmp.Diff(overall(t, records, quarter), overall(t, mixed, quarter), cmp.AllowUnexported(Report{}, Table{})); diff != "" {
			t.Error(diff)
		}
		for _, id := range []string{"families.reached", "referrals.partner", "open.family", "asked.partner"} {
			label := own("total")
			if id == "open.family" {
				label = own("waiting")
			}
			a, _ := Behind(slices.Values(records), quarter, Options{}, id, label)
			b, _ := Behind(slices.Values(mixed), quarter, Options{}, id, label)
			if !slices.Equal(a, b) {
				t.Errorf("%s: %v and %v", id, a, b)
			}
		}
	})
}

// Every total is the sum of its parts, measures of the same have the same total, and rows that are said to count the same do.
func TestTotalsAndTwins(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &drawn{T: t}
		twins := map[string]int{}
		for _, s := range overall(t, d.world(), quarter).whole {
			for _, table := range s.Tables {
				if err := table.Counts.Check(); err != nil || len(table.Rows) != len(table.Counts.Cells) {
					t.Errorf("%s: %v", table.ID, err)
				}
				m := measure(table.ID)
				for i, label := range table.Rows {
					for j, c := range table.Counts.Cells[i] {
						name := m.Twin(label, j)
						if n, ok := twins[name]; ok && name != "" && n != c.Count {
							t.Errorf("%s: %s is %d and %d", table.ID, name, n, c.Count)
						}
						twins[name] = c.Count
					}
				}
			}
		}
	})
}

// What was sent and has not come back waits for an answer, and what is in preparation is open: the rows of the funnel lie within those of what is
// open at the end, record by record.
func TestWhatIsOpenHoldsTheFunnel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &drawn{T: t}
		records := d.world()
		ids := func(measure string, label Label) []record.ID {
			all, err := Behind(slices.Values(records), quarter, Options{}, measure, label)
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		sent := ids("referrals.funnel", Label{Enum: "referral.state", Value: "sent"})
		for _, pair := range []struct{ part, whole []record.ID }{
			{ids("referrals.funnel", own("begun.preparing")), ids("open.family", own("preparing"))},
			{sent, ids("open.family", own("waiting"))}, {sent, ids("referrals.answer", own("none"))},
			{ids("referrals.funnel", own("step.help")), ids("referrals.funnel", own("step.arrived"))},
			{ids("referrals.funnel", own("step.arrived")), ids("referrals.funnel", own("step.sent"))},
			{ids("received.answer", own("open")), ids("open.family", own("asked"))},
		} {
			for _, one := range pair.part {
				if !slices.Contains(pair.whole, one) {
					t.Errorf("%v is missing in %v", one, pair.whole)
				}
			}
		}
	})
}

// A loose table counts everything somewhere: its parts together are at least its total, as those who bound what is hidden take for granted.
func TestLooseRowsHoldEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &drawn{T: t}
		for _, s := range overall(t, d.world(), quarter).whole {
			for _, table := range s.Tables {
				sum := 0
				for i := range table.Rows {
					if i > 0 {
						sum += table.Counts.Cells[i][0].Count
					}
				}
				if table.Counts.Loose && sum < table.Counts.Cells[0][0].Count {
					t.Errorf("%s: %d in rows of %d", table.ID, sum, table.Counts.Cells[0][0].Count)
				}
			}
		}
	})
}

func TestLabelsOfAMeasureAreDifferent(t *testing.T) {
	twins := map[string]int{}
	for _, m := range Measures() {
		seen := map[Label]bool{}
		for _, r := range m.rows {
			if seen[r.label] {
				t.Errorf("%s has %v twice, so that nobody knows what stands behind it", m.ID, r.label)
			}
			seen[r.label] = true
			if name := m.twins[r.key]; name != "" {
				twins[name]++
			}
		}
		for _, c := range m.columns {
			if c.twin != "" {
				twins[c.twin]++
			}
		}
		for key := range m.twins {
			if !slices.ContainsFunc(m.rows, func(r row) bool { return r.key == key }) {
				t.Errorf("%s has no row %s", m.ID, key)
			}
		}
	}
	for name, n := range twins {
		if n < 2 {
			t.Errorf("%s stands alone", name)
		}
	}
	whats := map[measured]string{}
	for _, m := range Measures() {
		if other, taken := whats[m.what]; taken {
			t.Errorf("%s and %s are counted as one", m.ID, other)
		}
		whats[m.what] = m.ID
	}
	if len(whats) != int(measureCount) {
		t.Errorf("%d of %d measures are in the table", len(whats), measureCount)
	}
}
