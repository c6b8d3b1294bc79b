package postgres_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"schakel/internal/fault"
	"schakel/internal/intake"
	"schakel/internal/intake/postgres"
	"schakel/internal/intake/postgres/scratch"
)

const bucket = intake.BucketAccounts

// server is the one server of these tests.
var server struct {
	is    *scratch.Server
	err   error
	count atomic.Int64
}

func TestMain(m *testing.M) {
	server.is, server.err = scratch.Start(context.Background(), scratch.Options{Settings: []string{"fsync=off"}})
	code := m.Run()
	if server.is != nil {
		_ = server.is.Stop()
	}
	os.Exit(code)
}

func database(t *testing.T) string {
	t.Helper()
	if errors.Is(server.err, scratch.ErrMissing) {
		t.Skip(server.err)
	}
	must(t, server.err)
	address, err := server.is.Make(context.Background(), "t"+string(rune('a'+server.count.Add(1))))
	must(t, err)
	return address
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, address string, retried func()) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(context.Background(), address, postgres.Options{Retried: retried})
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// other is a connection of somebody else, who follows none of our habits.
func other(t *testing.T, address string) *pgx.Conn {
	t.Helper()
	c, err := pgx.Connect(context.Background(), address)
	must(t, err)
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

func exec(t *testing.T, c *pgx.Conn, sql string, args ...any) {
	t.Helper()
	_, err := c.Exec(context.Background(), sql, args...)
	must(t, err)
}

// TestConflictIsTriedAgain: another process writes what a transaction has read, in the middle of it.
func TestConflictIsTriedAgain(t *testing.T) {
	address := database(t)
	retries, runs := 0, 0
	s := open(t, address, func() { retries++ })
	foreign := other(t, address)
	must(t, s.Update(func(tx intake.Tx) error { return tx.Put(bucket, []byte("n"), []byte("1")) }))
	must(t, s.Update(func(tx intake.Tx) error {
		runs++
		old, err := tx.Get(bucket, []byte("n"))
		if err != nil {
			return err
		}
		if runs == 1 {
			exec(t, foreign, "UPDATE entries SET value = value || '2' WHERE key = 'n'")
		}
		return tx.Put(bucket, []byte("n"), append(old, '3'))
	}))
	must(t, s.View(func(tx intake.Tx) error {
		if got, err := tx.Get(bucket, []byte("n")); string(got) != "123" || err != nil {
			t.Errorf("%q, %v: a change was lost", got, err)
		}
		return nil
	}))
	if runs != 2 || retries != 1 {
		t.Errorf("%d runs and %d retries, want 2 and 1", runs, retries)
	}
}

// TestConflictForEverEnds: the number of tries is bounded, and the sender hears "not now".
func TestConflictForEverEnds(t *testing.T) {
	address := database(t)
	s := open(t, address, nil)
	foreign := other(t, address)
	must(t, s.Update(func(tx intake.Tx) error { return tx.Put(bucket, []byte("n"), []byte("1")) }))
	runs := 0
	err := s.Update(func(tx intake.Tx) error {
		runs++
		if _, err := tx.Get(bucket, []byte("n")); err != nil {
			return err
		}
		exec(t, foreign, "UPDATE entries SET value = '1' WHERE key = 'n'")
		return tx.Put(bucket, []byte("n"), []byte("2"))
	})
	if !errors.Is(err, intake.ErrStore) || fault.Of(err) != fault.Offline || runs < 5 || runs > 100 {
		t.Errorf("after %d runs: %v", runs, err)
	}
}

// TestOwnFaultIsNotTriedAgain: an error of the caller comes back at once.
func TestOwnFaultIsNotTriedAgain(t *testing.T) {
	s := open(t, database(t), nil)
	stop, runs := errors.New("stop"), 0
	if err := s.Update(func(intake.Tx) error { runs++; return stop }); !errors.Is(err, stop) || runs != 1 {
		t.Errorf("%v after %d runs", err, runs)
	}
}

// TestBrokenConnection: the database throws out a connection in the middle; nothing half is kept and the next transaction works.
func TestBrokenConnection(t *testing.T) {
	address := database(t)
	s := open(t, address, nil)
	foreign := other(t, address)
	err := s.Update(func(tx intake.Tx) error {
		if err := tx.Put(bucket, []byte("a"), []byte("half")); err != nil {
			return err
		}
		exec(t, foreign, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
		_, err := tx.Get(bucket, []byte("b"))
		return err
	})
	if !errors.Is(err, intake.ErrStore) {
		t.Errorf("the broken transaction gives %v", err)
	}
	must(t, s.Update(func(tx intake.Tx) error {
		if got, err := tx.Get(bucket, []byte("a")); got != nil || err != nil {
			t.Errorf("%q, %v is there of the broken transaction", got, err)
		}
		return nil
	}))
}

// TestNoValueInErrors: what the database says about a row is not repeated.
func TestNoValueInErrors(t *testing.T) {
	address := database(t)
	s := open(t, address, nil)
	exec(t, other(t, address), "ALTER TABLE entries ADD CONSTRAINT never CHECK (length(value) < 3)")
	err := s.Update(func(tx intake.Tx) error { return tx.Put(bucket, []byte("key-of-elif"), []byte("value-of-elif")) })
	if !errors.Is(err, intake.ErrStore) || strings.Contains(err.Error(), "elif") || strings.Contains(err.Error(), "656c6966") {
		t.Errorf("%v", err)
	}
}

// TestManyStartAtOnce: several processes make the tables together.
func TestManyStartAtOnce(t *testing.T) {
	address := database(t)
	var group sync.WaitGroup
	failed := make(chan error, 6)
	for range 6 {
		group.Go(func() {
			s, err := postgres.Open(context.Background(), address, postgres.Options{})
			if err == nil {
				err = errors.Join(s.Update(func(tx intake.Tx) error { _, err := tx.Next(bucket); return err }), s.Close())
			}
			failed <- err
		})
	}
	group.Wait()
	for range 6 {
		must(t, <-failed)
	}
	must(t, open(t, address, nil).View(func(tx intake.Tx) error {
		if n, err := tx.Last(bucket); n != 6 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
		return nil
	}))
}

// TestUserWithFewerRights: a front may have a user of its own, who may read and write and nothing else.
func TestUserWithFewerRights(t *testing.T) {
	address := database(t)
	must(t, open(t, address, nil).Close())
	c := other(t, address)
	exec(t, c, "CREATE ROLE cjgd_front LOGIN")
	exec(t, c, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO cjgd_front")
	s := open(t, strings.Replace(address, "postgres@", "cjgd_front@", 1), nil)
	must(t, s.Update(func(tx intake.Tx) error {
		_, err := tx.Next(bucket)
		return errors.Join(err, tx.Put(bucket, []byte("a"), []byte("1")))
	}))
	if _, err := c.Exec(context.Background(), "SET ROLE cjgd_front; DROP TABLE entries"); err == nil {
		t.Error("it may drop tables: this test sees nothing")
	}
	must(t, s.Compact())
}

func TestNewerSchemaIsRefused(t *testing.T) {
	address := database(t)
	must(t, open(t, address, nil).Close())
	exec(t, other(t, address), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, true)")
	if _, err := postgres.Open(context.Background(), address, postgres.Options{}); !errors.Is(err, postgres.ErrSchema) || fault.Of(err) != fault.Newer {
		t.Errorf("%v", err)
	}
}

func TestAddressesWithAPasswordStayOutOfErrors(t *testing.T) {
	for _, c := range []struct {
		address string
		want    error
	}{
		{"postgres://cjgd:geheim123@127.0.0.1:1/cjgd?connect_timeout=1", intake.ErrStore},
		{"postgres://cjgd:geheim123@/cjgd?host=/nergens", intake.ErrStore},
		{"postgres://cjgd:geheim123@host:port/cjgd", postgres.ErrAddress},
		{"postgres://cjgd:geheim123@host/cjgd?sslmode=never", postgres.ErrAddress},
		{"mysql://cjgd:geheim123@host/cjgd", postgres.ErrAddress},
		{"geheim123", postgres.ErrAddress},
	} {
		_, err := postgres.Open(context.Background(), c.address, postgres.Options{})
		if !errors.Is(err, c.want) || strings.Contains(err.Error(), "geheim123") {
			t.Errorf("%s: %v", c.address, err)
		}
	}
}
