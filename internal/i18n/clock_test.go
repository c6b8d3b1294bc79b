package i18n_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/i18n"
)

func TestTimesOfDayAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]string{
		"": "", " 9 ": "09:00", "9.30": "09:30", "9:5": "09:05", "10 uur": "10:00", "10u": "10:00", "10u30": "10:30", "16.05 uur": "16:05", "1405": "14:05",
		"٩:٣٠": "09:30", "الساعة 16:05": "16:05", "saat 16.05": "16:05", "godz. 16:05": "16:05", "16:05 or": "16:05", "9 o'clock": "09:00",
		"4 pm": "16:00", "4.30 p.m.": "16:30", "12 pm": "12:00", "9 am": "09:00", "0:00": "00:00",
	} {
		if got, ok := i18n.ParseClock(text); !ok || got != want {
			t.Errorf("%q is %q, %v; want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"straks", "25", "9:75", "na 9", "9 of 10", "9-10", "half 10", "9 uur 's avonds", "13.0.0"} {
		if got, ok := i18n.ParseClock(text); ok {
			t.Errorf("%q is taken for %q", text, got)
		}
	}
}

func TestWrittenTimesAreRead(t *testing.T) {
	for _, l := range i18n.Languages() {
		p, err := i18n.New(l.Tag)
		if err != nil {
			t.Fatal(err)
		}
		for minute := 0; minute < 24*60; minute += 7 {
			at := time.Date(2026, 11, 22, 0, minute, 0, 0, time.UTC)
			if got, ok := i18n.ParseClock(p.Clock(at)); !ok || got != at.Format("15:04") {
				t.Fatalf("%s writes %q, and reads %q", l.Tag, p.Clock(at), got)
			}
		}
	}
}

func TestAnyTimeOfDayIsReadOrRefused(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		if got, ok := i18n.ParseClock(text); ok && got != "" {
			if again, ok := i18n.ParseClock(got); !ok || again != got {
				t.Fatalf("%q is %q, which is %q", text, got, again)
			}
		}
	})
}
