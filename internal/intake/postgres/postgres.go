// Package postgres keeps an endpoint's data in PostgreSQL, or in an engine that speaks its language, for several processes at once.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"schakel/internal/fault"
	"schakel/internal/intake"
)

// What can be wrong with a database before anything is kept in it. The address is never in the text: it has a password.
var (
	ErrAddress = fault.New(fault.Invalid, "intake.database", "the address of the database cannot be read: it looks like postgres://user@host/name")
	ErrSchema  = fault.New(fault.Newer, "intake.schema", "the database was made by a newer version")
)

const (
	maxConns    = 8                // of one process, unless the address says pool_max_conns
	connectTime = 10 * time.Second // for one connection
	transaction = 2 * time.Minute  // for one writing transaction with all its tries
	reading     = 10 * time.Second // for one statement of a reading transaction; a backup has many
	attempts    = 16               // of one writing transaction
	firstPause  = 2 * time.Millisecond
	longPause   = 250 * time.Millisecond
)

// limits are the bounds on the database's side: a process that hangs or is cut off does not hold up the others for long.
const limits = "SET statement_timeout = '10s'; SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '10s'"

// Store is an intake.Store in a database.
type Store struct {
	pool    *pgxpool.Pool
	ctx     context.Context
	stop    context.CancelFunc
	turn    chan struct{} // one writer of this process at a time: it would only wait for itself in the database
	noQueue atomic.Bool   // the engine has no LOCK TABLE: writers find out at the end who was first
	retries func()        // called for every transaction that is tried again
}

// Options are what a store may be told besides its address.
type Options struct {
	// Retried is called whenever a transaction is tried again because another process was first; it must not block.
	Retried func()
}

// Open connects and brings the tables up to date. ErrAddress: no address of a database; ErrSchema: a newer version wrote it;
// intake.ErrStore: it does not answer. The context bounds the opening only.
func Open(ctx context.Context, address string, o Options) (*Store, error) {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, ErrAddress // the cause repeats the address
	}
	if config.ConnConfig.RuntimeParams["application_name"] == "" {
		config.ConnConfig.RuntimeParams["application_name"] = "cjgd"
	}
	if explicit, err := hasPoolSize(address); err != nil || !explicit {
		config.MaxConns = maxConns
	}
	config.MaxConnLifetimeJitter = time.Minute
	config.ConnConfig.ConnectTimeout = connectTime
	config.AfterConnect = func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.Exec(ctx, limits)
		return err
	}
	life, stop := context.WithCancel(context.WithoutCancel(ctx))
	pool, err := pgxpool.NewWithConfig(life, config)
	if err != nil {
		stop()
		return nil, wrap(err)
	}
	s := &Store{pool: pool, ctx: life, stop: stop, turn: make(chan struct{}, 1), retries: o.Retried}
	if s.retries == nil {
		s.retries = func() {}
	}
	if err := migrate(ctx, pool); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Close waits for what is under way and gives the connections back.
func (s *Store) Close() error {
	s.pool.Close()
	s.stop()
	return nil
}

// View runs a reading transaction on one consistent state; it holds up no writer.
func (s *Store) View(read func(intake.Tx) error) error {
	t, err := s.begin(s.ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return wrap(err)
	}
	defer t.rollback()
	return read(t)
}

// Update runs a writing transaction, again when another process was first; the error of write comes back as it is, and nothing is kept.
func (s *Store) Update(write func(intake.Tx) error) error {
	ctx, cancel := context.WithTimeout(s.ctx, transaction)
	defer cancel()
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return wrap(ctx.Err())
	}
	pause := firstPause
	for try := 1; ; try++ {
		err := s.attempt(ctx, write)
		if errors.Is(err, errNoQueue) {
			s.noQueue.Store(true)
			err = s.attempt(ctx, write)
		}
		if err == nil || try == attempts || !again(err) {
			return err
		}
		s.retries()
		select {
		case <-ctx.Done():
			return err
		case <-time.After(pause/2 + rand.N(pause)): // jitter, so that two do not meet again
		}
		pause = min(2*pause, longPause)
	}
}

// errNoQueue is an engine that cannot lock a table.
var errNoQueue = errors.New("the engine cannot lock a table")

// attempt is one try. It begins by waiting in the queue of all processes, before the moment that the transaction sees is fixed: so the one
// that waited longest goes next, and in the rule nobody is refused at the end. What makes it right is that it is serializable, not the queue.
func (s *Store) attempt(ctx context.Context, write func(intake.Tx) error) error {
	t, err := s.begin(ctx, pgx.TxOptions{IsoLevel: pgx.Serializable})
	if err != nil {
		return wrap(err)
	}
	defer t.rollback()
	if !s.noQueue.Load() {
		if _, err := t.tx.Exec(ctx, "LOCK TABLE turn IN EXCLUSIVE MODE"); cannot(err) {
			return errNoQueue
		} else if err != nil {
			return wrap(err)
		}
	}
	if err := write(t); err != nil {
		return err
	}
	if err := t.flush(); err != nil {
		return err
	}
	if err := t.tx.Commit(ctx); err != nil {
		return wrap(err)
	}
	return nil
}

// cannot reports whether the engine lacks what was asked, or this user may not: it does not parse, it is not supported, or it is not there.
func cannot(err error) bool {
	var said *pgconn.PgError
	return errors.As(err, &said) && slices.Contains([]string{"42601", "0A000", "42501", "42P01"}, said.Code)
}

// begin opens a transaction. A connection that the database dropped meanwhile shows only here, where nothing was asked yet: the next one is
// tried.
func (s *Store) begin(ctx context.Context, o pgx.TxOptions) (*txn, error) {
	first, cancel := context.WithTimeout(ctx, connectTime)
	defer cancel()
	for dropped := int32(0); ; dropped++ {
		conn, err := s.pool.Acquire(first)
		if err != nil {
			return nil, err
		}
		tx, err := conn.BeginTx(first, o)
		if err == nil {
			return &txn{ctx: ctx, tx: tx, conn: conn}, nil
		}
		broken := conn.Conn().IsClosed()
		conn.Release()
		if !broken || dropped > s.pool.Config().MaxConns {
			return nil, err
		}
	}
}

// again reports whether the database says that the transaction did nothing and may be tried again. A connection that broke is not that:
// what was asked may have happened.
func again(err error) bool {
	var said *pgconn.PgError
	return errors.As(err, &said) && (said.Code == "40001" || said.Code == "40P01")
}

// Compact rewrites the tables of which nothing deleted may be left behind. An engine that has no such thing, or a user that may not, is no
// fault: what it keeps and for how long is then the engine's own affair. The write-ahead log keeps its copy until it is reused.
func (s *Store) Compact() error {
	err := s.pool.AcquireFunc(s.ctx, func(c *pgxpool.Conn) error {
		if _, err := c.Exec(s.ctx, "SET statement_timeout = '10min'"); err != nil {
			return err
		}
		_, err := c.Exec(s.ctx, "VACUUM (FULL) erasable")
		_, back := c.Exec(s.ctx, limits)
		return errors.Join(err, back)
	})
	if err != nil && !cannot(err) {
		return wrap(err)
	}
	return nil
}

// Connections gives how many connections are in use and how many there may be.
func (s *Store) Connections() (used, limit int) {
	stat := s.pool.Stat()
	return int(stat.AcquiredConns()), int(stat.MaxConns())
}

// wrap keeps the cause for the log and gives it the kind that makes senders try again. The cause never has a value of a row: of what the
// database said only the code is kept.
func wrap(err error) error {
	var said *pgconn.PgError
	if errors.As(err, &said) {
		return fmt.Errorf("%w: %w", intake.ErrStore, &refusal{said})
	}
	return fmt.Errorf("%w: %w", intake.ErrStore, err)
}

// refusal shows the code of what the database said, not its text, which may repeat a row.
type refusal struct{ said *pgconn.PgError }

func (r *refusal) Error() string { return "the database says " + r.said.Code }
func (r *refusal) Unwrap() error { return r.said }
