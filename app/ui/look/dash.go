package look

import (
	"fmt"
	"math"
	"strings"

	"fyne.io/fyne/v2/theme"
)

// dashedArc draws a ring around (x, 12) from one angle to another (degrees, clockwise from the
// right) as separate short arcs. Drawn as one path with a dash array, the painter lets the dashes
// begin anywhere; drawn one by one both rings of a row look the same.
func dashedArc(state RingState, x, from, to float64) string {
	stroke := ColorEdge
	if state == RingLate {
		stroke = ColorLate
	}
	c := hex(theme.Color(stroke))
	const radius, dash, gap = 8.5, 3.2, 2.45
	length := (to - from) * math.Pi / 180 * radius
	n := math.Round((length + gap) / (dash + gap))
	turn := (to - from) / (n*(dash+gap) - gap)
	var b strings.Builder
	for i := range int(n) {
		a := from + float64(i)*(dash+gap)*turn
		x1, y1 := onRing(x, a, radius)
		x2, y2 := onRing(x, a+dash*turn, radius)
		fmt.Fprintf(&b, `<path fill="none" stroke="#%s" stroke-width="2.4" d="M%.2f %.2fA%g %g 0 0 1 %.2f %.2f"/>`,
			c, x1, y1, radius, radius, x2, y2)
	}
	return b.String()
}

func onRing(x, degrees, radius float64) (px, py float64) {
	a := degrees * math.Pi / 180
	return x + radius*math.Cos(a), 12 + radius*math.Sin(a)
}
