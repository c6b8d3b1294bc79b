package intake_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
)

// wrap makes a sealed file of a device for a mailbox.
func wrap(t testing.TB, keys cjg.DeviceKeys, box, id envelope.UUID, file string) []byte {
	t.Helper()
	fields := envelope.Fields{ID: id, Version: 1, Kind: envelope.Contribution, Created: time.Unix(1_800_000_000, 0)}
	wrapped, _, err := envelope.Wrap(fields, []byte(file), keys.Signing, box)
	must(t, err)
	return wrapped
}

// postroom is a front over a store with some devices.
type postroom struct {
	t     testing.TB
	store intake.Store
	front *intake.Front
	keys  intake.Keys
	clock *clock
	who   []cjg.DeviceKeys
}

func newPostroom(t testing.TB, k kind, devices int) *postroom {
	t.Helper()
	p := &postroom{t: t, store: openKind(t, k, k.place(t)), clock: &clock{at: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}}
	config := intake.Config{
		Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7}, Now: p.clock.now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler),
	}
	var err error
	p.keys, err = intake.NewKeys(rand.Reader, "CJG Zuiderwijk", p.clock.now())
	must(t, err)
	p.front = intake.NewEndpoint(p.store, p.keys, config).Front
	for range devices {
		code, err := p.front.NewCode("")
		must(t, err)
		keys, err := cjg.NewDeviceKeys(rand.Reader)
		must(t, err)
		request, err := keys.EnrolmentRequest(rand.Reader, code, "")
		must(t, err)
		_, err = p.front.Enrol(context.Background(), request)
		must(t, err)
		p.who = append(p.who, keys)
	}
	return p
}

func (p *postroom) device(i int) string { return p.who[i].Device() }

func (p *postroom) open(i int) envelope.UUID {
	p.t.Helper()
	box := uuid(p.t)
	_, fresh, err := p.front.OpenMailbox(context.Background(), p.device(i), box)
	must(p.t, err)
	if !fresh {
		p.t.Error("a new mailbox was there already")
	}
	return box
}

func (p *postroom) put(i int, box, id envelope.UUID, file string) cjg.PutResult {
	return p.front.PutContribution(context.Background(), p.device(i), box, wrap(p.t, p.who[i], box, id, file))
}

func (p *postroom) list(i int, box envelope.UUID) []cjg.ContributionItem {
	p.t.Helper()
	var all []cjg.ContributionItem
	cursor := ""
	for {
		page, err := p.front.Contributions(context.Background(), p.device(i), box, cursor)
		must(p.t, err)
		all = append(all, page.Items...)
		if !page.More {
			return all
		}
		cursor = page.Cursor
	}
}

// sound holds the whole store against the check.
func (p *postroom) sound() {
	p.t.Helper()
	found, _, err := intake.Check(p.store, p.keys.FrontKeys, &p.keys)
	must(p.t, err)
	if len(found) > 0 {
		p.t.Errorf("the check finds %+v", found)
	}
}

func TestMailboxes(t *testing.T) {
	for _, k := range kinds()[:2] {
		t.Run(k.name, func(t *testing.T) {
			t.Run("there and back", func(t *testing.T) { thereAndBack(t, k) })
			t.Run("limits", func(t *testing.T) { mailboxLimits(t, k) })
			t.Run("terms", func(t *testing.T) { mailboxTerms(t, k) })
			t.Run("copy", func(t *testing.T) { mailboxCopy(t, k) })
		})
	}
}

// thereAndBack: a file lies in one mailbox until its owner has it; a repeat is the same file, also after that.
func thereAndBack(t *testing.T, k kind) {
	p := newPostroom(t, k, 3)
	ctx := context.Background()
	box, id := p.open(0), uuid(t)
	first := p.put(1, box, id, "dicht")
	must(t, first.Err)
	if !first.Fresh {
		t.Error("a new file was there already")
	}
	h, err := envelope.WrappedHeader(wrap(t, p.who[1], box, id, "dicht"))
	must(t, err)
	receipt, err := envelope.DecodeReceipt(first.Delivery.Received)
	must(t, err)
	must(t, receipt.Verify(envelope.Received, h, p.keys.Front.Public()))
	if again := p.put(1, box, id, "dicht"); again.Err != nil || again.Fresh || again.Delivery != first.Delivery {
		t.Errorf("a repeat: %+v", again)
	}
	if other := p.put(1, box, id, "anders"); !errors.Is(other.Err, cjg.ErrConflict) {
		t.Errorf("something else under the same id: %v", other.Err)
	}
	if other := p.put(2, box, id, "dicht"); !errors.Is(other.Err, cjg.ErrConflict) {
		t.Errorf("somebody else under the same id: %v", other.Err)
	}
	must(t, p.put(2, box, uuid(t), "van een ander").Err)
	list := p.list(0, box)
	if len(list) != 2 || list[0].Uuid != id.String() || list[0].Size != 5 {
		t.Fatalf("the list is %+v", list)
	}
	file, err := p.front.Contribution(ctx, p.device(0), box, id)
	if err != nil || string(file) != "dicht" {
		t.Fatalf("%q, %v", file, err)
	}
	for range 2 {
		must(t, p.front.DeleteContribution(ctx, p.device(0), box, id))
	}
	if _, err := p.front.Contribution(ctx, p.device(0), box, id); !errors.Is(err, cjg.ErrUnknown) {
		t.Errorf("after it was erased: %v", err)
	}
	if late := p.put(1, box, id, "dicht"); late.Err != nil || late.Fresh || len(p.list(0, box)) != 1 {
		t.Errorf("a repeat after it was fetched: %+v, %d", late, len(p.list(0, box)))
	}
	p.sound()
	if m, err := intake.Measure(p.store, p.clock.now(), 7); err != nil || m.Contributions != 1 {
		t.Errorf("measured %+v, %v", m, err)
	}
	if text := everything(t, p.store); strings.Contains(text, "dicht") {
		t.Error("what was fetched is still there")
	}
}

// mailboxLimits: closed, unknown, of somebody who was shut out, full, and too much of one.
func mailboxLimits(t *testing.T, k kind) {
	p := newPostroom(t, k, 3)
	ctx := context.Background()
	box := p.open(0)
	must(t, p.put(1, box, uuid(t), "dicht").Err)
	if _, err := p.front.Contributions(ctx, p.device(1), box, ""); !errors.Is(err, cjg.ErrMailbox) {
		t.Errorf("the sender lists: %v", err)
	}
	if got := p.put(1, uuid(t), uuid(t), "dicht"); !errors.Is(got.Err, cjg.ErrMailbox) {
		t.Errorf("an unknown mailbox: %v", got.Err)
	}
	elsewhere := p.open(0)
	moved := p.front.PutContribution(ctx, p.device(1), elsewhere, wrap(t, p.who[1], box, uuid(t), "dicht"))
	if !errors.Is(moved.Err, cjg.ErrForeign) {
		t.Errorf("a file for another mailbox: %v", moved.Err)
	}
	for i := range 23 {
		must(t, p.put(1, box, uuid(t), "dicht"+string(rune('a'+i))).Err)
	}
	over := p.put(1, box, uuid(t), "te veel")
	if got := cjg.ProblemOf(over.Err); got.Status != http.StatusTooManyRequests || got.Retry != cjg.Later {
		t.Errorf("one sender fills a mailbox: %+v", got)
	}
	for i := range 16 {
		must(t, p.put(1, elsewhere, uuid(t), "dicht"+string(rune('a'+i))).Err)
	}
	if over := p.put(1, elsewhere, uuid(t), "te veel"); !errors.Is(over.Err, cjg.ErrRate) {
		t.Errorf("forty in a day: %v", over.Err)
	}
	p.clock.add(24 * time.Hour)
	must(t, p.put(1, elsewhere, uuid(t), "morgen").Err)
	must(t, p.front.CloseMailbox(ctx, p.device(0), elsewhere))
	if got := cjg.ProblemOf(p.put(2, elsewhere, uuid(t), "dicht").Err); got.Status != http.StatusGone {
		t.Errorf("closed: %+v", got)
	}
	if len(p.list(0, elsewhere)) != 17 {
		t.Error("what lay there when it was closed cannot be fetched")
	}
	if _, _, err := p.front.OpenMailbox(ctx, p.device(0), elsewhere); !errors.Is(err, cjg.ErrMailboxClosed) {
		t.Errorf("a closed one opens: %v", err)
	}
	for range 19 {
		p.open(0)
	}
	if _, _, err := p.front.OpenMailbox(ctx, p.device(0), uuid(t)); !errors.Is(err, cjg.ErrMailboxes) {
		t.Errorf("more than twenty: %v", err)
	}
	must(t, p.front.Revoke(p.device(0), "beheer"))
	if got := p.put(2, box, uuid(t), "dicht"); !errors.Is(got.Err, cjg.ErrMailboxClosed) {
		t.Errorf("a mailbox of who was shut out: %v", got.Err)
	}
	must(t, p.front.Revoke(p.device(2), "beheer"))
	if got := p.put(2, box, uuid(t), "dicht"); !errors.Is(got.Err, cjg.ErrRevoked) {
		t.Errorf("who was shut out puts: %v", got.Err)
	}
	p.sound()
}

// mailboxTerms: what nobody fetches goes after 60 days, and so does what is known of what was fetched.
func mailboxTerms(t *testing.T, k kind) {
	p := newPostroom(t, k, 2)
	ctx := context.Background()
	box, fetched, left := p.open(0), uuid(t), uuid(t)
	must(t, p.put(1, box, fetched, "gehaald").Err)
	must(t, p.put(1, box, left, "blijft liggen").Err)
	must(t, p.front.DeleteContribution(ctx, p.device(0), box, fetched))
	p.clock.add(59 * 24 * time.Hour)
	if n, err := intake.ExpireMailboxes(p.store, p.clock.now()); err != nil || n != 0 {
		t.Errorf("too early: %d, %v", n, err)
	}
	p.clock.add(25 * time.Hour)
	for want := range 2 {
		if n, err := intake.ExpireMailboxes(p.store, p.clock.now()); err != nil || n != 1-want {
			t.Errorf("run %d: %d, %v", want, n, err)
		}
	}
	p.sound()
	if text := everything(t, p.store); strings.Contains(text, "blijft liggen") || len(p.list(0, box)) != 0 {
		t.Error("something of it is left")
	}
	must(t, p.front.CloseMailbox(ctx, p.device(0), box))
	p.clock.add(61 * 24 * time.Hour)
	_, err := intake.ExpireMailboxes(p.store, p.clock.now())
	must(t, err)
	if got := p.put(1, box, uuid(t), "dicht"); !errors.Is(got.Err, cjg.ErrMailbox) {
		t.Errorf("a mailbox that was forgotten: %v", got.Err)
	}
}

// mailboxCopy: a copy has the mailboxes and what lies in them, and a repeat gets the same receipt there.
func mailboxCopy(t *testing.T, k kind) {
	p := newPostroom(t, k, 2)
	box, id := p.open(0), uuid(t)
	first := p.put(1, box, id, "dicht")
	must(t, first.Err)
	var out bytes.Buffer
	_, err := intake.WriteCopy(p.store, &out, p.clock.now())
	must(t, err)
	fresh := openKind(t, k, k.place(t))
	_, err = intake.ReadCopy(fresh, p.keys.FrontKeys, p.clock.now(), rand.Reader, func() (io.Reader, error) { return bytes.NewReader(out.Bytes()), nil })
	must(t, err)
	there := &postroom{t: t, store: fresh, keys: p.keys, clock: p.clock, who: p.who}
	there.front = intake.NewEndpoint(fresh, p.keys, intake.Config{Now: p.clock.now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)}).Front
	if again := there.put(1, box, id, "dicht"); again.Err != nil || again.Fresh || again.Delivery != first.Delivery {
		t.Errorf("%+v", again)
	}
	if list := there.list(0, box); len(list) != 1 || list[0].Uuid != id.String() {
		t.Errorf("the list is %+v", list)
	}
	there.sound()
}

// TestTheCheckFindsADamagedMailbox: a lost or altered file, a file too many, and a count that is wrong.
func TestTheCheckFindsADamagedMailbox(t *testing.T) {
	for name, harm := range map[string]struct {
		do   func(tx intake.Tx, key []byte) error
		want string
	}{
		"lost":    {func(tx intake.Tx, key []byte) error { return tx.Delete("files", key) }, "files.damaged"},
		"altered": {func(tx intake.Tx, key []byte) error { return tx.Put("files", key, []byte("DICHT")) }, "files.damaged"},
		"stray": {func(tx intake.Tx, key []byte) error {
			return tx.Put("files", append(bytes.Clone(key[:31]), key[31]^1), []byte("x"))
		}, "files.without_header"},
		"no owner": {func(tx intake.Tx, key []byte) error { return tx.Delete("mailboxes", key[:16]) }, "posted.header"},
		"not JSON": {func(tx intake.Tx, key []byte) error { return tx.Put("posted", key, []byte("x")) }, "posted.damaged"},
	} {
		p := newPostroom(t, kinds()[0], 2)
		box, id := p.open(0), uuid(t)
		must(t, p.put(1, box, id, "dicht").Err)
		must(t, p.store.Update(func(tx intake.Tx) error { return harm.do(tx, append(bytes.Clone(box[:]), id[:]...)) }))
		found, _, err := intake.Check(p.store, p.keys.FrontKeys, nil)
		must(t, err)
		ok := false
		for _, f := range found {
			ok = ok || f.What == harm.want
		}
		if !ok {
			t.Errorf("%s: found %+v, want %s", name, found, harm.want)
		}
	}
}

// TestManyPutAtOnce: requests at the same time share transactions; each file is there once.
func TestManyPutAtOnce(t *testing.T) {
	p := newPostroom(t, kinds()[0], 6)
	box := p.open(0)
	ids := make([]envelope.UUID, 30)
	for i := range ids {
		ids[i] = uuid(t)
	}
	var all sync.WaitGroup
	for round := range 2 {
		for i, id := range ids {
			all.Go(func() {
				if got := p.put(1+i%5, box, id, strings.Repeat("dicht", i+1)); got.Err != nil {
					t.Errorf("round %d: %v", round, got.Err)
				}
			})
		}
	}
	all.Wait()
	if n := len(p.list(0, box)); n != len(ids) {
		t.Errorf("%d files of %d", n, len(ids))
	}
	p.sound()
}

// TestMailboxesUnderAnyOrder lets devices do anything in any order and holds every answer against a model: a file is in one mailbox, for one
// owner, from the first yes until the owner erased it or its term was over.
func TestMailboxesUnderAnyOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		p := newPostroom(t, kinds()[0], 3)
		ctx := context.Background()
		type file struct {
			by      int
			text    string
			arrived time.Time
			gone    bool
		}
		type box struct {
			id     envelope.UUID
			owner  int
			closed bool
			files  map[envelope.UUID]*file
		}
		var boxes []*box
		ids := []envelope.UUID{uuid(t), uuid(t), uuid(t)}
		draw := func(n int, what string) int { return rapid.IntRange(0, n-1).Draw(rt, what) }
		for range 2 {
			owner := draw(2, "owner")
			boxes = append(boxes, &box{id: p.open(owner), owner: owner, files: map[envelope.UUID]*file{}})
		}
		for range 3 + draw(20, "steps") {
			b, who, id := boxes[draw(len(boxes), "box")], draw(3, "who"), ids[draw(len(ids), "id")]
			have := b.files[id]
			switch draw(5, "step") {
			case 0, 1:
				text := []string{"een", "twee"}[draw(2, "text")]
				got := p.put(who, b.id, id, text)
				switch {
				case have != nil && (have.by != who || have.text != text):
					if !errors.Is(got.Err, cjg.ErrConflict) {
						rt.Fatalf("another under the same id: %v", got.Err)
					}
				case have == nil && b.closed:
					if !errors.Is(got.Err, cjg.ErrMailboxClosed) {
						rt.Fatalf("closed: %v", got.Err)
					}
				case got.Err != nil || got.Fresh != (have == nil):
					rt.Fatalf("put: %+v", got)
				case have == nil:
					b.files[id] = &file{by: who, text: text, arrived: p.clock.now()}
				}
			case 2:
				err := p.front.DeleteContribution(ctx, p.device(who), b.id, id)
				if (err == nil) != (who == b.owner) {
					rt.Fatalf("delete as %d of %d: %v", who, b.owner, err)
				}
				if err == nil && have != nil {
					have.gone = true
				}
			case 3:
				if draw(4, "close") == 0 {
					err := p.front.CloseMailbox(ctx, p.device(who), b.id)
					if (err == nil) != (who == b.owner) {
						rt.Fatalf("close as %d of %d: %v", who, b.owner, err)
					}
					b.closed = b.closed || err == nil
				}
			default:
				data, err := p.front.Contribution(ctx, p.device(who), b.id, id)
				want := who == b.owner && have != nil && !have.gone
				if (err == nil) != want || want && string(data) != have.text {
					rt.Fatalf("fetched %q, %v", data, err)
				}
			}
		}
		for _, b := range boxes {
			want := 0
			for _, f := range b.files {
				if !f.gone {
					want++
				}
			}
			if n := len(p.list(b.owner, b.id)); n != want {
				rt.Fatalf("%d files listed, want %d", n, want)
			}
		}
		p.sound()
	})
}
