package joint

import (
	"context"
	"crypto/rand"
	"errors"
	"testing"

	"schakel/app/ui/form"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// end is an endpoint of which only the mailboxes work.
type end struct {
	files map[envelope.UUID][]byte
}

func (end) Put(context.Context, []byte) (cjg.Delivery, error) {
	return cjg.Delivery{}, cjg.ErrOffline
}
func (end) Withdraw(context.Context, envelope.UUID, []byte) (cjg.Delivery, error) {
	return cjg.Delivery{}, cjg.ErrOffline
}
func (end) Changes(_ context.Context, cursor string) (cjg.Changes, error) {
	return cjg.Changes{Cursor: cursor}, nil
}
func (end) Renew(context.Context, cjg.DeviceKeys) (cjg.Enrolment, error) {
	return cjg.Enrolment{}, cjg.ErrOffline
}
func (end) OpenMailbox(context.Context, envelope.UUID) error  { return nil }
func (end) CloseMailbox(context.Context, envelope.UUID) error { return nil }
func (e end) PutContribution(_ context.Context, _ envelope.UUID, wrapped []byte) (cjg.Delivery, error) {
	h, err := envelope.WrappedHeader(wrapped)
	e.files[h.ID] = wrapped[len(wrapped)-fileSize(wrapped):]
	return cjg.Delivery{ID: h.ID, Version: 1}, err
}
func (e end) Contributions(context.Context, envelope.UUID, string) (cjg.WaitingPage, error) {
	var page cjg.WaitingPage
	for id, file := range e.files {
		page.Items = append(page.Items, cjg.Waiting{ID: id, Size: len(file)})
	}
	return page, nil
}
func (e end) Contribution(_ context.Context, _ envelope.UUID, w cjg.Waiting) ([]byte, error) {
	return e.files[w.ID], nil
}
func (e end) DeleteContribution(_ context.Context, _, id envelope.UUID) error {
	delete(e.files, id)
	return nil
}

// fileSize is the length that stands before the file in an envelope.
func fileSize(wrapped []byte) int {
	head := int(wrapped[8])<<8 | int(wrapped[9])
	at := 10 + head + 64
	return int(wrapped[at])<<24 | int(wrapped[at+1])<<16 | int(wrapped[at+2])<<8 | int(wrapped[at+3])
}

func connected(t *testing.T, b *book.Book) {
	t.Helper()
	keys, err := cjg.NewDeviceKeys(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Join(t.Context(), book.Joined{
		Address: "https://cjg.example", Keys: keys, Enrolment: cjg.Enrolment{Issuer: []byte("uitgever"), Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (e end) round(t *testing.T, b *book.Book) {
	t.Helper()
	post := b.Post(func(*record.Endpoint) (book.Carrier, error) { return e, nil })
	outbox.New(outbox.Config{Queue: post, Sender: post, Inbox: post, Puller: post, Now: now, Random: func() float64 { return 0 }}).Round(t.Context(), true)
}

// A coordinator chooses the road, sees that it is on the card, and finds what came among the files, with the same question about strangers.
func TestContributionsComeThroughAnEndpoint(t *testing.T) {
	uitest.App(t)
	for _, tag := range []string{"nl", "ar"} {
		p := uitest.Printer(t, tag)
		boss, worker, e := uitest.Book(t, now()), uitest.Book(t, now()), end{map[envelope.UUID][]byte{}}
		v, n := opened(t, p, boss)
		if uitest.Says(v.Content(), p.T("joint.road")) {
			t.Errorf("%s: a choice without a connection", tag)
		}
		connected(t, boss)
		connected(t, worker)
		v.Changed(t.Context())
		for _, chips := range uitest.All[*form.Chips](v.Content()) {
			if chip := chips.Chip(v.state.ends[0].ID.String()); chip != nil {
				chip.Tapped(nil)
			}
		}
		if !uitest.Says(v.Content(), p.T("joint.road.opening", "Name", "CJG Zuiderwijk")) {
			t.Fatalf("%s: it does not say that it waits: %s", tag, uitest.Said(v.Content()))
		}
		e.round(t, boss)
		v.Changed(t.Context())
		if !uitest.Says(v.Content(), p.T("joint.road.open")) {
			t.Fatalf("%s: it does not say that it is open: %s", tag, uitest.Said(v.Content()))
		}
		uitest.Press(t, v.Content(), p.T("joint.card"))
		one, err := worker.TakeProgramme(t.Context(), n.saved)
		if err != nil {
			t.Fatal(err)
		}
		if err := worker.SaveMeeting(t.Context(), &record.Meeting{Type: record.MeetingCoffee, On: quarter().From, Heads: 10}); err != nil {
			t.Fatal(err)
		}
		shown, err := worker.PrepareContribution(t.Context(), one.ID, quarter())
		if err = errors.Join(err, worker.SendContribution(t.Context(), shown)); err != nil {
			t.Fatal(err)
		}
		e.round(t, worker)
		e.files[envelope.UUID{9}] = []byte("geen bijdrage")
		e.round(t, boss)
		v.Changed(t.Context())
		if !uitest.Says(v.Content(), p.N("joint.fetched", 2)) || len(e.files) != 0 {
			t.Fatalf("%s: %d left there: %s", tag, len(e.files), uitest.Said(v.Content()))
		}
		uitest.Press(t, v.Content(), p.T("joint.fetched.look"))
		if v.state.ready() != 0 || len(v.state.brought) != 2 {
			t.Fatalf("%s: a stranger is let in before the words were compared", tag)
		}
		for _, check := range uitest.All[*form.Check](v.Content()) {
			if !check.On() {
				check.Tapped(nil)
			}
		}
		uitest.Press(t, v.Content(), p.N("joint.bring.take", 1))
		v.Changed(t.Context())
		if !uitest.Says(v.Content(), p.N("joint.fetched", 1)) || v.state.standing.In != 1 {
			t.Fatalf("%s: %d in: %s", tag, v.state.standing.In, uitest.Said(v.Content()))
		}
		uitest.Press(t, v.Content(), p.T("joint.fetched.look"))
		uitest.Press(t, v.Content(), p.T("joint.fetched.drop"))
		if n := len(v.state.fetched.Files); n != 0 {
			t.Errorf("%s: %d still wait", tag, n)
		}
	}
}
