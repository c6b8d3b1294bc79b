package book

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// RetentionMonths is after how many months without anything new it is asked whether a family or a person is still needed (PRODUCT,
// Retention).
const RetentionMonths = 12

// ErrExtension is returned for an extension that is not 1 to 24 months.
var ErrExtension = fault.New(fault.Invalid, "book.extension", "an extension is 1 to 24 months")

// Activity is what happened last with a family or a person.
type Activity string

// The activities.
const (
	ActivityContact  Activity = "contact"
	ActivityConcern  Activity = "concern"
	ActivityReferral Activity = "referral"
	ActivityAnswer   Activity = "answer"
	ActivityMeeting  Activity = "meeting"
	ActivityChange   Activity = "change" // what is known about them was written or changed
)

// Retained is a family, or a person who belongs to none, with the day on which the app asks whether it is still needed.
type Retained struct {
	Kind      record.Kind
	ID        record.ID
	Name      record.Private
	Due       record.Date
	Chosen    bool        // the worker chose the day; else it is twelve months after the last activity
	Last      record.Date // of the last activity
	What      Activity
	Contacts  int
	Concerns  int
	Referrals int
}

// Retention lists what is asked about up to and including a day, the longest wait first. A family with a referral on its way, an open
// concern or a day to come is not asked about.
func (b *Book) Retention(ctx context.Context, until record.Date) ([]Retained, error) {
	var all []Retained
	begun := b.reviews.begin(b.store)
	err := b.view(ctx, func(tx *store.Tx) error {
		var err error
		all, err = newRetention(b, tx, begun).find(ctx, until, -1)
		return err
	})
	return all, err
}

// find lists at most so many; -1 is all of them.
func (r *retention) find(ctx context.Context, until record.Date, most int) ([]Retained, error) {
	var all []Retained
	for i, row := range slices.Concat(r.tx.Rows(record.KindHousehold), r.tx.Rows(record.KindPerson)) {
		if i%500 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		one, asked, err := r.look(row, until)
		if err != nil {
			return nil, err
		}
		if !asked {
			continue
		}
		if all = append(all, one); len(all) == most {
			break
		}
	}
	slices.SortFunc(all, func(a, b Retained) int {
		return cmp.Or(a.Due.Number()-b.Due.Number(), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return all, nil
}

// retention is the compact rows by whom they are about, so that nearly everybody is passed over without a record being opened.
type retention struct {
	book  *Book
	tx    *store.Tx
	today record.Date
	last  map[record.ID]touch // by owner, and by the person a contact was with
	busy  map[record.ID]bool
	meet  map[record.ID]record.Date // read when it first matters
	since record.Date               // meetings up to this day do not change who is asked about; zero reads them all, for the list that shows the last one
	begun uint64                    // what was read from here on may be remembered
}

// touch is what the rows say about one owner.
type touch struct {
	last                          record.Date
	what                          Activity
	contacts, concerns, referrals int
}

func newRetention(b *Book, tx *store.Tx, begun uint64) *retention {
	r := &retention{book: b, tx: tx, begun: begun, today: b.Today(), last: map[record.ID]touch{}, busy: map[record.ID]bool{}}
	for _, kind := range []record.Kind{record.KindContact, record.KindConcern, record.KindReferral, record.KindFeedback, record.KindDelivery, record.KindTask} {
		for _, row := range tx.Rows(kind) {
			r.count(row)
		}
	}
	return r
}

// count takes in one row.
func (r *retention) count(row record.Row) {
	ids := []record.ID{row.Owner}
	if row.Kind == record.KindContact && row.Link != row.Owner || row.Kind == record.KindTask {
		ids = append(ids, row.Link)
	}
	for _, id := range ids {
		if id.Zero() {
			continue
		}
		if r.keepsBusy(row) {
			r.busy[id] = true
		}
		what, counts := activityOf(row.Kind)
		if !counts {
			continue
		}
		t := r.last[id]
		if row.On.After(t.last) && !row.On.After(r.today) {
			t.last, t.what = row.On, what
		}
		switch row.Kind {
		case record.KindContact:
			t.contacts++
		case record.KindConcern:
			t.concerns++
		case record.KindReferral:
			t.referrals++
		}
		r.last[id] = t
	}
}

func activityOf(kind record.Kind) (Activity, bool) {
	what, ok := map[record.Kind]Activity{
		record.KindContact: ActivityContact, record.KindConcern: ActivityConcern, record.KindReferral: ActivityReferral,
		record.KindFeedback: ActivityAnswer,
	}[kind]
	return what, ok
}

// keepsBusy reports whether a row says that something is still to be done: a road that has not ended, an open concern, a promise, a
// message on its way, a task, or any day to come.
func (r *retention) keepsBusy(row record.Row) bool {
	if row.Kind == record.KindTask && row.State == "later" {
		return false
	}
	if row.Kind == record.KindFeedback {
		return row.Flags&record.RowOpen != 0
	}
	return row.Flags&record.RowOpen != 0 || row.On.After(r.today)
}

// look decides about one family or person.
func (r *retention) look(row record.Row, until record.Date) (Retained, bool, error) {
	if r.busy[row.ID] || row.Kind == record.KindPerson && row.Owner != row.ID {
		return Retained{}, false, nil
	}
	one := Retained{Kind: row.Kind, ID: row.ID, Name: row.Title}
	r.touched(&one, row.ID)
	if row.Kind == record.KindHousehold && row.On.After(one.Last) {
		one.Last, one.What = row.On, ActivityChange
	}
	if one.ask(row.Due); one.Due.After(until) {
		return Retained{}, false, nil // by the rows alone; the records can only move the day on
	}
	keep, err := r.open(&one)
	if err != nil || !keep {
		return Retained{}, false, err
	}
	if day := r.met()[one.ID]; day.After(one.Last) {
		one.Last, one.What = day, ActivityMeeting
	}
	if one.Last.After(r.today) {
		return Retained{}, false, nil
	}
	one.ask(row.Due)
	return one, !one.Due.After(until), nil
}

// ask sets the day on which it is asked: the one the worker chose, unless something happened after it, else so many months after the last
// activity.
func (one *Retained) ask(chosen record.Date) {
	one.Due, one.Chosen = chosen, true
	if chosen.Zero() || one.Last.After(chosen) {
		one.Due, one.Chosen = afterMonths(one.Last, RetentionMonths), false
	}
}

func (r *retention) touched(one *Retained, id record.ID) {
	t := r.last[id]
	if t.last.After(one.Last) {
		one.Last, one.What = t.last, t.what
	}
	one.Contacts += t.contacts
	one.Concerns += t.concerns
	one.Referrals += t.referrals
}

// open reads what the rows do not say: the members of a family, and when a person was changed.
func (r *retention) open(one *Retained) (bool, error) {
	if one.Kind == record.KindPerson {
		known, err := r.book.reviews.person(r.tx, one.ID, r.begun)
		if err != nil || known.housed || known.expected.After(r.today) {
			return false, err
		}
		if known.changed.After(one.Last) {
			one.Last, one.What = known.changed, ActivityChange
		}
		return true, nil
	}
	f, err := family(r.tx, one.ID)
	if err != nil {
		return false, err
	}
	one.Name = f.Household.Name
	for id, p := range f.People {
		if r.busy[id] || p.Expected.After(r.today) {
			return false, nil
		}
		if !f.member(id) {
			continue
		}
		r.touched(one, id)
		if day := record.DateOf(p.Changed); day.After(one.Last) {
			one.Last, one.What = day, ActivityChange
		}
		if day := r.met()[id]; day.After(one.Last) {
			one.Last, one.What = day, ActivityMeeting
		}
	}
	return true, nil
}

// met is the newest meeting that names each person, read when the first family or person comes into question.
func (r *retention) met() map[record.ID]record.Date {
	if r.meet != nil {
		return r.meet
	}
	r.meet = map[record.ID]record.Date{}
	for _, row := range r.tx.Rows(record.KindMeeting) {
		if !row.On.After(r.since) {
			continue
		}
		m, err := store.Get[*record.Meeting](r.tx, row.ID)
		if err != nil {
			continue // a meeting that cannot be read is said by verify; here it moves no day
		}
		for _, id := range m.Names {
			if m.On.After(r.meet[id]) {
				r.meet[id] = m.On
			}
		}
	}
	return r.meet
}

// afterMonths is the same day so many months later, the last day of the month where there is no such day.
func afterMonths(d record.Date, months int) record.Date {
	if d.Zero() {
		return d
	}
	first := time.Date(d.Year, d.Month+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return record.Day(first.Year(), first.Month(), min(d.Day, last))
}

// reviews remembers of people who live in no family when they were last changed, as their rows do not say it.
type reviews struct {
	mu      sync.Mutex
	watches bool
	changes uint64
	known   map[record.ID]lonely

	receivers map[record.ID]record.ID // of roads: which contact person is to hear, as their rows do not say it either
}

type lonely struct {
	changed, expected record.Date
	housed            bool
}

// begin tells how many changes there were, before a transaction is begun: what it reads is remembered only if there were no more.
func (v *reviews) begin(s *store.Store) uint64 {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.watches {
		s.Watch(v.follow)
		v.watches, v.known, v.receivers = true, map[record.ID]lonely{}, map[record.ID]record.ID{}
	}
	return v.changes
}

func (v *reviews) person(tx *store.Tx, id record.ID, begun uint64) (lonely, error) {
	v.mu.Lock()
	one, ok := v.known[id]
	v.mu.Unlock()
	if ok {
		return one, nil
	}
	p, err := store.Get[*record.Person](tx, id)
	if err != nil {
		return lonely{}, err
	}
	one = lonely{changed: record.DateOf(p.Changed), expected: p.Expected, housed: len(p.Homes) > 0}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.changes == begun {
		v.known[id] = one
	}
	return one, nil
}

// receiver is the contact person who is to hear about a road.
func (v *reviews) receiver(tx *store.Tx, id record.ID, begun uint64) (record.ID, error) {
	v.mu.Lock()
	one, ok := v.receivers[id]
	v.mu.Unlock()
	if ok {
		return one, nil
	}
	r, err := store.Get[*record.Referral](tx, id)
	if err != nil {
		return record.ID{}, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.changes == begun {
		v.receivers[id] = r.Receiver
	}
	return r.Receiver, nil
}

// follow forgets what changed.
func (v *reviews) follow(changed []record.Row, gone []store.Ref) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.changes++
	for _, r := range changed {
		delete(v.known, r.ID)
		delete(v.receivers, r.ID)
	}
	for _, r := range gone {
		delete(v.known, r.ID)
		delete(v.receivers, r.ID)
	}
}

// Extend keeps a family or a person so many months longer, counted from today, and notes why. Other kinds are store.ErrNotFound.
func (b *Book) Extend(ctx context.Context, kind record.Kind, id record.ID, months int, reason record.Private) (record.Date, error) {
	if months < 1 || months > 24 {
		return record.Date{}, ErrExtension
	}
	until := afterMonths(b.Today(), months)
	keep := record.Keep{On: b.Today(), Until: until, Reason: reason}
	if kind != record.KindHousehold && kind != record.KindPerson {
		return record.Date{}, store.ErrNotFound
	}
	return until, b.change(ctx, kind, id, func(r record.Record) error {
		switch v := r.(type) {
		case *record.Household:
			v.Review, v.Kept = until, append(v.Kept, keep)
		case *record.Person:
			v.Review, v.Kept = until, append(v.Kept, keep)
		}
		return nil
	})
}
