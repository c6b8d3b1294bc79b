package intake

import (
	"bytes"
	"errors"

	"schakel/internal/envelope"
)

// openTogether is how many messages are opened in one transaction: they wait for one disk together.
const openTogether = 16

// OpenPending opens everything that the front stored since, oldest first, and signs "leesbaar" for it. Several processes may do so at
// once: what waits is read in the transaction that opens it. One that the store cannot give is passed over, and its error comes back when
// the others are open.
//
// In the end the files are made anew when something was destroyed: here, for a message that was taken back before it was opened, or by a process
// that fell before it could.
func (i *Inbox) OpenPending() error {
	return errors.Join(i.openPending(), tidy(i.store))
}

func (i *Inbox) openPending() error {
	if waits, err := i.anyPending(); err != nil || !waits {
		return err // looking costs a reading only, and holds up nobody
	}
	var from []byte
	var failed error
	for together := openTogether; ; {
		last, n, err := i.openSome(from, together)
		switch {
		case err != nil && together > 1:
			together = 1 // one of these; the others go on without it
		case err != nil && last == nil:
			return err
		case err != nil:
			failed, from = err, append(last, 0)
		case n < together:
			return failed
		default:
			together = openTogether
		}
	}
}

func (i *Inbox) anyPending() (waits bool, err error) {
	err = i.store.View(func(tx Tx) error {
		return tx.Scan(bucketPending, nil, func(_, _ []byte) (bool, error) {
			waits = true
			return false, nil
		})
	})
	return waits, err
}

// openSome opens at most so many from a key on. It gives the last key that it came to, nil for none.
func (i *Inbox) openSome(from []byte, most int) (last []byte, n int, err error) {
	err = i.store.Update(func(tx Tx) error {
		var keys [][]byte
		var ids []envelope.UUID
		last, n = nil, 0
		err := tx.Scan(bucketPending, from, func(key, value []byte) (bool, error) {
			var id envelope.UUID
			copy(id[:], value)
			keys, ids = append(keys, bytes.Clone(key)), append(ids, id)
			return len(keys) < most, nil
		})
		if err != nil {
			return err
		}
		for k, id := range ids {
			last, n = keys[k], n+1
			if err := i.take(tx, id); err != nil {
				return err
			}
			if err := tx.Delete(bucketPending, keys[k]); err != nil {
				return err
			}
		}
		return nil
	})
	return last, n, err
}
