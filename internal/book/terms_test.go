package book_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/record"
)

// ahead puts the laptop's own clock so many days ahead of what the endpoint has.
func (r *road) ahead(days int) { r.back.Store(-int64(time.Duration(days) * 24 * time.Hour)) }

func (r *road) endpoint() *record.Endpoint {
	r.t.Helper()
	all, err := r.Endpoints(r.t.Context())
	r.do("endpoints", err)
	return all[0]
}

func (r *road) norm() int {
	r.t.Helper()
	p, err := r.Partner(r.t.Context(), r.Rows(record.KindPartner)[0].ID)
	r.do("partner", err)
	return p.Norm
}

func (r *road) agreed(a cjg.Agreement) {
	r.t.Helper()
	s, err := r.office.endpoint.Inbox.Settings()
	r.do("settings", err)
	s.Agreement = a
	r.do("set", r.office.endpoint.Inbox.SetSettings(s, "beheerder"))
}

// TestAChangedAgreementReachesTheLaptopOnceADay: and is remembered until the worker saw it; her own norm stays.
func TestAChangedAgreementReachesTheLaptopOnceADay(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	now := cjg.Agreement{Organisation: "CJG Zuid", NormDays: 5, Responsible: "Gemeente Zuiderwijk", PrivacyNotice: "Wij bewaren kort.", Places: []cjg.AgreementPlace{{Municipality: "Rotterdam"}}}
	r.agreed(now)
	r.deliver()
	if e := r.endpoint(); e.Norm != 7 || !e.ChangedOn.Zero() {
		t.Fatalf("asked again within a day of enrolling: %d %v", e.Norm, e.ChangedOn)
	}
	r.ahead(1)
	r.deliver()
	e := r.endpoint()
	if e.Norm != 5 || e.Name.Reveal() != "CJG Zuid" || e.Privacy.Reveal() != "Wij bewaren kort." || len(e.Towns) != 1 || e.ChangedOn.Zero() {
		t.Fatalf("after a day: %+v", e)
	}
	if n := r.norm(); n != 5 {
		t.Errorf("the partner's norm is %d", n)
	}
	r.do("seen", r.SeenTerms(ctx, e.ID))
	r.ahead(2)
	r.deliver()
	if e := r.endpoint(); !e.ChangedOn.Zero() {
		t.Error("the same agreement counts as changed")
	}
	p, err := r.Partner(ctx, r.Rows(record.KindPartner)[0].ID)
	r.do("partner", err)
	p.Norm = 14 // what the worker found out herself
	r.do("save", r.SavePartner(ctx, p))
	now.NormDays = 3
	r.agreed(now)
	r.ahead(3)
	r.deliver()
	if e := r.endpoint(); e.Norm != 3 || e.ChangedOn.Zero() || r.norm() != 14 {
		t.Errorf("norm %d, the partner's %d", e.Norm, r.norm())
	}
	if words := book.Words(r.endpoint()); words != r.office.keys.IssuerFingerprint() || len(strings.Fields(words)) != 6 {
		t.Errorf("the words are %q", words)
	}
}

// TestTheCertificateIsRenewedAtTwoThirds: not before; and one who was shut out in between hears so.
func TestTheCertificateIsRenewedAtTwoThirds(t *testing.T) {
	r := newRoad(t)
	first := r.endpoint().Certificate
	r.ahead(59)
	r.deliver()
	if !bytes.Equal(r.endpoint().Certificate, first) {
		t.Error("renewed before two thirds")
	}
	r.ahead(61)
	r.deliver()
	second := r.endpoint()
	if bytes.Equal(second.Certificate, first) || second.Parked != "" {
		t.Fatalf("not renewed at two thirds: %q", second.Parked)
	}
	keys, err := book.Keys(second)
	r.do("keys", err)
	r.do("revoke", r.office.endpoint.Front.Revoke(keys.Device(), "beheerder"))
	r.ahead(100)
	r.deliver()
	if e := r.endpoint(); e.Parked != cjg.ErrRevoked.Code || !bytes.Equal(e.Certificate, second.Certificate) {
		t.Errorf("shut out: parked for %q", e.Parked)
	}
}
