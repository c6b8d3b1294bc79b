package intake_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"schakel/internal/cjg"
	"schakel/internal/intake"
)

// countedStore counts who wants to write, and what a reading looks up.
type countedStore struct {
	intake.Store
	writes, gets, scans atomic.Int64
}

func (c *countedStore) Update(write func(intake.Tx) error) error {
	c.writes.Add(1)
	return c.Store.Update(write)
}

func (c *countedStore) View(read func(intake.Tx) error) error {
	return c.Store.View(func(tx intake.Tx) error { return read(countedTx{tx, c}) })
}

type countedTx struct {
	intake.Tx
	of *countedStore
}

func (c countedTx) Get(b intake.Bucket, key []byte) ([]byte, error) {
	c.of.gets.Add(1)
	return c.Tx.Get(b, key)
}

func (c countedTx) Scan(b intake.Bucket, after []byte, each func(key, value []byte) (bool, error)) error {
	c.of.scans.Add(1)
	return c.Tx.Scan(b, after, each)
}

// TestAFloodOfCodesIsCheap: wrong, used up and forged requests from somebody without a code look two keys up and leave no byte behind, also with
// many codes open; and the next one with a code comes in.
func TestAFloodOfCodesIsCheap(t *testing.T) {
	w := newWorld(t)
	var good cjg.Code
	for range 50 {
		var err error
		good, err = w.endpoint.Front.NewCode("laptop")
		must(t, err)
	}
	counted := &countedStore{Store: w.store}
	front := intake.NewEndpoint(counted, w.keys, w.config).Front
	keys, err := cjg.NewDeviceKeys(w.random())
	must(t, err)
	wrong := good
	wrong.Secret[0] ^= 1
	request, err := keys.EnrolmentRequest(w.random(), wrong, "")
	must(t, err)
	forged := request
	forged.CSR, forged.Proof, forged.Opening = []byte("x"), []byte("x"), []byte("x")
	before, err := os.ReadFile(filepath.Join(w.dir, "inbox.db"))
	must(t, err)
	const tries = 2000
	for n := range tries {
		one := request
		if n%2 == 1 {
			one = forged // no signature is looked at before the code is known
		}
		if _, err := front.Enrol(context.Background(), one); !errors.Is(err, cjg.ErrCode) {
			t.Fatalf("a wrong code: %v", err)
		}
		if _, err := front.Renew(context.Background(), cjg.RenewalRequest{Device: "0123456789abcdef0123456789abcdef"}); !errors.Is(err, cjg.ErrDenied) {
			t.Fatalf("a laptop that nobody knows: %v", err)
		}
	}
	after, err := os.ReadFile(filepath.Join(w.dir, "inbox.db"))
	must(t, err)
	if counted.writes.Load() != 0 || !bytes.Equal(before, after) {
		t.Errorf("%d times somebody without a code held the one who writes", counted.writes.Load())
	}
	if counted.gets.Load() > 3*tries || counted.scans.Load() != 0 {
		t.Errorf("%d readings of keys and %d searches for %d wrong codes", counted.gets.Load(), counted.scans.Load(), tries)
	}
	right, err := keys.EnrolmentRequest(w.random(), good, "")
	must(t, err)
	if _, err := front.Enrol(context.Background(), right); err != nil {
		t.Errorf("the right code after them: %v", err)
	}
}

// TestNoGuessIsNear: only all 72 bits open. A code that differs in one bit, or is shorter or longer, is as wrong as any, so nobody finds one piece by piece.
func TestNoGuessIsNear(t *testing.T) {
	w := newWorld(t)
	good, err := w.endpoint.Front.NewCode("laptop")
	must(t, err)
	if bits := 8 * len(good.Secret); bits < 72 {
		t.Fatalf("%d bits to guess; the arithmetic in codes.go counts on 72", bits)
	}
	keys, err := cjg.NewDeviceKeys(w.random())
	must(t, err)
	for bit := range 8 * len(good.Secret) {
		near := good
		near.Secret[bit/8] ^= 1 << (bit % 8)
		request, err := keys.EnrolmentRequest(w.random(), near, "")
		must(t, err)
		if _, err := w.endpoint.Front.Enrol(context.Background(), request); !errors.Is(err, cjg.ErrCode) {
			t.Fatalf("bit %d: %v", bit, err)
		}
	}
	for _, secret := range [][]byte{nil, good.Secret[:8], append(bytes.Clone(good.Secret[:]), 0)} {
		request, err := keys.EnrolmentRequest(w.random(), good, "")
		must(t, err)
		request.Secret = secret
		if _, err := w.endpoint.Front.Enrol(context.Background(), request); err == nil {
			t.Errorf("%d bytes opened", len(secret))
		}
	}
}
