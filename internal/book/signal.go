package book

import (
	"context"
	"slices"

	"schakel/internal/record"
	"schakel/internal/store"
)

// Signal reads one wijksignaal.
func (b *Book) Signal(ctx context.Context, id record.ID) (*record.Signal, error) {
	return load[*record.Signal](b, ctx, id)
}

// SaveSignal keeps a wijksignaal and bundles worries in it. The worries get its id and it gets their number, never the other way round:
// it stays when they are erased. A danger is never bundled, nor is a worry that is closed or that is in it already, and nothing is
// bundled in a signal that was given: record.ErrTransition. Without a period it gets the months of the worries.
func (b *Book) SaveSignal(ctx context.Context, s *record.Signal, sources ...record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		if s.State == "" {
			s.State = record.RequestOpen
		}
		norm, err := agreed(tx, s.Partner, s.Receiver, s.Norm)
		if err != nil {
			return err
		}
		s.Norm = norm
		worries, err := bundled(tx, s, sources)
		if err != nil {
			return err
		}
		if err := b.put(tx, s); err != nil {
			return err
		}
		for _, c := range worries {
			if err := c.Apply(record.ConcernBundle, "", b.now()); err != nil {
				return err
			}
			c.Signal = s.ID
			if err := b.put(tx, c); err != nil {
				return err
			}
		}
		return nil
	})
}

// bundled reads the worries that go into a signal, and counts them in it.
func bundled(tx *store.Tx, s *record.Signal, sources []record.ID) ([]*record.Concern, error) {
	if len(sources) > 0 && s.State != record.RequestOpen && s.State != record.RequestReady {
		return nil, record.ErrTransition
	}
	var all []*record.Concern
	for i, id := range sources {
		if slices.Contains(sources[:i], id) {
			continue
		}
		c, err := store.Get[*record.Concern](tx, id)
		if err != nil {
			return nil, err
		}
		if _, err := c.NextState(record.ConcernBundle); err != nil {
			return nil, err
		}
		all = append(all, c)
	}
	if s.From.Zero() && s.To.Zero() {
		s.From, s.To = months(all)
	}
	s.Concerns += len(all)
	return all, nil
}

// months is the period of some worries in whole months: a day could say whose worry it was.
func months(all []*record.Concern) (from, to record.Date) {
	for _, c := range all {
		month := record.Date{Year: c.SeenOn.Year, Month: c.SeenOn.Month, Day: 1}
		if c.SeenOn.Zero() {
			continue
		}
		if from.Zero() || month.Before(from) {
			from = month
		}
		if to.Zero() || month.After(to) {
			to = month
		}
	}
	return from, to
}

// agreed is the norm of what is asked of a partner: what was typed, else what the partner promised. Who receives it must work there.
func agreed(tx *store.Tx, partner, receiver record.ID, norm int) (int, error) {
	if partner.Zero() {
		return norm, nil
	}
	p, err := store.Get[*record.Partner](tx, partner)
	if missing(err) {
		return norm, nil
	}
	if err != nil {
		return 0, err
	}
	if _, works := p.Officer(receiver); !works && !receiver.Zero() {
		return 0, record.Problems{{Field: "receiver", Code: "unknown"}}
	}
	if norm == 0 {
		norm = p.Norm
	}
	return norm, nil
}

// MoveSignal makes a step of the road of a wijksignaal; an illegal one is record.ErrTransition. on is the day it was given on, today
// when zero.
func (b *Book) MoveSignal(ctx context.Context, id record.ID, a record.RoadAction, on record.Date) error {
	if a == record.RoadUnsent {
		return record.ErrTransition // only an endpoint says that it lost something
	}
	return b.change(ctx, record.KindSignal, id, func(r record.Record) error { return r.(*record.Signal).Apply(a, on, b.now()) })
}

// AnswerSignal notes an answer to a wijksignaal; one that came before stays beside it.
func (b *Book) AnswerSignal(ctx context.Context, id record.ID, answer record.Returned) error {
	return b.change(ctx, record.KindSignal, id, func(r record.Record) error { return r.(*record.Signal).Take(answer, b.now()) })
}

// MoveRequest makes a step of the road of a verzoek; an illegal one is record.ErrTransition. on is the day it was asked on, today when
// zero.
func (b *Book) MoveRequest(ctx context.Context, id record.ID, a record.RoadAction, on record.Date) error {
	if a == record.RoadUnsent {
		return record.ErrTransition // only an endpoint says that it lost something
	}
	return b.change(ctx, record.KindRequest, id, func(r record.Record) error { return r.(*record.Request).Apply(a, on, b.now()) })
}

// AnswerRequest notes an answer to a verzoek; one that came before stays beside it.
func (b *Book) AnswerRequest(ctx context.Context, id record.ID, answer record.Returned) error {
	return b.change(ctx, record.KindRequest, id, func(r record.Record) error { return r.(*record.Request).Take(answer, b.now()) })
}

// Bundled lists the rows of the worries that are in a signal, as far as they are still there.
func (b *Book) Bundled(ctx context.Context, signal record.ID) ([]record.Row, error) {
	var rows []record.Row
	err := b.view(ctx, func(tx *store.Tx) error {
		for _, row := range tx.Rows(record.KindConcern) {
			if row.State != string(record.ConcernBundled) {
				continue
			}
			c, err := store.Get[*record.Concern](tx, row.ID)
			if err != nil {
				return err
			}
			if c.Signal == signal {
				rows = append(rows, row)
			}
		}
		return ctx.Err()
	})
	return rows, err
}
