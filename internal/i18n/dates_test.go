package i18n_test

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

func day(t *testing.T, text string) record.Date {
	t.Helper()
	d, err := record.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDates(t *testing.T) {
	d := day(t, "2026-11-24")
	tests := []struct{ tag, date, long, dayMonth, short, weekday, narrow, month, monthShort string }{
		{"nl", "24 november 2026", "dinsdag 24 november 2026", "24 november", "24-11-2026", "dinsdag", "di", "november 2026", "nov"},
		{"en", "24 November 2026", "Tuesday 24 November 2026", "24 November", "24-11-2026", "Tuesday", "Tue", "November 2026", "Nov"},
		{"tr", "24 Kasım 2026", "24 Kasım 2026 Salı", "24 Kasım", "24.11.2026", "Salı", "Sal", "Kasım 2026", "Kas"},
	}
	for _, test := range tests {
		p := printer(t, test.tag)
		got := [...]string{p.Date(d), p.LongDate(d), p.DayMonth(d), p.ShortDate(d), p.Weekday(d), p.WeekdayShort(d), p.Month(d), p.MonthShort(d)}
		want := [...]string{test.date, test.long, test.dayMonth, test.short, test.weekday, test.narrow, test.month, test.monthShort}
		if got != want {
			t.Errorf("%s: %q\nwant %q", test.tag, got, want)
		}
		none := record.Date{}
		if s := p.Date(none) + p.LongDate(none) + p.DayMonth(none) + p.ShortDate(none) + p.Weekday(none) + p.WeekdayShort(none) +
			p.Month(none) + p.MonthShort(none) + p.Relative(none, d); s != "" {
			t.Errorf("%s: no day is written as %q", test.tag, s)
		}
	}
}

func TestClock(t *testing.T) {
	at := time.Date(2026, 11, 24, 16, 5, 0, 0, time.UTC)
	for tag, want := range map[string]string{"nl": "16.05 uur", "en": "16:05", "tr": "16:05"} {
		if got := printer(t, tag).Clock(at); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}

func TestRelative(t *testing.T) {
	today := day(t, "2026-11-24")
	p := printer(t, "nl")
	for days, want := range map[int]string{
		0: "vandaag", -1: "gisteren", -2: "eergisteren", 1: "morgen", 2: "overmorgen",
		-3: "3 dagen geleden", -30: "30 dagen geleden", 3: "over 3 dagen", 30: "over 30 dagen",
		-31: "24 oktober", 31: "25 december", 60: "23 januari 2027",
	} {
		if got := p.Relative(today.Add(days), today); got != want {
			t.Errorf("%d days: %q, want %q", days, got, want)
		}
	}
}

func TestParseDate(t *testing.T) {
	today := day(t, "2026-11-24") // a Tuesday
	tests := []struct{ tag, in, want string }{
		{"nl", "vandaag", "2026-11-24"},
		{"nl", " Gisteren ", "2026-11-23"},
		{"nl", "eergisteren", "2026-11-22"},
		{"nl", "overmorgen", "2026-11-26"},
		{"nl", "3 dagen geleden", "2026-11-21"},
		{"nl", "1 dag geleden", "2026-11-23"},
		{"nl", "over 12 dagen", "2026-12-06"},
		{"nl", "dinsdag", "2026-11-24"},
		{"nl", "woensdag", "2026-11-18"},
		{"nl", "ma", "2026-11-23"},
		{"nl", "21-11", "2026-11-21"},
		{"nl", "21/11", "2026-11-21"},
		{"nl", "21.11.", "2026-11-21"},
		{"nl", "21 11", "2026-11-21"},
		{"nl", "1-1", "2026-01-01"},
		{"nl", "30-11", "2026-11-30"}, // within the coming month
		{"nl", "24-12", "2026-12-24"},
		{"nl", "25-12", "2025-12-25"}, // eleven months back
		{"nl", "21-11-2025", "2025-11-21"},
		{"nl", "2025-11-21", "2025-11-21"},
		{"nl", "21-11-25", "2025-11-21"},
		{"nl", "1-2-27", "2027-02-01"},
		{"nl", "1-2-68", "1968-02-01"},
		{"nl", "21 nov", "2026-11-21"},
		{"nl", "21nov", "2026-11-21"},
		{"nl", "november 21", "2026-11-21"},
		{"nl", "21e november 2025", "2025-11-21"},
		{"nl", "zaterdag 21 november 2026", "2026-11-21"},
		{"nl", "za 21-11", "2026-11-21"},
		{"nl", "3 mrt", "2026-03-03"},
		{"nl", "29-2-2024", "2024-02-29"},
		{"nl", "٢١-١١-٢٠٢٥", "2025-11-21"},
		{"en", "yesterday", "2026-11-23"},
		{"en", "gisteren", "2026-11-23"},
		{"en", "the day before yesterday", "2026-11-22"},
		{"en", "24th of May", "2026-05-24"},
		{"en", "21 mei", "2026-05-21"},
		{"tr", "dün", "2026-11-23"},
		{"tr", "DÜN", "2026-11-23"},
		{"tr", "3 gün önce", "2026-11-21"},
		{"tr", "21 Kasım 2025 Cuma", "2025-11-21"},
		{"tr", "21 kasim", "2026-11-21"},
		{"tr", "1 ARALIK 2025", "2025-12-01"},
	}
	for _, test := range tests {
		got, err := printer(t, test.tag).ParseDate(test.in, today)
		if err != nil || got.String() != test.want {
			t.Errorf("%s %q: %v %v, want %s", test.tag, test.in, got, err, test.want)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	today := day(t, "2026-11-24")
	p := printer(t, "nl")
	for in, want := range map[string]error{
		"31-2":            i18n.ErrNoSuchDay,
		"31-2-2026":       i18n.ErrNoSuchDay,
		"29-2-2025":       i18n.ErrNoSuchDay,
		"29-2":            i18n.ErrNoSuchDay, // neither this year nor the years beside it has that day
		"0-1":             i18n.ErrNoSuchDay,
		"1-13":            i18n.ErrNoSuchDay,
		"1-1-0001":        i18n.ErrNoSuchDay,
		"1-1-202":         i18n.ErrUnreadableDate,
		"":                i18n.ErrUnreadableDate,
		"---":             i18n.ErrUnreadableDate,
		"21":              i18n.ErrUnreadableDate,
		"ooit":            i18n.ErrUnreadableDate,
		"12 koeien":       i18n.ErrUnreadableDate,
		"1-2-3-4":         i18n.ErrUnreadableDate,
		"9 dagen":         i18n.ErrUnreadableDate,
		"999999999999-11": i18n.ErrNoSuchDay,
	} {
		if got, err := p.ParseDate(in, today); !errors.Is(err, want) {
			t.Errorf("%q: %v %v, want %v", in, got, err, want)
		}
	}
}

func TestParseComingDate(t *testing.T) {
	today := day(t, "2026-11-24")
	p := printer(t, "nl")
	for in, want := range map[string]string{
		"15-3": "2027-03-15", "24-11": "2026-11-24", "23-11": "2027-11-23", "dinsdag": "2026-11-24", "maandag": "2026-11-30",
		"morgen": "2026-11-25", "21-11-2025": "2025-11-21",
	} {
		if got, err := p.ParseComingDate(in, today); err != nil || got.String() != want {
			t.Errorf("%q: %v %v, want %s", in, got, err, want)
		}
	}
}

// What the program writes, it reads, in every language that it carries.
func TestWrittenDatesAreRead(t *testing.T) {
	today := day(t, "2026-11-24")
	for _, l := range i18n.Languages() {
		p := printer(t, l.Tag)
		rapid.Check(t, func(t *rapid.T) {
			d := today.Add(rapid.IntRange(-36000, 300).Draw(t, "days"))
			forms := []string{d.String(), p.Date(d), p.LongDate(d), p.ShortDate(d)}
			if back := today.Since(d); back >= 0 && back < 300 {
				forms = append(forms, p.DayMonth(d), p.Relative(d, today))
			}
			for _, form := range forms {
				if got, err := p.ParseDate(form, today); err != nil || got != d {
					t.Fatalf("%s: %q is read as %v %v, want %v", p.Tag(), form, got, err, d)
				}
			}
		})
	}
}

func TestParseDateNeverPanics(t *testing.T) {
	today := day(t, "2026-11-24")
	p := printer(t, "tr")
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.String().Draw(t, "text")
		if d, err := p.ParseDate(in, today); err == nil && record.Day(d.Year, d.Month, d.Day) != d {
			t.Fatalf("%q gives %v, which is no day", in, d)
		}
	})
}
