package sdc_test

import (
	"errors"
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"schakel/internal/sdc"
)

// byEquations audits one table by the simplex method.
func byEquations(t *rapid.T, table sdc.Table) []sdc.Finding {
	pub := sdc.Publication{Table: table}
	for i := range table.Cells {
		pub.Rows = append(pub.Rows, sdc.Same{Name: fmt.Sprint(i)})
	}
	found, err := sdc.Papers{All: []sdc.Publication{pub}, Threshold: 5, Strict: true}.Findings()
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// TestBothAuditorsPassWhatIsMadeSafe makes tables of two dimensions with a hierarchy safe, and looks at them in two ways that share nothing.
func TestBothAuditorsPassWhatIsMadeSafe(t *testing.T) {
	many(t, func(t *rapid.T) {
		table := tree(t)
		safe, err := sdc.Suppress(table, 5)
		if err != nil {
			t.Fatalf("%v: %v", counts(table), err)
		}
		if found := byEquations(t, safe); len(found) > 0 {
			t.Fatalf("%v: %+v", counts(safe), found)
		}
	})
}

// TestBothAuditorsSayTheSame hides cells at random in tables of two dimensions with a hierarchy.
func TestBothAuditorsSayTheSame(t *testing.T) {
	exposed, safe := 0, 0
	many(t, func(t *rapid.T) {
		table := tree(t)
		for i, row := range table.Cells {
			for j, c := range row {
				if c.Count < 5 || rapid.IntRange(0, 2).Draw(t, "hide") == 0 { // zeros too: what is visible is never a finding by itself
					table.Cells[i][j] = sdc.Cell{Hidden: true}
				}
			}
		}
		found, err := byEquations(t, table), sdc.Audit(table, 5)
		if err != nil && !errors.Is(err, sdc.ErrExposed) {
			t.Fatal(err)
		}
		if (len(found) > 0) != (err != nil) {
			t.Fatalf("%v: %v and %+v", counts(table), err, found)
		}
		if err != nil {
			exposed++
		} else {
			safe++
		}
	})
	if exposed == 0 || safe == 0 {
		t.Errorf("%d exposed, %d safe: one of them was never tried", exposed, safe)
	}
}
