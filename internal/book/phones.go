package book

import (
	"context"
	"hash/maphash"
	"slices"
	"sync"

	"schakel/internal/record"
	"schakel/internal/store"
)

// phones knows who has which number, without keeping a number: rows hold none, and opening everybody takes too long while somebody
// waits. It is read once, and then follows the changes.
type phones struct {
	mu    sync.Mutex
	built bool
	seed  maphash.Seed
	by    map[uint64][]record.ID
	of    map[record.ID][]uint64
	stale map[record.ID]bool // changed since

	beginning sync.Mutex // held until everybody is stale for the first time, so that nobody finds it built and empty
}

// WarmNumbers reads who has which number, so that the first question whether somebody is known already does not wait for it.
func (b *Book) WarmNumbers(ctx context.Context) error {
	return b.view(ctx, func(tx *store.Tx) error { return b.phones.read(b.store, tx) })
}

// sameDigits is how many digits at the end make two numbers one: 0612345678 and +31 6 1234 5678.
const sameDigits = 8

// read brings it up to date.
func (p *phones) read(st *store.Store, tx *store.Tx) error {
	p.beginning.Lock()
	p.mu.Lock()
	if !p.built {
		p.built, p.seed, p.by, p.of, p.stale = true, maphash.MakeSeed(), map[uint64][]record.ID{}, map[record.ID][]uint64{}, map[record.ID]bool{}
		p.mu.Unlock()
		st.Watch(p.follow) // takes the store's lock, which a watcher that waits for ours would hold
		p.mu.Lock()
		for _, row := range tx.Rows(record.KindPerson) {
			p.stale[row.ID] = true
		}
	}
	ids := make([]record.ID, 0, len(p.stale))
	for id := range p.stale {
		ids = append(ids, id)
	}
	p.mu.Unlock()
	p.beginning.Unlock()
	var there []record.ID
	rows := map[record.ID]bool{}
	if len(ids) > 0 {
		for _, row := range tx.Rows(record.KindPerson) {
			rows[row.ID] = true
		}
	}
	for _, id := range ids {
		if rows[id] {
			there = append(there, id)
		}
	}
	return tx.Each(record.KindPerson, there, func(r record.Record) error {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.set(r.(*record.Person))
		return nil
	})
}

// set takes over the numbers of a person. The caller holds the lock.
func (p *phones) set(person *record.Person) {
	p.drop(person.ID)
	delete(p.stale, person.ID)
	for _, c := range person.Channels {
		if n, ok := p.hash(c.Value.Reveal()); ok {
			p.by[n] = append(p.by[n], person.ID)
			p.of[person.ID] = append(p.of[person.ID], n)
		}
	}
}

func (p *phones) drop(id record.ID) {
	for _, n := range p.of[id] {
		p.by[n] = slices.DeleteFunc(p.by[n], func(x record.ID) bool { return x == id })
	}
	delete(p.of, id)
}

func (p *phones) hash(number string) (uint64, bool) {
	d := digitsOf(number)
	if len(d) < numberLength {
		return 0, false
	}
	return maphash.String(p.seed, d[max(0, len(d)-sameDigits):]), true
}

// with lists who has a number.
func (p *phones) with(number string) []record.ID {
	p.mu.Lock()
	defer p.mu.Unlock()
	n, ok := p.hash(number)
	if !ok {
		return nil
	}
	return slices.Clone(p.by[n])
}

func (p *phones) follow(changed []record.Row, deleted []store.Ref) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range changed {
		if r.Kind == record.KindPerson {
			p.stale[r.ID] = true
		}
	}
	for _, ref := range deleted {
		p.drop(ref.ID)
		delete(p.stale, ref.ID)
	}
}
