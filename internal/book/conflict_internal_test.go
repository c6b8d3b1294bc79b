package book

import (
	"errors"
	"slices"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// TestEveryAnswerInEveryState walks what can be said by the other side through every state of a referral, a verzoek and a wijksignaal,
// and of the delivery: nothing that a worker wrote is overwritten, every answer is kept, and one that moved nothing while it says
// something else than what stands here says why.
func TestEveryAnswerInEveryState(t *testing.T) {
	b, err := Create(t.TempDir()+"/store", []byte("paard lamp rivier kaas wolk"), Deps{Cost: keyfile.QuickCost(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	if _, err := b.GiveRecovery(t.Context()); err != nil {
		t.Fatal(err)
	}
	home := &record.Household{Name: record.Text("gezin De Vries")}
	if err := b.save(t.Context(), home); err != nil {
		t.Fatal(err)
	}
	for _, state := range record.ReferralStates() {
		for _, delivery := range record.DeliveryStates() {
			for _, stand := range cjgStands() {
				for _, newest := range []bool{true, false} {
					walkReferral(t, b, home, state, delivery, stand, newest)
				}
			}
		}
	}
	for _, state := range record.RequestStates() {
		for _, delivery := range record.DeliveryStates() {
			for _, stand := range cjgStands() {
				walkAsked(t, b, state, delivery, stand)
			}
		}
	}
}

func cjgStands() []string {
	return []string{cjg.StateReceived, cjg.StateAccepted, cjg.StateDeclined, cjg.StateQuestion, cjg.StateAnswered, cjg.StateThanks, cjg.StateKept, cjg.StateErased}
}

// tried runs a step in a transaction that leaves nothing behind.
func tried(t *testing.T, b *Book, step func(tx *store.Tx) error) {
	t.Helper()
	err := b.update(t.Context(), func(tx *store.Tx) error {
		if err := step(tx); err != nil {
			t.Error(err)
		}
		return errUndo
	})
	if !errors.Is(err, errUndo) {
		t.Error(err)
	}
}

var errUndo = errors.New("undo")

func came(stand string, id record.ID) (envelope.Header, *cjg.Answer) {
	a := &cjg.Answer{State: stand, About: envelope.UUID(id).String(), Text: "woorden", Name: "Marieke"}
	if stand == cjg.StateDeclined {
		a.Reason = "geen_plek"
	}
	if stand == cjg.StateKept {
		a.Ground = "de wet"
	}
	return envelope.Header{ID: envelope.UUID{9, 9}, Created: time.Now()}, a
}

func walkReferral(t *testing.T, b *Book, home *record.Household, state record.ReferralState, delivery record.DeliveryState, stand string, newest bool) {
	tried(t, b, func(tx *store.Tx) error {
		r := &record.Referral{Way: record.WayOut, State: state, Partner: record.ID{1}, Household: home.ID, Reason: record.Text("eigen woorden"), Purpose: record.PurposeMeet}
		r.ID, r.Owner, r.Declined, r.Closed = record.ID{5}, home.Owner, record.DeclinedNoFit, "other"
		d := sentOnce(r.ID, record.KindReferral, delivery)
		if r.Delivery = d.ID; !newest {
			r.Delivery = record.ID{8}
		}
		if err := tx.Put(r); err != nil {
			return err
		}
		if err := tx.Put(d); err != nil {
			return err
		}
		h, a := came(stand, d.ID)
		for range 2 { // the same again changes nothing more
			if err := b.answered(tx, &record.Endpoint{Head: record.Head{ID: record.ID{2}}}, d, h, a); err != nil {
				return err
			}
		}
		now, err := store.Get[*record.Referral](tx, r.ID)
		if err != nil {
			return err
		}
		var kept []*record.Feedback
		if err := answers(tx, &kept, func(row record.Row) bool { return row.Link == r.ID }); err != nil {
			return err
		}
		where := string(state) + ", " + string(delivery) + ", " + stand
		if len(kept) != 1 || kept[0].Text.Reveal() != "woorden" {
			t.Errorf("%s: %d answers are kept", where, len(kept))
			return nil
		}
		if now.Reason.Reveal() != "eigen woorden" {
			t.Errorf("%s: what the worker wrote is gone", where)
		}
		wants := map[string]record.ReferralState{cjg.StateAccepted: record.ReferralAccepted, cjg.StateDeclined: record.ReferralDeclined}[stand]
		moved := now.State != state
		if moved && (wants == "" || now.State != wants || !newest || state != record.ReferralSent) {
			t.Errorf("%s: moved to %s", where, now.State)
		}
		if silent := kept[0].Aside == ""; wants != "" && !moved && silent && !agrees(now, standOf(stand)) {
			t.Errorf("%s, newest %v: what does not fit is said to nobody", where, newest)
		} else if moved && !silent {
			t.Errorf("%s: moved, and said not to fit: %s", where, kept[0].Aside)
		}
		return nil
	})
}

func sentOnce(of record.ID, what record.Kind, state record.DeliveryState) *record.Delivery {
	d := &record.Delivery{
		Of: of, What: what, Partner: record.ID{1}, Endpoint: record.ID{2}, Way: record.MethodEndpoint, Version: 1, Schema: "x", Hash: "x",
		Document: record.Text("x"), Consents: []record.ID{{4}}, State: state, QueuedAt: time.Now(),
	}
	d.ID = record.ID{6}
	return d
}

func walkAsked(t *testing.T, b *Book, state record.RequestState, delivery record.DeliveryState, stand string) {
	for _, kind := range []record.Kind{record.KindRequest, record.KindSignal} {
		tried(t, b, func(tx *store.Tx) error {
			id := record.ID{5}
			d := sentOnce(id, kind, delivery)
			var r record.Record
			if kind == record.KindRequest {
				r = &record.Request{Head: record.Head{ID: id}, State: state, Partner: record.ID{1}, What: record.RequestRoom, Text: record.Text("eigen woorden"), Delivery: d.ID, AskedOn: b.Today()}
			} else {
				r = &record.Signal{Head: record.Head{ID: id}, State: state, Partner: record.ID{1}, Topic: record.Text("eigen woorden"), Delivery: d.ID, AskedOn: b.Today()}
			}
			if err := tx.Put(r); err != nil {
				return err
			}
			if err := tx.Put(d); err != nil {
				return err
			}
			h, a := came(stand, d.ID)
			if err := b.answered(tx, &record.Endpoint{Head: record.Head{ID: record.ID{2}}}, d, h, a); err != nil {
				return err
			}
			var kept []*record.Feedback
			if err := answers(tx, &kept, func(row record.Row) bool { return row.Link == id }); err != nil {
				return err
			}
			where := kind.String() + ", " + string(state) + ", " + string(delivery) + ", " + stand
			if len(kept) != 1 {
				t.Errorf("%s: %d answers are kept", where, len(kept))
				return nil
			}
			now, err := getAsked(tx, kind, id)
			if err != nil {
				return err
			}
			same, err := Differ(now, r)
			if err != nil {
				return err
			}
			recall := stand == cjg.StateKept || stand == cjg.StateErased
			if len(same) == 0 && kept[0].Aside == "" && !recall {
				t.Errorf("%s: it changed nothing, and that is said to nobody", where)
			}
			if slices.Contains(same, "text") || slices.Contains(same, "topic") {
				t.Errorf("%s: what the worker wrote is gone", where)
			}
			return nil
		})
	}
}
