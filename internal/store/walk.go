package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
)

// The parts of a bbolt page: a header (id, flags, count, overflow) and elements of 16 bytes that point at keys and values.
const (
	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagFreelist = 0x10
	elementSize  = 16
	bucketInfo   = 16 // root page and sequence in front of a bucket's value
	bucketDepth  = 2  // level of the first page of a bucket: above it the list of buckets
	deepest      = 32 // levels; a store of a terabyte has six
)

// walker checks the structure of a bbolt file by reading it, not through the memory map, so that no damage can make it fault:
// every page in range, reached once or free, elements inside their page, keys in order.
type walker struct {
	file    io.ReaderAt
	pages   uint64
	seen    []bool
	buckets int
	bodies  [deepest + 2][]byte // memory for the page of every level on the way down
}

// walk checks the newest state of the file. It must not be written meanwhile.
func walk(f io.ReaderAt, size int64) error {
	m, ok := newestMeta(f)
	if !ok || m.pages > uint64(size)/pageSize || m.pages < 3 {
		return damage(0, "no whole meta page")
	}
	w := &walker{file: f, pages: m.pages, seen: make([]bool, m.pages)}
	w.seen[0], w.seen[1] = true, true
	if err := w.tree(m.root, 0, nil, nil); err != nil {
		return err
	}
	if err := w.freelist(m.freelist); err != nil {
		return err
	}
	for id, seen := range w.seen {
		if !seen {
			return damage(uint64(id), "neither used nor free")
		}
	}
	return nil
}

func damage(page uint64, what string) error {
	return fmt.Errorf("%w: page %d: %s", ErrDamaged, page, what)
}

// page reads a page with its overflow and marks it as reached. It stays as it is until the next page of that depth is read.
func (w *walker) page(id uint64, depth int) (body []byte, flags uint16, count int, err error) {
	body, err = readPage(w.file, w.pages, id, w.bodies[depth])
	if err != nil {
		return nil, 0, 0, err
	}
	w.bodies[depth] = body
	n := binary.NativeEndian
	over := uint64(len(body)/pageSize) - 1
	for i := id; i <= id+over; i++ {
		if w.seen[i] {
			return nil, 0, 0, damage(i, "reached twice")
		}
		w.seen[i] = true
	}
	return body, n.Uint16(body[8:]), int(n.Uint16(body[10:])), nil
}

// readPage reads a page of a file of so many, with its overflow, into memory that may be used again.
func readPage(file io.ReaderAt, pages, id uint64, memory []byte) ([]byte, error) {
	if id < 2 || id >= pages {
		return nil, damage(id, "out of range")
	}
	body := slices.Grow(memory[:0], pageSize)[:pageSize]
	if _, err := file.ReadAt(body, int64(id)*pageSize); err != nil {
		return nil, damage(id, "cannot be read")
	}
	n := binary.NativeEndian
	over := uint64(n.Uint32(body[12:]))
	if n.Uint64(body) != id || over >= pages-id {
		return nil, damage(id, "wrong header")
	}
	if over == 0 {
		return body, nil
	}
	body = slices.Grow(body, int(over)*pageSize)[:(over+1)*pageSize]
	if _, err := file.ReadAt(body, int64(id)*pageSize); err != nil {
		return nil, damage(id, "cannot be read")
	}
	return body, nil
}

// tree checks a page and what is below it. Keys lie from least on and below limit, where those are given.
func (w *walker) tree(id uint64, depth int, least, limit []byte) error {
	if depth > deepest {
		return damage(id, "too deep")
	}
	body, flags, count, err := w.page(id, depth)
	if err != nil {
		return err
	}
	switch {
	case flags == flagLeaf:
		return w.leaf(id, body, count, depth, least, limit)
	case flags != flagBranch || count == 0:
		return damage(id, "neither branch nor leaf")
	}
	keys, children, err := branch(id, body, count, span{least, limit})
	if err != nil {
		return err
	}
	if depth == bucketDepth {
		return w.apart(children, keys)
	}
	return w.below(children, keys, depth+1)
}

func (w *walker) below(children []uint64, keys [][]byte, depth int) error {
	for i, child := range children {
		if err := w.tree(child, depth, keys[i], keys[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// apart walks the pages below the first page of a bucket on all cores. Every part marks what it reaches by itself, so that the parts
// are put together and a page that two of them reach is found then.
func (w *walker) apart(children []uint64, keys [][]byte) error {
	parts := make([]walker, min(runtime.GOMAXPROCS(0), len(children)))
	errs := make([]error, len(parts))
	var group sync.WaitGroup
	for p := range parts {
		from, to := len(children)*p/len(parts), len(children)*(p+1)/len(parts)
		parts[p] = walker{file: w.file, pages: w.pages, seen: make([]bool, w.pages), buckets: w.buckets}
		group.Go(func() {
			errs[p] = guard(func() error { return parts[p].below(children[from:to], keys[from:to+1], bucketDepth+1) })
		})
	}
	group.Wait()
	for p := range parts {
		if errs[p] != nil {
			return errs[p]
		}
		for id, seen := range parts[p].seen {
			if seen && w.seen[id] {
				return damage(uint64(id), "reached twice")
			}
			w.seen[id] = w.seen[id] || seen
		}
	}
	return nil
}

// span is the keys that may stand in a page: from least on and below limit, where those are given.
type span struct{ least, limit []byte }

// holds reports whether a key lies in the span and after the key before it.
func (s span) holds(before, key []byte) bool {
	return (before == nil || bytes.Compare(before, key) < 0) && (s.least == nil || bytes.Compare(key, s.least) >= 0) &&
		(s.limit == nil || bytes.Compare(key, s.limit) < 0)
}

// branch reads the keys of a branch page, with the limit behind them, and the pages below it.
func branch(id uint64, body []byte, count int, in span) (keys [][]byte, children []uint64, err error) {
	n := binary.NativeEndian
	var before []byte
	for i := range count {
		at := pageHeader + i*elementSize
		if at+elementSize > len(body) {
			return nil, nil, damage(id, "elements beyond the page")
		}
		key, ok := part(body, at, n.Uint32(body[at:]), n.Uint32(body[at+4:]))
		if !ok {
			return nil, nil, damage(id, "key beyond the page")
		}
		if !in.holds(before, key) {
			return nil, nil, damage(id, "keys out of order")
		}
		keys, children, before = append(keys, key), append(children, n.Uint64(body[at+8:])), key
	}
	return append(keys, in.limit), children, nil
}

// leaf checks the elements of a leaf and the buckets below them.
func (w *walker) leaf(id uint64, body []byte, count, depth int, least, limit []byte) error {
	var before []byte
	in := span{least, limit}
	for i := range count {
		flags, key, value, err := element(id, body, i)
		if err != nil {
			return err
		}
		if !in.holds(before, key) {
			return damage(id, "keys out of order")
		}
		before = key
		if flags == 1 {
			if err := w.bucket(id, value, depth); err != nil {
				return err
			}
		}
	}
	return nil
}

// element is a key and its value in a leaf; flag 1 says that the value is a bucket.
func element(id uint64, body []byte, i int) (flags uint32, key, value []byte, err error) {
	n := binary.NativeEndian
	at := pageHeader + i*elementSize
	if at+elementSize > len(body) {
		return 0, nil, nil, damage(id, "elements beyond the page")
	}
	flags = n.Uint32(body[at:])
	pos, ksize, vsize := n.Uint32(body[at+4:]), n.Uint32(body[at+8:]), n.Uint32(body[at+12:])
	key, ok := part(body, at, pos, ksize)
	value, okValue := part(body, at+int(ksize), pos, vsize)
	if !ok || !okValue || ksize == 0 || flags > 1 {
		return 0, nil, nil, damage(id, "element beyond the page")
	}
	return flags, key, value, nil
}

// bucket checks the tree of a bucket; a small one stands inside the value itself.
func (w *walker) bucket(id uint64, value []byte, depth int) error {
	if w.buckets++; len(value) < bucketInfo || depth > 1 || w.buckets > 64 {
		return damage(id, "wrong bucket")
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		return w.tree(root, bucketDepth, nil, nil)
	}
	inside := value[bucketInfo:]
	if len(inside) < pageHeader || binary.NativeEndian.Uint16(inside[8:]) != flagLeaf {
		return damage(id, "wrong bucket")
	}
	return w.leaf(id, inside, int(binary.NativeEndian.Uint16(inside[10:])), bucketDepth, nil, nil)
}

// freelist checks that the free pages are pages that nothing else uses.
func (w *walker) freelist(id uint64) error {
	body, flags, count, err := w.page(id, 0)
	if err != nil {
		return err
	}
	if flags != flagFreelist {
		return damage(id, "not the list of free pages")
	}
	n := binary.NativeEndian
	at := pageHeader
	total := uint64(count)
	if count == 0xFFFF {
		total, at = n.Uint64(body[at:]), at+8
	}
	if total > w.pages || uint64(at)+total*8 > uint64(len(body)) {
		return damage(id, "more free pages than there are")
	}
	for i := range total {
		free := n.Uint64(body[uint64(at)+i*8:])
		if free < 2 || free >= w.pages || w.seen[free] {
			return damage(free, "free and used")
		}
		w.seen[free] = true
	}
	return nil
}

// part is size bytes from pos, counted from an element.
func part(body []byte, element int, pos, size uint32) ([]byte, bool) {
	from := uint64(element) + uint64(pos)
	to := from + uint64(size)
	if to > uint64(len(body)) {
		return nil, false
	}
	return body[from:to], true
}
