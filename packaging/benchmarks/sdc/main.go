// Program sdc measures how long it takes to make a large table safe, beside two references of the same run: the audit of the outcome by
// another method, and a plain hash, which tells how fast the machine was just then.
package main

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"schakel/internal/sdc"
	"schakel/packaging/benchmarks/bench"
)

// The bar for 50 by 50 with totals and groups of rows, audit and all.
const bar = 200 * time.Millisecond

// rounds is how many tables are measured.
const rounds = 40

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	bench.Head(fmt.Sprintf("50 by 50 with totals, rows in 5 groups, %d tables each", rounds))
	for _, most := range []int{8, 30, 200} {
		if err := counts(most); err != nil {
			return err
		}
	}
	block := make([]byte, 8<<20)
	return bench.Line("reference: SHA-256 of 8 MB", rounds, 0, func(int) error {
		_ = sha256.Sum256(block)
		return nil
	})
}

// counts measures tables whose counts lie below a number.
func counts(most int) error {
	tables, safe := make([]sdc.Table, rounds), make([]sdc.Table, rounds)
	for i := range tables {
		tables[i] = draw(uint64(i), most)
	}
	name := fmt.Sprintf("counts below %d: ", most)
	err := bench.Line(name+"hiding, with its audit", rounds, bar, func(i int) (err error) {
		safe[i], err = sdc.Suppress(tables[i], sdc.Minimum)
		return err
	})
	if err != nil {
		return err
	}
	err = bench.Line(name+"that audit alone", rounds, 0, func(i int) error { return sdc.Audit(safe[i], sdc.Minimum) })
	if err != nil {
		return err
	}
	return bench.Line(name+"reference: the first 10 by 10 of it, audited by equations", 3, 0, func(i int) error {
		small, err := sdc.Suppress(part(tables[i]), sdc.Minimum)
		if err != nil {
			return err
		}
		return simplex(small)
	})
}

// simplex audits a table by the other method.
func simplex(t sdc.Table) error {
	rows := make([]sdc.Same, len(t.Cells))
	for i := range rows {
		rows[i].Name = fmt.Sprint(i)
	}
	found, err := sdc.Papers{All: []sdc.Publication{{Table: t, Rows: rows}}, Threshold: sdc.Minimum, Strict: true}.Findings()
	if err == nil && len(found) > 0 {
		return sdc.ErrExposed
	}
	return err
}

// draw makes a table whose rows stand in groups of ten; one cell in five is empty.
func draw(seed uint64, most int) sdc.Table {
	chance := rand.New(rand.NewPCG(seed, 50))
	return lay(50, 50, func(int, int) int {
		if n := chance.IntN(most); chance.IntN(5) > 0 {
			return n
		}
		return 0
	})
}

// part is the first rows and columns of a table.
func part(t sdc.Table) sdc.Table {
	return lay(10, 10, func(i, j int) int { return t.Cells[2+i][j].Count })
}

func lay(rows, columns int, count func(i, j int) int) sdc.Table {
	t := sdc.Table{Total: true}
	add := func(parent int) int {
		t.Cells, t.Parent = append(t.Cells, make([]sdc.Cell, columns+1)), append(t.Parent, parent)
		return len(t.Cells) - 1
	}
	top := add(-1)
	group := top
	for i := range rows {
		if i%10 == 0 {
			group = add(top)
		}
		leaf := add(group)
		for j := range columns {
			n := count(i, j)
			for r := leaf; r >= 0; r = t.Parent[r] {
				t.Cells[r][j].Count += n
				t.Cells[r][columns].Count += n
			}
		}
	}
	return t
}
