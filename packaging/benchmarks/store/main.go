// Program store measures the encrypted store beside plain bbolt doing the same puts, and how long opening takes; it prints a table.
package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

const passphrase = "kikker fiets lampje boter wolken"

// The bars.
const (
	besidePlain = 1.15            // a durable save, of plain bbolt doing the same puts
	eraseBar    = 2 * time.Second // erasing a household, with the compacted file in its place
	sizeBar     = 3.0             // a compacted file, of what it holds
)

func main() {
	var b bench
	flag.IntVar(&b.rows, "rows", 60_000, "records in the store")
	flag.IntVar(&b.saves, "saves", 2_000, "durable saves to time, on each side")
	flag.IntVar(&b.edits, "edits", 100_000, "edits before the size of the file is looked at")
	dir := flag.String("dir", "", "where to make the files; a temporary folder when empty")
	flag.Parse()
	if err := b.run(*dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// bench is one run over one store.
type bench struct {
	rows, saves, edits int
	dir                string // of the store
	options            store.Options
	owners             []record.ID
	z                  sizes
}

func (b *bench) run(dir string) error {
	work, err := os.MkdirTemp(dir, "schakel-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	b.dir, b.options = filepath.Join(work, "data"), store.Options{Cost: keyfile.QuickCost()}
	s, err := store.Create(b.dir, []byte(passphrase), b.options)
	if err != nil {
		return err
	}
	if b.owners, err = fill(s, b.rows); err != nil {
		return err
	}
	bytes := s.Stat().Bytes
	if err := s.Close(); err != nil {
		return err
	}
	if b.z, err = measure(filepath.Join(b.dir, "store.db")); err != nil {
		return err
	}
	fmt.Printf("%d records, %d MiB, %d cores; sealed sizes: record %d, row %d, audit entry %d, end of chain %d bytes\n\n",
		b.rows, bytes>>20, runtime.GOMAXPROCS(0), b.z.value, b.z.row, b.z.entry, b.z.tail)
	fmt.Println("| what | p50 | p95 | bar | |\n|---|---|---|---|---|")
	for _, part := range []func() error{func() error { return b.compareSaves(work) }, b.opens, b.erasing, b.growth} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) open() (*store.Store, error) {
	return store.Open(b.dir, keyfile.Passphrase([]byte(passphrase)), b.options)
}

// compareSaves times saves beside plain bbolt, in turns, so that both meet the same disk; then the same with other databases too, whose
// processes leave less of the cores' caches to both.
func (b *bench) compareSaves(work string) error {
	s, err := b.open()
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	plain, err := newPlain(filepath.Join(work, "plain.db"), b.rows, b.z)
	if err != nil {
		return err
	}
	defer func() { _ = plain.Close() }()
	ours, theirs, err := timeSaves(s, plain, b, nil)
	if err != nil {
		return err
	}
	line("durable save, Schakel (record, row, audit entry, end of chain)", ours)
	line("durable save, plain bbolt, same puts and sizes", theirs)
	at50, at95 := ratio(ours, theirs, 50), ratio(ours, theirs, 95)
	fmt.Printf("| beside plain | %+.1f%% | %+.1f%% | < %+.0f%% | %s |\n", 100*(at50-1), 100*(at95-1), 100*(besidePlain-1), met(max(at50, at95) < besidePlain))
	others, missing, err := rivals(work, b.rows, b.z)
	if err != nil {
		return err
	}
	again, _, err := timeSaves(s, plain, b, others)
	if err != nil {
		return err
	}
	line("durable save, Schakel, in turns with the next too", again)
	for _, o := range others {
		line(o.what, o.took)
		if err := o.stop(); err != nil {
			return err
		}
	}
	for _, m := range missing {
		fmt.Printf("| %s | | | | |\n", m)
	}
	return nil
}

func (b *bench) opens() error {
	opens, derivations, err := timeOpens(b.dir, b.options)
	if err != nil {
		return err
	}
	line("open, besides key derivation", opens)
	verified, err := timeVerify(b.dir, b.options)
	if err != nil {
		return err
	}
	line("verify everything", verified)
	line("key derivation, default cost", derivations)
	return nil
}

func line(what string, all []time.Duration) {
	fmt.Printf("| %s | %v | %v | - | |\n", what, percentile(all, 50).Round(time.Microsecond), percentile(all, 95).Round(time.Microsecond))
}

func met(reached bool) string {
	if reached {
		return "met"
	}
	return "missed"
}

func percentile(all []time.Duration, p int) time.Duration {
	all = slices.Sorted(slices.Values(all))
	return all[min(len(all)*p/100, len(all)-1)]
}

func ratio(a, b []time.Duration, p int) float64 {
	return float64(percentile(a, p)) / float64(percentile(b, p))
}

// contact is a record of a usual size: about 900 bytes of JSON.
func contact(owner record.ID, n int) *record.Contact {
	note := strings.Repeat("Rustig gesprek aan de keukentafel; vertelt over school en werk. ", 8)
	return &record.Contact{
		Head: record.Head{Owner: owner}, About: record.AboutHousehold, Subject: owner, On: record.Day(2026, 1, 1).Add(n % 300),
		At: "14:30", Length: 45 * time.Minute, Place: record.PlaceSchool, Roles: []record.Role{record.RoleListen, record.RoleRefer},
		Note: record.Text(note), Promise: record.Text("Bellen over de inschrijving"), PromDue: record.Day(2026, 12, 1),
	}
}

// fill makes one person in six records, who owns the five contacts after it.
func fill(s *store.Store, rows int) ([]record.ID, error) {
	var owners []record.ID
	for done := 0; done < rows; {
		err := s.Update(func(tx *store.Tx) error {
			for range min(2_000, rows-done) {
				if done%6 == 0 {
					p := &record.Person{
						As: record.PersonParent, First: record.Text("Fatima"), Last: record.Text(fmt.Sprint("Yilmazer ", done)), Birth: record.Day(1988, 3, 14),
					}
					if err := tx.Put(p); err != nil {
						return err
					}
					owners = append(owners, p.ID)
				} else if err := tx.Put(contact(owners[len(owners)-1], done)); err != nil {
					return err
				}
				done++
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return owners, nil
}

// sizes is what one save puts, read from the store's own file so that the plain side puts the same.
type sizes struct{ value, row, entry, tail int }

func measure(path string) (z sizes, err error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		return z, err
	}
	defer func() { _ = db.Close() }()
	err = db.View(func(tx *bolt.Tx) error {
		z = sizes{median(tx, "c"), median(tx, "d"), median(tx, "e"), len(tx.Bucket([]byte("a")).Get([]byte("t")))}
		return nil
	})
	return z, err
}

func median(tx *bolt.Tx, bucket string) int {
	var all []int
	c := tx.Bucket([]byte(bucket)).Cursor()
	for k, v := c.First(); k != nil && len(all) < 1000; k, v = c.Next() {
		all = append(all, len(v))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

func newPlain(path string, rows int, z sizes) (*bolt.DB, error) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{PageSize: 4096, FreelistType: bolt.FreelistMapType, NoStatistics: true})
	if err != nil {
		return nil, err
	}
	for done := 0; done < rows; {
		err := db.Update(func(tx *bolt.Tx) error {
			for _, name := range []string{"a", "c", "d", "e"} {
				if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
					return err
				}
			}
			for range min(2_000, rows-done) {
				done++
				if err := save(tx, z, uint64(done)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return db, nil
}

// save is the puts of one save without any sealing.
func save(tx *bolt.Tx, z sizes, seq uint64) error {
	key := make([]byte, 16)
	value := make([]byte, z.value+z.row)
	_, _ = rand.Read(key)
	e := tx.Bucket([]byte("e"))
	e.FillPercent = 0.95
	for _, put := range []struct {
		bucket *bolt.Bucket
		key    []byte
		size   int
	}{
		{tx.Bucket([]byte("c")), key, z.value}, {tx.Bucket([]byte("d")), key, z.row},
		{e, binary.BigEndian.AppendUint64(nil, seq), z.entry}, {tx.Bucket([]byte("a")), []byte("t"), z.tail},
	} {
		if err := put.bucket.Put(put.key, value[:put.size:put.size]); err != nil {
			return err
		}
	}
	return nil
}

// timeSaves takes turns, so that all sides meet the same disk.
func timeSaves(s *store.Store, plain *bolt.DB, b *bench, others []*rival) (ours, theirs []time.Duration, err error) {
	for i := range b.saves {
		c := contact(b.owners[i*7919%len(b.owners)], i)
		start := time.Now()
		if err := s.Update(func(tx *store.Tx) error { return tx.Put(c) }); err != nil {
			return nil, nil, err
		}
		ours = append(ours, time.Since(start))
		start = time.Now()
		if err := plain.Update(func(tx *bolt.Tx) error { return save(tx, b.z, 1<<32+uint64(i)) }); err != nil {
			return nil, nil, err
		}
		theirs = append(theirs, time.Since(start))
		for _, o := range others {
			if err := o.save(); err != nil {
				return nil, nil, err
			}
		}
	}
	return ours, theirs, nil
}

func timeVerify(dir string, options store.Options) (all []time.Duration, err error) {
	s, err := store.Open(dir, keyfile.Passphrase([]byte(passphrase)), options)
	if err != nil {
		return nil, err
	}
	defer func() { _ = s.Close() }()
	for range 2 {
		start := time.Now()
		report, err := s.Verify(context.Background(), nil)
		if err != nil || len(report.Findings) > 0 {
			return nil, fmt.Errorf("verify: %d findings, %w", len(report.Findings), err)
		}
		all = append(all, time.Since(start))
	}
	return all, nil
}

func timeOpens(dir string, options store.Options) (opens, derivations []time.Duration, err error) {
	for range 7 {
		runtime.GC()
		start := time.Now()
		s, err := store.Open(dir, keyfile.Passphrase([]byte(passphrase)), options)
		if err != nil {
			return nil, nil, err
		}
		opens = append(opens, time.Since(start))
		if err := s.Close(); err != nil {
			return nil, nil, err
		}
	}
	options.Cost = keyfile.DefaultCost()
	for i := range 3 {
		start := time.Now()
		s, err := store.Create(filepath.Join(dir, fmt.Sprint("derive", i)), []byte(passphrase), options)
		if err != nil {
			return nil, nil, err
		}
		derivations = append(derivations, time.Since(start))
		if err := s.Close(); err != nil {
			return nil, nil, err
		}
	}
	return opens, derivations, nil
}
