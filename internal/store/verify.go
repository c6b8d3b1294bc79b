package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"slices"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/seal"
)

// Report is what Verify found.
type Report struct {
	Records  int
	Owners   int
	Entries  int
	Drafts   int
	Findings []Finding // empty when all is well
}

// Finding is one thing that is wrong. Code is one of the constants below; the text is made at the edge from "verify.<Code>".
type Finding struct {
	Code  string
	Ref   Ref    // the record it is about, when known
	Field string // for FindReference: the field that names a record that is not there
}

// What Verify can find.
const (
	FindPages     = "pages"     // the structure of the file is damaged
	FindValue     = "value"     // a record does not open or does not decode
	FindRow       = "row"       // a compact row is missing, too many, or differs from its record
	FindOwner     = "owner"     // the key of an owner does not open
	FindReference = "reference" // a record names one that is not there
	FindChain     = "chain"     // the audit chain is broken, or does not agree with a record
	FindDraft     = "draft"     // a draft or setting does not open
)

// checker is a running verification.
type checker struct {
	ctx      context.Context
	tx       *Tx
	report   Report
	progress func(done, total int)
	done     int
	total    int
	known    map[record.ID]bool
	refs     []Finding
	wanted   []record.ID       // beside refs
	last     map[Ref]uint64    // revision of every record that was read
	keys     map[string]Ref    // bucket key of every row
	loaded   map[Ref]rowOnDisk // every row that opens
}

type rowOnDisk struct {
	bytes    []byte
	revision uint64
}

// Verify walks the whole store: pages, owner keys, every record and its row, references, drafts and the audit chain. It returns
// an error only when it could not finish (the context ended, or the store is closed); what is wrong stands in the report.
func (s *Store) Verify(ctx context.Context, progress func(done, total int)) (Report, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	c := &checker{
		ctx: ctx, progress: progress, known: map[record.ID]bool{}, last: map[Ref]uint64{}, keys: map[string]Ref{},
		loaded: map[Ref]rowOnDisk{},
	}
	whole, err := s.pages()
	if err != nil || !whole {
		if err == nil {
			c.find(FindPages, Ref{}) // the walk below would read what is not there
		}
		return c.report, err
	}
	err = s.View(func(tx *Tx) error {
		c.tx = tx
		c.total = tx.count(bucketValues) + tx.count(bucketRows) + tx.count(bucketAudit)
		for _, step := range []func() error{c.erased, c.owners, c.rows, c.values, c.drafts, c.chain} {
			if err := step(); err != nil {
				return err
			}
		}
		c.references()
		return nil
	})
	progress(c.done, c.total)
	return c.report, err
}

func (c *checker) find(code string, ref Ref) {
	c.report.Findings = append(c.report.Findings, Finding{Code: code, Ref: ref})
}

// step counts and stops when the context ended.
func (c *checker) step() error {
	if c.done++; c.done%256 == 0 {
		c.progress(c.done, c.total)
		return c.ctx.Err()
	}
	return nil
}

func (tx *Tx) count(bucket byte) (n int) {
	_ = guard(func() error {
		n = tx.bolt.Bucket([]byte{bucket}).Stats().KeyN
		return nil
	})
	return n
}

// each goes through a bucket; reading is guarded, what is done with a value is not.
func (c *checker) each(bucket byte, do func(key, value []byte) error) error {
	var key, value []byte
	var cur *bolt.Cursor
	for first := true; ; first = false {
		err := guard(func() error {
			var k, v []byte
			if first {
				cur = c.tx.bolt.Bucket([]byte{bucket}).Cursor()
				k, v = cur.First()
			} else {
				k, v = cur.Next()
			}
			key, value = bytes.Clone(k), bytes.Clone(v)
			return nil
		})
		switch {
		case err != nil:
			c.find(FindPages, Ref{})
			return nil
		case key == nil:
			return nil
		}
		if err := do(key, value); err != nil {
			return err
		}
	}
}

// erased takes the ids of the journal as known: a reference to what was erased is no mistake.
func (c *checker) erased() error {
	ids, err := c.tx.Erased()
	if err != nil {
		c.find(FindDraft, Ref{})
	}
	for id := range ids {
		c.known[id] = true
	}
	return nil
}

func (c *checker) owners() error {
	s := c.tx.store
	return c.each(bucketOwners, func(key, value []byte) error {
		c.report.Owners++
		plain, err := s.owners.Open(value, s.head.place(bucketOwners, key, record.ID{}, 0))
		if err != nil || len(plain) != 16+seal.KeySize || !bytes.Equal(key, s.head.ownerKey(record.ID(plain[:16]))) {
			c.find(FindOwner, Ref{})
		}
		clear(plain)
		return nil
	})
}

func (c *checker) rows() error {
	s := c.tx.store
	return c.each(bucketRows, func(key, value []byte) error {
		plain, _, revision, err := s.openValue(c.tx.keyOf, bucketRows, key, value)
		if err != nil {
			c.find(FindRow, Ref{})
			return c.step()
		}
		row, err := codec.UnmarshalRow(plain)
		ref := Ref{row.Kind, row.ID}
		if err != nil || !bytes.Equal(key, s.head.recordKey(row.Kind, row.ID)) {
			c.find(FindRow, ref)
			return c.step()
		}
		c.keys[string(key)] = ref
		c.loaded[ref] = rowOnDisk{plain, revision}
		c.known[row.ID] = true
		return c.step()
	})
}

func (c *checker) values() error {
	var with reader
	defer with.opener.Wipe()
	err := c.each(bucketValues, func(key, value []byte) error {
		c.report.Records++
		ref, ok := c.keys[string(key)]
		if !ok {
			c.find(FindRow, Ref{})
			return c.step()
		}
		r, err := c.tx.decode(&with, ref.Kind, ref.ID, key, value)
		if err != nil {
			c.find(FindValue, ref)
			return c.step()
		}
		on := c.loaded[ref]
		if on.revision != r.Base().Revision || !bytes.Equal(on.bytes, codec.MarshalRow(r.Row())) {
			c.find(FindRow, ref)
		}
		c.last[ref] = r.Base().Revision
		delete(c.loaded, ref)
		for _, id := range codec.Defined(r) {
			c.known[id] = true
		}
		for _, named := range codec.Refs(r) {
			if named.Field == "series" { // a meeting's series is a name of its own, not a record
				continue
			}
			c.refs = append(c.refs, Finding{Code: FindReference, Ref: ref, Field: named.Field})
			c.wanted = append(c.wanted, named.ID)
		}
		return c.step()
	})
	for ref := range c.loaded { // rows without a record
		if _, bad := c.last[ref]; !bad && !c.has(FindValue, ref) {
			c.find(FindRow, ref)
		}
	}
	return err
}

func (c *checker) has(code string, ref Ref) bool {
	return slices.ContainsFunc(c.report.Findings, func(f Finding) bool { return f.Code == code && f.Ref == ref })
}

func (c *checker) references() {
	for i, f := range c.refs {
		if !c.known[c.wanted[i]] {
			c.report.Findings = append(c.report.Findings, f)
		}
	}
}

func (c *checker) drafts() error {
	s := c.tx.store
	for _, bucket := range []byte{bucketDrafts, bucketExtras} {
		err := c.each(bucket, func(key, value []byte) error {
			if bucket == bucketDrafts {
				c.report.Drafts++
			}
			plain, err := c.tx.keyOf(record.ID{}).Open(value, s.head.place(bucket, key, record.ID{}, 0))
			if err != nil {
				c.find(FindDraft, Ref{})
			}
			clear(plain)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// chain reads every entry: numbers without gaps, every hash that of the entry before, the end as the header says, and for every
// record the revision that the last entry about it names. So a record that was put back to an older state is found.
func (c *checker) chain() error {
	end, err := c.tx.openTail()
	if err != nil {
		c.find(FindChain, Ref{})
		return nil
	}
	var before [sha256.Size]byte
	latest := map[Ref]uint64{}
	for seq := uint64(1); seq <= end.seq; seq++ {
		e, linked, hash, err := c.tx.openEntry(seq)
		if err != nil || linked != before {
			c.find(FindChain, e.Ref)
			if errors.Is(err, ErrDamaged) {
				return nil // everything after it hangs in the air
			}
		}
		before = hash
		c.report.Entries++
		switch {
		case e.Action == ActionDeleted:
			delete(latest, e.Ref)
		case e.Revision > 0:
			latest[e.Ref] = e.Revision
		}
		if err := c.step(); err != nil {
			return err
		}
	}
	if before != end.hash || c.tx.count(bucketAudit) != int(end.seq) {
		c.find(FindChain, Ref{})
	}
	for ref, revision := range latest {
		if c.last[ref] != revision && !c.has(FindValue, ref) {
			c.find(FindChain, ref)
		}
	}
	return nil
}

// pages walks the file, and then lets bbolt check it too; nothing is written meanwhile. The walk comes first: bbolt's check runs in a
// goroutine of its own, where damage could end the program.
func (s *Store) pages() (whole bool, err error) {
	s.writing.Lock()
	defer s.writing.Unlock()
	err = s.View(func(tx *Tx) error {
		if structure(s.db.file) != nil {
			return nil
		}
		var first error
		err := guard(func() error {
			for err := range tx.bolt.Check() {
				if first == nil {
					first = err
				}
			}
			return nil
		})
		whole = err == nil && first == nil
		return nil
	})
	return whole, err
}
