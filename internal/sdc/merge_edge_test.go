package sdc

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A row of one less than the threshold is merged too: a number under "overige" tells more than a mark.
func TestTheLargestSmallRowIsMerged(t *testing.T) {
	m, err := Merge(List(20, 12, 4, 3), Minimum)
	if diff := cmp.Diff([][]int{{0}, {1}, {2}, {3, 4}}, m.From); err != nil || diff != "" {
		t.Error(err, diff)
	}
	m, err = Merge(List(20, 12, 9, 4), Minimum) // joined by the next smallest
	if diff := cmp.Diff([][]int{{0}, {1}, {2}, {3, 4}}, m.From); err != nil || diff != "" {
		t.Error(err, diff)
	}
}
