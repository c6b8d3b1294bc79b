package contribute

import (
	"context"
	"crypto/rand"
	"testing"
	"time"

	"schakel/app/ui/task"
	"schakel/app/ui/uitest"
	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// The button is there only when the card allows it and there is a connection; what was sent waits, is stopped, and is never called arrived.
func TestAWorkerSendsThroughAnEndpoint(t *testing.T) {
	uitest.App(t)
	for _, tag := range []string{"nl", "ar"} {
		p := uitest.Printer(t, tag)
		boss, worker := uitest.Book(t, now()), uitest.Book(t, now())
		if err := worker.SaveMeeting(t.Context(), &record.Meeting{Type: record.MeetingCoffee, On: record.Day(2026, time.August, 4), Heads: 13}); err != nil {
			t.Fatal(err)
		}
		if _, err := worker.TakeProgramme(t.Context(), cardOf(t, boss, worker)); err != nil {
			t.Fatal(err)
		}
		n := &nav{}
		v := New(worker, n, p, task.Inline)
		uitest.Window(t, v.Content())
		v.Shown(t.Context())
		uitest.Press(t, v.Content(), p.T("contribute.send", "Name", "CJG Zuiderwijk"))
		if n.failed != nil || !uitest.Says(v.Content(), p.Value("contribute.post", "waits")) || uitest.Says(v.Content(), p.Value("contribute.post", "arrived")) {
			t.Fatalf("%s: %v: %s", tag, n.failed, uitest.Said(v.Content()))
		}
		if all, err := worker.Contributed(t.Context()); err != nil || len(all) != 1 || all[0].Post != record.PostWaits {
			t.Fatalf("%s: %v", tag, err)
		}
		if got := worker.Status().Waiting; got != 1 {
			t.Errorf("%s: the line at the foot says that %d wait", tag, got)
		}
		uitest.Press(t, v.Content(), p.T("contribute.stop"))
		if got := worker.Status().Waiting; got != 0 {
			t.Errorf("%s: stopped, and %d wait", tag, got)
		}
		if len(worker.Rows(record.KindContribution))+len(worker.Rows(record.KindOutgoing)) != 0 {
			t.Errorf("%s: something still goes after it was stopped", tag)
		}
	}
}

// cardOf is the card of a programme whose mailbox is open at the endpoint that the worker has a connection with.
func cardOf(t *testing.T, boss, worker *book.Book) []byte {
	t.Helper()
	keys, err := cjg.NewDeviceKeys(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	joined := book.Joined{
		Address: "https://cjg.example", Keys: keys, Enrolment: cjg.Enrolment{Issuer: []byte("uitgever"), Agreement: cjg.Agreement{Organisation: "CJG Zuiderwijk", NormDays: 7}},
	}
	end, err := boss.Join(t.Context(), joined)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := worker.Join(t.Context(), joined); err != nil {
		t.Fatal(err)
	}
	_ = programme(t, boss)
	all, err := boss.Programmes(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := boss.ChooseMailbox(t.Context(), all[0].ID, end.ID); err != nil {
		t.Fatal(err)
	}
	post := boss.Post(func(*record.Endpoint) (book.Carrier, error) { return opening{}, nil })
	outbox.New(outbox.Config{Queue: post, Sender: post, Inbox: post, Puller: post, Now: now, Random: func() float64 { return 0 }}).Round(t.Context(), true)
	data, err := boss.ProgrammeCard(t.Context(), all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// opening is a connection with an endpoint that opens mailboxes, in which nothing lies.
type opening struct{ *cjg.Client }

func (opening) Changes(_ context.Context, cursor string) (cjg.Changes, error) {
	return cjg.Changes{Cursor: cursor}, nil
}
func (opening) Renew(context.Context, cjg.DeviceKeys) (cjg.Enrolment, error) {
	return cjg.Enrolment{}, cjg.ErrOffline
}
func (opening) OpenMailbox(context.Context, envelope.UUID) error { return nil }
func (opening) Contributions(context.Context, envelope.UUID, string) (cjg.WaitingPage, error) {
	return cjg.WaitingPage{}, nil
}
