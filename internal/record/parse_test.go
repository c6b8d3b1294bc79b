package record_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/record"
)

// A day is what the standard library takes for one, from the year 1 on and except the day that is no day.
func TestDaysAreThoseOfTheCalendar(t *testing.T) {
	check := func(t interface{ Errorf(string, ...any) }, text string) {
		got, err := record.ParseDate(text)
		want, wrong := time.Parse(time.DateOnly, text)
		fine := wrong == nil && want.Year() >= 1 && !want.IsZero()
		switch {
		case text == "":
			if err != nil || !got.Zero() {
				t.Errorf("an empty text: %v %v", got, err)
			}
		case fine != (err == nil), fine && got != record.DateOf(want), !fine && !got.Zero():
			t.Errorf("%q: %v %v, the library says %v", text, got, err, want)
		}
	}
	for day := time.Date(1895, 12, 25, 0, 0, 0, 0, time.UTC); day.Year() < 2101; day = day.AddDate(0, 0, 1) {
		check(t, day.Format(time.DateOnly))
	}
	for _, text := range []string{"", "0001-01-01", "0001-01-02", "0000-12-31", "2026-02-29", "2024-02-29", "2026-2-03", "2026-02-3", "+026-02-03", "2026-02-030", "2026/02/03", "2026-00-10", "2026-10-00", "9999-12-31"} {
		check(t, text)
	}
	rapid.Check(t, func(t *rapid.T) {
		check(t, fmt.Sprintf("%04d-%02d-%02d", rapid.IntRange(0, 9999).Draw(t, "y"), rapid.IntRange(0, 13).Draw(t, "m"), rapid.IntRange(0, 32).Draw(t, "d")))
		check(t, rapid.StringMatching(`[0-9 +-]{4}[-/][0-9 ]{2}-[0-9x]{1,3}`).Draw(t, "text"))
	})
}

// An id reads back from its text, in either case of letters, and nothing else is one.
func TestIDsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := record.ID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id"))
		text := id.String()
		for _, form := range []string{text, strings.ToUpper(text)} {
			if got, err := record.ParseID(form); err != nil || got != id {
				t.Errorf("%q: %v %v", form, got, err)
			}
		}
		if text == "" {
			return
		}
		at := rapid.IntRange(0, len(text)-1).Draw(t, "at")
		for _, bad := range []string{text[:at], text[:at] + "g" + text[at+1:], text + "0", text[:at] + text[at+1:]} {
			if got, err := record.ParseID(bad); bad != "" && (err == nil || !got.Zero()) {
				t.Errorf("%q is read as %v", bad, got)
			}
		}
	})
}
