package export

import (
	"fmt"

	"schakel/internal/drawing"
)

// Drawn is a drawing in the middle of its column. It goes with the words below it: programs that read aloud read those.
type Drawn struct {
	Drawing drawing.Drawing
	Height  float64 // in points
}

func (b Drawn) strips(l *layout, _ float64) []strip {
	if b.Drawing.Height <= 0 {
		return nil
	}
	scale := b.Height / b.Drawing.Height
	return []strip{{height: b.Height + 8, keep: true, draw: func(x, y, width float64) {
		l.drawing(b, x+(width-b.Drawing.Width*scale)/2, y, scale)
	}}}
}

// colourOf is a colour of a drawing on paper.
func colourOf(r drawing.Role) string {
	switch r {
	case drawing.Ink:
		return colourText
	case drawing.Accent:
		return colourAccent
	case drawing.Soft:
		return "0.863 0.922 0.925"
	}
	return "1 1 1"
}

// drawing draws lines and surfaces with their top left at x, y; a PDF counts from below.
func (l *layout) drawing(b Drawn, x, y, scale float64) {
	out := &l.page().content
	at := func(p drawing.Point) string { return num(x+p.X*scale) + " " + num(pageHeight-y-p.Y*scale) }
	out.WriteString("/Artifact BMC q 1 J 1 j\n")
	for _, s := range b.Drawing.Shapes {
		if s.Fill != drawing.None {
			fmt.Fprintf(out, "%s rg ", colourOf(s.Fill))
		}
		if s.Stroke != drawing.None {
			fmt.Fprintf(out, "%s RG %s w ", colourOf(s.Stroke), num(s.Width*scale))
		}
		for _, op := range s.Path {
			switch op.Sort {
			case 'M':
				fmt.Fprintf(out, "%s m ", at(op.To))
			case 'L':
				fmt.Fprintf(out, "%s l ", at(op.To))
			case 'C':
				fmt.Fprintf(out, "%s %s %s c ", at(op.By[0]), at(op.By[1]), at(op.To))
			case 'Z':
				out.WriteString("h ")
			}
		}
		out.WriteString(painter(s) + "\n")
	}
	out.WriteString("Q EMC\n")
}

// painter is the operator that fills, strokes, or both.
func painter(s drawing.Shape) string {
	switch {
	case s.Fill != drawing.None && s.Stroke != drawing.None:
		return "B"
	case s.Fill != drawing.None:
		return "f"
	case s.Stroke != drawing.None:
		return "S"
	}
	return "n"
}
