// Program sqlite does the same saves as the store in SQLite, one for every line on its standard input, and answers with the
// nanoseconds that each took. It is a module of its own, so that the program does not carry its dependencies.
package main

import (
	"bufio"
	"crypto/rand"
	"database/sql"
	"flag"
	"fmt"
	"os"
	"time"

	"golang.org/x/crypto/chacha20poly1305"
	_ "modernc.org/sqlite"
)

const schema = `
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
CREATE TABLE records(k BLOB PRIMARY KEY, v BLOB NOT NULL);
CREATE TABLE compact(k BLOB PRIMARY KEY, v BLOB NOT NULL);
CREATE TABLE audit(n INTEGER PRIMARY KEY, v BLOB NOT NULL);
CREATE TABLE header(k TEXT PRIMARY KEY, v BLOB NOT NULL);`

// side is the database, its statements, and the sizes of the sealed values.
type side struct {
	db                           *sql.DB
	records, compact, audit, end *sql.Stmt
	value, row, entry, tail      int
	last                         int
}

func main() {
	var s side
	path := flag.String("file", "", "the database to make")
	rows := flag.Int("rows", 60_000, "records to put in it first")
	flag.IntVar(&s.value, "value", 1025, "bytes of a sealed record")
	flag.IntVar(&s.row, "row", 193, "bytes of a sealed row")
	flag.IntVar(&s.entry, "entry", 137, "bytes of a sealed audit entry")
	flag.IntVar(&s.tail, "tail", 105, "bytes of the sealed end of the chain")
	flag.Parse()
	if err := s.run(*path, *rows); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func (s *side) run(path string, rows int) (err error) {
	if s.db, err = sql.Open("sqlite", path); err != nil {
		return err
	}
	defer func() { _ = s.db.Close() }()
	s.db.SetMaxOpenConns(1) // the pragmas belong to a connection
	if _, err := s.db.Exec(schema); err != nil {
		return err
	}
	if err := s.prepare(); err != nil {
		return err
	}
	if err := s.proveModes(); err != nil {
		return err
	}
	for done := 0; done < rows; {
		some := min(2_000, rows-done)
		if err := s.save(some); err != nil {
			return err
		}
		done += some
	}
	fmt.Println("ready")
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		start := time.Now()
		if err := s.save(1); err != nil {
			return err
		}
		fmt.Println(time.Since(start).Nanoseconds())
	}
	return in.Err()
}

func (s *side) prepare() error {
	for text, to := range map[string]**sql.Stmt{
		"INSERT INTO records VALUES(?,?)":           &s.records,
		"INSERT INTO compact VALUES(?,?)":           &s.compact,
		"INSERT INTO audit VALUES(?,?)":             &s.audit,
		"INSERT OR REPLACE INTO header VALUES(?,?)": &s.end,
	} {
		var err error
		if *to, err = s.db.Prepare(text); err != nil {
			return err
		}
	}
	return nil
}

// proveModes refuses to measure something else than was asked for.
func (s *side) proveModes() error {
	var journal string
	var synchronous int
	if err := s.db.QueryRow("PRAGMA journal_mode").Scan(&journal); err != nil {
		return err
	}
	if err := s.db.QueryRow("PRAGMA synchronous").Scan(&synchronous); err != nil {
		return err
	}
	if journal != "wal" || synchronous != 2 {
		return fmt.Errorf("journal_mode %s, synchronous %d", journal, synchronous)
	}
	return nil
}

// save puts n records with their row, audit entry and end of the chain in one transaction.
func (s *side) save(n int) error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	for range n {
		s.last++
		key := make([]byte, 16)
		if _, err := rand.Read(key); err != nil {
			return err
		}
		for _, put := range []struct {
			into *sql.Stmt
			key  any
			size int
		}{{s.records, key, s.value}, {s.compact, key, s.row}, {s.audit, s.last, s.entry}, {s.end, "t", s.tail}} {
			v, err := sealed(put.size)
			if err != nil {
				return err
			}
			if _, err := tx.Stmt(put.into).Exec(put.key, v); err != nil {
				return err
			}
		}
	}
	return tx.Commit()
}

// sealed is a value of so many bytes under XChaCha20-Poly1305 with a random nonce, and associated data as long as the store's.
func sealed(size int) ([]byte, error) {
	var key [chacha20poly1305.KeySize]byte
	aead, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		return nil, err
	}
	out := make([]byte, chacha20poly1305.NonceSizeX, size)
	if _, err := rand.Read(out); err != nil {
		return nil, err
	}
	plain := make([]byte, size-chacha20poly1305.NonceSizeX-chacha20poly1305.Overhead)
	return aead.Seal(out, out, plain, make([]byte, 73)), nil
}
