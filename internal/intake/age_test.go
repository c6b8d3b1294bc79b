package intake_test

import (
	"testing"
	"time"

	"schakel/internal/intake"
)

func TestAgeInCalendarDays(t *testing.T) {
	place, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Skip("no zones on this system")
	}
	at := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, place)
	}
	for _, c := range []struct {
		name         string
		arrived, now time.Time
		want         int
	}{
		{"the same day", at(11, 22, 0, 1), at(11, 22, 23, 59), 0},
		{"two minutes over midnight", at(11, 22, 23, 59), at(11, 23, 0, 1), 1},
		{"over the night that summer time ends", at(10, 24, 12, 0), at(10, 26, 0, 1), 2},
		{"stored in UTC", at(11, 22, 0, 30).UTC(), at(11, 22, 9, 0), 0},
		{"a week", at(11, 15, 23, 0), at(11, 22, 1, 0), 7},
	} {
		if got := intake.AgeDays(c.arrived, c.now); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

func TestLateOnlyBeyondTheNorm(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	days := func(n int) time.Time { return now.AddDate(0, 0, -n) }
	for _, c := range []struct {
		name string
		c    intake.Case
		want bool
	}{
		{"at the norm", intake.Case{State: intake.StateNew, Arrived: days(7)}, false},
		{"a day over", intake.Case{State: intake.StateNew, Arrived: days(8)}, true},
		{"looked at is no answer", intake.Case{State: intake.StateOpened, Arrived: days(8)}, true},
		{"answered", intake.Case{State: intake.StateAnswered, Arrived: days(80)}, false},
		{"declined", intake.Case{State: intake.StateDeclined, Arrived: days(80)}, false},
		{"taken back today", intake.Case{State: intake.StateRecalled, Arrived: days(80), Recalled: now}, false},
		{"taken back and left", intake.Case{State: intake.StateRecalled, Arrived: days(80), Recalled: days(8)}, true},
		{"erased", intake.Case{State: intake.StateErased, Arrived: days(80)}, false},
	} {
		if got := intake.Late(c.c, 7, now); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
