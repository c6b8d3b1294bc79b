package sdc_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"schakel/internal/sdc"
)

func counts(t sdc.Table) [][]int {
	var all [][]int
	for _, row := range t.Cells {
		var line []int
		for _, c := range row {
			line = append(line, c.Count)
		}
		all = append(all, line)
	}
	return all
}

func TestRound(t *testing.T) {
	for name, c := range map[string]struct {
		in   sdc.Table
		want [][]int
	}{
		"multiples stay": {sdc.List(5, 10, 15), [][]int{{30}, {5}, {10}, {15}}},
		"nothing":        {sdc.List(0, 0), [][]int{{0}, {0}, {0}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := sdc.Round(c.in, 5, rand.IntN)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, counts(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
	if _, err := sdc.Round(sdc.List(1), 4, rand.IntN); !errors.Is(err, sdc.ErrThreshold) {
		t.Errorf("a base of 4: %v", err)
	}
	wrong := sdc.List(1, 2)
	wrong.Cells[0][0].Count = 4
	if _, err := sdc.Round(wrong, 5, rand.IntN); !errors.Is(err, sdc.ErrShape) {
		t.Errorf("a table that does not add up: %v", err)
	}
}

// tree draws a table of two dimensions with a hierarchy in its rows, whose sums hold.
func tree(t *rapid.T) sdc.Table {
	columns := rapid.IntRange(1, 4).Draw(t, "columns")
	table := sdc.Table{Total: columns > 1}
	width := columns
	if table.Total {
		width++
	}
	row := func(parent int) int {
		table.Cells = append(table.Cells, make([]sdc.Cell, width))
		table.Parent = append(table.Parent, parent)
		return len(table.Cells) - 1
	}
	var leaves []int
	for range rapid.IntRange(1, 2).Draw(t, "tops") {
		top := row(-1)
		for range rapid.IntRange(1, 4).Draw(t, "parts") {
			part := row(top)
			below := rapid.IntRange(0, 3).Draw(t, "below")
			for range below {
				leaves = append(leaves, row(part))
			}
			if below == 0 {
				leaves = append(leaves, part)
			}
		}
	}
	for _, leaf := range leaves {
		for j := range columns {
			n := rapid.IntRange(0, 23).Draw(t, "count")
			for r := leaf; r >= 0; r = table.Parent[r] {
				table.Cells[r][j].Count += n
				if table.Total {
					table.Cells[r][columns].Count += n
				}
			}
		}
	}
	return table
}

func TestRoundingKeepsEverySum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := tree(t)
		base := rapid.SampledFrom([]int{5, 10}).Draw(t, "base")
		chance := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)).IntN
		out, err := sdc.Round(in, base, chance)
		if err != nil {
			t.Fatal(err)
		}
		if err := out.Check(); err != nil {
			t.Fatalf("the sums of %v do not hold", counts(out))
		}
		for i, row := range out.Cells {
			for j, c := range row {
				from := in.Cells[i][j].Count
				if c.Count%base != 0 || c.Count-from >= base || from-c.Count >= base || from%base == 0 && c.Count != from {
					t.Fatalf("%d became %d", from, c.Count)
				}
			}
		}
	})
}

func TestRoundingGoesBothWays(t *testing.T) {
	draw := rand.New(rand.NewPCG(3, 4))
	const rounds = 3000
	for count := range 6 {
		sum, zeros := 0, 0
		for range rounds {
			out, err := sdc.Round(sdc.List(count, 100), 5, draw.IntN)
			if err != nil {
				t.Fatal(err)
			}
			n := out.Cells[1][0].Count
			sum += n
			if n == 0 {
				zeros++
			}
		}
		if mean := float64(sum) / rounds; mean < float64(count)-0.2 || mean > float64(count)+0.2 {
			t.Errorf("%d becomes %.2f on average", count, mean)
		}
		if seen := zeros > 0; seen != (count < 5) {
			t.Errorf("%d becomes zero %d times", count, zeros)
		}
	}
}

func TestOverlappingPartsStayWithinTheirTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.IntRange(0, 12), 1, 5).Draw(t, "parts")
		in := sdc.List(parts...)
		in.Loose = true
		in.Cells[0][0].Count = slices.Max(parts) + rapid.IntRange(0, 3).Draw(t, "more")
		out, err := sdc.Round(in, 5, rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)).IntN)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range out.Cells {
			if from := in.Cells[i][0].Count; c[0].Count-from >= 5 || from-c[0].Count >= 5 || c[0].Count > out.Cells[0][0].Count {
				t.Fatalf("%v became %v", counts(in), counts(out))
			}
		}
	})
}
