package parcel

import (
	"crypto/sha256"
	"encoding/hex"
)

// signing is the purpose of a signature that is no parcel's.
const signing = "schakel card 1 "

// Sign signs something that is sealed to nobody, for a purpose.
func (k Keys) Sign(purpose string, data []byte) []byte { return k.signing.Sign(signing+purpose, data) }

// Signed reports whether the holder of the card signed the data for the purpose.
func (c Card) Signed(purpose string, data, signature []byte) bool {
	return !c.Empty() && c.verify.Verify(signing+purpose, data, signature)
}

// Key is a word for the keys on a card, the same for the life of its holder's store.
func (c Card) Key() string {
	sum := sha256.Sum256(append(c.seal.Bytes(), c.verify.Bytes()...))
	return hex.EncodeToString(sum[:16])
}
