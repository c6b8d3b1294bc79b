package store

import (
	"slices"

	"schakel/internal/record"
)

// index is the compact rows in memory, by kind.
type index struct {
	kinds [16]shelf
}

// shelf is the rows of one kind.
type shelf struct {
	rows      []record.Row
	revisions []uint64 // beside rows
	at        map[record.ID]int
	shared    bool // somebody has a snapshot of rows; they are copied before the next change
}

func (x *index) shelf(kind record.Kind) *shelf {
	if int(kind) >= len(x.kinds) {
		return &shelf{}
	}
	return &x.kinds[kind]
}

func (x *index) len() (n int) {
	for i := range x.kinds {
		n += len(x.kinds[i].rows)
	}
	return n
}

func (x *index) revision(ref Ref) (uint64, bool) {
	sh := x.shelf(ref.Kind)
	i, ok := sh.at[ref.ID]
	if !ok {
		return 0, false
	}
	return sh.revisions[i], true
}

func (x *index) snapshot(kind record.Kind) []record.Row {
	sh := x.shelf(kind)
	sh.shared = true
	return slices.Clip(sh.rows)
}

// set adds or replaces a row.
func (sh *shelf) set(row record.Row, revision uint64) {
	if i, ok := sh.at[row.ID]; ok {
		sh.own()
		sh.rows[i], sh.revisions[i] = row, revision
		return
	}
	if sh.at == nil {
		sh.at = map[record.ID]int{}
	}
	sh.at[row.ID] = len(sh.rows)
	// Appending is safe for a snapshot: it was clipped, and what it sees is not touched.
	sh.rows = append(sh.rows, row)
	sh.revisions = append(sh.revisions, revision)
}

// remove puts the last row in the place of the removed one.
func (sh *shelf) remove(id record.ID) {
	i, ok := sh.at[id]
	if !ok {
		return
	}
	sh.own()
	last := len(sh.rows) - 1
	sh.rows[i], sh.revisions[i] = sh.rows[last], sh.revisions[last]
	sh.at[sh.rows[i].ID] = i
	sh.rows[last] = record.Row{}
	sh.rows, sh.revisions = sh.rows[:last], sh.revisions[:last]
	delete(sh.at, id)
}

func (sh *shelf) own() {
	if sh.shared {
		sh.rows = slices.Clone(sh.rows)
		sh.shared = false
	}
}

func (x *index) apply(changes map[Ref]pending, order []Ref) {
	for _, ref := range order {
		if p := changes[ref]; p.deleted {
			x.shelf(ref.Kind).remove(ref.ID)
		} else {
			x.shelf(ref.Kind).set(p.row, p.revision)
		}
	}
}
