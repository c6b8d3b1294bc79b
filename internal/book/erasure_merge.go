package book

import (
	"slices"
	"strings"

	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// former takes along who was merged into somebody who goes: an older copy of the store knows them apart, and a key of their own may
// still be there.
func (e *ending) former(was []record.Former) {
	for _, f := range was {
		e.gone[f.ID] = true
		if !slices.Contains(e.destroy, f.ID) {
			e.destroy = append(e.destroy, f.ID)
		}
	}
}

// merge: what is needed to take a merge back holds both as they were, so it goes with either.
func (g *parting) merge(m *record.Merge) verdict {
	if g.gone[m.Keep] || g.gone[m.Gone.ID] {
		return goes
	}
	for _, b := range m.Before {
		if id, err := record.ParseID(b.Of); err == nil && g.gone[id] {
			return goes
		}
	}
	for _, text := range codec.Texts(m) {
		for id := range g.gone {
			if strings.Contains(text.Text.Reveal(), id.String()) {
				return goes
			}
		}
	}
	return stays
}

// merged judges the merges that other families keep.
func (e *ending) merged(tx *store.Tx) error {
	for _, row := range tx.Rows(record.KindMerge) {
		if e.gone[row.ID] || slices.Contains(e.destroy, row.Owner) {
			continue
		}
		v, err := e.weigh(tx, record.KindMerge, row.ID)
		if err != nil {
			return err
		}
		if v == goes && !slices.Contains(e.renew, row.Owner) {
			e.renew = append(e.renew, row.Owner)
		}
	}
	return nil
}

// alike takes who goes out of the lists of those who look alike and are somebody else.
func (e *ending) alike(tx *store.Tx) error {
	stand := map[record.ID]record.Record{}
	for _, r := range e.put {
		stand[r.Base().ID] = r
	}
	look := func(r record.Record) {
		head := r.Base()
		if other := stand[head.ID]; other != nil {
			r = other
		}
		if e.gone[head.ID] || !e.unlike(r) {
			return
		}
		if stand[head.ID] == nil {
			e.put = append(e.put, r)
		}
		if !slices.Contains(e.renew, head.Owner) && !slices.Contains(e.destroy, head.Owner) {
			e.renew = append(e.renew, head.Owner)
		}
	}
	for _, h := range e.families {
		look(h)
	}
	var ids []record.ID
	for _, row := range tx.Rows(record.KindPerson) {
		if !e.gone[row.ID] {
			ids = append(ids, row.ID)
		}
	}
	return tx.Each(record.KindPerson, ids, func(r record.Record) error {
		look(r)
		return nil
	})
}

// unlike does so in one record, and tells whether there was anything.
func (e *ending) unlike(r record.Record) (found bool) {
	switch v := r.(type) {
	case *record.Person:
		v.NotSame, found = e.without(v.NotSame)
	case *record.Household:
		v.NotSame, found = e.without(v.NotSame)
	}
	return found
}
