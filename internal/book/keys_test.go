package book_test

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// connection is the only endpoint of a book.
func (f *byFile) connection() *record.Endpoint {
	f.t.Helper()
	all, err := f.Endpoints(f.t.Context())
	f.do("endpoints", err)
	return all[0]
}

// TestNewKeysByFile: asked for by a file, known by the file that comes back; the messages and answers of before and after are one story, the
// words change on both sides, and a file of before the change says nothing about the device any more.
func TestNewKeysByFile(t *testing.T) {
	f := newByFile(t)
	ctx := t.Context()
	f.agree()
	f.do("send", f.Send(ctx, f.ref.ID))
	first := f.file()
	before := f.connection()
	old := f.back()
	request, err := f.KeysByFile(ctx, f.end.ID, true)
	f.do("keys", err)
	again, err := f.KeysByFile(ctx, f.end.ID, true)
	f.do("keys again", err)
	var one, two cjg.RenewalRequest
	f.do("read", json.Unmarshal(request, &one))
	f.do("read", json.Unmarshal(again, &two))
	if !bytes.Equal(one.Fresh.Signing, two.Fresh.Signing) || !one.Fresh.AtOnce {
		t.Error("a second file asks for other keys")
	}
	if e := f.connection(); !book.Turning(e) || book.OwnWords(e) != book.OwnWords(before) {
		t.Error("the new keys count before the endpoint said so")
	}
	f.upload(first, true)
	f.upload(request, true)
	f.upload(again, true)
	late := f.file() // signed with the old key, after the office knows the new one
	f.upload(late, true)
	devices, err := f.office.endpoint.Front.Devices()
	f.do("devices", err)
	if devices[0].Before != book.OwnWords(before) || devices[0].Fingerprint == book.OwnWords(before) {
		t.Errorf("the office sees %q, before %q", devices[0].Fingerprint, devices[0].Before)
	}
	f.do("open", f.office.endpoint.Inbox.OpenPending())
	cases, err := f.office.endpoint.Inbox.Cases()
	f.do("cases", err)
	f.do("answer", f.office.endpoint.Inbox.Answer(cases[0].ID, cjg.Answer{State: cjg.StateAccepted, Text: "Wij pakken dit op."}, "marieke"))
	if got := f.take(); got.Receipts != 1 || got.Answers != 1 {
		t.Errorf("%+v", got)
	}
	now := f.connection()
	if book.Turning(now) && !now.Next.AtOnce || book.OwnWordsBefore(now) != book.OwnWords(before) || now.KeysOn != f.Today() || now.Device == "" {
		t.Errorf("after the file: turning %v, before %q", book.Turning(now), book.OwnWordsBefore(now))
	}
	if page := f.page(); page.Referral.State != record.ReferralAccepted || page.Delivery.State != record.DeliveryReadable {
		t.Errorf("%s %s", page.Referral.State, page.Delivery.State)
	}
	if _, err := f.TakeReturn(ctx, old); err != nil {
		t.Errorf("a file of before the change: %v", err)
	}
	if e := f.connection(); !bytes.Equal(e.Certificate, now.Certificate) || book.OwnWords(e) != book.OwnWords(now) {
		t.Error("a file of before the change put the old keys back")
	}
	if h := f.office.endpoint.TakeFile(ctx, forged(f, before), "marieke"); !errors.Is(h[0].Err, cjg.ErrSignerEnded) {
		t.Errorf("a message under the old key: %v", h[0].Err)
	}
	f.do("withdraw", f.Withdraw(ctx, f.ref.ID, f.mother.ID))
	f.upload(f.file(), true)
	f.do("open", f.office.endpoint.Inbox.OpenPending())
	f.do("erase", f.office.endpoint.Inbox.AcknowledgeErased(cases[0].ID, "marieke"))
	f.take()
	if page := f.page(); page.Delivery.State != record.DeliveryRecalled {
		t.Errorf("a recall under the new key of what went under the old one: %s", page.Delivery.State)
	}
	found, _, err := intake.Check(f.office.store, f.office.keys.FrontKeys, &f.office.keys)
	if err != nil || len(found) > 0 {
		t.Errorf("the check says %v %v", found, err)
	}
}

// forged is a message that a thief of the old keys makes.
func forged(f *byFile, before *record.Endpoint) []byte {
	f.t.Helper()
	keys, err := book.Keys(before)
	f.do("keys", err)
	doc, err := cjg.Marshal(&cjg.Recall{About: "11111111-1111-4111-8111-111111111111", Number: "H-0001", Whole: true, Date: "2026-11-22"})
	f.do("document", err)
	id, err := envelope.NewUUID(rand.Reader)
	f.do("id", err)
	fields := envelope.Fields{ID: id, Version: 1, Kind: envelope.Request, Created: f.Now()}
	sealed, _, err := envelope.Seal(rand.Reader, fields, doc, keys.Signing, f.office.keys.Opening.Public())
	f.do("seal", err)
	return sealed
}

// TestKeysAreKeptUntilNothingSealedToThemCanCome, and not a day longer.
func TestKeysAreKeptUntilNothingSealedToThemCanCome(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayPaper}))
	r.do("send", r.Send(ctx, r.ref.ID))
	r.deliver()
	r.do("new keys", r.NewKeys(ctx, r.endpoint().ID))
	drawn := r.endpoint().Next
	r.do("again", r.NewKeys(ctx, r.endpoint().ID))
	if drawn.Keys.Equal(r.endpoint().Next.Keys) {
		t.Error("asked for again before they were told, the keys are the same")
	}
	r.deliver()
	e := r.endpoint()
	if book.Turning(e) || len(e.Former) != 1 {
		t.Fatalf("turning %v, %d former", book.Turning(e), len(e.Former))
	}
	if kept := e.Former[0].Until.Sub(e.Former[0].Changed); kept != 460*24*time.Hour {
		t.Errorf("kept for %v", kept)
	}
	var words []string
	all, err := r.Log(ctx, book.LogKeys, 0, 100)
	r.do("log", err)
	for _, l := range all.Entries {
		if l.Kind == record.KindEndpoint {
			words = append(words, l.Action)
		}
	}
	for _, want := range []string{"newkeys", "known_keys"} {
		if !slices.Contains(words, want) {
			t.Errorf("%q is not in the log: %v", want, words)
		}
	}
}
