package postgres

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"schakel/internal/intake"
)

const (
	scanPage  = 256     // rows of one statement
	holdBytes = 4 << 20 // of writes that wait for their statement
)

// place is where a value stands.
type place struct {
	bucket intake.Bucket
	key    string
}

// txn is one transaction. Writes are held until the end, or until a scan needs them, and then go in one round trip; what was read is not
// asked again, which is right because nobody else's change can be seen inside one transaction.
type txn struct {
	ctx  context.Context
	tx   pgx.Tx
	conn *pgxpool.Conn

	read   map[place][]byte // nil: known to be absent
	held   map[place][]byte // written, not yet sent; nil: deleted
	size   int
	last   map[intake.Bucket]uint64
	raised map[intake.Bucket]bool
}

func (t *txn) rollback() {
	// After a commit there is nothing to roll back; a transaction whose time is over still gives its connection back in order.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.ctx), connectTime)
	defer cancel()
	_ = t.tx.Rollback(ctx)
	t.conn.Release()
}

// statement bounds one statement, so that a long backup is no fault and a dead line is.
func (t *txn) statement() (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.ctx, reading)
}

func table(b intake.Bucket) string {
	if intake.Erasable(b) {
		return "erasable"
	}
	return "entries"
}

// Get reads one value.
func (t *txn) Get(b intake.Bucket, key []byte) ([]byte, error) {
	at := place{b, string(key)}
	if value, ok := t.held[at]; ok {
		return value, nil
	}
	if value, ok := t.read[at]; ok {
		return value, nil
	}
	ctx, cancel := t.statement()
	defer cancel()
	var value []byte
	err := t.tx.QueryRow(ctx, "SELECT value FROM "+table(b)+" WHERE bucket = $1 AND key = $2", string(b), key).Scan(&value)
	if errors.Is(err, pgx.ErrNoRows) {
		value, err = nil, nil
	}
	if err != nil {
		return nil, wrap(err)
	}
	t.know(at, value)
	return value, nil
}

// Warm reads values that will be asked for, in one round trip.
func (t *txn) Warm(b intake.Bucket, keys [][]byte) error {
	slices.SortFunc(keys, bytes.Compare)
	keys = slices.CompactFunc(keys, bytes.Equal)
	ctx, cancel := t.statement()
	defer cancel()
	found, err := t.tx.Query(ctx, "SELECT key, value FROM "+table(b)+" WHERE bucket = $1 AND key = ANY($2::bytea[])", string(b), keys)
	if err != nil {
		return wrap(err)
	}
	defer found.Close()
	there := map[string][]byte{}
	for found.Next() {
		var key, value []byte
		if err := found.Scan(&key, &value); err != nil {
			return wrap(err)
		}
		there[string(key)] = value
	}
	if err := found.Err(); err != nil {
		return wrap(err)
	}
	for _, key := range keys {
		if at := (place{b, string(key)}); !t.written(at) {
			t.know(at, there[at.key])
		}
	}
	return nil
}

func (t *txn) written(at place) bool {
	_, ok := t.held[at]
	return ok
}

func (t *txn) know(at place, value []byte) {
	if t.read == nil {
		t.read = map[place][]byte{}
	}
	if len(t.read) < 32*scanPage { // enough for what one request asks twice; a check of everything does not keep everything
		t.read[at] = value
	}
}

// Put writes one value.
func (t *txn) Put(b intake.Bucket, key, value []byte) error {
	if value == nil {
		value = []byte{}
	}
	return t.hold(place{b, string(key)}, bytes.Clone(value))
}

// Delete removes one value, if it is there.
func (t *txn) Delete(b intake.Bucket, key []byte) error { return t.hold(place{b, string(key)}, nil) }

func (t *txn) hold(at place, value []byte) error {
	if t.held == nil {
		t.held = map[place][]byte{}
	}
	delete(t.read, at)
	t.held[at] = value
	if t.size += len(at.key) + len(value); t.size < holdBytes {
		return nil
	}
	return t.flush()
}

// flush sends the writes that wait. They are sorted, so that two processes never wait for each other's rows in a circle.
func (t *txn) flush() error {
	if len(t.held) == 0 && len(t.raised) == 0 {
		return nil
	}
	batch := &pgx.Batch{}
	t.queueEntries(batch)
	for _, b := range slices.Sorted(maps.Keys(t.raised)) {
		batch.Queue("INSERT INTO counters (bucket, last) VALUES ($1, $2) ON CONFLICT (bucket) DO UPDATE SET last = excluded.last",
			string(b), int64(t.last[b]))
	}
	t.held, t.size, t.raised = nil, 0, nil
	ctx, cancel := t.statement()
	defer cancel()
	if err := t.tx.SendBatch(ctx, batch).Close(); err != nil {
		return wrap(err)
	}
	return nil
}

// rows are the writes of one table, a column each.
type rows struct {
	buckets []string
	keys    [][]byte
	values  [][]byte
}

func (t *txn) queueEntries(batch *pgx.Batch) {
	put, gone := map[string]*rows{}, map[string]*rows{}
	order := slices.SortedFunc(maps.Keys(t.held), func(a, b place) int {
		if a.bucket != b.bucket {
			return bytes.Compare([]byte(a.bucket), []byte(b.bucket))
		}
		return bytes.Compare([]byte(a.key), []byte(b.key))
	})
	for _, at := range order {
		to := put
		if t.held[at] == nil {
			to = gone
		}
		r := to[table(at.bucket)]
		if r == nil {
			r = &rows{}
			to[table(at.bucket)] = r
		}
		r.buckets, r.keys, r.values = append(r.buckets, string(at.bucket)), append(r.keys, []byte(at.key)), append(r.values, t.held[at])
	}
	for _, name := range []string{"entries", "erasable"} {
		if r := put[name]; r != nil {
			batch.Queue("INSERT INTO "+name+" (bucket, key, value) SELECT * FROM unnest($1::varchar[], $2::bytea[], $3::bytea[])"+
				" ON CONFLICT (bucket, key) DO UPDATE SET value = excluded.value", r.buckets, r.keys, r.values)
		}
		if r := gone[name]; r != nil {
			batch.Queue("DELETE FROM "+name+" WHERE (bucket, key) IN (SELECT * FROM unnest($1::varchar[], $2::bytea[]))", r.buckets, r.keys)
		}
	}
}

// Scan visits keys in byte order, a page of rows at a time, so that visit may use the transaction itself.
func (t *txn) Scan(b intake.Bucket, from []byte, visit func(key, value []byte) (bool, error)) error {
	if from == nil {
		from = []byte{}
	}
	compare, size := ">=", 8 // most look at the first few only
	for {
		if err := t.flush(); err != nil {
			return err
		}
		keys, values, err := t.page(b, from, compare, size)
		if err != nil {
			return err
		}
		for i, key := range keys {
			more, err := visit(bytes.Clone(key), values[i])
			if err != nil || !more {
				return err
			}
		}
		if len(keys) < size {
			return nil
		}
		from, compare = keys[len(keys)-1], ">"
		if !intake.Large(b) {
			size = scanPage
		}
	}
}

func (t *txn) page(b intake.Bucket, from []byte, compare string, size int) (keys, values [][]byte, err error) {
	ctx, cancel := t.statement()
	defer cancel()
	found, err := t.tx.Query(ctx, "SELECT key, value FROM "+table(b)+" WHERE bucket = $1 AND key "+compare+" $2 ORDER BY key LIMIT $3", string(b), from, size)
	if err != nil {
		return nil, nil, wrap(err)
	}
	defer found.Close()
	for found.Next() {
		var key, value []byte
		if err := found.Scan(&key, &value); err != nil {
			return nil, nil, wrap(err)
		}
		keys, values = append(keys, key), append(values, value)
	}
	if err := found.Err(); err != nil {
		return nil, nil, wrap(err)
	}
	return keys, values, nil
}

// Last reads a counter.
func (t *txn) Last(b intake.Bucket) (uint64, error) {
	if n, ok := t.last[b]; ok {
		return n, nil
	}
	ctx, cancel := t.statement()
	defer cancel()
	var n int64
	err := t.tx.QueryRow(ctx, "SELECT last FROM counters WHERE bucket = $1", string(b)).Scan(&n)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return 0, wrap(err)
	}
	if t.last == nil {
		t.last = map[intake.Bucket]uint64{}
	}
	t.last[b] = uint64(n)
	return uint64(n), nil
}

// Raise makes a counter at least n.
func (t *txn) Raise(b intake.Bucket, n uint64) error {
	last, err := t.Last(b)
	if err != nil || n <= last {
		return err
	}
	if t.raised == nil {
		t.raised = map[intake.Bucket]bool{}
	}
	t.last[b], t.raised[b] = n, true
	return nil
}

// Next gives the next number of a counter.
func (t *txn) Next(b intake.Bucket) (uint64, error) {
	last, err := t.Last(b)
	if err != nil {
		return 0, err
	}
	return last + 1, t.Raise(b, last+1)
}
