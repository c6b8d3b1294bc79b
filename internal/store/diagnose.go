package store

import (
	"context"
	"errors"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/seal"
)

// The parts of a store that does not open, as Diagnose names them. The text is made at the edge from "verify.part.<code>".
const (
	PartFile    = "file"    // its beginning or its length is wrong
	PartPages   = "pages"   // the structure of the file
	PartHeader  = "header"  // the header
	PartKeys    = "keys"    // the key slots are damaged
	PartNoKeys  = "no_keys" // the key slots are gone
	PartForeign = "foreign" // the key slots are those of another store
	PartOwner   = "owner"   // the key of a household or person
	PartChain   = "chain"   // the end of the audit chain
	PartRow     = "row"     // a compact row
)

// Part is one part of a store that does not open, and how many of its kind; the count is 0 for what there is one of.
type Part struct {
	Code  string
	Count int
}

// Diagnose says which parts of a store keep it from opening, after Open gave ErrDamaged or an error about the key slots. It goes on as
// far as it can, changes nothing, and says nothing about what can only be read once those parts are whole. The error is that of a
// secret that does not fit, of a store that is in use or newer, or of the context.
func Diagnose(ctx context.Context, dir string, secret keyfile.Secret, o Options) ([]Part, error) {
	o = o.filled()
	db, err := openToRead(filepath.Join(dir, fileStore))
	if err != nil {
		return partOf(err, PartFile)
	}
	d := &diagnosis{ctx: ctx, Store: &Store{dir: dir, options: o, db: db, keys: map[record.ID]*seal.Key{}}}
	defer func() {
		d.wipe()
		if guard(db.Close) != nil {
			db.release()
		}
	}()
	if err := inspect(db.file, marked(dir)); err != nil {
		return partOf(err, PartFile)
	}
	if err := structure(db.file); err != nil {
		return partOf(err, PartPages)
	}
	if parts, err := d.unlock(secret); parts != nil || err != nil {
		return parts, err
	}
	return d.values()
}

// diagnosis is a store that is opened step by step.
type diagnosis struct {
	*Store
	ctx context.Context
}

// partOf makes damage a finding, and leaves every other error what it is.
func partOf(err error, code string) ([]Part, error) {
	switch {
	case errors.Is(err, keyfile.ErrMissing):
		return []Part{{Code: PartNoKeys}}, nil
	case fault.Of(err) == fault.Corrupt:
		return []Part{{Code: code}}, nil
	}
	return nil, mapError(err)
}

// unlock gets as far as the header.
func (d *diagnosis) unlock(secret keyfile.Secret) ([]Part, error) {
	value, err := d.readHeader()
	if err != nil {
		return partOf(err, PartHeader)
	}
	get := func(slots *keyfile.File) (*seal.Key, error) { return slots.Unlock(secret, d.options.Cost) }
	if d.turning() && d.readSlots(fileKeysNext, get, value) == nil {
		return nil, nil // opening puts these slots in place
	}
	d.forget()
	if d.slots, err = keyfile.Read(filepath.Join(d.dir, fileKeys)); err != nil {
		return partOf(err, PartKeys)
	}
	if d.slots.Store != d.head.store {
		return []Part{{Code: PartForeign}}, nil
	}
	if d.master, err = get(d.slots); err != nil {
		return partOf(err, PartKeys)
	}
	if err := d.openHeader(value); err != nil {
		return partOf(err, PartHeader)
	}
	return nil, nil
}

// values counts the owner keys and rows that do not open, and looks at the end of the chain.
func (d *diagnosis) values() ([]Part, error) {
	var owners, rows int
	var chain bool
	var opener seal.Opener
	defer opener.Wipe()
	err := guard(func() error {
		return d.db.View(func(btx *bolt.Tx) error {
			for _, p := range collect(btx, bucketOwners) {
				id, k, err := d.openOwner(&opener, p.key, p.value)
				if err != nil {
					owners++
					continue
				}
				d.keys[id] = k
			}
			tx := &Tx{store: d.Store, bolt: btx}
			t, err := tx.openTail()
			chain = err != nil || lastAudit(btx) != t.seq
			for _, p := range collect(btx, bucketRows) {
				if err := d.ctx.Err(); err != nil {
					return err
				}
				if d.openRow(new(rowPart), &opener, p.key, p.value) != nil {
					rows++
				}
			}
			return nil
		})
	})
	if err != nil {
		return partOf(err, PartPages)
	}
	var parts []Part
	if owners > 0 {
		parts = append(parts, Part{PartOwner, owners})
	}
	if chain {
		parts = append(parts, Part{Code: PartChain})
	}
	if rows > 0 {
		parts = append(parts, Part{PartRow, rows})
	}
	return parts, nil
}
