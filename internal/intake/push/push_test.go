package push_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/intake/push"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var arrived = time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC)

func age(n int) *int { return &n }

// referral is a family with everything in it.
func referral() *cjg.Referral {
	return &cjg.Referral{
		Number: "H-0042", To: cjg.Recipient{Organisation: "CJG Zuiderwijk", Person: "Marieke"},
		From: cjg.Sender{Title: "sleutelpersoon", Name: "Fatma Yıldız", Phone: "06 12 34 56 78", Organisation: "Stichting Samen"},
		People: []cjg.Person{
			{Role: "moeder", Name: "Elif Demir", Phone: "+31 6 87654321", Languages: []string{"tr", "Zazaki"}, Interpreter: true, Reachable: "liefst na 14.00 uur", Place: "Zuiderwijk"},
			{Role: "kind", Name: "Can", BirthYear: 2019},
			{Role: "kind", Age: age(3)},
			{Role: "grootouder", Name: "Ayşe Demir", Phone: "bij de buren"},
		},
		Goal: "kennismaken", Purpose: strings.Repeat("Hulp bij opvoeden en rust in huis. ", 20), Question: strings.Repeat("Wie kan met ons meedenken? ", 12),
		GoesWell: "Can speelt graag buiten.", FamilyWish: "Rust.", Seen: []cjg.Fact{{Text: "Hij slaapt slecht.", Source: "moeder", Date: "2026-11-01"}},
		Thought: strings.Repeat("Ik denk dat de verhuizing meespeelt. ", 40), Done: "Met school gepraat.", Involved: "De juf.", JGZ: "ja", Form: "warm", How: "De eerste keer ga ik mee.",
		Urgency: "binnenkort", WantsReply: true,
		Consents: []cjg.Agreed{
			{By: "Elif Demir", Capacity: "gezag", Way: "voorgelezen", Language: "tr", Date: "2026-11-10", ValidUntil: "2027-05-10", Groups: []string{"naam", "telefoon", "kind"}},
			{By: "Murat", Capacity: "gezag", Way: "papier", Date: "2026-11-11", Groups: []string{"kind"}},
		},
	}
}

func signal() *cjg.Signal {
	return &cjg.Signal{
		Number: "Z-0007", To: cjg.Recipient{Organisation: "CJG Zuiderwijk"}, From: cjg.Sender{Name: "Fatma Yıldız"}, Municipality: "Zuiderwijk",
		Neighbourhood: "De Hoek", Areas: []string{"geld_en_wonen", "gezondheid"}, Subject: "Veel schimmel in huizen", Words: []string{"schimmel", "hoesten"}, WantsReply: true,
	}
}

func request() *cjg.Request {
	return &cjg.Request{
		Number: "V-0003", To: cjg.Recipient{Organisation: "CJG Zuiderwijk"}, From: cjg.Sender{Name: "Fatma Yıldız", Organisation: "Stichting Samen"},
		Sort: "deskundige", Question: "Wie kan iets vertellen over slapen?", When: "in december", Heads: 14,
	}
}

// whole gives a document its schema and fixed sentence, as it is when it was opened.
func whole(t testing.TB, d cjg.Document) cjg.Document {
	t.Helper()
	data, err := cjg.Marshal(d)
	must(t, err)
	out, err := cjg.Unmarshal(data)
	must(t, err)
	return out
}

func matter(t testing.TB, d cjg.Document, state intake.CaseState) intake.Matter {
	t.Helper()
	d = whole(t, d)
	m := intake.Matter{Revision: 1, Item: intake.Item{
		Case:     intake.Case{ID: envelope.UUID{1, 2, 3, byte(len(d.Kind()))}, Kind: d.Kind(), Device: "d", Version: 1, State: state, Arrived: arrived},
		Document: d,
	}}
	return advance(m, state)
}

// advance brings a case into a state, with what belongs to it.
func advance(m intake.Matter, state intake.CaseState) intake.Matter {
	m.State = state
	m.Revision++
	switch state {
	case intake.StateDeclined:
		m.Reason, m.Answered = "geen_plek", arrived.Add(48*time.Hour)
		m.Answers = append(m.Answers, &cjg.Answer{State: cjg.StateDeclined, Reason: "geen_plek", Waiting: "drie maanden", WhoDoes: "Het wijkteam", SelfRefer: "010-1234567"})
	case intake.StateRecalled:
		m.Recalled = arrived.Add(72 * time.Hour)
	case intake.StateKept:
		m.Closed = arrived.Add(96 * time.Hour)
	case intake.StateErased, intake.StateExpired: // both destroy the key of the content
		m.Closed, m.Document, m.Answers = arrived.Add(96*time.Hour), nil, nil
	}
	return m
}

// other is a system of the organisation that fails in all the ways that networks do.
type other struct {
	mu     sync.Mutex
	inner  http.Handler
	faults []string // used up one by one, before or after the real answer
	calls  int
}

func (o *other) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.calls++
	fault := ""
	if len(o.faults) > 0 {
		fault, o.faults = o.faults[0], o.faults[1:]
	}
	switch fault {
	case "500", "429", "404", "409":
		w.Header().Set("Retry-After", "30")
		w.WriteHeader(map[string]int{"500": 500, "429": 429, "404": 404, "409": 409}[fault])
		return
	case "html":
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<html>Log in to the network</html>")
		return
	case "redirect":
		http.Redirect(w, r, "http://127.0.0.1:1/elsewhere", http.StatusTemporaryRedirect)
		return
	case "reset":
		panic(http.ErrAbortHandler)
	}
	rec := httptest.NewRecorder()
	o.inner.ServeHTTP(rec, r)
	switch fault {
	case "lost": // done over there, and the answer never comes
		panic(http.ErrAbortHandler)
	case "cut":
		for k, v := range rec.Header() {
			w.Header()[k] = v
		}
		w.WriteHeader(rec.Code)
		_, _ = w.Write(rec.Body.Bytes()[:rec.Body.Len()/2])
		return
	}
	for k, v := range rec.Header() {
		w.Header()[k] = v
	}
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes())
}

// door starts the other system and opens the door to it.
func door(t testing.TB, inner http.Handler, media string) (*push.Door, *other) {
	t.Helper()
	o := &other{inner: inner}
	s := httptest.NewServer(o)
	t.Cleanup(s.Close)
	d, err := push.NewDoor(s.URL+"/klantinteracties/api/v1/", "Token geheim", media, nil)
	must(t, err)
	return d, o
}

func TestDoorIsOnlyHTTPSOrThisMachine(t *testing.T) {
	for address, want := range map[string]bool{
		"https://open-klant.example/klantinteracties/api/v1": true, "http://127.0.0.1:8000": true, "http://localhost/x": true, "http://[::1]:8": true,
		"http://open-klant.example": false, "ftp://127.0.0.1": false, "": false, "https://": false, "https://a:b@example": false, "https://example/?token=x": false,
	} {
		_, err := push.NewDoor(address, "", push.Media, nil)
		if (err == nil) != want {
			t.Errorf("%q: %v", address, err)
		}
		if err != nil && !errors.Is(err, push.ErrAddress) {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// queue is a source with one case.
type queue struct {
	m       intake.Matter
	due     bool
	trace   json.RawMessage
	next    time.Time
	stuck   string
	noted   json.RawMessage
	settled int
}

func (q *queue) ClaimOnward() (intake.Matter, bool, error) {
	due := q.due
	q.due = false
	q.m.Trace = q.trace
	return q.m, due, nil
}

func (q *queue) NoteOnward(_ intake.Matter, trace json.RawMessage) error {
	q.noted, q.trace = trace, trace
	return nil
}

func (q *queue) SettleOnward(_ intake.Matter, trace json.RawMessage, next time.Time, stuck string) error {
	q.trace, q.next, q.stuck = trace, next, stuck
	q.settled++
	return nil
}

type target struct{ err error }

func (t target) Bring(context.Context, intake.Matter) (json.RawMessage, error) { return nil, t.err }

func TestWhatAFailureMeans(t *testing.T) {
	now := arrived
	for _, c := range []struct {
		name  string
		err   error
		after time.Duration // at least
		until time.Duration // at most
		stuck string
		rest  time.Duration
	}{
		{"it stands there", nil, 0, 0, "", 10 * time.Second},
		{"away", push.ErrAway, 5 * time.Second, 15 * time.Second, "", 10 * time.Second},
		{"busy", push.ErrAway.Later(time.Hour), time.Hour, time.Hour, "", 10 * time.Second},
		{"refused", push.ErrContent, 0, time.Hour, "push.content", 10 * time.Second},
		{"no entry", push.ErrDenied, 15 * time.Minute, 15 * time.Minute, "", 15 * time.Minute},
		{"anything else", errors.New("boom"), 5 * time.Second, 15 * time.Second, "", 10 * time.Second},
	} {
		q := &queue{m: matter(t, referral(), intake.StateNew), due: true}
		p := push.Pusher{Source: q, Target: target{c.err}, Now: func() time.Time { return now }, Chance: func() float64 { return 0.5 }, Log: slog.New(slog.DiscardHandler)}
		rest := p.Turn(context.Background())
		wait := time.Duration(0)
		if !q.next.IsZero() {
			wait = q.next.Sub(now)
		}
		if q.settled != 1 || wait < c.after || wait > c.until || q.stuck != c.stuck || rest != c.rest {
			t.Errorf("%s: settled %d, wait %v, stuck %q, rest %v", c.name, q.settled, wait, q.stuck, rest)
		}
	}
}

func TestNothingOfAFamilyInTracesErrorsOrAddresses(t *testing.T) {
	var addresses []string
	d, _ := door(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		addresses = append(addresses, r.URL.String())
		w.WriteHeader(http.StatusBadRequest)
		_, _ = fmt.Fprint(w, `{"invalidParams":[{"name":"Elif Demir"}]}`)
	}), push.Media)
	for _, to := range []push.Target{&push.Klantinteracties{Door: d}, &push.FHIR{Door: d}} {
		trace, err := to.Bring(context.Background(), matter(t, referral(), intake.StateNew))
		if !errors.Is(err, push.ErrContent) {
			t.Errorf("%T: %v", to, err)
		}
		all := string(trace) + fmt.Sprint(err) + strings.Join(addresses, " ")
		for _, word := range []string{"Elif", "Demir", "Can", "87654321", "H-0042", "slaapt"} {
			if strings.Contains(all, word) {
				t.Errorf("%T: %q stands in %s", to, word, all)
			}
		}
	}
}

// states are the roads of a case, each from its arrival to its end.
func states() [][]intake.CaseState {
	return [][]intake.CaseState{
		{intake.StateNew, intake.StateOpened, intake.StateAccepted},
		{intake.StateNew, intake.StateDeclined, intake.StateAccepted},
		{intake.StateNew, intake.StateOpened, intake.StateDeclined, intake.StateRecalled, intake.StateErased},
		{intake.StateNew, intake.StateRecalled, intake.StateErased},
		{intake.StateOpened, intake.StateAnswered, intake.StateRecalled, intake.StateKept},
		{intake.StateUnreadable, intake.StateErased},
		{intake.StateOpened, intake.StateAccepted, intake.StateExpired},
	}
}
