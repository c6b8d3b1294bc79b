package sdc

import (
	"math/rand/v2"
	"testing"
)

// terraced makes a table of two dimensions with totals whose rows stand in groups: 50 rows by default, and as many columns. Counts below most.
func terraced(seed uint64, rows, columns, most int) Table {
	draw := rand.New(rand.NewPCG(seed, 50))
	t := Table{Total: true}
	row := func(parent int) int {
		t.Cells = append(t.Cells, make([]Cell, columns+1))
		t.Parent = append(t.Parent, parent)
		return len(t.Cells) - 1
	}
	top := row(-1)
	group := top
	for i := range rows {
		if i%10 == 0 {
			group = row(top)
		}
		leaf := row(group)
		for j := range columns {
			n := draw.IntN(most)
			if draw.IntN(5) == 0 {
				n = 0
			}
			for r := leaf; r >= 0; r = t.Parent[r] {
				t.Cells[r][j].Count += n
				t.Cells[r][columns].Count += n
			}
		}
	}
	return t
}

func benchmarkTerraced(b *testing.B, most int) {
	tables := make([]Table, 20)
	for i := range tables {
		tables[i] = terraced(uint64(i), 50, 50, most)
	}
	i := 0
	for b.Loop() {
		if _, err := Suppress(tables[i%len(tables)], 5); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkSuppressTerraced8(b *testing.B)   { benchmarkTerraced(b, 8) }
func BenchmarkSuppressTerraced30(b *testing.B)  { benchmarkTerraced(b, 30) }
func BenchmarkSuppressTerraced200(b *testing.B) { benchmarkTerraced(b, 200) }

// TestLargeTablesAreMadeSafe takes tables of the size that is promised to be quick, full of small counts, of middling ones and of large ones.
func TestLargeTablesAreMadeSafe(t *testing.T) {
	for _, most := range []int{3, 8, 30, 200, 2000} {
		for seed := range uint64(4) {
			table := terraced(seed, 50, 50, most)
			out, err := Suppress(table, 5)
			if err != nil {
				t.Fatalf("counts below %d, seed %d: %v", most, seed, err)
			}
			for i, row := range out.Cells {
				for j, c := range row {
					if !c.Hidden && c.Count != table.Cells[i][j].Count {
						t.Fatalf("counts below %d, seed %d: %d,%d changed", most, seed, i, j)
					}
				}
			}
		}
	}
}
