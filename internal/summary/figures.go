package summary

import (
	"math"
	"slices"

	"schakel/internal/sdc"
)

// figuresBeside are a table's medians and shares as others see them beside its safe counts. A median or a share says something about the counts it
// was made of, so it is hidden
//   - when it was made over fewer than the threshold,
//   - when a count of its table is hidden, or was merged with others,
//   - when what it was made over lies a few below a count of the table: then those few are known to lack what was measured,
//   - and when a share is of few, of all but few, of all or of none, unless the table shows two counts that tell the same.
func figuresBeside(figures []Figure, safe sdc.Table, threshold int, merged bool) []Figure {
	out := slices.Clone(figures)
	for i, f := range out {
		if f.Base < threshold || merged || safe.Hidden() > 0 || beside(f.Base, safe, threshold) || f.Share && tells(f, safe, threshold) {
			out[i] = Figure{ID: f.ID, Share: f.Share, Hidden: true}
		}
	}
	return out
}

// beside reports whether a number lies a few below some count of the table.
func beside(base int, safe sdc.Table, threshold int) bool {
	for _, row := range safe.Cells {
		for _, c := range row {
			if less := c.Count - base; less > 0 && less < threshold {
				return true
			}
		}
	}
	return false
}

// tells reports whether a share is of a small group, or says of every one in its base what they are.
func tells(f Figure, safe sdc.Table, threshold int) bool {
	if !f.few(threshold) {
		return false
	}
	part, rest := f.parts()
	shown := func(n int) bool {
		return slices.ContainsFunc(safe.Cells, func(row []sdc.Cell) bool { return row[len(row)-1].Count == n })
	}
	return part > 0 && part < threshold || rest > 0 && rest < threshold || !shown(part) || !shown(rest)
}

// parts are the two counts that a share was made of.
func (f Figure) parts() (part, rest int) {
	part = int(math.Round(f.Value * float64(f.Base)))
	return part, f.Base - part
}

// few reports whether a share is of fewer than the threshold, or of all but fewer.
func (f Figure) few(threshold int) bool {
	part, rest := f.parts()
	return part < threshold || rest < threshold
}
