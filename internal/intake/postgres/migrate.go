package postgres

import (
	"context"
	"embed"
	"errors"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"

	"schakel/internal/intake"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the tables up to date. Several processes may start at once: whoever loses finds, a moment later, that the work is done.
// That needs no lock of any engine.
func migrate(ctx context.Context, pool *pgxpool.Pool) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	var last error
	for try := range 8 {
		if last = migrateOnce(ctx, pool); last == nil || errors.Is(last, ErrSchema) || !answers(ctx, pool) {
			return last
		}
		select {
		case <-ctx.Done():
			return last
		case <-time.After(time.Duration(try+1)*20*time.Millisecond + rand.N(100*time.Millisecond)):
		}
	}
	return last
}

// answers tells a database that is not there, which no second try mends, from a migration that another process does at this moment.
func answers(ctx context.Context, pool *pgxpool.Pool) bool {
	ctx, cancel := context.WithTimeout(ctx, connectTime)
	defer cancel()
	return pool.Ping(ctx) == nil
}

func migrateOnce(ctx context.Context, pool *pgxpool.Pool) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return wrap(err)
	}
	db := stdlib.OpenDBFromPool(pool)
	defer func() { _ = db.Close() }()
	provider, err := goose.NewProvider(goose.DialectPostgres, db, files)
	if err != nil {
		return wrap(err)
	}
	sources := provider.ListSources()
	known := sources[len(sources)-1].Version
	if _, err := provider.Up(ctx); err != nil {
		return wrap(err)
	}
	version, err := provider.GetDBVersion(ctx)
	if err != nil {
		return wrap(err)
	}
	if version > known {
		return ErrSchema
	}
	return nil
}

// hasPoolSize reports whether an address sets the number of connections itself.
func hasPoolSize(address string) (bool, error) {
	if !strings.Contains(address, "://") {
		return strings.Contains(address, "pool_max_conns"), nil
	}
	u, err := url.Parse(address)
	if err != nil {
		return false, ErrAddress
	}
	return u.Query().Has("pool_max_conns"), nil
}

var _ intake.Store = (*Store)(nil)
