// Package keyfile keeps the key of a store in slots, each opened by its own secret: a passphrase, a recovery code, or two of three parts.
//
// Every slot is a key pair. The private half is derived from the secret by Argon2id each time; the public half is kept, so that
// a new master key can be sealed to every slot without asking for a paper.
package keyfile

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"schakel/internal/durable"
	"schakel/internal/fault"
	"schakel/internal/seal"
)

// The sentinels.
var (
	ErrSecret  = fault.New(fault.Secret, "store.secret", "the secret does not open any slot")
	ErrDamaged = fault.New(fault.Corrupt, "store.keys.damaged", "the key slots are damaged")
	ErrNewer   = fault.New(fault.Newer, "store.newer", "the key slots were written by a newer version")
	ErrMissing = fault.New(fault.NotFound, "store.keys.missing", "the key slots are not there")
	ErrCost    = fault.New(fault.Corrupt, "store.keys.cost", "a slot asks for a key derivation outside the limits")
)

const (
	magic     = "SCHKLKEY"
	version   = 1
	headSize  = len(magic) + 2 + 16 + 8 + 1 // magic, version, store, generation, number of slots
	sumSize   = sha256.Size
	maxSlots  = 16
	maxFile   = 256 << 10
	macLabel  = "schakel keys mac 1"
	slotBound = 16 << 10 // a slot is never longer
)

// Unfinished is the pattern of the names of files that Write had not put in place when the program ended. Nothing in them is needed.
const Unfinished = ".keys-*"

// File is the slots of one store, in memory.
type File struct {
	Store      [16]byte // the store that the slots open
	Generation uint64   // of the master key; a rotation adds one
	slots      []slot
	body       []byte // as read, for the check after unlocking
	mac        []byte
}

// New starts a file without slots for a store.
func New(store [16]byte) *File { return &File{Store: store, Generation: 1} }

// Read reads a file. It checks the form and the sum, which finds damage; Unlock finds forgery.
func Read(path string) (*File, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMissing
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	return Parse(data)
}

// Parse reads the bytes of a file.
func Parse(data []byte) (*File, error) {
	if len(data) > maxFile || len(data) < headSize+2*sumSize || string(data[:len(magic)]) != magic {
		return nil, ErrDamaged
	}
	if v := binary.BigEndian.Uint16(data[len(magic):]); v > version {
		return nil, ErrNewer
	} else if v == 0 {
		return nil, ErrDamaged
	}
	body, mac, sum := data[:len(data)-2*sumSize], data[len(data)-2*sumSize:len(data)-sumSize], data[len(data)-sumSize:]
	if want := sha256.Sum256(data[:len(data)-sumSize]); !hmac.Equal(want[:], sum) {
		return nil, ErrDamaged
	}
	f := &File{body: body, mac: mac}
	at := len(magic) + 2
	copy(f.Store[:], body[at:])
	f.Generation = binary.BigEndian.Uint64(body[at+16:])
	n := int(body[headSize-1])
	rest := body[headSize:]
	for range n {
		var s slot
		var ok bool
		if s, rest, ok = parseSlot(rest); !ok {
			return nil, ErrDamaged
		}
		f.slots = append(f.slots, s)
	}
	if len(rest) != 0 || n > maxSlots {
		return nil, ErrDamaged
	}
	return f, nil
}

// Unlock opens the slot of a secret and returns the master key. A slot whose key derivation is cheaper than the floor (zero:
// FloorCost) or dearer than CeilingCost is refused before memory is taken. A wrong secret is ErrSecret; slots that were changed
// by somebody without the key are ErrDamaged.
func (f *File) Unlock(secret Secret, floor Cost) (*seal.Key, error) {
	for i := range f.slots {
		s := &f.slots[i]
		if s.kind != secret.kind {
			continue
		}
		if !s.cost.within(floor) {
			return nil, ErrCost
		}
		master, err := s.open(f.Store, secret)
		if errors.Is(err, ErrSecret) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if f.body != nil {
			if mac, err := f.sign(master, f.body); err != nil || !hmac.Equal(mac, f.mac) {
				master.Wipe()
				return nil, ErrDamaged
			}
		}
		return master, nil
	}
	return nil, secret.refused()
}

// Set seals the master key to a new slot for the secret, in the place of every slot of the same kind.
func (f *File) Set(secret Secret, master *seal.Key, cost Cost, random io.Reader) error {
	s, err := newSlot(f.Store, secret, master, cost, random)
	if err != nil {
		return err
	}
	f.Drop(secret.kind)
	f.slots = append(f.slots, s)
	f.body = nil
	return nil
}

// Drop removes every slot of a kind.
func (f *File) Drop(kind Kind) {
	kept := f.slots[:0:0]
	for _, s := range f.slots {
		if s.kind != kind {
			kept = append(kept, s)
		}
	}
	f.slots, f.body = kept, nil
}

// Rotate seals a new master key to every slot by its public half, so that no secret is asked for, and counts one generation on.
func (f *File) Rotate(master *seal.Key) error {
	for i := range f.slots {
		if err := f.slots[i].seal(f.Store, master); err != nil {
			return err
		}
	}
	f.Generation++
	f.body = nil
	return nil
}

// Has reports whether there is a slot of a kind.
func (f *File) Has(kind Kind) bool {
	for _, s := range f.slots {
		if s.kind == kind {
			return true
		}
	}
	return false
}

// Bytes is the file as it is written, signed with the master key.
func (f *File) Bytes(master *seal.Key) ([]byte, error) {
	b := make([]byte, 0, 8192)
	b = append(b, magic...)
	b = binary.BigEndian.AppendUint16(b, version)
	b = append(b, f.Store[:]...)
	b = binary.BigEndian.AppendUint64(b, f.Generation)
	b = append(b, byte(len(f.slots)))
	for i := range f.slots {
		b = f.slots[i].append(b)
	}
	mac, err := f.sign(master, b)
	if err != nil {
		return nil, err
	}
	b = append(b, mac...)
	sum := sha256.Sum256(b)
	return append(b, sum[:]...), nil
}

func (f *File) sign(master *seal.Key, body []byte) ([]byte, error) {
	k, err := master.Derive(macLabel)
	if err != nil {
		return nil, err
	}
	defer k.Wipe()
	mac := k.MAC(body)
	return mac[:], nil
}

// Write puts the file in place at once: a temporary file, synced, renamed, and the folder synced. Only the owner can read it.
func (f *File) Write(path string, master *seal.Key) error {
	data, err := f.Bytes(master)
	if err != nil {
		return err
	}
	dir := filepath.Dir(path)
	tmp, err := os.CreateTemp(dir, Unfinished) // created with mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return durable.Dir(dir)
}
