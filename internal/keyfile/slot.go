package keyfile

import (
	"bytes"
	"crypto/hpke"
	"encoding/binary"
	"io"
	"runtime/debug"

	"golang.org/x/crypto/argon2"

	"schakel/internal/seal"
)

// slot is the master key sealed to a key pair whose private half comes from a secret.
type slot struct {
	kind   Kind
	salt   [16]byte
	cost   Cost
	public []byte // MLKEM768-X25519
	sealed []byte // encapsulated key and ciphertext
}

// suite is the key encapsulation: hybrid, so that keeping the public half beside the data stays safe when X25519 no longer is.
func suite() (hpke.KEM, hpke.KDF, hpke.AEAD) {
	return hpke.MLKEM768X25519(), hpke.HKDFSHA256(), hpke.ChaCha20Poly1305()
}

// head is the part of a slot that the sealing binds.
func (s *slot) head() []byte {
	b := append([]byte{byte(s.kind)}, s.salt[:]...)
	b = binary.BigEndian.AppendUint32(b, s.cost.Time)
	b = binary.BigEndian.AppendUint32(b, s.cost.Memory)
	return append(b, s.cost.Threads)
}

func (s *slot) info(store [16]byte) []byte {
	return append(append([]byte("schakel slot 1\x00"), store[:]...), s.head()...)
}

// private derives the private half. The cost was checked before.
func (s *slot) private(secret Secret) (hpke.PrivateKey, error) {
	seed := argon2.IDKey(secret.text, s.salt[:], s.cost.Time, s.cost.Memory, s.cost.Threads, seal.KeySize)
	defer clear(seed)
	if s.cost.Memory >= FloorCost().Memory {
		debug.FreeOSMemory() // hundreds of MiB that nothing needs any more
	}
	kem, _, _ := suite()
	return kem.DeriveKeyPair(seed)
}

func newSlot(store [16]byte, secret Secret, master *seal.Key, cost Cost, random io.Reader) (slot, error) {
	if len(secret.text) == 0 {
		return slot{}, ErrSecret
	}
	s := slot{kind: secret.kind, cost: cost}
	if !cost.within(cost) {
		return slot{}, ErrCost
	}
	if _, err := io.ReadFull(random, s.salt[:]); err != nil {
		return slot{}, err
	}
	private, err := s.private(secret)
	if err != nil {
		return slot{}, err
	}
	s.public = private.PublicKey().Bytes()
	return s, s.seal(store, master)
}

// seal puts a master key into the slot; it needs only the public half.
func (s *slot) seal(store [16]byte, master *seal.Key) error {
	kem, kdf, aead := suite()
	public, err := kem.NewPublicKey(s.public)
	if err != nil {
		return ErrDamaged
	}
	plain := master.Bytes()
	defer clear(plain)
	s.sealed, err = hpke.Seal(public, kdf, aead, s.info(store), plain)
	return err
}

func (s *slot) open(store [16]byte, secret Secret) (*seal.Key, error) {
	private, err := s.private(secret)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(private.PublicKey().Bytes(), s.public) {
		return nil, ErrSecret
	}
	_, kdf, aead := suite()
	plain, err := hpke.Open(private, kdf, aead, s.info(store), s.sealed)
	if err != nil {
		return nil, ErrDamaged
	}
	if k := seal.KeyFrom(plain); k != nil {
		return k, nil
	}
	return nil, ErrDamaged
}

// append writes a slot: its length, the head, the public half with its length, and the sealed key.
func (s *slot) append(b []byte) []byte {
	head := s.head()
	b = binary.BigEndian.AppendUint32(b, uint32(len(head)+2+len(s.public)+len(s.sealed)))
	b = append(b, head...)
	b = binary.BigEndian.AppendUint16(b, uint16(len(s.public)))
	b = append(b, s.public...)
	return append(b, s.sealed...)
}

const slotHead = 1 + 16 + 4 + 4 + 1

func parseSlot(b []byte) (s slot, rest []byte, ok bool) {
	if len(b) < 4 {
		return slot{}, nil, false
	}
	n := binary.BigEndian.Uint32(b)
	if n > slotBound || int(n) > len(b)-4 || n < slotHead+2 {
		return slot{}, nil, false
	}
	b, rest = b[4:4+n], b[4+n:]
	s.kind = Kind(b[0])
	copy(s.salt[:], b[1:])
	s.cost = Cost{Time: binary.BigEndian.Uint32(b[17:]), Memory: binary.BigEndian.Uint32(b[21:]), Threads: b[25]}
	size := int(binary.BigEndian.Uint16(b[slotHead:]))
	b = b[slotHead+2:]
	if size > len(b) {
		return slot{}, nil, false
	}
	s.public, s.sealed = bytes.Clone(b[:size]), bytes.Clone(b[size:])
	return s, rest, true
}
