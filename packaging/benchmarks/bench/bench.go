// Package bench measures work and prints it as a row of a table: the usual time, the slow one, and the processor's own time beside its bar.
package bench

import (
	"fmt"
	"runtime"
	"slices"
	"time"
)

// Took is how long something took, over several rounds.
type Took struct {
	P50, P95 time.Duration // by the clock
	Work     time.Duration // of all cores together, per round: what other programs on the computer hardly change; 0 where it is not known
}

// Head prints what stands above a table.
func Head(about string) {
	fmt.Printf("%s, %d cores\n\n| what | p50 | p95 | work | bar | |\n|---|---|---|---|---|---|\n", about, runtime.GOMAXPROCS(0))
}

// Measure does something several times.
func Measure(rounds int, do func(round int) error) (Took, error) {
	all := make([]time.Duration, rounds)
	began := worked()
	for i := range all {
		start := time.Now()
		if err := do(i); err != nil {
			return Took{}, err
		}
		all[i] = time.Since(start)
	}
	work := (worked() - began) / time.Duration(rounds)
	slices.Sort(all)
	return Took{P50: all[len(all)/2], P95: all[min(len(all)*95/100, len(all)-1)], Work: work}, nil
}

// Row prints one line: met when the slow time is within the bar. A bar of 0 is a reference.
func Row(what string, t Took, bar time.Duration) {
	limit, verdict := "reference", ""
	if bar > 0 {
		if limit, verdict = "< "+bar.String(), "met"; t.P95 >= bar {
			verdict = "NOT met"
		}
	}
	fmt.Printf("| %s | %s | %s | %s | %s | %s |\n", what, short(t.P50), short(t.P95), short(t.Work), limit, verdict)
}

// Line measures something and prints it.
func Line(what string, rounds int, bar time.Duration, do func(round int) error) error {
	t, err := Measure(rounds, do)
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	Row(what, t, bar)
	return nil
}

func short(d time.Duration) time.Duration {
	if d < 10*time.Millisecond {
		return d.Round(10 * time.Microsecond)
	}
	return d.Round(time.Millisecond)
}
