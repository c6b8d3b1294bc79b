package intake_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync"
	"testing"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/intake"
)

// asked is an invitation at an endpoint over one of the stores.
type asked struct {
	*processes
	inbox *intake.Inbox
	about envelope.UUID
}

func newAsked(t *testing.T, k kind) *asked {
	t.Helper()
	a := &asked{processes: newProcesses(t, k, 2)}
	a.inbox = a.all[0].Inbox
	a.ask()
	return a
}

func (a *asked) ask() {
	a.t.Helper()
	var err error
	a.about, err = a.inbox.Invite(a.id, cjg.Invite{From: cjg.Sender{Name: "Marieke"}, Sort: "taal", Question: "Kunt u meedenken?"}, "marieke")
	must(a.t, err)
}

// put brings the case into a state as if everything that leads there had happened.
func (a *asked) put(state intake.CaseState) {
	a.t.Helper()
	must(a.t, a.store.Update(func(tx intake.Tx) error {
		c, _, err := intake.Load[intake.Case](tx, "cases", a.about[:])
		if err != nil {
			return err
		}
		c.State = state
		return intake.Save(tx, "cases", a.about[:], c)
	}))
}

func (a *asked) item() intake.Item {
	a.t.Helper()
	item, err := a.inbox.Peek(a.about)
	must(a.t, err)
	return item
}

// reply delivers what the worker writes back and gives its id.
func (a *asked) reply(state string) envelope.UUID {
	a.t.Helper()
	doc := &cjg.Answer{About: a.about.String(), State: state, Text: "Dat kan.", Date: "2026-11-24"}
	if state == cjg.StateDeclined {
		doc.Reason = "anders"
	}
	id := uuid(a.t)
	got := a.all[1].Front.Put(context.Background(), a.id, [][]byte{a.seal(doc, id, 1)})
	must(a.t, got[0].Err)
	must(a.t, a.all[1].Inbox.OpenPending())
	return id
}

// heard is what the device finds about the invitation, opened.
func (a *asked) heard() []*cjg.Answer {
	a.t.Helper()
	page, err := a.all[1].Front.Changes(context.Background(), a.id, "")
	must(a.t, err)
	var out []*cjg.Answer
	for _, c := range page.Items {
		if c.About != a.about.String() || c.Sealed == nil {
			continue
		}
		_, d, err := cjg.OpenDocument(c.Sealed, a.device.Opening, a.keys.Inbox.Public())
		must(a.t, err)
		if answer, ok := d.(*cjg.Answer); ok {
			out = append(out, answer)
		}
	}
	return out
}

func (a *asked) audits(what string) int {
	a.t.Helper()
	lines, _, err := a.inbox.Logbook(1, 100)
	must(a.t, err)
	return len(slices.DeleteFunc(lines, func(l intake.Audited) bool { return l.What != what || l.About != a.about }))
}

// TestEveryStateAndTakingBack: in each state taking back is done once, or refused without a trace.
func TestEveryStateAndTakingBack(t *testing.T) {
	may := []intake.CaseState{intake.StateAsked, intake.StateAnswered, intake.StateAccepted}
	everywhere(t, func(t *testing.T, k kind) {
		a := newAsked(t, k)
		for _, state := range intake.CaseStates() {
			a.ask()
			a.put(state)
			err := a.inbox.Withdraw(a.about, "Marieke", "marieke")
			heard, lines := a.heard(), a.audits("answered "+cjg.StateWithdrawn)
			switch {
			case slices.Contains(may, state):
				if err != nil || a.item().State != intake.StateWithdrawn || len(heard) != 1 || heard[0].State != cjg.StateWithdrawn || heard[0].Name != "Marieke" || lines != 1 {
					t.Errorf("%s: %v, %s, heard %+v, %d lines", state, err, a.item().State, heard, lines)
				}
				must(t, a.inbox.Withdraw(a.about, "Marieke", "marieke"))
				if len(a.heard()) != 1 || a.audits("answered "+cjg.StateWithdrawn) != 1 {
					t.Errorf("%s: a second press is told again", state)
				}
			case state == intake.StateWithdrawn:
				if err != nil || len(heard) != 0 || lines != 0 {
					t.Errorf("once more: %v, %d told, %d lines", err, len(heard), lines)
				}
			default:
				if !errors.Is(err, intake.ErrState) || a.item().State != state || len(heard) != 0 || lines != 0 {
					t.Errorf("%s: %v, %s, %d told, %d lines", state, err, a.item().State, len(heard), lines)
				}
			}
		}
	})
}

// TestEveryReplyAfterTakingBack: whatever the worker writes back after that stands beside the invitation, waits to be read, and opens nothing again.
func TestEveryReplyAfterTakingBack(t *testing.T) {
	everywhere(t, func(t *testing.T, k kind) {
		a := newAsked(t, k)
		before := a.reply(cjg.StateAnswered)
		must(t, a.inbox.Withdraw(a.about, "", "marieke"))
		want := []envelope.UUID{before}
		for _, state := range []string{cjg.StateAccepted, cjg.StateDeclined, cjg.StateAnswered, cjg.StateQuestion} {
			id := a.reply(state)
			want = append(want, id)
			own, err := a.inbox.Peek(id)
			must(t, err)
			if own.State != intake.StateNew || !own.Waiting() || own.About != a.about {
				t.Errorf("%s: the reply is %+v", state, own.Case)
			}
		}
		item := a.item()
		if item.State != intake.StateWithdrawn || !slices.Equal(item.Case.Replies, want) || len(item.Replies) != len(want) {
			t.Errorf("%s with %v, want %v", item.State, item.Case.Replies, want)
		}
		// A word about the late reply can still be said; a yes or a no is not the endpoint's.
		must(t, a.inbox.Answer(a.about, cjg.Answer{State: cjg.StateThanks, Text: "Dank u."}, "marieke"))
		if err := a.inbox.Answer(a.about, cjg.Answer{State: cjg.StateAccepted}, "marieke"); !errors.Is(err, intake.ErrState) {
			t.Errorf("taking up one's own question: %v", err)
		}
		if a.item().State != intake.StateWithdrawn {
			t.Errorf("a word of thanks opens it again: %s", a.item().State)
		}
		found, _, err := intake.Check(a.store, a.keys.FrontKeys, &a.keys)
		if err != nil || len(found) > 0 {
			t.Errorf("check: %v %v", found, err)
		}
	})
}

// TestTakingBackAndAReplyAtOnce: two processes, in any order: it ends taken back with the reply beside it, and is told once.
func TestTakingBackAndAReplyAtOnce(t *testing.T) {
	everywhere(t, func(t *testing.T, k kind) {
		a := newAsked(t, k)
		for range 5 {
			a.ask()
			doc := &cjg.Answer{About: a.about.String(), State: cjg.StateAccepted, Date: "2026-11-24"}
			got := a.all[1].Front.Put(context.Background(), a.id, [][]byte{a.seal(doc, uuid(t), 1)})
			must(t, got[0].Err)
			var group sync.WaitGroup
			for range 2 {
				group.Go(func() { must(t, a.all[0].Inbox.Withdraw(a.about, "", "marieke")) })
			}
			group.Go(func() { must(t, a.all[1].Inbox.OpenPending()) })
			group.Wait()
			if item := a.item(); item.State != intake.StateWithdrawn || len(item.Replies) != 1 || len(a.heard()) != 1 {
				t.Errorf("%s, %d replies, told %d times", item.State, len(item.Replies), len(a.heard()))
			}
		}
	})
}

// TestTakingBackWhatIsNoInvitation: a case of a family, or nothing at all, and a device that was revoked since.
func TestTakingBackWhatIsNoInvitation(t *testing.T) {
	a := newAsked(t, kinds()[0])
	for _, kind := range []envelope.Kind{envelope.Referral, envelope.Signal, envelope.Request, envelope.Answer} {
		for _, state := range intake.CaseStates() {
			c := intake.Case{ID: uuid(t), Kind: kind, Device: a.id, State: state}
			data, err := json.Marshal(c)
			must(t, err)
			must(t, a.store.Update(func(tx intake.Tx) error { return tx.Put("cases", c.ID[:], data) }))
			if err := a.inbox.Withdraw(c.ID, "", "marieke"); !errors.Is(err, intake.ErrState) {
				t.Errorf("%s, %s: %v", kind, state, err)
			}
		}
	}
	if err := a.inbox.Withdraw(uuid(t), "", "marieke"); !errors.Is(err, cjg.ErrUnknown) {
		t.Errorf("an unknown id: %v", err)
	}
	must(t, a.all[0].Front.Revoke(a.id, "marieke"))
	must(t, a.inbox.Withdraw(a.about, "", "marieke"))
	if a.item().State != intake.StateWithdrawn {
		t.Error("the invitation to a revoked device stays open")
	}
}
