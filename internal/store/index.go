package store

import (
	"slices"
	"sync"

	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// mostKinds is above the number of every kind of record; a test holds it so.
const mostKinds = 64

// index is the compact rows in memory, by kind.
type index struct {
	kinds [mostKinds]shelf
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

func (x *index) row(ref Ref) (record.Row, bool) {
	sh := x.shelf(ref.Kind)
	i, ok := sh.at[ref.ID]
	if !ok {
		return record.Row{}, false
	}
	return sh.rows[i], true
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

// rowPart is rows that one core loaded, by kind, in pieces of a fixed size: growing slices would leave as much again behind.
type rowPart struct {
	kinds [mostKinds][][]loadedRow
	read  codec.Rows
}

type loadedRow struct {
	row      record.Row
	revision uint64
}

const rowPiece = 256

func (p *rowPart) add(row record.Row, revision uint64) {
	pieces := &p.kinds[row.Kind]
	last := len(*pieces) - 1
	if last < 0 || len((*pieces)[last]) == rowPiece {
		*pieces, last = append(*pieces, make([]loadedRow, 0, rowPiece)), last+1
	}
	(*pieces)[last] = append((*pieces)[last], loadedRow{row, revision})
}

// fill builds the index from loaded rows, the kinds side by side.
func (x *index) fill(parts []rowPart) {
	var group sync.WaitGroup
	for k := range x.kinds {
		var pieces [][]loadedRow
		n := 0
		for i := range parts {
			for _, piece := range parts[i].kinds[k] {
				pieces, n = append(pieces, piece), n+len(piece)
			}
		}
		if n > 0 {
			group.Go(func() { x.kinds[k].fill(pieces, n) })
		}
	}
	group.Wait()
}

func (sh *shelf) fill(pieces [][]loadedRow, n int) {
	*sh = shelf{rows: make([]record.Row, 0, n), revisions: make([]uint64, 0, n), at: make(map[record.ID]int, n)}
	for _, piece := range pieces {
		for i := range piece {
			sh.set(piece[i].row, piece[i].revision)
		}
	}
}
