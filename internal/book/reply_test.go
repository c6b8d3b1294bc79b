package book_test

import (
	"slices"
	"strings"
	"testing"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// onItsWay is a family's referral that the office has opened.
func onItsWay(t *testing.T) (*road, envelope.UUID) {
	t.Helper()
	r := newRoad(t)
	ctx := t.Context()
	r.do("agree", r.Agree(ctx, r.ref.ID, book.Agreement{Giver: r.mother.ID, Answer: record.AnswerYes, Way: record.WayReadAloud, Language: "tr", HearBack: record.AnswerYes}))
	r.do("send", r.Send(ctx, r.ref.ID))
	r.deliver()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	return r, envelope.UUID(r.page().Delivery.ID)
}

func (r *road) says(id envelope.UUID, a cjg.Answer) {
	r.t.Helper()
	r.do("answer", r.office.endpoint.Inbox.Answer(id, a, "marieke"))
	r.deliver()
}

// device is this laptop as the office knows it.
func (r *road) device() string {
	r.t.Helper()
	all, err := r.office.endpoint.Front.Devices()
	r.do("devices", err)
	return all[0].ID
}

// invited is an invitation that came in.
func (r *road) invited(question string) *record.Referral {
	r.t.Helper()
	id, err := r.office.endpoint.Inbox.Invite(r.device(), cjg.Invite{
		From: cjg.Sender{Name: "Marieke", Organisation: "CJG Zuiderwijk"}, Sort: "taal", Question: question, Before: "2030-01-02",
	}, "marieke")
	r.do("invite", err)
	r.deliver()
	page, err := r.Book.ReferralPage(r.t.Context(), record.ID(id))
	r.do("the invitation", err)
	return page.Referral
}

func (r *road) reply(kind record.Kind, id record.ID, said book.Said) {
	r.t.Helper()
	shown, err := r.ShowReply(r.t.Context(), kind, id, said)
	r.do("show", err)
	r.do("say", r.SendReply(r.t.Context(), kind, id, said, shown.Hash))
	r.deliver()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	r.deliver()
}

func TestEveryFieldOfAnAnswerIsKept(t *testing.T) {
	r, id := onItsWay(t)
	r.says(id, cjg.Answer{
		State: cjg.StateDeclined, Reason: "geen_plek", WhoDoes: "Buurtteam Oost", Waiting: "drie maanden", SelfRefer: "CJG Zuiderwijk (Plein 1)",
		Text: "Het spijt ons.", Name: "Marieke", Phone: "010 123 45 67",
	})
	page := r.page()
	f := page.Answers[0]
	got := []string{f.WhoDoes.Reveal(), f.Wait.Reveal(), f.SelfAt.Reveal(), f.Phone.Reveal(), string(f.Reason), f.Text.Reveal(), f.From.Reveal()}
	want := []string{"Buurtteam Oost", "drie maanden", "CJG Zuiderwijk (Plein 1)", "010 123 45 67", "noplace", "Het spijt ons.", "Marieke"}
	if !slices.Equal(got, want) {
		t.Errorf("kept %q, sent %q", got, want)
	}
	if page.Referral.State != record.ReferralDeclined || page.Referral.DeclineNote.Reveal() != "Buurtteam Oost" {
		t.Errorf("the road: %s, %q", page.Referral.State, page.Referral.DeclineNote.Reveal())
	}
}

// A question of the office is answered in words that are typed now and shown before they go, and nothing else of the family goes.
func TestAQuestionIsAnswered(t *testing.T) {
	r, id := onItsWay(t)
	ctx := t.Context()
	r.says(id, cjg.Answer{State: cjg.StateQuestion, Text: "Is een tolk nodig?", Name: "Marieke"})
	f := r.page().Answers[0]
	page, err := r.ReplyPage(ctx, record.KindFeedback, f.ID)
	r.do("page", err)
	if !page.Family || page.Invite || page.Code != "H-0001" || page.Asked.Reveal() != "Is een tolk nodig?" || page.Partner.Empty() {
		t.Errorf("the page: %+v", page)
	}
	said := book.Said{Stand: record.StandAnswer, Text: record.Text("Ja, Turks. Elif spreekt geen Nederlands.")}
	shown, err := r.ShowReply(ctx, record.KindFeedback, f.ID, said)
	r.do("show", err)
	if len(shown.Hints) != 1 || shown.Hints[0].Sort != book.HintName {
		t.Errorf("a name passes without a hint: %+v", shown.Hints)
	}
	if err := r.SendReply(ctx, record.KindFeedback, f.ID, book.Said{Stand: record.StandAnswer, Text: record.Text("iets anders")}, shown.Hash); fault.CodeOf(err) != "book.reply_other" {
		t.Errorf("something else than was shown: %v", err)
	}
	if _, err := r.ShowReply(ctx, record.KindFeedback, f.ID, book.Said{Stand: record.StandAnswer, Text: record.Text("Haar nummer is 111222333.")}); fault.Of(err) != fault.Denied {
		t.Errorf("a BSN: %v", err)
	}
	if _, err := r.ShowReply(ctx, record.KindFeedback, f.ID, book.Said{Stand: record.StandAnswer}); fault.Of(err) != fault.Invalid {
		t.Errorf("nothing to say: %v", err)
	}
	said.Text = record.Text("Ja, een tolk Turks.")
	r.reply(record.KindFeedback, f.ID, said)
	item, err := r.office.endpoint.Inbox.Read(id, "marieke")
	r.do("read", err)
	if len(item.Replies) != 1 || item.Replies[0].Text != "Ja, een tolk Turks." || item.Replies[0].Name != "Samira" {
		t.Fatalf("the office reads %+v", item.Replies)
	}
	if item.Replies[0].About != id.String() {
		t.Error("it is about something else")
	}
	if got := r.page(); got.Delivery.Reply() || got.Referral.State != record.ReferralSent {
		t.Errorf("the referral moved, or its delivery is the reply: %s", got.Referral.State)
	}
	all, err := r.Sendings(ctx)
	r.do("sendings", err)
	if len(all) != 2 || !slices.ContainsFunc(all, func(s book.Sending) bool {
		return s.Delivery.Reply() && s.Delivery.State == record.DeliveryReadable && s.Code == "H-0001"
	}) {
		t.Errorf("Postvak: %+v", all)
	}
	cases, err := r.office.endpoint.Inbox.Cases()
	r.do("cases", err)
	for _, c := range cases {
		if c.Kind == envelope.Answer && (c.About != id || c.Due()) {
			t.Errorf("read beside its message, and still due: %+v", c)
		}
	}
}

// What was said back is sharing too: without consent nothing goes, and a withdrawal takes back what went.
func TestAReplyFollowsTheConsent(t *testing.T) {
	r, id := onItsWay(t)
	ctx := t.Context()
	r.says(id, cjg.Answer{State: cjg.StateQuestion, Text: "Is een tolk nodig?", Name: "Marieke"})
	f := r.page().Answers[0]
	said := book.Said{Stand: record.StandAnswer, Text: record.Text("Ja, Turks.")}
	r.reply(record.KindFeedback, f.ID, said)

	// One waits when the mother takes her yes back.
	said.Text = record.Text("En liefst na twee uur.")
	shown, err := r.ShowReply(ctx, record.KindFeedback, f.ID, said)
	r.do("show", err)
	r.do("say", r.SendReply(ctx, record.KindFeedback, f.ID, said, shown.Hash))
	r.do("withdraw", r.Withdraw(ctx, r.ref.ID, r.mother.ID))
	if _, err := r.ReplyPage(ctx, record.KindFeedback, f.ID); fault.CodeOf(err) != "book.reply_taken" {
		t.Errorf("after the withdrawal: %v", err)
	}
	if err := r.SendReply(ctx, record.KindFeedback, f.ID, said, shown.Hash); fault.CodeOf(err) != "book.reply_taken" {
		t.Errorf("sent after the withdrawal: %v", err)
	}
	r.deliver()
	r.do("open", r.office.endpoint.Inbox.OpenPending())
	all, err := r.Sendings(ctx)
	r.do("sendings", err)
	states := map[record.DeliveryState]int{}
	for _, s := range all {
		states[s.Delivery.State]++
	}
	if states[record.DeliveryRecalling] != 2 || states[record.DeliveryCancelled] != 1 {
		t.Fatalf("after the withdrawal: %v", states)
	}
	cases, err := r.office.endpoint.Inbox.Cases()
	r.do("cases", err)
	if len(cases) != 2 {
		t.Fatalf("%d cases", len(cases))
	}
	for _, c := range cases {
		if c.State != intake.StateRecalled {
			t.Errorf("%s is not recalled: %s", c.Kind, c.State)
		}
		r.do("erase", r.office.endpoint.Inbox.AcknowledgeErased(c.ID, "marieke"))
	}
	r.deliver()
	all, err = r.Sendings(ctx)
	r.do("sendings", err)
	for _, s := range all {
		if s.Delivery.State != record.DeliveryCancelled && s.Delivery.Recall != "deleted" {
			t.Errorf("not confirmed: %s %q", s.Delivery.State, s.Delivery.Recall)
		}
	}
}

// An invitation comes by itself, about nobody; Vandaag speaks of it, and the worker's yes goes back.
func TestAnInvitationComesByItselfAndIsAnswered(t *testing.T) {
	r := newRoad(t)
	ctx := t.Context()
	in := r.invited("Kunt u meedenken over taal in een gezin?")
	if in.Way != record.WayIn || in.State != record.ReferralDraft || !in.Household.Zero() || in.Invite.Kind != record.InviteInterpret ||
		in.Invite.What.Reveal() != "Kunt u meedenken over taal in een gezin?" || in.Invite.Before != record.Day(2030, 1, 2) || in.Partner.Zero() {
		t.Fatalf("the invitation: %+v", in)
	}
	list, err := r.TodayList(ctx, 5)
	r.do("today", err)
	if !slices.ContainsFunc(list, func(s book.Sentence) bool { return s.Sort == book.SentenceInvite && s.ID == in.ID }) {
		t.Errorf("Vandaag is silent: %+v", list)
	}
	r.reply(record.KindReferral, in.ID, book.Said{Stand: record.StandAnswer, Text: record.Text("Welke taal is het?")})
	item, err := r.office.endpoint.Inbox.Read(envelope.UUID(in.ID), "marieke")
	r.do("read", err)
	if item.State != intake.StateAnswered || len(item.Replies) != 1 {
		t.Fatalf("after a question back: %s %+v", item.State, item.Replies)
	}
	r.says(envelope.UUID(in.ID), cjg.Answer{State: cjg.StateAnswered, Text: "Turks.", Name: "Marieke"})
	page, err := r.Book.ReferralPage(ctx, in.ID)
	r.do("page", err)
	if len(page.Answers) != 1 || page.Answers[0].Text.Reveal() != "Turks." || page.Referral.State != record.ReferralDraft {
		t.Fatalf("more about it: %+v, %s", page.Answers, page.Referral.State)
	}
	r.reply(record.KindReferral, in.ID, book.Said{Stand: record.StandAccepted, Text: record.Text("Ja, graag.")})
	page, err = r.Book.ReferralPage(ctx, in.ID)
	r.do("page", err)
	item, err = r.office.endpoint.Inbox.Read(envelope.UUID(in.ID), "marieke")
	r.do("read", err)
	if page.Referral.State != record.ReferralAccepted || item.State != intake.StateAccepted || item.Replies[1].State != cjg.StateAccepted {
		t.Fatalf("after ja, graag: here %s, there %s", page.Referral.State, item.State)
	}
	// The family is named later; then what was said is sealed with its key and goes when it is erased.
	r.do("name", r.NameFamily(ctx, in.ID, r.home.ID))
	for _, kind := range []record.Kind{record.KindFeedback, record.KindDelivery} {
		for _, row := range r.Rows(kind) {
			if row.Link == in.ID && row.Owner != r.home.Owner {
				t.Errorf("%s is not sealed with the family's key", kind)
			}
		}
	}
}

// A no goes back too, and an office cannot say yes in the worker's place.
func TestAnInvitationIsDeclined(t *testing.T) {
	r := newRoad(t)
	in := r.invited("Kunt u meegaan?")
	r.reply(record.KindReferral, in.ID, book.Said{Stand: record.StandDeclined, Text: record.Text("Nee, ik heb nu geen tijd.")})
	item, err := r.office.endpoint.Inbox.Read(envelope.UUID(in.ID), "marieke")
	r.do("read", err)
	page, err := r.Book.ReferralPage(t.Context(), in.ID)
	r.do("page", err)
	if item.State != intake.StateDeclined || page.Referral.State != record.ReferralDeclined || page.Referral.DeclineNote.Reveal() != "Nee, ik heb nu geen tijd." {
		t.Errorf("here %s, there %s", page.Referral.State, item.State)
	}
	if err := r.office.endpoint.Inbox.Answer(item.ID, cjg.Answer{State: cjg.StateAccepted}, "marieke"); fault.Of(err) != fault.Conflict {
		t.Errorf("the office took its own invitation up: %v", err)
	}
	if _, err := r.office.endpoint.Inbox.Invite(r.device(), cjg.Invite{From: cjg.Sender{Name: "M"}, Sort: "taal", Question: "BSN 111222333?"}, "m"); fault.CodeOf(err) != "cjg.bsn" {
		t.Errorf("a BSN goes out: %v", err)
	}
	if _, err := r.office.endpoint.Inbox.Invite(strings.Repeat("0", 32), cjg.Invite{From: cjg.Sender{Name: "M"}, Sort: "taal", Question: "Kunt u?"}, "m"); fault.CodeOf(err) != "cjg.unknown" {
		t.Errorf("to nobody: %v", err)
	}
}
