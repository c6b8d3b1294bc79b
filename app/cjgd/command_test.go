package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"schakel/app/cjgd/endpoint"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
)

const passphrase = "vier losse woorden hier\n"

// do runs the program for one command and gives what it says.
func do(t *testing.T, want int, in string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if got := run(context.Background(), args, strings.NewReader(in), &out, &errs); got != want {
		t.Fatalf("%q: exit %d, want %d\n%s%s", args, got, want, out.String(), errs.String())
	}
	return out.String() + errs.String()
}

// ageKey makes a key of age in a file, and gives its public half.
func ageKey(t *testing.T, dir, name string) (file, public string) {
	t.Helper()
	key, err := age.GenerateX25519Identity()
	must(t, err)
	file = filepath.Join(dir, name)
	must(t, os.WriteFile(file, []byte(key.String()+"\n"), 0o600))
	return file, key.Recipient().String()
}

// dump is all that a store has, in its order.
// dump is all that a store has, but for what each putting back of a copy does itself: it is noted and audited, it skips the cursors that laptops may
// have, and ends sessions and codes that nobody used. Times is how often that was.
func dump(t *testing.T, s intake.Store) (text string, times int) {
	t.Helper()
	var out bytes.Buffer
	must(t, s.View(func(tx intake.Tx) error {
		out.Reset()
		times = 0
		for _, b := range intake.Buckets() {
			n, err := tx.Last(b)
			if err != nil {
				return err
			}
			last := 0
			if err := tx.Scan(b, nil, func(key, value []byte) (bool, error) {
				switch {
				case b == "audit" && bytes.Contains(value, []byte(`"what":"restored `)):
					last++
					return true, nil
				case b == "endpoint" && string(key) == "restored", b == "sessions", b == "codes" && !bytes.Contains(value, []byte(`"device":`)):
					return true, nil
				}
				out.WriteString(string(key) + "=" + string(value) + "\n")
				return true, nil
			}); err != nil {
				return err
			}
			times += last
			out.WriteString(string(b) + " " + strconv.FormatUint(n%(1<<32)-uint64(last), 10) + "\n")
		}
		return nil
	}))
	return out.String(), times
}

// TestCopyFromOneStoreToTheOther: a copy made while the endpoint runs on its file opens in a database, and back, byte for byte; the same
// message sent again gets the same receipt there.
func TestCopyFromOneStoreToTheOther(t *testing.T) {
	_, address := newServer(t)
	dir := t.TempDir()
	c := start(t, dir, "127.0.0.1:0")
	client, keys, e := enrolled(t, c)
	all := messages(t, keys, e, 5)
	var receipts []envelope.Receipt
	for _, sealed := range all {
		d, err := client.Put(context.Background(), sealed)
		must(t, err)
		receipts = append(receipts, d.Received)
	}
	data := filepath.Join(dir, "data")
	opened(t, data, len(all))
	first := filepath.Join(dir, "first.age")
	secret, public := ageKey(t, dir, "mine")
	another, _ := ageKey(t, dir, "another")
	do(t, 0, "", "backup", "--to", public, "--data", data, "--out", first)
	do(t, 13, "", "backup", "--to", public, "--data", data, "--out", first) // never over another
	raw, err := os.ReadFile(first)
	must(t, err)
	if !bytes.HasPrefix(raw, []byte("age-encryption.org/")) || bytes.Contains(raw, []byte("devices")) {
		t.Error("the copy is not sealed")
	}
	must(t, c.in.Close())
	_, _ = c.cmd.Process.Wait()

	moved := t.TempDir()
	file, err := os.ReadFile(filepath.Join(data, "keys"))
	must(t, err)
	do(t, 12, "", "restore", "--identity", secret, "--data", moved, "--database", address, "--in", first) // without keys
	must(t, os.WriteFile(filepath.Join(moved, "keys"), file, 0o600))
	do(t, 15, "", "restore", "--identity", another, "--data", moved, "--database", address, "--in", first)
	damaged := filepath.Join(dir, "damaged.age")
	bad := bytes.Clone(raw)
	bad[len(bad)-100] ^= 1
	must(t, os.WriteFile(damaged, bad, 0o600))
	do(t, 19, "", "restore", "--identity", secret, "--data", moved, "--database", address, "--in", damaged)
	must(t, os.WriteFile(damaged, raw[:len(raw)-200], 0o600))
	do(t, 19, "", "restore", "--identity", secret, "--data", moved, "--database", address, "--in", damaged)
	do(t, 0, "", "restore", "--identity", secret, "--data", moved, "--database", address, "--in", first)
	do(t, 13, "", "restore", "--identity", secret, "--data", moved, "--database", address, "--in", first) // not empty

	second := filepath.Join(dir, "second.age")
	do(t, 0, "", "backup", "--to", public, "--data", moved, "--database", address, "--out", second)
	back := t.TempDir()
	must(t, os.WriteFile(filepath.Join(back, "keys"), file, 0o600))
	do(t, 0, "", "restore", "--identity", secret, "--data", back, "--in", second)
	if said := do(t, 0, "", "check", "--data", back); !strings.Contains(said, "cases 5 (all opened)") {
		t.Errorf("check says %q", said)
	}
	do(t, 0, "", "check", "--data", moved, "--database", address)
	from, err := bolt.Open(filepath.Join(data, "inbox.db"))
	must(t, err)
	to, err := bolt.Open(filepath.Join(back, "inbox.db"))
	must(t, err)
	went, none := dump(t, from)
	came, twice := dump(t, to)
	if went != came || none != 0 || twice != 2 {
		t.Errorf("what came back over the database is not what went; put back %d and %d times", none, twice)
	}
	must(t, errors.Join(from.Close(), to.Close()))

	p := launch(t, address, t.TempDir(), "--listen", strings.TrimPrefix(c.ready.Device, "https://"), "--data", moved)
	for i, sealed := range all {
		d, err := client.Put(context.Background(), sealed)
		if err != nil || d.Received != receipts[i] {
			t.Errorf("message %d has another receipt after moving: %v\n%s", i, err, p.errs)
		}
	}
}

func TestCopyOfAnotherEndpointIsRefused(t *testing.T) {
	one, other := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, other} {
		c := start(t, dir, "127.0.0.1:0")
		must(t, c.in.Close())
		_, _ = c.cmd.Process.Wait()
	}
	file := filepath.Join(one, "copy.age")
	do(t, 0, passphrase, "backup", "--data", filepath.Join(one, "data"), "--out", file)
	must(t, os.Remove(filepath.Join(other, "data", "inbox.db")))
	do(t, 13, passphrase, "restore", "--data", filepath.Join(other, "data"), "--in", file)
	do(t, 15, "een heel andere zin\n", "restore", "--data", filepath.Join(other, "data"), "--in", file)
	do(t, 2, "", "backup", "--data", filepath.Join(one, "data"))                                          // no file
	do(t, 15, "kort\n", "backup", "--data", filepath.Join(one, "data"), "--out", filepath.Join(one, "x")) // a short passphrase
	if _, err := os.Stat(filepath.Join(one, "x")); err == nil {
		t.Error("half a copy stands there")
	}
	do(t, 12, passphrase, "backup", "--data", t.TempDir(), "--out", filepath.Join(one, "y")) // nothing there, and nothing is made
}

// opened waits until the inbox opened so many messages.
func opened(t *testing.T, data string, n int) {
	t.Helper()
	for range 200 {
		if strings.Contains(do(t, 0, "", "check", "--data", data), fmt.Sprintf("cases %d ", n)) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the inbox does not open what came in")
}

// TestCheckSees: everything that is damaged is found, each by its own word.
func TestCheckSees(t *testing.T) {
	dir := t.TempDir()
	c := start(t, dir, "127.0.0.1:0")
	client, keys, e := enrolled(t, c)
	for _, sealed := range messages(t, keys, e, 3) {
		_, err := client.Put(context.Background(), sealed)
		must(t, err)
	}
	data := filepath.Join(dir, "data")
	opened(t, data, 3)
	do(t, 0, "", "user", "add", "sanne", "--data", data)
	must(t, c.in.Close())
	_, _ = c.cmd.Process.Wait()
	first := func(tx intake.Tx, b intake.Bucket) (key, value []byte) {
		must(t, tx.Scan(b, nil, func(k, v []byte) (bool, error) {
			key, value = bytes.Clone(k), bytes.Clone(v)
			return false, nil
		}))
		return key, value
	}
	gone := func(b intake.Bucket) func(tx intake.Tx) error {
		return func(tx intake.Tx) error {
			key, _ := first(tx, b)
			return tx.Delete(b, key)
		}
	}
	whole, err := os.ReadFile(filepath.Join(data, "inbox.db"))
	must(t, err)
	for _, one := range []struct {
		says   string
		damage func(tx intake.Tx) error
	}{
		{"case.content", gone("contents")},
		{"case.content", gone("casekeys")},
		{"case.without_message", gone("messages")},
		{"contents.without_case", gone("cases")},
		{"message.device", gone("devices")},
		{"audit.gap", gone("audit")},
		{"audit.chain", func(tx intake.Tx) error {
			key, value := first(tx, "audit")
			return tx.Put("audit", key, bytes.Replace(value, []byte(`"what":"`), []byte(`"what":"not `), 1))
		}},
		{"audit.end", func(tx intake.Tx) error { _, err := tx.Next("audit"); return err }},
		{"messages.damaged", func(tx intake.Tx) error { key, _ := first(tx, "messages"); return tx.Put("messages", key, []byte("{")) }},
		{"case.content", func(tx intake.Tx) error {
			key, value := first(tx, "contents")
			value[len(value)-1] ^= 1
			return tx.Put("contents", key, value)
		}},
		{"message.lost", func(tx intake.Tx) error {
			key, value := first(tx, "messages")
			at := bytes.Index(value, []byte(`,"readable"`))
			end := at + 1 + bytes.IndexByte(value[at+1:], '}')
			return errors.Join(tx.Put("messages", key, append(bytes.Clone(value[:at]), value[end:]...)), tx.Delete("cases", key), tx.Delete("contents", key), tx.Delete("casekeys", key))
		}},
		{"pending.without_envelope", func(tx intake.Tx) error {
			key, value := first(tx, "messages")
			at := bytes.Index(value, []byte(`,"readable"`))
			end := at + 1 + bytes.IndexByte(value[at+1:], '}')
			n, err := tx.Next("pending")
			return errors.Join(err, tx.Put("messages", key, append(bytes.Clone(value[:at]), value[end:]...)), tx.Put("pending", []byte{0, 0, 0, 0, 0, 0, 0, byte(n)}, key))
		}},
	} {
		must(t, os.WriteFile(filepath.Join(data, "inbox.db"), whole, 0o600))
		s, err := bolt.Open(filepath.Join(data, "inbox.db"))
		must(t, err)
		must(t, s.Update(one.damage))
		must(t, s.Close())
		if said := do(t, 19, "", "check", "--data", data); !strings.Contains(said, one.says) || strings.Contains(said, "Hatice") {
			t.Errorf("%s is not said: %s", one.says, said)
		}
	}
}

// TestUsersAndDevices: on the running endpoint over its file, and on a database beside it.
func TestUsersAndDevices(t *testing.T) {
	for _, kind := range []string{"file", "database"} {
		t.Run(kind, func(t *testing.T) {
			dir := t.TempDir()
			data := filepath.Join(dir, "data")
			at := []string{"--data", data}
			var c *child
			if kind == "file" {
				c = start(t, dir, "127.0.0.1:0")
			} else {
				_, address := newServer(t)
				c = launch(t, address, dir, "--practice")
				at = append(at, "--database", address)
			}
			say := func(want int, args ...string) string { return do(t, want, "", append(args, at...)...) }
			client, _, e := enrolled(t, c)
			if said := say(0, "user", "add", "sanne", "--role", "manager", "--display", "Sanne"); !strings.HasPrefix(said, "PASSWORD ") {
				t.Errorf("no password: %q", said)
			}
			say(13, "user", "add", "sanne")
			say(11, "user", "add", "SANNE!")
			say(0, "user", "disable", "sanne")
			if said := say(0, "user", "list"); !strings.Contains(said, "sanne") || !strings.Contains(said, "off") {
				t.Errorf("list: %q", said)
			}
			say(0, "user", "enable", "sanne")
			say(0, "user", "reset", "sanne")
			say(10, "user", "reset", "niemand")
			say(0, "user", "disable", c.ready.Account)
			say(13, "user", "disable", "sanne") // the last one who manages
			say(2, "user", "weg", "sanne")
			say(2, "device")
			if said := say(0, "device", "code"); !strings.HasPrefix(said, "CODE ") {
				t.Errorf("no code: %q", said)
			}
			if _, err := client.Changes(context.Background(), ""); err != nil {
				t.Fatal(err)
			}
			say(0, "device", "revoke", e.Device)
			say(12, "device", "revoke", "00")
			if _, err := client.Changes(context.Background(), ""); err == nil || !strings.Contains(err.Error(), fault.CodeOf(cjg.ErrRevoked)) {
				t.Errorf("a revoked device still hears: %v", err)
			}
			if said := say(0, "device", "list"); !strings.Contains(said, "revoked ") {
				t.Errorf("list: %q", said)
			}
			say(0, "check")
		})
	}
}

// get reads a page of the listener for health and metrics.
func get(t *testing.T, url string) (int, string) {
	t.Helper()
	resp, err := http.Get(url) //nolint:gosec // our own loopback address
	must(t, err)
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	must(t, err)
	return resp.StatusCode, string(data)
}

// TestHealthAndMetrics: they tell how it goes, and nothing about anybody; a store that goes away shows, and comes back.
func TestHealthAndMetrics(t *testing.T) {
	server, address := newServer(t)
	c := launch(t, address, t.TempDir(), "--metrics", "127.0.0.1:0", "--log-json")
	client, keys, e := enrolled(t, c)
	all := sealedFor(t, keys, e, 4)
	var uuids []string
	for _, sealed := range all {
		h, err := envelope.ParseHeader(sealed)
		must(t, err)
		uuids = append(uuids, h.ID.String())
		_, err = client.Put(context.Background(), sealed)
		must(t, err)
	}
	_, err := client.Changes(context.Background(), "")
	must(t, err)
	for _, path := range []string{"/healthz", "/readyz"} {
		if status, text := get(t, c.ready.Metrics+path); status != 200 || text != "ok\n" {
			t.Errorf("%s: %d %q", path, status, text)
		}
	}
	var text string
	for range 50 {
		if _, text = get(t, c.ready.Metrics+"/metrics"); strings.Contains(text, "cjgd_cases_waiting 4") {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	for _, want := range []string{
		`cjgd_requests_total{route="PUT /v1/berichten/{uuid}",status="201"} 4`, `cjgd_request_seconds_count{route="GET /v1/wijzigingen"} 1`,
		"cjgd_cases_waiting 4", "cjgd_pending 0", "cjgd_devices 1", "cjgd_store_failures_total 0", "cjgd_database_connections_max 8",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in the metrics:\n%s", want, text)
		}
	}
	forbidden := append([]string{marker, "Hatice", "V-0001", "laptop", e.Device, "Zuiderwijk", "127.0.0.1", c.ready.Code, c.ready.Password}, uuids...)
	must(t, server.Exec(context.Background(), "postgres", "ALTER DATABASE cjgd ALLOW_CONNECTIONS false"))
	must(t, server.Exec(context.Background(), "postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cjgd'"))
	if status, _ := get(t, c.ready.Metrics+"/readyz"); status != 503 {
		t.Errorf("without its store it says %d", status)
	}
	if _, err := client.Put(context.Background(), sealedFor(t, keys, e, 1)[0]); err == nil {
		t.Error("a receipt without a store")
	}
	must(t, server.Exec(context.Background(), "postgres", "ALTER DATABASE cjgd ALLOW_CONNECTIONS true"))
	if status, _ := get(t, c.ready.Metrics+"/readyz"); status != 200 {
		t.Errorf("with its store back it says %d", status)
	}
	must(t, c.in.Close())
	_, _ = c.cmd.Process.Wait()
	for _, one := range forbidden {
		if strings.Contains(text, one) {
			t.Errorf("%q stands in the metrics", one)
		}
		if strings.Contains(c.errs.String(), one) {
			t.Errorf("%q stands in the log:\n%s", one, c.errs)
		}
	}
	if !strings.Contains(c.errs.String(), `"route":"PUT /v1/berichten/{uuid}"`) {
		t.Errorf("the log has no requests: this test sees nothing\n%s", c.errs)
	}
}

// TestStopsInOrder: what is under way is finished, and before it stops it says so.
func TestStopsInOrder(t *testing.T) {
	dir := t.TempDir()
	opts := endpoint.Options{Dir: dir, Listen: "127.0.0.1:0", Web: "127.0.0.1:0", Metrics: "127.0.0.1:0", Name: "CJG", Norm: 7, Cost: 64, Drain: time.Second, Log: quietLog()}
	e, err := endpoint.Open(opts)
	must(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- e.Run(ctx) }()
	c := &child{ready: e.Ready}
	client, keys, enrolment := enrolled(t, c)
	sealed := messages(t, keys, enrolment, 1)[0]
	if status, _ := get(t, e.Ready.Metrics+"/readyz"); status != 200 {
		t.Fatalf("ready says %d", status)
	}
	cancel()
	said := 0
	for range 50 {
		if said, _ = get(t, e.Ready.Metrics+"/readyz"); said == 503 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if said != 503 {
		t.Error("it stops without saying so")
	}
	if _, err := client.Put(context.Background(), sealed); err != nil {
		t.Errorf("a message that comes while it stops: %v", err)
	}
	must(t, <-done)
	if _, err := client.Put(context.Background(), sealed); err == nil {
		t.Error("it answers after it stopped")
	}
}
