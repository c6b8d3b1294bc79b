package intake_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
)

// put delivers sealed bytes for a device of the world.
func (w *world) put(keys cjg.DeviceKeys, sealed []byte) error {
	return w.endpoint.Front.Put(context.Background(), keys.Device(), [][]byte{sealed})[0].Err
}

func (w *world) opened(id envelope.UUID) intake.Item {
	w.t.Helper()
	must(w.t, w.endpoint.Inbox.OpenPending())
	item, err := w.endpoint.Inbox.Peek(id)
	must(w.t, err)
	return item
}

func (w *world) stranger() cjg.DeviceKeys {
	w.t.Helper()
	code, err := w.endpoint.Front.NewCode("")
	must(w.t, err)
	keys, _ := w.newDevice(code.String())
	return keys
}

func said(about envelope.UUID, text string) *cjg.Answer {
	return &cjg.Answer{About: about.String(), State: cjg.StateAnswered, Text: text, Date: "2026-11-24"}
}

// TestAttackANewerVersionKeepsWhatWasSaid: a message that is edited and sent again loses nothing that was written back about it.
func TestAttackANewerVersionKeepsWhatWasSaid(t *testing.T) {
	w := newWorld(t)
	id, reply := uuid(t), uuid(t)
	first, _ := w.seal(w.device, referral(), id, 1)
	must(t, w.put(w.device, first))
	w.opened(id)
	must(t, w.endpoint.Inbox.Answer(id, cjg.Answer{State: cjg.StateQuestion, Text: "Een tolk?"}, "marieke"))
	back, _ := w.seal(w.device, said(id, "Ja, Turks."), reply, 1)
	must(t, w.put(w.device, back))
	w.opened(id)
	changed := referral()
	changed.Question = "Iets anders."
	second, _ := w.seal(w.device, changed, id, 2)
	must(t, w.put(w.device, second))
	item := w.opened(id)
	if len(item.Replies) != 1 || len(item.Answers) != 1 || item.State != intake.StateNew {
		t.Errorf("after the second version: %d replies, %d answers, %s", len(item.Replies), len(item.Answers), item.State)
	}
}

// TestAttackOneIdTwoMeanings: an id that was a recall, a referral or a reply cannot become another kind of message: it could not be
// taken back any more, or would put one text in the place of another.
func TestAttackOneIdTwoMeanings(t *testing.T) {
	w := newWorld(t)
	target, id := uuid(t), uuid(t)
	one, _ := w.seal(w.device, referral(), target, 1)
	must(t, w.put(w.device, one))
	back, _ := w.seal(w.device, recall(target), id, 1)
	must(t, w.endpoint.Front.Recall(t.Context(), w.device.Device(), target, back).Err)
	over, _ := w.seal(w.device, referral(), id, 2)
	if err := w.put(w.device, over); !errors.Is(err, cjg.ErrConflict) {
		t.Errorf("a referral under the id of a recall: %v", err)
	}
	docs := []cjg.Document{referral(), said(target, "x"), &cjg.Signal{Number: "Z-0001", To: cjg.Recipient{Organisation: "CJG"}, From: cjg.Sender{Name: "H"}, Areas: []string{"opvoeden_en_gezin"}, Subject: "x"},
		&cjg.Request{Number: "V-0001", To: cjg.Recipient{Organisation: "CJG"}, From: cjg.Sender{Name: "H"}, Sort: "ruimte", Question: "x"}}
	for _, first := range docs {
		for _, second := range docs {
			id := uuid(t)
			a, _ := w.seal(w.device, first, id, 1)
			must(t, w.put(w.device, a))
			b, _ := w.seal(w.device, second, id, 2)
			err := w.put(w.device, b)
			if first.Kind() == second.Kind() && err != nil || first.Kind() != second.Kind() && !errors.Is(err, cjg.ErrConflict) {
				t.Errorf("%s, then %s: %v", first.Kind(), second.Kind(), err)
			}
			if item := w.opened(id); item.Kind != first.Kind() {
				t.Errorf("%s became %s", first.Kind(), item.Kind)
			}
		}
	}
}

// TestAttackAnotherDevice: with the ids of somebody else's messages nothing can be read, replaced, taken back or answered.
func TestAttackAnotherDevice(t *testing.T) {
	w := newWorld(t)
	other := w.stranger()
	id := uuid(t)
	sealed, _ := w.seal(w.device, referral(), id, 1)
	must(t, w.put(w.device, sealed))
	must(t, w.endpoint.Inbox.OpenPending())
	invited, err := w.endpoint.Inbox.Invite(w.device.Device(), cjg.Invite{From: cjg.Sender{Name: "M"}, Sort: "taal", Question: "Kunt u?"}, "marieke")
	must(t, err)
	for _, about := range []envelope.UUID{id, invited} {
		before := w.opened(about)
		over, _ := w.seal(other, referral(), about, 2)
		if err := w.put(other, over); !errors.Is(err, cjg.ErrConflict) {
			t.Errorf("written over: %v", err)
		}
		back, _ := w.seal(other, recall(about), uuid(t), 1)
		if got := w.endpoint.Front.Recall(t.Context(), other.Device(), about, back); !errors.Is(got.Err, cjg.ErrUnknown) {
			t.Errorf("taken back: %v", got.Err)
		}
		handed := w.endpoint.TakeFile(t.Context(), back, "marieke")
		if len(handed) != 1 || handed[0].Err == nil {
			t.Errorf("taken back by stick: %+v", handed)
		}
		alone := uuid(t)
		yes, _ := w.seal(other, &cjg.Answer{About: about.String(), State: cjg.StateAccepted, Date: "2026-11-24"}, alone, 1)
		must(t, w.put(other, yes))
		after := w.opened(about)
		if after.State != before.State || len(after.Replies) != 0 || len(after.Case.Replies) != 0 {
			t.Errorf("answered for somebody else: %+v", after.Case)
		}
		if own := w.opened(alone); own.About != (envelope.UUID{}) {
			t.Error("it hangs beside somebody else's message")
		}
	}
	// The sender's own name under somebody else's certificate, and the other way around.
	if err := w.put(other, sealed); err == nil {
		t.Error("somebody else's envelope goes under another certificate")
	}
	for _, cursor := range []string{"", "0", "1", "zzzzzzzzzzzz", "3w5e11264sgsf", strings.Repeat("z", 64), "-1", "%"} {
		page, err := w.endpoint.Front.Changes(t.Context(), other.Device(), cursor)
		if err == nil && slices.ContainsFunc(page.Items, func(c cjg.ChangeBody) bool { return c.About == id.String() || c.About == invited.String() }) {
			t.Errorf("cursor %q shows somebody else's", cursor)
		}
	}
}

// TestAttackWhatAWorkerSaysIsOnlyWords: a reply with a state that only an endpoint has changes nothing but what stands beside the message.
func TestAttackWhatAWorkerSaysIsOnlyWords(t *testing.T) {
	w := newWorld(t)
	id := uuid(t)
	sealed, _ := w.seal(w.device, referral(), id, 1)
	must(t, w.put(w.device, sealed))
	w.opened(id)
	for _, doc := range []*cjg.Answer{
		{State: cjg.StateErased}, {State: cjg.StateKept, Ground: "zomaar"}, {State: cjg.StateWithdrawn}, {State: cjg.StateAccepted}, {State: cjg.StateReceived, CallWithin: 3},
	} {
		invited, err := w.endpoint.Inbox.Invite(w.device.Device(), cjg.Invite{From: cjg.Sender{Name: "M"}, Sort: "taal", Question: "Kunt u?"}, "marieke")
		must(t, err)
		for _, about := range []envelope.UUID{id, invited} {
			doc.About, doc.Date = about.String(), "2026-11-24"
			words, _ := w.seal(w.device, doc, uuid(t), 1)
			must(t, w.put(w.device, words))
			item := w.opened(about)
			if item.Document == nil || item.State == intake.StateErased || item.State == intake.StateKept || item.State == intake.StateWithdrawn {
				t.Errorf("%s moved it to %s", doc.State, item.State)
			}
			if about == id && item.State != intake.StateNew {
				t.Errorf("%s moved a family's message to %s", doc.State, item.State)
			}
		}
	}
	found, _, err := intake.Check(w.store, w.keys.FrontKeys, &w.keys)
	if err != nil || len(found) > 0 {
		t.Errorf("check: %v %v", found, err)
	}
}

// TestAttackARevokedLaptopGetsNothing: not over the network, and not on a stick either: it may be in other hands.
func TestAttackARevokedLaptopGetsNothing(t *testing.T) {
	w := newWorld(t)
	id := uuid(t)
	sealed, _ := w.seal(w.device, referral(), id, 1)
	must(t, w.put(w.device, sealed))
	w.opened(id)
	must(t, w.endpoint.Inbox.Answer(id, cjg.Answer{State: cjg.StateAnswered, Text: "Elif krijgt dinsdag bezoek."}, "marieke"))
	must(t, w.endpoint.Front.Revoke(w.device.Device(), "marieke"))
	if data, err := w.endpoint.Front.ReturnFile(t.Context(), w.device.Device(), "marieke"); !errors.Is(err, cjg.ErrRevoked) || data != nil {
		t.Errorf("a file for a revoked laptop: %d bytes, %v", len(data), err)
	}
	lines, _, err := w.endpoint.Inbox.Logbook(1, 10)
	must(t, err)
	if slices.ContainsFunc(lines, func(l intake.Audited) bool { return strings.HasPrefix(l.What, "return_file") }) {
		t.Error("the logbook says that a file was made")
	}
}

// TestAttackReplayElsewhere: the bytes of one endpoint at another, under the other's own store and with the other's own device.
func TestAttackReplayElsewhere(t *testing.T) {
	w, v := newWorld(t), newWorld(t)
	sealed, _ := w.seal(w.device, referral(), uuid(t), 1)
	if err := v.put(w.device, sealed); !errors.Is(err, cjg.ErrDenied) {
		t.Errorf("an unknown device: %v", err)
	}
	if err := v.put(v.device, sealed); err == nil {
		t.Error("another device's envelope is taken")
	}
	// A device of both, with one key: sealed to the first, brought to the second.
	code, err := v.endpoint.Front.NewCode("")
	must(t, err)
	request, err := w.device.EnrolmentRequest(rand.Reader, code, "")
	must(t, err)
	_, err = v.endpoint.Front.Enrol(t.Context(), request)
	must(t, err)
	if err := v.put(w.device, sealed); !errors.Is(err, cjg.ErrForeign) {
		t.Errorf("sealed to the other endpoint: %v", err)
	}
	if got := v.endpoint.TakeFile(t.Context(), sealed, "marieke"); !errors.Is(got[0].Err, cjg.ErrForeign) {
		t.Errorf("by stick: %v", got[0].Err)
	}
	if cases, err := v.endpoint.Inbox.Cases(); err != nil || len(cases) > 0 {
		t.Errorf("%d cases, %v", len(cases), err)
	}
}

// TestAttackSameMessageByStickAndNetwork: in any order, sealed once or twice, it is one case with one receipt for the same bytes.
func TestAttackSameMessageByStickAndNetwork(t *testing.T) {
	for _, order := range []string{"sn", "ns", "sns", "nsn", "ss", "nn"} {
		for _, anew := range []bool{false, true} {
			w := newWorld(t)
			id := uuid(t)
			data, err := cjg.Marshal(referral())
			must(t, err)
			fields := envelope.Fields{ID: id, Version: 1, Kind: envelope.Referral, Created: w.clock.now(), Salt: [32]byte{1}}
			sealed, _, err := envelope.Seal(rand.Reader, fields, data, w.device.Signing, w.keys.Opening.Public())
			must(t, err)
			for i, way := range order {
				if anew && i > 0 {
					w.clock.add(time.Second)
					fields.Created = w.clock.now()
					sealed, _, err = envelope.Seal(rand.Reader, fields, data, w.device.Signing, w.keys.Opening.Public())
					must(t, err)
				}
				if way == 's' {
					got := w.endpoint.TakeFile(t.Context(), sealed, "marieke")
					must(t, got[0].Err)
					if got[0].Fresh != (i == 0) {
						t.Errorf("%s, step %d: fresh is %v", order, i, got[0].Fresh)
					}
				} else {
					must(t, w.put(w.device, sealed))
				}
				must(t, w.endpoint.Inbox.OpenPending())
			}
			cases, err := w.endpoint.Inbox.Cases()
			must(t, err)
			if len(cases) != 1 || cases[0].Version != 1 {
				t.Errorf("%s: %d cases", order, len(cases))
			}
		}
	}
}

// TestAttackACopyPutBack: an endpoint that went back to yesterday's copy has given out cursors that it does not know any more. What it says
// from then on must still reach the laptops.
func TestAttackACopyPutBack(t *testing.T) {
	w := newWorld(t)
	id := uuid(t)
	sealed, _ := w.seal(w.device, referral(), id, 1)
	must(t, w.put(w.device, sealed))
	w.opened(id)
	var copied bytes.Buffer
	_, err := intake.WriteCopy(w.store, &copied, w.clock.now())
	must(t, err)
	for range 5 {
		must(t, w.endpoint.Inbox.Answer(id, cjg.Answer{State: cjg.StateAnswered, Text: "Van na de kopie."}, "marieke"))
	}
	page, err := w.endpoint.Front.Changes(t.Context(), w.device.Device(), "")
	must(t, err)
	fresh, err := bolt.Open(filepath.Join(t.TempDir(), "inbox.db"))
	must(t, err)
	defer func() { must(t, fresh.Close()) }()
	_, err = intake.ReadCopy(fresh, w.keys.FrontKeys, w.clock.now(), rand.Reader, func() (io.Reader, error) { return bytes.NewReader(copied.Bytes()), nil })
	must(t, err)
	again := intake.NewEndpoint(fresh, w.keys, w.config)
	must(t, again.Inbox.Answer(id, cjg.Answer{State: cjg.StateAccepted}, "marieke"))
	after, err := again.Front.Changes(t.Context(), w.device.Device(), page.Cursor)
	must(t, err)
	if len(after.Items) != 1 {
		t.Errorf("after going back a laptop hears %d of 1", len(after.Items))
	}
	found, _, err := intake.Check(fresh, w.keys.FrontKeys, &w.keys)
	if err != nil || len(found) > 0 {
		t.Errorf("check: %v %v", found, err)
	}
}
