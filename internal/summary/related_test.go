package summary

import (
	"testing"

	"schakel/internal/record"
)

// Overviews are read beside those that count the same people's work, and no others.
func TestRelatedOverviews(t *testing.T) {
	of := func(programme byte, set string) *record.Overview {
		o := &record.Overview{}
		if programme > 0 {
			o.Joint = record.OverviewJoint{Programme: id(programme), Set: set}
		}
		return o
	}
	all := []*record.Overview{of(0, ""), of(1, "a"), of(1, "b"), of(2, "a"), of(1, "a"), of(0, "")}
	for name, c := range map[string]struct {
		joint *Joint
		want  []int
	}{
		"one's own":           {nil, []int{0, 5}},
		"the same workers":    {&Joint{Programme: id(1), Set: "a"}, []int{1, 4}},
		"other workers":       {&Joint{Programme: id(1), Set: "b"}, []int{2}},
		"another programme":   {&Joint{Programme: id(2), Set: "a"}, []int{3}},
		"workers like nobody": {&Joint{Programme: id(1), Set: "c"}, nil},
	} {
		got := Related(all, c.joint)
		if len(got) != len(c.want) {
			t.Errorf("%s: %d", name, len(got))
			continue
		}
		for i, n := range c.want {
			if got[i] != all[n] {
				t.Errorf("%s: overview %d is another", name, i)
			}
		}
	}
}
