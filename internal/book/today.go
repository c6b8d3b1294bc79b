package book

import (
	"context"
	"slices"
	"time"

	"schakel/internal/record"
	"schakel/internal/store"
)

// SentenceSort is what a sentence on Vandaag is about. The order is the order in which they are offered.
type SentenceSort string

// The sorts, most pressing first. None of them scolds; what is late is said once, with what to do.
const (
	SentenceAnswer   SentenceSort = "answer"   // an answer came in
	SentenceHeld     SentenceSort = "held"     // something could not be sent, with the reason
	SentenceParked   SentenceSort = "parked"   // an endpoint does not let us in: whom to call
	SentenceArrival  SentenceSort = "arrival"  // nabellen: did the family arrive?
	SentencePromise  SentenceSort = "promise"  // something was promised at a contact
	SentenceLate     SentenceSort = "late"     // no answer within the norm
	SentenceUnread   SentenceSort = "unread"   // received, but the second receipt is not there
	SentenceRequest  SentenceSort = "request"  // a question to a partner waits or is late
	SentenceSignal   SentenceSort = "signal"   // a wijksignaal is late, or a question came back on it
	SentenceBirthday SentenceSort = "birthday" // a child turns 12, 16 or 18: who decides changes
	SentenceBirth    SentenceSort = "birth"    // an expected child may have been born
	SentenceCustody  SentenceSort = "custody"  // from a day on somebody else decides about a child
	SentenceRunsOut  SentenceSort = "runsout"  // a yes for something that has not gone yet runs out; said once
	SentenceStep     SentenceSort = "step"     // the next step of a concern
	SentenceAdvice   SentenceSort = "advice"   // what was done with an advice, asked once
	SentenceTask     SentenceSort = "task"     // a free task
	SentenceUntold   SentenceSort = "untold"   // families that were not told yet that the worker writes things down
	SentenceReview   SentenceSort = "review"   // nog nodig?

	SentenceInvite SentenceSort = "invite" // a partner asks the worker along, and waits for a yes or no
	SentenceAlong  SentenceSort = "along"  // today or tomorrow the worker goes along
	SentenceOnward SentenceSort = "onward" // it did not go on: elsewhere, once more, or not
	SentenceHelp   SentenceSort = "help"   // the family waits: has help begun?
	SentenceGo     SentenceSort = "go"     // it is ready to go and stands still
	SentenceCare   SentenceSort = "care"   // keeping in touch after help
)

// SentenceSorts lists them in the order in which they are offered: what came in or is stuck, what a day was set for, what somebody waits
// for, what changes about who decides, what stands still, and last what is in no hurry.
func SentenceSorts() []SentenceSort {
	return []SentenceSort{
		SentenceAnswer, SentenceHeld, SentenceParked,
		SentenceAlong, SentenceArrival, SentencePromise, SentenceMeeting,
		SentenceInvite, SentenceLate, SentenceUnread, SentenceRequest, SentenceSignal,
		SentenceCustody, SentenceBirthday, SentenceBirth, SentenceRunsOut,
		SentenceGo, SentenceOnward, SentenceHelp, SentenceStep, SentenceAgreed, SentenceTask, SentenceCare,
		SentenceSuccessor, SentenceAdvice, SentenceWords, SentenceSpeak, SentenceUntold, SentenceYear, SentenceReview,
	}
}

// ArrivalAfter is how many days after sending the worker calls to hear whether the family arrived (PRODUCT, Task: nabellen).
const ArrivalAfter = 7

// birthdayAhead is how many days before a 12th, 16th or 18th birthday it is mentioned.
const birthdayAhead = 7

// Sentence is one line of Vandaag, derived and never typed: the screen puts it into words.
type Sentence struct {
	Key    string // names the sentence for "niet nu"; never personal
	Sort   SentenceSort
	Kind   record.Kind // of the record that its button opens
	ID     record.ID
	Code   string         // H-0042, empty when it has none
	Who    record.Private // the person it speaks of: whom to call, who answered, who has a birthday
	Child  record.Private // the child it speaks of
	Where  record.Private // the organisation
	What   record.Private // what was promised, asked, answered
	Stand  record.Stand   // of an answer
	Reason string         // fault code of what is held or parked
	Recall bool           // what is held is a recall
	On     record.Date    // since when, or the day it falls on
	At     time.Time      // when an answer came, zero when only the day is known
	Days   int            // its age
	Norm   int            // the norm in days, 0 when there is none
	Age    int            // for a birthday
	Mine   bool           // the worker is the one whose turn it is
}

// Today lists what needs the worker now: at most limit sentences, the rest waits its turn. What was put off is left out until
// its day.
func (b *Book) TodayList(ctx context.Context, limit int) ([]Sentence, error) {
	var all []Sentence
	begun := b.reviews.begin(b.store)
	err := b.view(ctx, func(tx *store.Tx) error {
		d := deriver{tx: tx, retention: func() (bool, error) {
			r := newRetention(b, tx, begun)
			r.since = afterMonths(b.Today(), -RetentionMonths)
			some, err := r.find(ctx, b.Today(), 1)
			return len(some) > 0, err
		}, today: b.Today(), clock: b.Now().Format("15:04"), later: putOff(tx, b.Today()), closed: closed(tx), limit: limit,
			receiverOf: func(id record.ID) (record.ID, error) { return b.reviews.receiver(tx, id, begun) }}
		for _, derive := range []func() error{
			d.answers, d.held, d.arrivals, d.promises, d.late, d.requests, d.signals, d.birthdays, d.custody, d.runsOut, d.steps, d.advice, d.tasks, d.untold, d.gatherings, d.words,
			d.successors, d.speaks, d.roads, d.yearly, d.reviews,
		} {
			if err := derive(); err != nil {
				return err
			}
		}
		all = d.all
		return nil
	})
	if err != nil {
		return nil, err
	}
	order := SentenceSorts()
	slices.SortStableFunc(all, func(a, c Sentence) int { return slices.Index(order, a.Sort) - slices.Index(order, c.Sort) })
	return all[:min(limit, len(all))], nil
}

// NotNow puts a sentence off until a day; it needs no reason.
func (b *Book) NotNow(ctx context.Context, key string, until record.Date) error {
	return b.save(ctx, &record.Task{Later: key, Due: until})
}

func putOff(tx *store.Tx, today record.Date) map[string]bool {
	keys := map[string]bool{}
	for _, r := range tx.Rows(record.KindTask) {
		if r.State == "later" && r.Due.After(today) {
			keys[r.Detail.Reveal()] = true
		}
	}
	return keys
}

// closed lists the owners about whom Vandaag says nothing, because another worker has taken over.
func closed(tx *store.Tx) map[record.ID]bool {
	var some map[record.ID]bool
	for _, r := range tx.Rows(record.KindHousehold) {
		if r.Flags&record.RowClosed != 0 {
			if some == nil {
				some = map[record.ID]bool{}
			}
			some[r.Owner] = true
		}
	}
	return some
}

// deriver collects sentences from the compact rows and opens only the records that it speaks of.
type deriver struct {
	tx     *store.Tx
	today  record.Date
	clock  string // the time of day as 15:04
	later  map[string]bool
	closed map[record.ID]bool // families that another worker took over, and the owners of their records
	limit  int                // per sort: more would never be shown
	all    []Sentence

	retention  func() (bool, error)               // whether there is anybody to ask about
	receiverOf func(record.ID) (record.ID, error) // which contact person is to hear about a road
}

// add keeps a sentence unless it was put off.
func (d *deriver) add(s Sentence) {
	s.Key = string(s.Sort) + "/" + s.ID.String()
	if !d.later[s.Key] {
		d.all = append(d.all, s)
	}
}

// rows gives the wanted rows of a kind, oldest first, no more than are ever shown.
func (d *deriver) rows(kind record.Kind, want func(record.Row) bool) []record.Row {
	var some []record.Row
	for _, r := range d.tx.Rows(kind) {
		if want(r) && !d.closed[r.Owner] {
			some = append(some, r)
		}
	}
	slices.SortFunc(some, func(a, b record.Row) int { return a.On.Number() - b.On.Number() })
	return some[:min(len(some), 4*d.limit+len(d.later))]
}

// answers speaks once of each road: of the answer that came last and was not read. An earlier one comes when that was read.
func (d *deriver) answers() error {
	var unread []*record.Feedback
	if err := answers(d.tx, &unread, func(r record.Row) bool { return r.Flags&record.RowWarm != 0 }); err != nil {
		return err
	}
	spoken := map[record.ID]bool{}
	last := slices.DeleteFunc(unread, func(f *record.Feedback) bool {
		again := spoken[f.Of]
		spoken[f.Of] = true
		return again
	})
	for _, f := range slices.Backward(last) { // who has waited longest comes first
		s := Sentence{
			Sort: SentenceAnswer, Kind: record.KindFeedback, ID: f.ID, Who: f.From, What: f.Text, Stand: f.Stand, Days: f.Days,
			On: record.DateOf(f.CameAt), At: f.CameAt, Mine: true,
		}
		if ref, err := store.Get[*record.Referral](d.tx, f.Of); err == nil {
			s.Code, s.Where = record.Code(record.KindReferral, ref.Number), d.partner(ref.Partner)
		} else if !missing(err) {
			return err
		}
		d.add(s)
	}
	return nil
}

func (d *deriver) held() error {
	for _, row := range d.rows(record.KindDelivery, func(r record.Row) bool { return r.State == string(record.DeliveryQuarantined) }) {
		v, err := store.Get[*record.Delivery](d.tx, row.ID)
		if err != nil {
			return err
		}
		d.add(Sentence{
			Sort: SentenceHeld, Kind: record.KindDelivery, ID: v.ID, Code: d.code(v), Where: d.partner(v.Partner), Reason: v.Reason,
			On: record.DateOf(v.QueuedAt), Mine: true,
		})
	}
	if err := d.heldRecalls(); err != nil {
		return err
	}
	for _, row := range d.rows(record.KindEndpoint, func(r record.Row) bool { return r.State != "" }) {
		d.add(Sentence{Sort: SentenceParked, Kind: record.KindEndpoint, ID: row.ID, Where: row.Title, Reason: row.State, Mine: true})
	}
	return nil
}

func (d *deriver) code(v *record.Delivery) string {
	for _, r := range d.tx.Rows(v.What) {
		if r.ID == v.Of {
			return record.Code(v.What, r.Number)
		}
	}
	return ""
}

// arrivals asks, a week after a family went, whether it arrived; that never waits for the partner's answer.
func (d *deriver) arrivals() error {
	gone := func(r record.Row) bool {
		switch record.ReferralState(r.State) {
		case record.ReferralSent, record.ReferralHandedOver, record.ReferralSelf, record.ReferralAccepted:
			return d.today.Since(r.On) >= ArrivalAfter && r.Flags&record.RowNoShare == 0
		}
		return false
	}
	for _, row := range d.rows(record.KindReferral, gone) {
		ref, err := store.Get[*record.Referral](d.tx, row.ID)
		if err != nil {
			return err
		}
		s := Sentence{
			Sort: SentenceArrival, Kind: record.KindReferral, ID: ref.ID, Code: record.Code(record.KindReferral, ref.Number),
			Where: d.partner(ref.Partner), On: ref.SentOn, Days: d.today.Since(ref.SentOn), Mine: true, Who: d.asked(ref.Parent),
		}
		if len(ref.Children) > 0 {
			s.Child = d.asked(ref.Children[0])
		}
		d.add(s)
	}
	return nil
}

func (d *deriver) promises() error {
	due := func(r record.Row) bool { return r.Flags&record.RowOpen != 0 && !r.Due.Zero() && !r.Due.After(d.today) }
	for _, row := range d.rows(record.KindContact, due) {
		s := Sentence{
			Sort: SentencePromise, Kind: record.KindContact, ID: row.ID, What: d.quiet(row.Owner, row.Detail), On: row.Due,
			Days: d.today.Since(row.On), Mine: true,
		}
		if d.safe(row.Link) {
			s.Who = d.subject(row.Link)
		}
		d.add(s)
	}
	return nil
}

// late says when an answer is later than agreed: its age in calendar days is greater than the norm (PRODUCT law 2).
func (d *deriver) late() error {
	for _, row := range d.rows(record.KindReferral, func(r record.Row) bool { return r.State == string(record.ReferralSent) }) {
		ref, err := store.Get[*record.Referral](d.tx, row.ID)
		if err != nil {
			return err
		}
		p, err := store.Get[*record.Partner](d.tx, ref.Partner)
		if missing(err) {
			continue
		}
		if err != nil {
			return err
		}
		age := d.today.Since(ref.SentOn)
		if !ref.Waiting() || p.Norm == 0 || age <= p.Norm {
			continue
		}
		s := Sentence{
			Sort: SentenceLate, Kind: record.KindReferral, ID: ref.ID, Code: record.Code(record.KindReferral, ref.Number),
			Where: p.Called(), On: ref.SentOn, Days: age, Norm: p.Norm,
		}
		if o, ok := p.Officer(ref.Receiver); ok {
			s.Who = o.First
		}
		d.add(s)
	}
	return nil
}

func (d *deriver) requests() error {
	for _, row := range d.rows(record.KindRequest, func(r record.Row) bool { return r.Flags&(record.RowOpen|record.RowWarm) != 0 }) {
		q, err := store.Get[*record.Request](d.tx, row.ID)
		if err != nil {
			return err
		}
		s := Sentence{
			Sort: SentenceRequest, Kind: record.KindRequest, ID: q.ID, Code: record.Code(record.KindRequest, q.Number), Who: d.receiver(q.Partner, q.Receiver),
			Where: d.partner(q.Partner), What: q.Text, On: q.AskedOn, Days: d.today.Since(q.AskedOn), Norm: q.Norm,
		}
		d.add(d.back(s, q.State, record.Returned{Reply: q.Reply, Text: q.Answer}, q.AnsweredOn))
	}
	return nil
}

// birthdays mentions who decides from a 12th, 16th or 18th birthday on, and an expected birth that has passed.
func (d *deriver) birthdays() error {
	for _, row := range d.tx.Rows(record.KindPerson) {
		if d.closed[row.Owner] {
			continue
		}
		if row.Flags&record.RowUnborn != 0 {
			if !row.On.After(d.today) && d.safe(row.ID) {
				d.add(Sentence{Sort: SentenceBirth, Kind: record.KindPerson, ID: row.ID, Child: row.Title, On: row.On, Mine: true})
			}
			continue
		}
		if row.Flags&record.RowChild == 0 || row.On.Month == 0 {
			continue
		}
		for _, age := range []int{12, 16, 18} {
			on := row.On.Years(age)
			if ahead := on.Since(d.today); ahead >= 0 && ahead <= birthdayAhead && d.safe(row.ID) { // it says to talk about it
				d.add(Sentence{
					Sort: SentenceBirthday, Kind: record.KindPerson, ID: row.ID, Child: row.Title, On: on, Age: age, Days: ahead, Mine: true,
				})
			}
		}
	}
	return nil
}

func (d *deriver) steps() error {
	due := func(r record.Row) bool { return r.Flags&record.RowOpen != 0 && !r.Due.Zero() && !r.Due.After(d.today) }
	for _, row := range d.rows(record.KindConcern, due) {
		c, err := store.Get[*record.Concern](d.tx, row.ID)
		if err != nil {
			return err
		}
		d.add(Sentence{
			Sort: SentenceStep, Kind: record.KindConcern, ID: c.ID, Code: record.Code(record.KindConcern, c.Number), What: d.quiet(c.Owner, c.Next),
			On: c.NextOn, Mine: true, Who: d.subject(c.Household),
		})
	}
	return nil
}

func (d *deriver) tasks() error {
	due := func(r record.Row) bool { return r.Flags&record.RowOpen != 0 && (r.Due.Zero() || !r.Due.After(d.today)) }
	for _, row := range d.rows(record.KindTask, due) {
		d.add(Sentence{Sort: SentenceTask, Kind: record.KindTask, ID: row.ID, What: d.quiet(row.Owner, row.Title), On: row.Due, Mine: true})
	}
	return nil
}

// reviews says once that there are people about whom nothing was written for a long time: no names, no number. It is the last sentence,
// so it is not looked for when there are enough.
func (d *deriver) reviews() error {
	s := Sentence{Sort: SentenceReview, Mine: true}
	if len(d.all) >= d.limit || d.later[string(s.Sort)+"/"] {
		return nil
	}
	due, err := d.retention()
	if due {
		d.add(s)
	}
	return err
}
