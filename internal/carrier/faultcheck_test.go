package carrier_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// kept is what the endpoint's front has of a message, read from its store by other code than its own.
type kept struct {
	Versions []struct {
		Header []byte `json:"header"`
		Others []struct {
			Header []byte `json:"header"`
		} `json:"others"`
	} `json:"versions"`
	Taken bool `json:"taken"`
}

// there is what the office has of a message.
type there struct {
	kept
	item  intake.Item
	found bool
}

func (w *world) there(id envelope.UUID) (t there) {
	w.must("look", w.endpoint.Inbox.View(func(tx intake.Tx) error {
		raw, err := tx.Get("messages", id[:])
		if err != nil || raw == nil {
			return err
		}
		return json.Unmarshal(raw, &t.kept)
	}))
	item, err := w.endpoint.Inbox.Peek(id)
	t.item, t.found = item, err == nil
	w.fine("peek", err)
	return t
}

// recover lets everything become well, people do what they must, and the outbox finish.
func (w *world) recover(draw chance, messages []*message) {
	w.healthy()
	alone := draw(2, "by itself") == 0 // nobody says "nu versturen", but where the endpoint is parked until somebody does
	for turn := range 6 {
		w.touched()
		p := w.endpointRecord().Parked
		w.round(0, 0, 0, !alone || p != "" && p != cjg.ErrClock.Code)
		w.must("open", w.endpoint.Inbox.OpenPending())
		w.now.Add(5 * 3600)
		if turn > 3 {
			continue
		}
		seen := w.sendings(messages)
		for _, m := range messages {
			w.look(m, seen[m])
			if turn == 3 {
				w.office(m, 4+draw(2, "acknowledge"))
			}
		}
	}
}

// check holds what both sides have against what may be.
func (w *world) check(messages []*message) {
	w.Helper()
	if p := w.endpointRecord().Parked; p != "" {
		w.Fatalf("parked in a world that is well: %s", p)
	}
	if n := w.b.Rows(record.KindOutgoing); len(n) > 0 {
		w.Fatalf("%d wait in a world that is well", len(n))
	}
	seen := w.sendings(messages)
	for _, m := range messages {
		s, at := seen[m], w.there(m.id())
		switch {
		case m.delivery.Zero():
			continue
		case m.invited:
			w.checkInvited(m, at, seen)
			w.net.note(fmt.Sprintf("%s ends as %s", m.sort(), at.item.State))
			continue
		case m.about != nil:
			w.checkReply(m, s.Delivery, at)
		}
		w.net.note(fmt.Sprintf("%s ends as %s", m.sort(), s.Delivery.State))
		w.checkState(m, s.Delivery, at)
		w.checkAgreed(m, s.Delivery, at)
		w.checkAnswers(m, s.Answers)
		w.checkRoad(m, s.Delivery, seen)
	}
	w.checkOrder(messages, seen)
	w.checkNothingElse()
}

// checkState: what stands here about a message is what is there.
func (w *world) checkState(m *message, d *record.Delivery, at there) {
	w.Helper()
	has := at.found && at.item.Document != nil
	switch d.State {
	case record.DeliveryReadable:
		w.checkReceipts(m, d, at)
		if !has || m.whole || m.parts {
			w.Fatalf("message %d is shown as sent: there %v, taken back %v %v", m.n, has, m.whole, m.parts)
		}
	case record.DeliveryCancelled, record.DeliveryQuarantined:
		if has && d.Version == 1 || has && d.State == record.DeliveryCancelled {
			w.Fatalf("message %d is %s (%s) and lies there silently", m.n, d.State, d.Reason)
		}
		if d.State == record.DeliveryQuarantined && !m.parts && !m.whole {
			w.Fatalf("message %d is still set aside: %s", m.n, d.Reason)
		}
	case record.DeliveryRecalled:
		state := at.item.State
		if !m.whole && !m.parts && d.Reason == "" {
			w.Fatalf("message %d is recalled and nobody took it back", m.n)
		}
		switch d.Recall {
		case "deleted", "never":
			if has {
				w.Fatalf("message %d is recalled (%s) and is still there: %s", m.n, d.Recall, state)
			}
		case "kept":
			if state != intake.StateKept {
				w.Fatalf("message %d is kept on a ground and stands there as %s", m.n, state)
			}
		default:
			w.Fatalf("message %d is recalled: %q", m.n, d.Recall)
		}
	default:
		w.Fatalf("message %d ends as %s (%s), there %v %s", m.n, d.State, d.Reason, at.found, at.item.State)
	}
}

// checkReceipts: "sent" stands on a receipt that the front signed over the header that it has.
func (w *world) checkReceipts(m *message, d *record.Delivery, at there) {
	w.Helper()
	if len(at.Versions) == 0 {
		w.Fatalf("message %d is shown as sent and never came", m.n)
	}
	h := w.header(m, d, at)
	want := map[string]envelope.ReceiptKind{"received": envelope.Received, "readable": envelope.Readable}
	count := map[string]int{}
	for _, p := range d.Receipts {
		r, err := envelope.ParseReceipt(p.Bytes)
		if _, known := want[p.Sort]; !known || err != nil || !w.signed(p.Sort, r, want[p.Sort], h) {
			w.Fatalf("message %d: the proof %s does not hold: %v", m.n, p.Sort, err)
		}
		count[p.Sort]++
	}
	if count["received"] != 1 || count["readable"] != 1 {
		w.Fatalf("message %d has the proofs %v", m.n, count)
	}
}

// header is that of the envelope over which the laptop has its receipt: the message may have come in several.
func (w *world) header(m *message, d *record.Delivery, at there) envelope.Header {
	w.Helper()
	last := at.Versions[len(at.Versions)-1]
	all := [][]byte{last.Header}
	for _, o := range last.Others {
		all = append(all, o.Header)
	}
	for n, raw := range slices.Backward(all) {
		h, err := envelope.ParseHeaderBytes(raw)
		w.must("header", err)
		if h.ID != m.id() || int(h.Version) != d.Version {
			w.Fatalf("message %d: version %d here, %d there", m.n, d.Version, h.Version)
		}
		r, err := envelope.ParseReceipt(d.Receipts[0].Bytes)
		if n == 0 || err == nil && r.Header == h.Hash() {
			return h
		}
	}
	return envelope.Header{}
}

// signed reports whether any key that the office ever had signed it over this header.
func (w *world) signed(sort string, r envelope.Receipt, kind envelope.ReceiptKind, h envelope.Header) bool {
	return slices.ContainsFunc(w.signers, func(by signers) bool {
		key := map[string]envelope.VerifyKey{"received": by.front, "readable": by.inbox}[sort]
		return r.Verify(kind, h, key) == nil
	})
}

// checkAgreed: what lies there and is not being taken back is what both parents said yes to, and still do.
func (w *world) checkAgreed(m *message, d *record.Delivery, at there) {
	w.Helper()
	if m.kind == record.KindReferral && !m.tried && len(at.Versions) > 0 {
		w.Fatalf("message %d left after it was taken back", m.n)
	}
	if !at.found || at.item.Document == nil || at.item.State == intake.StateKept {
		return
	}
	data, err := cjg.Marshal(at.item.Document)
	w.must("marshal", err)
	doc, ok := at.item.Document.(*cjg.Referral)
	if !ok {
		if !strings.Contains(string(data), " m"+digits(strings.Split(m.text, "r")[0])) && !strings.Contains(string(data), m.text) {
			w.Fatalf("message %d holds another text: %s", m.n, data)
		}
		return
	}
	phone := ""
	for _, p := range doc.People {
		phone += digits(p.Phone)
	}
	if !m.agreed[doc.Question+phone] {
		w.Fatalf("message %d holds what nobody agreed to: %q %q, agreed %v (%s)", m.n, doc.Question, phone, m.agreed, d.State)
	}
	page, err := w.b.ReferralPage(context.Background(), m.of)
	w.must("page", err)
	for _, id := range d.Consents {
		i := slices.IndexFunc(page.Consents, func(c *record.Consent) bool { return c.ID == id })
		if i < 0 || !page.Consents[i].Withdrawn.Zero() {
			w.Fatalf("message %d stands there under a yes that was taken back", m.n)
		}
	}
}

// checkAnswers: every answer came once, in the order in which it was given.
func (w *world) checkAnswers(m *message, answers []*record.Feedback) {
	w.Helper()
	var have, want []string
	for _, f := range slices.Backward(answers) {
		if f.Delivery != m.delivery && !m.invited || m.invited && !f.Delivery.Zero() {
			continue // of another delivery of the same record
		}
		if f.Stand == record.StandDeleted || f.Stand == record.StandKept {
			continue
		}
		have = append(have, f.Text.Reveal())
	}
	for _, g := range m.given {
		want = append(want, g.text)
	}
	if !slices.Equal(have, want) {
		w.Fatalf("message %d was answered %q and here is %q", m.n, want, have)
	}
}

// checkRoad: the record itself says what came of it.
func (w *world) checkRoad(m *message, d *record.Delivery, seen map[*message]book.Sending) {
	w.Helper()
	ctx := context.Background()
	if d.State != record.DeliveryReadable || m.about != nil {
		return
	}
	for _, r := range w.repliesOf(m) {
		if seen[r].Delivery.State != record.DeliveryReadable {
			return // what was answered about something that was taken back moves nothing, and when that was is another question
		}
	}
	all := w.givenOf(m)
	first := ""
	for _, g := range all {
		if first == "" && (g.state == cjg.StateAccepted || g.state == cjg.StateDeclined) {
			first = g.state
		}
	}
	state := ""
	switch m.kind {
	case record.KindReferral:
		page, err := w.b.ReferralPage(ctx, m.of)
		w.must("page", err)
		want := map[string]record.ReferralState{"": record.ReferralSent, cjg.StateAccepted: record.ReferralAccepted, cjg.StateDeclined: record.ReferralDeclined}
		if page.Referral.State != want[first] {
			w.Fatalf("message %d: the referral is %s after %v", m.n, page.Referral.State, all)
		}
		return
	case record.KindRequest:
		q, err := w.b.Request(ctx, m.of)
		w.must("request", err)
		state = string(q.State) + " " + q.Answer.Reveal()
	default:
		s, err := w.b.Signal(ctx, m.of)
		w.must("signal", err)
		state = string(s.State) + " " + s.Answer.Text.Reveal()
	}
	want := string(record.RequestAsked) + " "
	if n := len(all); n > 0 {
		want = string(record.RequestAnswered) + " " + all[n-1].text
	}
	if state != want {
		w.Fatalf("message %d is %q, want %q", m.n, state, want)
	}
}

// checkOrder: of one family what was put ready first came first, where no person stood between.
func (w *world) checkOrder(messages []*message, seen map[*message]book.Sending) {
	w.Helper()
	last := map[*family]int{}
	for _, m := range messages {
		at := slices.Index(w.net.arrived, m.id())
		if m.family == nil || at < 0 {
			continue
		}
		d := seen[m].Delivery
		if d.Version > 1 || d.Way == record.MethodUSB {
			continue
		}
		if at < last[m.family] {
			w.Fatalf("message %d of its family came before an older one", m.n)
		}
		last[m.family] = at
	}
}

// checkNothingElse: the office has no message that this laptop knows nothing of, and none twice.
func (w *world) checkNothingElse() {
	w.Helper()
	cases, err := w.endpoint.Inbox.Cases()
	w.must("cases", err)
	mine := map[envelope.UUID]bool{}
	for _, m := range w.all {
		mine[m.id()] = true
	}
	for _, c := range cases {
		if !mine[c.ID] {
			w.Fatalf("the office has %s, and nobody sent it", c.ID)
		}
		delete(mine, c.ID)
	}
	for _, row := range w.b.Rows(record.KindReferral) {
		if !slices.ContainsFunc(w.all, func(m *message) bool { return m.of == row.ID }) {
			w.Fatalf("a referral that nobody began")
		}
	}
}
