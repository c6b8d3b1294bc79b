package inbox

import (
	"strings"
	"testing"
	"time"

	"schakel/internal/intake"
	"schakel/internal/intake/push"
)

// TestWhatRestsIsShownAndTriedAgain: a case that the own system refuses stands on the page with the reason in words; the beheerder lets it be
// tried again, and the logbook says so.
func TestWhatRestsIsShownAndTriedAgain(t *testing.T) {
	o := newOffice(t)
	l := o.laptop()
	v := o.as("chef", Manager)
	if page := v.get("/doorsturen"); page.status != 200 || !strings.Contains(page.body, "Dit staat niet aan") {
		t.Fatalf("without --onward: %d", page.status)
	}
	config := o.config
	config.Onward = true
	box := intake.NewInbox(o.store, o.keys, config)
	id := freshID(t)
	if handed := o.endpoint.TakeFile(t.Context(), l.seal(id, family()), "chef"); handed[0].Err != nil {
		t.Fatal(handed[0].Err)
	}
	must(t, box.OpenPending())
	m, found, err := box.ClaimOnward()
	if must(t, err); !found {
		t.Fatal("no case waits to go on")
	}
	must(t, box.SettleOnward(m, nil, o.now().Add(time.Hour), push.ErrContent.Code))
	page := v.get("/doorsturen")
	if !strings.Contains(page.body, "Uw eigen systeem neemt dit bericht niet aan") || !strings.Contains(page.body, "H-0") {
		t.Fatalf("the page does not say what rests:\n%s", page.body)
	}
	page = v.post("/doorsturen/"+id.String()+"/opnieuw", nil)
	if !strings.Contains(page.body, "Het wordt opnieuw geprobeerd") || strings.Contains(page.body, "Uw eigen systeem neemt") {
		t.Errorf("after trying again:\n%s", page.body)
	}
	if _, found, err := box.ClaimOnward(); err != nil || !found {
		t.Errorf("it is not due: %v", err)
	}
	if log := v.get("/logboek"); !strings.Contains(log.body, "doorsturen opnieuw geprobeerd") {
		t.Error("the logbook does not say who tried again")
	}
}
