package intake_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

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
