package store

import (
	"encoding/binary"
	"hash/fnv"
	"io"
	"os"
)

// The layout of a bbolt meta page: a page header of 16 bytes, then magic, version, page size, flags, root, sequence, freelist,
// high water mark, transaction id, and a checksum (FNV-64a) over what stands before it.
const (
	pageSize   = 4096
	pageHeader = 16
	metaMagic  = 0xED0CDAED
	metaSum    = 56 // offset of the checksum
)

type meta struct {
	root     uint64
	freelist uint64
	pages    uint64 // high water mark: the file has at least so many pages
	txid     uint64
}

func readMeta(f io.ReaderAt, page int64) (m meta, ok bool) {
	var b [pageHeader + metaSum + 8]byte
	if _, err := f.ReadAt(b[:], page*pageSize); err != nil {
		return m, false
	}
	body := b[pageHeader:]
	h := fnv.New64a()
	_, _ = h.Write(body[:metaSum])
	native := binary.NativeEndian
	if native.Uint64(b[:]) != uint64(page) || native.Uint32(body) != metaMagic || native.Uint32(body[8:]) != pageSize ||
		native.Uint64(body[metaSum:]) != h.Sum64() {
		return m, false
	}
	return meta{
		root: native.Uint64(body[16:]), freelist: native.Uint64(body[32:]), pages: native.Uint64(body[40:]), txid: native.Uint64(body[48:]),
	}, true
}

// inspect checks what bbolt does not look at: that the file is as long as it says, and, after a clean exit, that both meta pages
// are whole and follow each other. bbolt itself would fall back on the older one without a word.
func inspect(f *os.File, unclean bool) error {
	a, okA := readMeta(f, 0)
	b, okB := readMeta(f, 1)
	if !okA && !okB || !unclean && !(okA && okB) {
		return ErrDamaged
	}
	if okA && okB && a.txid+1 != b.txid && b.txid+1 != a.txid {
		return ErrDamaged
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if uint64(info.Size()) < max(a.pages, b.pages)*pageSize {
		return ErrDamaged
	}
	return nil
}

// structure walks the pages of the file.
func structure(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return walk(f, info.Size())
}
