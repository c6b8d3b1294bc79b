package push_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/intake/postgres"
	"schakel/internal/intake/postgres/scratch"
	"schakel/internal/intake/push"
)

// process is a running cjgd.
type process struct {
	cmd   *exec.Cmd
	said  bytes.Buffer
	ready struct{ Device, Code string }
}

func (p *process) kill() {
	_ = p.cmd.Process.Kill() // dead already is as good
	_ = p.cmd.Wait()
}

// endpoints are two inboxes and a front, as three processes on one database, and a device that is enrolled.
type endpoints struct {
	t        *testing.T
	program  string
	database string
	onward   []string
	dirs     [2]string
	inboxes  [2]*process
	store    *postgres.Store
	box      *intake.Inbox // looks into the database beside them
	client   *cjg.Client
	keys     cjg.DeviceKeys
	opening  envelope.SealingKey
	sent     []envelope.UUID
}

func (e *endpoints) start(dir string, args ...string) *process {
	e.t.Helper()
	file := filepath.Join(dir, "ready.json")
	_ = os.Remove(file)
	p := &process{cmd: exec.Command(e.program, append([]string{"--data", dir, "--ready-file", file, "--name", "CJG Zuiderwijk", "--with-parent"}, args...)...)}
	p.cmd.Env = append(os.Environ(), "CJGD_DATABASE="+e.database)
	p.cmd.Stderr = &p.said
	_, err := p.cmd.StdinPipe() // it ends with this test
	must(e.t, err)
	must(e.t, p.cmd.Start())
	e.t.Cleanup(p.kill)
	for range 1000 {
		if data, err := os.ReadFile(file); err == nil {
			must(e.t, json.Unmarshal(data, &p.ready))
			return p
		}
		time.Sleep(20 * time.Millisecond)
	}
	p.kill()
	e.t.Fatalf("it does not start: %s", p.said.String())
	return nil
}

func (e *endpoints) inbox(i int) {
	e.inboxes[i] = e.start(e.dirs[i], append([]string{"--role", "inbox"}, e.onward...)...)
}

func newEndpoints(t *testing.T, program, database string, onward ...string) *endpoints {
	t.Helper()
	e := &endpoints{t: t, program: program, database: database, onward: onward, dirs: [2]string{t.TempDir(), t.TempDir()}}
	first := e.start(e.dirs[0], "--role", "inbox")
	front := t.TempDir()
	out, err := exec.Command(program, "keys", "front", "--data", e.dirs[0], "--to", filepath.Join(front, "front-keys")).CombinedOutput()
	if err != nil {
		t.Fatalf("keys front: %v %s", err, out)
	}
	first.kill()
	whole, err := os.ReadFile(filepath.Join(e.dirs[0], "keys"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(e.dirs[1], "keys"), whole, 0o600))
	keys, err := intake.ParseKeys(whole)
	must(t, err)
	e.store, err = postgres.Open(context.Background(), database, postgres.Options{})
	must(t, err)
	t.Cleanup(func() { _ = e.store.Close() })
	e.box = intake.NewInbox(e.store, keys, intake.Config{Now: time.Now, Random: rand.Reader, Onward: true})
	e.enrol(e.start(front, "--role", "front").ready.Device, first.ready.Code)
	return e
}

func (e *endpoints) enrol(address, code string) {
	e.t.Helper()
	var err error
	e.keys, err = cjg.NewDeviceKeys(rand.Reader)
	must(e.t, err)
	anonymous, err := cjg.NewClient(cjg.ClientConfig{BaseURL: address})
	must(e.t, err)
	defer anonymous.Close()
	got, err := anonymous.Enrol(context.Background(), code, e.keys, "laptop")
	must(e.t, err)
	config, err := got.ClientConfig(address, e.keys, nil)
	must(e.t, err)
	e.client, err = cjg.NewClient(config)
	must(e.t, err)
	e.t.Cleanup(e.client.Close)
	e.opening, err = envelope.ParseSealingKey(got.Opening)
	must(e.t, err)
}

func (e *endpoints) seal(doc cjg.Document) (envelope.UUID, []byte) {
	e.t.Helper()
	data, err := cjg.Marshal(doc)
	must(e.t, err)
	id, err := envelope.NewUUID(rand.Reader)
	must(e.t, err)
	sealed, _, err := envelope.Seal(rand.Reader, envelope.Fields{ID: id, Version: 1, Kind: doc.Kind(), Created: time.Now()}, data, e.keys.Signing, e.opening)
	must(e.t, err)
	return id, sealed
}

func (e *endpoints) deliver(n int) {
	e.t.Helper()
	for i := range n {
		id, sealed := e.seal([]cjg.Document{referral(), signal(), request()}[i%3])
		_, err := e.client.Put(context.Background(), sealed)
		must(e.t, err)
		e.sent = append(e.sent, id)
	}
}

// decide lets the caseworker decline some cases, and the family take one back, which is then erased.
func (e *endpoints) decide(n int) {
	e.t.Helper()
	for i, id := range e.sent[len(e.sent)-n:] {
		switch i % 3 {
		case 0:
			must(e.t, e.box.Answer(id, cjg.Answer{State: cjg.StateDeclined, Reason: "geen_plek", Name: "Marieke", SelfRefer: "010-1234567"}, "marieke"))
		case 1:
			_, sealed := e.seal(&cjg.Recall{Number: "H-0042", About: id.String(), Whole: true, Date: time.Now().Format(time.DateOnly)})
			_, err := e.client.Withdraw(context.Background(), id, sealed)
			must(e.t, err)
			e.until("the recall is opened", func() bool { item, err := e.box.Peek(id); return err == nil && item.State == intake.StateRecalled })
			must(e.t, e.box.AcknowledgeErased(id, "marieke"))
		}
	}
}

func (e *endpoints) until(what string, ok func() bool) {
	e.t.Helper()
	for begun := time.Now(); time.Since(begun) < 3*time.Minute; time.Sleep(30 * time.Millisecond) {
		if ok() {
			return
		}
	}
	e.t.Fatalf("never: %s\n%s\n%s", what, e.inboxes[0].said.String(), e.inboxes[1].said.String())
}

func (e *endpoints) waiting() int {
	n, err := e.box.CountOnward()
	must(e.t, err)
	return n.Waiting
}

// forget ends what the dead process had for itself, as two minutes do. Nobody else may be at anything: then it would not be the dead one's.
func (e *endpoints) forget() {
	e.t.Helper()
	must(e.t, e.store.Update(func(tx intake.Tx) error {
		all := map[string]intake.Onward{}
		err := tx.Scan("onward", nil, func(key, value []byte) (bool, error) {
			var o intake.Onward
			err := json.Unmarshal(value, &o)
			o.Next = time.Time{}
			all[string(key)] = o
			return true, err
		})
		for key, o := range all {
			data, failed := json.Marshal(o)
			err = errors.Join(err, failed, tx.Put("onward", []byte(key), data))
		}
		return err
	}))
}

// counting is the other system, and when it was asked last.
type counting struct {
	*other
	mu    sync.Mutex
	last  time.Time
	asked int
}

func (c *counting) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	c.last, c.asked = time.Now(), c.asked+1
	c.mu.Unlock()
	c.other.ServeHTTP(w, r)
}

func (c *counting) seen() (int, time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.asked, time.Since(c.last)
}

// TestTwoInboxesShareWhatGoesOn: two processes of cjgd on one database bring cases into the organisation's own system, over real HTTP. One of
// them is killed in the middle, the other goes on, and the killed one comes back: each case stands there once, as one process alone would have
// brought it, and what was erased here is gone there.
func TestTwoInboxesShareWhatGoesOn(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program and starts a database")
	}
	database, err := scratch.Start(context.Background(), scratch.Options{Settings: []string{"fsync=off"}})
	if errors.Is(err, scratch.ErrMissing) {
		t.Skip(err)
	}
	must(t, err)
	t.Cleanup(func() { _ = database.Stop() })
	program := filepath.Join(t.TempDir(), "cjgd")
	cmd := exec.Command("go", "build", "-buildvcs=false", "-o", program, "schakel/app/cjgd")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build: %v %s", err, out)
	}
	t.Run("Klantinteracties", func(t *testing.T) {
		t.Parallel()
		there, alone := newOpenKlant(t), newOpenKlant(t)
		share(t, program, database, "klantinteracties", "/klantinteracties/api/v1/", there, func(all []intake.Matter) {
			there.fine(t)
			d, _ := door(t, alone, push.Media)
			for _, m := range all {
				_, err := (&push.Klantinteracties{Door: d}).Bring(context.Background(), m)
				must(t, err)
			}
			for _, kind := range []string{"klantcontacten", "onderwerpobjecten", "betrokkenen", "digitaleadressen", "internetaken"} {
				same(t, kind, there.all(kind), alone.all(kind))
			}
		})
	})
	t.Run("FHIR", func(t *testing.T) {
		t.Parallel()
		there, alone := &server{things: map[string]map[string]any{}}, &server{things: map[string]map[string]any{}}
		share(t, program, database, "fhir", "/", there, func(all []intake.Matter) {
			d, _ := door(t, alone, push.MediaFHIR)
			for _, m := range all {
				_, err := (&push.FHIR{Door: d}).Bring(context.Background(), m)
				must(t, err)
			}
			for _, wrong := range there.wrong {
				t.Error(wrong)
			}
			for name := range alone.things {
				if there.things[name] == nil {
					t.Errorf("%s is not there", name)
				}
			}
			for name := range there.things {
				if alone.things[name] == nil {
					t.Errorf("%s is there, and should not be", name)
				}
			}
		})
	})
}

// share runs the two until everything has gone on, and lets check look at what is there.
func share(t *testing.T, program string, server *scratch.Server, kind, path string, there http.Handler, check func([]intake.Matter)) {
	c := &counting{other: &other{inner: there}}
	web := httptest.NewServer(c)
	t.Cleanup(web.Close)
	address, err := server.Make(context.Background(), kind)
	must(t, err)
	token := filepath.Join(t.TempDir(), "token")
	must(t, os.WriteFile(token, []byte("geheim\n"), 0o600))
	e := newEndpoints(t, program, address, "--onward", kind+"="+web.URL+path, "--onward-token-file", token)
	const each = 9
	rounds, long := 2, os.Getenv("SCHAKEL_LONG") != ""
	if long {
		rounds = 12
	}
	e.inbox(0)
	e.inbox(1)
	for round := range rounds {
		before, _ := c.seen()
		e.deliver(each)
		if round > 0 {
			e.until("everything is opened", e.opened)
			e.decide(each)
		}
		e.until("it begins", func() bool { n, _ := c.seen(); return n > before+1+3*(round%2) })
		e.inboxes[round%2].kill() // in the middle, most likely of a case
		e.until("the other one goes on", func() bool {
			_, quiet := c.seen()
			return e.opened() && quiet > 11*time.Second || e.waiting() == 0
		})
		if !long || round < rounds-1 { // in the long run the two minutes of the last one pass as they do
			e.forget()
		}
		e.inbox(round % 2)
		e.until("everything has gone on", func() bool { return e.opened() && e.waiting() == 0 })
	}
	var all []intake.Matter
	for _, id := range e.sent {
		item, err := e.box.Peek(id)
		must(t, err)
		all = append(all, intake.Matter{Item: item})
	}
	c.other.mu.Lock()
	defer c.other.mu.Unlock()
	check(all)
	n, _ := c.seen()
	t.Logf("%d cases, %d kills, %d requests", len(all), rounds, n)
}

// opened reports whether both inboxes have opened everything that came.
func (e *endpoints) opened() bool {
	cases, err := e.box.Cases()
	must(e.t, err)
	return len(cases) == len(e.sent)
}

// same compares things without the ids that the other system gives.
func same(t *testing.T, kind string, there, alone []map[string]any) {
	t.Helper()
	lines := func(things []map[string]any) (out []string) {
		for _, thing := range things {
			data, err := json.Marshal(plain(thing))
			must(t, err)
			out = append(out, string(data))
		}
		slices.Sort(out)
		return out
	}
	if a, b := lines(there), lines(alone); !slices.Equal(a, b) {
		t.Errorf("%s: %d there, %d when one brings them\nthere %s\nalone %s", kind, len(a), len(b), first(a, b), first(b, a))
	}
}

// first is the first line of one that is not in the other as often.
func first(a, b []string) string {
	left := slices.Clone(b)
	for _, line := range a {
		i := slices.Index(left, line)
		if i < 0 {
			return line
		}
		left = slices.Delete(left, i, i+1)
	}
	return ""
}

func plain(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, inner := range v {
			if key != "uuid" {
				out[key] = plain(inner)
			}
		}
		return out
	case []any:
		var out []any
		for _, inner := range v {
			out = append(out, plain(inner))
		}
		return out
	}
	return v
}
