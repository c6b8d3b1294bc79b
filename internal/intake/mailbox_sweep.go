package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"schakel/internal/envelope"
)

// ExpireMailboxes erases what lay in a mailbox for its whole term, forgets what was fetched that long ago, and forgets mailboxes that are closed
// and empty as long. It gives how many files went. Doing it twice, or in two processes at once, changes nothing more.
func ExpireMailboxes(store Store, now time.Time) (files int, err error) {
	over := func(t time.Time) bool { return !t.IsZero() && now.Sub(t) >= mailboxTerm }
	some := false
	err = store.Update(func(tx Tx) error {
		files, some = 0, false
		boxes, err := swept(tx, now)
		if err != nil {
			return err
		}
		for box, m := range boxes {
			gone, changed, err := sweepMailbox(tx, box, m, over)
			if err != nil {
				return err
			}
			files, some = files+gone, some || changed
		}
		if some {
			if err := owe(tx); err != nil {
				return err
			}
		}
		return sweepPosters(tx, now)
	})
	if err == nil {
		err = tidy(store)
	}
	return files, err
}

// sweepMailbox erases of one mailbox what is over; it gives how many files went, and whether anything did.
func sweepMailbox(tx Tx, box envelope.UUID, m mailbox, over func(time.Time) bool) (files int, some bool, err error) {
	var old [][]byte
	had, left := m, 0
	err = eachPosted(tx, box, func(key []byte, p posted) error {
		switch {
		case p.Gone.IsZero() && over(p.Arrived):
			files, m.Waiting, m.Bytes = files+1, max(m.Waiting-1, 0), max(m.Bytes-p.Size, 0)
			old = append(old, key)
		case over(p.Gone):
			old = append(old, key)
		default:
			left++
		}
		return nil
	})
	if err != nil {
		return 0, false, err
	}
	for _, key := range old {
		if err := tx.Delete(bucketFiles, key); err != nil {
			return 0, false, err
		}
		if err := tx.Delete(bucketPosted, key); err != nil {
			return 0, false, err
		}
	}
	switch {
	case left == 0 && over(m.Closed):
		return files, true, tx.Delete(bucketMailboxes, bytes.Clone(box[:]))
	case m != had:
		err = save(tx, bucketMailboxes, bytes.Clone(box[:]), m)
	}
	return files, len(old) > 0, err
}

// swept gives every mailbox; one whose owner was shut out is closed.
func swept(tx Tx, now time.Time) (map[envelope.UUID]mailbox, error) {
	boxes := map[envelope.UUID]mailbox{}
	if err := eachMailbox(tx, func(key []byte, m mailbox) error {
		if len(key) == 16 {
			boxes[envelope.UUID(key)] = m
		}
		return nil
	}); err != nil {
		return nil, err
	}
	for box, m := range boxes {
		owner, found, err := load[device](tx, bucketDevices, []byte(m.Device))
		if err != nil {
			return nil, err
		}
		if m.Closed.IsZero() && (!found || !owner.Revoked.IsZero()) {
			m.Closed = now.UTC().Truncate(time.Second)
			boxes[box] = m
			if err := save(tx, bucketMailboxes, bytes.Clone(box[:]), m); err != nil {
				return nil, err
			}
		}
	}
	return boxes, nil
}

// sweepPosters forgets when devices put something in a mailbox, once it counts no more.
func sweepPosters(tx Tx, now time.Time) error {
	var old [][]byte
	err := tx.Scan(bucketPosters, nil, func(key, _ []byte) (bool, error) {
		recent, _, err := load[[]time.Time](tx, bucketPosters, key)
		if err == nil && (len(recent) == 0 || now.Sub(recent[len(recent)-1]) >= postedWindow) {
			old = append(old, key)
		}
		return err == nil, err
	})
	for _, key := range old {
		if err == nil {
			err = tx.Delete(bucketPosters, key)
		}
	}
	return err
}

// measureMailboxes counts what lies in mailboxes.
func measureMailboxes(tx Tx, out *Measured) error {
	return eachMailbox(tx, func(_ []byte, m mailbox) error {
		out.Contributions += m.Waiting
		return nil
	})
}

// heap is what the check counted in one mailbox.
type heap struct {
	mailbox
	files, size int
}

// checkMailboxes: a mailbox is a device's, counts what lies in it, and every file is there until it was fetched, as its header says.
func (c *checker) checkMailboxes() error {
	boxes := map[envelope.UUID]*heap{}
	if err := scanJSON(c, bucketMailboxes, func(key []byte, m mailbox) {
		if len(key) != 16 || !c.devices[m.Device] {
			c.say("mailbox.device", hex.EncodeToString(key))
			return
		}
		boxes[envelope.UUID(key)] = &heap{mailbox: m}
	}); err != nil {
		return err
	}
	if err := c.checkPosted(boxes); err != nil {
		return err
	}
	for box, h := range boxes {
		if h.Waiting != h.files || h.Bytes != h.size {
			c.say("mailbox.count", box.String())
		}
	}
	return c.tx.Scan(bucketFiles, nil, func(key, _ []byte) (bool, error) {
		value, err := c.tx.Get(bucketPosted, key)
		if err == nil && value == nil {
			c.say("files.without_header", hex.EncodeToString(key))
		}
		return err == nil, err
	})
}

// checkPosted: what the front knows of a file belongs to its mailbox and to a device.
func (c *checker) checkPosted(boxes map[envelope.UUID]*heap) error {
	last, err := c.tx.Last(bucketPosted)
	if err != nil {
		return err
	}
	return scanJSON(c, bucketPosted, func(key []byte, p posted) {
		if len(key) != 32 {
			c.say("posted.damaged", hex.EncodeToString(key))
			return
		}
		box, id := envelope.UUID(key[:16]), envelope.UUID(key[16:])
		h, err := envelope.ParseHeaderBytes(p.Header)
		if boxes[box] == nil || err != nil || h.ID != id || h.Recipient != envelope.KeyID(box) || p.Number > last || !c.devices[p.Device] {
			c.say("posted.header", id.String())
			return
		}
		if p.Gone.IsZero() {
			boxes[box].files, boxes[box].size = boxes[box].files+1, boxes[box].size+p.Size
		}
		c.checkFile(key, p, h)
	})
}

// checkFile: a file that waits is there, and is what the receipt was signed for; one that was fetched is not.
func (c *checker) checkFile(key []byte, p posted, h envelope.Header) {
	file, err := c.tx.Get(bucketFiles, key)
	switch {
	case err != nil:
		c.say("files.damaged", h.ID.String())
	case !p.Gone.IsZero() && file != nil:
		c.say("files.left", h.ID.String())
	case p.Gone.IsZero() && (len(file) != p.Size || sha256.Sum256(file) != h.Commit):
		c.say("files.damaged", h.ID.String())
	}
}
