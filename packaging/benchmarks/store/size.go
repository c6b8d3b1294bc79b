package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/record"
	"schakel/internal/store"
)

// erasing times the erasure of one household at a time, with the compacted file and the new keys in place, and compacting alone.
func (b *bench) erasing() error {
	s, err := b.open()
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	ctx := context.Background()
	var erased, compacted []time.Duration
	for i := range 7 {
		start := time.Now()
		if _, err := s.Erase(ctx, nil, func(tx *store.EraseTx) error { return tx.Destroy(b.owners[i]) }); err != nil {
			return err
		}
		erased = append(erased, time.Since(start))
		start = time.Now()
		if err := s.Compact(ctx, nil); err != nil {
			return err
		}
		compacted = append(compacted, time.Since(start))
	}
	b.owners = b.owners[7:]
	fmt.Printf("| erase a household: key destroyed, store in a new compacted file under new keys | %v | %v | < %v | %s |\n",
		percentile(erased, 50).Round(time.Millisecond), percentile(erased, 95).Round(time.Millisecond), eraseBar, met(percentile(erased, 95) < eraseBar))
	line("compact alone", compacted)
	return nil
}

// growth edits records, ten in a save, and says how large the file is beside what it holds, before and after compacting.
func (b *bench) growth() error {
	s, err := b.open()
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	var all []record.ID
	for _, row := range s.Rows(record.KindContact) {
		all = append(all, row.ID)
	}
	for done := 0; done < b.edits; {
		err := s.Update(func(tx *store.Tx) error {
			for range min(10, b.edits-done) {
				c, err := store.Get[*record.Contact](tx, all[done*7919%len(all)])
				if err != nil {
					return err
				}
				c.Note = contact(c.Owner, done).Note
				if err := tx.Put(c); err != nil {
					return err
				}
				done++
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	before := s.Stat().Bytes
	if err := s.Compact(context.Background(), nil); err != nil {
		return err
	}
	after := s.Stat().Bytes
	if err := s.Close(); err != nil {
		return err
	}
	held, audit, err := live(filepath.Join(b.dir, "store.db"))
	if err != nil {
		return err
	}
	times := func(file, of int64) float64 { return float64(file) / float64(of) }
	fmt.Printf("\n%d edits: the file is %.1f MB, compacted %.1f MB. It holds %.1f MB, of which %.1f MB is the audit.\n\n",
		b.edits, mega(before), mega(after), mega(held), mega(audit))
	fmt.Println("| the file, beside what it holds | compacted | before | bar | |\n|---|---|---|---|---|")
	fmt.Printf("| with the audit | %.2f times | %.2f times | < %.0f times | %s |\n", times(after, held), times(before, held), sizeBar, met(times(after, held) < sizeBar))
	fmt.Printf("| without the audit | %.2f times | %.2f times | - | |\n", times(after, held-audit), times(before, held-audit))
	return nil
}

func mega(n int64) float64 { return float64(n) / 1e6 }

// live adds up the keys and values of every bucket, and those of the audit apart.
func live(path string) (all, audit int64, err error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return 0, 0, err
	}
	defer func() { _ = db.Close() }()
	err = db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				all += int64(len(k) + len(v))
				if string(name) == "e" {
					audit += int64(len(k) + len(v))
				}
				return nil
			})
		})
	})
	return all, audit, err
}
