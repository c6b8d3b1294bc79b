package preferences

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"testing"
	"time"

	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/record"
)

// agreed is a book with an endpoint whose agreement changed.
type agreed struct {
	far
	roots []byte
	seen  bool
}

func (a *agreed) Endpoints(context.Context) ([]*record.Endpoint, error) {
	e := &record.Endpoint{
		Name: record.Text("CJG Zuiderwijk"), Address: "https://cjg.example", Norm: 5, Roots: a.roots, Certificate: []byte("x"),
		Towns: []string{"GM0599", "Dorp"}, Privacy: record.Text("Wij bewaren kort."),
	}
	if !a.seen {
		e.ChangedOn = record.Day(2026, 11, 20)
	}
	return []*record.Endpoint{e}, nil
}

func (a *agreed) SeenTerms(context.Context, record.ID) error {
	a.seen = true
	return nil
}

func TestTheCardSaysTheWordsAndThatTheAgreementChanged(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	src := &agreed{far: far{Book: newBook(t)}, roots: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
	v, _, _ := page(t, src)
	words := book.Words(&record.Endpoint{Roots: src.roots})
	for _, text := range []string{words, v.p.T("preferences.link.words.how"), v.p.T("preferences.link.changed"), "Wij bewaren kort."} {
		if text == "" || !uitest.Says(v.links, text) {
			t.Errorf("the card does not say %q", text)
		}
	}
	uitest.Press(t, v.links, v.p.T("preferences.link.changed.read"))
	if !src.seen || uitest.Says(v.links, v.p.T("preferences.link.changed")) {
		t.Error("what was read stays")
	}
}
