package powerloss_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"schakel/internal/store"
)

// TestADiskThatFailsAtTimesLosesNothing lets one write or one sync fail at a random place, and goes on as a person would: once more, and then
// with the store opened anew. Everything that was acknowledged before and after is there.
func TestADiskThatFailsAtTimesLosesNothing(t *testing.T) {
	program := strace(t)
	times := 12
	if os.Getenv("SCHAKEL_LONG") != "" {
		times = 150
	}
	r := rand.New(rand.NewPCG(seeded(t), 2))
	failed := 0
	for round := range times {
		what := []string{"fdatasync:error=EIO", "fsync:error=EIO", "pwrite64:error=ENOSPC", "pwrite64:error=EIO", "renameat:error=EIO"}[round%5]
		most := map[byte]int{'f': 60, 'p': 250, 'r': 10}[what[0]]
		inject := fmt.Sprintf("%s:when=%d", what, 1+r.IntN(most))
		complaints, err := flakyRound(t, program, inject)
		if err != nil {
			t.Errorf("%s: %v\n%s", inject, err, complaints)
		}
		if complaints != "" {
			failed++
		}
		if strings.Contains(complaints, store.ErrDamaged.Text) {
			t.Errorf("%s: a disk that failed once is called damage:\n%s", inject, complaints)
		}
	}
	t.Logf("%d rounds, the disk failed in %d", times, failed)
	if failed < times/4 {
		t.Error("the disk hardly ever failed")
	}
}

func flakyRound(t *testing.T, program, inject string) (complaints string, err error) {
	t.Helper()
	root := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(root, 0o700); err != nil {
		t.Fatal(err)
	}
	name, _, _ := strings.Cut(inject, ":")
	c := exec.Command(program, "-f", "-qq", "-e", "trace="+name, "-e", "signal=none", "-e", "inject="+inject, "-o", os.DevNull, os.Args[0])
	c.Env = append(os.Environ(), workDir+"="+root, flakyDisk+"=1", "TMPDIR="+t.TempDir())
	var said, complained bytes.Buffer
	c.Stdout, c.Stderr = &said, &complained
	if err := c.Run(); err != nil {
		return complained.String(), err
	}
	var last promise
	for line := range strings.Lines(said.String()) {
		if _, line, ok := strings.Cut(line, "{"); ok {
			last = promise{}
			if err := json.Unmarshal([]byte("{"+line), &last); err != nil {
				t.Fatal(err)
			}
		}
	}
	return complained.String(), question{root, last, last}.check()
}
