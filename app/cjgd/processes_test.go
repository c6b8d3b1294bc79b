package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"schakel/app/cjgd/endpoint"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/intake/postgres"
	"schakel/internal/intake/postgres/scratch"
)

// marker stands in every document that these tests send.
const marker = "MERKTEKEN-VAN-HET-GEZIN"

func newServer(t *testing.T) (*scratch.Server, string) {
	t.Helper()
	s, err := scratch.Start(context.Background(), scratch.Options{Settings: []string{"fsync=off"}})
	if errors.Is(err, scratch.ErrMissing) {
		t.Skip(err)
	}
	must(t, err)
	t.Cleanup(func() { _ = s.Stop() })
	address, err := s.Make(context.Background(), "cjgd")
	must(t, err)
	return s, address
}

// launch starts a real process with these arguments and waits until it is ready. Without a database it has a store of its own in the folder.
func launch(t *testing.T, database, dir string, args ...string) *child {
	t.Helper()
	file := filepath.Join(dir, "ready.json")
	_ = os.Remove(file)
	c := &child{errs: &heard{}}
	args = append([]string{"--data", filepath.Join(dir, "data"), "--name", "CJG Zuiderwijk", "--with-parent", "--ready-file", file}, args...)
	c.cmd = exec.Command(os.Args[0], args...)
	c.cmd.Env = append(os.Environ(), "CJGD_TEST_CHILD=1")
	if database != "" {
		c.cmd.Env = append(c.cmd.Env, "CJGD_DATABASE="+database)
	}
	c.cmd.Stderr = c.errs
	var err error
	c.in, err = c.cmd.StdinPipe()
	must(t, err)
	out, err := c.cmd.StdoutPipe()
	must(t, err)
	must(t, c.cmd.Start())
	t.Cleanup(func() { _ = c.cmd.Process.Kill(); _, _ = c.cmd.Process.Wait() })
	lines := bufio.NewScanner(out)
	for lines.Scan() && lines.Text() != "READY" {
	}
	for range 250 {
		if data, err := os.ReadFile(file); err == nil {
			must(t, json.Unmarshal(data, &c.ready))
			return c
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("no ready file\n%s", c.errs)
	return nil
}

// balancer passes TCP on, in turn, to whoever takes the connection.
type balancer struct {
	listener net.Listener
	next     atomic.Int64
	mu       sync.Mutex
	backends []string
}

func newBalancer(t *testing.T) *balancer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	b := &balancer{listener: l}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go b.pass(conn)
		}
	}()
	return b
}

func (b *balancer) set(backends ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.backends = backends
}

func (b *balancer) pass(from net.Conn) {
	defer func() { _ = from.Close() }()
	b.mu.Lock()
	backends := b.backends
	b.mu.Unlock()
	for range backends {
		to, err := net.DialTimeout("tcp", backends[int(b.next.Add(1))%len(backends)], time.Second)
		if err != nil {
			continue
		}
		go func() { _, _ = io.Copy(to, from); _ = to.Close() }()
		_, _ = io.Copy(from, to)
		_ = to.Close()
		return
	}
}

// split is an endpoint whose inbox and two fronts are processes of their own, behind a load balancer.
type split struct {
	t        *testing.T
	server   *scratch.Server
	database string
	inbox    *child
	dirs     [2]string
	fronts   [2]*child
	balance  *balancer
	keys     intake.Keys
}

func newSplit(t *testing.T) *split {
	t.Helper()
	s := &split{t: t, balance: newBalancer(t)}
	s.server, s.database = newServer(t)
	office := t.TempDir()
	s.inbox = launch(t, s.database, office, "--role", "inbox")
	file := filepath.Join(t.TempDir(), "front-keys")
	var out, errs bytes.Buffer
	if code := run(context.Background(), []string{"keys", "front", "--data", filepath.Join(office, "data"), "--to", file}, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("keys front: %d %s", code, errs.String())
	}
	front, err := os.ReadFile(file)
	must(t, err)
	whole, err := os.ReadFile(filepath.Join(office, "data", "keys"))
	must(t, err)
	s.keys, err = intake.ParseKeys(whole)
	must(t, err)
	for i := range s.fronts {
		s.dirs[i] = t.TempDir()
		must(t, os.Mkdir(filepath.Join(s.dirs[i], "data"), 0o700))
		must(t, os.WriteFile(filepath.Join(s.dirs[i], "data", "front-keys"), front, 0o600))
		s.fronts[i] = launch(t, s.database, s.dirs[i], "--role", "front")
	}
	s.balance.set(s.address(0), s.address(1))
	return s
}

func (s *split) address(i int) string {
	return strings.TrimPrefix(s.fronts[i].ready.Device, "https://")
}

// kill ends a front in the middle of what it does and starts it again at the same address.
func (s *split) kill(i int) {
	s.t.Helper()
	address := s.address(i)
	_ = s.fronts[i].cmd.Process.Kill()
	_, _ = s.fronts[i].cmd.Process.Wait()
	s.fronts[i] = launch(s.t, s.database, s.dirs[i], "--role", "front", "--listen", address)
}

// through is the inbox's own view with the balancer as the devices' address.
func (s *split) through() *child {
	return &child{ready: endpoint.Ready{Device: "https://" + s.balance.listener.Addr().String(), Code: s.inbox.ready.Code}}
}

func sealedFor(t *testing.T, keys cjg.DeviceKeys, e cjg.Enrolment, n int) (out [][]byte) {
	t.Helper()
	to, err := envelope.ParseSealingKey(e.Opening)
	must(t, err)
	for i := range n {
		data, err := cjg.Marshal(&cjg.Request{
			Number: fmt.Sprintf("V-%04d", i), To: cjg.Recipient{Organisation: "CJG Zuiderwijk"}, From: cjg.Sender{Name: "Hatice"}, Sort: "ruimte", Question: marker,
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

// TestTwoFrontsOneDatabaseOneKilled: fronts are killed in the middle of requests, again and again. Nothing is lost, doubled, or receipted
// without being stored, and a receipt stays the same bytes at whichever process it is asked.
func TestTwoFrontsOneDatabaseOneKilled(t *testing.T) {
	s := newSplit(t)
	client, keys, e := enrolled(t, s.through())
	const senders, each = 4, 50
	all := sealedFor(t, keys, e, senders*each)
	receipts := make([]map[envelope.Receipt]bool, len(all))
	var broken, sent atomic.Int64
	var group sync.WaitGroup
	for worker := range senders {
		group.Go(func() {
			for i := worker; i < len(all); i += senders {
				receipts[i] = map[envelope.Receipt]bool{}
				// twice: most likely at two processes; and on, until somebody was killed in the middle
				for try, got := 0, 0; (got < 2 || broken.Load() == 0) && try < 4000; try++ {
					d, err := client.Put(context.Background(), all[i])
					if err != nil {
						broken.Add(1)
						time.Sleep(10 * time.Millisecond)
						continue
					}
					receipts[i][d.Received] = true
					got++
				}
				sent.Add(1)
			}
		})
	}
	kills := 0
	for sent.Load() < int64(len(all)) && kills < 40 {
		time.Sleep(150 * time.Millisecond)
		s.kill(kills % 2)
		kills++
	}
	group.Wait()
	for i, seen := range receipts {
		if len(seen) != 1 {
			t.Errorf("message %d has %d different receipts", i, len(seen))
		}
	}
	s.everyOneOnce(len(all))
	t.Logf("%d messages twice, %d kills, %d requests broken off", len(all), kills, broken.Load())
	if kills < 2 || broken.Load() == 0 {
		t.Error("nobody was killed in the middle: this test sees nothing")
	}
}

// everyOneOnce waits until the inbox opened everything and looks into the database itself.
func (s *split) everyOneOnce(n int) {
	s.t.Helper()
	store, err := postgres.Open(context.Background(), s.database, postgres.Options{})
	must(s.t, err)
	defer func() { _ = store.Close() }()
	box := intake.NewInbox(store, s.keys, intake.Config{Now: time.Now, Random: rand.Reader})
	var cases []intake.Case
	for range 100 {
		cases, err = box.Cases()
		must(s.t, err)
		if len(cases) == n {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if len(cases) != n {
		s.t.Errorf("%d cases of %d messages", len(cases), n)
	}
	found, _, err := intake.Check(store, s.keys.FrontKeys, &s.keys)
	must(s.t, err)
	for _, f := range found {
		s.t.Errorf("check: %+v", f)
	}
}

// TestFrontHasNothingToSteal: a front's folder, memory and log, and every file of the database, hold no opening key and no clear text.
func TestFrontHasNothingToSteal(t *testing.T) {
	s := newSplit(t)
	client, keys, e := enrolled(t, s.through())
	for _, sealed := range sealedFor(t, keys, e, 10) {
		_, err := client.Put(context.Background(), sealed)
		must(t, err)
	}
	s.everyOneOnce(10)
	secrets := map[string][]byte{
		"the opening key": s.keys.Opening.Bytes(), "the key for what rests": s.keys.Rest[:], "the inbox's signing key": s.keys.Inbox.Bytes(), "clear text": []byte(marker),
	}
	must(t, s.server.Exec(context.Background(), "cjgd", "CHECKPOINT"))
	for i, dir := range append([]string{s.server.Data()}, s.dirs[:]...) {
		must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() {
				return nil //nolint:nilerr // files of the server come and go
			}
			data, _ := os.ReadFile(path)
			for name, secret := range secrets {
				if bytes.Contains(data, secret) {
					t.Errorf("%s stands in folder %d: %s", name, i, filepath.Base(path))
				}
			}
			return nil
		}))
	}
	for i, front := range s.fronts {
		memory := memoryOf(t, front.cmd.Process.Pid)
		if memory == nil {
			t.Log("the memory of another process cannot be read here")
			break
		}
		if !bytes.Contains(memory, s.keys.Front.Bytes()) {
			t.Errorf("front %d: its own key is not found in its memory: this test sees nothing", i)
		}
		for name, secret := range secrets {
			if bytes.Contains(memory, secret) {
				t.Errorf("%s stands in the memory of front %d", name, i)
			}
		}
		for _, forbidden := range []string{marker, "Hatice", "postgres://", "127.0.0.1"} {
			if strings.Contains(front.errs.String(), forbidden) {
				t.Errorf("%q stands in the log of front %d", forbidden, i)
			}
		}
	}
}

// memoryOf reads what a process can write in; nil where the system does not let us.
func memoryOf(t *testing.T, pid int) []byte {
	t.Helper()
	maps, err := os.ReadFile(fmt.Sprintf("/proc/%d/maps", pid))
	if err != nil {
		return nil
	}
	mem, err := os.Open(fmt.Sprintf("/proc/%d/mem", pid))
	if err != nil {
		return nil
	}
	defer func() { _ = mem.Close() }()
	var out []byte
	for line := range strings.Lines(string(maps)) {
		var from, to int64
		var rights string
		if _, err := fmt.Sscanf(line, "%x-%x %s", &from, &to, &rights); err != nil || !strings.HasPrefix(rights, "rw") || to-from > 1<<28 {
			continue
		}
		part := make([]byte, to-from)
		n, _ := mem.ReadAt(part, from)
		out = append(out, part[:n]...)
	}
	return out
}

// TestFrontRefusesTheWholeKeys: an opening key on a front is a mistake that is told, not used.
func TestFrontRefusesTheWholeKeys(t *testing.T) {
	_, address := newServer(t)
	office := t.TempDir()
	inbox := launch(t, address, office, "--role", "inbox")
	must(t, inbox.in.Close())
	_, _ = inbox.cmd.Process.Wait()
	for _, c := range []struct {
		name string
		args []string
		want int
		says string
	}{
		{"the whole keys", []string{"--role", "front", "--data", filepath.Join(office, "data"), "--database", address}, 16, "opening key"},
		{"no keys", []string{"--role", "front", "--data", t.TempDir(), "--database", address}, 12, "front-keys"},
		{"no database", []string{"--role", "front", "--data", t.TempDir()}, 11, "--database"},
		{"another role", []string{"--role", "achterdeur"}, 2, ""},
		{"another endpoint's database", []string{"--role", "inbox", "--data", t.TempDir(), "--database", address}, 13, "other keys"},
		{"a wrong address", []string{"--data", t.TempDir(), "--database", "postgres://u:geheim123@h:p/x"}, 11, "address of the database"},
		{"nobody there", []string{"--data", t.TempDir(), "--database", "postgres://u:geheim123@127.0.0.1:1/x"}, 17, "store"},
	} {
		var out, errs bytes.Buffer
		if got := run(context.Background(), c.args, strings.NewReader(""), &out, &errs); got != c.want || !strings.Contains(errs.String(), c.says) {
			t.Errorf("%s: exit %d, want %d\n%s", c.name, got, c.want, errs.String())
		}
		if strings.Contains(errs.String()+out.String(), "geheim123") {
			t.Errorf("%s: the password stands in the log", c.name)
		}
	}
}
