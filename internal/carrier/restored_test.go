package carrier_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// restorer is a world whose endpoint goes back to an older copy of its store.
type restorer struct {
	*world
	copied [][]byte
	trace  []int
	gone   []*message // of families that were erased here
}

func newRestorer(f failer) *restorer { return &restorer{world: newWorld(f)} }

// copyNow makes a copy of the endpoint's store.
func (r *restorer) copyNow() {
	r.Helper()
	var out bytes.Buffer
	_, err := intake.WriteCopy(r.store, &out, r.their())
	r.must("copy", err)
	r.copied = append(r.copied, out.Bytes())
}

// putBack loses the endpoint's store and puts a copy back.
func (r *restorer) putBack(copied []byte) {
	r.Helper()
	r.must("close", r.store.Close())
	r.must("lose", os.Remove(filepath.Join(r.dir, "inbox.db")))
	s, err := r.serves(r.dir)
	r.must("new store", err)
	_, err = intake.ReadCopy(s, r.keys.FrontKeys, r.their(), rand.Reader, func() (io.Reader, error) { return bytes.NewReader(copied), nil })
	r.must("put back", err)
	r.must("close new", s.Close())
	r.openEndpoint()
}

// work lets the outbox work and the office open what came, some times.
func (r *restorer) work(times int) {
	r.Helper()
	for range times {
		r.touched()
		r.round(0, 0, 0, true)
		r.must("open", r.endpoint.Inbox.OpenPending())
		r.now.Add(60)
	}
}

func (r *restorer) step(draw chance, m *message) {
	which := draw(24, "step")
	r.trace = append(r.trace, which)
	switch which {
	case 0, 1:
		r.begin(draw)
	case 2:
		r.edit(m)
	case 3, 4:
		r.withdraw(m, draw(6, "how"))
	case 5:
		r.look(m, r.sending(m))
	case 6:
		r.stick()
	case 7:
		r.upload(draw)
	case 8:
		r.returned(draw)
	case 9, 10:
		r.must("open", r.endpoint.Inbox.OpenPending())
		r.office(m, draw(6, "act"))
	case 11:
		r.reopenBook()
	case 12:
		r.invite(draw)
	case 13:
		r.reply(m, draw)
	case 14, 15:
		r.copyNow()
	case 16:
		r.putBack(r.copied[draw(len(r.copied), "copy")])
	case 17, 18, 19:
		r.moves(m, which)
	default:
		r.deliver(draw)
	}
}

// settled holds what both sides have against what may be, once all is well.
func (r *restorer) settled(messages []*message) {
	r.Helper()
	e := r.endpointRecord()
	if e.Parked != "" || len(e.Doubted) > 0 || len(r.b.Rows(record.KindOutgoing)) > 0 {
		r.Fatalf("in a world that is well: parked %q, %d still to be asked about, %d wait", e.Parked, len(e.Doubted), len(r.b.Rows(record.KindOutgoing)))
	}
	seen := r.sendings(messages)
	for _, m := range messages {
		if m.delivery.Zero() || m.invited {
			continue
		}
		d, at := seen[m].Delivery, r.there(m.id())
		has := at.found && at.item.Document != nil
		switch {
		case d.Missed():
			r.decided(m, seen)
		case d.State == record.DeliveryRecalled && d.Recall == "kept" && !d.MissedAt.IsZero() && !has:
		case d.State == record.DeliverySent:
			r.Fatalf("message %d is shown as sent, without a second receipt, there %v %s", m.n, at.found, at.item.State)
		case d.State == record.DeliveryReadable:
			r.provenNow(m, d, at)
			if !has || m.whole || m.parts {
				r.Fatalf("message %d is shown as sent: there %v, taken back %v %v", m.n, has, m.whole, m.parts)
			}
		default:
			r.checkState(m, d, at)
		}
		r.checkAgreed(m, d, at)
		r.answeredOnce(m, seen[m].Answers)
	}
	r.settledGone()
	found, _, err := intake.Check(r.store, r.keys.FrontKeys, &r.keys)
	r.must("check", err)
	if len(found) > 0 {
		r.Fatalf("the check of the endpoint's store says %+v", found)
	}
}

// decided: what the endpoint lost stays away only where somebody decided about it, or something else came in its place.
func (r *restorer) decided(m *message, seen map[*message]book.Sending) {
	r.Helper()
	first := m
	for first.about != nil {
		first = first.about
	}
	for _, g := range r.givenOf(first) {
		if g.state == cjg.StateAccepted || g.state == cjg.StateDeclined || first.kind != record.KindReferral {
			return
		}
	}
	if m != first && first.delivery != (record.ID{}) && !first.invited && seen[first].Delivery != nil && seen[first].Delivery.State != record.DeliveryReadable {
		return // what it is about was taken back
	}
	r.Fatalf("message %d is gone there, nobody decided about it, and it does not go again", m.n)
}

// provenNow: "readable" stands on two receipts over what the endpoint has now; those of before prove nothing any more.
func (r *restorer) provenNow(m *message, d *record.Delivery, at there) {
	r.Helper()
	if len(at.Versions) == 0 {
		r.Fatalf("message %d is shown as sent and is not there", m.n)
	}
	h, err := envelope.ParseHeaderBytes(at.Versions[len(at.Versions)-1].Header)
	r.must("header", err)
	want := map[string]envelope.ReceiptKind{"received": envelope.Received, "readable": envelope.Readable}
	count := map[string]int{}
	for _, p := range d.Receipts {
		proof, err := envelope.ParseReceipt(p.Bytes)
		r.must("receipt", err)
		if p.Sort == record.EarlierProof {
			continue
		}
		if !r.signed(p.Sort, proof, want[p.Sort], h) {
			r.Fatalf("message %d: the proof %s is not over what is there", m.n, p.Sort)
		}
		count[p.Sort]++
	}
	if count["received"] != 1 || count["readable"] != 1 {
		r.Fatalf("message %d has the proofs %v", m.n, count)
	}
}

// answeredOnce: every answer here was given, and is here once.
func (r *restorer) answeredOnce(m *message, answers []*record.Feedback) {
	r.Helper()
	times := map[string]int{}
	for _, f := range answers {
		if f.Delivery != m.delivery || f.Stand == record.StandDeleted || f.Stand == record.StandKept {
			continue
		}
		if times[f.Text.Reveal()]++; times[f.Text.Reveal()] > 1 {
			r.Fatalf("message %d: the answer %q is here twice", m.n, f.Text.Reveal())
		}
	}
	for _, g := range m.given {
		delete(times, g.text)
	}
	if len(times) > 0 {
		r.Fatalf("message %d: nobody gave the answers %v", m.n, times)
	}
}

// TestAnEndpointThatWentBackLosesNothing lets an endpoint go back to older copies of its store at any moment, between sends, answers, recalls, sticks
// and faults: in the end everything that is shown as sent is there with two receipts over it, nothing that was taken back is there, and only what
// somebody decided about stays away. SCHAKEL_LONG=1 looks at many more.
func TestAnEndpointThatWentBackLosesNothing(t *testing.T) {
	sequences, each, seed := 16, 4, 1
	if testing.Short() {
		sequences = 4
	}
	if os.Getenv("SCHAKEL_LONG") != "" {
		sequences = 2000
	}
	if n, err := strconv.Atoi(os.Getenv("SCHAKEL_TURNS")); err == nil {
		sequences = n
	}
	if n, err := strconv.Atoi(os.Getenv("SCHAKEL_SEED")); err == nil {
		seed = n - 1
	}
	var r *restorer
	defer func() {
		if t.Failed() {
			t.Logf("SCHAKEL_SEED=%d, steps %v", seed, r.trace)
		}
	}()
	for done := 0; done < sequences; done += each {
		seed++
		r = newRestorer(t)
		for n := range each {
			draw := drawer(seed*1000 + n)
			from := r.number
			r.trace, r.copied = nil, r.copied[max(0, len(r.copied)-3):]
			r.copyNow()
			r.begin(draw)
			for range 3 + draw(14, "steps") {
				mine := r.since(from)
				r.step(draw, mine[draw(len(mine), "which")])
			}
			r.recover(draw, r.all)
			r.erasedThere()
			r.settled(r.all)
		}
		r.close()
	}
}

// TestWhatAnEndpointLostGoesAgain: a referral and a question came in after the copy. They go again by themselves, and are shown as waiting until
// they are there.
func TestWhatAnEndpointLostGoesAgain(t *testing.T) {
	r := newRestorer(t)
	t.Cleanup(r.close)
	r.copyNow()
	family, question := r.begins(zero, 2), r.begins(zero, 0)
	r.work(2)
	r.putBack(r.copied[0])
	r.round(0, 0, 0, true)
	for _, m := range []*message{family, question} {
		d := r.sending(m).Delivery
		if d.State != record.DeliveryQueued || d.MissedAt.IsZero() || !d.SentAt.IsZero() {
			t.Errorf("message %d is lost there and stands here as %s, missed %s", m.n, d.State, d.MissedAt)
		}
	}
	page, err := r.b.ReferralPage(t.Context(), family.of)
	r.must("page", err)
	if page.Referral.State != record.ReferralReady {
		t.Errorf("the referral is shown as %s", page.Referral.State)
	}
	r.work(2)
	r.settled(r.all)
	for _, m := range []*message{family, question} {
		if d := r.sending(m).Delivery; d.State != record.DeliveryReadable || d.Missed() {
			t.Errorf("message %d ends as %s", m.n, d.State)
		}
	}
}

// TestWhatWasDecidedDoesNotGoAgain: somebody there read it and took it up; that stays so here, and the page says that it is gone.
func TestWhatWasDecidedDoesNotGoAgain(t *testing.T) {
	r := newRestorer(t)
	t.Cleanup(r.close)
	r.copyNow()
	m := r.begins(zero, 2)
	r.work(2)
	r.office(m, 1)
	r.work(1)
	r.putBack(r.copied[0])
	r.work(3)
	if d := r.sending(m).Delivery; d.State != record.DeliveryReadable || !d.Missed() || r.there(m.id()).found {
		t.Errorf("what was taken up stands as %s, missed %v, there %v", d.State, d.Missed(), r.there(m.id()).found)
	}
	page, err := r.b.ReferralPage(t.Context(), m.of)
	if err != nil || page.Referral.State != record.ReferralAccepted {
		t.Errorf("the referral is %s: %v", page.Referral.State, err)
	}
}

// TestWhatWasTakenBackComesNotBackWithACopy: the family took its yes back and it was erased there; then the copy brings it back. The recall goes
// again, and here it does not stand as erased until it is.
func TestWhatWasTakenBackComesNotBackWithACopy(t *testing.T) {
	r := newRestorer(t)
	t.Cleanup(r.close)
	m := r.begins(zero, 2)
	r.work(2)
	r.copyNow()
	r.withdraw(m, 0)
	r.work(1)
	r.office(m, 4)
	r.work(1)
	if d := r.sending(m).Delivery; d.Recall != "deleted" {
		t.Fatalf("it was not erased: %s %q", d.State, d.Recall)
	}
	r.now.Add(3600)
	r.putBack(r.copied[0])
	r.round(0, 0, 0, true)
	if d := r.sending(m).Delivery; d.State != record.DeliveryRecalling || d.Recall != "" {
		t.Errorf("it lies there again, and stands here as %s %q", d.State, d.Recall)
	}
	r.work(2)
	r.office(m, 4)
	r.work(1)
	if d := r.sending(m).Delivery; d.Recall != "deleted" || r.there(m.id()).item.Document != nil {
		t.Errorf("after the second recall: %s %q", d.State, d.Recall)
	}
}

// TestACopyWithTheErasureInIt: the copy was made after the office erased it, and the laptop heard it later. The recall goes again and is
// answered at once, so that it does not wait for ever.
func TestACopyWithTheErasureInIt(t *testing.T) {
	r := newRestorer(t)
	t.Cleanup(r.close)
	m := r.begins(zero, 2)
	r.work(2)
	r.withdraw(m, 0)
	r.work(1)
	r.office(m, 4)
	r.copyNow()
	r.work(1)
	r.putBack(r.copied[0])
	r.work(3)
	if d := r.sending(m).Delivery; d.State != record.DeliveryRecalled || d.Recall != "deleted" {
		t.Errorf("%s %q", d.State, d.Recall)
	}
}

// TestAReturnFileTellsOfACopy: everything goes by stick, also what was lost.
func TestAReturnFileTellsOfACopy(t *testing.T) {
	r := newRestorer(t)
	t.Cleanup(r.close)
	ctx := context.Background()
	byStick := func() {
		t.Helper()
		r.stick()
		if len(r.files) > 0 {
			r.endpoint.TakeFile(ctx, r.files[len(r.files)-1], "marieke")
		}
		r.must("open", r.endpoint.Inbox.OpenPending())
		r.returns = append(r.returns, r.takesReturn())
		r.now.Add(60)
	}
	r.copyNow()
	m := r.begins(zero, 2)
	byStick()
	if d := r.sending(m).Delivery; d.State != record.DeliveryReadable {
		t.Fatalf("by stick it is %s", d.State)
	}
	before := r.returns[0]
	r.putBack(r.copied[0])
	r.files = nil
	_, err := r.b.TakeReturn(ctx, before)
	r.must("an older file", err)
	r.takesReturn()
	if d := r.sending(m).Delivery; d.State != record.DeliveryQueued {
		t.Fatalf("the file does not list it, and it stands as %s", d.State)
	}
	_, err = r.b.TakeReturn(ctx, before)
	r.must("an older file again", err)
	byStick()
	r.settled(r.all)
}

// TestWhatWasErasedHereComesNotBackWithACopy: the family was erased here and there, and nothing of it stands here any more. When a copy brings it
// back there, or a stick could, it is recalled again.
func TestWhatWasErasedHereComesNotBackWithACopy(t *testing.T) {
	for _, had := range []bool{true, false} { // the copy has the message, or it could still come on a stick
		r := newRestorer(t)
		t.Cleanup(r.close)
		ctx := context.Background()
		if !had {
			r.copyNow()
		}
		m := r.begins(zero, 2)
		r.stick()
		r.work(2)
		if had {
			r.copyNow()
		}
		_, err := r.b.Erase(ctx, record.KindHousehold, m.family.home.ID, book.EraseOptions{Recall: true})
		r.must("erase", err)
		r.work(2)
		r.office(m, 4)
		r.work(1)
		if n := len(r.b.Rows(record.KindDelivery)); n != 0 {
			t.Fatalf("%d deliveries are left of an erased family", n)
		}
		r.putBack(r.copied[0])
		r.work(3)
		r.endpoint.TakeFile(ctx, r.files[0], "marieke")
		r.must("open", r.endpoint.Inbox.OpenPending())
		r.office(m, 4)
		r.work(2)
		if at := r.there(m.id()); at.item.Document != nil {
			t.Errorf("copy with it %v: it is there again: %s", had, at.item.State)
		}
		if n := len(r.b.Rows(record.KindDelivery)) + len(r.b.Rows(record.KindOutgoing)); n != 0 {
			t.Errorf("copy with it %v: %d lines are left here", had, n)
		}
	}
}
