package book_test

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// send queues a road, one that may go where there is one; what is queued may go at once, or later when something else has happened.
func (w *attack) send(*rapid.T) {
	page, ok := w.aRoad()
	for _, row := range w.b.Rows(record.KindReferral) {
		if one, err := w.b.ReferralPage(w.test.Context(), row.ID); err == nil && one.CanSend && !page.CanSend {
			page, ok = one, true
		}
	}
	if !ok {
		return
	}
	err := w.b.Send(w.test.Context(), page.Referral.ID)
	switch {
	case err == nil && !page.CanSend:
		w.Fatal("it is queued though the page says that it may not go")
	case err != nil:
		w.left.refused++
	case rapid.Bool().Draw(w.T, "at once"):
		w.round(w.T)
	}
}

// round lets the outbox try once; the line may be down, before or after the message arrived.
func (w *attack) round(*rapid.T) {
	post := w.b.Post(func(*record.Endpoint) (book.Carrier, error) { return w, nil })
	outbox.New(outbox.Config{Queue: post, Sender: post, Now: func() time.Time { return w.now }, Random: func() float64 { return 0.5 }}).Round(w.test.Context(), true)
}

var errLine = fault.New(fault.Offline, "cjg.offline", "offline")

// Put is the other side: it opens what came, and nobody else sees it before.
func (w *attack) Put(_ context.Context, sealed []byte) (cjg.Delivery, error) {
	line := rapid.SampledFrom([]string{"up", "up", "down", "lost"}).Draw(w.T, "line")
	if line == "down" {
		return cjg.Delivery{}, errLine
	}
	h, plain := w.open(sealed)
	w.looked(h, plain)
	if line == "lost" {
		return cjg.Delivery{}, errLine
	}
	return cjg.Delivery{ID: h.ID, Version: h.Version, Received: envelope.NewReceipt(envelope.Received, h, w.now, w.front)}, nil
}

// Withdraw takes a recall. Nobody is named in it.
func (w *attack) Withdraw(_ context.Context, target envelope.UUID, sealed []byte) (cjg.Delivery, error) {
	h, plain := w.open(sealed)
	for _, name := range w.names {
		if strings.Contains(strings.ToLower(string(plain)), name) {
			w.Fatalf("a recall names somebody: %s", plain)
		}
	}
	w.left.recalled++
	return cjg.Delivery{ID: h.ID, Version: h.Version, Received: envelope.NewReceipt(envelope.Received, h, w.now, w.front)}, nil
}

// Changes has nothing.
func (w *attack) Changes(context.Context, string) (cjg.Changes, error) { return cjg.Changes{}, errLine }

// Renew is never needed.
func (w *attack) Renew(context.Context, cjg.DeviceKeys) (cjg.Enrolment, error) {
	return cjg.Enrolment{}, errLine
}

func (w *attack) open(sealed []byte) (envelope.Header, []byte) {
	all, err := w.b.Endpoints(w.test.Context())
	w.must(err)
	keys, err := book.Keys(all[0])
	w.must(err)
	h, plain, err := envelope.Open(sealed, w.inbox, keys.Signing.Public())
	w.must(err)
	return h, plain
}

// looked compares a message that arrives with what the records allow at this moment.
func (w *attack) looked(h envelope.Header, plain []byte) {
	r, err := w.b.Record(w.test.Context(), record.KindDelivery, record.ID(h.ID))
	w.must(err)
	d := r.(*record.Delivery)
	page, err := w.b.ReferralPage(w.test.Context(), d.Of)
	w.must(err)
	o := w.plain()
	if why := o.forbids(page.Referral, d.Document.Reveal()); why != "" {
		w.Fatalf("it went: %s\n%s", why, plain)
	}
	var sent, shown map[string]json.RawMessage
	w.must(json.Unmarshal(plain, &sent))
	w.must(json.Unmarshal([]byte(d.Document.Reveal()), &shown))
	for name, value := range sent {
		if name != "toestemmingen" && name != "terugkoppelingGewenst" && string(value) != string(shown[name]) {
			w.Fatalf("%s differs from what was shown: %s", name, value)
		}
	}
	w.silent("a message", string(plain))
	w.left.sent++
}

// silent fails when a text names somebody who is not safe to ask.
func (w *attack) silent(what, text string) {
	w.Helper()
	text = strings.ToLower(text)
	for id := range w.plain().unsafe() {
		if name := w.names[id]; name != "" && strings.Contains(text, name) {
			w.Fatalf("%s names %s, who is not safe to ask: %s", what, name, text)
		}
	}
}
