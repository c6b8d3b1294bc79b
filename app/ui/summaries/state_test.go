package summaries

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

func dutch(t testing.TB) *i18n.Printer {
	t.Helper()
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPeriods(t *testing.T) {
	p := dutch(t)
	for _, c := range []struct {
		today    record.Date
		span     span
		from, to string
		name     string
	}{
		{record.Day(2026, 11, 24), spanMonth, "2026-11-01", "2026-11-30", "november 2026"},
		{record.Day(2026, 11, 24), spanQuarter, "2026-07-01", "2026-09-30", "juli tot en met september 2026"},
		{record.Day(2026, 12, 3), spanQuarter, "2026-10-01", "2026-12-31", "oktober tot en met december 2026"},
		{record.Day(2026, 2, 3), spanQuarter, "2025-10-01", "2025-12-31", "oktober tot en met december 2025"},
		{record.Day(2028, 2, 3), spanMonth, "2028-02-01", "2028-02-29", "februari 2028"},
		{record.Day(2026, 12, 31), spanYear, "2026-01-01", "2026-12-31", "2026"},
		{record.Day(2026, 7, 31), spanSchool, "2025-08-01", "2026-07-31", "schooljaar 2025-2026"},
		{record.Day(2026, 8, 1), spanSchool, "2026-08-01", "2027-07-31", "schooljaar 2026-2027"},
	} {
		s := state{Memory: &Memory{}, p: p, today: c.today}
		s.choose(c.span)
		if s.period.From.String() != c.from || s.period.To.String() != c.to || s.name() != c.name {
			t.Errorf("%s on %s: %s to %s, %q, want %s to %s, %q", c.span, c.today, s.period.From, s.period.To, s.name(), c.from, c.to, c.name)
		}
	}
}

// TestPeriodsFollowEachOther: from any period of any sort the one after begins the day after it ends, and the way back leads to where one came
// from.
func TestPeriodsFollowEachOther(t *testing.T) {
	p := dutch(t)
	rapid.Check(t, func(t *rapid.T) {
		s := state{Memory: &Memory{}, p: p, today: record.Day(2026, 11, 24).Add(rapid.IntRange(-2000, 2000).Draw(t, "today"))}
		c := rapid.SampledFrom(spans()).Draw(t, "span")
		s.choose(c)
		if c == spanFree {
			s.period.From = s.today.Add(-rapid.IntRange(0, 900).Draw(t, "from"))
			s.period.To = s.period.From.Add(rapid.IntRange(0, 900).Draw(t, "days"))
		}
		for range rapid.IntRange(0, 6).Draw(t, "steps") {
			before := s.period
			s.turn(1)
			if s.period.From != before.To.Add(1) || s.period.Check() != nil {
				t.Fatalf("after %v to %v comes %v to %v", before.From, before.To, s.period.From, s.period.To)
			}
			s.turn(-1)
			if s.period != before {
				t.Fatalf("back from the one after %v to %v is %v to %v", before.From, before.To, s.period.From, s.period.To)
			}
			s.turn(-1)
			if s.period.To != before.From.Add(-1) {
				t.Fatalf("before %v to %v comes %v to %v", before.From, before.To, s.period.From, s.period.To)
			}
		}
		if s.turns(1) {
			if s.turn(1); s.period.From.After(s.today) {
				t.Fatalf("a period that begins on %v can be chosen on %v", s.period.From, s.today)
			}
		}
	})
}

func TestAPeriodThatIsNotOverSaysUntilWhenItIsCounted(t *testing.T) {
	s := state{Memory: &Memory{}, p: dutch(t), today: record.Day(2026, 11, 24)}
	s.choose(spanMonth)
	if got := s.days(); !strings.Contains(got, "24 november 2026") || !strings.Contains(got, "30 november 2026") {
		t.Errorf("this month says %q", got)
	}
	s.turn(-1)
	if got := s.days(); strings.Contains(got, "vandaag") {
		t.Errorf("a month that is over says %q", got)
	}
}

// tableOf is a table whose rows have these counts under a total; a count below zero is hidden.
func tableOf(id string, form summary.Form, counts ...int) summary.Table {
	t := summary.Table{ID: id, Form: form, Unit: summary.Count, Headed: true, Rows: []summary.Label{{Enum: rowEnum, Value: rowTotal}}}
	t.Counts.Cells, t.Counts.Parent = [][]sdc.Cell{{{}}}, []int{-1}
	for i, n := range counts {
		t.Rows = append(t.Rows, summary.Label{Name: fmt.Sprint("rij ", i+1)})
		c := sdc.Cell{Count: max(0, n), Hidden: n < 0}
		t.Counts.Cells, t.Counts.Parent = append(t.Counts.Cells, []sdc.Cell{c}), append(t.Counts.Parent, 0)
		t.Counts.Cells[0][0].Count += max(0, n)
	}
	return t
}

// stateOf is a page that shows one report.
func stateOf(t testing.TB, sections ...summary.Section) *state {
	t.Helper()
	s := &state{Memory: &Memory{}, p: dutch(t), ready: true}
	s.begin(record.Day(2026, 11, 24))
	s.public = summary.Report{Period: s.period, Safe: true, Threshold: 5, Sections: sections}
	return s
}

func TestWhatIsEmptyIsToldInOneLine(t *testing.T) {
	unknown := tableOf("contacts.role", summary.Bars, 4)
	unknown.Rows[1] = summary.Label{Enum: rowEnum, Value: rowUnknown}
	withheld := summary.Table{ID: "concerns.area", Form: summary.Bars, Withheld: true}
	wide := summary.Table{ID: "concerns.level", Form: summary.Plain, Columns: []summary.Label{{Name: "a"}, {Name: "b"}}, Rows: []summary.Label{{Name: "x"}}}
	wide.Counts.Cells = [][]sdc.Cell{{{Count: 3}, {Count: 4}}}
	s := stateOf(t, summary.Section{ID: "family", Tables: []summary.Table{
		tableOf("contacts.about", summary.Bars, 0, 0), unknown, withheld, wide, tableOf("meetings.week", summary.Line, 1, 2),
		tableOf("concerns.state", summary.Bars, 0, -1), tableOf("contacts.place", summary.Bars, 3),
	}})
	all := s.layout()
	got := all.part("family")
	if len(got.empty) != 2 || len(got.withheld) != 1 || len(got.tables) != 2 || len(all.wide) != 1 || len(all.lines) != 1 {
		t.Errorf("%d empty, %d withheld, %d tables, %d wide, %d lines", len(got.empty), len(got.withheld), len(got.tables), len(all.wide), len(all.lines))
	}
	if got.tables[0].ID != "concerns.state" {
		t.Error("a table with a hidden number is left out: that it is not zero is told")
	}
}

func TestWhichTablesStandOpen(t *testing.T) {
	var tables []summary.Table
	for i := range 40 {
		form := summary.Bars
		if i%4 == 0 {
			form = summary.Plain
		}
		tables = append(tables, tableOf(fmt.Sprint("m", i), form, 3, 4))
	}
	s := stateOf(t, summary.Section{ID: "family", Tables: tables})
	one := part{id: "family", tables: tables}
	at := func() (open []int) {
		for i, is := range s.opened(one) {
			if is {
				open = append(open, i)
			}
		}
		return open
	}
	if got := at(); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("of forty tables %v stand open", got)
	}
	s.open["m1"], s.open["m30"] = false, true
	if got := at(); !slices.Equal(got, []int{2, 30}) {
		t.Errorf("after folding one and opening another %v stand open", got)
	}
}

func TestWhatItIsComparedWithStandsBesideEachNumber(t *testing.T) {
	table := tableOf("contacts.about", summary.Bars, 12, -1)
	table.Then = [][]sdc.Cell{{{Count: 20}}, {{Count: 9}}, {{Hidden: true}}}
	table.Target = 40
	s := stateOf(t, summary.Section{ID: "family", Tables: []summary.Table{table}})
	s.public.Against = summary.Against{Kind: "previous", Period: summary.Period{From: record.Day(2026, 4, 1), To: record.Day(2026, 6, 30)}}
	counts := s.counts(table)
	if counts[1].Then == nil || counts[1].Then.Text != "9" || counts[1].Text != "12" || !counts[2].Hidden || !counts[2].Then.Hidden {
		t.Errorf("the rows are %+v", counts)
	}
	if said := s.said(table, 1); !strings.Contains(said, "12") || !strings.Contains(said, "9") {
		t.Errorf("spoken it says %q", said)
	}
	if now, then := s.compared(); now != s.name() || !strings.Contains(then, "30 juni 2026") {
		t.Errorf("what the bars are: %q and %q", now, then)
	}
	if s.aim(table) != "doel 40" || s.aim(tableOf("x", summary.Bars)) != "" {
		t.Errorf("the target is %q", s.aim(table))
	}
	table.Columns = []summary.Label{{Name: "a"}}
	if _, rows := s.grid(table); rows[1].Cells[0].Text != "12 (was 9)" {
		t.Errorf("in a grid it says %q", rows[1].Cells[0].Text)
	}
}

// TestANumberLeadsToRecords: every number but those of nothing, and of rows that stand for several others.
func TestANumberLeadsToRecords(t *testing.T) {
	table := tableOf("contacts.about", summary.Bars, 12, 0, -1, 5)
	table.Rows[4] = summary.Label{Enum: rowEnum, Value: rowOther}
	for i, want := range []bool{true, true, false, true, false} {
		if goes(table, i) != want {
			t.Errorf("row %d leads to records: %v", i, !want)
		}
	}
	if goes(table, 5) || goes(table, -1) {
		t.Error("a row that is not there leads to records")
	}
}

func TestMediansAndSharesSayOverHowMany(t *testing.T) {
	table := tableOf("referrals.answer", summary.Bars, 53, 19)
	table.Figures = []summary.Figure{{ID: "median", Value: 4.5, Base: 12}, {ID: "intime", Value: 53.0 / 72, Share: true, Base: 72}, {ID: "median", Hidden: true}, {ID: "median"}}
	got := stateOf(t).figures(table)
	if len(got) != 3 || !strings.Contains(got[0].Value, "12") || !strings.Contains(got[1].Value, "73,6%") || got[2].Value != dutch(t).T("summary.hidden.mark") {
		t.Errorf("the figures are %+v", got)
	}
}
