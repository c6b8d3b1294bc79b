package look

import (
	"fmt"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The rings on their field of 40 by 24 (design/01-vandaag.html).
const (
	ringRadius  = 8.5
	ringStroke  = 3.2
	dashStroke  = 2.4
	dashLength  = 3.2
	dashBetween = 2.45
	ringMiddleY = 12
)

// arc is a piece of a ring around (x, 12), from one angle to another in degrees, clockwise from the
// right. It is a filled outline: Fyne's painter keeps a stroke at its own width whatever the size
// of the picture, and drops a stroke set on the root.
func arc(c fyne.ThemeColorName, x, stroke, from, to float64) string {
	outer, inner := ringRadius+stroke/2, ringRadius-stroke/2
	large := 0
	if to-from > 180 {
		large = 1
	}
	point := func(degrees, radius float64) string {
		a := degrees * math.Pi / 180
		return fmt.Sprintf("%.3f %.3f", x+radius*math.Cos(a), ringMiddleY+radius*math.Sin(a))
	}
	return fmt.Sprintf(`<path fill="#%s" d="M%sA%g %g 0 %d 1 %sL%sA%g %g 0 %d 0 %sZ"/>`, hex(theme.Color(c)),
		point(from, outer), outer, outer, large, point(to, outer),
		point(to, inner), inner, inner, large, point(from, inner))
}

func solidRing(x float64) string {
	return arc(ColorAccent, x, ringStroke, -10, 190) + arc(ColorAccent, x, ringStroke, 170, 370)
}

// dashedArc is a ring that still has to speak: separate dashes, spread evenly between two angles so
// that it begins and ends with a whole one.
func dashedArc(state RingState, x, from, to float64) string {
	c := ColorEdge
	if state == RingLate {
		c = ColorLate
	}
	degrees := 180 / math.Pi / ringRadius
	dash, step := dashLength*degrees, (dashLength+dashBetween)*degrees
	n := math.Round((to - from + step - dash) / step)
	step = (to - from - dash) / (n - 1)
	var b strings.Builder
	for i := range int(n) {
		a := from + float64(i)*step
		b.WriteString(arc(c, x, dashStroke, a, a+dash))
	}
	return b.String()
}
