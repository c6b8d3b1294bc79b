package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// rival is another database, in a process of its own, that does the same saves. It gets a line and answers when the save is on disk.
type rival struct {
	what    string
	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	ask     string // the line that asks for a save
	told    bool   // it answers with the nanoseconds that it took; else its answer is timed here
	took    []time.Duration
}

// rivals starts what there is; what there is not is said.
func rivals(work string, rows int, z sizes) (all []*rival, missing []string, err error) {
	lite, err := sqlite(work, rows, z)
	if err != nil {
		missing = append(missing, "SQLite: not measured, its module could not be built: "+strings.TrimSpace(err.Error()))
	} else {
		all = append(all, lite)
	}
	if _, err := exec.LookPath("sqlcipher"); err != nil {
		return all, append(missing, "SQLCipher: not installed (Debian package sqlcipher)"), nil
	}
	cipher, err := sqlcipher(work, rows, z)
	if err != nil {
		return nil, nil, err
	}
	return append(all, cipher), missing, nil
}

// sqlite is SQLite in Go, with each value sealed as the store does it. Its module is built first.
func sqlite(work string, rows int, z sizes) (*rival, error) {
	program := filepath.Join(work, "sqlite")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", program, ".")
	build.Dir = filepath.Join("packaging", "benchmarks", "sqlite")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w: %s", err, said)
	}
	r := &rival{
		what: "durable save, SQLite (modernc, WAL, FULL), each value sealed, same rows and sizes", told: true,
		process: exec.Command(program, "-file", filepath.Join(work, "sqlite.db"), "-rows", strconv.Itoa(rows), "-value", strconv.Itoa(z.value),
			"-row", strconv.Itoa(z.row), "-entry", strconv.Itoa(z.entry), "-tail", strconv.Itoa(z.tail)),
	}
	return r, r.start("ready")
}

// sqlcipher is the command of SQLCipher, which seals pages: the values go in as they are. Reading the statements is in its time.
func sqlcipher(work string, rows int, z sizes) (*rival, error) {
	values := fmt.Sprintf("randomblob(%d));", z.value)
	small := fmt.Sprintf("INSERT INTO compact VALUES(randomblob(16),randomblob(%d));INSERT INTO audit VALUES(NULL,randomblob(%d));"+
		"INSERT OR REPLACE INTO header VALUES('t',randomblob(%d));", z.row, z.entry, z.tail)
	r := &rival{
		what:    "durable save, SQLCipher (its command, WAL, FULL), same rows and sizes, with reading the statements",
		process: exec.Command("stdbuf", "-oL", "sqlcipher", "-batch", filepath.Join(work, "sqlcipher.db")),
		ask:     "BEGIN IMMEDIATE;INSERT INTO records VALUES(randomblob(16)," + values + small + "COMMIT;SELECT 'saved';",
	}
	first := "PRAGMA key=\"x'" + strings.Repeat("5c", 32) + "'\";\n" +
		"CREATE TABLE records(k BLOB PRIMARY KEY, v BLOB NOT NULL);CREATE TABLE compact(k BLOB PRIMARY KEY, v BLOB NOT NULL);" +
		"CREATE TABLE audit(n INTEGER PRIMARY KEY, v BLOB NOT NULL);CREATE TABLE header(k TEXT PRIMARY KEY, v BLOB NOT NULL);\n"
	many := fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<%d)", rows)
	first += many + fmt.Sprintf("INSERT INTO records SELECT randomblob(16),randomblob(%d) FROM n;\n", z.value) +
		many + fmt.Sprintf("INSERT INTO compact SELECT randomblob(16),randomblob(%d) FROM n;\n", z.row) +
		many + fmt.Sprintf("INSERT INTO audit SELECT i,randomblob(%d) FROM n;\n", z.entry) +
		"PRAGMA synchronous=FULL;PRAGMA journal_mode=WAL;\nSELECT 'synchronous';PRAGMA synchronous;\n"
	if err := r.start("", first); err != nil {
		return nil, err
	}
	for _, want := range []string{"wal", "synchronous", "2"} {
		if got, err := r.line(); err != nil || got != want {
			return nil, errors.Join(fmt.Errorf("sqlcipher answers %q, not %q", got, want), err)
		}
	}
	return r, nil
}

// start begins the process, sends it lines, and waits for a word if there is one.
func (r *rival) start(word string, lines ...string) (err error) {
	r.process.Stderr = os.Stderr
	if r.in, err = r.process.StdinPipe(); err != nil {
		return err
	}
	out, err := r.process.StdoutPipe()
	if err != nil {
		return err
	}
	r.out = bufio.NewReader(out)
	if err := r.process.Start(); err != nil {
		return err
	}
	for _, l := range lines {
		if _, err := io.WriteString(r.in, l); err != nil {
			return err
		}
	}
	if word == "" {
		return nil
	}
	got, err := r.line()
	if err == nil && got != word {
		err = fmt.Errorf("%s: %q", r.what, got)
	}
	return err
}

func (r *rival) line() (string, error) {
	text, err := r.out.ReadString('\n')
	return strings.TrimSpace(text), err
}

// save does one save and keeps how long it took.
func (r *rival) save() error {
	start := time.Now()
	if _, err := io.WriteString(r.in, r.ask+"\n"); err != nil {
		return err
	}
	answer, err := r.line()
	if err != nil {
		return err
	}
	took := time.Since(start)
	if r.told {
		nanoseconds, err := strconv.ParseInt(answer, 10, 64)
		if err != nil {
			return err
		}
		took = time.Duration(nanoseconds)
	}
	r.took = append(r.took, took)
	return nil
}

func (r *rival) stop() error {
	return errors.Join(r.in.Close(), r.process.Wait())
}
