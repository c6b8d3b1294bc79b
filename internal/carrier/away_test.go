package carrier_test

import (
	"context"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/record"
)

// ends is when this device's certificate ends, in Unix seconds.
func (w *world) ends() int64 {
	w.Helper()
	block, _ := pem.Decode(w.endpointRecord().Certificate)
	cert, err := x509.ParseCertificate(block.Bytes)
	w.must("certificate", err)
	return cert.NotAfter.Unix()
}

// away lets so many days go by after the certificate ended, with one thing that waits.
func away(t *testing.T, days int) (*world, *message) {
	t.Helper()
	w, m := oneWaits(t)
	w.now.Store(w.ends() + int64(days)*day)
	w.touched()
	w.round(0, 0, 0, false) // nobody presses anything
	return w, m
}

// inWords is the sentence that a person reads for a code, and what to do.
func inWords(t *testing.T, code string) string {
	t.Helper()
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	what, do := p.Fault(fault.New(fault.Denied, code, code))
	return what + " " + do
}

// sampled are the first two, or all with SCHAKEL_LONG.
func sampled(days ...int) []int {
	if os.Getenv("SCHAKEL_LONG") == "" {
		return days[:2]
	}
	return days
}

// TestADeviceThatWasAwayComesBack within a year after its certificate ended, by itself, and what waited goes.
func TestADeviceThatWasAwayComesBack(t *testing.T) {
	for _, days := range sampled(30, 364, -20, 1) {
		w, m := away(t, days)
		e := w.endpointRecord()
		if d := w.sending(m).Delivery; d.State != record.DeliverySent || e.Parked != "" {
			t.Errorf("after %d days: %s, parked %q", days, d.State, e.Parked)
		}
		if w.ends() < w.now.Load() || book.OwnWordsBefore(e) == "" || e.KeysOn != record.DateOf(w.my()) {
			t.Errorf("after %d days: no new keys, or no certificate", days)
		}
	}
}

// TestADeviceThatWasAwayTooLongAsksForACode: nothing goes, the sentence says what to do, and with the new code the same device goes on.
func TestADeviceThatWasAwayTooLongAsksForACode(t *testing.T) {
	w, m := away(t, 366)
	before := w.endpointRecord()
	if d := w.sending(m).Delivery; d.State != record.DeliveryQueued || before.Parked != cjg.ErrExpired.Code {
		t.Fatalf("%s, parked %q", d.State, before.Parked)
	}
	if said := inWords(t, before.Parked); !strings.Contains(said, "code") || !strings.Contains(said, "bewaard") {
		t.Errorf("in words: %q", said)
	}
	w.enrolAgain()
	w.round(0, 0, 0, false)
	if d := w.sending(m).Delivery; d.State != record.DeliverySent {
		t.Errorf("with the new code: %s", d.State)
	}
	all, err := w.b.Endpoints(context.Background())
	w.must("endpoints", err)
	devices, err := w.endpoint.Front.Devices()
	w.must("devices", err)
	if len(all) != 1 || len(devices) != 1 || len(w.b.Rows(record.KindPartner)) != 1 || all[0].Parked != "" {
		t.Errorf("%d connections, %d devices, parked %q", len(all), len(devices), all[0].Parked)
	}
}

func (w *world) enrolAgain() {
	w.Helper()
	code, err := w.endpoint.Front.NewCode("laptop")
	w.must("code", err)
	_, err = carrier.Dialer{Now: w.my, Timeout: 5 * time.Second}.Enrol(context.Background(), w.b, "https://"+w.net.address, code.String(), "Samira", record.ID{})
	w.must("enrol again", err)
	w.forget()
}

// TestADeviceThatIsShutOutParks: whatever its certificate says, nothing goes, the sentence says whom to call, and a new code makes a new device.
func TestADeviceThatIsShutOutParks(t *testing.T) {
	for _, days := range sampled(-80, 30, -20) {
		w, m := oneWaits(t)
		w.now.Store(w.ends() + int64(days)*day)
		keys, err := book.Keys(w.endpointRecord())
		w.must("keys", err)
		w.must("revoke", w.endpoint.Front.Revoke(keys.Device(), "beheer"))
		for range 2 {
			w.touched()
			w.round(0, 0, 0, true)
		}
		e := w.endpointRecord()
		if d := w.sending(m).Delivery; d.State != record.DeliveryQueued || e.Parked != cjg.ErrRevoked.Code {
			t.Errorf("%d days: %s, parked %q", days, d.State, e.Parked)
		}
		if said := inWords(t, e.Parked); !strings.Contains(said, "Bel") || !strings.Contains(said, "bewaard") {
			t.Errorf("in words: %q", said)
		}
		w.enrolAgain()
		devices, err := w.endpoint.Front.Devices()
		w.must("devices", err)
		if len(devices) != 2 {
			t.Errorf("%d devices after a new code", len(devices))
		}
	}
}

// TestCopiesThatArePutBackFindEachOther: a copy of the endpoint's store, or of the laptop's, from before a change of the laptop's keys.
func TestCopiesThatArePutBackFindEachOther(t *testing.T) {
	copied := func(w *world, name string) []byte {
		data, err := os.ReadFile(filepath.Join(w.dir, name))
		w.must("copy", err)
		return data
	}
	t.Run("of the endpoint", func(t *testing.T) {
		w, m := oneWaits(t)
		w.must("close", w.store.Close())
		data := copied(w, "inbox.db")
		w.openEndpoint()
		w.must("new keys", w.b.NewKeys(context.Background(), w.end))
		w.round(0, 0, 0, true)
		w.must("close", w.store.Close())
		w.must("put back", os.WriteFile(filepath.Join(w.dir, "inbox.db"), data, 0o600))
		w.openEndpoint()
		w.forget()
		again := w.begin(func(int, string) int { return 0 })
		for range 3 {
			w.touched()
			w.round(0, 0, 0, true)
			w.now.Add(3600)
		}
		if d := w.sending(again).Delivery; d.State != record.DeliverySent || w.endpointRecord().Parked != "" {
			t.Errorf("%s, parked %q", d.State, w.endpointRecord().Parked)
		}
		_ = m
	})
	t.Run("of the laptop", func(t *testing.T) {
		w, _ := oneWaits(t)
		w.touched()
		w.round(0, 0, 0, true) // from here on the next keys are drawn
		w.forget()
		w.must("close", w.b.Close())
		w.must("keep", os.CopyFS(filepath.Join(w.dir, "kept"), os.DirFS(filepath.Join(w.dir, "store"))))
		w.open()
		w.now.Add(61 * day)
		w.round(0, 0, 0, true)
		w.forget()
		w.must("close", w.b.Close())
		w.must("lost", os.RemoveAll(filepath.Join(w.dir, "store")))
		w.must("put back", os.CopyFS(filepath.Join(w.dir, "store"), os.DirFS(filepath.Join(w.dir, "kept"))))
		w.open()
		w.now.Add(-50 * day) // its certificate of then still counts by its date
		m := w.begin(func(int, string) int { return 0 })
		for range 3 {
			w.touched()
			w.round(0, 0, 0, true)
			w.now.Add(3600)
		}
		if d := w.sending(m).Delivery; d.State != record.DeliverySent || w.endpointRecord().Parked != "" {
			t.Errorf("a copy of before one change: %s, parked %q", d.State, w.endpointRecord().Parked)
		}
		// Keys that the worker asked for are in no copy of before: whoever has one is not let in, and the sentence says so.
		w.must("new keys", w.b.NewKeys(context.Background(), w.end))
		w.round(0, 0, 0, true)
		w.forget()
		w.must("close", w.b.Close())
		w.must("lost", os.RemoveAll(filepath.Join(w.dir, "store")))
		w.must("put back", os.CopyFS(filepath.Join(w.dir, "store"), os.DirFS(filepath.Join(w.dir, "kept"))))
		w.open()
		w.round(0, 0, 0, true)
		if e := w.endpointRecord(); e.Parked != cjg.ErrReplaced.Code {
			t.Errorf("a copy of before keys at once: parked %q", e.Parked)
		}
		if said := inWords(t, cjg.ErrReplaced.Code); !strings.Contains(said, "code") || !strings.Contains(said, "Bel") {
			t.Errorf("in words: %q", said)
		}
	})
}

func (w *world) open() {
	w.Helper()
	var err error
	w.b, err = book.Open(filepath.Join(w.dir, "store"), keyfile.Passphrase([]byte(secret)), w.deps())
	w.must("open book", err)
}

// TestAnEndpointOfBeforeKnowsNoNewKeys: it refuses the request as one that is not in the agreed form. The certificate is renewed plainly then, what
// waits goes, and the keys that the worker asked for stand there as refused.
func TestAnEndpointOfBeforeKnowsNoNewKeys(t *testing.T) {
	w, m := oneWaits(t)
	next := w.net.next.Load()
	asked := 0
	var old http.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		data, err := io.ReadAll(r.Body)
		w.must("read", err)
		if r.URL.Path == "/v1/vernieuwing" && strings.Contains(string(data), `"nieuw"`) {
			asked++
			rw.Header().Set("Content-Type", "application/problem+json")
			rw.WriteHeader(http.StatusBadRequest)
			w.must("refuse", json.NewEncoder(rw).Encode(cjg.ProblemOf(cjg.ErrBody)))
			return
		}
		r.Body = io.NopCloser(strings.NewReader(string(data)))
		(*next).ServeHTTP(rw, r)
	})
	w.net.next.Store(&old)
	words := book.OwnWords(w.endpointRecord())
	w.now.Store(w.ends() - 20*day)
	before := w.ends()
	w.touched()
	w.round(0, 0, 0, true)
	if d := w.sending(m).Delivery; d.State != record.DeliverySent || w.ends() == before || book.OwnWords(w.endpointRecord()) != words {
		t.Errorf("%s, renewed %v", d.State, w.ends() != before)
	}
	w.must("new keys", w.b.NewKeys(context.Background(), w.end))
	again := w.begin(func(int, string) int { return 0 })
	w.touched()
	for range 3 {
		w.round(0, 0, 0, true)
		w.now.Add(3600)
	}
	e := w.endpointRecord()
	if d := w.sending(again).Delivery; d.State != record.DeliverySent || e.Parked != "" || e.Next.Refused.IsZero() || asked > 3 {
		t.Errorf("%s, parked %q, refused %v, asked %d times", d.State, e.Parked, e.Next.Refused, asked)
	}
	w.net.next.Store(next) // it is brought up to date
	w.now.Add(2 * day)
	w.round(0, 0, 0, true)
	if e := w.endpointRecord(); book.Turning(e) || len(e.Former) != 2 || book.OwnWords(e) == words {
		t.Errorf("a newer program: turning %v, %d former", book.Turning(e), len(e.Former))
	}
}
