package summaries

import (
	"testing"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

func TestPeriods(t *testing.T) {
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		today    record.Date
		span     span
		from, to string
	}{
		{record.Day(2026, 11, 24), spanMonth, "2026-11-01", "2026-11-30"},
		{record.Day(2026, 11, 24), spanQuarter, "2026-07-01", "2026-09-30"},
		{record.Day(2026, 12, 3), spanQuarter, "2026-10-01", "2026-12-31"},
		{record.Day(2026, 2, 3), spanQuarter, "2025-10-01", "2025-12-31"},
		{record.Day(2028, 2, 3), spanMonth, "2028-02-01", "2028-02-29"},
		{record.Day(2026, 12, 31), spanYear, "2026-01-01", "2026-12-31"},
	} {
		s := state{p: p, today: c.today}
		s.choose(c.span)
		if s.period.From.String() != c.from || s.period.To.String() != c.to {
			t.Errorf("%s on %s: %s to %s, want %s to %s", c.span, c.today, s.period.From, s.period.To, c.from, c.to)
		}
	}
}
