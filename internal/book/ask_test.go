package book_test

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/record"
)

// ownQuestion writes a wijksignaal or a verzoek for the office and says how it stands.
type ownQuestion struct {
	write func(r *road, to record.ID) record.ID
	send  func(r *road, id record.ID) error
	stand func(r *road, id record.ID) (record.RequestState, record.ID, record.Reply)
	move  func(r *road, id record.ID, a record.RoadAction) error
	code  string
}

func ownQuestions() map[string]ownQuestion {
	return map[string]ownQuestion{
		"verzoek": {
			write: func(r *road, to record.ID) record.ID {
				q := &record.Request{What: record.RequestExpert, Text: record.Text("Wie vertelt over slapen?"), Partner: to}
				r.do("save", r.SaveRequest(r.t.Context(), q))
				return q.ID
			},
			send: func(r *road, id record.ID) error { return r.SendRequest(r.t.Context(), id) },
			stand: func(r *road, id record.ID) (record.RequestState, record.ID, record.Reply) {
				q, err := r.Request(r.t.Context(), id)
				r.do("read", err)
				return q.State, q.Delivery, q.Reply
			},
			move: func(r *road, id record.ID, a record.RoadAction) error {
				return r.MoveRequest(r.t.Context(), id, a, record.Date{})
			},
			code: "V-0001",
		},
		"wijksignaal": {
			write: func(r *road, to record.ID) record.ID {
				s := &record.Signal{
					Topic: record.Text("Schimmel in de flats"), Words: record.Text("schimmel, hoesten"), Municipality: "Zuiderwijk", Partner: to,
					Neighbourhood: record.Text("De Hoek"), Meetings: 3, Areas: []record.LifeArea{record.LifeAreas()[0]}, Question: record.Text("Kan iemand komen kijken?"),
				}
				r.do("save", r.SaveSignal(r.t.Context(), s))
				return s.ID
			},
			send: func(r *road, id record.ID) error { return r.SendSignal(r.t.Context(), id) },
			stand: func(r *road, id record.ID) (record.RequestState, record.ID, record.Reply) {
				s, err := r.Signal(r.t.Context(), id)
				r.do("read", err)
				return s.State, s.Delivery, s.Answer.Reply
			},
			move: func(r *road, id record.ID, a record.RoadAction) error {
				return r.MoveSignal(r.t.Context(), id, a, record.Date{})
			},
			code: "W-0001",
		},
	}
}

// TestAQuestionOfOneselfGoesAndIsAnswered: no consent, the same receipts, and an answer that comes back on the same road as a referral's.
func TestAQuestionOfOneselfGoesAndIsAnswered(t *testing.T) {
	for name, a := range ownQuestions() {
		t.Run(name, func(t *testing.T) {
			r := newRoad(t)
			partner := r.ref.Partner
			id := a.write(r, partner)
			r.office.stop()
			r.do("send", a.send(r, id))
			if err := a.send(r, id); !errors.Is(err, book.ErrUnderWay) {
				t.Errorf("sent twice: %v", err)
			}
			r.deliver()
			if state, _, _ := a.stand(r, id); state != record.RequestOpen || r.Status().Waiting != 1 {
				t.Fatalf("without a network: %s", state)
			}
			for _, action := range []record.RoadAction{record.RoadReady, record.RoadClose} {
				if err := a.move(r, id, action); !errors.Is(err, record.ErrTransition) {
					t.Errorf("%s while it waits to go: %v", action, err)
				}
			}
			r.office.start(r.office.address)
			r.deliver()
			if state, _, _ := a.stand(r, id); state != record.RequestAsked {
				t.Fatalf("with the endpoint: %s", state)
			}
			r.do("open", r.office.endpoint.Inbox.OpenPending())
			cases, err := r.office.endpoint.Inbox.Cases()
			r.do("cases", err)
			item, err := r.office.endpoint.Inbox.Read(cases[0].ID, "marieke")
			r.do("read", err)
			data, err := cjg.Marshal(item.Document)
			r.do("marshal", err)
			if len(cases) != 1 || !strings.Contains(string(data), a.code) {
				t.Fatalf("%d cases: %s", len(cases), data)
			}
			for _, word := range []string{"Elif", "Emre", "Y\u0131ld", "1234"} {
				if strings.Contains(string(data), word) {
					t.Errorf("%q goes with it", word)
				}
			}
			r.do("answer", r.office.endpoint.Inbox.Answer(cases[0].ID, cjg.Answer{State: cjg.StateAccepted, Text: "Wij komen."}, "marieke"))
			r.deliver()
			if state, _, reply := a.stand(r, id); state != record.RequestAnswered || reply != record.ReplyTaken {
				t.Errorf("after the answer: %s %s", state, reply)
			}
		})
	}
}

// TestAQuestionThatChangedIsShownAgain: what goes is what stood there when it was put ready.
func TestAQuestionThatChangedIsShownAgain(t *testing.T) {
	r := newRoad(t)
	a := ownQuestions()["wijksignaal"]
	id := a.write(r, r.ref.Partner)
	r.do("send", a.send(r, id))
	s, err := r.Signal(t.Context(), id)
	r.do("read", err)
	s.Topic = record.Text("Iets anders")
	r.do("save", r.SaveSignal(t.Context(), s))
	r.deliver()
	if status := r.Status(); status.Held != 1 {
		t.Errorf("%+v", status)
	}
	cases, err := r.office.endpoint.Inbox.Cases()
	r.do("cases", err)
	if len(cases) != 0 {
		t.Error("it went all the same")
	}
}

func TestAQuestionToNobodyOrToNoEndpointStays(t *testing.T) {
	r := newRoad(t)
	far := &record.Partner{Type: record.PartnerCJG, Name: record.Text("Buurthuis")}
	r.do("partner", r.SavePartner(context.Background(), far))
	for name, a := range ownQuestions() {
		to := []record.ID{far.ID}
		if name == "wijksignaal" {
			to = append(to, record.ID{})
		}
		for _, partner := range to {
			if err := a.send(r, a.write(r, partner)); !errors.Is(err, book.ErrNoEndpoint) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// Of several endpoints the one that receives for the family's gemeente is chosen beforehand; the worker can choose another.
func TestTheGemeenteLeadsToItsEndpoint(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.home.Municipality = "GM0599"
	r.do("home", r.SaveFamily(ctx, r.home, nil))
	keys, err := cjg.NewDeviceKeys(rand.Reader)
	r.do("keys", err)
	join := func(name string, towns ...string) record.ID {
		a := cjg.Agreement{Organisation: name, NormDays: 5}
		for _, town := range towns {
			a.Places = append(a.Places, cjg.AgreementPlace{Municipality: town})
		}
		e, err := r.Join(ctx, book.Joined{Address: "https://" + name + ".example", Keys: keys, Enrolment: cjg.Enrolment{Agreement: a}})
		r.do("join", err)
		for _, row := range r.Rows(record.KindPartner) {
			if row.Link == e.ID {
				return row.ID
			}
		}
		return record.ID{}
	}
	start := func() record.ID {
		ref, err := r.StartReferral(ctx, r.home.ID, record.ID{})
		r.do("start", err)
		return ref.Partner
	}
	if got := start(); !got.Zero() {
		t.Errorf("one endpoint without gemeenten: %v", got)
	}
	rotterdam := join("Rotterdam", "rotterdam", "Schiedam")
	if got := start(); got != rotterdam {
		t.Errorf("it leads to %v, want %v", got, rotterdam)
	}
	if p, err := r.Partner(ctx, rotterdam); err != nil || len(p.Serves) != 2 || p.Serves[0] != "GM0599" {
		t.Errorf("%v %v", p.Serves, err)
	}
	join("Tweede", "Rotterdam")
	if got := start(); !got.Zero() {
		t.Errorf("two receive for it, and %v was chosen", got)
	}
}
