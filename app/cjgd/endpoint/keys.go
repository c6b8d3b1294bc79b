package endpoint

import (
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"schakel/internal/durable"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/intake"
)

// What can be wrong with changing keys while the endpoint runs.
var (
	ErrTurned   = fault.New(fault.Conflict, "cjgd.turned", "the keys were changed meanwhile")
	ErrKeysFile = fault.New(fault.Offline, "cjgd.keys_file", "the file with the keys cannot be read or written")
)

// RotateFile puts a keys file with new keys in the place of the one in a folder; the old keys still open what was sealed before. From is how
// many times they were changed as whoever asks knows it: ErrTurned when it is another number by now; nil does not look. fs.ErrNotExist:
// there is no keys file. A process takes new keys when it starts, or by Use. Waits says which old keys are needed still, and the others are
// destroyed a month after their end; nil, from who does not see the store, destroys none.
func RotateFile(dir string, from *uint64, now time.Time, keep time.Duration, waits func(envelope.KeyID) bool) (intake.Keys, error) {
	path := filepath.Join(dir, "keys")
	data, err := os.ReadFile(path)
	if err != nil {
		return intake.Keys{}, err
	}
	keys, err := intake.ParseKeys(data)
	if err != nil {
		return intake.Keys{}, err
	}
	if from != nil && keys.Turn != *from {
		return intake.Keys{}, ErrTurned
	}
	fresh, err := keys.Rotate(rand.Reader, now, keep)
	if err != nil {
		return intake.Keys{}, err
	}
	if waits != nil {
		fresh = fresh.Forget(now, waits)
	}
	if data, err = fresh.Marshal(); err != nil {
		return intake.Keys{}, err
	}
	return fresh, replaceFile(path, data)
}

// replaceFile puts a file in the place of another at once: after a power cut one of the two is there, whole.
func replaceFile(path string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".keys-*") // readable by its own user only
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp.Name()) }() // after the rename it is gone
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Sync()
	}
	if err := errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	if err := sameOwner(path, tmp.Name()); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return durable.Dir(filepath.Dir(path))
}

// keyring changes the keys of a running endpoint for its beheerder.
type keyring struct {
	endpoint *intake.Endpoint
	store    intake.Store
	dir      string
	now      func() time.Time
	role     Role
	shared   bool

	mu     sync.Mutex
	untold *intake.FrontKeys // of the last change, when it does not stand in the store yet
}

// State tells which keys this process has, and in passing tells the other processes what they did not hear yet.
func (k *keyring) State() intake.KeyState {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.untold != nil && intake.Tell(k.store, *k.untold, k.now()) == nil {
		k.untold = nil
	}
	return k.endpoint.KeyState()
}

// Apart reports whether fronts run as processes of their own: they need a file.
func (k *keyring) Apart() bool { return k.role == InboxOnly }

// Shared reports whether other processes may work on the same database: each reads its own copy of the file.
func (k *keyring) Shared() bool { return k.shared }

// Rotate draws new keys, first into the file and only then into use: what nobody could open any more after a power cut is never told to a
// laptop. The logbook has who asked before anything changes.
func (k *keyring) Rotate(from uint64, keep time.Duration, who string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case keep < 0 || keep > intake.LongestKeep:
		return intake.ErrKeep
	case from != k.endpoint.KeyState().Turn:
		return ErrTurned
	}
	if err := k.endpoint.Inbox.Note(who, "keys_new", envelope.UUID{}); err != nil {
		return err
	}
	waits, err := intake.Waiting(k.store)
	if err != nil {
		return err
	}
	fresh, err := RotateFile(k.dir, &from, k.now(), keep, waits)
	if err != nil && fault.CodeOf(err) == "" {
		err = errors.Join(ErrKeysFile, err)
	}
	if err != nil {
		return err
	}
	if err := k.endpoint.Use(fresh); err != nil {
		return err
	}
	k.untold = &fresh.FrontKeys
	if err := intake.Tell(k.store, fresh.FrontKeys, k.now()); err != nil {
		return err
	}
	k.untold = nil
	return nil
}
