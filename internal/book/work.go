package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Contact reads one contact.
func (b *Book) Contact(ctx context.Context, id record.ID) (*record.Contact, error) {
	return load[*record.Contact](b, ctx, id)
}

// SaveContact keeps one moment of contact.
func (b *Book) SaveContact(ctx context.Context, c *record.Contact) error { return b.save(ctx, c) }

// KeepPromise notes that what was promised at a contact is done.
func (b *Book) KeepPromise(ctx context.Context, id record.ID) error {
	return b.change(ctx, record.KindContact, id, func(r record.Record) error {
		r.(*record.Contact).PromKept = b.Today()
		return nil
	})
}

// Meeting reads one meeting.
func (b *Book) Meeting(ctx context.Context, id record.ID) (*record.Meeting, error) {
	return load[*record.Meeting](b, ctx, id)
}

// SaveMeeting keeps a meeting; one number is enough, and it needs no recovery code unless it names people.
func (b *Book) SaveMeeting(ctx context.Context, m *record.Meeting) error {
	return b.save(ctx, m)
}

// LastMeeting is the newest earlier meeting of the same series, or else of the same type; nil when there is none.
func (b *Book) LastMeeting(ctx context.Context, m *record.Meeting) (*record.Meeting, error) {
	var best record.Row
	for _, r := range b.store.Rows(record.KindMeeting) {
		same := r.State == string(m.Type) && (m.Series.Zero() || r.Link == m.Series)
		if same && r.ID != m.ID && r.On.Before(m.On) && r.Flags&(record.RowOpen|record.RowOff) == 0 && (best.ID.Zero() || best.On.Before(r.On)) {
			best = r
		}
	}
	if best.ID.Zero() {
		return nil, nil
	}
	return b.Meeting(ctx, best.ID)
}

// Partner reads one partner.
func (b *Book) Partner(ctx context.Context, id record.ID) (*record.Partner, error) {
	return load[*record.Partner](b, ctx, id)
}

// SavePartner keeps a partner and its contact persons; new contact persons get an id.
func (b *Book) SavePartner(ctx context.Context, p *record.Partner) error {
	return b.update(ctx, func(tx *store.Tx) error { return b.putPartner(tx, p) })
}

// putPartner gives new contact persons an id and keeps the partner.
func (b *Book) putPartner(tx *store.Tx, p *record.Partner) error {
	for i := range p.Officers {
		if !p.Officers[i].ID.Zero() {
			continue
		}
		id, err := b.newID()
		if err != nil {
			return err
		}
		p.Officers[i].ID = id
	}
	return b.put(tx, p)
}

// Request reads one request.
func (b *Book) Request(ctx context.Context, id record.ID) (*record.Request, error) {
	return load[*record.Request](b, ctx, id)
}

// SaveRequest keeps a request; asking it by phone or in person starts its norm.
func (b *Book) SaveRequest(ctx context.Context, r *record.Request) error {
	return b.update(ctx, func(tx *store.Tx) error {
		if r.State == "" {
			r.State = record.RequestOpen
		}
		norm, err := agreed(tx, r.Partner, r.Receiver, r.Norm)
		if err != nil {
			return err
		}
		r.Norm = norm
		return b.put(tx, r)
	})
}

// Task reads one task.
func (b *Book) Task(ctx context.Context, id record.ID) (*record.Task, error) {
	return load[*record.Task](b, ctx, id)
}

// SaveTask keeps a free task.
func (b *Book) SaveTask(ctx context.Context, t *record.Task) error { return b.save(ctx, t) }

// FinishTask notes that a free task is done.
func (b *Book) FinishTask(ctx context.Context, id record.ID) error {
	return b.change(ctx, record.KindTask, id, func(r record.Record) error {
		r.(*record.Task).Done = b.Today()
		return nil
	})
}

// change reads a record, lets f change it and saves it, all in one transaction.
func (b *Book) change(ctx context.Context, kind record.Kind, id record.ID, f func(record.Record) error) error {
	return b.update(ctx, func(tx *store.Tx) error {
		r, err := tx.Get(kind, id)
		if err != nil {
			return err
		}
		if err := f(r); err != nil {
			return err
		}
		return b.put(tx, r)
	})
}
