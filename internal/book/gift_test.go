package book_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/contribution"
	"schakel/internal/envelope"
	"schakel/internal/intake"
	"schakel/internal/outbox"
	"schakel/internal/record"
	"schakel/internal/summary"
)

// desk is a coordinator and workers who are enrolled with one endpoint, all real, with a network that can fail.
type desk struct {
	*circle
	office *cjgOffice
	at     map[*book.Book]*record.Endpoint
	lose   func(call string) (before, after error) // what the network does to a call; nil for nothing
}

func newDesk(t *testing.T, names ...string) *desk {
	t.Helper()
	d := &desk{circle: newCircle(t, names...), office: newOffice(t), at: map[*book.Book]*record.Endpoint{}}
	for _, b := range append([]*book.Book{d.boss}, d.workers...) {
		code, err := d.office.endpoint.Front.NewCode("laptop")
		d.must(err)
		d.at[b], err = carrier.Dialer{Timeout: 5 * time.Second}.Enrol(t.Context(), b, "https://"+d.office.address, code.String(), "", record.ID{})
		d.must(err)
	}
	return d
}

// allowed lets contributions come through the endpoint, and gives every worker the new card.
func (d *desk) allowed() *desk {
	d.t.Helper()
	d.must(d.boss.ChooseMailbox(d.t.Context(), d.programme, d.at[d.boss].ID))
	d.round(d.boss)
	d.cards()
	return d
}

func (d *desk) cards() {
	d.t.Helper()
	card, err := d.boss.ProgrammeCard(d.t.Context(), d.programme)
	d.must(err)
	for _, b := range d.workers {
		_, err := b.TakeProgramme(d.t.Context(), card)
		d.must(err)
	}
}

// faulty is a line on which calls and their answers get lost.
type faulty struct {
	*cjg.Client
	d *desk
}

func (f faulty) PutContribution(ctx context.Context, box envelope.UUID, wrapped []byte) (cjg.Delivery, error) {
	before, after := f.d.trouble("put")
	if before != nil {
		return cjg.Delivery{}, before
	}
	got, err := f.Client.PutContribution(ctx, box, wrapped)
	if after != nil {
		return cjg.Delivery{}, after
	}
	return got, err
}

func (f faulty) Contribution(ctx context.Context, box envelope.UUID, w cjg.Waiting) ([]byte, error) {
	if before, _ := f.d.trouble("get"); before != nil {
		return nil, before
	}
	return f.Client.Contribution(ctx, box, w)
}

func (f faulty) DeleteContribution(ctx context.Context, box, id envelope.UUID) error {
	before, after := f.d.trouble("delete")
	if before != nil {
		return before
	}
	if err := f.Client.DeleteContribution(ctx, box, id); err != nil {
		return err
	}
	return after
}

func (d *desk) trouble(call string) (before, after error) {
	if d.lose == nil {
		return nil, nil
	}
	return d.lose(call)
}

// round lets the outbox of one laptop do one round, with "nu versturen".
func (d *desk) round(b *book.Book) {
	d.t.Helper()
	post := b.Post(func(e *record.Endpoint) (book.Carrier, error) {
		c, err := carrier.Dialer{Timeout: 5 * time.Second}.Dial(e)
		if client, ok := c.(*cjg.Client); ok {
			d.t.Cleanup(client.Close)
			return faulty{client, d}, err
		}
		return c, err
	})
	outbox.New(outbox.Config{
		Queue: post, Sender: post, Inbox: post, Puller: post, Now: b.Now, Random: func() float64 { return 0.5 },
	}).Round(d.t.Context(), true)
}

func (d *desk) shown(b *book.Book) book.Prepared {
	d.t.Helper()
	p, err := b.PrepareContribution(d.t.Context(), d.programme, d.period)
	d.must(err)
	return p
}

func (d *desk) send(b *book.Book) {
	d.t.Helper()
	d.must(b.SendContribution(d.t.Context(), d.shown(b)))
}

// went are the contributions of a worker as they stand, by edition.
func (d *desk) went(b *book.Book) []*record.Contribution {
	d.t.Helper()
	all, err := b.Contributed(d.t.Context())
	d.must(err)
	slices.SortFunc(all, func(x, y *record.Contribution) int { return x.Edition - y.Edition })
	return all
}

func (d *desk) fetched() book.Fetched {
	d.t.Helper()
	f, err := d.boss.FetchedContributions(d.t.Context(), d.programme, d.period)
	d.must(err)
	return f
}

func TestAContributionGoesThroughTheEndpoint(t *testing.T) {
	d := newDesk(t, "Fatima", "Karim", "Hiwet")
	ctx := t.Context()
	worker := d.workers[0]
	if _, err := worker.ContributionDesk(ctx, d.programme); !errors.Is(err, book.ErrNoDesk) {
		t.Fatalf("a card that does not allow it: %v", err)
	}
	if err := worker.SendContribution(ctx, d.shown(worker)); !errors.Is(err, book.ErrNoDesk) || len(d.went(worker)) != 0 {
		t.Fatalf("sent all the same: %v", err)
	}
	d.allowed()
	through, err := worker.ContributionDesk(ctx, d.programme)
	d.must(err)
	if through.Name.Reveal() != "CJG Zuiderwijk" || through.Endpoint != d.at[worker].ID {
		t.Fatalf("%+v", through)
	}
	for _, b := range d.workers {
		d.send(b)
		if c := d.went(b)[0]; c.Post != record.PostWaits || len(c.Receipts) != 0 {
			t.Fatalf("before there was a connection it is %s", c.Post)
		}
		d.round(b)
		if c := d.went(b)[0]; c.Post != record.PostArrived || len(c.Receipts) != 1 || len(b.Rows(record.KindOutgoing)) != 0 {
			t.Fatalf("after it is %s, %s", c.Post, c.Reason)
		}
	}
	d.round(d.boss)
	f := d.fetched()
	if len(f.Files) != 3 || len(d.standing().Workers) != 0 {
		t.Fatalf("%d came, %d count before anybody looked", len(f.Files), len(d.standing().Workers))
	}
	look, err := d.boss.LookContributions(ctx, d.programme, d.period, f.Files)
	d.must(err)
	if look[0].State != book.BroughtNew || !look[0].Stranger {
		t.Fatalf("the road changes what is trusted: %+v", look[0])
	}
	leave := map[string]bool{look[0].From.Key(): true}
	_, err = d.boss.TakeContributions(ctx, d.programme, d.period, f.Files, leave)
	d.must(err)
	if n := len(d.fetched().Files); n != 1 || d.standing().In != 2 {
		t.Fatalf("%d left of which the words were not compared, %d in", n, d.standing().In)
	}
	d.take(d.fetched().Files...)
	d.round(d.boss)
	if len(d.fetched().Files) != 0 || d.standing().In != 3 {
		t.Fatalf("%d wait, %d in", len(d.fetched().Files), d.standing().In)
	}
	r, err := d.joint()
	d.must(err)
	if r.Joint.Workers != 3 || r.Total("meetings.type").Count != 18 {
		t.Fatalf("%d of %+v", r.Total("meetings.type").Count, r.Joint)
	}
}

// A corrected one replaces the earlier, a file and the road do not count twice, and taking back goes the same road.
func TestCorrectedAndTakenBackThroughTheEndpoint(t *testing.T) {
	d := newDesk(t, "Fatima").allowed()
	worker := d.workers[0]
	file := d.hand(worker)
	d.take(file)
	d.gatherings(worker, 2)
	d.send(worker)
	if all := d.went(worker); len(all) != 2 || all[1].Edition != 2 || all[1].Post != record.PostWaits {
		t.Fatalf("%d kept", len(all))
	}
	d.gatherings(worker, 1)
	d.send(worker) // the one that waits makes place
	if all := d.went(worker); len(all) != 2 || all[1].Edition != 3 || len(worker.Rows(record.KindOutgoing)) != 1 {
		t.Fatalf("%d kept, %d wait", len(all), len(worker.Rows(record.KindOutgoing)))
	}
	d.round(worker)
	all := d.went(worker)
	if len(all) != 1 || all[0].Post != record.PostArrived {
		t.Fatalf("%d kept after it arrived", len(all))
	}
	d.round(d.boss)
	if got := d.take(d.fetched().Files...); got[0].State != book.BroughtCorrected {
		t.Fatalf("%+v", got[0])
	}
	d.must(worker.SendWithdrawal(t.Context(), all[0].ID))
	d.round(worker)
	d.round(d.boss)
	if got := d.take(d.fetched().Files...); got[0].State != book.BroughtWithdrawn || d.standing().In != 0 {
		t.Fatalf("%+v, %d in", got[0], d.standing().In)
	}
	if got := d.take(file); !errors.Is(got[0].Err, contribution.ErrOlder) {
		t.Errorf("the file of before counts again: %+v", got[0])
	}
}

// What did not leave is stopped for good; what may have left is not called stopped.
func TestStoppingAContribution(t *testing.T) {
	d := newDesk(t, "Fatima").allowed()
	ctx, worker := t.Context(), d.workers[0]
	d.send(worker)
	d.must(worker.StopContribution(ctx, d.went(worker)[0].ID))
	d.round(worker)
	d.round(d.boss)
	if len(d.went(worker)) != 0 || len(d.fetched().Files) != 0 {
		t.Fatal("it went after it was stopped")
	}
	d.send(worker)
	d.lose = func(call string) (error, error) { return nil, cjg.ErrOffline } // it arrives, and the answer is lost
	d.round(worker)
	c := d.went(worker)[0]
	if err := worker.StopContribution(ctx, c.ID); c.Post != record.PostLeft || !errors.Is(err, contribution.ErrLeft) {
		t.Fatalf("%s stopped: %v", c.Post, err)
	}
	d.must(worker.SendWithdrawal(ctx, c.ID))
	d.lose = nil
	d.round(worker)
	d.round(d.boss)
	d.take(d.fetched().Files...)
	if d.standing().In != 0 || len(d.fetched().Files) != 0 {
		t.Error("it counts after it was taken back")
	}
}

// A card that leaked is ended: the mailbox closes, what lay there is still fetched, and who has the old card hears so.
func TestAMailboxThatIsClosed(t *testing.T) {
	d := newDesk(t, "Fatima", "Karim").allowed()
	ctx := t.Context()
	first, second := d.workers[0], d.workers[1]
	d.send(first)
	d.round(first)
	d.must(d.boss.ChooseMailbox(ctx, d.programme, record.ID{}))
	d.round(d.boss)
	d.send(second)
	d.round(second)
	if c := d.went(second)[0]; c.Post != record.PostHeld || c.Reason != cjg.ErrMailboxClosed.Code {
		t.Errorf("with the old card it is %s, %s", c.Post, c.Reason)
	}
	if len(d.fetched().Files) != 1 {
		t.Error("what lay there was lost")
	}
	d.cards()
	if _, err := second.ContributionDesk(ctx, d.programme); !errors.Is(err, book.ErrNoDesk) {
		t.Errorf("the new card still allows it: %v", err)
	}
	d.allowed()
	d.send(second)
	d.round(second)
	d.round(d.boss)
	if len(d.fetched().Files) != 2 || len(d.went(second)) != 1 {
		t.Errorf("%d came through the new mailbox, %d kept", len(d.fetched().Files), len(d.went(second)))
	}
	d.must(d.boss.DropProgramme(ctx, d.programme))
	if len(d.boss.Rows(record.KindContribution)) != 0 {
		t.Error("what was fetched stays after the programme went")
	}
	d.round(d.boss)
	d.gatherings(first, 1)
	d.send(first)
	d.round(first)
	for _, c := range d.went(first) {
		if c.Edition == 2 && c.Reason != cjg.ErrMailboxClosed.Code {
			t.Errorf("the mailbox of a programme that is gone: %s %s", c.Post, c.Reason)
		}
	}
}

// Whatever a worker's device puts there is looked at like a file: nothing of it is believed.
func TestWhatIsWrongThroughTheEndpoint(t *testing.T) {
	d := newDesk(t, "Fatima").allowed()
	ctx, worker := t.Context(), d.workers[0]
	other := newCircle(t, "Nour")
	all, err := d.boss.Programmes(ctx)
	d.must(err)
	box, err := envelope.ParseUUID(all[0].Mailboxes[0].ID)
	d.must(err)
	good := d.hand(worker).Data
	damaged := slices.Clone(good)
	damaged[len(damaged)-9] ^= 1
	keys, err := book.Keys(d.at[worker])
	d.must(err)
	put := func(id byte, file []byte) {
		fields := envelope.Fields{ID: envelope.UUID{id}, Version: 1, Kind: envelope.Contribution, Created: time.Now()}
		wrapped, _, err := envelope.Wrap(fields, file, keys.Signing, box)
		d.must(err)
		d.must(d.office.endpoint.Front.PutContribution(ctx, keys.Device(), box, wrapped).Err)
	}
	put(1, []byte("geen bijdrage"))
	put(2, damaged)
	put(3, other.hand(other.workers[0]).Data)
	early := summary.Period{From: d.period.From.Add(1), To: d.period.To}
	prepared, err := worker.PrepareContribution(ctx, d.programme, early)
	d.must(err)
	elsewhere, err := worker.Contribute(ctx, prepared)
	d.must(err)
	put(4, elsewhere)
	d.round(d.boss)
	f := d.fetched()
	if len(f.Files) != 3 || len(f.Others) != 1 || f.Others[0] != early {
		t.Fatalf("%d files, others %v", len(f.Files), f.Others)
	}
	got := d.take(f.Files...)
	var why []error
	for _, b := range got {
		why = append(why, b.Err)
	}
	for _, want := range []error{contribution.ErrFormat, contribution.ErrDamaged, contribution.ErrOther} {
		if !slices.ContainsFunc(why, func(err error) bool { return errors.Is(err, want) }) {
			t.Errorf("%v is not among %v", want, why)
		}
	}
	if d.standing().In != 0 || len(d.fetched().Files) != 3 {
		t.Error("something of it was taken")
	}
	for _, file := range d.fetched().Files {
		d.must(d.boss.DropFetched(ctx, file.Fetched))
	}
	d.round(d.boss)
	if n := len(d.fetched().Files); n != 0 {
		t.Errorf("%d come back after they were thrown away", n)
	}
}

// TestContributionsUnderEveryFault lets calls and answers get lost in any way, workers correct, stop and take back, and the coordinator fetch and
// take at any moment. When everything is well again each worker counts exactly as they stand, once, and nothing lies anywhere else.
func TestContributionsUnderEveryFault(t *testing.T) {
	runs := 4
	if os.Getenv("SCHAKEL_LONG") != "" {
		runs = 200
	}
	d := newDesk(t, "Fatima", "Karim").allowed()
	other := newDesk(t, "Nour")
	for run := range runs {
		draw := rand.New(rand.NewPCG(20261122, uint64(run))).IntN
		if os.Getenv("SCHAKEL_LONG") != "" {
			draw = rapid.Custom(func(rt *rapid.T) func(int) int {
				seed := rapid.Uint64().Draw(rt, "seed")
				return rand.New(rand.NewPCG(seed, 1)).IntN
			}).Example(run)
		}
		d.lose = func(string) (error, error) {
			switch draw(6) {
			case 0:
				return cjg.ErrOffline, nil
			case 1:
				return nil, cjg.ErrOffline
			case 2:
				return nil, cjg.ErrResponse
			}
			return nil, nil
		}
		for range 14 {
			d.step(draw)
		}
		d.lose = nil
		for range 3 {
			for _, b := range append(d.workers, d.boss) {
				d.round(b)
			}
			d.take(d.fetched().Files...)
		}
		d.holds(run)
		if len(other.boss.Rows(record.KindContribution)) != 0 {
			t.Fatal("something lies at another coordinator's")
		}
	}
}

// step does one thing that can happen.
func (d *desk) step(draw func(n int) int) {
	ctx, worker := d.t.Context(), d.workers[draw(len(d.workers))]
	all := d.went(worker)
	switch what := draw(8); {
	case what < 2:
		d.gatherings(worker, 1)
		d.send(worker)
	case what == 2 && len(all) > 0:
		last := all[len(all)-1]
		if err := worker.StopContribution(ctx, last.ID); (err == nil) != (last.Post == record.PostWaits) {
			d.t.Fatalf("%s stopped: %v", last.Post, err)
		}
	case what == 3 && len(all) > 0:
		d.must(worker.SendWithdrawal(ctx, all[len(all)-1].ID))
	case what < 6:
		d.round(worker)
	case what == 6:
		d.round(d.boss)
	default:
		d.take(d.fetched().Files...)
	}
}

// holds checks that what counts is what each worker handed over last.
func (d *desk) holds(run int) {
	d.t.Helper()
	in := 0
	for _, b := range d.workers {
		all := d.went(b)
		if len(all) > 1 || len(b.Rows(record.KindOutgoing)) != 0 {
			d.t.Fatalf("run %d: %d contributions, %d wait", run, len(all), len(b.Rows(record.KindOutgoing)))
		}
		if len(all) == 1 && all[0].Post != record.PostArrived {
			d.t.Fatalf("run %d: it is %s %s", run, all[0].Post, all[0].Reason)
		}
		if len(all) == 1 && !all[0].Withdrawn {
			in++
		}
	}
	if got := d.standing(); got.In != in || len(d.fetched().Files) != 0 {
		d.t.Fatalf("run %d: %d count, want %d; %d wait", run, got.In, in, len(d.fetched().Files))
	}
	if m, err := intake.Measure(d.office.store, time.Now(), 7); err != nil || m.Contributions != 0 {
		d.t.Fatalf("run %d: %d lie at the endpoint, %v", run, m.Contributions, err)
	}
}

// An import has no outbox of elsewhere and no mailbox of another device.
func TestContributionsOfAnExportAreNotUnderWay(t *testing.T) {
	d := newDesk(t, "Fatima").allowed()
	ctx, worker := t.Context(), d.workers[0]
	d.send(worker)
	for _, b := range []*book.Book{worker, d.boss} {
		var out strings.Builder
		_, err := b.Export(ctx, &out)
		d.must(err)
		fresh := helper(t, "Iemand")
		_, err = fresh.Import(ctx, strings.NewReader(out.String()))
		var ps record.Problems
		if errors.As(err, &ps) && ps[0].Code == "import.differs" {
			continue // the own profile
		}
		d.must(err)
		for _, c := range d.went(fresh) {
			if c.Post != record.PostHeld {
				t.Errorf("imported it is %s", c.Post)
			}
		}
	}
}
