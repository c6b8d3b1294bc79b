package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"schakel/internal/fault"
	"schakel/internal/record"
)

// TestExitCodes walks every kind of error: each has a fixed number of its own, and README.md says so.
func TestExitCodes(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	want := map[fault.Kind]int{
		fault.Other: 10, fault.Invalid: 11, fault.NotFound: 12, fault.Conflict: 13, fault.Locked: 14, fault.Secret: 15,
		fault.Denied: 16, fault.Offline: 17, fault.Refused: 18, fault.Corrupt: 19, fault.Newer: 20, fault.Full: 21,
	}
	for _, kind := range fault.Kinds() {
		code := exitCode(fmt.Errorf("at an edge: %w", fault.New(kind, "test", "test")))
		if code != want[kind] {
			t.Errorf("%s: exit code %d, want %d", kind, code, want[kind])
		}
		if line := fmt.Sprintf("| %d | `%s` |", code, kind); !strings.Contains(string(readme), line) {
			t.Errorf("README.md has no line %q", line)
		}
		if got := exitCode(toldError{fault.New(kind, "test", "test")}); got != code {
			t.Errorf("%s, told already: exit code %d, want %d", kind, got, code)
		}
	}
	for err, code := range map[error]int{
		nil: 0, errHelp: 0, errUsage: 2, context.Canceled: 130, io.ErrUnexpectedEOF: 10,
	} {
		if got := exitCode(err); got != code {
			t.Errorf("%v: exit code %d, want %d", err, got, code)
		}
	}
	if got := exitCode(record.Problems{{Field: "from", Code: "required"}}); got != 11 {
		t.Errorf("problems: exit code %d, want 11", got)
	}
}

// TestReadmeKnowsEveryCommand keeps the page and the program together.
func TestReadmeKnowsEveryCommand(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range commands() {
		line := strings.TrimSpace("schakelctl " + c.name + " " + c.args)
		if !strings.Contains(string(readme), "`"+strings.ReplaceAll(line, "|", `\|`)+"`") {
			t.Errorf("README.md does not know %q", line)
		}
	}
}

// typist types answers to questions, and notes how long the program made it wait.
type typist struct {
	answers []string
	asked   int
	waited  []time.Duration
	errs    bytes.Buffer
}

func (y *typist) deps(t *testing.T) deps {
	return deps{
		in: strings.NewReader(""), out: io.Discard, errs: &y.errs, env: func(string) string { return "" }, now: time.Now,
		cost: testDeps().cost, sleep: func(d time.Duration) { y.waited = append(y.waited, d) },
		ask: func(string, io.Writer) ([]byte, error) {
			if y.asked == len(y.answers) {
				t.Fatal("asked too often")
			}
			y.asked++
			return []byte(y.answers[y.asked-1]), nil
		},
	}
}

// TestTypedPassphrase: twice for a new store, at most three times for an old one, with a growing wait in between.
func TestTypedPassphrase(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "s")
	for _, c := range []struct {
		name    string
		args    string
		answers []string
		code    int
		waits   int
	}{
		{"typed differently", "init", []string{passphrase, passphrase + "x"}, 11, 0},
		{"easy to guess", "init", []string{"123456"}, 11, 0},
		{"new", "init", []string{passphrase, passphrase}, 0, 0},
		{"wrong three times", "status", []string{"a", "b", "c"}, 15, 2},
		{"right the second time", "status", []string{"a", passphrase}, 0, 1},
	} {
		y := &typist{answers: c.answers}
		code := run(context.Background(), []string{"--store", dir, c.args}, y.deps(t))
		if code != c.code || y.asked != len(c.answers) || len(y.waited) != c.waits {
			t.Errorf("%s: exit code %d, asked %d times, waited %v\n%s", c.name, code, y.asked, y.waited, y.errs.String())
		}
		for i := 1; i < len(y.waited); i++ {
			if y.waited[i] <= y.waited[i-1] {
				t.Errorf("%s: the wait does not grow: %v", c.name, y.waited)
			}
		}
		if strings.Contains(y.errs.String(), passphrase) {
			t.Errorf("%s: the passphrase was shown", c.name)
		}
	}
}

// TestTypedParts: two parts are typed on one line where the passphrase is asked, and the new passphrase twice after it.
func TestTypedParts(t *testing.T) {
	const next = "zolder tulp banaan trein sneeuw"
	dir := filepath.Join(t.TempDir(), "s")
	play := func(args string, want int, answers ...string) string {
		t.Helper()
		y := &typist{answers: answers}
		d := y.deps(t)
		var out bytes.Buffer
		d.out = &out
		if code := run(context.Background(), []string{"--lang", "nl", "--store", dir, args}, d); code != want || y.asked != len(answers) {
			t.Fatalf("%s: exit code %d, want %d, asked %d times\n%s", args, code, want, y.asked, y.errs.String())
		}
		return out.String() + y.errs.String()
	}
	play("init", 0, passphrase, passphrase)
	parts := strings.Fields(play("shares", 0, passphrase))[:3]
	typo := "0" + parts[0][1:]
	if said := play("passphrase", 0, typo+" "+parts[2], parts[0]+"  "+parts[2], next, next); !strings.Contains(said, "In groep 1 van nummer 1 zit een typfout") {
		t.Errorf("the wrong group is not said:\n%s", said)
	}
	play("passphrase", 11, parts[1]+" "+parts[2], passphrase, passphrase+" x")
	play("status", 0, next)
}

// TestRehearsalWithoutAnEndpoint: without an endpoint program the rehearsal says so and leaves nothing behind.
func TestRehearsalWithoutAnEndpoint(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var out, errs bytes.Buffer
	d := testDeps()
	d.out, d.errs, d.endpoint = &out, &errs, filepath.Join(t.TempDir(), "none")
	if code := run(context.Background(), []string{"--lang", "en", "rehearse"}, d); code != 17 {
		t.Errorf("exit code %d\n%s", code, errs.String())
	}
	if !strings.HasPrefix(out.String(), "1. ") || strings.Contains(out.String(), "3. ") {
		t.Errorf("said:\n%s", out.String())
	}
	left, err := filepath.Glob(filepath.Join(os.Getenv("TMPDIR"), "schakel-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
