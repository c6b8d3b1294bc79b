// Package scratch starts a PostgreSQL server of its own in a temporary folder, for tests and measurements.
package scratch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"

	"schakel/internal/fault"
)

// ErrMissing is a system without the server of PostgreSQL.
var ErrMissing = fault.New(fault.NotFound, "scratch.missing", "no PostgreSQL server is installed here (packaging/install database)")

// Options are what a server is started with.
type Options struct {
	Settings  []string // "name=value", as on the command line of the server
	FileLimit int      // KiB that no file of the server may pass, 0 for none: what a full disk looks like
}

// Server is a running server. It listens on a socket in its folder only.
type Server struct {
	dir  string
	cmd  *exec.Cmd
	hold io.Closer // the server stops when this closes, so also when the test that started it is gone
	done chan error
}

// Folder gives the folder of the server's programs, or ErrMissing.
func Folder() (string, error) {
	if path, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			if _, err := os.Stat(filepath.Join(filepath.Dir(real), "initdb")); err == nil {
				return filepath.Dir(real), nil
			}
		}
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // the pattern is in order
	if len(found) == 0 {
		return "", ErrMissing
	}
	slices.Sort(found)
	return filepath.Dir(found[len(found)-1]), nil
}

// Start makes a server and waits until it answers. ErrMissing: there is none here.
func Start(ctx context.Context, o Options) (*Server, error) {
	bin, err := Folder()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "schakel-pg-")
	if err != nil {
		return nil, err
	}
	s := &Server{dir: dir, done: make(chan error, 1)}
	if err := s.start(ctx, bin, o); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

func (s *Server) start(ctx context.Context, bin string, o Options) error {
	lower, err := lowerUser(s.dir)
	if err != nil {
		return err
	}
	data := filepath.Join(s.dir, "data")
	initdb := append(lower, filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync", "--wal-segsize=1")
	made := exec.CommandContext(ctx, initdb[0], initdb[1:]...)
	made.Dir = s.dir
	if out, err := made.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	limit := "unlimited"
	if o.FileLimit > 0 {
		limit = strconv.Itoa(o.FileLimit)
	}
	// The shell waits for its input to close and then stops the server at once.
	const script = `ulimit -f "$1" || exit 1; shift; "$@" & pid=$!; read -r _; kill -QUIT $pid; wait $pid`
	args := append(lower, "bash", "-c", script, "postgres", limit, filepath.Join(bin, "postgres"), "-D", data, "-k", s.dir, "-c", "listen_addresses=", "-c", "logging_collector=off")
	for _, setting := range o.Settings {
		args = append(args, "-c", setting)
	}
	s.cmd = exec.Command(args[0], args[1:]...)
	s.cmd.Dir = s.dir
	log, err := os.Create(filepath.Join(s.dir, "log"))
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }()
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if s.hold, err = s.cmd.StdinPipe(); err != nil {
		return err
	}
	if err := s.cmd.Start(); err != nil {
		return err
	}
	go func() { s.done <- s.cmd.Wait() }()
	return s.wait(ctx)
}

// lowerUser gives the words in front of a command that make it another user's: the server refuses to run as root.
func lowerUser(dir string) ([]string, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.Atoi(u.Uid)
		gid, gidErr := strconv.Atoi(u.Gid)
		if err := errors.Join(uidErr, gidErr, os.Chown(dir, uid, gid)); err != nil {
			return nil, err
		}
		return []string{"setpriv", "--reuid=" + u.Uid, "--regid=" + u.Gid, "--clear-groups"}, nil
	}
	return nil, fmt.Errorf("no user to run the server as")
}

func (s *Server) wait(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, s.URL("postgres"))
		if err == nil {
			return conn.Close(ctx)
		}
		select {
		case <-ctx.Done():
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return fmt.Errorf("the server does not start: %w: %s", err, log)
		case early := <-s.done:
			s.done <- early
			log, _ := os.ReadFile(filepath.Join(s.dir, "log"))
			return fmt.Errorf("the server stopped: %s", log)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// URL is the address of a database of this server.
func (s *Server) URL(database string) string {
	return "postgres://postgres@/" + url.PathEscape(database) + "?host=" + url.QueryEscape(s.dir)
}

// Make makes an empty database and gives its address. The name has small letters, digits and _ only.
func (s *Server) Make(ctx context.Context, name string) (string, error) {
	if err := s.Exec(ctx, "postgres", "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()); err != nil {
		return "", err
	}
	return s.URL(name), nil
}

// Exec runs statements in a database.
func (s *Server) Exec(ctx context.Context, database, sql string) error {
	conn, err := pgx.Connect(ctx, s.URL(database))
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, sql)
	return errors.Join(err, conn.Close(ctx))
}

// Data is the folder with the server's files.
func (s *Server) Data() string { return filepath.Join(s.dir, "data") }

// Stop stops the server and removes its folder.
func (s *Server) Stop() error {
	if s.hold != nil {
		_ = s.hold.Close() // the shell may be gone
		select {
		case <-s.done:
		case <-time.After(10 * time.Second):
			_ = s.cmd.Process.Kill()
		}
	}
	return os.RemoveAll(s.dir)
}
