package book

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"sync"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Named is a line of a list that is sorted by name. As gives the name as it is sorted, and is only asked when the name is new. Of lines with
// the same name the one with the higher Rank stands first.
type Named struct {
	ID   record.ID
	Name string
	As   func(string) string
	Rank int
}

// order keeps by what names are sorted, and in what order they stood, from one opening of a list to the next: working that out takes longer
// than showing them. What is kept is dropped when a name changes, when it is deleted, and when the book closes; so nothing of it outlives
// a lock.
type order struct {
	mu    sync.Mutex
	by    *i18n.Printer // whose order the keys are of
	keys  map[record.ID]orderKey
	made  []int         // the order as it was last
	of    []*record.Row // the first row of each snapshot that it was made of
	count int           // of how many lines
	ended bool
}

type orderKey struct {
	name string
	key  []byte
}

// NameOrder gives the order of lines by their names, as the language of p does: the place of the first line, of the second and so on. The
// lines must follow from the snapshots, for an order of the same snapshots is not worked out again; without a snapshot it always is. What it gives must not be changed.
func (b *Book) NameOrder(p *i18n.Printer, lines []Named, snapshots ...[]record.Row) []int {
	o := &b.order
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.keys == nil && !o.ended {
		b.store.Watch(o.follow)
		o.keys = map[record.ID]orderKey{}
	}
	if o.by != p {
		o.by, o.of, o.made = p, nil, nil
		clear(o.keys)
	}
	of := make([]*record.Row, len(snapshots))
	for i, rows := range snapshots {
		if len(rows) > 0 {
			of[i] = &rows[0]
		}
	}
	if len(of) > 0 && o.made != nil && o.count == len(lines) && slices.Equal(o.of, of) {
		return o.made
	}
	made := o.sort(p, lines)
	if !o.ended && len(of) > 0 {
		o.made, o.of, o.count = made, of, len(lines)
	}
	return made
}

func (o *order) sort(p *i18n.Printer, lines []Named) []int {
	all := make([]sorting, len(lines))
	for i, l := range lines {
		all[i] = newSorting(o.key(p, l), i)
	}
	slices.SortFunc(all, func(a, b sorting) int {
		return cmp.Or(a.compare(b), lines[b.at].Rank-lines[a.at].Rank, a.at-b.at)
	})
	made := make([]int, len(all))
	for i, s := range all {
		made[i] = s.at
	}
	return made
}

// key is the bytes by which bytes.Compare orders a name.
func (o *order) key(p *i18n.Printer, l Named) []byte {
	if k, ok := o.keys[l.ID]; ok && k.name == l.Name {
		return k.key
	}
	key := p.SortKey(l.As(l.Name))
	if !o.ended {
		o.keys[l.ID] = orderKey{l.Name, key}
	}
	return key
}

// sorting is a key with its first bytes as numbers. Those decide nearly always, and numbers that stand beside each other are compared several
// times as fast as keys that lie all over the memory.
type sorting struct {
	first [3]uint64
	key   []byte
	at    int
}

func newSorting(key []byte, at int) sorting {
	s := sorting{key: key, at: at}
	var first [24]byte
	copy(first[:], key)
	for i := range s.first {
		s.first[i] = binary.BigEndian.Uint64(first[8*i:])
	}
	return s
}

func (s sorting) compare(other sorting) int {
	for i, n := range s.first {
		if n != other.first[i] {
			return cmp.Compare(n, other.first[i])
		}
	}
	return bytes.Compare(s.key, other.key)
}

// follow drops what a commit changed or deleted.
func (o *order) follow(changed []record.Row, deleted []store.Ref) {
	o.mu.Lock()
	defer o.mu.Unlock()
	drop := func(id record.ID) {
		if _, named := o.keys[id]; named {
			delete(o.keys, id)
			o.made, o.of = nil, nil
		}
	}
	for _, r := range changed {
		drop(r.ID)
	}
	for _, ref := range deleted {
		drop(ref.ID)
	}
}

// end drops all of it.
func (o *order) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.by, o.keys, o.made, o.of, o.ended = nil, nil, nil, nil, true
}
