package sdc_test

import (
	"testing"

	"schakel/internal/sdc"
)

// counted is a paper with one count of families over some days, each counted once however often it was spoken; below 0 for one that is hidden.
func counted(from, to, n, threshold int) sdc.Publication {
	c := sdc.Cell{Count: n}
	if n < 0 {
		c = sdc.Cell{Hidden: true}
	}
	return sdc.Publication{From: from, To: to, Table: sdc.Table{Cells: [][]sdc.Cell{{c}}}, Rows: []sdc.Same{{Name: "families", Once: true}}, Threshold: threshold}
}

// A family that is spoken in two periods counts once in both together: counts over days cannot be taken from one another, but a longer period holds no fewer, and
// two that cover a third hold no fewer than it.
func TestFamiliesOverDaysThatHoldOneAnother(t *testing.T) {
	for name, c := range map[string]struct {
		all   []sdc.Publication
		least int
		found bool
	}{
		"two more in a year than in its first quarter": {[]sdc.Publication{counted(1, 90, 18, 5), counted(1, 360, 20, 5)}, 5, true},
		"as many":                             {[]sdc.Publication{counted(1, 90, 18, 5), counted(1, 360, 18, 5)}, 5, false},
		"many more":                           {[]sdc.Publication{counted(1, 90, 18, 5), counted(1, 360, 40, 5)}, 5, false},
		"two more, in days that only overlap": {[]sdc.Publication{counted(1, 90, 18, 5), counted(50, 360, 20, 5)}, 5, false},
		"what is left for a quarter beside another one": {[]sdc.Publication{counted(1, 90, -1, 10), counted(91, 180, 5, 5), counted(1, 180, 10, 5)}, 10, true},
		"what could be none":                            {[]sdc.Publication{counted(1, 90, -1, 10), counted(91, 180, 20, 5), counted(1, 180, 30, 5)}, 10, false},
	} {
		found, err := sdc.Papers{All: c.all, Threshold: c.least}.Findings()
		if err != nil || (len(found) > 0) != c.found {
			t.Errorf("%s: %v %v", name, found, err)
		}
	}
}
