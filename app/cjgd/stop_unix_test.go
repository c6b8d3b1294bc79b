//go:build unix

package main

import (
	"context"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// TestStoppedInTheMiddleOfBatches: told to stop while batches come in, it finishes what is under way and ends in order; every receipt that it gave
// is of a message that is there when it starts again, also one that the answer did not reach the laptop of.
func TestStoppedInTheMiddleOfBatches(t *testing.T) {
	dir := t.TempDir()
	c := launch(t, "", dir, "--listen", "127.0.0.1:0")
	client, keys, e := enrolled(t, c)
	all := messages(t, keys, e, 6*cjg.MaxBatch)
	type outcome struct {
		sealed []byte
		got    cjg.BatchResult
	}
	done, first := make(chan []outcome, 1), make(chan struct{})
	go func() {
		var out []outcome
		for n := 0; n < len(all); n += cjg.MaxBatch {
			got, err := client.Batch(context.Background(), all[n:n+cjg.MaxBatch])
			if err != nil {
				break
			}
			for i, one := range got {
				out = append(out, outcome{all[n+i], one})
			}
			if n == 0 {
				close(first)
			}
		}
		done <- out
	}()
	<-first
	must(t, c.cmd.Process.Signal(syscall.SIGTERM))
	given := <-done
	state, err := c.cmd.Process.Wait()
	must(t, err)
	if state.ExitCode() != 0 || strings.Contains(c.errs.String(), "level=ERROR") {
		t.Errorf("it ends with %d\n%s", state.ExitCode(), c.errs)
	}
	again := launch(t, "", dir, "--listen", "127.0.0.1:0")
	config, err := e.ClientConfig(again.ready.Device, keys, nil)
	must(t, err)
	config.Timeout = 20 * time.Second
	back, err := cjg.NewClient(config)
	must(t, err)
	defer back.Close()
	receipts := 0
	for _, one := range given {
		if one.got.Err != nil {
			continue
		}
		receipts++
		h, err := envelope.ParseHeader(one.sealed)
		must(t, err)
		if there, err := back.Get(context.Background(), h); err != nil || there.Received != one.got.Delivery.Received {
			t.Errorf("a message with a receipt is not there: %v", err)
		}
	}
	if receipts < cjg.MaxBatch {
		t.Errorf("only %d receipts before it stopped", receipts)
	}
	for n := 0; n < len(all); n += cjg.MaxBatch {
		got, err := back.Batch(context.Background(), all[n:n+cjg.MaxBatch])
		must(t, err)
		for _, one := range got {
			must(t, one.Err)
		}
	}
	opened(t, filepath.Join(dir, "data"), len(all))
	do(t, 0, "", "check", "--data", filepath.Join(dir, "data"))
	t.Logf("%d of %d had a receipt when it was told to stop", receipts, len(all))
}
