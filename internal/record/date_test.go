package record_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/record"
)

func TestDateReadsAndWrites(t *testing.T) {
	for text, want := range map[string]record.Date{
		"2026-11-22": record.Day(2026, 11, 22), "2024-02-29": record.Day(2024, 2, 29), "": {},
	} {
		got, err := record.ParseDate(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("%q: %v %v", text, got, err)
		}
	}
	for _, text := range []string{"2026-02-29", "2026-13-01", "2026-00-10", "22-11-2026", "2026-1-1", "x", "2026-11-22T10:00", "0001-01-01", "0000-05-05", " "} {
		if got, err := record.ParseDate(text); !errors.Is(err, record.ErrDate) || !got.Zero() {
			t.Errorf("%q: %v %v", text, got, err)
		}
	}
	if !record.Day(2026, 2, 29).Zero() || !record.Day(2026, 0, 1).Zero() || !record.Day(2026, 4, 31).Zero() {
		t.Error("a day that does not exist is no day")
	}
	var in struct {
		D record.Date `json:"d,omitzero"`
	}
	data, err := json.Marshal(in)
	if err != nil || string(data) != "{}" {
		t.Error(string(data), err)
	}
	if err := json.Unmarshal([]byte(`{"d":"2026-02-30"}`), &in); !errors.Is(err, record.ErrDate) {
		t.Error(err)
	}
	zone := time.FixedZone("", 3600)
	if record.DateOf(time.Date(2026, 11, 22, 0, 30, 0, 0, zone)) != record.Day(2026, 11, 22) || !record.DateOf(time.Time{}).Zero() {
		t.Error("the day is the one of the moment's own location")
	}
}

func TestDateArithmetic(t *testing.T) {
	d := record.Day
	cases := []struct{ got, want record.Date }{
		{d(2024, 2, 28).Add(1), d(2024, 2, 29)}, {d(2026, 2, 28).Add(1), d(2026, 3, 1)}, {d(2026, 12, 31).Add(1), d(2027, 1, 1)},
		{d(2026, 1, 1).Add(-1), d(2025, 12, 31)}, {d(2026, 10, 25).Add(1), d(2026, 10, 26)}, {d(2026, 3, 29).Add(-1), d(2026, 3, 28)},
		{d(2024, 2, 29).Years(1), d(2025, 3, 1)}, {d(2024, 2, 29).Years(4), d(2028, 2, 29)}, {d(2012, 2, 29).Years(18), d(2030, 3, 1)},
		{d(2026, 11, 22).Monday(), d(2026, 11, 16)}, {d(2026, 11, 23).Monday(), d(2026, 11, 23)}, {d(2026, 11, 24).Monday(), d(2026, 11, 23)},
		{record.Date{}.Add(3), record.Date{}}, {record.Date{}.Years(3), record.Date{}}, {record.Date{}.Monday(), record.Date{}},
		{record.DateFromNumber(20261122), d(2026, 11, 22)}, {record.DateFromNumber(0), record.Date{}},
	}
	for i, c := range cases {
		if c.got != c.want {
			t.Errorf("case %d: %s, want %s", i, c.got, c.want)
		}
	}
	if d(2026, 11, 22).Since(d(2026, 11, 15)) != 7 || d(2026, 3, 30).Since(d(2026, 3, 28)) != 2 || d(2026, 1, 1).Since(d(2026, 1, 3)) != -2 {
		t.Error("days between days")
	}
	if d(2026, 11, 22).Weekday() != time.Sunday {
		t.Error("weekday")
	}
}

func TestDatePropertiesHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := record.Day(1900, 1, 1).Add(rapid.IntRange(0, 90000).Draw(t, "a"))
		n := rapid.IntRange(-40000, 40000).Draw(t, "n")
		b := a.Add(n)
		if b.Since(a) != n || b.Add(-n) != a || record.DateFromNumber(b.Number()) != b {
			t.Fatalf("%s + %d = %s", a, n, b)
		}
		if a.Before(b) != (n > 0) || a.After(b) != (n < 0) {
			t.Fatalf("%s and %s are out of order", a, b)
		}
		parsed, err := record.ParseDate(a.String())
		if err != nil || parsed != a {
			t.Fatal(parsed, err)
		}
		if m := a.Monday(); m.Weekday() != time.Monday || a.Since(m) < 0 || a.Since(m) > 6 {
			t.Fatalf("%s has Monday %s", a, m)
		}
	})
}

func TestAges(t *testing.T) {
	d := record.Day
	cases := []struct {
		name          string
		p             record.Person
		on            record.Date
		years         int
		known, unborn bool
	}{
		{"the day before", record.Person{Birth: d(2014, 11, 23)}, d(2026, 11, 22), 11, true, false},
		{"the day itself", record.Person{Birth: d(2014, 11, 22)}, d(2026, 11, 22), 12, true, false},
		{"born today", record.Person{Birth: d(2026, 11, 22)}, d(2026, 11, 22), 0, true, false},
		{"not yet born", record.Person{Birth: d(2026, 11, 23)}, d(2026, 11, 22), 0, true, false},
		{"29 February, 28 February", record.Person{Birth: d(2012, 2, 29)}, d(2030, 2, 28), 17, true, false},
		{"29 February, 1 March", record.Person{Birth: d(2012, 2, 29)}, d(2030, 3, 1), 18, true, false},
		{"29 February in a leap year", record.Person{Birth: d(2012, 2, 29)}, d(2024, 2, 29), 12, true, false},
		{"29 February in a leap year, the day before", record.Person{Birth: d(2012, 2, 29)}, d(2024, 2, 28), 11, true, false},
		{"a year alone", record.Person{BirthYear: 2014}, d(2026, 11, 22), 11, false, false},
		{"a year alone, this year", record.Person{BirthYear: 2026}, d(2026, 11, 22), 0, false, false},
		{"expected", record.Person{Expected: d(2027, 1, 1)}, d(2026, 11, 22), 0, true, true},
		{"nothing", record.Person{}, d(2026, 11, 22), 0, false, false},
	}
	for _, c := range cases {
		years, known, unborn := c.p.Age(c.on)
		if years != c.years || known != c.known || unborn != c.unborn {
			t.Errorf("%s: %d %v %v", c.name, years, known, unborn)
		}
	}
}
