package envelope_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"schakel/internal/envelope"
)

func TestAWrappedFileIsBoundToItsHeader(t *testing.T) {
	sender, err := envelope.NewSigningKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	other, err := envelope.NewSigningKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	id, box := envelope.UUID{1}, envelope.UUID{2}
	fields := envelope.Fields{ID: id, Version: 1, Kind: envelope.Contribution, Created: time.Unix(1_800_000_000, 0)}
	file := bytes.Repeat([]byte("dicht"), 30000) // more than an envelope may hold
	wrapped, h, err := envelope.Wrap(fields, file, sender, box)
	if err != nil {
		t.Fatal(err)
	}
	again, _, err := envelope.Wrap(fields, file, sender, box)
	if err != nil || !bytes.Equal(again, wrapped) {
		t.Error("the same file wrapped twice differs")
	}
	got, back, err := envelope.Unwrap(wrapped, sender.Public())
	if err != nil || got != h || !bytes.Equal(back, file) || got.Recipient != envelope.KeyID(box) || got.ID != id {
		t.Fatalf("unwrapped %+v, %v", got, err)
	}
	if _, _, err := envelope.Unwrap(wrapped, other.Public()); !errors.Is(err, envelope.ErrSignature) {
		t.Errorf("somebody else's signature: %v", err)
	}
	for _, at := range []int{0, 9, 12, 40, 100, 150, len(wrapped) / 2, len(wrapped) - 1} {
		bad := bytes.Clone(wrapped)
		bad[at] ^= 1
		if _, _, err := envelope.Unwrap(bad, sender.Public()); err == nil {
			t.Errorf("byte %d can be changed", at)
		}
	}
	if _, err := envelope.VerifyHeader(wrapped, sender.Public()); !errors.Is(err, envelope.ErrSize) {
		t.Errorf("a wrapped file of this size is taken for a message: %v", err)
	}
	if _, _, err := envelope.Wrap(fields, make([]byte, envelope.MaxWrapped), sender, box); !errors.Is(err, envelope.ErrSize) {
		t.Errorf("too large: %v", err)
	}
	if _, _, err := envelope.Wrap(fields, nil, sender, box); !errors.Is(err, envelope.ErrFields) {
		t.Errorf("nothing: %v", err)
	}
	if _, _, err := envelope.Wrap(fields, file, sender, envelope.UUID{}); !errors.Is(err, envelope.ErrFields) {
		t.Errorf("no mailbox: %v", err)
	}
}
