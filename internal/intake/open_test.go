package intake_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"schakel/internal/intake"
	"schakel/internal/intake/bolt"
	"schakel/internal/intake/postgres"
	"schakel/internal/intake/postgres/scratch"
)

// opened is an intake.Store that can be closed.
type opened interface {
	intake.Store
	Close() error
}

// kind is one implementation of the store.
type kind struct {
	name   string
	shared bool // several processes may open it at once
	// place makes a new, empty place for a store and gives the address that open takes.
	place func(t testing.TB) string
	open  func(address string) (opened, error)
}

func kinds() []kind {
	return []kind{
		{"bolt", false, func(t testing.TB) string { return filepath.Join(t.TempDir(), "inbox.db") }, func(address string) (opened, error) { return bolt.Open(address) }},
		{"postgres", true, database, openPostgres},
		{"postgres without a queue", true, databaseWithoutQueue, openPostgres},
	}
}

func openPostgres(address string) (opened, error) {
	return postgres.Open(context.Background(), address, postgres.Options{})
}

// databaseWithoutQueue makes a database as an engine that cannot lock a table has it.
func databaseWithoutQueue(t testing.TB) string {
	t.Helper()
	address := database(t)
	s, err := openPostgres(address)
	must(t, err)
	must(t, s.Close())
	must(t, server.is.Exec(context.Background(), fmt.Sprintf("t%d", server.count.Load()), "DROP TABLE turn"))
	return address
}

// server is the one server of this test binary, started when it is first needed.
var server struct {
	once  sync.Once
	is    *scratch.Server
	err   error
	count atomic.Int64
}

// database makes an empty database; the test is skipped where no PostgreSQL is installed.
func database(t testing.TB) string {
	t.Helper()
	server.once.Do(func() {
		server.is, server.err = scratch.Start(context.Background(), scratch.Options{Settings: []string{"fsync=off"}})
	})
	if errors.Is(server.err, scratch.ErrMissing) {
		t.Skip(server.err)
	}
	must(t, server.err)
	address, err := server.is.Make(context.Background(), fmt.Sprintf("t%d", server.count.Add(1)))
	must(t, err)
	return address
}

// openKind opens a store in a place and closes it with the test.
func openKind(t testing.TB, k kind, address string) opened {
	t.Helper()
	s, err := k.open(address)
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// TestMain lets the test binary be a process that dies in the middle of a transaction.
func TestMain(m *testing.M) {
	if name := os.Getenv("INTAKE_TEST_DIES"); name != "" {
		dieInside(name, os.Getenv("INTAKE_TEST_ADDRESS"))
	}
	if address := os.Getenv("INTAKE_TEST_FULL"); address != "" {
		os.Exit(fillUp(address))
	}
	code := m.Run()
	if server.is != nil {
		_ = server.is.Stop()
	}
	os.Exit(code)
}
