package intake_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
)

// fullStore is a store that has no room to be compacted, as when its process falls at that moment.
type fullStore struct{ intake.Store }

func (fullStore) Compact() error { return intake.ErrStore }

// remains reports whether a part of something sealed stands in the file of the store.
func (w *world) remains(part []byte) bool {
	data, err := os.ReadFile(filepath.Join(w.dir, "inbox.db"))
	must(w.t, err)
	return bytes.Contains(data, part)
}

// kept is a part of the sealed content of a case.
func (w *world) kept(id envelope.UUID) (part []byte) {
	must(w.t, w.store.View(func(tx intake.Tx) error {
		value, err := tx.Get(intake.Bucket("contents"), id[:])
		if err == nil && len(value) > 200 {
			part = bytes.Clone(value[100:132])
		}
		return err
	}))
	return part
}

func (w *world) lay(d cjg.Document) (id envelope.UUID, sealed []byte) {
	id = uuid(w.t)
	sealed, _ = w.seal(w.device, d, id, 1)
	_, err := w.client.Put(context.Background(), sealed)
	must(w.t, err)
	return id, sealed
}

func (w *world) askBack(id envelope.UUID) {
	back, _ := w.seal(w.device, recall(id), uuid(w.t), 1)
	_, err := w.client.Withdraw(context.Background(), id, back)
	must(w.t, err)
}

// TestWhatIsSaidToBeErasedIsGone: taken back before anybody opened it, the answer "verwijderd" goes by itself; then no byte of it is left.
func TestWhatIsSaidToBeErasedIsGone(t *testing.T) {
	w := newWorld(t)
	id, sealed := w.lay(referral())
	if !w.remains(sealed[200:232]) {
		t.Fatal("this test sees nothing")
	}
	w.askBack(id)
	must(t, w.endpoint.Inbox.OpenPending())
	if list, _ := w.answers(""); len(list) != 1 || list[0].State != cjg.StateErased {
		t.Fatalf("answers %+v", list)
	}
	if w.remains(sealed[200:232]) {
		t.Error("the sender hears that it is erased, and it stands in the file")
	}
}

// TestAnErasureThatWasCutOffIsFinished: the key is destroyed and the answer is on its way, but the process fell before the file was made anew. The
// next one does that when it starts.
func TestAnErasureThatWasCutOffIsFinished(t *testing.T) {
	w := newWorld(t)
	id, _ := w.lay(referral())
	must(t, w.endpoint.Inbox.OpenPending())
	part := w.kept(id)
	w.askBack(id)
	must(t, w.endpoint.Inbox.OpenPending())
	falling := intake.NewEndpoint(fullStore{w.store}, w.keys, w.config)
	if err := falling.Inbox.AcknowledgeErased(id, "marieke"); !errors.Is(err, intake.ErrStore) {
		t.Fatalf("erased without room: %v", err)
	}
	if list, _ := w.answers(""); len(list) != 1 || list[0].State != cjg.StateErased {
		t.Fatalf("answers %+v", list)
	}
	if !w.remains(part) {
		t.Fatal("this test sees nothing")
	}
	again := intake.NewEndpoint(w.store, w.keys, w.config)
	must(t, again.Inbox.OpenPending())
	if w.remains(part) {
		t.Error("what was erased stands in the file for ever")
	}
	before, err := os.ReadFile(filepath.Join(w.dir, "inbox.db"))
	must(t, err)
	must(t, again.Inbox.OpenPending())
	after, err := os.ReadFile(filepath.Join(w.dir, "inbox.db"))
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("it is made anew again and again")
	}
}

// anewStore tells when its files are made anew, and counts who reads.
type anewStore struct {
	intake.Store
	anew  chan struct{}
	views atomic.Int64
}

func (s *anewStore) Compact() error {
	err := s.Store.Compact()
	s.anew <- struct{}{}
	return err
}

func (s *anewStore) View(read func(intake.Tx) error) error {
	s.views.Add(1)
	return s.Store.View(read)
}

// TestAContributionThatWasFetchedIsGone: no byte of what its owner has stays in the file, and a coordinator who fetches many in a row does not have
// the file made anew for each, nor at every look for what arrived: once an hour.
func TestAContributionThatWasFetchedIsGone(t *testing.T) {
	w := newWorld(t)
	store := &anewStore{Store: w.store, anew: make(chan struct{}, 100)}
	w.config.Poll = time.Millisecond
	e := intake.NewEndpoint(store, w.keys, w.config)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	box := uuid(t)
	_, _, err := e.Front.OpenMailbox(ctx, w.device.Device(), box)
	must(t, err)
	parts := w.fetchSome(e, box, 1)
	if !w.remains(parts[0]) {
		t.Fatal("this test sees nothing")
	}
	go func() { e.Open(ctx); close(done) }()
	defer func() { cancel(); <-done }()
	<-store.anew // at the start
	parts = append(parts, w.fetchSome(e, box, 12)...)
	for from := store.views.Load(); store.views.Load() < from+100; {
		runtime.Gosched()
	}
	if len(store.anew) > 0 {
		t.Errorf("made anew %d times within the hour", len(store.anew))
	}
	w.clock.add(time.Hour)
	<-store.anew
	for from := store.views.Load(); store.views.Load() < from+100; {
		runtime.Gosched()
	}
	if len(store.anew) > 0 {
		t.Errorf("made anew %d times more", len(store.anew))
	}
	for n, part := range parts {
		if w.remains(part) {
			t.Errorf("contribution %d stands in the file for ever", n)
		}
	}
}

// fetchSome delivers contributions and fetches them; it gives a part of each.
func (w *world) fetchSome(e *intake.Endpoint, box envelope.UUID, n int) (parts [][]byte) {
	w.t.Helper()
	for range n {
		id := uuid(w.t)
		file := bytes.Repeat(id[:], 200)
		must(w.t, e.Front.PutContribution(context.Background(), w.device.Device(), box, wrap(w.t, w.device, box, id, string(file))).Err)
		must(w.t, e.Front.DeleteContribution(context.Background(), w.device.Device(), box, id))
		parts = append(parts, file[len(id):len(id)*5])
	}
	return parts
}
