package store

import (
	"encoding/binary"
	"io"

	bolt "go.etcd.io/bbolt"
)

// leafPages is the pages of a bucket that hold its values. They are read from the file and not through the memory map: what is only
// looked at once, in all of a large file, would count as memory of the program for as long as the file is open.
type leafPages struct {
	file  io.ReaderAt
	pages uint64 // of the file
	ids   []uint64
	small *bolt.Bucket // a bucket without pages of its own
}

// leaves finds the pages of a bucket in the moment that a transaction sees. The structure of the file was walked before.
func (s *Store) leaves(btx *bolt.Tx, letter byte) (*leafPages, error) {
	b := btx.Bucket([]byte{letter})
	if b == nil {
		return nil, ErrDamaged
	}
	l := &leafPages{file: s.db.file, pages: uint64(btx.Size()) / pageSize}
	if b.Root() == 0 {
		l.ids, l.small = []uint64{0}, b
		return l, nil
	}
	return l, l.below(uint64(b.Root()), 0)
}

// below finds the leaves below a page, which may be one itself. Only the pages above the leaves are read whole.
func (l *leafPages) below(id uint64, depth int) error {
	if depth > deepest {
		return damage(id, "too deep")
	}
	body, err := readPage(l.file, l.pages, id, nil)
	if err != nil {
		return err
	}
	n := binary.NativeEndian
	switch flags := n.Uint16(body[8:]); {
	case flags == flagLeaf:
		l.ids = append(l.ids, id)
		return nil
	case flags != flagBranch:
		return damage(id, "neither branch nor leaf")
	}
	_, children, err := branch(id, body, int(n.Uint16(body[10:])), span{})
	if err != nil {
		return err
	}
	for i, child := range children {
		if i == 0 {
			leaf, err := l.isLeaf(child)
			if err != nil {
				return err
			}
			if leaf {
				l.ids = append(l.ids, children...) // all leaves of a tree lie equally deep; each would notice one that does not
				return nil
			}
		}
		if err := l.below(child, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (l *leafPages) isLeaf(id uint64) (bool, error) {
	body, err := readPage(l.file, l.pages, id, nil)
	return err == nil && binary.NativeEndian.Uint16(body[8:]) == flagLeaf, err
}

// each goes through the values of some of the pages. What it gives is only valid until the next one.
func (l *leafPages) each(from, to int, do func(key, value []byte) error) error {
	if l.small != nil {
		return l.small.ForEach(do)
	}
	var body []byte
	for _, id := range l.ids[from:to] {
		var err error
		if body, err = readPage(l.file, l.pages, id, body); err != nil {
			return err
		}
		if binary.NativeEndian.Uint16(body[8:]) != flagLeaf {
			deeper := leafPages{file: l.file, pages: l.pages}
			if err := deeper.below(id, 0); err != nil {
				return err
			}
			if err := deeper.each(0, len(deeper.ids), do); err != nil {
				return err
			}
			continue
		}
		if err := eachOn(id, body, do); err != nil {
			return err
		}
	}
	return nil
}

func eachOn(id uint64, body []byte, do func(key, value []byte) error) error {
	for i := range int(binary.NativeEndian.Uint16(body[10:])) {
		_, key, value, err := element(id, body, i)
		if err != nil {
			return err
		}
		if err := do(key, value); err != nil {
			return err
		}
	}
	return nil
}
