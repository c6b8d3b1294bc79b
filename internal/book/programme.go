package book

import (
	"context"
	"slices"
	"strings"

	"schakel/internal/contribution"
	"schakel/internal/fault"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/store"
)

// ErrAims is returned for a change of the local aims of a year that has them: they are fixed for the year.
var ErrAims = fault.New(fault.Conflict, "programme.aims", "the aims of a year do not change")

// Programmes are the programmes that this worker gathers for or hands in to, by name.
func (b *Book) Programmes(ctx context.Context) ([]*record.Programme, error) {
	var all []*record.Programme
	err := b.view(ctx, func(tx *store.Tx) error {
		for _, row := range tx.Rows(record.KindProgramme) {
			p, err := store.Get[*record.Programme](tx, row.ID)
			if err != nil {
				return err
			}
			if p.Over {
				continue
			}
			all = append(all, p)
		}
		return nil
	})
	slices.SortStableFunc(all, func(x, y *record.Programme) int {
		return strings.Compare(x.Name.Reveal(), y.Name.Reveal())
	})
	return all, err
}

// PutProgramme keeps a programme that this worker gathers for. Workers need its card again when it changed. Errors: record.Problems, ErrAims.
func (b *Book) PutProgramme(ctx context.Context, p *record.Programme) error {
	return b.update(ctx, func(tx *store.Tx) error {
		if p.ID.Zero() {
			p.Own, p.Edition = true, 1
			return b.put(tx, p)
		}
		was, err := programmeOf(tx, p.ID)
		if err != nil {
			return err
		}
		for _, y := range was.Years {
			if !slices.EqualFunc(y.Aims, p.Aims(y.Year), record.Private.Equal) {
				return ErrAims
			}
		}
		p.Edition, p.Joints, p.Mailboxes = was.Edition+1, was.Joints, was.Mailboxes
		return b.put(tx, p)
	})
}

// ProgrammeCard is a programme as a file for its workers. That it goes is noted before its first byte is written.
func (b *Book) ProgrammeCard(ctx context.Context, id record.ID) ([]byte, error) {
	keys, err := b.parcelKeys()
	if err != nil {
		return nil, err
	}
	own, err := b.KeyCard(ctx)
	if err != nil {
		return nil, err
	}
	var file []byte
	err = b.update(ctx, func(tx *store.Tx) error {
		p, err := programmeOf(tx, id)
		if err != nil {
			return err
		}
		if !p.Own {
			return contribution.ErrCardOther
		}
		if file, err = contribution.Card(keys, own, p); err != nil {
			return err
		}
		return tx.Audit(actionProgrammeOut, record.KindProgramme, id)
	})
	return file, err
}

// LookProgramme reads the card of a programme without keeping it. Errors: those of contribution.ParseCard.
func (b *Book) LookProgramme(file []byte) (*record.Programme, parcel.Card, error) {
	return contribution.ParseCard(file, b.Today())
}

// TakeProgramme keeps the card of a programme, or a newer one of the same coordinator. The first card is believed: the worker compares its
// six words. Errors: those of contribution.ParseCard, contribution.ErrCardOlder, ErrCardOther and ErrCardOwn.
func (b *Book) TakeProgramme(ctx context.Context, file []byte) (*record.Programme, error) {
	p, card, err := b.LookProgramme(file)
	if err != nil {
		return nil, err
	}
	err = b.update(ctx, func(tx *store.Tx) error {
		was, err := store.Get[*record.Programme](tx, p.ID)
		switch {
		case missing(err):
		case err != nil:
			return err
		default:
			before, err := parcel.ParseCard(was.Card)
			switch {
			case was.Own:
				return contribution.ErrCardOwn
			case err != nil || !before.Same(card):
				return contribution.ErrCardOther
			case p.Edition < was.Edition:
				return contribution.ErrCardOlder
			}
			p.Head = was.Head
		}
		if err := b.put(tx, p); err != nil {
			return err
		}
		return tx.Audit(actionProgrammeIn, record.KindProgramme, p.ID)
	})
	if err != nil {
		return nil, err
	}
	return p, nil
}

// DropProgramme forgets a programme with every contribution for it: a worker hands in no more, or a coordinator's programme is over. What
// a coordinator added up stays known, by keys alone.
func (b *Book) DropProgramme(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		all, err := contributions(tx, func(r record.Row) bool { return r.Link == id })
		if err != nil {
			return err
		}
		for _, c := range all {
			if err := stopGift(tx, c); err != nil {
				return err
			}
		}
		if err := b.leaveMailboxes(tx, id); err != nil {
			return err
		}
		p, err := store.Get[*record.Programme](tx, id)
		if missing(err) {
			return tx.Delete(record.KindProgramme, id)
		}
		if err != nil {
			return err
		}
		if left := p.Forgotten(); left != nil {
			return b.put(tx, left)
		}
		return tx.Delete(record.KindProgramme, id)
	})
}

// programmeOf reads a programme; store.ErrNotFound for one that was forgotten too.
func programmeOf(tx *store.Tx, id record.ID) (*record.Programme, error) {
	p, err := store.Get[*record.Programme](tx, id)
	if err == nil && p.Over {
		return nil, store.ErrNotFound
	}
	return p, err
}

// ExpectWorker puts the holder of a key card on the list of who hands in; somebody who stands there gets the name on the card.
func (b *Book) ExpectWorker(ctx context.Context, id record.ID, card parcel.Card) error {
	return b.changeProgramme(ctx, id, func(p *record.Programme) { expect(p, card) })
}

func expect(p *record.Programme, card parcel.Card) {
	i := slices.IndexFunc(p.Workers, func(w record.ProgrammeWorker) bool { return w.Key == card.Key() })
	if i < 0 {
		p.Workers = append(p.Workers, record.ProgrammeWorker{Key: card.Key()})
		i = len(p.Workers) - 1
	}
	if !card.Name.Empty() {
		p.Workers[i].Name = card.Name
	}
}

// ForgetWorker takes somebody off the list of who hands in. What they handed in stays and counts.
func (b *Book) ForgetWorker(ctx context.Context, id record.ID, key string) error {
	return b.changeProgramme(ctx, id, func(p *record.Programme) {
		p.Workers = slices.DeleteFunc(p.Workers, func(w record.ProgrammeWorker) bool { return w.Key == key })
	})
}

func (b *Book) changeProgramme(ctx context.Context, id record.ID, change func(p *record.Programme)) error {
	return b.update(ctx, func(tx *store.Tx) error {
		p, err := programmeOf(tx, id)
		if err != nil {
			return err
		}
		change(p)
		return b.put(tx, p)
	})
}

// contributions reads those that are wanted. Their rows tell which: each holds a whole file, and years of them are kept.
func contributions(tx *store.Tx, want func(r record.Row) bool) ([]*record.Contribution, error) {
	var ids []record.ID
	for _, row := range tx.Rows(record.KindContribution) {
		if want(row) {
			ids = append(ids, row.ID)
		}
	}
	all := make([]*record.Contribution, 0, len(ids))
	err := tx.Each(record.KindContribution, ids, func(r record.Record) error {
		all = append(all, r.(*record.Contribution))
		return nil
	})
	return all, err
}
