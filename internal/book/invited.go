package book

import (
	"cmp"
	"context"
	"slices"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/outbox"
	"schakel/internal/record"
	"schakel/internal/store"
)

// unasked takes over what an endpoint says about no message of here: an invitation to think along, or more about one. Anything else is
// logged by id and passed over.
func (b *Book) unasked(tx *store.Tx, e *record.Endpoint, keys cjg.DeviceKeys, inbox envelope.VerifyKey, id record.ID, item outbox.Answer) error {
	if item.Sealed == nil {
		b.log.Warn("answer about nothing known here", "id", item.About)
		return nil
	}
	h, doc, err := cjg.OpenDocument(item.Sealed, keys.Opener(item.Sealed), inbox)
	if err != nil {
		b.log.Warn("answer about nothing known here", "id", item.About, "code", fault.CodeOf(err))
		return nil
	}
	switch doc := doc.(type) {
	case *cjg.Invite:
		if h.ID.String() == item.About {
			return b.invitedBy(tx, e, id, doc)
		}
	case *cjg.Answer:
		if doc.About == item.About {
			return b.moreAbout(tx, e, id, h, doc)
		}
	}
	b.log.Warn("answer of another kind", "id", item.About)
	return nil
}

// invitedBy writes an invitation down as a partner's question: a referral that comes in, about nobody yet. It comes once, also when it was
// erased here since: a file on a stick brings everything from the beginning.
func (b *Book) invitedBy(tx *store.Tx, e *record.Endpoint, id record.ID, ask *cjg.Invite) error {
	wire := envelope.UUID(id).String()
	if slices.Contains(e.Invited, wire) {
		return nil
	}
	e.Invited = append(e.Invited, wire) // kept with the cursor, in the same transaction
	r := &record.Referral{
		Way: record.WayIn, State: record.ReferralDraft, AskedOn: b.Today(), Purpose: record.PurposeTogether,
		Invite: record.Invite{
			Kind: inviteOf(ask.Sort), What: foreignLine(ask.Question, record.LimitShort), Lead: foreignLine(ask.From.Name, record.LimitName), Endpoint: e.ID,
			From: fromOf(ask.From), Before: dateOf(ask.Before),
		},
	}
	r.ID = id
	for _, row := range tx.Rows(record.KindPartner) {
		if row.Link == e.ID {
			r.Partner = row.ID
		}
	}
	if r.Partner.Zero() {
		p := &record.Partner{Type: record.PartnerCJG, Name: e.Name, Endpoint: e.ID}
		if err := b.put(tx, p); err != nil {
			return err
		}
		r.Partner = p.ID
	}
	return b.put(tx, r)
}

// moreAbout keeps what is said about an invitation beside it.
func (b *Book) moreAbout(tx *store.Tx, e *record.Endpoint, id record.ID, h envelope.Header, a *cjg.Answer) error {
	r, err := store.Get[*record.Referral](tx, id)
	if missing(err) && a.State == cjg.StateWithdrawn {
		b.neverInvited(e, id)
		return nil
	}
	if missing(err) || err == nil && r.Invite.Endpoint != e.ID {
		b.log.Warn("answer about nothing known here", "id", a.About)
		return nil
	}
	if err != nil {
		return err
	}
	var earlier []*record.Feedback
	if err := answers(tx, &earlier, func(row record.Row) bool { return row.Link == r.ID }); err != nil {
		return err
	}
	if slices.ContainsFunc(earlier, func(have *record.Feedback) bool { return have.Wire == h.ID.String() }) {
		return nil
	}
	f := feedbackOf(r.ID, e.ID, h, a)
	f.Owner = r.Owner
	b.arrived(f, earlier)
	switch {
	case f.Stand == record.StandWithdrawn:
		if f.Aside, err = b.inviteWithdrawn(tx, r); err != nil {
			return err
		}
	case r.Ended():
		f.Aside = record.AsideEnded
	}
	return b.put(tx, f)
}

// inviteOf translates the wire's words.
func inviteOf(sort string) record.InviteKind {
	return map[string]record.InviteKind{
		"meedenken": record.InviteThink, "meegaan": record.InviteAlong, "taal": record.InviteInterpret, "spanning": record.InviteTension,
		"vertrouwen": record.InviteTrust, "steun": record.InviteSupport, "anders": record.InviteOther,
	}[sort]
}

// fromOf is who asks, on one line.
func fromOf(s cjg.Sender) record.Private {
	who := []string{s.Name}
	for _, more := range []string{s.Organisation, s.Phone} {
		if more != "" && more != s.Name {
			who = append(who, more)
		}
	}
	return record.Cut(foreignLine(i18n.Joined(who), record.LimitShort))
}

func dateOf(day string) record.Date {
	d, err := record.ParseDate(day)
	if err != nil {
		return record.Date{}
	}
	return d
}

// Invitation is a question of the other side that came in over the road and waits for a word.
type Invitation struct {
	Referral record.ID
	Partner  record.Private
	What     record.Private
	Before   record.Date
	On       record.Date      // when it came in
	News     *record.Feedback // what was said about it last and was not read; nil when nothing
	Back     bool             // the other side took it back
}

// Invitations lists them, the oldest first; also those that the other side took back, until the worker has read that.
func (b *Book) Invitations(ctx context.Context) ([]Invitation, error) {
	var all []Invitation
	err := b.view(ctx, func(tx *store.Tx) error {
		var found []*record.Referral
		err := collect(tx, record.KindReferral, &found, func(row record.Row) bool {
			return row.State == string(record.ReferralDraft) || row.State == string(record.ReferralPreparing) || row.State == string(record.ReferralWithdrawn)
		})
		if err != nil {
			return err
		}
		slices.SortStableFunc(found, func(a, b *record.Referral) int { return cmp.Compare(a.Number, b.Number) }) // of one day, as they came in
		for _, r := range found {
			if r.Way != record.WayIn || r.Invite.Endpoint.Zero() {
				continue
			}
			in := Invitation{Referral: r.ID, What: r.Invite.What, Before: r.Invite.Before, On: r.AskedOn}
			if err := in.news(tx); err != nil {
				return err
			}
			if r.Ended() && (in.News == nil || !in.Back) {
				continue // stopped here, or read
			}
			p, err := store.Get[*record.Partner](tx, r.Partner)
			if err != nil && !missing(err) {
				return err
			}
			if err == nil {
				in.Partner = p.Called()
			}
			all = append(all, in)
		}
		return nil
	})
	slices.SortStableFunc(all, func(a, b Invitation) int { return a.On.Number() - b.On.Number() })
	return all, err
}
