package carrier_test

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/record"
)

// off is how a clock can be wrong.
type off struct {
	name    string
	seconds int64
}

func clocks() []off {
	return []off{
		{"a year behind", -365 * day}, {"a day behind", -day}, {"11 minutes behind", -11 * 60}, {"right", 0},
		{"11 minutes ahead", 11 * 60}, {"a day ahead", day}, {"a year ahead", 365 * day},
	}
}

// pair is both of them, of which one is wrong at least.
type pair struct{ here, there off }

func (p pair) String() string { return fmt.Sprintf("here %s, there %s", p.here.name, p.there.name) }

func pairs() (all []pair) {
	for _, here := range clocks() {
		for _, there := range clocks() {
			if here.seconds != 0 || there.seconds != 0 {
				all = append(all, pair{here, there})
			}
		}
	}
	return all
}

// clocked is a world whose clocks are put wrong and right again.
type clocked struct{ *turner }

// set puts both clocks. Who puts a clock has connections made anew: TLS looks at it at the beginning only.
func (c clocked) set(mine, theirs int64) {
	c.mine.Store(mine)
	c.theirs.Store(theirs)
	c.mu.Lock()
	for _, one := range c.clients {
		one.Close()
	}
	c.mu.Unlock()
}

// while is one thing that happens while the clocks are wrong, with what is made ready while they are right.
type while struct {
	name  string
	ready func(c clocked) *message
	wrong func(c clocked, m *message)
}

func (c clocked) rounds() {
	c.touched()
	c.round(0, 0, 0, true)
	c.must("open", c.endpoint.Inbox.OpenPending())
}

// delivered is a message that lies there, opened.
func (c clocked) delivered(kind int) *message {
	m := c.begins(zero, kind)
	c.under()
	c.must("open", c.endpoint.Inbox.OpenPending())
	return m
}

func whiles() []while {
	ctx := context.Background()
	asked := func(c clocked) *message { return c.begins(zero, 0) }
	given := func(c clocked) *message { return c.delivered(0) }
	return []while{
		{"a renewal", func(c clocked) *message { c.now.Add(61 * day); return c.begins(zero, 0) }, func(c clocked, _ *message) { c.rounds() }},
		{"new keys here", asked, func(c clocked, _ *message) { c.must("keys", c.b.NewKeys(ctx, c.end)); c.rounds() }},
		{"new keys there", asked, func(c clocked, _ *message) { c.rotateEndpoint(460 * day * time.Second); c.rounds() }},
		{"sending", asked, func(c clocked, _ *message) { c.rounds() }},
		{"sending that fails", asked, func(c clocked, _ *message) {
			for range 3 {
				c.net.meets([]trouble{broken, broken, busy})
				c.rounds()
				c.net.heal()
			}
		}},
		{"sending without a network", asked, func(c clocked, _ *message) {
			c.net.will([]trouble{never, never, never, never})
			c.rounds()
			c.net.heal()
		}},
		{"asking what is new", given, func(c clocked, m *message) { c.office(m, 1); c.rounds() }},
		{"an answer", given, func(c clocked, m *message) { c.office(m, 3); c.rounds(); c.office(m, 1) }},
		{"a recall", func(c clocked) *message { return c.delivered(2) }, func(c clocked, m *message) { c.withdraw(m, 0); c.rounds() }},
		{"a file and its return", asked, func(c clocked, m *message) {
			c.stick()
			c.upload(func(n int, _ string) int { return n - 1 })
			c.must("open", c.endpoint.Inbox.OpenPending())
			c.office(m, 1)
			c.returned(func(n int, what string) int { return map[string]int{"take it": 1}[what] })
		}},
		{"new keys by a file", asked, func(c clocked, _ *message) {
			data, err := c.b.KeysByFile(ctx, c.end, true)
			c.must("keys by file", err)
			c.endpoint.TakeFile(ctx, data, "marieke")
			c.returned(func(n int, what string) int { return map[string]int{"take it": 1}[what] })
		}},
	}
}

// goesOn holds the property: once both clocks are right, everything that waits goes within a round, and nothing waits for a day that a wrong
// clock wrote.
func (c clocked) goesOn(m *message) {
	c.Helper()
	c.set(0, 0)
	c.touched()
	for range 5 { // the loop looks every five minutes at least, and tries a parked clock again within a quarter of an hour
		c.round(0, 0, 0, false)
		c.now.Add(5 * 60)
	}
	if p := c.endpointRecord().Parked; p != "" {
		c.Fatalf("parked after both clocks were put right: %s", p)
	}
	c.must("open", c.endpoint.Inbox.OpenPending())
	if n := c.b.Rows(record.KindOutgoing); len(n) > 0 {
		s := c.sending(m)
		c.Fatalf("%d wait: %s (%s) until %s after %s, now %s", len(n), s.Delivery.State, s.Delivery.Reason, s.Outgoing.NotBefore, s.Outgoing.Last, c.my())
	}
	next := c.begins(zero, 0)
	c.touched()
	c.round(0, 0, 0, false)
	c.must("open", c.endpoint.Inbox.OpenPending())
	c.office(next, 1)
	c.now.Add(16 * 60)
	c.round(0, 0, 0, false)
	for _, one := range []*message{m, next} {
		s := c.sending(one)
		if want := one.whole; s.Delivery.State != record.DeliveryReadable && !want || want && s.Delivery.State != record.DeliveryRecalling {
			c.Fatalf("message %d is %s (%s)", one.n, s.Delivery.State, s.Delivery.Reason)
		}
		c.checkAnswers(one, s.Answers)
	}
	c.noDayToCome()
}

// noDayToCome: nothing that decides when something happens lies further away than it can have been written.
func (c clocked) noDayToCome() {
	c.Helper()
	e, now := c.endpointRecord(), c.my()
	for what, at := range map[string]time.Time{"reached": e.Reached, "asked": e.Asked, "refused": e.Next.Refused} {
		if at.After(now) {
			c.Fatalf("%s on %s, and it is %s", what, at, now)
		}
	}
	block, _ := pem.Decode(e.Certificate)
	leaf, err := x509.ParseCertificate(block.Bytes)
	c.must("certificate", err)
	if now.Before(leaf.NotBefore) || cjg.RenewalDue(e.Certificate, now) {
		c.Fatalf("a certificate of %s to %s, and it is %s", leaf.NotBefore, leaf.NotAfter, now)
	}
	devices, err := c.endpoint.Front.Devices()
	c.must("devices", err)
	for _, d := range devices {
		if d.Seen.After(c.their()) || d.Until.After(c.their().Add(91*24*time.Hour)) || d.Changed.After(c.their()) {
			c.Fatalf("the office says of a device %+v, and it is %s", d, c.their())
		}
	}
}

// TestWrongClocksThatArePutRight walks every pair of clocks, at every moment: put right, everything goes on by itself within a round; and once
// more, the other way round.
func TestWrongClocksThatArePutRight(t *testing.T) {
	every := len(whiles()) // each pair at one of the moments; all of them in the long run
	if os.Getenv("SCHAKEL_LONG") != "" {
		every = 1
	}
	for n, what := range whiles() {
		t.Run(what.name, func(t *testing.T) {
			for i, p := range pairs() {
				both := p.here.seconds == p.there.seconds && max(p.here.seconds, -p.here.seconds) >= day
				if (i+n)%every > 0 && !both { // clocks that agree hide that they are wrong: those always
					continue
				}
				t.Run(p.String(), func(t *testing.T) {
					c := clocked{&turner{world: newWorld(t)}}
					t.Cleanup(c.close)
					m := what.ready(c)
					c.set(p.here.seconds, p.there.seconds)
					what.wrong(c, m)
					c.goesOn(m)
					again := c.begins(zero, 0)
					c.set(p.there.seconds, p.here.seconds)
					c.rounds()
					c.goesOn(again)
				})
			}
		})
	}
}

// TestEnrollingWithAWrongClock: with clocks that differ nobody enrols, and the code is not used up by it: put right, the same code does.
func TestEnrollingWithAWrongClock(t *testing.T) {
	w := newWorld(t)
	t.Cleanup(w.close)
	c := clocked{&turner{world: w}}
	for _, p := range append(pairs(), pair{}) {
		t.Run(p.String(), func(t *testing.T) { c.enrols(t, p.here.seconds, p.there.seconds) })
	}
}

func (c clocked) enrols(t *testing.T, mine, theirs int64) {
	c.set(0, 0)
	b, err := book.Create(filepath.Join(t.TempDir(), "store"), []byte(secret), c.deps())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = b.Close() }()
	code, err := c.endpoint.Front.NewCode("laptop")
	if err != nil {
		t.Fatal(err)
	}
	d := carrier.Dialer{Now: c.my, Timeout: 5 * time.Second}
	enrol := func() error {
		_, err := d.Enrol(t.Context(), b, "https://"+c.net.address, code.String(), "Samira", record.ID{})
		return err
	}
	c.set(mine, theirs)
	far := max(mine-theirs, theirs-mine) > 10*60
	old := theirs > 14*day || theirs < -28*day // or it is of a year to come
	first := enrol()
	switch {
	case far && !errors.Is(first, cjg.ErrClock):
		t.Fatalf("clocks that differ: %v", first)
	case !far && old && !errors.Is(first, cjg.ErrCode):
		t.Fatalf("a code that is too old there: %v", first)
	case !far && !old && first != nil:
		t.Fatalf("clocks that agree: %v", first)
	}
	c.set(0, 0)
	if first != nil {
		if err := enrol(); err != nil {
			t.Fatalf("after both clocks were put right: %v", err)
		}
	}
	carrier.Once(t.Context(), b, d, nil)
	all, err := b.Endpoints(t.Context())
	if err != nil || len(all) != 1 || all[0].Parked != "" {
		t.Fatalf("%d endpoints, parked %q: %v", len(all), all[0].Parked, err)
	}
	line, err := d.Dial(all[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := line.Changes(t.Context(), ""); err != nil {
		t.Fatalf("asked what is new: %v", err)
	}
}
