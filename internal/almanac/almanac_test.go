package almanac_test

import (
	"slices"
	"testing"

	"schakel/internal/almanac"
	"schakel/internal/record"
)

func date(t *testing.T, text string) record.Date {
	t.Helper()
	d, err := record.ParseDate(text)
	if err != nil || d.Zero() {
		t.Fatalf("%q is no day", text)
	}
	return d
}

// one is the day of a feast in a year.
func one(t *testing.T, feast almanac.Feast, year int) almanac.FeastDay {
	t.Helper()
	for _, f := range almanac.Between(record.Day(year, 1, 1), record.Day(year, 12, 31)) {
		if f.Feast == feast && f.On.Year == year {
			return f
		}
	}
	t.Fatalf("no %s in %d", feast, year)
	return almanac.FeastDay{}
}

// The days as calendars of their own give them.
func TestFeastsFallOnKnownDays(t *testing.T) {
	for feast, days := range map[almanac.Feast][]string{
		"easter":        {"2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2030-04-21", "2038-04-25"},
		"ascension":     {"2026-05-14", "2027-05-06"},
		"pentecost":     {"2026-05-24", "2027-05-16"},
		"pentecosttwo":  {"2026-05-25", "2027-05-17"},
		"goodfriday":    {"2026-04-03", "2027-03-26"},
		"corpuschristi": {"2025-06-19", "2026-06-04"},
		"carnival":      {"2026-02-15", "2027-02-07"},
		"kingsday":      {"2025-04-26", "2026-04-27", "2031-04-26"},
		"orthodox":      {"2024-05-05", "2025-04-20", "2026-04-12", "2027-05-02", "2028-04-16", "2029-04-08", "2030-04-28"},
		"timkat":        {"2024-01-20", "2025-01-19", "2026-01-19"},
		"eritreannew":   {"2023-09-12", "2024-09-11", "2026-09-11", "2027-09-12"},
		"meskel":        {"2023-09-28", "2026-09-27"},
		"nowruz":        {"2024-03-20", "2025-03-21", "2026-03-21"},
		"chinese":       {"2026-02-17", "2027-02-06"},
		"divali":        {"2025-10-20", "2026-11-08"},
		"holi":          {"2026-03-04", "2027-03-22"},
		"ketikoti":      {"2026-07-01"},
	} {
		for _, text := range days {
			want := date(t, text)
			if got := one(t, feast, want.Year); got.On != want {
				t.Errorf("%s in %d is %s, want %s", feast, want.Year, got.On, want)
			}
		}
	}
}

// The moon decides, so a day to either side is right; the almanac must say so.
func TestTheMoonDecidesWithinADay(t *testing.T) {
	for feast, days := range map[almanac.Feast][]string{
		"ramadan":    {"2023-03-23", "2024-03-11", "2025-03-01", "2026-02-18", "2027-02-08", "2028-01-28", "2029-01-16"},
		"eidfitr":    {"2023-04-21", "2024-04-10", "2025-03-30", "2026-03-20", "2027-03-09", "2028-02-26", "2029-02-14"},
		"eidadha":    {"2023-06-28", "2024-06-16", "2025-06-06", "2026-05-27", "2027-05-16", "2028-05-05", "2029-04-24"},
		"islamicnew": {"2024-07-07", "2025-06-26", "2026-06-16"},
		"ashura":     {"2024-07-16", "2025-07-05", "2026-06-25"},
	} {
		for _, text := range days {
			want := date(t, text)
			got := one(t, feast, want.Year)
			if away := got.On.Since(want); away < -1 || away > 1 || !got.About {
				t.Errorf("%s is %s (about: %v), want %s", feast, got.On, got.About, want)
			}
		}
	}
	if f := one(t, almanac.Ramadan, 2026); f.To.Since(f.On) != 28 {
		t.Errorf("Ramadan lasts 29 days here, not %d", f.To.Since(f.On)+1)
	}
	if got := len(slices.DeleteFunc(almanac.Between(record.Day(2030, 1, 1), record.Day(2030, 12, 31)), func(f almanac.FeastDay) bool {
		return f.Feast != almanac.Ramadan || f.On.Year != 2030
	})); got != 2 {
		t.Errorf("in 2030 Ramadan begins twice, not %d times", got)
	}
}

func TestEveryYearHasEveryFeastThatCanBeComputed(t *testing.T) {
	table := map[almanac.Feast]bool{"chinese": true, "holi": true, "divali": true, "pesach": true, "roshhashanah": true}
	for year := 2020; year <= 2060; year++ {
		seen := map[almanac.Feast]int{}
		for _, f := range almanac.Between(record.Day(year, 1, 1), record.Day(year, 12, 31)) {
			if f.To.Before(f.On) || f.On.Zero() {
				t.Fatalf("%+v", f)
			}
			if f.On.Year == year {
				seen[f.Feast]++
			}
		}
		for _, f := range almanac.Feasts() {
			if !table[f] && seen[f] == 0 {
				t.Errorf("no %s in %d", f, year)
			}
		}
	}
	for year := 2024; year <= 2030; year++ {
		for f := range table {
			_ = one(t, f, year)
		}
	}
}

func TestSchoolHolidaysOfTheThreeRegions(t *testing.T) {
	if almanac.KnownOn().Zero() {
		t.Error("the table says on which day it was true")
	}
	for _, region := range almanac.Regions()[1:] {
		for year := 2024; year <= 2026; year++ {
			seen := map[almanac.HolidayName]bool{}
			var last record.Date
			for _, h := range almanac.School(region, record.Day(year, 9, 6), record.Day(year+1, 9, 5)) {
				if h.From.Weekday() != 6 || h.To.Weekday() != 0 || !h.From.After(last) {
					t.Errorf("%s %s runs from %s to %s", region, h.Name, h.From, h.To)
				}
				weeks := (h.To.Since(h.From) + 2) / 7
				if want := map[almanac.HolidayName]int{almanac.Summer: 6, almanac.Christmas: 2}[h.Name]; weeks != max(want, 1) {
					t.Errorf("%s %s lasts %d weeks", region, h.Name, weeks)
				}
				seen[h.Name], last = true, h.To
			}
			if len(seen) != len(almanac.HolidayNames()) {
				t.Errorf("%s has %d holidays in %d", region, len(seen), year)
			}
		}
	}
	if h := almanac.On(almanac.South, date(t, "2027-09-05")); len(h) != 1 || h[0].Name != almanac.Summer {
		t.Errorf("%+v", h)
	}
	if h := almanac.On(almanac.North, date(t, "2027-09-05")); len(h) != 0 {
		t.Errorf("%+v", h)
	}
	if h := almanac.On(almanac.AllRegions, date(t, "2027-07-28")); len(h) != 3 {
		t.Errorf("%+v", h)
	}
}

func TestAYearThatIsNotKnownIsSaid(t *testing.T) {
	if !almanac.Known(date(t, "2027-09-05")) || almanac.Known(date(t, "2027-09-06")) || almanac.Known(date(t, "2024-08-01")) {
		t.Error("known is what stands in the table")
	}
	if got := almanac.Unknown(date(t, "2027-06-01"), date(t, "2028-10-01")); !slices.Equal(got, []string{"2027-2028", "2028-2029"}) {
		t.Errorf("%v", got)
	}
	if got := almanac.Unknown(date(t, "2026-11-22"), date(t, "2027-06-01")); len(got) != 0 {
		t.Errorf("%v", got)
	}
}
