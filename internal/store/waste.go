package store

import (
	"encoding/binary"
	"io"
)

// Waste is how many bytes of the file hold nothing any more, and how long the file is. What was deleted may still stand in the first,
// sealed; Compact takes both away.
func (s *Store) Waste() (free, all int64, err error) {
	err = s.View(func(*Tx) error {
		info, err := s.db.file.Stat()
		if err != nil {
			return err
		}
		all = info.Size()
		m, ok := newestMeta(s.db.file)
		if !ok {
			return ErrDamaged
		}
		n, err := freePages(s.db.file, m)
		free = int64(n)*pageSize + all - int64(m.pages)*pageSize
		return err
	})
	return free, all, err
}

// newestMeta is the meta page of the last commit.
func newestMeta(f io.ReaderAt) (meta, bool) {
	a, okA := readMeta(f, 0)
	b, okB := readMeta(f, 1)
	if !okA || okB && b.txid > a.txid {
		return b, okB
	}
	return a, okA
}

// freePages is the number of pages on the freelist.
func freePages(f io.ReaderAt, m meta) (uint64, error) {
	var head [pageHeader + 8]byte
	if m.freelist >= m.pages {
		return 0, nil // the list is not kept in the file
	}
	if _, err := f.ReadAt(head[:], int64(m.freelist)*pageSize); err != nil {
		return 0, err
	}
	n := binary.NativeEndian
	if count := n.Uint16(head[10:]); count < 0xFFFF {
		return uint64(count), nil
	}
	return n.Uint64(head[pageHeader:]), nil
}
