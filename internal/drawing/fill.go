package drawing

import (
	"fmt"
	"math"
	"strings"
)

// bend is into how many lines a curve is cut, and round into how many the half circle at an end.
const (
	bend  = 14
	round = 6
)

// Filled is the drawing as an svg of surfaces without lines, in the colours that colour gives ("#1b2422").
func (d Drawing) Filled(colour func(Role) string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g">`, d.Width, d.Height)
	for _, s := range d.Shapes {
		lines := flat(s.Path)
		if s.Fill != None {
			fmt.Fprintf(&b, `<path fill="%s" d="`, colour(s.Fill))
			for _, l := range lines {
				polygon(&b, l)
			}
			b.WriteString(`"/>`)
		}
		if s.Stroke != None {
			fmt.Fprintf(&b, `<path fill="%s" d="`, colour(s.Stroke))
			for _, l := range lines {
				for i := 0; i+1 < len(l); i++ {
					polygon(&b, capsule(l[i], l[i+1], s.Width/2))
				}
				if len(l) == 1 {
					polygon(&b, capsule(l[0], l[0], s.Width/2))
				}
			}
			b.WriteString(`"/>`)
		}
	}
	b.WriteString("</svg>")
	return []byte(b.String())
}

func polygon(b *strings.Builder, points []Point) {
	for i, p := range points {
		letter := 'L'
		if i == 0 {
			letter = 'M'
		}
		fmt.Fprintf(b, "%c%.2f %.2f", letter, p.X, p.Y)
	}
	b.WriteByte('Z')
}

// flat makes lines of the curves of a path, one list of points for each part.
func flat(path []Op) [][]Point {
	var parts [][]Point
	var now []Point
	for _, op := range path {
		switch op.Sort {
		case 'M':
			if len(now) > 0 {
				parts = append(parts, now)
			}
			now = []Point{op.To}
		case 'L':
			now = append(now, op.To)
		case 'C':
			from := now[len(now)-1]
			for i := 1; i <= bend; i++ {
				now = append(now, curve(from, op.By[0], op.By[1], op.To, float64(i)/bend))
			}
		case 'Z':
			now = append(now, now[0])
		}
	}
	return append(parts, now)
}

// curve is a place on a cubic curve, t from 0 to 1.
func curve(a, b, c, d Point, t float64) Point {
	u := 1 - t
	at := func(a, b, c, d float64) float64 { return u*u*u*a + 3*u*u*t*b + 3*u*t*t*c + t*t*t*d }
	return Point{at(a.X, b.X, c.X, d.X), at(a.Y, b.Y, c.Y, d.Y)}
}

// capsule is a line with round ends, always drawn the same way round, so that where two overlap both stay filled.
func capsule(a, b Point, r float64) []Point {
	angle := math.Atan2(b.Y-a.Y, b.X-a.X)
	var out []Point
	for i := range 2 * (round + 1) {
		centre, turn := b, angle-math.Pi/2+math.Pi*float64(i)/round
		if i > round {
			centre, turn = a, angle+math.Pi/2+math.Pi*float64(i-round-1)/round
		}
		out = append(out, Point{centre.X + r*math.Cos(turn), centre.Y + r*math.Sin(turn)})
	}
	return out
}
