package main

import (
	"context"
	"encoding/binary"

	"github.com/jackc/pgx/v5"
	bbolt "go.etcd.io/bbolt"
)

// plainFile inserts bytes into bbolt and nothing else.
func plainFile(path string) (func([][]byte) error, error) {
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		return nil, err
	}
	next := uint64(0)
	return func(values [][]byte) error {
		return db.Update(func(tx *bbolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte("plain"))
			if err != nil {
				return err
			}
			for _, v := range values {
				next++
				if err := b.Put(binary.BigEndian.AppendUint64(nil, next), v); err != nil {
					return err
				}
			}
			return nil
		})
	}, nil
}

// plainTable inserts bytes into a table of PostgreSQL and nothing else, one round trip for each transaction.
func plainTable(ctx context.Context, address string) (func([][]byte) error, error) {
	c, err := pgx.Connect(ctx, address)
	if err != nil {
		return nil, err
	}
	if _, err := c.Exec(ctx, "CREATE TABLE plain (id BIGSERIAL PRIMARY KEY, value BYTEA NOT NULL)"); err != nil {
		return nil, err
	}
	return func(values [][]byte) error {
		_, err := c.Exec(ctx, "INSERT INTO plain (value) SELECT * FROM unnest($1::bytea[])", values)
		return err
	}, nil
}
