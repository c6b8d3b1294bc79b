package powerloss_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// moment is a point of the work at which the power may go: after so many calls.
type moment struct {
	calls  int
	weight int
	before promise
	after  promise
}

// markers finds what was acknowledged, and gives the calls that the disk has to know.
func markers(t testing.TB, all []call) (calls []call, said map[int]promise) {
	t.Helper()
	said = map[int]promise{}
	for _, c := range all {
		if c.name != "write" || c.number(0) != 1 {
			calls = append(calls, c)
			continue
		}
		_, line, ok := strings.Cut(c.text(1), "{")
		if !ok {
			continue
		}
		var p promise
		if err := json.Unmarshal([]byte("{"+line), &p); err != nil {
			t.Fatal(err)
		}
		said[len(calls)] = p
	}
	return calls, said
}

// moments lists the points, the interesting ones with more weight: where something is under way that a sync is about to make certain,
// around a change of a name, and just after an acknowledgement.
func moments(t testing.TB, d *disk, calls []call, said map[int]promise) (all []moment) {
	t.Helper()
	after := make([]promise, len(calls)+1)
	next := clone(said[len(calls)])
	for n := len(calls); n >= 0; n-- {
		after[n] = next
		if p, ok := said[n]; ok {
			next = p
		}
	}
	var before promise
	for n := 0; n <= len(calls); n++ {
		m := moment{calls: n, weight: 1, after: after[n]}
		if p, ok := said[n]; ok {
			before, m.weight = p, 4
		}
		m.before = before
		if n < len(calls) && strings.HasSuffix(calls[n].name, "sync") || n > 0 && strings.HasPrefix(calls[n-1].name, "rename") {
			m.weight = 6
		}
		if m.weight *= min(d.pending(), 8); m.weight > 0 {
			all = append(all, m)
		}
		if n < len(calls) {
			if err := d.apply(calls[n]); err != nil {
				t.Fatal(err)
			}
		}
	}
	return all
}

// choose takes moments at random by their weight, in order.
func choose(r *rand.Rand, all []moment, n int) []moment {
	total := 0
	for _, m := range all {
		total += m.weight
	}
	var chosen []moment
	for range n {
		at := r.IntN(total)
		i := slices.IndexFunc(all, func(m moment) bool { at -= m.weight; return at < 0 })
		chosen = append(chosen, all[i])
	}
	slices.SortStableFunc(chosen, func(a, b moment) int { return a.calls - b.calls })
	return chosen
}

// found is an image and what must be in it.
type found struct {
	image  image
	moment moment
}

// enumerate gives different images until there are so many, or none new are found.
func enumerate(t testing.TB, fresh func() *disk, calls []call, all []moment, n int, seed uint64) (images []found) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 1))
	seen := map[[sha256.Size]byte]bool{}
	for round := 0; round < 40 && len(images) < n; round++ {
		d, done := fresh(), 0
		for _, m := range choose(r, all, n) {
			for ; done < m.calls; done++ {
				if err := d.apply(calls[done]); err != nil {
					t.Fatal(err)
				}
			}
			f := &fate{random: r}
			f.roll()
			i := d.crash(f)
			sum := sha256.Sum256(fmt.Append(nil, i.sum(), m.before, m.after))
			if !seen[sum] && len(images) < n {
				seen[sum] = true
				images = append(images, found{i, m})
			}
		}
	}
	return images
}

// judge is a process that looks at images, one after the other.
type judge struct {
	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Scanner
}

// patience is how long one image may take.
const patience = 60 * time.Second

func (j *judge) start() error {
	j.process = exec.Command(os.Args[0])
	j.process.Env = append(os.Environ(), checkDir+"=1")
	j.process.Stderr = io.Discard
	var err error
	if j.in, err = j.process.StdinPipe(); err != nil {
		return err
	}
	out, err := j.process.StdoutPipe()
	if err != nil {
		return err
	}
	j.out = bufio.NewScanner(out)
	return j.process.Start()
}

func (j *judge) stop() {
	if j.process != nil {
		_ = j.in.Close()
		_ = j.process.Process.Kill()
		_ = j.process.Wait()
		j.process = nil
	}
}

// look asks the process about an image; a process that falls or hangs is an answer too.
func (j *judge) look(q question) (string, error) {
	if j.process == nil {
		if err := j.start(); err != nil {
			return "", err
		}
	}
	line, err := json.Marshal(q)
	if err != nil {
		return "", err
	}
	late := time.AfterFunc(patience, func() { _ = j.process.Process.Kill() })
	defer late.Stop()
	if _, err := j.in.Write(append(line, '\n')); err == nil && j.out.Scan() {
		return j.out.Text(), nil
	}
	j.stop()
	return "the process that opened it fell or hung", nil
}

// verdicts looks at all images, in two processes, and gives what is wrong, by what it says. It stops after enough failures.
func verdicts(t testing.TB, images []found, enough int) map[string][]int {
	t.Helper()
	var mu sync.Mutex
	wrong, failures, next := map[string][]int{}, 0, 0
	take := func() int {
		mu.Lock()
		defer mu.Unlock()
		if next == len(images) || failures >= enough {
			return -1
		}
		next++
		return next - 1
	}
	var group sync.WaitGroup
	for range 2 {
		dir := filepath.Join(t.TempDir(), "image")
		group.Go(func() {
			j := &judge{}
			defer j.stop()
			for n := take(); n >= 0; n = take() {
				f := images[n]
				err := f.image.write(dir)
				answer := ""
				if err == nil {
					answer, err = j.look(question{dir, f.moment.before, f.moment.after})
				}
				if err = joined(err, os.RemoveAll(dir)); err != nil {
					answer = err.Error()
				}
				if answer != "ok" {
					mu.Lock()
					wrong[answer] = append(wrong[answer], n)
					failures++
					mu.Unlock()
				}
			}
		})
	}
	group.Wait()
	return wrong
}

func joined(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
