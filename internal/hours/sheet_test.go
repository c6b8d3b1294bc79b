package hours_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"schakel/internal/hours"
	"schakel/internal/record"
)

func on(month time.Month, day int) record.Date { return record.Day(2025, month, day) }

func TestTheFileOfAmounts(t *testing.T) {
	for year, want := range map[int]hours.Rates{
		2024: {Year: 2024, Hour: 550, Young: 325, Month: 21000, Top: 210000},
		2025: {Year: 2025, Hour: 560, Young: 330, Month: 21000, Top: 210000},
	} {
		got, exact := hours.Known(year)
		if !exact || got.Source == "" || got.Known.Zero() {
			t.Errorf("%d: %+v", year, got)
		}
		got.Source, got.Known = "", record.Date{}
		if got != want {
			t.Errorf("%+v", cmp.Diff(want, got))
		}
	}
	if r, exact := hours.Known(2031); exact || r.Year < 2025 {
		t.Errorf("a year that nobody knows gives %d, exact %v", r.Year, exact)
	}
	if r, exact := hours.Known(1999); exact || r.Year != 2024 {
		t.Errorf("a year before the first gives %d", r.Year)
	}
}

func TestASheetOfAMonth(t *testing.T) {
	s := hours.Of(2025, time.March, []hours.Entry{
		{On: on(time.March, 4), Work: hours.WorkContact, Minutes: 45, Cents: 340, Cost: record.CostTravel},
		{On: on(time.March, 4), Work: hours.WorkContact, Minutes: 15},
		{On: on(time.March, 4), Work: hours.WorkPrepare, Minutes: 60},
		{On: on(time.March, 2), Work: hours.WorkMeeting, Minutes: 120, Cents: 1250},
		{On: on(time.February, 28), Work: hours.WorkContact, Minutes: 600},
		{On: on(time.April, 1), Work: hours.WorkContact, Minutes: 600},
		{On: record.Day(2024, time.March, 4), Work: hours.WorkContact, Minutes: 600},
	}, nil)
	want := []hours.Line{
		{On: on(time.March, 2), Work: hours.WorkMeeting, Minutes: 120, Pay: 1120, Costs: 1250},
		{On: on(time.March, 4), Work: hours.WorkContact, Minutes: 60, Pay: 560, Costs: 340},
		{On: on(time.March, 4), Work: hours.WorkPrepare, Minutes: 60, Pay: 560},
	}
	if d := cmp.Diff(want, s.Lines); d != "" {
		t.Error(d)
	}
	if s.Minutes != 240 || s.Pay != 2240 || s.Costs != 1590 || s.SoFar.Pay != 2240+5600 || s.SoFar.Minutes != 840 {
		t.Errorf("%+v", s)
	}
	if d := cmp.Diff([]hours.Expense{{"", 1250}, {record.CostTravel, 340}}, s.Expenses); d != "" {
		t.Error(d)
	}
}

func TestAtMostTheAmountOfAMonth(t *testing.T) {
	s := hours.Of(2025, time.March, []hours.Entry{{On: on(time.March, 1), Work: hours.WorkContact, Minutes: 60 * 60}}, nil)
	if s.Hourly != 33600 || s.Pay != 21000 || s.SoFar.Pay != 21000 {
		t.Errorf("%+v", s)
	}
}

func TestNearTheYearlyAmount(t *testing.T) {
	hour := []hours.Entry{{On: on(time.March, 1), Work: hours.WorkContact, Minutes: 60}}
	for elsewhere, want := range map[int]hours.Stand{
		0: hours.StandRoom, 167_439: hours.StandRoom, 167_440: hours.StandNear, 209_440: hours.StandNear, 209_441: hours.StandOver,
	} {
		s := hours.Of(2025, time.March, hour, &record.Allowance{Year: 2025, Elsewhere: elsewhere})
		if got := s.Stand(); got != want {
			t.Errorf("%d elsewhere: %s, want %s", elsewhere, got, want)
		}
	}
}

func TestCorrectedAmounts(t *testing.T) {
	hour := []hours.Entry{{On: on(time.March, 1), Work: hours.WorkContact, Minutes: 60}}
	if s := hours.Of(2025, time.March, hour, &record.Allowance{Year: 2025, Young: true}); s.Pay != 330 || s.Mine {
		t.Errorf("young: %+v", s)
	}
	s := hours.Of(2025, time.March, hour, &record.Allowance{Year: 2025, Young: true, Hour: 400, Month: 350, Top: 1000})
	if s.Hourly != 400 || s.Pay != 350 || s.Rates.Top != 1000 || !s.Mine {
		t.Errorf("corrected: %+v", s)
	}
	if s := hours.Of(2031, time.March, nil, nil); s.Exact || !s.Empty() {
		t.Error("a year that nobody knows says so")
	}
}

// TestAddsUp asks that columns are the sum of their lines and months the sum of a year, whatever was done.
func TestAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) hours.Entry {
			return hours.Entry{
				On: on(time.Month(rapid.IntRange(1, 12).Draw(t, "month")), rapid.IntRange(1, 28).Draw(t, "day")), Minutes: rapid.IntRange(0, 900).Draw(t, "minutes"),
				Work: rapid.SampledFrom(hours.Works()).Draw(t, "work"), Cents: rapid.IntRange(0, 5000).Draw(t, "cents"),
			}
		}), 0, 60).Draw(t, "entries")
		minutes, pay, costs := 0, 0, 0
		for m := time.January; m <= time.December; m++ {
			s := hours.Of(2025, m, entries, nil)
			lines, spent := 0, 0
			for _, l := range s.Lines {
				lines += l.Pay
				spent += l.Costs
			}
			if lines != s.Hourly || spent != s.Costs || s.Pay > s.Rates.Month || s.Pay > s.Hourly {
				t.Fatalf("%v: lines %d, %d of %+v", m, lines, spent, s)
			}
			minutes, pay, costs = minutes+s.Minutes, pay+s.Pay, costs+s.Costs
			if s.SoFar.Minutes != minutes || s.SoFar.Pay != pay || s.SoFar.Costs != costs {
				t.Fatalf("%v: so far %+v, want %d %d %d", m, s.SoFar, minutes, pay, costs)
			}
		}
	})
}

// TestNothingOfAFamilyFits walks the types: what goes in and comes out can hold no private text, no id and no text that somebody typed.
func TestNothingOfAFamilyFits(t *testing.T) {
	var walk func(v reflect.Type, path string)
	walk = func(v reflect.Type, path string) {
		switch {
		case v == reflect.TypeFor[record.Private]() || v == reflect.TypeFor[record.ID]() || v == reflect.TypeFor[string]() && !strings.HasSuffix(path, ".Source"):
			t.Errorf("%s can hold something of a family", path)
		case v.Kind() == reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i).Type, path+"."+v.Field(i).Name)
			}
		case v.Kind() == reflect.Slice || v.Kind() == reflect.Pointer:
			walk(v.Elem(), path)
		case v.Kind() == reflect.Map || v.Kind() == reflect.Interface:
			t.Errorf("%s can hold anything", path)
		}
	}
	walk(reflect.TypeFor[hours.Entry](), "Entry")
	walk(reflect.TypeFor[hours.Sheet](), "Sheet")
}
