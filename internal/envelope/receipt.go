package envelope

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/binary"
	"time"
)

// ReceiptKind says what its signer vouches for.
type ReceiptKind uint8

// The two receipts of a message. Only the first makes it "sent"; only the second makes it "readable".
const (
	Received ReceiptKind = 1 // the front has the sealed bytes in its store
	Readable ReceiptKind = 2 // the inbox opened it and found what the header commits to
)

// String is the word on the wire: "ontvangen" or "leesbaar".
func (k ReceiptKind) String() string {
	switch k {
	case Received:
		return "ontvangen"
	case Readable:
		return "leesbaar"
	}
	return ""
}

const (
	receiptPurpose = "schakel receipt 1"
	receiptSize    = 1 + 1 + 32 + 8 + 16 + ed25519.SignatureSize
)

// Receipt is a signed statement about one header. Its zero value vouches for nothing.
type Receipt struct {
	Kind      ReceiptKind
	Header    [32]byte  // Header.Hash of the message
	Time      time.Time // by the signer's clock, in whole seconds
	Signer    KeyID
	signature [ed25519.SignatureSize]byte
}

// NewReceipt signs a receipt for a header.
func NewReceipt(kind ReceiptKind, h Header, at time.Time, signer SigningKey) Receipt {
	r := Receipt{Kind: kind, Header: h.Hash(), Time: time.Unix(at.Unix(), 0).UTC(), Signer: signer.Public().ID()}
	copy(r.signature[:], signer.Sign(receiptPurpose, r.content()))
	return r
}

// Bytes is the only encoding: format, kind, header hash, time in Unix seconds, signer, signature; 122 bytes.
func (r Receipt) Bytes() []byte { return append(r.content(), r.signature[:]...) }

// String is Bytes in base64url, as it stands in JSON.
func (r Receipt) String() string { return base64.RawURLEncoding.EncodeToString(r.Bytes()) }

func (r Receipt) content() []byte {
	b := make([]byte, 0, receiptSize)
	b = append(b, format, byte(r.Kind))
	b = append(b, r.Header[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(r.Time.Unix()))
	return append(b, r.Signer[:]...)
}

// ParseReceipt reads Receipt.Bytes without verifying it.
func ParseReceipt(data []byte) (Receipt, error) {
	r := reader{rest: data}
	if f := r.number(1); f > format {
		return Receipt{}, ErrNewer
	} else if f != format || len(data) != receiptSize {
		return Receipt{}, ErrFormat
	}
	var out Receipt
	out.Kind = ReceiptKind(r.number(1))
	copy(out.Header[:], r.take(32))
	seconds := int64(r.number(8))
	copy(out.Signer[:], r.take(16))
	copy(out.signature[:], r.take(ed25519.SignatureSize))
	if out.Kind.String() == "" || seconds < 0 {
		return Receipt{}, ErrFormat
	}
	out.Time = time.Unix(seconds, 0).UTC()
	return out, nil
}

// DecodeReceipt reads Receipt.String without verifying it.
func DecodeReceipt(s string) (Receipt, error) {
	data, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil {
		return Receipt{}, ErrFormat
	}
	return ParseReceipt(data)
}

// Verify checks that the receipt is of this kind, for exactly this header, and signed by this key. The error is ErrReceipt.
func (r Receipt) Verify(kind ReceiptKind, h Header, signer VerifyKey) error {
	if r.Header != h.Hash() {
		return ErrReceipt
	}
	return r.VerifySigner(kind, signer)
}

// VerifySigner checks the kind and the signature when the header is not at hand; the caller then compares Header with Header.Hash.
func (r Receipt) VerifySigner(kind ReceiptKind, signer VerifyKey) error {
	if r.Kind != kind || signer.IsZero() || r.Signer != signer.ID() || !signer.Verify(receiptPurpose, r.content(), r.signature[:]) {
		return ErrReceipt
	}
	return nil
}
