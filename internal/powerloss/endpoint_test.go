package powerloss_test

import (
	"bytes"
	crand "crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
)

// endpointDir is set for the process that works as the endpoint of a CJG.
const endpointDir = "SCHAKEL_TEST_ENDPOINT"

// signed is what an endpoint gave its word for: its keys, and what it stored.
type signed struct {
	Keys  []byte
	Items int
}

// atOffice is the folder of the endpoint, which is there already.
const atOffice = "kantoor"

// serveCJG is an endpoint on its first day: keys, a store, messages, the compacting that follows an erasure, and more messages.
func serveCJG(root string, out io.Writer) error {
	dir := filepath.Join(root, atOffice)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	config := intake.Config{
		Agreement: cjg.Agreement{Organisation: "CJG", NormDays: 7}, Now: time.Now, Random: crand.Reader, Log: slog.New(slog.DiscardHandler),
	}
	keys, err := intake.OpenKeys(filepath.Join(dir, "keys"), "CJG", config)
	if err != nil {
		return err
	}
	s, err := bolt.Open(filepath.Join(dir, "inbox.db"))
	if err != nil {
		return err
	}
	var given signed
	if given.Keys, err = keys.Marshal(); err != nil {
		return err
	}
	put := func() error {
		err := s.Update(func(tx intake.Tx) error {
			return tx.Put(intake.BucketAccounts, fmt.Appendf(nil, "%03d", given.Items), bytes.Repeat([]byte("x"), 900))
		})
		given.Items++
		line, jsonErr := json.Marshal(given)
		_, writeErr := fmt.Fprintf(out, "%s\n", line)
		return joined(err, joined(jsonErr, writeErr))
	}
	for n := range 12 {
		if n == 4 || n == 8 {
			if err := s.Compact(); err != nil {
				return err
			}
		}
		if err := put(); err != nil {
			return err
		}
	}
	return s.Close()
}

// TestAnEndpointKeepsItsWord takes the power away from an endpoint after each receipt, and finds no more than what was synced: its keys and
// everything that it signed for are there. What it has under a name that no sync made durable would be gone, with every message in it.
func TestAnEndpointKeepsItsWord(t *testing.T) {
	root := t.TempDir()
	calls, given := given(t, traced(t, endpointDir+"="+root))
	if len(given) != 12 {
		t.Fatalf("%d receipts were given", len(given))
	}
	for _, lost := range []int{nothing, some} {
		d := newDisk(root, nil)
		for n, c := range calls {
			if word, ok := given[n]; ok {
				f := &fate{random: rand.New(rand.NewPCG(7, uint64(n))), writes: lost, moves: lost}
				if err := holds(t, d.crash(f), word); err != nil {
					t.Errorf("after %d receipts: %v", word.Items, err)
				}
			}
			if err := d.apply(c); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// given is markers for an endpoint.
func given(t *testing.T, all []call) (calls []call, words map[int]signed) {
	words = map[int]signed{}
	for _, c := range all {
		if c.name != "write" || c.number(0) != 1 || !strings.HasPrefix(c.text(1), "{") {
			calls = append(calls, c)
			continue
		}
		var word signed
		if err := json.Unmarshal([]byte(c.text(1)), &word); err != nil {
			t.Fatal(err)
		}
		words[len(calls)] = word
	}
	return calls, words
}

func holds(t *testing.T, found image, word signed) error {
	dir := t.TempDir()
	if err := found.write(dir); err != nil {
		return err
	}
	office := filepath.Join(dir, atOffice)
	keys, err := os.ReadFile(filepath.Join(office, "keys"))
	if err != nil || !bytes.Equal(keys, word.Keys) {
		return fmt.Errorf("the keys are not there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(office, "inbox.db")); err != nil {
		return err
	}
	s, err := bolt.Open(filepath.Join(office, "inbox.db"))
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }() // it was only read
	count := 0
	err = s.View(func(tx intake.Tx) error {
		return tx.Scan(intake.BucketAccounts, nil, func(_, _ []byte) (bool, error) { count++; return true, nil })
	})
	if err == nil && count < word.Items {
		return fmt.Errorf("%d of %d are there", count, word.Items)
	}
	return err
}
