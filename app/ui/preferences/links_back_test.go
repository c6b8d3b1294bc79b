package preferences

import (
	"testing"
	"time"

	"schakel/app/ui/uitest"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// A connection says that its CJG put back a copy: while that is asked about, and for two months after.
func TestAConnectionSaysThatACopyWasPutBack(t *testing.T) {
	when := time.Date(2026, 11, 20, 12, 0, 0, 0, time.Local)
	asks := []record.ID{{1}}
	for _, l := range i18n.Languages() {
		p := uitest.Printer(t, l.Tag)
		for name, c := range map[string]struct {
			e    record.Endpoint
			days int
			want string
		}{
			"never":      {record.Endpoint{}, 0, ""},
			"asks":       {record.Endpoint{Doubted: asks}, 4, "asks"},
			"asks long":  {record.Endpoint{Doubted: asks}, 400, "asks"},
			"by file":    {record.Endpoint{Doubted: asks, ByFile: true}, 4, "file"},
			"asked":      {record.Endpoint{}, 60, "asked"},
			"asked file": {record.Endpoint{ByFile: true}, 4, "asked"},
			"long ago":   {record.Endpoint{}, 61, ""},
		} {
			if name != "never" {
				c.e.Restored = record.Restored{Mark: "one", At: when, Copy: when.AddDate(0, 0, -3)}
			}
			s := state{p: p, today: record.DateOf(when).Add(c.days)}
			want := ""
			if c.want != "" {
				want = p.T("preferences.link.restored."+c.want, "Day", p.Date(record.DateOf(when)))
			}
			if got := s.putBack(&c.e); got != want {
				t.Errorf("%s, %s: %q, want %q", l.Tag, name, got, want)
			}
		}
	}
}
