package parcel

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"time"

	"schakel/internal/envelope"
	"schakel/internal/fault"
)

// Limits, in bytes.
const (
	// MaxContent is the largest content of a parcel.
	MaxContent = 64 << 20
	// MaxFile is the largest file that Open looks at: the content, its padding, the head and the keys.
	MaxFile = MaxContent + MaxContent/128 + 1<<20

	magic   = "schakel overdracht 1\n"
	purpose = "schakel parcel 1"
)

// What can be wrong with a parcel or a card.
var (
	ErrFormat    = fault.New(fault.Corrupt, "parcel.format", "the file is no parcel")
	ErrNewer     = fault.New(fault.Newer, "parcel.newer", "the parcel has a newer format")
	ErrRecipient = fault.New(fault.Denied, "parcel.recipient", "the parcel is sealed to another card")
	ErrDamaged   = fault.New(fault.Corrupt, "parcel.damaged", "the parcel does not open")
	ErrSize      = fault.New(fault.Full, "parcel.size", "the parcel is over the size limit")
	ErrCard      = fault.New(fault.Corrupt, "parcel.card", "the file is no key card")
	ErrCardNewer = fault.New(fault.Newer, "parcel.card.newer", "the key card has a newer format")
)

// Sort says what a parcel holds; a reader refuses what it does not expect.
type Sort string

// The sorts.
const (
	Caseload     Sort = "caseload"     // families that another worker takes over
	Contribution Sort = "contribution" // what a worker counted for a programme
)

// Head is what a parcel says about itself. All of it is sealed; nothing of it can be read from outside.
type Head struct {
	ID   [16]byte // random; the same parcel counts once
	Sort Sort
	Made time.Time // by the giver's clock, in whole seconds
	From Card
}

// The file: magic, the id of the key it is sealed to (16 bytes), then the sealed part. That is: length of the head (4 bytes), head as
// JSON, signature (64 bytes), content. The signature is the giver's, over the receiver's key id, the head and the SHA-256 of the content.

type wireHead struct {
	ID   []byte          `json:"id"`
	Sort Sort            `json:"sort"`
	Made int64           `json:"made"`
	From json.RawMessage `json:"from"`
}

// Seal makes a parcel of the content for the holder of a card. Errors: ErrSize.
func (k Keys) Seal(h Head, to Card, content []byte) ([]byte, error) {
	if len(content) > MaxContent {
		return nil, ErrSize
	}
	card, err := h.From.Bytes()
	if err != nil {
		return nil, err
	}
	head, err := json.Marshal(wireHead{ID: h.ID[:], Sort: h.Sort, Made: h.Made.Unix(), From: card})
	if err != nil {
		return nil, err
	}
	id := to.seal.ID()
	plain := binary.BigEndian.AppendUint32(nil, uint32(len(head)))
	plain = append(plain, head...)
	plain = append(plain, k.signing.Sign(purpose, signed(id, head, content))...)
	plain = append(plain, content...)
	defer clear(plain)
	outside := append([]byte(magic), id[:]...)
	sealed, err := to.seal.SealLarge(purpose, outside, plain)
	if err != nil {
		return nil, err
	}
	return append(outside, sealed...), nil
}

// Open opens a parcel and checks that the card in it is the signer's. Whether that card belongs to the person whose name is on it, the
// receiver sees from the words of the card and nobody else can say. Errors: ErrFormat, ErrNewer, ErrRecipient, ErrDamaged, ErrSize.
func (k Keys) Open(file []byte) (Head, []byte, error) {
	id := k.opening.Public().ID()
	switch {
	case len(file) > MaxFile:
		return Head{}, nil, ErrSize
	case bytes.HasPrefix(file, []byte("schakel overdracht ")) && !bytes.HasPrefix(file, []byte(magic)):
		return Head{}, nil, ErrNewer
	case !bytes.HasPrefix(file, []byte(magic)) || len(file) < len(magic)+len(id):
		return Head{}, nil, ErrFormat
	case !bytes.Equal(file[len(magic):len(magic)+len(id)], id[:]):
		return Head{}, nil, ErrRecipient
	}
	outside, sealed := file[:len(magic)+len(id)], file[len(magic)+len(id):]
	plain, err := k.opening.OpenLarge(purpose, outside, sealed)
	if err != nil {
		return Head{}, nil, ErrDamaged
	}
	return read(id, plain)
}

func read(id envelope.KeyID, plain []byte) (Head, []byte, error) {
	if len(plain) < 4 {
		return Head{}, nil, ErrDamaged
	}
	n := uint64(binary.BigEndian.Uint32(plain))
	if uint64(len(plain)) < 4+n+ed25519.SignatureSize {
		return Head{}, nil, ErrDamaged
	}
	head, rest := plain[4:4+n], plain[4+n:]
	signature, content := rest[:ed25519.SignatureSize], rest[ed25519.SignatureSize:]
	var w wireHead
	if json.Unmarshal(head, &w) != nil || len(w.ID) != 16 {
		return Head{}, nil, ErrDamaged
	}
	card, err := ParseCard(w.From)
	if err != nil || !card.verify.Verify(purpose, signed(id, head, content), signature) {
		return Head{}, nil, ErrDamaged
	}
	return Head{ID: [16]byte(w.ID), Sort: w.Sort, Made: time.Unix(w.Made, 0).UTC(), From: card}, content, nil
}

// signed binds who receives it, so that a parcel that was opened cannot be sealed to somebody else as if the giver had.
func signed(to envelope.KeyID, head, content []byte) []byte {
	sum := sha256.Sum256(content)
	return append(append(append([]byte{}, to[:]...), head...), sum[:]...)
}
