package book

import (
	"context"

	"schakel/internal/cjg"
	"schakel/internal/disclose"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// The errors of writing back.
var (
	ErrNoReply    = fault.New(fault.Conflict, "book.no_reply", "nothing can be written back about this over the road")
	ErrReplyTaken = fault.New(fault.Denied, "book.reply_taken", "what it is about was taken back, or the consent for it no longer stands")
	ErrReplyBack  = fault.New(fault.Denied, "book.reply_back", "the other side took its question back")
	ErrReplyOther = fault.New(fault.Conflict, "book.reply_other", "what would go is not what was shown")
)

// Said is what the worker says back: yes or no to an invitation, or an answer in words. Text is typed now, for this.
type Said struct {
	Stand record.Stand // StandAccepted, StandDeclined or StandAnswer
	Text  record.Private
}

// ReplyPage is what the worker sees before something is said back.
type ReplyPage struct {
	Kind    record.Kind // of what it is about
	Of      record.ID
	Code    string         // its number: H-0042
	Partner record.Private // to whom it goes
	From    record.Private // who asked
	Asked   record.Private // what they asked
	Invite  bool           // yes and no can be said
	Family  bool           // it is about a family: saying something counts as sharing
}

// ReplyShown is what would go, to the byte.
type ReplyShown struct {
	Lines []cjg.Line
	Hash  string
	Hints []Hint // what may lead to a person; the worker decides
}

// returning is everything about something that is said back.
type returning struct {
	ReplyPage
	about    record.ID // the uuid that the other side knows
	owner    record.ID
	endpoint record.ID
	partner  record.ID
	consents []record.ID
	invited  *record.Referral // nil when it is no invitation
}

// ReplyPage reads what can be written back about: an answer that came in, or an invitation. ErrNoReply when it did not come over a road
// that takes words back, ErrReplyTaken when what it is about was taken back or a consent for it ended, ErrReplyBack when the other side
// took its own question back.
func (b *Book) ReplyPage(ctx context.Context, kind record.Kind, id record.ID) (ReplyPage, error) {
	var page ReplyPage
	err := b.view(ctx, func(tx *store.Tx) error {
		to, err := b.returning(tx, kind, id)
		page = to.ReplyPage
		return err
	})
	return page, err
}

// ShowReply makes what would go, and looks for what may lead to a person. A number that passes as a BSN is refused.
func (b *Book) ShowReply(ctx context.Context, kind record.Kind, id record.ID, said Said) (ReplyShown, error) {
	var out ReplyShown
	err := b.view(ctx, func(tx *store.Tx) error {
		to, err := b.returning(tx, kind, id)
		if err != nil {
			return err
		}
		if err := namesUnsafe(tx, to.owner, said.Text); err != nil {
			return err
		}
		preview, doc, err := b.replyDocument(tx, to.about, said)
		if err != nil {
			return err
		}
		out.Lines, out.Hash = doc.Lines(), preview.Hash
		return nil
	})
	if err != nil {
		return ReplyShown{}, err
	}
	out.Hints, err = b.Personal(ctx, []Written{{Field: "text", Text: said.Text}})
	return out, err
}

// SendReply queues what was shown. On an invitation a yes or a no is noted here as well, in the same step. ErrReplyOther when it is not
// what was shown.
func (b *Book) SendReply(ctx context.Context, kind record.Kind, id record.ID, said Said, shown string) error {
	return b.update(ctx, func(tx *store.Tx) error {
		to, err := b.returning(tx, kind, id)
		if err != nil {
			return err
		}
		if err := namesUnsafe(tx, to.owner, said.Text); err != nil {
			return err
		}
		preview, _, err := b.replyDocument(tx, to.about, said)
		if err != nil {
			return err
		}
		if preview.Hash != shown {
			return ErrReplyOther
		}
		if err := b.sayYesOrNo(tx, to.invited, said); err != nil {
			return err
		}
		d := &record.Delivery{
			Of: to.Of, What: to.Kind, Endpoint: to.endpoint, Partner: to.partner, Way: record.MethodEndpoint, Version: 1,
			Consents: to.consents, Schema: preview.Schema, Document: record.Text(string(preview.Bytes)), Hash: preview.Hash,
			About: envelope.UUID(to.about).String(), State: record.DeliveryQueued, QueuedAt: b.now().UTC(),
		}
		d.Owner = to.owner
		if err := tx.Audit(actionReplied, to.Kind, to.Of); err != nil {
			return err
		}
		return b.enqueue(tx, d, record.OutgoingSend)
	})
}

// sayYesOrNo notes the worker's yes or no to an invitation, unless it stands there already. A yes needs to know who leads.
func (b *Book) sayYesOrNo(tx *store.Tx, r *record.Referral, said Said) error {
	action := map[record.Stand]record.ReferralAction{
		record.StandAccepted: record.ReferralAccept, record.StandDeclined: record.ReferralDecline,
	}[said.Stand]
	if action == "" {
		return nil
	}
	if r == nil {
		return ErrNoReply
	}
	if same := map[record.Stand]record.ReferralState{record.StandAccepted: record.ReferralAccepted, record.StandDeclined: record.ReferralDeclined}; r.State == same[said.Stand] {
		return nil
	}
	if err := b.readyFor(r, action); err != nil {
		return err
	}
	move := record.Move{Do: action}
	if action == record.ReferralDecline {
		move.Reason, move.Note = string(record.DeclinedOther), record.Cut(said.Text)
	}
	if err := r.Make(move, b.now()); err != nil {
		return err
	}
	return b.put(tx, r)
}

func (b *Book) replyDocument(tx *store.Tx, about record.ID, said Said) (disclose.Preview, *cjg.Answer, error) {
	me, err := profile(tx)
	if err != nil {
		return disclose.Preview{}, nil, err
	}
	doc, err := disclose.Reply(disclose.ReplyInput{About: envelope.UUID(about).String(), Stand: said.Stand, Text: said.Text, Profile: me, On: b.Today()})
	if err != nil {
		return disclose.Preview{}, nil, err
	}
	preview, err := disclose.Of(doc)
	return preview, doc, err
}

// returning finds where something that is said back goes, and decides whether it may.
func (b *Book) returning(tx *store.Tx, kind record.Kind, id record.ID) (returning, error) {
	if kind == record.KindReferral {
		return b.returningInvite(tx, id)
	}
	f, err := store.Get[*record.Feedback](tx, id)
	if err != nil {
		return returning{}, err
	}
	if f.Delivery.Zero() {
		return b.returningInvite(tx, f.Of)
	}
	d, err := store.Get[*record.Delivery](tx, f.Delivery)
	if missing(err) {
		return returning{}, ErrNoReply
	}
	if err != nil {
		return returning{}, err
	}
	to, err := b.returningAbout(tx, d)
	to.From, to.Asked = f.From, f.Text
	return to, err
}

// returningInvite is for an invitation that came in over a road.
func (b *Book) returningInvite(tx *store.Tx, id record.ID) (returning, error) {
	r, err := store.Get[*record.Referral](tx, id)
	if missing(err) || err == nil && (r.Way != record.WayIn || r.Invite.Endpoint.Zero()) {
		return returning{}, ErrNoReply
	}
	if err != nil {
		return returning{}, err
	}
	to := returning{
		ReplyPage: ReplyPage{
			Kind: record.KindReferral, Of: r.ID, Code: record.Code(record.KindReferral, r.Number), From: r.Invite.From, Asked: r.Invite.What, Invite: true,
		},
		about: r.ID, owner: r.Owner, endpoint: r.Invite.Endpoint, partner: r.Partner, invited: r,
	}
	switch err := to.known(tx); {
	case err != nil:
		return to, err
	case takenBack(tx, r.ID):
		return to, ErrReplyBack
	case r.Ended():
		return to, ErrReplyTaken
	}
	return to, nil
}

// returningAbout is for an answer about something that went from here. For a family's referral consent must still stand.
func (b *Book) returningAbout(tx *store.Tx, d *record.Delivery) (returning, error) {
	about := d.ID
	if d.Reply() {
		first, err := envelope.ParseUUID(d.About)
		if err != nil {
			return returning{}, ErrNoReply
		}
		about = record.ID(first)
	}
	to := returning{
		ReplyPage: ReplyPage{Kind: d.What, Of: d.Of, Family: d.What == record.KindReferral && len(d.Consents) > 0},
		about:     about, owner: d.Owner, endpoint: d.Endpoint, partner: d.Partner, consents: d.Consents,
	}
	for _, row := range tx.Rows(d.What) {
		if row.ID == d.Of {
			to.Code = record.Code(d.What, row.Number)
		}
	}
	if d.Endpoint.Zero() || d.Orphan() || !d.Erased.Zero() {
		return to, ErrNoReply
	}
	if err := to.known(tx); err != nil {
		return to, err
	}
	return to, b.stillThere(tx, d)
}

// stillThere reports whether something that went may still be talked about: it lies there as a whole, and every consent for it stands.
func (b *Book) stillThere(tx *store.Tx, d *record.Delivery) error {
	if d.State != record.DeliverySent && d.State != record.DeliveryReadable || len(d.Parts) > 0 {
		return ErrReplyTaken
	}
	ok, err := b.mayStillSay(tx, d)
	if err == nil && !ok {
		err = ErrReplyTaken
	}
	return err
}

// known checks that the endpoint is still there, and reads how the partner is called.
func (r *returning) known(tx *store.Tx) error {
	if _, err := store.Get[*record.Endpoint](tx, r.endpoint); missing(err) {
		return ErrNoReply
	} else if err != nil {
		return err
	}
	p, err := store.Get[*record.Partner](tx, r.partner)
	if err == nil {
		r.Partner = p.Called()
	}
	if missing(err) {
		return nil
	}
	return err
}

// stand reports whether every one of some consents still gives, in full.
func (b *Book) stand(tx *store.Tx, ids []record.ID) (bool, error) {
	for _, id := range ids {
		c, err := store.Get[*record.Consent](tx, id)
		if missing(err) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		if !c.Gives(b.Today()) {
			return false, nil
		}
	}
	return true, nil
}

// replyAgain is what was shown, decided about again at send time: a consent may have ended, an invitation may have been stopped.
func (b *Book) replyAgain(tx *store.Tx, d *record.Delivery) (cjg.Document, error) {
	if ok, err := b.mayStillSay(tx, d); err != nil || !ok {
		if err == nil {
			err = ErrNoLonger
		}
		return nil, err
	}
	doc, err := cjg.Unmarshal([]byte(d.Document.Reveal()))
	if a, ok := doc.(*cjg.Answer); ok && err == nil {
		err = namesUnsafe(tx, d.Owner, record.Text(a.Text))
	}
	return doc, err
}
