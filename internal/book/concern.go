package book

import (
	"context"
	"slices"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Concern reads one concern.
func (b *Book) Concern(ctx context.Context, id record.ID) (*record.Concern, error) {
	return load[*record.Concern](b, ctx, id)
}

// SaveConcern keeps a concern. A new one is open.
func (b *Book) SaveConcern(ctx context.Context, c *record.Concern) error {
	if c.State == "" {
		c.State = record.ConcernOpen
	}
	return b.save(ctx, c)
}

// MoveConcern changes the state of a concern; an illegal change is record.ErrTransition. A worry is bundled with SaveSignal, which knows
// in what.
func (b *Book) MoveConcern(ctx context.Context, id record.ID, a record.ConcernAction, reason record.CloseReason) error {
	if a == record.ConcernBundle {
		return record.ErrTransition
	}
	return b.change(ctx, record.KindConcern, id, func(r record.Record) error {
		return r.(*record.Concern).Apply(a, reason, b.now())
	})
}

// NoteCall notes whom was called in danger, and when.
func (b *Book) NoteCall(ctx context.Context, id record.ID, call record.Call) error {
	return b.change(ctx, record.KindConcern, id, func(r record.Record) error {
		c := r.(*record.Concern)
		c.Called = append(c.Called, call)
		return nil
	})
}

// NoteAid keeps what was written along the steps of the meldcode, over the revision of the worry with which the writing began: of another one
// nothing is written over, and it is store.ErrChanged.
func (b *Book) NoteAid(ctx context.Context, id record.ID, began uint64, aid record.Aid) error {
	return b.change(ctx, record.KindConcern, id, func(r record.Record) error {
		if r.Base().Revision != began {
			return store.ErrChanged
		}
		r.(*record.Concern).Aid = aid
		return nil
	})
}

// Advice reads one advice without a name.
func (b *Book) Advice(ctx context.Context, id record.ID) (*record.Advice, error) {
	return load[*record.Advice](b, ctx, id)
}

// SaveAdvice keeps an advice without a name: of when it was written only the month, and nothing in the log.
func (b *Book) SaveAdvice(ctx context.Context, a *record.Advice) error {
	if a.Month.Zero() {
		a.Month = b.Today()
	}
	a.Month.Day = 1
	return b.save(ctx, a)
}

// ErrAdviceFamily is returned when an advice is to be kept with a worry that is about no family.
var ErrAdviceFamily = fault.New(fault.Invalid, "advice.family", "the worry is about no family")

// Agreeing lists who can agree, for a family, that an advice is kept with a worry: who lives there, is no child, and is safe to ask.
func (b *Book) Agreeing(ctx context.Context, concern record.ID) ([]*record.Person, error) {
	var all []*record.Person
	err := b.view(ctx, func(tx *store.Tx) error {
		c, err := store.Get[*record.Concern](tx, concern)
		if err != nil {
			return err
		}
		all, err = agreeing(tx, c, b.Today())
		return err
	})
	return all, err
}

func agreeing(tx *store.Tx, c *record.Concern, today record.Date) ([]*record.Person, error) {
	if c.Scope != record.ScopeHousehold || c.Household.Zero() {
		return nil, ErrAdviceFamily
	}
	f, err := family(tx, c.Household)
	if err != nil {
		return nil, err
	}
	all, err := homes(tx, f)
	if err != nil {
		return nil, err
	}
	avoid := unsafeIn(all)
	return slices.DeleteFunc(f.Parents(today), func(p *record.Person) bool {
		return avoid[p.ID] || p.As == record.PersonChild
	}), nil
}

// KeepAdvice keeps an advice without a name with a worry about a family, after somebody of the family agreed on a day. The advice
// without a name is gone then: the same words in two places would give it a name, and with the family it is erased and shown like
// everything about them.
func (b *Book) KeepAdvice(ctx context.Context, advice, concern, by record.ID, on record.Date) error {
	return b.update(ctx, func(tx *store.Tx) error {
		a, err := store.Get[*record.Advice](tx, advice)
		if err != nil {
			return err
		}
		c, err := store.Get[*record.Concern](tx, concern)
		if err != nil {
			return err
		}
		who, err := agreeing(tx, c, b.Today())
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(who, func(p *record.Person) bool { return p.ID == by }) {
			return record.Problems{{Field: "by", Code: "advice.by"}}
		}
		c.Advised = append(c.Advised, record.Advised{
			Month: a.Month, From: a.From, Question: a.Question, Answer: a.Answer, Done: a.Done, By: by, On: on,
		})
		if err := b.put(tx, c); err != nil {
			return err
		}
		return tx.Delete(record.KindAdvice, a.ID)
	})
}

// DropAdvice throws an advice without a name away.
func (b *Book) DropAdvice(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error { return tx.Delete(record.KindAdvice, id) })
}
