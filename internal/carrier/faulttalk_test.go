package carrier_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"schakel/internal/book"
	"schakel/internal/cjg"
	"schakel/internal/intake"
	"schakel/internal/record"
)

// invite is the office that asks the worker to think along: about nobody, with nothing of the laptop before it.
func (w *world) invite(draw chance) *message {
	w.number++
	m := &message{n: w.number, kind: record.KindReferral, invited: true, text: fmt.Sprintf("Kunt u meedenken m%dr0?", w.number)}
	keys, err := book.Keys(w.endpointRecord())
	w.must("keys", err)
	ask := cjg.Invite{From: cjg.Sender{Name: "Marieke", Organisation: "CJG Zuiderwijk"}, Sort: "taal", Question: m.text}
	if draw(2, "with a day") == 0 {
		ask.Before = "2030-01-02"
	}
	id, err := w.endpoint.Inbox.Invite(keys.Device(), ask, "marieke")
	w.must("invite", err)
	m.delivery, m.of = record.ID(id), record.ID(id)
	w.all = append(w.all, m)
	return m
}

// reply is the worker who says something back: to an answer that is here, or to an invitation.
func (w *world) reply(m *message, draw chance) *message {
	ctx := context.Background()
	for m.about != nil && !m.about.invited && draw(2, "about the first") == 0 {
		m = m.about
	}
	if m.about != nil && m.about.invited {
		m = m.about
	}
	kind, id := record.KindReferral, m.of
	said := book.Said{Stand: record.StandAnswer}
	switch {
	case m.delivery.Zero():
		return nil
	case m.invited:
		said.Stand = []record.Stand{record.StandAccepted, record.StandDeclined, record.StandAnswer}[draw(3, "yes or no")]
	default:
		answers := slices.DeleteFunc(w.sending(m).Answers, func(f *record.Feedback) bool { return f.Delivery != m.delivery })
		if len(answers) == 0 {
			return nil
		}
		kind, id = record.KindFeedback, answers[draw(len(answers), "which answer")].ID
	}
	w.number++
	r := &message{n: w.number, kind: m.kind, of: m.of, family: m.family, text: fmt.Sprintf("zegt m%dr0.", w.number), about: m, tried: m.tried}
	said.Text = record.Text(r.text)
	shown, err := w.b.ShowReply(ctx, kind, id, said)
	if !w.fine("show reply", err) || !w.fine("reply", w.b.SendReply(ctx, kind, id, said, shown.Hash)) {
		return nil
	}
	if m.whole || m.parts {
		w.Fatalf("message %d was taken back, and more can be said about it", m.n)
	}
	if m.invited && said.Stand != record.StandAnswer {
		m.said = said.Stand
	}
	r.queued, r.delivery = true, w.newest(r.of)
	w.all = append(w.all, r)
	return r
}

// sort is what a message is, for the counts.
func (m *message) sort() string {
	switch {
	case m.invited:
		return "invitation"
	case m.about != nil && m.about.invited:
		return "reply to an invitation"
	case m.about != nil:
		return "answer"
	}
	return m.kind.String()
}

// repliesOf are what was said back about a message, in the order in which it was said.
func (w *world) repliesOf(m *message) (out []*message) {
	for _, r := range w.all {
		if r.about == m {
			out = append(out, r)
		}
	}
	return out
}

// givenOf is what the office said about a message and about everything that was said back about it, in its order.
func (w *world) givenOf(m *message) []given {
	all := slices.Clone(m.given)
	for _, r := range w.repliesOf(m) {
		all = append(all, w.givenOf(r)...)
	}
	slices.SortFunc(all, func(a, b given) int { return cmp.Compare(a.n, b.n) })
	return all
}

// checkReply: what was said back stands beside what it is about, once, and there only.
func (w *world) checkReply(m *message, d *record.Delivery, at there) {
	w.Helper()
	about := m.about
	for about.about != nil {
		about = about.about // the other side knows the first message
	}
	if d.About != about.id().String() {
		w.Fatalf("message %d is about %s, and not about message %d", m.n, d.About, about.n)
	}
	if at.found && at.item.Case.About != about.id() {
		w.Fatalf("message %d stands there beside %s, and not beside message %d", m.n, at.item.Case.About, about.n)
	}
	if d.State != record.DeliveryReadable {
		return
	}
	n := 0
	for _, r := range w.there(about.id()).item.Replies {
		if r.Text == m.text {
			n++
		}
	}
	if n != 1 {
		w.Fatalf("message %d stands %d times beside what it is about", m.n, n)
	}
}

// checkInvited: the invitation is here once, in the words in which it was asked, with everything that was said about it in its order; and
// the office sees where it stands by what the worker said last.
func (w *world) checkInvited(m *message, at there, seen map[*message]book.Sending) {
	w.Helper()
	page, err := w.b.ReferralPage(context.Background(), m.of)
	w.must("an invitation that was sent is not here", err)
	r := page.Referral
	if r.Way != record.WayIn || r.Invite.What.Reveal() != m.text || r.Invite.Endpoint != w.end {
		w.Fatalf("message %d: another invitation is here: %s %q", m.n, r.Way, r.Invite.What.Reveal())
	}
	want, there := record.ReferralDraft, intake.StateAsked
	replies := w.repliesOf(m)
	if len(replies) > 0 {
		there = intake.StateAnswered
	}
	switch m.said {
	case record.StandAccepted:
		want, there = record.ReferralAccepted, intake.StateAccepted
	case record.StandDeclined:
		want, there = record.ReferralDeclined, intake.StateDeclined
	}
	if r.State != want {
		w.Fatalf("message %d: the invitation is %s here after %q", m.n, r.State, m.said)
	}
	for _, reply := range replies {
		if s, ok := seen[reply]; ok && s.Delivery.State != record.DeliveryReadable {
			w.Fatalf("message %d, about an invitation, ends as %s (%s)", reply.n, s.Delivery.State, s.Delivery.Reason)
		}
	}
	if at.item.State != there {
		w.Fatalf("message %d: the office sees %s after %q and %d replies", m.n, at.item.State, m.said, len(replies))
	}
	if len(at.item.Replies) != len(replies) {
		w.Fatalf("message %d: %d replies of %d", m.n, len(at.item.Replies), len(replies))
	}
	w.checkAnswers(m, page.Answers)
}
