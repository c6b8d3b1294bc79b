package backup

import (
	"cmp"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"schakel/internal/durable"
	"schakel/internal/seal"
	"schakel/internal/store"
)

const (
	journalMagic  = "SCHKLERA"
	journalHead   = len(journalMagic) + 2 + 16
	journalPlace  = 'j'
	journalSchema = 1
	journalMost   = 64 << 20 // bytes; a longer file is none
)

// Journal is what was erased from a store, as it stands beside its backups: random ids only.
type Journal struct {
	Until    time.Time // everything that was erased up to here is in it; zero when nothing is known
	Erasures []store.Erasure
}

// journalName is the name of the journal of a store. It says what the file is, so that nobody throws it away, and nothing else.
func journalName(id [16]byte) string { return fmt.Sprintf("schakel-gewist-%x.lijst", id[:4]) }

// HasBackups reports whether a folder can be reached and holds a backup of a store, or its journal.
func HasBackups(id [16]byte, folder string) bool {
	if _, err := os.Stat(filepath.Join(folder, journalName(id))); err == nil {
		return true
	}
	all, err := Of(id, folder, time.UTC)
	return err == nil && len(all) > 0
}

// WriteJournal puts the journal of erasures of a store beside the backups in a folder, with what stands there already: it only grows. now
// is until when it is complete. Errors are those of Write.
func WriteJournal(s *store.Store, folder string, now time.Time) error {
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return ErrFolder
	}
	key, err := s.ErasureKey()
	if err != nil {
		return err
	}
	defer key.Wipe()
	j := Journal{Until: now}
	if err := s.View(func(tx *store.Tx) (err error) {
		j.Erasures, err = tx.Erasures()
		return err
	}); err != nil {
		return err
	}
	path := filepath.Join(folder, journalName(s.ID()))
	if there, err := readJournal(path, s.ID(), key); err == nil {
		j.join(there)
	}
	data, err := j.seal(s.ID(), key)
	if err != nil {
		return err
	}
	return mapError(replaceFile(path, partOf(s.ID()), data))
}

// ReadJournal reads the journals of a store in folders, joined. One that is not there, that does not open, or that was changed is passed over:
// then less is known.
func ReadJournal(s *store.Store, folders ...string) (Journal, error) {
	key, err := s.ErasureKey()
	if err != nil {
		return Journal{}, err
	}
	defer key.Wipe()
	var j Journal
	for _, folder := range folders {
		if there, err := readJournal(filepath.Join(folder, journalName(s.ID())), s.ID(), key); err == nil {
			j.join(there)
			if j.Until.Before(there.Until) {
				j.Until = there.Until
			}
		}
	}
	return j, nil
}

// join adds the erasures of another journal that are not in this one, oldest first.
func (j *Journal) join(other Journal) {
	known := map[[16]byte]bool{}
	for _, e := range j.Erasures {
		known[e.ID] = true
	}
	for _, e := range other.Erasures {
		if !known[e.ID] {
			j.Erasures = append(j.Erasures, e)
		}
	}
	slices.SortStableFunc(j.Erasures, func(a, b store.Erasure) int { return cmp.Compare(a.At.Unix(), b.At.Unix()) })
}

func journalAt(id [16]byte) seal.Place {
	return seal.Place{Store: id, Bucket: journalPlace, Schema: journalSchema, Key: []byte(journalMagic)}
}

func (j *Journal) seal(id [16]byte, key *seal.Key) ([]byte, error) {
	plain := binary.BigEndian.AppendUint64(nil, uint64(j.Until.Unix()))
	plain = binary.BigEndian.AppendUint32(plain, uint32(len(j.Erasures)))
	for _, e := range j.Erasures {
		plain = e.Append(plain)
	}
	b := binary.BigEndian.AppendUint16([]byte(journalMagic), journalSchema)
	b = append(b, id[:]...)
	return key.Seal(b, plain, journalAt(id), rand.Reader)
}

func readJournal(path string, id [16]byte, key *seal.Key) (Journal, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Journal{}, err
	}
	if info.Size() > journalMost {
		return Journal{}, ErrDamaged
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return Journal{}, err
	}
	return parseJournal(b, id, key)
}

func parseJournal(b []byte, id [16]byte, key *seal.Key) (j Journal, err error) {
	if len(b) < journalHead || string(b[:len(journalMagic)]) != journalMagic || [16]byte(b[len(journalMagic)+2:]) != id {
		return j, ErrDamaged
	}
	if v := binary.BigEndian.Uint16(b[len(journalMagic):]); v != journalSchema {
		return j, ErrNewer
	}
	plain, err := key.Open(b[journalHead:], journalAt(id))
	if err != nil || len(plain) < 12 {
		return j, ErrDamaged
	}
	j.Until = time.Unix(int64(binary.BigEndian.Uint64(plain)), 0).UTC()
	n := binary.BigEndian.Uint32(plain[8:])
	plain = plain[12:]
	for range n {
		e, rest, ok := store.ParseErasure(plain)
		if !ok {
			return Journal{}, ErrDamaged
		}
		j.Erasures, plain = append(j.Erasures, e), rest
	}
	if len(plain) != 0 {
		return Journal{}, ErrDamaged
	}
	return j, nil
}

// replaceFile puts a file in place as a whole or not at all; only its owner can read it.
func replaceFile(path, part string, data []byte) error {
	dir := filepath.Dir(path)
	tmp, err := os.CreateTemp(dir, part+"*.part") // made with mode 0600
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return durable.Dir(dir)
}
