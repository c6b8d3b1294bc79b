package book_test

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/carrier"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// replyWaits queues an answer to a question of the office and lets nothing go yet.
func replyWaits(t *testing.T, text string) (*road, record.ID) {
	t.Helper()
	r, id := onItsWay(t)
	ctx := t.Context()
	r.says(id, cjg.Answer{State: cjg.StateQuestion, Text: "Is een tolk nodig?", Name: "Marieke"})
	f := r.page().Answers[0].ID
	said := book.Said{Stand: record.StandAnswer, Text: record.Text(text)}
	shown, err := r.ShowReply(ctx, record.KindFeedback, f, said)
	r.do("show", err)
	r.do("say", r.SendReply(ctx, record.KindFeedback, f, said, shown.Hash))
	return r, f
}

// replies is how many words from here the office has.
func (r *road) replies() (n int) {
	r.t.Helper()
	r.deliver()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	cases, err := r.office.endpoint.Inbox.Cases()
	r.do("cases", err)
	for _, c := range cases {
		if c.Kind == envelope.Answer {
			n++
		}
	}
	return n
}

// TestAttackAReplyAfterTheRuleChanged: between queueing and sending somebody who decides is no longer safe to ask, a child turns twelve or
// sixteen, or the gezag changes. What is said about a family follows the same rule as the referral, so it waits for a person.
func TestAttackAReplyAfterTheRuleChanged(t *testing.T) {
	for name, change := range map[string]func(r *road){
		"nothing": func(*road) {},
		"the mother is not safe to ask": func(r *road) {
			r.do("unsafe", r.SetUnsafe(t.Context(), r.home.ID, r.mother.ID, true))
		},
		"the child turns twelve":  func(r *road) { r.becomes(12) },
		"the child turns sixteen": func(r *road) { r.becomes(16) },
		"somebody else has gezag too": func(r *road) {
			r.father()
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, f := replyWaits(t, "Ja, Turks.")
			change(r)
			n := r.replies()
			if name == "nothing" {
				if n != 1 {
					t.Fatalf("%d replies: this test tests nothing", n)
				}
				return
			}
			if n != 0 {
				t.Errorf("it went")
			}
			all, err := r.Sendings(t.Context())
			r.do("sendings", err)
			if !slices.ContainsFunc(all, func(s book.Sending) bool { return s.Delivery.Reply() && s.Delivery.State == record.DeliveryQuarantined }) {
				t.Error("nobody is asked to look at it")
			}
			if _, err := r.ReplyPage(t.Context(), record.KindFeedback, f); fault.CodeOf(err) != "book.reply_taken" {
				t.Errorf("another one may be written: %v", err)
			}
		})
	}
}

// becomes gives the child an age.
func (r *road) becomes(years int) {
	r.t.Helper()
	p, err := r.Person(r.t.Context(), r.child.ID)
	r.do("child", err)
	p.Birth = r.Today().Years(-years)
	r.do("birthday", r.SavePerson(r.t.Context(), p))
}

// TestAttackAReplyNamesWhoIsUnsafe: a text that names somebody who is not safe to ask is refused before it is shown, and one that waits does
// not go when somebody becomes so.
func TestAttackAReplyNamesWhoIsUnsafe(t *testing.T) {
	r, id := onItsWay(t)
	ctx := t.Context()
	uncle := &record.Person{As: record.PersonOther, First: record.Text("Cemal"), Last: record.Text("Aydın")}
	r.do("uncle", r.SaveFamily(ctx, r.home, []book.Arrival{{Person: uncle, Relation: record.RelationOther}}))
	r.says(id, cjg.Answer{State: cjg.StateQuestion, Text: "Wie komt er thuis?", Name: "Marieke"})
	f := r.page().Answers[0].ID
	said := book.Said{Stand: record.StandAnswer, Text: record.Text("Vaak is cemal daar ook.")}
	shown, err := r.ShowReply(ctx, record.KindFeedback, f, said)
	r.do("show", err)
	r.do("say", r.SendReply(ctx, record.KindFeedback, f, said, shown.Hash))
	r.do("unsafe", r.SetUnsafe(ctx, r.home.ID, uncle.ID, true))
	if n := r.replies(); n != 0 {
		t.Error("a text that names him went")
	}
	if _, err := r.ShowReply(ctx, record.KindFeedback, f, said); fault.CodeOf(err) != "book.reply_unsafe" {
		t.Errorf("shown: %v", err)
	}
	if err := r.SendReply(ctx, record.KindFeedback, f, said, shown.Hash); fault.CodeOf(err) != "book.reply_unsafe" {
		t.Errorf("queued: %v", err)
	}
	said.Text = record.Text("Dat vertel ik u liever aan de telefoon.")
	r.reply(record.KindFeedback, f, said)
	if n := r.replies(); n != 1 {
		t.Errorf("%d replies", n)
	}
}

// second is another office where the same worker is known.
func (r *road) second() (*cjgOffice, *record.Endpoint) {
	r.t.Helper()
	o := newOffice(r.t)
	code, err := o.endpoint.Front.NewCode("laptop")
	r.do("code", err)
	e, err := (carrier.Dialer{Timeout: 5 * time.Second}).Enrol(r.t.Context(), r.Book, "https://"+o.address, code.String(), "Samira", record.ID{})
	r.do("enrol", err)
	return o, e
}

// TestAttackAnotherEndpointSpeaks: an endpoint that knows the id of a message which went elsewhere can neither answer it, nor say that it is
// readable, nor that it was erased.
func TestAttackAnotherEndpointSpeaks(t *testing.T) {
	r, id := onItsWay(t)
	ctx := t.Context()
	thief, e := r.second()
	keys, err := book.Keys(e)
	r.do("keys", err)
	tell := func(state string, more cjg.Answer) outbox.Answer {
		more.State, more.About, more.Date, more.Schema, more.Disclaimer = state, id.String(), "2026-11-24", "", ""
		data, err := cjg.Marshal(&more)
		r.do("marshal", err)
		fresh, err := envelope.NewUUID(rand.Reader)
		r.do("uuid", err)
		sealed, _, err := envelope.Seal(rand.Reader, envelope.Fields{ID: fresh, Version: 1, Kind: envelope.Answer, Created: time.Now()}, data, thief.keys.Inbox, keys.Opening.Public())
		r.do("seal", err)
		return outbox.Answer{About: record.ID(id).String(), Sealed: sealed}
	}
	before := r.page()
	for _, a := range []outbox.Answer{
		tell(cjg.StateDeclined, cjg.Answer{Reason: "past_niet"}), tell(cjg.StateAccepted, cjg.Answer{}), tell(cjg.StateQuestion, cjg.Answer{Text: "Waar woont zij?"}),
		tell(cjg.StateErased, cjg.Answer{}), tell(cjg.StateKept, cjg.Answer{Ground: "zomaar"}),
	} {
		r.do("take", r.takeFrom(ctx, e.ID, a))
	}
	after := r.page()
	if len(after.Answers) != 0 || after.Referral.State != before.Referral.State || after.Delivery.State != before.Delivery.State {
		t.Errorf("it was heard: %d answers, %s, %s", len(after.Answers), after.Referral.State, after.Delivery.State)
	}
	// A recall of it is not ended by somebody else's word.
	r.do("withdraw", r.Withdraw(ctx, r.ref.ID, r.mother.ID))
	r.do("take", r.takeFrom(ctx, e.ID, tell(cjg.StateErased, cjg.Answer{})))
	if got := r.page().Delivery; got.State != record.DeliveryRecalling {
		t.Errorf("the recall stands at %s", got.State)
	}
}

// takeFrom gives the book one page of an endpoint, as the outbox does.
func (r *road) takeFrom(ctx context.Context, endpoint record.ID, a outbox.Answer) error {
	return r.Post(nil).Keep(ctx, endpoint, outbox.Page{Cursor: "1", Answers: []outbox.Answer{a}})
}

// TestAttackTheLongestAnswer: whatever the contract lets through is kept, and holds up nothing that comes after it.
func TestAttackTheLongestAnswer(t *testing.T) {
	r, id := onItsWay(t)
	ctx := t.Context()
	box := r.office.endpoint.Inbox
	fill := func(n int, with string) string { return strings.Repeat(with, n/len([]rune(with))) }
	sent, invited := 0, 0
	for _, with := range []string{"a", "\u202eذ", "a\nb\tc", "𝔄", "é", "‍👩‍👧"} {
		for _, state := range []string{cjg.StateReceived, cjg.StateQuestion, cjg.StateAnswered, cjg.StateThanks, cjg.StateDeclined, cjg.StateAccepted} {
			a := cjg.Answer{
				State: state, Text: fill(8000, with), WhoDoes: fill(200, with), Waiting: fill(200, with), SelfRefer: fill(200, with), Name: fill(200, with), Phone: fill(40, with), CallWithin: 9999,
			}
			if state == cjg.StateDeclined {
				a.Reason = "anders"
			}
			if err := box.Answer(id, a, "marieke"); fault.Of(err) == fault.Invalid {
				continue // the contract refuses it at the office
			} else if err != nil {
				t.Fatal(err)
			}
			sent++
		}
		ask := cjg.Invite{From: cjg.Sender{Name: fill(100, with), Phone: fill(40, with), Organisation: fill(100, with)}, Sort: "anders", Question: fill(290, with), Before: "9999-12-31"}
		_, err := box.Invite(r.device(), ask, "marieke")
		if err == nil {
			invited++
		} else if fault.Of(err) != fault.Invalid {
			t.Fatal(err)
		}
	}
	r.do("last", box.Answer(id, cjg.Answer{State: cjg.StateThanks, Text: "Dank u wel."}, "marieke"))
	r.deliver()
	page, err := r.Book.ReferralPage(ctx, r.ref.ID)
	r.do("page", err)
	if sent < 12 || len(page.Answers) != sent+1 || page.Answers[0].Text.Reveal() != "Dank u wel." {
		t.Errorf("%d of %d answers came", len(page.Answers), sent+1)
	}
	if list, err := r.Invitations(ctx); err != nil || invited < 3 || len(list) != invited {
		t.Errorf("%d of %d questions came: %v", len(list), invited, err)
	}
}
