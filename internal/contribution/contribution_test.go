package contribution_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"schakel/internal/contribution"
	"schakel/internal/record"
	"schakel/internal/summary"
)

var (
	today   = record.Day(2027, time.January, 10)
	year    = summary.Period{From: record.Day(2026, time.January, 1), To: record.Day(2026, time.December, 31)}
	made    = time.Date(2027, 1, 10, 9, 0, 0, 0, time.UTC)
	program = contribution.Programme{ID: record.ID{15: 9}, Key: "coordinator", Partners: partners, Communities: communities, Aims: []string{"taal", "schulden"}}

	partners    = []string{"CJG Zuid", "Wijkteam Noord"}
	communities = []string{"Eritrees", "Somalisch"}
)

// work draws the records of one worker; the ids of two workers never meet.
func work(t *rapid.T, worker byte) []record.Record {
	n := uint16(0)
	id := func() record.ID {
		n++
		return record.ID{6: 0x40, 8: 0x80, 13: worker, 14: byte(n >> 8), 15: byte(n)}
	}
	on := func() record.Date { return year.From.Add(rapid.IntRange(-60, 364).Draw(t, "day")) }
	var all []record.Record
	all = append(all, &record.Programme{Head: record.Head{ID: program.ID}, Years: []record.ProgrammeYear{{Year: 2026, Aims: []record.Private{record.Text("taal"), record.Text("schulden")}}}})
	aims := func() []record.Aim {
		var out []record.Aim
		for _, n := range rapid.SliceOfNDistinct(rapid.IntRange(1, 2), 0, 2, rapid.ID).Draw(t, "aims") {
			out = append(out, record.Aim{Programme: program.ID, Number: n})
		}
		return out
	}
	var orgs, homes []record.ID
	for _, name := range partners {
		p := &record.Partner{Head: record.Head{ID: id()}, Name: record.Text(name), Norm: rapid.IntRange(0, 14).Draw(t, "norm")}
		orgs, all = append(orgs, p.ID), append(all, p)
	}
	for range rapid.IntRange(0, 4).Draw(t, "families") {
		h := &record.Household{Head: record.Head{ID: id()}}
		homes, all = append(homes, h.ID), append(all, h)
	}
	pick := func(ids []record.ID, label string) record.ID { return rapid.SampledFrom(ids).Draw(t, label) }
	for range rapid.IntRange(0, 8).Draw(t, "contacts") {
		c := &record.Contact{Head: record.Head{ID: id()}, About: record.AboutNobody, On: on(), Length: time.Duration(rapid.IntRange(0, 90).Draw(t, "length")) * time.Minute}
		if len(homes) > 0 && rapid.Bool().Draw(t, "about a family") {
			c.About, c.Subject = record.AboutHousehold, pick(homes, "home")
			c.Owner = c.Subject
		}
		c.Aims = aims()
		c.Place = rapid.SampledFrom(record.Places()).Draw(t, "place")
		c.Roles = rapid.SliceOfNDistinct(rapid.SampledFrom(record.Roles()), 0, 3, rapid.ID).Draw(t, "roles")
		all = append(all, c)
	}
	for range rapid.IntRange(0, 5).Draw(t, "worries") {
		all = append(all, &record.Concern{
			Head: record.Head{ID: id()}, SeenOn: on(), Level: rapid.SampledFrom(record.ConcernLevels()).Draw(t, "level"), State: rapid.SampledFrom(record.ConcernStates()).Draw(t, "state"),
			Areas: rapid.SliceOfNDistinct(rapid.SampledFrom(record.LifeAreas()), 0, 3, rapid.ID).Draw(t, "areas"),
		})
	}
	for range rapid.IntRange(0, 5).Draw(t, "referrals") {
		sent := on()
		r := &record.Referral{Head: record.Head{ID: id()}, Way: record.WayOut, Partner: pick(orgs, "org"), Method: record.MethodEndpoint, State: record.ReferralSent, SentOn: sent}
		if rapid.Bool().Draw(t, "answered") {
			r.AnsweredOn, r.State = sent.Add(rapid.IntRange(0, 28).Draw(t, "days")), record.ReferralAccepted
		}
		all = append(all, r)
	}
	for range rapid.IntRange(0, 5).Draw(t, "meetings") {
		m := &record.Meeting{Head: record.Head{ID: id()}, On: on(), Heads: 20, Type: rapid.SampledFrom(record.MeetingTypes()).Draw(t, "type"), New: rapid.IntRange(0, 20).Draw(t, "new")}
		m.Aims = aims()
		if rapid.Bool().Draw(t, "with a community") {
			m.Community = record.Text(rapid.SampledFrom(communities).Draw(t, "community"))
		}
		all = append(all, m)
	}
	return all
}

func count(t interface{ Fatal(...any) }, records []record.Record) summary.Report {
	r, err := summary.Make(slices.Values(records), year, summary.Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func drafted(edition int) contribution.Draft {
	return contribution.Draft{Programme: program, Edition: edition, Made: made}
}

// there and back, as it goes in a file
func sent(t interface{ Fatal(...any) }, c contribution.Content) contribution.Content {
	data, err := c.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	back, err := contribution.Parse(data)
	if err != nil {
		t.Fatal(err, string(data))
	}
	return back
}

func TestTheSumIsTheSummaryOfEverythingTogether(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var together []record.Record
		var all []contribution.Content
		for worker := range rapid.IntRange(3, 6).Draw(t, "workers") {
			records := work(t, byte(worker))
			together = append(together, records...)
			all = append(all, sent(t, contribution.Make(count(t, records), drafted(1))))
		}
		all = rapid.Permutation(all).Draw(t, "order")
		got, err := contribution.Add(year, program, all, summary.Joint{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(count(t, together).Whole(), got.Whole(), cmp.AllowUnexported(summary.Table{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestAContributionShowsWhatItHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := count(t, work(t, 1))
		shown, err := sent(t, contribution.Make(whole, drafted(1))).Shown()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whole.Sections, shown.Sections, cmp.AllowUnexported(summary.Table{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

// planted makes records full of words that may not leave: names, ids, notes, and organisations and groups that are on no list.
func planted() (records []record.Record, markers []string) {
	n := 0
	word := func() record.Private {
		n++
		w := fmt.Sprintf("Zwaluw%03d", n)
		markers = append(markers, w)
		return record.Text(w)
	}
	id := func() record.ID {
		n++
		i := record.ID{0: 0xde, 1: 0xad, 6: 0x40, 8: 0x80, 14: byte(n >> 8), 15: byte(n)}
		markers = append(markers, i.String())
		return i
	}
	for i := range 12 {
		on := year.From.Add(i * 20)
		home, who, org := id(), id(), id()
		records = append(records,
			&record.Household{Head: record.Head{ID: home, Owner: home}, Name: word(), District: word(), Wish: word()},
			&record.Person{Head: record.Head{ID: who, Owner: home}, First: word(), Last: word(), Alias: word()},
			&record.Partner{Head: record.Head{ID: org}, Name: word()},
			&record.Contact{Head: record.Head{ID: id(), Owner: home}, About: record.AboutHousehold, Subject: home, On: on, Note: word(), Promise: word()},
			&record.Concern{Head: record.Head{ID: id(), Owner: home}, Household: home, SeenOn: on, Level: record.LevelWorried, State: record.ConcernOpen, Seen: word(), Think: word()},
			&record.Referral{Head: record.Head{ID: id(), Owner: home}, Household: home, Way: record.WayOut, Partner: org, Method: record.MethodEndpoint, State: record.ReferralSent, SentOn: on, Question: word()},
			&record.Meeting{Head: record.Head{ID: id()}, On: on, Heads: 7, Community: word(), Theme: word(), Place: word()},
			&record.Request{Head: record.Head{ID: id()}, What: record.RequestRoom, Text: word(), AskedOn: on, Partner: org},
		)
	}
	return records, markers
}

func TestNothingOfARecordStandsInAContribution(t *testing.T) {
	records, markers := planted()
	if len(markers) < 200 {
		t.Fatalf("only %d words are planted", len(markers))
	}
	data, err := contribution.Make(count(t, records), drafted(1)).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ToLower(string(data))
	for _, m := range markers {
		if strings.Contains(text, strings.ToLower(m)) || strings.Contains(text, strings.ToLower(strings.ReplaceAll(m, "-", ""))) {
			t.Errorf("%s stands in the contribution", m)
		}
	}
	for _, want := range []string{"organisation.other", "community.other"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s does not stand in the contribution", want)
		}
	}
}

func TestANameGoesInTheSpellingOfTheProgramme(t *testing.T) {
	on := year.From.Add(3)
	whole := count(t, []record.Record{
		&record.Partner{Head: record.Head{ID: record.ID{15: 1}}, Name: record.Text("cjg  zuid")},
		&record.Partner{Head: record.Head{ID: record.ID{15: 2}}, Name: record.Text("Bakker Ali")},
		&record.Referral{Head: record.Head{ID: record.ID{15: 3}}, Way: record.WayOut, Partner: record.ID{15: 1}, State: record.ReferralSent, SentOn: on},
		&record.Referral{Head: record.Head{ID: record.ID{15: 4}}, Way: record.WayOut, Partner: record.ID{15: 2}, State: record.ReferralSent, SentOn: on},
		&record.Meeting{Head: record.Head{ID: record.ID{15: 5}}, On: on, Heads: 3, Community: record.Text("CJG Zuid")}, // a partner is no group
	})
	c := contribution.Make(whole, drafted(1))
	rows := map[string]int{}
	for _, table := range c.Tables {
		if table.Measure == "referrals.partner" || table.Measure == "meetings.community" {
			for _, r := range table.Rows {
				rows[table.Measure+" "+r.Name+r.Value] = r.Counts[len(r.Counts)-1]
			}
		}
	}
	want := map[string]int{
		"referrals.partner total": 2, "referrals.partner CJG Zuid": 1, "referrals.partner organisation.other": 1,
		"meetings.community total": 1, "meetings.community community.other": 1,
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
}

func TestVersionsMix(t *testing.T) {
	var all []contribution.Content
	for worker := range 3 {
		var records []record.Record
		for i := range 6 {
			records = append(records, &record.Meeting{Head: record.Head{ID: record.ID{14: byte(worker), 15: byte(i)}}, On: year.From, Heads: 5, Type: record.MeetingCoffee})
		}
		all = append(all, contribution.Make(count(t, records), drafted(1)))
	}
	// A newer Schakel counts something that is not known here, has a row and a field that are not known here, and needs no newer reader.
	var newer map[string]any
	data, _ := all[0].Bytes()
	if err := json.Unmarshal(data, &newer); err != nil {
		t.Fatal(err)
	}
	newer["version"], newer["moons"] = 7, 3
	tables := newer["tables"].([]any)
	for _, table := range tables {
		if m := table.(map[string]any); m["measure"] == "meetings.type" {
			rows := m["rows"].([]any)
			rows[0].(map[string]any)["counts"] = []int{8}
			m["rows"] = append(rows, map[string]any{"enum": "meeting.type", "value": "moonwalk", "parent": 0, "counts": []int{2}})
		}
	}
	newer["tables"] = append(tables, map[string]any{"measure": "moons", "rows": []any{map[string]any{"enum": "moon", "value": "full", "parent": -1, "counts": []int{4}}}})
	data, _ = json.Marshal(newer)
	var err error
	if all[0], err = contribution.Parse(data); err != nil {
		t.Fatal(err)
	}
	// An older one counts less.
	all[1].Tables = slices.DeleteFunc(all[1].Tables, func(t contribution.Table) bool { return t.Measure == "hours" })
	r, err := contribution.Add(year, program, all, summary.Joint{})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Total("meetings.type").Count; got != 20 {
		t.Errorf("%d meetings", got)
	}
	table, _ := r.Table("meetings.type")
	if i := slices.Index(table.Rows, summary.Label{Enum: "summary.row", Value: "newer"}); i < 0 || table.Counts.Cells[i][0].Count != 2 {
		t.Errorf("the row of a newer version is not told apart: %v", table.Rows)
	}
	if r.Joint.Skipped != 1 || r.Joint.Lacking != 1 || r.Joint.Workers != 3 || !r.Joint.Double {
		t.Errorf("put together of %+v", *r.Joint)
	}
	newer["least"] = 2
	data, _ = json.Marshal(newer)
	if _, err := contribution.Parse(data); !errors.Is(err, contribution.ErrNewer) {
		t.Errorf("one that needs a newer Schakel: %v", err)
	}
}

func TestBadContributions(t *testing.T) {
	good, _ := contribution.Make(count(t, []record.Record{&record.Meeting{Head: record.Head{ID: record.ID{15: 1}}, On: year.From, Heads: 5, Type: record.MeetingCoffee}}), drafted(1)).Bytes()
	for name, c := range map[string]struct {
		data string
		err  error
	}{
		"nothing":      {"", contribution.ErrFormat},
		"no JSON":      {"hallo", contribution.ErrFormat},
		"other JSON":   {`{"format":"x"}`, contribution.ErrFormat},
		"cut off":      {string(good[:len(good)/2]), contribution.ErrFormat},
		"wrong sum":    {strings.Replace(string(good), `"counts":[1]`, `"counts":[9]`, 1), contribution.ErrDamaged},
		"negative":     {strings.Replace(string(good), `"counts":[1]`, `"counts":[-1]`, 1), contribution.ErrDamaged},
		"text as word": {strings.Replace(string(good), `"value":"coffee"`, `"value":"Fatima Amrani"`, 1), contribution.ErrDamaged},
		"edition":      {strings.Replace(string(good), `"edition":1`, `"edition":0`, 1), contribution.ErrDamaged},
		"too large":    {strings.Repeat(" ", contribution.MaxContent+1), contribution.ErrFormat},
	} {
		if c.data == string(good) {
			t.Errorf("%s changes nothing", name)
		}
		if _, err := contribution.Parse([]byte(c.data)); !errors.Is(err, c.err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestForWhomItIs(t *testing.T) {
	c := contribution.Make(count(t, nil), drafted(1))
	other, elsewhere, later := program, program, c
	other.ID, elsewhere.Key, later.Made = record.ID{15: 8}, "somebody else", made.AddDate(0, 0, 3)
	for name, e := range map[string]struct {
		got, want error
	}{
		"good":        {c.For(program, year, today), nil},
		"programme":   {c.For(other, year, today), contribution.ErrProgramme},
		"coordinator": {c.For(elsewhere, year, today), contribution.ErrOther},
		"period":      {c.For(program, summary.Period{From: year.From, To: year.To.Add(-1)}, today), contribution.ErrPeriod},
		"future":      {later.For(program, year, today), contribution.ErrFuture},
		"a day ahead": {later.For(program, year, today.Add(2)), nil},
	} {
		if !errors.Is(e.got, e.want) {
			t.Errorf("%s: %v", name, e.got)
		}
	}
}

func TestTwoWorkersMakeNoJointOverview(t *testing.T) {
	one := contribution.Make(count(t, nil), drafted(1))
	back := contribution.Withdraw(year, year.To, drafted(2))
	if _, err := contribution.Add(year, program, []contribution.Content{one, one, back}, summary.Joint{}); !errors.Is(err, contribution.ErrFew) {
		t.Error(err)
	}
	if _, err := contribution.Add(year, program, []contribution.Content{one, one, one, back}, summary.Joint{}); err != nil {
		t.Error(err)
	}
}

// A name that a file brings and that no list has is not told, whatever the file says.
func TestANameFromAFileIsNotBelieved(t *testing.T) {
	meeting := &record.Meeting{Head: record.Head{ID: record.ID{15: 1}}, On: year.From, Heads: 9, Community: record.Text("Eritrees")}
	c := contribution.Make(count(t, []record.Record{meeting}), drafted(1))
	for i := range c.Tables {
		for j := range c.Tables[i].Rows {
			if c.Tables[i].Rows[j].Name == "Eritrees" {
				c.Tables[i].Rows[j].Name = "familie Amrani"
			}
		}
	}
	r, err := contribution.Add(year, program, []contribution.Content{c, c, c}, summary.Joint{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range r.Whole() {
		for _, table := range s.Tables {
			for _, row := range table.Rows {
				if strings.Contains(row.Name, "Amrani") {
					t.Errorf("%s tells %q", table.ID, row.Name)
				}
			}
		}
	}
}
