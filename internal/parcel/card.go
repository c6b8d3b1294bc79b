// Package parcel makes the files that one Schakel user hands to another: sealed to the receiver's key card, signed by who gives.
package parcel

import (
	"bytes"
	"encoding/json"

	"schakel/internal/envelope"
	"schakel/internal/record"
	"schakel/internal/seal"
)

// Keys are the private halves of a user's key card. They are made from one key of the store, so that the card stays the same for the
// life of the store and in every copy of it.
type Keys struct {
	opening envelope.OpeningKey
	signing envelope.SigningKey
}

// NewKeys derives the keys from a key of the store.
func NewKeys(key *seal.Key) (Keys, error) {
	var k Keys
	err := derived(key, "schakel parcel opening 1", func(seed []byte) (err error) {
		k.opening, err = envelope.ParseOpeningKey(seed)
		return err
	})
	if err != nil {
		return Keys{}, err
	}
	err = derived(key, "schakel parcel signing 1", func(seed []byte) (err error) {
		k.signing, err = envelope.ParseSigningKey(seed)
		return err
	})
	return k, err
}

func derived(key *seal.Key, label string, use func(seed []byte) error) error {
	sub, err := key.Derive(label)
	if err != nil {
		return err
	}
	defer sub.Wipe()
	seed := sub.Bytes()
	defer clear(seed)
	return use(seed)
}

// Card is the public half: with it, somebody else can seal a file to its holder. The name is what its holder wrote on it.
type Card struct {
	Name  record.Private
	Title record.Private

	seal   envelope.SealingKey
	verify envelope.VerifyKey
}

// Card is the card of these keys with a name and a title on it.
func (k Keys) Card(name, title record.Private) Card {
	return Card{Name: name, Title: title, seal: k.opening.Public(), verify: k.signing.Public()}
}

// Words are six made-up words for the keys on a card, to compare by phone.
func (c Card) Words() string {
	return envelope.Fingerprint(append(c.seal.Bytes(), c.verify.Bytes()...))
}

// Empty reports whether there is no key on the card.
func (c Card) Empty() bool { return c.seal.IsZero() || c.verify.IsZero() }

// Same reports whether two cards have the same keys, whatever is written on them.
func (c Card) Same(o Card) bool {
	return bytes.Equal(c.seal.Bytes(), o.seal.Bytes()) && bytes.Equal(c.verify.Bytes(), o.verify.Bytes())
}

const (
	cardFormat  = "schakel-sleutelkaart"
	cardVersion = 1
	// MaxCard is the largest card that ParseCard looks at, in bytes.
	MaxCard = 16 << 10
)

type wireCard struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Name    string `json:"name,omitempty"`
	Title   string `json:"title,omitempty"`
	Seal    []byte `json:"seal"`
	Verify  []byte `json:"verify"`
}

// Bytes is the card as a small file that may be mailed or handed over on a stick: there is no secret in it.
func (c Card) Bytes() ([]byte, error) {
	if c.Empty() {
		return nil, ErrCard
	}
	return json.Marshal(wireCard{
		Format: cardFormat, Version: cardVersion, Name: c.Name.Reveal(), Title: c.Title.Reveal(), Seal: c.seal.Bytes(), Verify: c.verify.Bytes(),
	})
}

// ParseCard reads what Bytes wrote. Errors: ErrCard, ErrCardNewer, ErrSize.
func ParseCard(data []byte) (Card, error) {
	if len(data) > MaxCard {
		return Card{}, ErrSize
	}
	var w wireCard
	if json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &w) != nil || w.Format != cardFormat {
		return Card{}, ErrCard
	}
	if w.Version > cardVersion {
		return Card{}, ErrCardNewer
	}
	sealing, err := envelope.ParseSealingKey(w.Seal)
	if err != nil {
		return Card{}, ErrCard
	}
	verify, err := envelope.ParseVerifyKey(w.Verify)
	if err != nil {
		return Card{}, ErrCard
	}
	c := Card{Name: record.Text(w.Name), Title: record.Text(w.Title), seal: sealing, verify: verify}
	probe := record.Profile{Name: c.Name, Title: c.Title} // the same limits and characters as on the own card
	if len(probe.Validate(record.Date{})) > 0 {
		return Card{}, ErrCard
	}
	return c, nil
}
