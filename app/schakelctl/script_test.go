package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	bolt "go.etcd.io/bbolt"

	"schakel/app/cjgd/caseworker"
	"schakel/internal/book"
	"schakel/internal/checkup"
	"schakel/internal/cjg"
	"schakel/internal/datadir"
	"schakel/internal/intake"
	intakebolt "schakel/internal/intake/bolt"
	"schakel/internal/keyfile"
)

const passphrase = "paard lamp rivier kaas wolk"

// testDeps is the program's outside in a test: the cheapest key derivation that a store allows, and nobody at the terminal.
func testDeps() deps {
	return deps{
		in: os.Stdin, out: os.Stdout, errs: os.Stderr, env: os.Getenv, now: time.Now, sleep: func(time.Duration) {},
		ask:   func(string, io.Writer) ([]byte, error) { return nil, errNoTerminal },
		check: checkup.New(), cost: keyfile.QuickCost(), request: requestOf(os.Getenv("SCHAKELCTL_TEST_REQUEST")), endpoint: os.Getenv("CJGD"),
	}
}

// requestOf is how long a script lets an endpoint take.
func requestOf(text string) time.Duration {
	d, err := time.ParseDuration(text)
	if err != nil {
		return 0
	}
	return d
}

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"schakelctl": func() {
			noteChild()
			os.Exit(run(context.Background(), os.Args[1:], testDeps()))
		},
	})
}

// TestScripts plays the scripts of testdata: the program as a process, against the real endpoint as another.
func TestScripts(t *testing.T) {
	bin := t.TempDir()
	cjgd := filepath.Join(bin, "cjgd")
	if out, err := exec.Command("go", "build", "-o", cjgd, "schakel/app/cjgd").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("CJGD", cjgd)
			e.Setenv("PATH", bin+string(os.PathListSeparator)+e.Getenv("PATH"))
			e.Setenv("SCHAKEL_PASSPHRASE", passphrase)
			return nil
		},
		Condition: func(name string) (bool, error) { return name == "root" && os.Getuid() == 0, nil },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": cmdExits, "until": cmdUntil, "ready": cmdReady, "value": cmdValue, "stick": cmdStick, "caseworker": cmdCaseworker,
			"hold": cmdHold, "newer": cmdNewer, "damage": cmdDamage, "unclean": cmdUnclean, "tear": cmdTear, "spoil": cmdSpoil, "copyOf": cmdCopyOf, "kept": cmdKept, "mode": cmdMode, "pick": cmdPick, "impostor": (&stage{stops: map[*testscript.TestScript]func(){}}).impostor, "same": cmdSame,
		},
	})
}

func fatal(ts *testscript.TestScript, err error) {
	if err != nil {
		ts.Fatalf("%v", err)
	}
}

// cmdExits runs a program and wants exactly this exit code.
func cmdExits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	fatal(ts, err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// cmdUntil runs a program again and again until its output matches, at most 15 seconds; before each time it runs a round of sync.
func cmdUntil(ts *testscript.TestScript, _ bool, args []string) {
	want := regexp.MustCompile(args[0])
	for end := time.Now().Add(15 * time.Second); ; time.Sleep(200 * time.Millisecond) {
		_ = ts.Exec("schakelctl", "--store", args[1], "sync")
		err := ts.Exec("schakelctl", append([]string{"--store", args[1]}, args[2:]...)...)
		if err == nil && want.MatchString(ts.ReadFile("stdout")) {
			return
		}
		if time.Now().After(end) {
			ts.Fatalf("never matched %s (%v)", args[0], err)
		}
	}
}

// cmdReady waits for the ready file of an endpoint and sets DEVICE, WEB, CODE, ACCOUNT and PASSWORD.
func cmdReady(ts *testscript.TestScript, _ bool, args []string) {
	var got map[string]string
	for range 200 {
		if data, err := os.ReadFile(ts.MkAbs(args[0])); err == nil {
			fatal(ts, json.Unmarshal(data, &got))
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if got == nil {
		ts.Fatalf("no ready file")
	}
	for name, key := range map[string]string{"DEVICE": "device", "WEB": "web", "CODE": "code", "ACCOUNT": "account", "PASSWORD": "password"} {
		ts.Setenv(name, got[key])
	}
	ts.Setenv("LISTEN", strings.TrimPrefix(got["device"], "https://"))
}

// cmdValue sets a variable to what stands in the last output under a path such as givers.0.person.
func cmdValue(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.Split(strings.TrimSpace(ts.ReadFile("stdout")), "\n")
	var at any
	fatal(ts, json.Unmarshal([]byte(lines[len(lines)-1]), &at))
	for key := range strings.SplitSeq(args[1], ".") {
		switch v := at.(type) {
		case map[string]any:
			at = v[key]
		case []any:
			i, err := strconv.Atoi(key)
			fatal(ts, err)
			at = v[i]
		}
	}
	text, ok := at.(string)
	if !ok {
		ts.Fatalf("no text under %s", args[1])
	}
	ts.Setenv(args[0], text)
}

// cmdStick carries a file to the web inbox and the one that comes back: stick OUT BACK [WORDS on the page].
func cmdStick(ts *testscript.TestScript, refused bool, args []string) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	c, err := caseworker.New(ts.Getenv("WEB"))
	fatal(ts, err)
	fatal(ts, c.SignIn(ctx, ts.Getenv("ACCOUNT"), ts.Getenv("PASSWORD")))
	page, err := c.Upload(ctx, []byte(ts.ReadFile(args[0])))
	if refused {
		if err == nil {
			ts.Fatalf("the file is taken")
		}
		return
	}
	fatal(ts, err)
	if len(args) > 2 && !strings.Contains(page, args[2]) {
		ts.Fatalf("the page has no %q", args[2])
	}
	back, err := c.Back(ctx, page)
	fatal(ts, err)
	fatal(ts, os.WriteFile(ts.MkAbs(args[1]), back, 0o600))
}

// cmdCaseworker does one thing in the web inbox: caseworker read|accept|decline|write|erase NUMBER [TEXT].
func cmdCaseworker(ts *testscript.TestScript, _ bool, args []string) {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	c, err := caseworker.New(ts.Getenv("WEB"))
	fatal(ts, err)
	fatal(ts, c.SignIn(ctx, ts.Getenv("ACCOUNT"), ts.Getenv("PASSWORD")))
	e, err := c.Find(ctx, args[1])
	fatal(ts, err)
	switch args[0] {
	case "read":
		page, err := c.Read(ctx, e.UUID)
		fatal(ts, err)
		if !strings.Contains(page, args[2]) {
			ts.Fatalf("the page has no %q", args[2])
		}
	case "accept":
		fatal(ts, c.Accept(ctx, e.UUID))
	case "decline":
		fatal(ts, c.Decline(ctx, e.UUID, args[2], args[3]))
	case "write":
		fatal(ts, c.Write(ctx, e.UUID, args[2]))
	case "erase":
		for {
			err := c.Erase(ctx, e.UUID)
			if err == nil {
				return
			}
			if ctx.Err() != nil {
				ts.Fatalf("%v", err)
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
}

// cmdHold keeps a store open, as the window does, until the script ends.
func cmdHold(ts *testscript.TestScript, _ bool, args []string) {
	dir := datadir.At(ts.MkAbs(args[0])).Store
	b, err := book.Open(dir, keyfile.Passphrase([]byte(passphrase)), book.Deps{Cost: keyfile.QuickCost(), Log: slog.New(slog.DiscardHandler)})
	fatal(ts, err)
	ts.Defer(func() { _ = b.Close() })
}

// storeFile is the one file of a store that holds the records.
func storeFile(ts *testscript.TestScript, dir string) string {
	found, err := filepath.Glob(filepath.Join(datadir.At(ts.MkAbs(dir)).Store, "*.db"))
	fatal(ts, err)
	if len(found) != 1 {
		ts.Fatalf("%d store files", len(found))
	}
	return found[0]
}

// cmdNewer makes a store look written by a newer version.
func cmdNewer(ts *testscript.TestScript, _ bool, args []string) {
	db, err := bolt.Open(storeFile(ts, args[0]), 0o600, &bolt.Options{Timeout: time.Second})
	fatal(ts, err)
	fatal(ts, db.Update(func(tx *bolt.Tx) error {
		v := bytes.Clone(tx.Bucket([]byte("a")).Get([]byte("h")))
		v[1]++
		return tx.Bucket([]byte("a")).Put([]byte("h"), v)
	}))
	fatal(ts, db.Close())
}

// cmdDamage overwrites the beginning of a store.
func cmdDamage(ts *testscript.TestScript, _ bool, args []string) {
	path := storeFile(ts, args[0])
	data, err := os.ReadFile(path)
	fatal(ts, err)
	for i := range min(len(data), 12288) {
		data[i] ^= 0x5a
	}
	fatal(ts, os.WriteFile(path, data, 0o600))
	fatal(ts, os.WriteFile(ts.MkAbs("damaged"), data, 0o600))
}

// cmdSame wants a store file to be byte for byte what damage left.
func cmdSame(ts *testscript.TestScript, _ bool, args []string) {
	a, err := os.ReadFile(storeFile(ts, args[0]))
	fatal(ts, err)
	b, err := os.ReadFile(ts.MkAbs("damaged"))
	fatal(ts, err)
	if !bytes.Equal(a, b) {
		ts.Fatalf("the file was changed")
	}
}

// cmdPick writes some lines of a file to another one: pick FILE OUT NUMBER...
func cmdPick(ts *testscript.TestScript, _ bool, args []string) {
	lines := strings.Split(strings.TrimSpace(ts.ReadFile(args[0])), "\n")
	var out strings.Builder
	for _, text := range args[2:] {
		n, err := strconv.Atoi(text)
		fatal(ts, err)
		if n < 1 || n > len(lines) {
			ts.Fatalf("%d lines", len(lines))
		}
		out.WriteString(lines[n-1] + "\n")
	}
	fatal(ts, os.WriteFile(ts.MkAbs(args[1]), []byte(out.String()), 0o600))
}

// cmdMode wants these permissions of a file.
func cmdMode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[1]))
	fatal(ts, err)
	if got := strconv.FormatUint(uint64(info.Mode().Perm()), 8); got != args[0] {
		ts.Fatalf("mode %s, want %s", got, args[0])
	}
}

// stage holds the impostors of every script that runs.
type stage struct {
	mu    sync.Mutex
	stops map[*testscript.TestScript]func()
}

// impostor answers at an endpoint's address until it is called with "stop": html with the endpoint's own certificate, stranger with
// another, plain without one, or silent.
func (s *stage) impostor(ts *testscript.TestScript, _ bool, args []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stop := s.stops[ts]; stop != nil {
		stop()
		delete(s.stops, ts)
	}
	if args[0] == "stop" {
		return
	}
	l, err := net.Listen("tcp", ts.Getenv("LISTEN"))
	fatal(ts, err)
	page := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<html>Welkom op het gratis netwerk</html>"))
	})
	ctx, cancel := context.WithCancel(context.Background())
	done, data := make(chan struct{}), ts.MkAbs(args[1])
	go func() {
		defer close(done)
		answer(ctx, ts, l, args[0], data, page)
	}()
	s.stops[ts] = sync.OnceFunc(func() { cancel(); <-done })
	ts.Defer(s.stops[ts])
}

func answer(ctx context.Context, ts *testscript.TestScript, l net.Listener, how, data string, page http.Handler) {
	switch how {
	case "silent":
		<-ctx.Done()
		_ = l.Close()
	case "plain":
		_ = intake.ServeHTTP(ctx, l, page)
	default:
		keys := filepath.Join(data, "keys")
		if how == "stranger" {
			keys = filepath.Join(data, "stranger")
		}
		config := intake.Config{Agreement: cjg.Agreement{Organisation: "CJG"}, Now: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)}
		k, err := intake.OpenKeys(keys, "CJG", config)
		if err != nil {
			ts.Logf("keys: %v", err)
			return
		}
		store, err := intakebolt.Open(filepath.Join(data, how+".db"))
		if err != nil {
			ts.Logf("store: %v", err)
			return
		}
		_ = intake.NewEndpoint(store, k, config).Serve(ctx, l, page)
		_ = store.Close()
	}
}
