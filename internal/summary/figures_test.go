package summary

import (
	"testing"

	"schakel/internal/sdc"
)

func TestFiguresTellNoSmallGroup(t *testing.T) {
	share := func(part, base int) Figure {
		return Figure{ID: "intime", Share: true, Value: float64(part) / float64(base), Base: base}
	}
	median := func(base int) Figure { return Figure{ID: "median", Value: 7, Base: base} }
	hidden := sdc.List(20, 0, 0)
	hidden.Cells[1][0], hidden.Cells[2][0] = sdc.Cell{Hidden: true}, sdc.Cell{Hidden: true}
	for name, c := range map[string]struct {
		figure Figure
		table  sdc.Table
		merged bool
		hide   bool
	}{
		"a median of enough":               {median(20), sdc.List(20, 10), false, false},
		"a median of four":                 {median(4), sdc.List(20, 10), false, true},
		"a median of five":                 {median(5), sdc.List(20, 10), false, false},
		"all but two were measured":        {median(18), sdc.List(20, 10), false, true},
		"all but five were measured":       {median(15), sdc.List(20, 10), false, false},
		"something is hidden beside it":    {median(20), hidden, false, true},
		"rows were merged":                 {median(20), sdc.List(20, 10), true, true},
		"a share of many":                  {share(12, 20), sdc.List(20, 10), false, false},
		"a share of three":                 {share(3, 20), sdc.List(20, 10), false, true},
		"a share of all but three":         {share(17, 20), sdc.List(20, 10), false, true},
		"a share of all":                   {share(20, 20), sdc.List(20, 10), false, true},
		"a share of none":                  {share(0, 20), sdc.List(20, 10), false, true},
		"a share of all, as the rows tell": {share(20, 20), sdc.List(20, 10, 0), false, false},
	} {
		t.Run(name, func(t *testing.T) {
			got := figuresBeside([]Figure{c.figure}, c.table, 5, c.merged)[0]
			if got.Hidden != c.hide {
				t.Errorf("hidden is %v", got.Hidden)
			}
			if got.Hidden && (got.Value != 0 || got.Base != 0) {
				t.Errorf("a hidden figure still says %v of %d", got.Value, got.Base)
			}
		})
	}
}

func TestRoundedFiguresTellNoSmallGroup(t *testing.T) {
	table := Table{Counts: sdc.List(20, 10), Figures: []Figure{
		{ID: "intime", Share: true, Value: 0.1, Base: 20}, {ID: "intime", Share: true, Value: 0.5, Base: 22}, {ID: "median", Value: 3, Base: 4},
	}}
	r, err := rounded(table, Protection{Threshold: 5, Chance: func(n int) int { return n / 2 }})
	if err != nil {
		t.Fatal(err)
	}
	if f := r.Figures; !f[0].Hidden || f[1].Hidden || f[1].Base != 25 || f[1].Value != 0.5 || !f[2].Hidden {
		t.Errorf("%+v", f)
	}
}
