package endpoint_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"schakel/app/cjgd/endpoint"
	"schakel/internal/intake"
)

// TestPagesOfABadDayInABrowser looks at what stands there when something went wrong: a case that the own system refuses, a copy that was put back, a
// page that is nowhere and an entry that cannot be read; in both languages.
func TestPagesOfABadDayInABrowser(t *testing.T) {
	refuses := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnprocessableEntity) }))
	t.Cleanup(refuses.Close)
	o := open(t, func(opts *endpoint.Options) { opts.Onward = "fhir=" + refuses.URL })
	s := o.look()
	s.enter("marieke", o.colleague("marieke", "manager"), "een eigen wachtwoord")
	resting, _ := o.deliver(referral("H-0050"), "H-0050")
	o.deliver(referral("H-0051"), "H-0051")
	broken, _ := o.deliver(referral("H-0052"), "H-0052")
	must(t, o.e.Inbox.OpenPending())
	for end := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		s.goTo("/doorsturen")
		if strings.Count(s.text(), "Uw eigen systeem") == 3 {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("nothing rests:\n%s", s.text())
		}
	}
	now := time.Now()
	mark, err := json.Marshal(intake.Restored{Mark: strings.Repeat("0", 32), At: now, From: now.Add(-48 * time.Hour), Copy: now.Add(-48 * time.Hour)})
	must(t, err)
	must(t, o.e.Inbox.Update(func(tx intake.Tx) error {
		if err := tx.Put("endpoint", []byte("restored"), mark); err != nil {
			return err
		}
		return tx.Put("cases", broken[:], []byte("{"))
	}))
	pages := map[string]string{
		"doorsturen-rust": "/doorsturen", "apparaten-teruggezet": "/apparaten", "kapot": "/bericht/" + broken.String(), "nergens": "/nergens", "rust": "/bericht/" + resting.String(),
	}
	long := os.Getenv("SCHAKEL_LONG") != ""
	for name, path := range pages {
		if long || name == "doorsturen-rust" || name == "apparaten-teruggezet" || name == "kapot" {
			s.inspect(name, path)
		}
	}
	s.goTo("/apparaten")
	s.sees("teruggezet", "Kijk ze na")
	s.goTo("/bericht/" + broken.String())
	s.sees("Het postvak kan nu niet bij de gegevens", "Naar de berichten")
	s.press(`button[name="taal"][value="en"]`)
	for name, path := range pages {
		if long {
			s.inspect("en-"+name, path)
		}
	}
	s.goTo("/apparaten")
	s.sees("was put back", "Check them")
}
