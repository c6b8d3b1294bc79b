package book

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"time"

	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// MergesOf lists what was merged into a person or a family, the newest first.
func (b *Book) MergesOf(ctx context.Context, id record.ID) ([]*record.Merge, error) {
	var all []*record.Merge
	err := b.view(ctx, func(tx *store.Tx) error {
		var err error
		all, err = merges(tx, id)
		return err
	})
	return all, err
}

func merges(tx *store.Tx, id record.ID) ([]*record.Merge, error) {
	var all []*record.Merge
	err := collect(tx, record.KindMerge, &all, func(r record.Row) bool { return r.Link == id })
	slices.SortStableFunc(all, func(a, b *record.Merge) int { return b.Created.Compare(a.Created) })
	return all, err
}

// Unmerge takes a merge back: both are there as they were, and every record names the one that it named. What was changed since in a
// field stays as it is now, and what was added since stays with the one that stayed. Of several merges of one record the newest goes
// first; else it is ErrMergeLater.
func (b *Book) Unmerge(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error {
		m, err := store.Get[*record.Merge](tx, id)
		if err != nil {
			return err
		}
		if err := newest(tx, m); err != nil {
			return err
		}
		if err := untyped(tx, m.Keep); err != nil {
			return err
		}
		if err := b.putBack(tx, m); err != nil {
			return err
		}
		for _, change := range m.Before {
			if err := b.undo(tx, change, m.Imported); err != nil {
				return err
			}
		}
		if err := tx.Delete(record.KindMerge, m.ID); err != nil {
			return err
		}
		return tx.Audit(actionUnmerged, m.What, m.Keep)
	})
}

// newest refuses when the one that stayed is part of another one now, or took in more since.
func newest(tx *store.Tx, m *record.Merge) error {
	keep, err := tx.Get(m.What, m.Keep)
	if err != nil {
		return err
	}
	var was []record.Former
	switch v := keep.(type) {
	case *record.Person:
		was = v.Was
	case *record.Household:
		was = v.Was
	}
	own := slices.ContainsFunc(m.Before, func(c record.Before) bool { return c.Of == m.Keep.String() })
	if !own || len(was) == 0 || was[len(was)-1].ID != m.Gone.ID {
		return ErrMergeLater
	}
	return nil
}

// putBack keeps the one that was gone, as it was.
func (b *Book) putBack(tx *store.Tx, m *record.Merge) error {
	r, err := codec.Unmarshal(m.What, []byte(m.Whole.Reveal()))
	if err != nil {
		return err
	}
	head := r.Base()
	if head.ID != m.Gone.ID {
		return store.ErrDamaged
	}
	head.Revision, head.Changed = 0, time.Time{}
	if m.Imported { // it came through a file, so it is looked at as anything that does
		if err := r.Validate(b.Today()).Err(); err != nil {
			return err
		}
	}
	return tx.PutBack(r)
}

// undo takes back what was changed in one record, as far as it still stands so. A record that was erased since is passed over.
func (b *Book) undo(tx *store.Tx, change record.Before, imported bool) error {
	id, err := record.ParseID(change.Of)
	if err != nil {
		return err
	}
	r, err := tx.Get(change.What, id)
	if missing(err) {
		return nil
	}
	if err != nil {
		return err
	}
	fields, err := fieldsOf(r)
	if err != nil {
		return err
	}
	for _, p := range change.Parts {
		if err := untake(fields, p); err != nil {
			return err
		}
	}
	back, err := withFields(change.What, fields, *r.Base())
	if err != nil {
		return err
	}
	if imported {
		if err := back.Validate(b.Today()).Err(); err != nil {
			return err
		}
	}
	return tx.Put(back)
}

// untake takes one field back: as a whole while it was not touched since, else entry by entry when it is a list.
func untake(fields map[string]json.RawMessage, p record.Patch) error {
	old, merged := json.RawMessage(p.Old.Reveal()), json.RawMessage(p.New.Reveal())
	now := fields[p.Field]
	if bytes.Equal(now, merged) {
		take(fields, p.Field, old)
		return nil
	}
	lists := make([][]json.RawMessage, 3)
	for i, value := range []json.RawMessage{old, merged, now} {
		if len(value) > 0 && json.Unmarshal(value, &lists[i]) != nil {
			return nil // no list: somebody chose what stands there now
		}
	}
	left := backList(lists[0], lists[1], lists[2])
	if len(left) == 0 {
		take(fields, p.Field, nil)
		return nil
	}
	data, err := json.Marshal(left)
	take(fields, p.Field, data)
	return err
}

// backList is the old list without what was taken out of it since, and with what was added since.
func backList(old, merged, now []json.RawMessage) []json.RawMessage {
	in := func(list []json.RawMessage, one json.RawMessage) bool {
		return slices.ContainsFunc(list, func(have json.RawMessage) bool { return bytes.Equal(have, one) })
	}
	var out []json.RawMessage
	for _, one := range old {
		if !in(merged, one) || in(now, one) {
			out = append(out, one)
		}
	}
	for _, one := range now {
		if !in(merged, one) {
			out = append(out, one)
		}
	}
	return out
}
