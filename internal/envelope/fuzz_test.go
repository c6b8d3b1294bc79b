package envelope

import (
	"bytes"
	"testing"
	"time"
)

func seedEnvelope(f *testing.F) []byte {
	f.Helper()
	s, _ := ParseSigningKey(bytes.Repeat([]byte{1}, 32))
	o, _ := ParseOpeningKey(bytes.Repeat([]byte{2}, 32))
	fields := Fields{ID: UUID{1}, Version: 1, Kind: Referral, Created: time.Unix(1, 0), Salt: [32]byte{1}}
	sealed, _, err := Seal(nil, fields, []byte("{}"), s, o.Public())
	if err != nil {
		f.Fatal(err)
	}
	return sealed
}

// FuzzSplit: whatever is read prints back to the same bytes, so that no two byte strings mean one message.
func FuzzSplit(f *testing.F) {
	sealed := seedEnvelope(f)
	f.Add(sealed)
	f.Add(sealed[:40])
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := split(data)
		if err != nil {
			return
		}
		if !bytes.Equal(join(p.header.Bytes(), p.signature, p.body), data) {
			t.Fatalf("parse and print differ")
		}
	})
}

// FuzzUnpad: the padding has one form only.
func FuzzUnpad(f *testing.F) {
	f.Add(pad([32]byte{1}, []byte("{}")))
	f.Add(pad([32]byte{}, bytes.Repeat([]byte{0}, 476)))
	f.Fuzz(func(t *testing.T, data []byte) {
		salt, document, err := unpad(data)
		if err == nil && !bytes.Equal(pad(salt, document), data) {
			t.Fatal("unpad and pad differ")
		}
	})
}

// FuzzReceipt: parse and print are each other's inverse.
func FuzzReceipt(f *testing.F) {
	s, _ := ParseSigningKey(bytes.Repeat([]byte{1}, 32))
	f.Add(NewReceipt(Received, Header{}, time.Unix(5, 0), s).Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ParseReceipt(data)
		if err == nil && !bytes.Equal(r.Bytes(), data) {
			t.Fatal("parse and print differ")
		}
	})
}

// FuzzOpen: only the bytes that were sealed open, and to what was sealed; whatever else comes is refused without trouble.
func FuzzOpen(f *testing.F) {
	sealed := seedEnvelope(f)
	s, _ := ParseSigningKey(bytes.Repeat([]byte{1}, 32))
	o, _ := ParseOpeningKey(bytes.Repeat([]byte{2}, 32))
	f.Add(sealed)
	f.Add(sealed[:len(sealed)-1])
	f.Fuzz(func(t *testing.T, data []byte) {
		h, document, err := Open(data, o, s.Public())
		if err != nil {
			return
		}
		if len(data) != len(sealed) || string(document) != "{}" || h.ID != (UUID{1}) {
			t.Fatalf("something opens that was never sealed: %d bytes, %q", len(data), document)
		}
	})
}
