package sdc_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"schakel/internal/sdc"
)

// world is the truth in a few rows over a few days, counted by row and day.
type world [][]int

// table is what happened in a span, as a total and its rows.
func (w world) table(from, to int) sdc.Table {
	var rows []int
	for _, days := range w {
		sum := 0
		for _, n := range days[from : to+1] {
			sum += n
		}
		rows = append(rows, sum)
	}
	return sdc.List(rows...)
}

func rowNames(n int) []sdc.Same {
	names := []sdc.Same{{Name: "total"}}
	for i := range n {
		names = append(names, sdc.Same{Name: fmt.Sprint("row ", i)})
	}
	return names
}

// sum is a published count: of which row on which day (a bit each), and how much.
type sum struct {
	mask uint
	n    int
}

// bitsOf are the bits of a row (0 is the total) over a span.
func bitsOf(row, rows, days, from, to int) (mask uint) {
	for r := range rows {
		for d := from; d <= to; d++ {
			if row == 0 || row-1 == r {
				mask |= 1 << (r*days + d)
			}
		}
	}
	return mask
}

// fitting calls f with every story in which all sums hold, with numbers up to a limit.
func fitting(sums []sum, cells, limit int, f func([]int)) {
	left := make([]int, len(sums))
	for i, s := range sums {
		left[i] = s.n
	}
	story := make([]int, cells)
	var walk func(cell int)
	walk = func(cell int) {
		if cell == cells {
			f(story)
			return
		}
		for n := 0; n <= limit; n++ {
			fits := true
			for i, s := range sums {
				if s.mask>>cell&1 == 1 {
					left[i] -= n
					fits = fits && left[i] >= 0
				}
				if s.mask>>cell == 1 && left[i] != 0 {
					fits = false
				}
			}
			if fits {
				story[cell] = n
				walk(cell + 1)
			}
			tooMany := false
			for i, s := range sums {
				if s.mask>>cell&1 == 1 {
					tooMany = tooMany || left[i] < 0
					left[i] += n
				}
			}
			if tooMany {
				break
			}
		}
	}
	walk(0)
}

// TestTogetherAgainstEveryStory publishes several suppressed tables of one truth and bounds every hidden cell by every truth that fits.
func TestTogetherAgainstEveryStory(t *testing.T) {
	t.Run("three rows on two days", func(t *testing.T) { againstEveryStory(t, 3, 2) })
	t.Run("two rows on three days", func(t *testing.T) { againstEveryStory(t, 2, 3) })
}

func againstEveryStory(t *testing.T, rows, days int) {
	const threshold, worlds = 5, 1500
	exposed, safe := 0, 0
	draw := rand.New(rand.NewPCG(uint64(rows), uint64(days)))
	for range worlds {
		w := make(world, rows)
		for i := range w {
			for range days {
				w[i] = append(w[i], draw.IntN(8))
			}
		}
		var all []sdc.Publication
		var sums []sum
		type hidden struct{ mask uint }
		var unknown []hidden
		for range 1 + draw.IntN(4) {
			from := draw.IntN(days)
			to := from + draw.IntN(days-from)
			safe, err := sdc.Suppress(w.table(from, to), threshold)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, sdc.Publication{From: from, To: to, Table: safe, Rows: rowNames(rows)})
			for i, row := range safe.Cells {
				if mask := bitsOf(i, rows, days, from, to); row[0].Hidden {
					unknown = append(unknown, hidden{mask})
				} else {
					sums = append(sums, sum{mask, row[0].Count})
				}
			}
		}
		const limit = 42
		bounded := uint(0)
		for _, s := range sums {
			bounded |= s.mask
		}
		want := false
		low, high := make([]int, len(unknown)), make([]int, len(unknown))
		for i := range low {
			low[i] = 1 << 30
		}
		if bounded == 1<<(rows*days)-1 { // otherwise there is no end to the stories
			fitting(sums, rows*days, limit, func(story []int) {
				for i, u := range unknown {
					n := 0
					for c, v := range story {
						n += v * int(u.mask>>c&1)
					}
					low[i], high[i] = min(low[i], n), max(high[i], n)
				}
			})
			for i := range unknown {
				want = want || low[i] < threshold && high[i] >= 1 && high[i]-low[i]+1 < threshold
			}
		}
		err := sdc.AuditTogether(all, threshold)
		got := errors.Is(err, sdc.ErrExposed)
		if err != nil && !got {
			t.Fatal(err)
		}
		if want && !got {
			t.Fatalf("%v tells a hidden count, and passes: %v to %v", all, low, high)
		}
		if want {
			exposed++
		} else if !got {
			safe++
		}
	}
	if exposed < 10 || safe < 10 {
		t.Errorf("%d exposed, %d safe of %d: one of them was hardly tried", exposed, safe, worlds)
	}
}

func TestTogetherFindsWhatOneTableHides(t *testing.T) {
	hide := func(t sdc.Table, rows ...int) sdc.Table {
		for _, r := range rows {
			t.Cells[r][0] = sdc.Cell{Hidden: true}
		}
		return t
	}
	names := []sdc.Same{{Name: "total"}, {Name: "x"}, {Name: "y"}, {Name: "z"}}
	// In the first quarter x and y are hidden, 9 together. The year and the other quarters show y, so that its first quarter was 6.
	papers := []sdc.Publication{
		{From: 1, To: 90, Table: hide(sdc.List(3, 6, 20), 1, 2), Rows: names},
		{From: 91, To: 360, Table: hide(sdc.List(12, 30, 40), 1, 3), Rows: names},
		{From: 1, To: 360, Table: hide(sdc.List(15, 36, 60), 1, 3), Rows: names},
	}
	for i := range papers {
		if err := sdc.AuditTogether(papers[i:i+1], 5); err != nil {
			t.Errorf("paper %d alone: %v", i, err)
		}
	}
	if err := sdc.AuditTogether(papers, 5); !errors.Is(err, sdc.ErrExposed) {
		t.Errorf("the papers together: %v", err)
	}
	papers[2].Rows = []sdc.Same{{Name: "total"}, {}, {}, {}}
	if err := sdc.AuditTogether(papers, 5); err != nil {
		t.Errorf("rows that are something else every time: %v", err)
	}
}

func TestTogetherLooksAtOverlappingRows(t *testing.T) {
	loose := func(total int, parts ...int) sdc.Table {
		t := sdc.List(parts...)
		t.Loose, t.Cells[0][0].Count = true, total
		return t
	}
	first := loose(20, 12, 8)
	first.Cells[2][0] = sdc.Cell{Hidden: true}
	names := []sdc.Same{{Name: "total"}, {Name: "a"}, {Name: "b"}}
	papers := []sdc.Publication{
		{From: 1, To: 90, Table: first, Rows: names},
		{From: 91, To: 180, Table: loose(15, 9, 7), Rows: names},
		{From: 1, To: 180, Table: loose(35, 21, 10), Rows: names},
	}
	if err := sdc.AuditTogether(papers, 5); !errors.Is(err, sdc.ErrExposed) {
		t.Errorf("b was 3 in the first quarter: %v", err)
	}
}

func TestTogetherComparesRoundedCounts(t *testing.T) {
	names := []sdc.Same{{Name: "total"}, {Name: "x"}}
	first := sdc.Publication{From: 1, To: 90, Table: sdc.List(10), Base: 5, Rows: names}  // 6 to 14
	second := sdc.Publication{From: 1, To: 100, Table: sdc.List(5), Base: 5, Rows: names} // holds the first, and is 1 to 9
	if err := sdc.AuditTogether([]sdc.Publication{first, second}, 5); !errors.Is(err, sdc.ErrExposed) {
		t.Errorf("the first was 6 to 9: %v", err)
	}
	second.Table = sdc.List(10)
	if err := sdc.AuditTogether([]sdc.Publication{first, second}, 5); err != nil {
		t.Errorf("the same twice: %v", err)
	}
}

func TestTogetherComparesFamilies(t *testing.T) {
	names := []sdc.Same{{Name: "total", Once: true}, {}}
	paper := func(from, to, n int) sdc.Publication {
		return sdc.Publication{From: from, To: to, Table: sdc.List(n), Rows: names}
	}
	if err := sdc.AuditTogether([]sdc.Publication{paper(1, 90, 30), paper(91, 180, 28), paper(1, 180, 40)}, 5); err != nil {
		t.Errorf("families that were seen in both quarters: %v", err)
	}
	if err := sdc.AuditTogether([]sdc.Publication{paper(1, 90, 30), paper(1, 97, 32)}, 5); !errors.Is(err, sdc.ErrExposed) {
		t.Errorf("two families came in that week: %v", err)
	}
}
