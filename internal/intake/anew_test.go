package intake_test

import (
	"crypto/rand"
	"crypto/x509"
	"fmt"
	"slices"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
)

// TestEveryEnvelopeOfAMessageGetsItsSecondReceipt: one message comes in three envelopes, in any order, opened between them or not: the device may
// hold its first receipt over any of them, and each has its second one, on the page of what is new and in the file that goes back.
func TestEveryEnvelopeOfAMessageGetsItsSecondReceipt(t *testing.T) {
	orders := [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}}
	for _, order := range orders {
		for opened := range 4 {
			t.Run(fmt.Sprint(order, opened), func(t *testing.T) {
				w := newWorld(t)
				envelopes, headers := w.sealedThrice()
				for n, which := range append(order, order[0]) {
					got := w.endpoint.Front.Put(t.Context(), w.enrolled.Device, [][]byte{envelopes[which]})
					must(t, got[0].Err)
					if opened>>n&1 == 1 {
						must(t, w.endpoint.Inbox.OpenPending())
					}
				}
				must(t, w.endpoint.Inbox.OpenPending())
				page, err := w.client.Changes(t.Context(), "")
				must(t, err)
				for n, h := range headers {
					if !slices.ContainsFunc(page.Items, func(c cjg.Change) bool { return c.Readable != nil && c.Readable.Header == h.Hash() }) {
						t.Errorf("envelope %d has no second receipt", n)
					}
				}
				if len(page.Items) != len(headers) {
					t.Errorf("%d receipts for %d envelopes", len(page.Items), len(headers))
				}
				w.returned(headers)
				cases, err := w.endpoint.Inbox.Cases()
				must(t, err)
				found, _, err := intake.Check(w.store, w.keys.FrontKeys, &w.keys)
				if len(cases) != 1 || len(found) > 0 || err != nil {
					t.Errorf("%d cases; the check says %v %v", len(cases), found, err)
				}
			})
		}
	}
}

// sealedThrice is one document in three envelopes, sealed an hour after each other.
func (w *world) sealedThrice() (all [][]byte, headers []envelope.Header) {
	w.t.Helper()
	data, err := cjg.Marshal(referral())
	must(w.t, err)
	to, err := envelope.ParseSealingKey(w.enrolled.Opening)
	must(w.t, err)
	fields := envelope.Fields{ID: uuid(w.t), Version: 1, Kind: envelope.Referral, Created: w.clock.now(), Salt: [32]byte{7}}
	for range 3 {
		sealed, h, err := envelope.Seal(rand.Reader, fields, data, w.device.Signing, to)
		must(w.t, err)
		all, headers = append(all, sealed), append(headers, h)
		fields.Created = fields.Created.Add(time.Hour)
	}
	return all, headers
}

// returned looks for both receipts over each header in the file that goes back.
func (w *world) returned(headers []envelope.Header) {
	w.t.Helper()
	data, err := w.endpoint.Front.ReturnFile(w.t.Context(), w.enrolled.Device, "marieke")
	must(w.t, err)
	got, err := cjg.OpenReturn(data, w.device, func(*x509.Certificate) bool { return true })
	must(w.t, err)
	by, err := w.enrolled.Signers()
	must(w.t, err)
	for n, h := range headers {
		if !slices.ContainsFunc(got.Receipts, func(b cjg.DeliveryBody) bool {
			d, err := cjg.VerifyDelivery(b, h, by)
			return err == nil && d.Readable != nil
		}) {
			w.t.Errorf("the file that goes back has not both receipts of envelope %d", n)
		}
	}
}
