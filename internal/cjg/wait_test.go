package cjg

import (
	"net/http"
	"testing"
	"time"
)

// TestRetryAfterInEveryForm: seconds and a date are believed within an hour; whatever else stands there is no wait of the other side's, so that the
// device's own back-off counts.
func TestRetryAfterInEveryForm(t *testing.T) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	date := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	for value, want := range map[string]time.Duration{
		"": 0, "0": 0, "7": 7 * time.Second, "3600": time.Hour, "999999999": time.Hour, "99999999999999999999999": 0, "-5": 0, "1.5": 0, "morgen": 0, " 7": 0,
		date(30 * time.Second): 30 * time.Second, date(-time.Hour): 0, date(400 * 24 * time.Hour): time.Hour,
		now.Add(time.Minute).Format(time.RFC850): time.Minute, now.Add(time.Minute).Format(time.ANSIC): time.Minute,
		now.Add(time.Minute).Format(time.RFC3339): 0, "Thu, 01 Jan 1970 00:00:00 GMT": 0,
	} {
		h := http.Header{}
		h.Set("Retry-After", value)
		if got := retryAfter(h, now); got != want {
			t.Errorf("%q is %v, want %v", value, got, want)
		}
	}
}
