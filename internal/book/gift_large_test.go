package book_test

import (
	"testing"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/record"
)

// A contribution that the endpoint finds too large holds counts: nobody is told to make texts shorter. An endpoint that was enrolled with over the
// network has answered.
func TestAContributionThatIsTooLarge(t *testing.T) {
	d := newDesk(t, "Fatima").allowed()
	worker := d.workers[0]
	if d.at[worker].Reached.IsZero() {
		t.Error("the endpoint answered a moment ago, and was never reached")
	}
	d.lose = func(call string) (before, after error) {
		if call == "put" {
			return cjg.ErrTooLarge, nil
		}
		return nil, nil
	}
	d.send(worker)
	d.round(worker)
	if c := d.went(worker)[0]; c.Post != record.PostHeld || c.Reason != book.ErrGiftLarge.Code {
		t.Errorf("%s, %s", c.Post, c.Reason)
	}
}
