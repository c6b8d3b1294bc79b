package book_test

import (
	"crypto/rand"
	"fmt"
	mathrand "math/rand/v2"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// losing lets a request be carried out and drops its answer, while the office says so.
func (o *cjgOffice) losing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !o.lose.Load() {
			next.ServeHTTP(w, r)
			return
		}
		next.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	})
}

// rotate changes the keys of the office and starts it again.
func (o *cjgOffice) rotate(keep time.Duration) {
	o.t.Helper()
	keys, err := o.keys.Rotate(rand.Reader, time.Now(), keep)
	if err != nil {
		o.t.Fatal(err)
	}
	data, err := keys.Marshal()
	if err != nil {
		o.t.Fatal(err)
	}
	if o.keys, err = intake.ParseKeys(data); err != nil { // as from its file
		o.t.Fatal(err)
	}
	o.stop()
	o.endpoint = intake.NewEndpoint(o.store, o.keys, o.config)
	if err := intake.Tell(o.store, o.keys.FrontKeys, time.Now()); err != nil {
		o.t.Fatal(err)
	}
	o.start(o.address)
}

// turnStep is one thing that can happen around a change of keys.
type turnStep string

const (
	stepDeliver turnStep = "deliver"
	stepLose    turnStep = "lose"
	stepStick   turnStep = "stick"
	stepUpload  turnStep = "upload"
	stepOpen    turnStep = "open"
	stepAccept  turnStep = "accept"
	stepKeep    turnStep = "rotate, the old key is kept"
	stepEnd     turnStep = "rotate, the old key ends"
)

// TestNothingGetsStuckWhenKeysChange: whatever happens between sealing and the receipt, in any order, in the end the caseworker has the
// message once, what she decided stays decided, and the worker has both receipts.
func TestNothingGetsStuckWhenKeysChange(t *testing.T) {
	all := []turnStep{stepDeliver, stepLose, stepStick, stepUpload, stepOpen, stepAccept, stepKeep, stepEnd}
	walks := [][]turnStep{
		{stepLose, stepEnd},
		{stepLose, stepOpen, stepAccept, stepEnd},
		{stepLose, stepKeep, stepOpen, stepEnd},
		{stepStick, stepEnd, stepUpload, stepOpen},
		{stepStick, stepUpload, stepEnd, stepOpen},
		{stepStick, stepKeep, stepUpload, stepAccept, stepEnd},
		{stepDeliver, stepEnd, stepOpen, stepAccept, stepKeep, stepEnd},
		{stepEnd, stepLose, stepEnd, stepStick, stepEnd, stepUpload},
	}
	random := mathrand.New(mathrand.NewPCG(6, 2))
	for range 6 {
		walk := make([]turnStep, 1+random.IntN(7))
		for i := range walk {
			walk[i] = all[random.IntN(len(all))]
		}
		walks = append(walks, walk)
	}
	for i, walk := range walks {
		t.Run(fmt.Sprint(i), func(t *testing.T) { walkTurn(t, walk) })
	}
}

func walkTurn(t *testing.T, walk []turnStep) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(ctx, r.ref.ID))
	ends, err := r.Endpoints(ctx)
	r.do("endpoints", err)
	var stick []byte
	accepted := false
	for _, step := range walk {
		switch step {
		case stepDeliver:
			r.deliver()
		case stepLose:
			r.office.lose.Store(true)
			r.deliver()
			r.office.lose.Store(false)
		case stepStick:
			if s, err := r.StickFile(ctx, ends[0].ID); err == nil {
				stick = s.Data
			}
		case stepUpload:
			if stick != nil {
				r.office.endpoint.TakeFile(ctx, stick, "marieke")
			}
		case stepOpen:
			r.do("open", r.office.endpoint.Inbox.OpenPending())
		case stepAccept:
			cases, err := r.office.endpoint.Inbox.Cases()
			r.do("cases", err)
			for _, c := range cases {
				r.do("accept", r.office.endpoint.Inbox.Answer(c.ID, cjg.Answer{State: cjg.StateAccepted, Text: "Wij pakken dit op."}, "marieke"))
				accepted = true
			}
		case stepKeep:
			r.office.rotate(time.Hour)
		case stepEnd:
			r.office.rotate(0)
		}
	}
	for range 3 {
		r.deliver()
		r.do("open", r.office.endpoint.Inbox.OpenPending())
	}
	r.deliver()
	if stick != nil { // the stick comes out of its drawer
		r.office.endpoint.TakeFile(ctx, stick, "marieke")
		r.do("open", r.office.endpoint.Inbox.OpenPending())
	}
	cases, err := r.office.endpoint.Inbox.Cases()
	r.do("cases", err)
	if len(cases) != 1 {
		t.Fatalf("%v: %d cases", walk, len(cases))
	}
	if accepted && cases[0].State != intake.StateAccepted || !accepted && cases[0].State != intake.StateNew {
		t.Errorf("%v: the case is %s", walk, cases[0].State)
	}
	page := r.page()
	if page.Delivery.State != record.DeliveryReadable || len(page.Delivery.Receipts) != 2 || r.Status().Waiting != 0 {
		t.Errorf("%v: %s, %d receipts, %d wait", walk, page.Delivery.State, len(page.Delivery.Receipts), r.Status().Waiting)
	}
	if accepted && len(page.Answers) == 0 {
		t.Errorf("%v: the answer did not come", walk)
	}
	found, _, err := intake.Check(r.office.store, r.office.keys.FrontKeys, &r.office.keys)
	if err != nil || len(found) > 0 {
		t.Errorf("%v: the check says %v %v", walk, found, err)
	}
}
