package intake

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/json"

	"schakel/internal/envelope"
)

// sealRest encrypts a value for the store (AES-256-GCM, random nonce), bound to its bucket and message.
func sealRest(key [32]byte, b Bucket, id envelope.UUID, plain []byte) ([]byte, error) {
	aead, err := restCipher(key)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, aead.NonceSize())
	_, _ = rand.Read(nonce) // never fails: it stops the program instead
	return aead.Seal(nonce, nonce, plain, bound(b, id)), nil
}

func openRest(key [32]byte, b Bucket, id envelope.UUID, sealed []byte) ([]byte, error) {
	aead, err := restCipher(key)
	if err != nil {
		return nil, err
	}
	if len(sealed) < aead.NonceSize() {
		return nil, ErrStore
	}
	n := aead.NonceSize()
	plain, err := aead.Open(nil, sealed[:n], sealed[n:], bound(b, id))
	if err != nil {
		return nil, ErrStore
	}
	return plain, nil
}

func restCipher(key [32]byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return nil, ErrStore
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, ErrStore
	}
	return aead, nil
}

func bound(b Bucket, id envelope.UUID) []byte { return append([]byte(b), id[:]...) }

// content is what the store keeps sealed of a case.
type content struct {
	Document json.RawMessage   `json:"document"`
	Answers  []json.RawMessage `json:"answers,omitempty"` // in order, canonical JSON
}

// loadContent opens a case's content with its own key; gone is true when that key was destroyed.
func (i *Inbox) loadContent(tx Tx, id envelope.UUID) (c content, gone bool, err error) {
	wrapped, err := tx.Get(bucketKeys, id[:])
	if err != nil {
		return content{}, false, err
	}
	sealed, err := tx.Get(bucketContents, id[:])
	if err != nil {
		return content{}, false, err
	}
	if wrapped == nil || sealed == nil {
		return content{}, true, nil
	}
	key, err := openRest(i.keys.Rest, bucketKeys, id, wrapped)
	if err != nil || len(key) != 32 {
		return content{}, false, ErrStore
	}
	plain, err := openRest([32]byte(key), bucketContents, id, sealed)
	if err != nil {
		return content{}, false, err
	}
	if json.Unmarshal(plain, &c) != nil {
		return content{}, false, ErrStore
	}
	return c, false, nil
}

// saveContent seals a case's content under its own key, which it makes on first use.
func (i *Inbox) saveContent(tx Tx, id envelope.UUID, c content) error {
	key, err := i.caseKey(tx, id)
	if err != nil {
		return err
	}
	plain, err := json.Marshal(c)
	if err != nil {
		return ErrStore
	}
	sealed, err := sealRest(key, bucketContents, id, plain)
	if err != nil {
		return err
	}
	return tx.Put(bucketContents, id[:], sealed)
}

func (i *Inbox) caseKey(tx Tx, id envelope.UUID) ([32]byte, error) {
	wrapped, err := tx.Get(bucketKeys, id[:])
	if err != nil {
		return [32]byte{}, err
	}
	if wrapped != nil {
		key, err := openRest(i.keys.Rest, bucketKeys, id, wrapped)
		if err != nil || len(key) != 32 {
			return [32]byte{}, ErrStore
		}
		return [32]byte(key), nil
	}
	var key [32]byte
	_, _ = rand.Read(key[:]) // never fails: it stops the program instead
	if wrapped, err = sealRest(i.keys.Rest, bucketKeys, id, key[:]); err != nil {
		return [32]byte{}, err
	}
	return key, tx.Put(bucketKeys, id[:], wrapped)
}

// destroy removes a case's key, its content and the sealed envelope, so that nothing opens it any more.
func destroy(tx Tx, id envelope.UUID) error {
	if err := owe(tx); err != nil {
		return err
	}
	if err := tx.Delete(bucketKeys, id[:]); err != nil {
		return err
	}
	if err := tx.Delete(bucketContents, id[:]); err != nil {
		return err
	}
	if err := tx.Delete(bucketSealed, id[:]); err != nil {
		return err
	}
	m, found, err := load[message](tx, bucketMessages, id[:])
	if err != nil || !found {
		return err
	}
	m.Taken = true
	return save(tx, bucketMessages, id[:], m)
}
