package book_test

import (
	"crypto/rand"
	"testing"
	"time"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
)

// sealedBack is what an office says when it takes a question of its own back, sealed to this laptop.
func (r *road) sealedBack(about record.ID) outbox.Answer {
	r.t.Helper()
	all, err := r.Endpoints(r.t.Context())
	r.do("endpoints", err)
	keys, err := book.Keys(all[0])
	r.do("keys", err)
	opening := keys.Opening.Public()
	id, err := envelope.NewUUID(rand.Reader)
	r.do("uuid", err)
	data, err := cjg.Marshal(&cjg.Answer{State: cjg.StateWithdrawn, About: envelope.UUID(about).String(), Date: r.Today().String()})
	r.do("document", err)
	sealed, _, err := envelope.Seal(rand.Reader, envelope.Fields{ID: id, Version: 1, Kind: envelope.Answer, Created: time.Now()}, data, r.office.keys.Inbox, opening)
	r.do("seal", err)
	return outbox.Answer{About: envelope.UUID(about).String(), Sealed: sealed}
}

// takes gives the laptop answers as a page of the office; the cursor stays where it stands.
func (r *road) takes(all ...outbox.Answer) {
	r.t.Helper()
	ends, err := r.Endpoints(r.t.Context())
	r.do("endpoints", err)
	r.do("keep", r.Post(r.dial.Dial).Keep(r.t.Context(), ends[0].ID, outbox.Page{Answers: all, Cursor: ends[0].Cursor}))
}

// invitedAt is an invitation in one of the states in which it can be taken back.
type invitedAt struct {
	state  record.ReferralState // where it stands when it is taken back
	prep   func(r *road, in *record.Referral)
	after  record.ReferralState
	aside  record.Aside
	listed bool // in Postvak afterwards, until it was read
}

func yes(r *road, in *record.Referral) {
	r.do("yes", r.MakeMove(r.t.Context(), in.ID, record.Move{Do: record.ReferralAccept}))
}

func invitedStates() map[string]invitedAt {
	move := func(moves ...record.Move) func(r *road, in *record.Referral) {
		return func(r *road, in *record.Referral) {
			for _, m := range moves {
				r.do(string(m.Do), r.MakeMove(r.t.Context(), in.ID, m))
			}
		}
	}
	named := func(more ...record.Move) func(r *road, in *record.Referral) {
		return func(r *road, in *record.Referral) {
			yes(r, in)
			r.do("family", r.NameFamily(r.t.Context(), in.ID, r.home.ID))
			move(more...)(r, in)
		}
	}
	arrive, help := record.Move{Do: record.ReferralArrive, By: record.ArrivalWitness}, record.Move{Do: record.ReferralStartHelp}
	return map[string]invitedAt{
		"asked":       {record.ReferralDraft, move(), record.ReferralWithdrawn, "", true},
		"looked at":   {record.ReferralPreparing, move(record.Move{Do: record.ReferralPrepare}), record.ReferralWithdrawn, "", true},
		"yes":         {record.ReferralAccepted, yes, record.ReferralWithdrawn, "", true},
		"no":          {record.ReferralDeclined, move(record.Move{Do: record.ReferralDecline, Reason: "notime"}), record.ReferralDeclined, "", false},
		"with family": {record.ReferralAccepted, named(), record.ReferralAccepted, record.AsideFurther, false},
		"met":         {record.ReferralArrived, named(arrive), record.ReferralArrived, record.AsideFurther, false},
		"in help":     {record.ReferralInHelp, named(arrive, help), record.ReferralInHelp, record.AsideFurther, false},
		"stopped":     {record.ReferralWithdrawn, func(r *road, in *record.Referral) { r.do("stop", r.StopReferral(r.t.Context(), in.ID, "")) }, record.ReferralWithdrawn, "", true},
	}
}

// An office takes its question back, in every state in which the question can stand here: nothing the worker did is undone, no word goes
// back any more, it counts once, and somebody is told.
func TestAQuestionIsTakenBackInEveryState(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	for name, c := range invitedStates() {
		in := r.invited("Kunt u meedenken over " + name + "?")
		c.prep(r, in)
		page, err := r.Book.ReferralPage(ctx, in.ID)
		r.do("page", err)
		if page.Referral.State != c.state {
			t.Fatalf("%s: begins as %s", name, page.Referral.State)
		}
		back := r.sealedBack(in.ID)
		r.takes(back)
		r.takes(back, back) // it counts once
		page, err = r.Book.ReferralPage(ctx, in.ID)
		r.do("page", err)
		if page.Referral.State != c.after || len(page.Answers) != 1 || page.Answers[0].Stand != record.StandWithdrawn || page.Answers[0].Aside != c.aside {
			t.Errorf("%s: %s, %+v", name, page.Referral.State, page.Answers)
		}
		if page.Referral.Invite.What.Reveal() != in.Invite.What.Reveal() || page.Referral.Household.Zero() != (c.aside == "") {
			t.Errorf("%s: what stood here changed: %+v", name, page.Referral)
		}
		for _, kind := range []record.Kind{record.KindReferral, record.KindFeedback} {
			id := map[record.Kind]record.ID{record.KindReferral: in.ID, record.KindFeedback: page.Answers[0].ID}[kind]
			if _, err := r.ReplyPage(ctx, kind, id); fault.CodeOf(err) != "book.reply_back" {
				t.Errorf("%s: words can go back: %v", name, err)
			}
		}
		if got := r.listed(in.ID); (got != nil) != c.listed || got != nil && (!got.Back || got.News == nil) {
			t.Errorf("%s: Postvak lists %+v", name, got)
		}
		r.do("read", r.ReadAnswer(ctx, page.Answers[0].ID))
		if got := r.listed(in.ID); got != nil {
			t.Errorf("%s: it was read, and stays", name)
		}
	}
	if report, err := r.Verify(ctx, nil); err != nil || len(report.Findings) > 0 {
		t.Errorf("%+v %v", report.Findings, err)
	}
}

func (r *road) listed(id record.ID) *book.Invitation {
	r.t.Helper()
	all, err := r.Invitations(r.t.Context())
	r.do("invitations", err)
	for _, in := range all {
		if in.Referral == id {
			return &in
		}
	}
	return nil
}

// What the worker wrote and still waits is cancelled; what went stays there; what may have arrived is recalled.
func TestWordsBackAfterItWasTakenBack(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	for _, c := range []struct {
		name string
		way  func()
		want record.DeliveryState
	}{
		{"waits", func() {}, record.DeliveryCancelled},
		{"there", r.deliver, record.DeliverySent},
		{"on a stick", r.onStick, record.DeliveryRecalling},
		{"maybe", r.deliver, record.DeliveryRecalling},
	} {
		in := r.invited("Kunt u meedenken over taal?")
		said := book.Said{Stand: record.StandAnswer, Text: record.Text("Welke taal is het?")}
		shown, err := r.ShowReply(ctx, record.KindReferral, in.ID, said)
		r.do("show", err)
		if c.name == "maybe" {
			r.office.stop()
		}
		r.do("say", r.SendReply(ctx, record.KindReferral, in.ID, said, shown.Hash))
		c.way()
		r.takes(r.sealedBack(in.ID))
		d := r.about(in.ID)
		if d.Delivery.State != c.want {
			t.Errorf("%s: %s", c.name, d.Delivery.State)
		}
		if waits := d.Outgoing != nil; waits != (c.want == record.DeliveryRecalling) {
			t.Errorf("%s: the outbox: %+v", c.name, d.Outgoing)
		}
		if err := r.SendReply(ctx, record.KindReferral, in.ID, said, shown.Hash); fault.CodeOf(err) != "book.reply_back" {
			t.Errorf("%s: sent after it was taken back: %v", c.name, err)
		}
	}
}

// about is the only thing that was sent about something.
func (r *road) about(id record.ID) book.Sending {
	r.t.Helper()
	all, err := r.Sendings(r.t.Context())
	r.do("sendings", err)
	for _, s := range all {
		if s.Delivery.Of == id {
			return s
		}
	}
	r.t.Fatal("nothing was sent")
	return book.Sending{}
}

// onStick puts what waits in a file.
func (r *road) onStick() {
	r.t.Helper()
	all, err := r.Endpoints(r.t.Context())
	r.do("endpoints", err)
	_, err = r.StickFile(r.t.Context(), all[0].ID)
	r.do("stick", err)
}

// Taken back before it came: it does not come afterwards, by another road, and nothing is shown of it. And "ingetrokken" about a message
// of the worker is no answer: nothing of it moves.
func TestTakenBackBeforeItCame(t *testing.T) {
	r, sent := onItsWay(t)
	r.takes(r.sealedBack(record.ID(sent)))
	if page := r.page(); len(page.Answers) != 0 || page.Referral.State != record.ReferralSent || !page.Referral.AnsweredOn.Zero() {
		t.Errorf("%s, %+v", page.Referral.State, page.Answers)
	}
	id, err := r.office.endpoint.Inbox.Invite(r.device(), cjg.Invite{From: cjg.Sender{Name: "Marieke"}, Sort: "taal", Question: "Kunt u?"}, "marieke")
	r.do("invite", err)
	r.takes(r.sealedBack(record.ID(id)))
	r.deliver()
	if got := r.listed(record.ID(id)); got != nil {
		t.Errorf("it came: %+v", got)
	}
	for _, row := range r.Rows(record.KindReferral) {
		if row.ID == record.ID(id) {
			t.Error("it is kept")
		}
	}
}
