package book

import (
	"sync"
	"time"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// viewBatch is how long views wait for others before they are written: an entry stands in the audit chain within 30 seconds of the
// first view in its batch, and five of these are left for a slow disk.
const viewBatch = 25 * time.Second

// note is an entry of the audit chain that is not written yet.
type note struct {
	at     time.Time
	action string
	ref    store.Ref
}

// notes collects what was viewed, so that looking at a page never waits for the disk. What cannot be written is kept and tried again.
type notes struct {
	writing sync.Mutex // one batch at a time

	mu      sync.Mutex
	waiting []note // oldest first
	among   map[what]bool
	timer   *time.Timer
	closed  bool
}

// what is a note apart from its moment.
type what struct {
	action string
	ref    store.Ref
}

// add puts a note with those that wait, unless the same one waits already; write runs after the wait.
func (n *notes) add(one note, wait time.Duration, write func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed {
		return
	}
	n.keep(one)
	n.wind(wait, write)
}

// keep puts a note last, unless the same one is there.
func (n *notes) keep(one note) {
	key := what{one.action, one.ref}
	if n.among[key] {
		return
	}
	if n.among == nil {
		n.among = map[what]bool{}
	}
	n.among[key] = true
	n.waiting = append(n.waiting, one)
}

// wind starts the wait when there is none.
func (n *notes) wind(wait time.Duration, write func()) {
	if n.timer == nil && !n.closed {
		n.timer = time.AfterFunc(wait, write)
	}
}

// take gives what waits; what comes after it begins another batch.
func (n *notes) take() []note {
	n.mu.Lock()
	defer n.mu.Unlock()
	batch := n.waiting
	n.waiting, n.among = nil, nil
	if n.timer != nil {
		n.timer.Stop()
		n.timer = nil
	}
	return batch
}

// back puts a batch that was not written before those that came meanwhile.
func (n *notes) back(batch []note, wait time.Duration, write func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	all := append(batch, n.waiting...)
	n.waiting, n.among = nil, nil
	for _, one := range all {
		n.keep(one)
	}
	n.wind(wait, write)
}

// close ends the collecting.
func (n *notes) close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.closed = true
}

// personal lists the kinds whose views are noted: what is about people. An organisation, a question to one and a connection are not.
func personal(kind record.Kind) bool {
	switch kind {
	case record.KindPerson, record.KindHousehold, record.KindContact, record.KindConcern, record.KindConsent, record.KindReferral,
		record.KindMeeting, record.KindDelivery, record.KindFeedback, record.KindTask, record.KindStory:
		return true
	}
	return false
}

// Saw notes that a record was opened on a screen or printed by a command. It only remembers: the audit chain gets the entry within 30
// seconds, once for all times within a batch, and at Close at the latest. What is about no people, or is not there, is
// not noted, and after Close nothing is.
func (b *Book) Saw(kind record.Kind, id record.ID) {
	if !personal(kind) || !b.store.Has(store.Ref{Kind: kind, ID: id}) {
		return
	}
	b.notes.add(note{at: b.now(), action: actionViewed, ref: store.Ref{Kind: kind, ID: id}}, viewBatch, b.writeNotes)
}

// writeNotes writes what waits in one transaction. A full disk or damage is logged by its code, and it is tried again later.
func (b *Book) writeNotes() {
	b.notes.writing.Lock()
	defer b.notes.writing.Unlock()
	batch := b.notes.take()
	if len(batch) == 0 {
		return
	}
	err := b.store.Update(func(tx *store.Tx) error {
		for _, one := range batch {
			if err := tx.AuditAt(one.at, one.action, one.ref.Kind, one.ref.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.log.Error("audit", "kind", fault.Of(err).String(), "code", fault.CodeOf(err))
		b.notes.back(batch, viewBatch, b.writeNotes)
	}
}

// opened notes with what the store was opened, and how often that was tried in vain before. A disk that is full does not keep anybody
// out: the notes wait as views do.
func (b *Book) opened(action string) {
	dir, now := b.store.Dir(), b.now()
	missed := store.Missed(dir)
	if missed > 0 {
		b.notes.add(note{at: now, action: refusedAction(missed)}, viewBatch, b.writeNotes)
	}
	b.notes.add(note{at: now, action: action}, viewBatch, b.writeNotes)
	b.writeNotes()
	if missed > 0 {
		store.ForgetMissed(dir)
	}
}
