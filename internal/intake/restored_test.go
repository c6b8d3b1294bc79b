package intake_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"path/filepath"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
)

// back is the world's store as it was at the moment of a copy, put back at another moment.
func (w *world) back(t *testing.T, copied []byte, at time.Time) intake.Store {
	t.Helper()
	fresh, err := bolt.Open(filepath.Join(t.TempDir(), "inbox.db"))
	must(t, err)
	t.Cleanup(func() { must(t, fresh.Close()) })
	_, err = intake.ReadCopy(fresh, w.keys.FrontKeys, at, rand.Reader, func() (io.Reader, error) { return bytes.NewReader(copied), nil })
	must(t, err)
	return fresh
}

func copyOf(t *testing.T, s intake.Store, at time.Time) []byte {
	t.Helper()
	var out bytes.Buffer
	_, err := intake.WriteCopy(s, &out, at)
	must(t, err)
	return out.Bytes()
}

// TestDevicesHearOfACopyThatWasPutBack: with every page, from which moment on something may be missing: that of the oldest copy, because a device may
// have been away at an earlier time.
func TestDevicesHearOfACopyThatWasPutBack(t *testing.T) {
	w := newWorld(t)
	page, err := w.endpoint.Front.Changes(t.Context(), w.device.Device(), "")
	must(t, err)
	if page.Restored != nil {
		t.Errorf("nothing was put back, and devices hear %+v", page.Restored)
	}
	day := 24 * time.Hour
	first := w.clock.now()
	s := w.back(t, copyOf(t, w.store, first), first.Add(2*day))
	once, err := intake.NewEndpoint(s, w.keys, w.config).Front.Changes(t.Context(), w.device.Device(), "")
	must(t, err)
	s = w.back(t, copyOf(t, s, first.Add(5*day)), first.Add(6*day))
	twice, err := intake.NewEndpoint(s, w.keys, w.config).Front.Changes(t.Context(), w.device.Device(), "")
	must(t, err)
	if once.Restored == nil || twice.Restored == nil || once.Restored.Mark == twice.Restored.Mark {
		t.Fatalf("devices hear %+v and %+v", once.Restored, twice.Restored)
	}
	for _, r := range []*cjg.RestoredBody{once.Restored, twice.Restored} {
		if !r.Copy.Equal(first.UTC().Truncate(time.Second)) {
			t.Errorf("something may be missing since %s, and they hear %s", first, r.Copy)
		}
	}
	if !twice.Restored.At.Equal(first.Add(6 * day).UTC().Truncate(time.Second)) {
		t.Errorf("put back at %s", twice.Restored.At)
	}
}

// TestACopyRevivesNoCode: a code that was used, or found, after the copy must not work again.
func TestACopyRevivesNoCode(t *testing.T) {
	w := newWorld(t)
	code, err := w.endpoint.Front.NewCode("laptop")
	must(t, err)
	copied := copyOf(t, w.store, w.clock.now())
	keys, err := cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	request, err := keys.EnrolmentRequest(rand.Reader, code, "laptop")
	must(t, err)
	_, err = w.endpoint.Front.Enrol(t.Context(), request)
	must(t, err)
	s := w.back(t, copied, w.clock.now())
	other, err := cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	request, err = other.EnrolmentRequest(rand.Reader, code, "somebody else")
	must(t, err)
	if _, err := intake.NewEndpoint(s, w.keys, w.config).Front.Enrol(t.Context(), request); !errors.Is(err, cjg.ErrCode) {
		t.Errorf("a code of before the copy: %v", err)
	}
}

// TestACopyRevivesNoSession: who was shut out after the copy is not signed in again by it.
func TestACopyRevivesNoSession(t *testing.T) {
	w := newWorld(t)
	must(t, w.store.Update(func(tx intake.Tx) error {
		return tx.Put(intake.BucketSessions, []byte("cookie"), []byte(`{"name":"marieke"}`))
	}))
	s := w.back(t, copyOf(t, w.store, w.clock.now()), w.clock.now())
	must(t, s.View(func(tx intake.Tx) error {
		return tx.Scan(intake.BucketSessions, nil, func(key, _ []byte) (bool, error) {
			t.Errorf("the session %s lives", key)
			return true, nil
		})
	}))
	found, _, err := intake.Check(s, w.keys.FrontKeys, &w.keys)
	must(t, err)
	if len(found) > 0 {
		t.Errorf("the check says %+v", found)
	}
}
