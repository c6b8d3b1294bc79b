package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"schakel/app/cjgd/caseworker"
	"schakel/app/cjgd/endpoint"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
)

// TestMain lets the test binary be the program itself, so that a test can kill a real process.
func TestMain(m *testing.M) {
	if os.Getenv("CJGD_TEST_CHILD") != "" {
		main()
	}
	os.Exit(m.Run())
}

// child is a running cjgd.
type child struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	errs  *heard
	ready endpoint.Ready
}

func start(t *testing.T, dir, listen string) *child {
	t.Helper()
	return launch(t, "", dir, "--listen", listen, "--practice")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func enrolled(t *testing.T, c *child) (*cjg.Client, cjg.DeviceKeys, cjg.Enrolment) {
	t.Helper()
	keys, err := cjg.NewDeviceKeys(rand.Reader)
	must(t, err)
	anonymous, err := cjg.NewClient(cjg.ClientConfig{BaseURL: c.ready.Device})
	must(t, err)
	defer anonymous.Close()
	e, err := anonymous.Enrol(context.Background(), c.ready.Code, keys, "laptop")
	must(t, err)
	config, err := e.ClientConfig(c.ready.Device, keys, nil)
	must(t, err)
	config.Timeout = 5 * time.Second
	client, err := cjg.NewClient(config)
	must(t, err)
	t.Cleanup(client.Close)
	return client, keys, e
}

func messages(t *testing.T, keys cjg.DeviceKeys, e cjg.Enrolment, n int) [][]byte {
	t.Helper()
	to, err := envelope.ParseSealingKey(e.Opening)
	must(t, err)
	var out [][]byte
	for range n {
		data, err := cjg.Marshal(&cjg.Request{
			Number: "V-0001", To: cjg.Recipient{Organisation: "CJG Zuiderwijk"}, From: cjg.Sender{Name: "Hatice"}, Sort: "ruimte", Question: "Een zaal?",
		})
		must(t, err)
		id, err := envelope.NewUUID(rand.Reader)
		must(t, err)
		sealed, _, err := envelope.Seal(rand.Reader, envelope.Fields{ID: id, Version: 1, Kind: envelope.Request, Created: time.Now()}, data, keys.Signing, to)
		must(t, err)
		out = append(out, sealed)
	}
	return out
}

// TestKilledInTheMiddle: whatever has a receipt survives kill -9, and sending everything again doubles nothing.
func TestKilledInTheMiddle(t *testing.T) {
	dir := t.TempDir()
	first := start(t, dir, "127.0.0.1:0")
	listen := strings.TrimPrefix(first.ready.Device, "https://")
	client, keys, e := enrolled(t, first)
	all := messages(t, keys, e, 60)
	got := map[int]envelope.Receipt{}
	time.AfterFunc(60*time.Millisecond, func() { _ = first.cmd.Process.Kill() })
	for i, sealed := range all {
		if d, err := client.Put(context.Background(), sealed); err == nil {
			got[i] = d.Received
		}
	}
	_, _ = first.cmd.Process.Wait()
	second := start(t, dir, listen)
	for i, sealed := range all {
		d, err := client.Put(context.Background(), sealed)
		if err != nil {
			t.Fatalf("after the restart: %v", err)
		}
		if old, ok := got[i]; ok && old != d.Received {
			t.Errorf("message %d has another receipt after the restart", i)
		}
	}
	worker, err := caseworker.New(second.ready.Web)
	must(t, err)
	must(t, worker.SignIn(context.Background(), second.ready.Account, second.ready.Password))
	deadline := time.Now().Add(10 * time.Second)
	for {
		first, err := worker.List(context.Background())
		must(t, err)
		next, err := worker.Page(context.Background(), "/?toon=alles&blad=2")
		must(t, err)
		if n := len(first) + strings.Count(next, "data-uuid="); n == len(all) {
			break
		} else if time.Now().After(deadline) {
			t.Fatalf("%d messages in the inbox, want %d (receipts before the kill: %d)", n, len(all), len(got))
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Logf("%d of %d had a receipt before the kill", len(got), len(all))
}

func TestStopsWithItsParent(t *testing.T) {
	c := start(t, t.TempDir(), "127.0.0.1:0")
	must(t, c.in.Close())
	done := make(chan error, 1)
	go func() { done <- c.cmd.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("stopped with %v\n%s", err, c.errs)
		}
	case <-time.After(10 * time.Second):
		t.Error("still runs after its parent is gone")
	}
}

func TestCommandLine(t *testing.T) {
	for _, c := range []struct {
		args []string
		want int
	}{
		{[]string{"--version"}, 0},
		{[]string{"--help"}, 0},
		{[]string{"--norm", "0"}, 2},
		{[]string{"--unknown"}, 2},
		{[]string{"extra"}, 2},
		{[]string{"--data", filepath.Join(t.TempDir(), "x"), "--listen", "256.0.0.1:1"}, 11},
	} {
		var out, errs bytes.Buffer
		if got := run(context.Background(), c.args, strings.NewReader(""), &out, &errs); got != c.want {
			t.Errorf("%q: exit %d, want %d\n%s", c.args, got, c.want, errs.String())
		}
	}
}

func quietLog() *slog.Logger { return slog.New(slog.DiscardHandler) }

// heard is what a process said, while it goes on saying more.
type heard struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (h *heard) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.Write(p)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.String()
}
