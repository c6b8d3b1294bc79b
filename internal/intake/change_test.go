package intake_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/intake"
)

func newKeys(t testing.TB) cjg.DeviceKeys {
	t.Helper()
	k, err := cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	return k
}

// changeOf makes a request for new keys.
func (w *world) changeOf(from, to cjg.DeviceKeys, atOnce bool) cjg.RenewalRequest {
	w.t.Helper()
	r, err := from.ChangeRequest(rand.Reader, to, w.enrolled.Issuer, w.clock.now(), atOnce)
	must(w.t, err)
	return r
}

// words is what the beheerder sees of the device.
func (w *world) words(id string) intake.DeviceInfo {
	w.t.Helper()
	all, err := w.endpoint.Front.Devices()
	must(w.t, err)
	for _, d := range all {
		if d.ID == id {
			return d
		}
	}
	w.t.Fatal("no such device")
	return intake.DeviceInfo{}
}

// TestNobodyElseChangesTheKeysOfADevice is the table of who asks for new keys, and with what.
func TestNobodyElseChangesTheKeysOfADevice(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	mine, other, stranger := w.device, newKeys(t), newKeys(t)
	code, err := w.endpoint.Front.NewCode("")
	must(t, err)
	request, err := other.EnrolmentRequest(rand.Reader, code, "")
	must(t, err)
	_, err = w.endpoint.Front.Enrol(ctx, request)
	must(t, err)
	elsewhere, err := intake.NewKeys(rand.Reader, "CJG Elders", w.clock.now())
	must(t, err)
	fresh := newKeys(t)
	with := func(change func(*cjg.RenewalRequest)) func() cjg.RenewalRequest {
		return func() cjg.RenewalRequest {
			r := w.changeOf(mine, fresh, false)
			change(&r)
			return r
		}
	}
	at := func(d time.Duration) func() cjg.RenewalRequest {
		return func() cjg.RenewalRequest {
			r, err := mine.ChangeRequest(rand.Reader, fresh, w.enrolled.Issuer, w.clock.now().Add(d), false)
			must(t, err)
			return r
		}
	}
	rows := []struct {
		name string
		ask  func() cjg.RenewalRequest
		want error
	}{
		{"another device's key signs", func() cjg.RenewalRequest {
			as := other
			as.Name = mine.Device()
			return w.changeOf(as, fresh, false)
		}, cjg.ErrBody},
		{"a device that is not known", func() cjg.RenewalRequest { return w.changeOf(stranger, fresh, false) }, cjg.ErrDenied},
		{"the name of another device", with(func(r *cjg.RenewalRequest) { r.Device = other.Device() }), cjg.ErrBody},
		{"other signing key", with(func(r *cjg.RenewalRequest) { r.Fresh.Signing = stranger.Signing.Public().Bytes() }), cjg.ErrBody},
		{"other opening key", with(func(r *cjg.RenewalRequest) { r.Fresh.Opening = stranger.Opening.Public().Bytes() }), cjg.ErrBody},
		{"other TLS key", with(func(r *cjg.RenewalRequest) { r.CSR = w.changeOf(mine, stranger, false).CSR }), cjg.ErrBody},
		{"at once, where the proof says not", with(func(r *cjg.RenewalRequest) { r.Fresh.AtOnce = true }), cjg.ErrBody},
		{"another time than the proof", with(func(r *cjg.RenewalRequest) { r.Fresh.Made = r.Fresh.Made.Add(time.Second) }), cjg.ErrBody},
		{"a time with less than seconds", with(func(r *cjg.RenewalRequest) { r.Fresh.Made = r.Fresh.Made.Add(time.Millisecond) }), cjg.ErrBody},
		{"no proof of the old key", with(func(r *cjg.RenewalRequest) { r.Proof = r.Fresh.Proof }), cjg.ErrBody},
		{"no proof of the new key", with(func(r *cjg.RenewalRequest) { r.Fresh.Proof = r.Proof }), cjg.ErrBody},
		{"the proof of a plain renewal", with(func(r *cjg.RenewalRequest) {
			plain, err := mine.RenewalRequest(rand.Reader)
			must(t, err)
			r.Proof = plain.Proof
		}), cjg.ErrBody},
		{"an endpoint that it is not for", func() cjg.RenewalRequest {
			r, err := mine.ChangeRequest(rand.Reader, fresh, pemOf(elsewhere.Issuer()), w.clock.now(), false)
			must(t, err)
			return r
		}, cjg.ErrForeign},
		{"an hour ago", at(-time.Hour), cjg.ErrClock},
		{"in an hour", at(time.Hour), cjg.ErrClock},
		{"the key of another device", func() cjg.RenewalRequest {
			taken := fresh
			taken.Signing = other.Signing
			return w.changeOf(mine, taken, false)
		}, cjg.ErrBody},
		{"the same opening key", func() cjg.RenewalRequest {
			same := fresh
			same.Opening = mine.Opening
			return w.changeOf(mine, same, false)
		}, cjg.ErrBody},
		{"the same TLS key", func() cjg.RenewalRequest {
			same := fresh
			same.TLS = mine.TLS
			return w.changeOf(mine, same, false)
		}, cjg.ErrBody},
		{"no keys at all", with(func(r *cjg.RenewalRequest) { r.Fresh.Signing, r.Fresh.Opening = nil, nil }), cjg.ErrBody},
	}
	before := w.words(mine.Device())
	for _, row := range rows {
		if _, err := w.endpoint.Front.Renew(ctx, row.ask()); !errors.Is(err, row.want) {
			t.Errorf("%s: %v, want %v", row.name, err, row.want)
		}
		if now := w.words(mine.Device()); now != before {
			t.Fatalf("%s: the device changed: %+v", row.name, now)
		}
	}
	w.replays(mine, other, fresh)
}

// replays: what was good once is good again only as long as it says what stands there.
func (w *world) replays(mine, other, fresh cjg.DeviceKeys) {
	t, ctx := w.t, context.Background()
	first := w.changeOf(mine, fresh, false)
	_, err := w.endpoint.Front.Renew(ctx, first)
	must(t, err)
	fresh.Name = mine.Device()
	changed := w.words(mine.Device())
	if changed.Fingerprint != fresh.Signing.Public().Fingerprint() || changed.Before != mine.Signing.Public().Fingerprint() || changed.Changed.IsZero() {
		t.Fatalf("after the change: %+v", changed)
	}
	if _, err := w.endpoint.Front.Renew(ctx, first); err != nil || w.words(mine.Device()).Changed != changed.Changed {
		t.Errorf("the same request again: %v", err)
	}
	third := newKeys(t)
	_, err = w.endpoint.Front.Renew(ctx, w.changeOf(fresh, third, true))
	must(t, err)
	third.Name = mine.Device()
	for name, ask := range map[string]cjg.RenewalRequest{
		"the first request again":         first,
		"back to the first keys":          w.changeOf(third, mine, false),
		"with a former key to other keys": w.changeOf(mine, newKeys(t), false),
		"another device takes a former":   w.changeOf(other, fresh, false),
	} {
		if _, err := w.endpoint.Front.Renew(ctx, ask); !errors.Is(err, cjg.ErrReplaced) && !errors.Is(err, cjg.ErrBody) {
			t.Errorf("%s: %v", name, err)
		}
	}
	code, err := w.endpoint.Front.NewCode("")
	must(t, err)
	for name, keys := range map[string]cjg.DeviceKeys{"the first": mine, "a later": fresh} {
		request, err := (cjg.DeviceKeys{Signing: keys.Signing, Opening: keys.Opening, TLS: keys.TLS}).EnrolmentRequest(rand.Reader, code, "")
		must(t, err)
		if _, err := w.endpoint.Front.Enrol(ctx, request); err == nil {
			t.Errorf("%s former key enrols as a device", name)
		}
	}
	w.clock.add(455*24*time.Hour + time.Hour)
	if _, err := w.endpoint.Front.Renew(ctx, w.changeOf(third, newKeys(t), false)); !errors.Is(err, cjg.ErrExpired) {
		t.Errorf("more than a year after it ended: %v", err)
	}
	w.clock.add(-2 * 24 * time.Hour)
	fourth := newKeys(t)
	if _, err := w.endpoint.Front.Renew(ctx, w.changeOf(third, fourth, false)); err != nil {
		t.Errorf("within the year: %v", err)
	}
	fourth.Name = mine.Device()
	must(t, w.endpoint.Front.Revoke(mine.Device(), "beheer"))
	if _, err := w.endpoint.Front.Renew(ctx, w.changeOf(fourth, newKeys(t), false)); !errors.Is(err, cjg.ErrRevoked) {
		t.Errorf("revoked: %v", err)
	}
}

func pemOf(issuer *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: issuer.Raw})
}

// TestADeviceKeepsItsMessagesThroughAChange, over the network, on every store, and in a copy that is put back.
func TestADeviceKeepsItsMessagesThroughAChange(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	put := func(c *cjg.Client, sealed []byte) {
		t.Helper()
		_, err := c.Put(ctx, sealed)
		must(t, err)
		must(t, w.endpoint.Inbox.OpenPending())
	}
	first := uuid(t)
	old, _ := w.seal(w.device, referral(), first, 1)
	put(w.client, old)
	fresh := newKeys(t)
	got, err := w.client.Change(ctx, w.device, fresh, false)
	must(t, err)
	fresh.Name, fresh.Former = w.device.Device(), []cjg.DeviceKeys{w.device}
	client := w.clientFor(fresh, got)
	if _, err := w.client.Changes(ctx, ""); !refusedAs(err, cjg.ErrReplaced) {
		t.Errorf("with the former certificate: %v", err)
	}
	put(client, old) // the same bytes again
	newer := referral()
	newer.Question = "Ik wil graag dat u belt."
	second, _ := w.seal(fresh, newer, first, 2)
	put(client, second)
	stick, _ := w.seal(w.device, referral(), uuid(t), 1)
	if h := w.endpoint.TakeFile(ctx, stick, "marieke"); h[0].Err != nil || h[0].Device != fresh.Device() {
		t.Errorf("a stick of before the change: %+v", h)
	}
	late, _ := w.seal(w.device, referral(), uuid(t), 1)
	w.clock.add(intake.SignerOverlap)
	if got := w.endpoint.Front.Put(ctx, fresh.Device(), [][]byte{late}); !errors.Is(got[0].Err, cjg.ErrSignerEnded) {
		t.Errorf("after the overlap: %v", got[0].Err)
	}
	w.clock.add(-intake.SignerOverlap)
	must(t, w.endpoint.Inbox.OpenPending())
	must(t, w.endpoint.Inbox.Answer(first, cjg.Answer{State: cjg.StateAccepted, Text: "Wij bellen."}, "marieke"))
	page, err := client.Changes(ctx, "")
	must(t, err)
	inbox, err := envelope.ParseVerifyKey(got.Inbox)
	must(t, err)
	sealed := page.Items[len(page.Items)-1].Sealed
	if _, _, err := cjg.OpenDocument(sealed, fresh.Opener(sealed), inbox); err != nil {
		t.Errorf("an answer after the change: %v", err)
	}
	back, _ := w.seal(fresh, recall(first), uuid(t), 1)
	_, err = client.Withdraw(ctx, first, back)
	must(t, err)
	must(t, w.endpoint.Inbox.OpenPending())
	item, err := w.endpoint.Inbox.Peek(first)
	must(t, err)
	if item.State != intake.StateRecalled || item.Version != 2 || item.Device != w.device.Device() {
		t.Errorf("the case: %+v", item.Case)
	}
	var copied bytes.Buffer
	_, err = intake.WriteCopy(w.store, &copied, w.clock.now())
	must(t, err)
	for _, k := range kinds() {
		t.Run(k.name, func(t *testing.T) {
			s, err := k.open(k.place(t))
			must(t, err)
			defer func() { _ = s.Close() }()
			_, err = intake.ReadCopy(s, w.keys.FrontKeys, w.clock.now(), rand.Reader, func() (io.Reader, error) { return bytes.NewReader(copied.Bytes()), nil })
			must(t, err)
			found, _, err := intake.Check(s, w.keys.FrontKeys, &w.keys)
			if err != nil || len(found) > 0 {
				t.Errorf("the check: %+v %v", found, err)
			}
			e := intake.NewEndpoint(s, w.keys, w.config)
			next := newKeys(t)
			r := w.changeOf(fresh, next, true)
			for range 2 {
				_, err = e.Front.Renew(ctx, r)
				must(t, err)
			}
			next.Name = fresh.Device()
			for name, row := range map[string]struct {
				keys cjg.DeviceKeys
				want error
			}{"newest": {next, nil}, "former, at once": {fresh, cjg.ErrSignerEnded}, "first": {w.device, cjg.ErrSignerEnded}} {
				sealed, _ := w.seal(row.keys, referral(), uuid(t), 1)
				if h := e.TakeFile(ctx, sealed, "marieke"); !errors.Is(h[0].Err, row.want) {
					t.Errorf("%s: %v", name, h[0].Err)
				}
			}
			must(t, e.Inbox.OpenPending())
		})
	}
}

func refusedAs(err, want error) bool {
	var refused *cjg.Refusal
	return errors.As(err, &refused) && refused.Code == fault.CodeOf(want)
}
