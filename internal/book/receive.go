package book

import (
	"context"
	"errors"
	"slices"

	"schakel/internal/cjg"
	"schakel/internal/envelope"
	"schakel/internal/fault"
	"schakel/internal/outbox"
	"schakel/internal/record"
	"schakel/internal/store"
)

// received takes over one page of what an endpoint has to say, and moves the cursor in the same transaction. It never overwrites
// local work: an answer is a record of its own.
func (b *Book) received(ctx context.Context, endpoint record.ID, page outbox.Page) error {
	return b.update(ctx, func(tx *store.Tx) error {
		e, err := store.Get[*record.Endpoint](tx, endpoint)
		if err != nil {
			return err
		}
		keys, err := Keys(e)
		if err != nil {
			return err
		}
		by, err := Signers(e)
		if err != nil {
			return err
		}
		for _, item := range page.Answers {
			err := b.takeIn(tx, e, keys, by, item, page.Former)
			if err != nil && fault.Of(err) == fault.Invalid { // one bad item holds up nothing behind it
				b.log.Warn("answer cannot be kept", "id", item.About, "code", fault.CodeOf(err))
				err = nil
			}
			if err != nil {
				return err
			}
		}
		e.Cursor, e.Reached, e.Parked = page.Cursor, b.now().UTC(), ""
		if !page.More {
			b.forgetFormer(e)
		}
		if err := b.drawAhead(e); err != nil {
			return err
		}
		return b.put(tx, e)
	})
}

// takeIn takes over one receipt or one sealed answer. What is not for this device, or about nothing known here, is logged by id
// and passed over: one bad item never holds up the others. Former: of a store that the endpoint lost since; what was erased in it may lie there again.
func (b *Book) takeIn(tx *store.Tx, e *record.Endpoint, keys cjg.DeviceKeys, by cjg.Signers, item outbox.Answer, former bool) error {
	id, err := record.ParseID(item.About)
	if err != nil {
		b.log.Warn("answer without an id")
		return nil
	}
	d, err := store.Get[*record.Delivery](tx, id)
	if missing(err) {
		return b.unasked(tx, e, keys, by.InboxKey(item.Sealed), id, item)
	}
	if err != nil {
		return err
	}
	if ok, err := speaksFor(tx, e, d); err != nil || !ok {
		b.log.Warn("answer about what went elsewhere", "id", item.About)
		return err
	}
	if item.Readable != nil {
		if d.Orphan() {
			return nil
		}
		return b.secondReceipt(tx, d, item.Readable)
	}
	h, answer := b.openAnswer(keys, by, item)
	switch {
	case answer == nil, former && ofRecall(answer):
		return nil
	case d.Orphan():
		return b.orphanAnswered(tx, e, d, answer)
	}
	return b.answered(tx, e, d, h, answer)
}

// openAnswer opens an answer; nil for one that does not open, or is about something else.
func (b *Book) openAnswer(keys cjg.DeviceKeys, by cjg.Signers, item outbox.Answer) (envelope.Header, *cjg.Answer) {
	h, doc, err := cjg.OpenDocument(item.Sealed, keys.Opener(item.Sealed), by.InboxKey(item.Sealed))
	if err != nil {
		b.log.Warn("answer does not open", "id", item.About, "code", fault.CodeOf(err))
		return h, nil
	}
	answer, ok := doc.(*cjg.Answer)
	if !ok || answer.About != item.About || answer.State == cjg.StateWithdrawn { // only an invitation can be taken back there
		b.log.Warn("answer of another kind", "id", item.About)
		return h, nil
	}
	return h, answer
}

// ofRecall reports whether an answer says what became of a recall.
func ofRecall(a *cjg.Answer) bool { return a.State == cjg.StateErased || a.State == cjg.StateKept }

// orphanAnswered takes over what the other side says about something that was erased here. Deleted there: then nothing is left to be
// seen to, and the line goes. Kept there: the line says so, without the ground, which may tell about whom it was; the worker calls.
// Any other answer is about the family that was erased, and is not kept: the line says that one came, so that the worker can call.
func (b *Book) orphanAnswered(tx *store.Tx, e *record.Endpoint, d *record.Delivery, a *cjg.Answer) error {
	switch standOf(a.State) {
	case record.StandDeleted:
		return b.dropOrphan(tx, e, d)
	case record.StandKept:
		if d.Apply(record.DeliveryConfirm, b.now()) == nil {
			d.Recall = string(record.StandKept)
			return b.put(tx, d)
		}
	}
	d.Late = b.Today()
	return b.put(tx, d)
}

func (b *Book) secondReceipt(tx *store.Tx, d *record.Delivery, data []byte) error {
	for _, have := range d.Receipts {
		if have.Sort == readableProof {
			return nil // the same again
		}
	}
	r, err := envelope.ParseReceipt(data)
	if err == nil {
		err = b.readable(d, r)
	}
	if errors.Is(err, cjg.ErrReceipt) || errors.Is(err, record.ErrTransition) || errors.Is(err, envelope.ErrFormat) {
		b.log.Warn("second receipt does not fit", "id", d.ID.String(), "code", fault.CodeOf(err))
		return nil
	}
	if err != nil {
		return err
	}
	return b.put(tx, d)
}

// answered keeps an answer once, and lets it move the referral or the recall where the state machine allows that.
func (b *Book) answered(tx *store.Tx, e *record.Endpoint, d *record.Delivery, h envelope.Header, a *cjg.Answer) error {
	var earlier []*record.Feedback
	if err := answers(tx, &earlier, func(row record.Row) bool { return row.Link == d.Of }); err != nil {
		return err
	}
	if slices.ContainsFunc(earlier, func(have *record.Feedback) bool { return have.Wire == h.ID.String() }) {
		return nil
	}
	f := feedbackOf(d.Of, e.ID, h, a)
	f.Delivery, f.Owner = d.ID, d.Owner
	b.arrived(f, earlier)
	if f.Stand == record.StandDeleted || f.Stand == record.StandKept {
		if err := b.put(tx, f); err != nil {
			return err
		}
		return b.recalled(tx, d, f.Stand, a)
	}
	var err error
	if f.Aside, err = b.settle(tx, d, f); err != nil {
		return err
	}
	return b.put(tx, f)
}

// settle lets an answer move what it is about, and says why it did not.
func (b *Book) settle(tx *store.Tx, d *record.Delivery, f *record.Feedback) (record.Aside, error) {
	switch {
	case d.State == record.DeliveryRecalling || d.State == record.DeliveryRecalled || d.State == record.DeliveryCancelled:
		return record.AsideTaken, nil
	case isAsked(d.What):
		return b.askedAnswered(tx, d, f)
	}
	return b.move(tx, d, f)
}

// feedbackOf is an answer as it is kept: every field that the other side filled in.
func feedbackOf(of, endpoint record.ID, h envelope.Header, a *cjg.Answer) *record.Feedback {
	return &record.Feedback{
		Of: of, Endpoint: endpoint, Wire: h.ID.String(), Stand: standOf(a.State), Reason: reasonOf(a.Reason),
		Text: foreignText(a.Text), From: foreignLine(a.Name, record.LimitShort), Phone: foreignLine(a.Phone, record.LimitName), Days: min(a.CallWithin, mostDays),
		WhoDoes: foreignLine(a.WhoDoes, record.LimitShort), Wait: foreignLine(a.Waiting, record.LimitShort), SelfAt: foreignLine(a.SelfRefer, record.LimitShort), Ground: foreignText(a.Ground), At: h.Created,
	}
}

// arrived gives an answer its moment, after every earlier one.
func (b *Book) arrived(f *record.Feedback, earlier []*record.Feedback) {
	came := b.now().UTC()
	if len(earlier) > 0 && !came.After(earlier[0].CameAt) {
		came = earlier[0].CameAt.Add(1) // a laptop's clock may be put back; the order in which answers came may not
	}
	f.CameAt = came
}

// answers opens the answers whose rows are wanted, the one that came last first. Rows know the day only, and several may come on one.
func answers(tx *store.Tx, into *[]*record.Feedback, want func(record.Row) bool) error {
	if err := collect(tx, record.KindFeedback, into, want); err != nil {
		return err
	}
	slices.SortStableFunc(*into, func(a, b *record.Feedback) int { return b.CameAt.Compare(a.CameAt) })
	return nil
}

// recalled ends a recall: deleted, or kept on a stated ground. Some groups and then everything may be taken back, and each is decided: the
// last word counts, and what is deleted stays so.
func (b *Book) recalled(tx *store.Tx, d *record.Delivery, stand record.Stand, a *cjg.Answer) error {
	decided := d.State == record.DeliveryRecalled && d.Recall == string(record.StandKept)
	if d.Apply(record.DeliveryConfirm, b.now()) != nil && !decided {
		return nil // nothing was recalled; the answer itself is kept
	}
	d.Recall, d.Ground = string(stand), foreignText(a.Ground)
	return b.put(tx, d)
}

// move lets the answer change the referral, and says why it did not: what no longer fits, because the worker already knows more, changes
// nothing. Only the other side of the newest way is heard; on the way in it is the worker who says yes or no.
func (b *Book) move(tx *store.Tx, d *record.Delivery, f *record.Feedback) (record.Aside, error) {
	r, err := store.Get[*record.Referral](tx, d.Of)
	if err != nil || r.Way == record.WayIn {
		if missing(err) {
			err = nil
		}
		return "", err
	}
	action := map[record.Stand]record.ReferralAction{
		record.StandAccepted: record.ReferralAccept, record.StandDeclined: record.ReferralDecline,
	}[f.Stand]
	switch {
	case action != "" && r.Delivery != d.ID && !d.Reply():
		return record.AsideElsewhere, nil
	case r.Delivery != d.ID && !d.Reply():
		return "", nil
	}
	if r.Apply(action, "", string(f.Reason), b.now()) == nil {
		if note := noteOf(f); !note.Empty() {
			r.DeclineNote = note
		}
		return "", b.put(tx, r)
	}
	if action != "" && !agrees(r, f.Stand) {
		return asideOf(r), nil
	}
	if !r.AnsweredOn.Zero() {
		return "", nil
	}
	r.AnsweredOn = b.Today()
	return "", b.put(tx, r)
}

// asideOf is why a yes or a no cannot move a road.
func asideOf(r *record.Referral) record.Aside {
	if r.Ended() {
		return record.AsideEnded
	}
	return record.AsideFurther
}

// agrees reports whether an answer says what stands here already: taken up, or anything that follows from it; declined, or what the worker
// did about that.
func agrees(r *record.Referral, stand record.Stand) bool {
	switch r.State {
	case record.ReferralAccepted, record.ReferralArrived, record.ReferralInHelp, record.ReferralCompleted, record.ReferralAftercare:
		return stand == record.StandAccepted
	case record.ReferralDeclined:
		return stand == record.StandDeclined
	case record.ReferralNotArrived, record.ReferralUnknown:
		return stand == record.StandAccepted
	case record.ReferralClosed:
		return stand == record.StandDeclined && r.Declined != ""
	}
	return false
}

// noteOf is what stays with a no: who does fit, else how long the wait is.
func noteOf(f *record.Feedback) record.Private {
	if f.Stand != record.StandDeclined {
		return record.Private{}
	}
	if !f.WhoDoes.Empty() {
		return f.WhoDoes
	}
	return f.Wait
}

// replyOf is what came of a verzoek or a wijksignaal by what its answer says.
func replyOf(stand record.Stand) record.Reply {
	switch stand {
	case record.StandAccepted:
		return record.ReplyTaken
	case record.StandDeclined:
		return record.ReplyNothing
	case record.StandQuestion:
		return record.ReplyQuestion
	}
	return record.ReplyOther
}

// whyOf is the reason that goes with it: the words of the answer say more.
func whyOf(stand record.Stand) record.NothingWhy {
	if stand == record.StandDeclined {
		return record.NothingOther
	}
	return ""
}

// standOf translates the wire's words.
func standOf(state string) record.Stand {
	return map[string]record.Stand{
		cjg.StateReceived: record.StandReceived, cjg.StateAccepted: record.StandAccepted, cjg.StateDeclined: record.StandDeclined,
		cjg.StateQuestion: record.StandQuestion, cjg.StateAnswered: record.StandAnswer, cjg.StateThanks: record.StandThanks,
		cjg.StateErased: record.StandDeleted, cjg.StateKept: record.StandKept, cjg.StateWithdrawn: record.StandWithdrawn,
	}[state]
}

func reasonOf(reason string) record.DeclineReason {
	return map[string]record.DeclineReason{
		"past_niet": record.DeclinedNoFit, "al_bekend": record.DeclinedKnown, "geen_plek": record.DeclinedNoPlace,
		"te_weinig_informatie": record.DeclinedTooLittle, "ouder_wil_niet": record.DeclinedUnwanted, "anders": record.DeclinedOther,
	}[reason]
}

// Answer reads one answer.
func (b *Book) Answer(ctx context.Context, id record.ID) (*record.Feedback, error) {
	return load[*record.Feedback](b, ctx, id)
}

// ReadAnswer notes that the worker has read an answer.
func (b *Book) ReadAnswer(ctx context.Context, id record.ID) error {
	return b.change(ctx, record.KindFeedback, id, func(r record.Record) error {
		f := r.(*record.Feedback)
		if f.ReadOn.Zero() {
			f.ReadOn = b.Today()
		}
		return nil
	})
}

// Sending is one delivery as Postvak shows it.
type Sending struct {
	Delivery *record.Delivery
	Code     string // H-0042
	Partner  record.Private
	Outgoing *record.Outgoing // nil when nothing waits
	Answers  []*record.Feedback
	Norm     int  // days in which an answer is agreed; 0 when nothing was agreed
	ByFile   bool // its endpoint is reached by files only
}

// Sendings lists everything that waits, was sent, was refused or taken back, newest first, with the answers.
func (b *Book) Sendings(ctx context.Context) ([]Sending, error) {
	var all []Sending
	err := b.view(ctx, func(tx *store.Tx) error {
		var ds []*record.Delivery
		if err := collect(tx, record.KindDelivery, &ds, func(record.Row) bool { return true }); err != nil {
			return err
		}
		for _, d := range ds {
			s, err := sending(tx, d)
			if err != nil {
				return err
			}
			all = append(all, s)
		}
		return nil
	})
	return all, err
}

func sending(tx *store.Tx, d *record.Delivery) (Sending, error) {
	s := Sending{Delivery: d}
	for _, row := range tx.Rows(d.What) {
		if row.ID == d.Of {
			s.Code = record.Code(d.What, row.Number)
		}
	}
	p, err := store.Get[*record.Partner](tx, d.Partner)
	if err != nil && !missing(err) {
		return Sending{}, err
	}
	if err == nil {
		s.Partner, s.Norm = p.Called(), p.Norm
	}
	if s.ByFile, err = byFile(tx, d.Endpoint); err != nil {
		return Sending{}, err
	}
	for _, row := range tx.Rows(record.KindOutgoing) {
		if row.Link == d.ID {
			if s.Outgoing, err = store.Get[*record.Outgoing](tx, row.ID); err != nil {
				return Sending{}, err
			}
		}
	}
	return s, answers(tx, &s.Answers, func(row record.Row) bool { return row.Link == d.Of })
}
