// Package book is every operation of the application: each one transaction on the store, none of it on a screen.
package book

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"sync"
	"time"

	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// ErrRecovery is returned when something with a name is to be stored before a recovery code or parts were given: a lost passphrase
// would then lose a family's history. A bijeenkomst with head counts needs none (UX, First start).
var ErrRecovery = fault.New(fault.Denied, "book.recovery", "the recovery code has not been given yet")

// Deps is what a book takes from outside, so that tests and rehearsals can choose time and chance.
type Deps struct {
	Now    func() time.Time // the wall clock in the zone whose days count; the clock of the Netherlands when nil
	Random io.Reader        // crypto/rand.Reader when nil
	Cost   keyfile.Cost     // of the key derivation; the default when zero
	Log    *slog.Logger     // nothing personal is ever logged; slog.Default when nil

	// Check looks in another process at a store that was not closed as it should, before it is used; see checkup.Checker. Nil for none.
	Check func(ctx context.Context, dir string) error
}

// Book is one opened store and everything that can be done with it. It is safe for use by several goroutines.
type Book struct {
	store   *store.Store
	now     func() time.Time
	random  io.Reader
	log     *slog.Logger
	words   *i18n.Printer // Dutch, for documents
	search  search
	phones  phones
	order   order
	counts  counts
	earlier counts // of what an overview is compared with
	close   sync.Once

	reviews reviews

	options store.Options // of the store, for whoever opens a backup of it
	copying copying
	notes   notes
}

// Exists reports whether there is a store in the folder.
func Exists(dir string) bool { return store.Exists(dir) }

// Create makes a new store in the folder and opens it.
func Create(dir string, passphrase []byte, d Deps) (*Book, error) {
	s, err := store.Create(dir, passphrase, d.options())
	if err != nil {
		return nil, err
	}
	return d.begun(s, actionOpened)
}

// Open opens the store in the folder with a passphrase, a recovery code or two parts. The audit chain notes with which of them, and how
// often it was tried in vain since the last time.
func Open(dir string, secret keyfile.Secret, d Deps) (*Book, error) {
	if err := d.check(context.Background(), dir); err != nil {
		return nil, err
	}
	s, err := store.Open(dir, secret, d.options())
	if err != nil {
		if fault.Of(err) == fault.Secret {
			store.NoteMissed(dir)
		}
		return nil, err
	}
	return d.begun(s, openedAction(secret.Kind()))
}

// begun is the book of an opened store, with the note that it was opened.
func (d Deps) begun(s *store.Store, action string) (*Book, error) {
	b, err := d.book(s)
	if err == nil {
		b.opened(action)
	}
	return b, err
}

func (d Deps) options() store.Options {
	return store.Options{Now: d.Now, Random: d.Random, Cost: d.Cost, Log: d.Log, Again: d.eraseAgain}
}

func (d Deps) book(s *store.Store) (*Book, error) {
	dutch, err := i18n.New("nl")
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	b := &Book{store: s, now: d.Now, random: d.Random, log: d.Log, words: dutch, options: d.options()}
	b.copying.closing, b.copying.stop = context.WithCancel(context.Background())
	if b.now == nil {
		b.now = dutchClock()
	}
	if b.log == nil {
		b.log = slog.Default()
	}
	return b, nil
}

// Close saves what must be saved, the notes of what was viewed among it, wipes the keys and lets go of the file; a backup that is being
// made is stopped. Closing twice does nothing.
func (b *Book) Close() error {
	var err error
	b.close.Do(func() {
		b.copying.stop()
		b.copying.one.Lock()
		defer b.copying.one.Unlock()
		b.order.end()
		b.counts.end()
		b.earlier.end()
		b.notes.close()
		b.writeNotes()
		err = b.store.Close()
	})
	return err
}

// Today is the civil day in the Netherlands: from 00:00 of a birthday there another rule counts, wherever the laptop is.
func (b *Book) Today() record.Date { return record.DateOf(b.now()) }

// Now is the moment by the worker's own clock.
func (b *Book) Now() time.Time { return b.now() }

// Watch calls f after every change of a record, on the goroutine that made the change. stop ends it.
func (b *Book) Watch(f func()) (stop func()) {
	return b.store.Watch(func([]record.Row, []store.Ref) { f() })
}

// WatchOutbox calls f when something new waits to go. stop ends it.
func (b *Book) WatchOutbox(f func()) (stop func()) {
	return b.store.Watch(func(changed []record.Row, _ []store.Ref) {
		for _, r := range changed {
			if r.Kind == record.KindOutgoing {
				f()
				return
			}
		}
	})
}

// Rows is a snapshot of the compact rows of one kind.
func (b *Book) Rows(kind record.Kind) []record.Row { return b.store.Rows(kind) }

func (b *Book) update(ctx context.Context, f func(*store.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return b.store.Update(f)
}

func (b *Book) view(ctx context.Context, f func(*store.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return b.store.View(f)
}

// newID makes an id for a new record.
func (b *Book) newID() (record.ID, error) { return record.NewID(b.random) }

// named reports whether a record holds names of people or notes about them.
func named(r record.Record) bool {
	switch v := r.(type) {
	case *record.Person, *record.Household, *record.Contact, *record.Concern, *record.Consent, *record.Referral, *record.Handover, *record.Merge, *record.Colleague:
		return true
	case *record.Partner:
		return len(v.Officers) > 0
	case *record.Programme:
		return len(v.Workers) > 0
	case *record.Meeting:
		return len(v.Names) > 0 || len(v.Formal) > 0 || v.NamesHelpers()
	case *record.Story:
		return !v.Person.Zero()
	}
	return false
}

// put validates a record, gives it an id and an owner when it has none, and saves it.
func (b *Book) put(tx *store.Tx, r record.Record) error {
	if err := b.valid(tx, r); err != nil {
		return err
	}
	if named(r) && !b.store.HasRecovery() {
		return ErrRecovery
	}
	head := r.Base()
	if head.ID.Zero() {
		id, err := b.newID()
		if err != nil {
			return err
		}
		head.ID = id
	}
	if head.Owner.Zero() {
		owner, err := ownerOf(tx, r)
		if err != nil {
			return err
		}
		head.Owner = owner
	}
	if err := number(tx, r); err != nil {
		return err
	}
	return tx.Put(r)
}

// number gives a new record its short number.
func number(tx *store.Tx, r record.Record) error {
	field := numberOf(r)
	if field == nil || *field != 0 {
		return nil
	}
	n, err := tx.Number(r.Kind())
	*field = n
	return err
}

// numberOf is where a record keeps its short number, nil when its kind has none.
func numberOf(r record.Record) *uint32 {
	switch v := r.(type) {
	case *record.Concern:
		return &v.Number
	case *record.Referral:
		return &v.Number
	case *record.Meeting:
		return &v.Number
	case *record.Request:
		return &v.Number
	case *record.Signal:
		return &v.Number
	}
	return nil
}

// ownerOf is whose key seals a new record: the household, else the person, else the store (ARCHITECTURE, Store and keys).
func ownerOf(tx *store.Tx, r record.Record) (record.ID, error) {
	switch v := r.(type) {
	case *record.Household:
		return v.ID, nil
	case *record.Person:
		return v.ID, nil
	case *record.Contact:
		return ownerOfSubject(tx, v.About, v.Subject)
	case *record.Concern:
		return ownerOfConcern(tx, v)
	case *record.Referral:
		if v.Nameless() && v.Household.Zero() {
			return record.ID{}, nil // a partner's question that names nobody belongs to the store
		}
		return ownerOfHousehold(tx, v.Household)
	case *record.Handover:
		return ownerOfHousehold(tx, v.Household)
	case *record.Task:
		return ownerOfTask(tx, v)
	case *record.Story:
		if v.Person.Zero() {
			return record.ID{}, nil
		}
		return ownerOfSubject(tx, record.AboutPerson, v.Person)
	case *record.Consent:
		ref, err := store.Get[*record.Referral](tx, v.Referral)
		if err != nil {
			return record.ID{}, err
		}
		return ref.Owner, nil
	}
	return record.ID{}, nil
}

// ownerOfTask is the owner of what a task is about, so that erasing a family erases what was still to be done for it.
func ownerOfTask(tx *store.Tx, t *record.Task) (record.ID, error) {
	if t.About.Zero() {
		return record.ID{}, nil
	}
	for _, kind := range record.Kinds() {
		r, err := tx.Get(kind, t.About)
		if missing(err) {
			continue
		}
		if err != nil {
			return record.ID{}, err
		}
		return r.Base().Owner, nil
	}
	return record.ID{}, nil
}

func ownerOfConcern(tx *store.Tx, c *record.Concern) (record.ID, error) {
	if c.Scope == record.ScopeCommunity {
		return record.ID{}, nil
	}
	if !c.Household.Zero() {
		return ownerOfHousehold(tx, c.Household)
	}
	p, err := store.Get[*record.Person](tx, c.About[0])
	if err != nil {
		return record.ID{}, err
	}
	return p.Owner, nil
}

func ownerOfSubject(tx *store.Tx, about record.AboutKind, id record.ID) (record.ID, error) {
	switch about {
	case record.AboutHousehold:
		return ownerOfHousehold(tx, id)
	case record.AboutPerson:
		p, err := store.Get[*record.Person](tx, id)
		if err != nil {
			return record.ID{}, err
		}
		return p.Owner, nil
	}
	return record.ID{}, nil
}

func ownerOfHousehold(tx *store.Tx, id record.ID) (record.ID, error) {
	h, err := store.Get[*record.Household](tx, id)
	if err != nil {
		return record.ID{}, err
	}
	return h.Owner, nil
}

// load reads one record, for the operations that change it or show it.
func load[T record.Record](b *Book, ctx context.Context, id record.ID) (T, error) {
	var got T
	err := b.view(ctx, func(tx *store.Tx) error {
		var err error
		got, err = store.Get[T](tx, id)
		return err
	})
	return got, err
}

// save writes one record in a transaction of its own.
func (b *Book) save(ctx context.Context, r record.Record) error {
	return b.update(ctx, func(tx *store.Tx) error { return b.put(tx, r) })
}

// missing reports whether an error says that there is no such record.
func missing(err error) bool {
	return err != nil && fault.Of(err) == fault.NotFound && !errors.Is(err, context.Canceled)
}
