package carrier_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/keyfile"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// takesReturn makes a return file as the endpoint is now, and reads it.
func (r *restorer) takesReturn() []byte {
	r.Helper()
	data := r.makesReturn()
	_, err := r.b.TakeReturn(context.Background(), data)
	r.must("take", err)
	return data
}

func (r *restorer) makesReturn() []byte {
	r.Helper()
	keys, err := book.Keys(r.endpointRecord())
	r.must("keys", err)
	data, err := r.endpoint.Front.ReturnFile(context.Background(), keys.Device(), "marieke")
	r.must("return file", err)
	return data
}

// moves changes the keys of either side, or erases a family.
func (r *restorer) moves(m *message, which int) {
	switch {
	case which == 17:
		r.rotate()
	case which == 18:
		r.must("new keys", r.b.NewKeys(context.Background(), r.end))
	case m.family != nil && r.number%2 == 0:
		r.erase(m.family)
	}
}

// erase erases a family here, with a recall of all that went; another family takes its place.
func (r *restorer) erase(f *family) {
	r.Helper()
	ctx := context.Background()
	r.touched()
	if _, err := r.b.Erase(ctx, record.KindHousehold, f.home.ID, book.EraseOptions{Recall: true}); !r.fine("erase", err) {
		return
	}
	r.all = slices.DeleteFunc(r.all, func(m *message) bool {
		own := m.family == f
		for at := m; at != nil; at = at.about {
			own = own || at.family == f
		}
		if own {
			r.gone = append(r.gone, m)
		}
		return own
	})
	r.families[slices.Index(r.families, f)] = r.newFamily(ctx)
}

// since are the messages that began after another one; there is always one.
func (r *restorer) since(number int) []*message {
	var mine []*message
	for _, m := range r.all {
		if m.n > number {
			mine = append(mine, m)
		}
	}
	if mine == nil {
		mine = append(mine, r.begin(zero))
	}
	return mine
}

// erasedThere is the office that carries out what was recalled of families that were erased here.
func (r *restorer) erasedThere() {
	r.Helper()
	for _, m := range r.gone {
		r.office(m, 4)
	}
	r.work(2)
}

// settledGone: nothing of an erased family lies there without a ground, and here is no line of it but where it is kept there.
func (r *restorer) settledGone() {
	r.Helper()
	left := map[record.ID]bool{}
	for _, row := range r.b.Rows(record.KindDelivery) {
		left[row.ID] = true
	}
	for _, m := range r.gone {
		at := r.there(m.id())
		if at.item.Document != nil && at.item.State != intake.StateKept {
			r.Fatalf("message %d is of a family that was erased, and lies there as %s", m.n, at.item.State)
		}
		if left[m.delivery] && at.item.State != intake.StateKept {
			r.Fatalf("message %d of an erased family stands here, and is there %s", m.n, at.item.State)
		}
	}
	live := r.all
	r.all = slices.Concat(live, r.gone)
	r.checkNothingElse()
	r.all = live
}

// lost expects that a message which the endpoint lost is shown as waiting.
func (r *restorer) lost(t *testing.T, m *message) {
	t.Helper()
	if d := r.sending(m).Delivery; d.State != record.DeliveryQueued {
		t.Errorf("it is lost there and stands as %s", d.State)
	}
}

// TestAYesTakenBackBeforeItGoesAgain: the endpoint lost a message, and before it goes again the family takes its yes back. An older copy may have it,
// and so may a stick: it is recalled, and not only cancelled here.
func TestAYesTakenBackBeforeItGoesAgain(t *testing.T) {
	for _, how := range []string{"a stick", "another copy", "an older version there"} {
		t.Run(how, func(t *testing.T) {
			r := newRestorer(t)
			t.Cleanup(r.close)
			r.copyNow()
			m := r.begins(zero, 2)
			r.stick()
			r.work(2)
			r.copyNow()
			r.now.Add(60)
			r.putBack(r.copied[0])
			if how == "an older version there" { // the stick came before the laptop asked
				r.endpoint.TakeFile(context.Background(), r.files[0], "marieke")
				r.must("open", r.endpoint.Inbox.OpenPending())
				r.edit(m)
			}
			r.round(0, 0, 0, true)
			r.withdraw(m, 0)
			r.work(2)
			switch how {
			case "a stick":
				r.endpoint.TakeFile(context.Background(), r.files[0], "marieke")
			case "another copy":
				r.now.Add(2 * 3600)
				r.putBack(r.copied[1])
			}
			r.work(3)
			r.office(m, 4)
			r.work(2)
			if at := r.there(m.id()); at.item.Document != nil {
				t.Errorf("taken back, and it lies there as %s; here %s", at.item.State, r.sending(m).Delivery.State)
			}
		})
	}
}

// TestAStickOfBeforeACopyIsThereFirst: the message that the endpoint lost comes back on an old stick, just before it goes again by itself.
func TestAStickOfBeforeACopyIsThereFirst(t *testing.T) {
	r := newRestorer(t)
	t.Cleanup(r.close)
	r.copyNow()
	m := r.begins(zero, 2)
	r.stick()
	r.work(2)
	r.putBack(r.copied[0])
	r.round(0, 0, 0, true)
	r.endpoint.TakeFile(t.Context(), r.files[0], "marieke")
	r.work(3)
	if d := r.sending(m).Delivery; d.State != record.DeliveryReadable {
		t.Errorf("it ends as %s %q", d.State, d.Reason)
	}
	r.settled(r.all)
}

// TestAReturnFileOfBeforeACopy: what it says was signed by a store that is gone. It makes nothing sent, and nothing erased.
func TestAReturnFileOfBeforeACopy(t *testing.T) {
	t.Run("a receipt", func(t *testing.T) {
		r := newRestorer(t)
		t.Cleanup(r.close)
		r.copyNow()
		m := r.begins(zero, 2)
		r.stick()
		r.endpoint.TakeFile(t.Context(), r.files[0], "marieke")
		r.must("open", r.endpoint.Inbox.OpenPending())
		before := r.makesReturn()
		r.now.Add(60)
		r.putBack(r.copied[0])
		r.takesReturn()
		_, err := r.b.TakeReturn(t.Context(), before)
		r.must("an older file", err)
		if d := r.sending(m).Delivery; d.State != record.DeliveryQueued {
			t.Errorf("it is not there and stands as %s", d.State)
		}
		r.takesReturn()
		r.work(3)
		r.settled(r.all)
	})
	t.Run("an erasure", func(t *testing.T) {
		r := newRestorer(t)
		t.Cleanup(r.close)
		m := r.begins(zero, 2)
		r.work(2)
		r.copyNow()
		r.withdraw(m, 0)
		r.work(1)
		r.office(m, 4)
		before := r.makesReturn()
		r.now.Add(60)
		r.putBack(r.copied[0])
		r.takesReturn()
		_, err := r.b.TakeReturn(t.Context(), before)
		r.must("an older file", err)
		if d := r.sending(m).Delivery; d.State != record.DeliveryRecalling {
			t.Errorf("it lies there and stands as %s %q", d.State, d.Recall)
		}
		r.work(2)
		r.office(m, 4)
		r.work(2)
		r.settled(r.all)
	})
	t.Run("the erasure of a family that is gone here", func(t *testing.T) {
		r := newRestorer(t)
		t.Cleanup(r.close)
		m := r.begins(zero, 2)
		r.work(2)
		r.copyNow()
		_, err := r.b.Erase(t.Context(), record.KindHousehold, m.family.home.ID, book.EraseOptions{Recall: true})
		r.must("erase", err)
		r.work(2)
		r.office(m, 4)
		before := r.makesReturn()
		r.now.Add(60)
		r.putBack(r.copied[0])
		r.takesReturn()
		_, err = r.b.TakeReturn(t.Context(), before)
		r.must("an older file", err)
		r.work(2)
		r.office(m, 4)
		r.work(2)
		if at := r.there(m.id()); at.item.Document != nil {
			t.Errorf("it lies there as %s, and nothing here waits for it", at.item.State)
		}
		if n := len(r.b.Rows(record.KindDelivery)) + len(r.b.Rows(record.KindOutgoing)); n != 0 {
			t.Errorf("%d lines are left here", n)
		}
	})
}

// odd is an endpoint that answers in its own way.
type odd struct {
	*cjg.Client
	of *oddly
}

type oddly struct {
	silent  envelope.UUID // about this message it says nothing that counts
	breaks  bool          // the connection breaks when everything is fetched from the beginning
	unknown bool          // it says that it never had what is taken back
	newMark bool          // it says at every page that a copy was put back
	from    time.Time     // and of when that copy was
	pages   int
	asked   int
}

func (o odd) Held(ctx context.Context, id envelope.UUID) (uint32, envelope.Receipt, error) {
	o.of.asked++
	if id == o.of.silent {
		return 0, envelope.Receipt{}, cjg.ErrReceipt
	}
	return o.Client.Held(ctx, id)
}

func (o odd) Withdraw(ctx context.Context, target envelope.UUID, sealed []byte) (cjg.Delivery, error) {
	if o.of.unknown {
		return cjg.Delivery{}, cjg.ErrUnknown
	}
	return o.Client.Withdraw(ctx, target, sealed)
}

func (o odd) Changes(ctx context.Context, cursor string) (cjg.Changes, error) {
	o.of.pages++
	if o.of.breaks && cursor == "" {
		return cjg.Changes{}, cjg.ErrOffline
	}
	got, err := o.Client.Changes(ctx, cursor)
	if o.of.newMark {
		got.Restored = &cjg.RestoredBody{Mark: fmt.Sprintf("%032x", o.of.pages), At: o.of.from, Copy: o.of.from}
		got.More, got.Cursor = true, strings.Repeat("1", 1+o.of.pages%10)
	}
	return got, err
}

// meets lets the outbox work once with such an endpoint.
func (r *restorer) meets(of *oddly) {
	r.forget()
	r.q = &interrupted{Post: r.b.Post(func(e *record.Endpoint) (book.Carrier, error) {
		c, err := r.dial(e)
		if err != nil {
			return nil, err
		}
		return odd{c.(*cjg.Client), of}, nil
	})}
	r.loop = outbox.New(outbox.Config{Queue: r.q, Sender: r.q, Inbox: r.q, Puller: r.q, Now: r.my, Random: func() float64 { return 0.5 }})
	r.round(0, 0, 0, true)
}

// TestOneMessageThatItSaysNothingOfHoldsUpNoOther: every other one is settled, and that one stays to be asked about.
func TestOneMessageThatItSaysNothingOfHoldsUpNoOther(t *testing.T) {
	for which := range 2 {
		r := newRestorer(t)
		t.Cleanup(r.close)
		r.copyNow()
		both := []*message{r.begins(zero, 2), r.begins(zero, 0)}
		r.work(2)
		r.putBack(r.copied[0])
		silent, other := both[which], both[1-which]
		r.meets(&oddly{silent: silent.id()})
		r.lost(t, other)
		if left := r.endpointRecord().Doubted; len(left) != 1 || left[0] != silent.delivery {
			t.Errorf("still to be asked about: %v", left)
		}
		r.forget()
		r.work(3)
		r.settled(r.all)
	}
}

// TestAnEndpointThatPutsBackACopyAtEveryPage keeps the laptop busy no longer than one that did so once.
func TestAnEndpointThatPutsBackACopyAtEveryPage(t *testing.T) {
	r := newRestorer(t)
	t.Cleanup(r.close)
	for range 3 {
		r.begins(zero, 2)
	}
	r.work(2)
	r.withdraw(r.all[0], 0)
	r.work(1)
	of := &oddly{newMark: true, from: r.their().Add(-time.Hour)}
	r.meets(of)
	r.round(0, 0, 0, true)
	if waits := r.b.Rows(record.KindOutgoing); of.asked > len(r.all) || len(waits) > 1 {
		t.Errorf("%d times asked about %d messages, %d recalls wait, %d pages", of.asked, len(r.all), len(waits), of.pages)
	}
}

// TestACopyUnderAWrongClock: the endpoint's clock stood a year ahead when the copy was made, or a year behind when it signed for the message.
func TestACopyUnderAWrongClock(t *testing.T) {
	t.Run("the copy", func(t *testing.T) {
		r := newRestorer(t)
		t.Cleanup(r.close)
		r.theirs.Store(365 * day)
		r.copyNow()
		r.theirs.Store(0)
		m := r.begins(zero, 2)
		r.work(2)
		r.putBack(r.copied[0])
		r.round(0, 0, 0, true)
		r.lost(t, m)
	})
	t.Run("the copy, by half a day", func(t *testing.T) {
		r := newRestorer(t)
		t.Cleanup(r.close)
		r.theirs.Store(day / 2)
		r.copyNow()
		r.theirs.Store(0)
		m := r.begins(zero, 2)
		r.work(2)
		r.now.Add(day)
		r.putBack(r.copied[0])
		r.round(0, 0, 0, true)
		r.lost(t, m)
	})
	t.Run("the receipt", func(t *testing.T) {
		r := newRestorer(t)
		t.Cleanup(r.close)
		r.copyNow()
		m := r.begins(zero, 2)
		r.stick()
		r.theirs.Store(-365 * day)
		r.endpoint.TakeFile(t.Context(), r.files[0], "marieke")
		r.must("open", r.endpoint.Inbox.OpenPending())
		r.theirs.Store(0)
		r.takesReturn()
		if d := r.sending(m).Delivery; d.State != record.DeliveryReadable {
			t.Fatalf("by stick it is %s", d.State)
		}
		r.putBack(r.copied[0])
		r.round(0, 0, 0, true)
		r.lost(t, m)
	})
}

// TestAConnectionThatBreaksRightAfterTheNews: from then on everything is fetched from the beginning, however often that fails. Numbers of before are
// those of a store that is gone.
func TestAConnectionThatBreaksRightAfterTheNews(t *testing.T) {
	r := newRestorer(t)
	t.Cleanup(r.close)
	r.begins(zero, 2)
	r.work(2)
	if r.endpointRecord().Cursor == "" {
		t.Fatal("there is no cursor yet")
	}
	r.copyNow()
	r.putBack(r.copied[0])
	r.meets(&oddly{breaks: true})
	if e := r.endpointRecord(); e.Restored.Mark == "" || e.Cursor != "" {
		t.Errorf("known %v, and it goes on from %q", e.Restored.Mark != "", e.Cursor)
	}
	r.forget()
	r.work(2)
	r.settled(r.all)
}

// TestAnEndpointWithNewKeysThatPutsBackACopy: what it says it has, it signs with keys that this device does not know yet. It asks for them.
func TestAnEndpointWithNewKeysThatPutsBackACopy(t *testing.T) {
	r := newRestorer(t)
	t.Cleanup(r.close)
	r.begins(zero, 2)
	r.work(2)
	r.copyNow()
	r.rotate()
	r.putBack(r.copied[0])
	r.work(2)
	if left := r.endpointRecord().Doubted; len(left) > 0 {
		t.Errorf("still to be asked about: %v", left)
	}
	r.settled(r.all)
}

// TestARecallOfWhatTheEndpointDoesNotKnow ends, as something that was never there. A copy or a stick may bring it yet: then it is recalled again, also
// when the family was erased here.
func TestARecallOfWhatTheEndpointDoesNotKnow(t *testing.T) {
	for _, erased := range []bool{false, true} {
		r := newRestorer(t)
		t.Cleanup(r.close)
		m := r.begins(zero, 2)
		r.work(2)
		r.copyNow()
		if erased {
			_, err := r.b.Erase(t.Context(), record.KindHousehold, m.family.home.ID, book.EraseOptions{Recall: true})
			r.must("erase", err)
		} else {
			r.withdraw(m, 0)
		}
		r.meets(&oddly{unknown: true})
		if n := len(r.b.Rows(record.KindOutgoing)); n != 0 {
			t.Errorf("erased %v: %d recalls wait", erased, n)
		}
		if erased {
			if gone := r.endpointRecord().Gone; len(gone) != 1 || gone[0].ID != m.delivery || len(r.b.Rows(record.KindDelivery)) > 0 {
				t.Errorf("remembered %v, %d lines", gone, len(r.b.Rows(record.KindDelivery)))
			}
		} else if d := r.sending(m).Delivery; d.State != record.DeliveryRecalled || d.Recall != "never" {
			t.Errorf("it ends as %s %q", d.State, d.Recall)
		}
		r.forget()
		r.now.Add(60)
		r.putBack(r.copied[0])
		r.work(3)
		r.office(m, 4)
		r.work(2)
		if at := r.there(m.id()); at.item.Document != nil {
			t.Errorf("erased %v: it lies there as %s", erased, at.item.State)
		}
	}
}

// TestAFamilyErasedBeforeItsMessageGoesAgain: the endpoint lost the message, and a stick or a copy may bring it back.
func TestAFamilyErasedBeforeItsMessageGoesAgain(t *testing.T) {
	r := newRestorer(t)
	t.Cleanup(r.close)
	r.copyNow()
	m := r.begins(zero, 2)
	r.stick()
	r.work(2)
	r.putBack(r.copied[0])
	r.round(0, 0, 0, true)
	_, err := r.b.Erase(t.Context(), record.KindHousehold, m.family.home.ID, book.EraseOptions{Recall: true})
	r.must("erase", err)
	r.work(2)
	r.endpoint.TakeFile(t.Context(), r.files[0], "marieke")
	r.work(2)
	r.office(m, 4)
	r.work(2)
	if at := r.there(m.id()); at.item.Document != nil {
		t.Errorf("it lies there as %s", at.item.State)
	}
}

// swapBook puts the laptop's store of another folder in the place of its own; "" only keeps it. It gives where the one of now is kept.
func (r *restorer) swapBook(from string) (kept string) {
	r.Helper()
	r.forget()
	r.must("close", r.b.Close())
	own := filepath.Join(r.dir, "store")
	kept = filepath.Join(r.dir, fmt.Sprintf("kept-%d", r.now.Load()))
	r.must("keep", os.CopyFS(kept, os.DirFS(own)))
	if from != "" {
		r.must("lose", os.RemoveAll(own))
		r.must("copy", os.CopyFS(own, os.DirFS(from)))
	}
	var err error
	r.b, err = book.Open(own, keyfile.Passphrase([]byte(secret)), r.deps())
	r.must("open", err)
	return kept
}

// TestALaptopThatWentBackToo: both sides put back an older copy. What went again since then is there in a newer version, which the laptop knows
// nothing of.
func TestALaptopThatWentBackToo(t *testing.T) {
	for _, askedBefore := range []bool{false, true} { // whether the laptop's copy knows of the endpoint's
		r := newRestorer(t)
		t.Cleanup(r.close)
		r.copyNow()
		m := r.begins(zero, 2)
		r.work(2)
		kept := ""
		if !askedBefore {
			kept = r.swapBook("")
		}
		r.putBack(r.copied[0])
		r.round(0, 0, 0, true)
		if askedBefore {
			kept = r.swapBook("")
		}
		r.work(2)
		r.now.Add(60)
		r.swapBook(kept)
		r.work(3)
		if d := r.sending(m).Delivery; d.State == record.DeliveryQuarantined {
			r.look(m, r.sending(m))
			r.work(3)
		}
		r.settled(r.all)
		r.withdraw(m, 0)
		r.work(2)
		r.office(m, 4)
		r.work(2)
		if at := r.there(m.id()); at.item.Document != nil {
			t.Errorf("taken back, and it lies there as %s", at.item.State)
		}
	}
}
