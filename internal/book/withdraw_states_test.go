package book_test

import (
	"net/http"
	"os"
	"slices"
	"testing"

	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// withdrawal is one way of taking back, in one or two steps.
type withdrawal struct {
	name  string
	steps []func(r *road)
	part  bool // the rest may stay there
}

func (r *road) takeBackAll() {
	r.do("withdraw", r.Withdraw(r.t.Context(), r.ref.ID, r.mother.ID))
}

func (r *road) takeBackPhone() {
	r.do("withdraw the number", r.WithdrawParts(r.t.Context(), r.ref.ID, r.mother.ID, []record.FieldGroup{record.GroupPhone}))
}

func withdrawals() []withdrawal {
	return []withdrawal{
		{name: "all", steps: []func(*road){(*road).takeBackAll}},
		{name: "a part", steps: []func(*road){(*road).takeBackPhone}, part: true},
		{name: "a part, then all", steps: []func(*road){(*road).takeBackPhone, (*road).takeBackAll}},
		{name: "a part, delivered, then all", steps: []func(*road){(*road).takeBackPhone, (*road).deliver, (*road).takeBackAll}},
	}
}

// states are the moments in which a message can be when somebody takes a yes back: what was done before, and whether it lies at the office.
func states() []struct {
	name    string
	arrived bool
	reach   func(r *road)
} {
	answered := func(r *road, status int) {
		r.agreeAndSend()
		r.office.after(status)
		r.deliver()
	}
	readable := func(r *road) {
		r.agreeAndSend()
		r.deliver()
		r.do("open", r.office.endpoint.Inbox.OpenPending())
		r.deliver()
	}
	return []struct {
		name    string
		arrived bool
		reach   func(r *road)
	}{
		{"waits", false, (*road).agreeAndSend},
		{"tried, nobody there", false, func(r *road) { r.agreeAndSend(); r.office.stop(); r.deliver() }},
		{"tried, the answer was lost", true, func(r *road) { answered(r, 0) }},
		{"refused after it was taken", true, func(r *road) { answered(r, http.StatusUnprocessableEntity) }},
		{"too large after it was taken", true, func(r *road) { answered(r, http.StatusRequestEntityTooLarge) }},
		{"conflict after it was taken", true, func(r *road) { answered(r, http.StatusConflict) }},
		{"parked after it was taken", true, func(r *road) { answered(r, http.StatusForbidden) }},
		{"busy after it was taken", true, func(r *road) { answered(r, http.StatusServiceUnavailable) }},
		{"changed, so set aside", false, func(r *road) {
			r.agreeAndSend()
			m, err := r.Person(r.t.Context(), r.mother.ID)
			r.do("mother", err)
			m.Channels[0].Value = record.Text("06 8765 4321")
			r.do("number", r.SavePerson(r.t.Context(), m))
			r.deliver()
		}},
		{"sent", true, func(r *road) { r.agreeAndSend(); r.deliver() }},
		{"readable", true, readable},
		{"answered", true, func(r *road) {
			readable(r)
			r.answer("Wij bellen donderdag.")
			r.deliver()
		}},
	}
}

// TestTakenBackInEveryState walks every state of a message with every way of taking a yes back. In the end nothing that was taken back lies at the
// office, the laptop says so only when the office did, and nothing waits for ever.
func TestTakenBackInEveryState(t *testing.T) {
	long := os.Getenv("SCHAKEL_LONG") != ""
	for n, s := range states() {
		for m, w := range withdrawals() {
			if !long && (n+m)%len(withdrawals()) != 0 {
				continue // one way for every state, and every way for some
			}
			t.Run(s.name+"/"+w.name, func(t *testing.T) {
				t.Parallel()
				r := newRoad(t)
				s.reach(r)
				before := r.page().Delivery.State
				r.do("open", r.office.endpoint.Inbox.OpenPending())
				if lies := len(r.office.lying()) > 0; lies != s.arrived {
					t.Fatalf("it lies there: %v", lies)
				}
				for _, step := range w.steps {
					step(r)
				}
				if d := r.page().Delivery; d.State == record.DeliveryRecalled && len(r.office.lying()) > 0 && !w.part {
					t.Errorf("from %s: said to be gone before the office said so", before)
				}
				r.mended()
				for range 4 {
					r.deliver()
					r.do("open", r.office.endpoint.Inbox.OpenPending())
					r.office.eraseRecalled()
				}
				r.deliver()
				d := r.page().Delivery
				cases := r.office.lying()
				switch {
				case w.part && s.arrived:
					// What is asked for in part is decided by a person over there; it has to be asked.
					if d.State != record.DeliveryRecalled {
						t.Errorf("from %s: a part is %s", before, d.State)
					}
				case s.arrived && (d.State != record.DeliveryRecalled || d.Recall != "deleted"):
					t.Errorf("from %s: here it is %s %q", before, d.State, d.Recall)
				case !s.arrived && d.State != record.DeliveryCancelled && d.State != record.DeliveryRecalled:
					t.Errorf("from %s: here it is %s", before, d.State)
				}
				if len(cases) > 0 {
					t.Errorf("from %s: it still lies there: %v", before, cases)
				}
				if n := len(r.Rows(record.KindOutgoing)); n != 0 {
					t.Errorf("from %s: %d still wait", before, n)
				}
			})
		}
	}
}

// mended lets the road work again, and tries the endpoint as a worker would.
func (r *road) mended() {
	r.t.Helper()
	r.office.plain()
	for _, row := range r.Rows(record.KindEndpoint) {
		r.do("again", r.Unpark(r.t.Context(), row.ID))
	}
}

// answer lets the caseworker say something about the only case.
func (r *road) answer(text string) {
	r.t.Helper()
	r.do("answer", r.office.endpoint.Inbox.Answer([16]byte(r.atOffice()), cjg.Answer{State: cjg.StateAccepted, Text: text}, "marieke"))
}

// eraseRecalled lets the caseworker do what was asked.
func (o *cjgOffice) eraseRecalled() {
	o.t.Helper()
	cases, err := o.endpoint.Inbox.Cases()
	if err != nil {
		o.t.Fatal(err)
	}
	for _, c := range cases {
		if c.State == intake.StateRecalled {
			if err := o.endpoint.Inbox.AcknowledgeErased(c.ID, "marieke"); err != nil {
				o.t.Fatal(err)
			}
		}
	}
}

// lying are the cases at the office whose text can be read.
func (o *cjgOffice) lying() (out []string) {
	o.t.Helper()
	cases, err := o.endpoint.Inbox.Cases()
	if err != nil {
		o.t.Fatal(err)
	}
	for _, c := range cases {
		if item, err := o.endpoint.Inbox.Peek(c.ID); err == nil && item.Document != nil {
			out = append(out, string(c.State))
		}
	}
	return slices.Clip(out)
}
