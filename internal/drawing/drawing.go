// Package drawing reads the pictures of the talking cards, and makes of their lines surfaces that any painter fills.
//
// Fyne's painter keeps a line at its own width whatever the size of the picture, so the window gets surfaces; a PDF draws lines itself.
package drawing

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"schakel/internal/fault"
)

// ErrDrawing is returned for what is no drawing of ours.
var ErrDrawing = fault.New(fault.Corrupt, "drawing", "not a drawing of lines and cubic curves")

// Role is a colour by what it means; the window has others by night than by day.
type Role uint8

// The colours. A drawing has no others.
const (
	None Role = iota
	Ink
	Accent
	Soft
	Surface
)

// roleOf reads a colour of the light theme, in which the drawings are made (design/DESIGN.md).
func roleOf(colour string) (Role, bool) {
	switch colour {
	case "none", "":
		return None, true
	case "#1B2422":
		return Ink, true
	case "#0B5B66":
		return Accent, true
	case "#DCEBEC":
		return Soft, true
	case "#FFFFFF":
		return Surface, true
	}
	return None, false
}

// Point is a place on the field, from its top left.
type Point struct{ X, Y float64 }

// Op is one piece of a path: M goes to To, L draws a line to To, C a curve to To by way of By, and Z closes.
type Op struct {
	Sort byte
	By   [2]Point
	To   Point
}

// Shape is a path with what fills it and the line around it.
type Shape struct {
	Path         []Op
	Fill, Stroke Role
	Width        float64 // of the line; its ends and corners are round
}

// Drawing is a picture.
type Drawing struct {
	Width, Height float64
	Shapes        []Shape // the first lies lowest
}

// Parse reads a drawing: an svg with a viewBox from 0 0 and paths, each with fill, stroke and stroke-width. Anything else is ErrDrawing.
func Parse(svg []byte) (Drawing, error) {
	var d Drawing
	in := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Drawing{}, ErrDrawing
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if err := d.element(start); err != nil {
			return Drawing{}, err
		}
	}
	if d.Width <= 0 || d.Height <= 0 || len(d.Shapes) == 0 {
		return Drawing{}, ErrDrawing
	}
	return d, nil
}

func (d *Drawing) element(e xml.StartElement) error {
	of := map[string]string{}
	for _, a := range e.Attr {
		of[a.Name.Local] = a.Value
	}
	switch e.Name.Local {
	case "svg":
		box, ok := numbers(strings.Fields(of["viewBox"]))
		if !ok || len(box) != 4 || box[0] != 0 || box[1] != 0 {
			return ErrDrawing
		}
		d.Width, d.Height = box[2], box[3]
		return nil
	case "path":
		s, ok := shape(of)
		if !ok {
			return ErrDrawing
		}
		d.Shapes = append(d.Shapes, s)
		return nil
	}
	return ErrDrawing
}

func shape(of map[string]string) (s Shape, ok bool) {
	var okFill, okStroke bool
	s.Fill, okFill = roleOf(of["fill"])
	s.Stroke, okStroke = roleOf(of["stroke"])
	if !okFill || !okStroke {
		return s, false
	}
	if s.Stroke != None {
		w, ok := numbers([]string{of["stroke-width"]})
		if !ok || w[0] <= 0 {
			return s, false
		}
		s.Width = w[0]
	}
	s.Path, ok = path(strings.Fields(of["d"]))
	return s, ok
}

// path reads M, L, C and Z with a space between everything.
func path(words []string) (ops []Op, ok bool) {
	for len(words) > 0 {
		op := Op{Sort: words[0][0]}
		n, known := map[string]int{"M": 2, "L": 2, "C": 6, "Z": 0}[words[0]]
		if !known || len(words) < 1+n || len(ops) == 0 && op.Sort != 'M' {
			return nil, false
		}
		v, ok := numbers(words[1 : 1+n])
		if !ok {
			return nil, false
		}
		if n == 6 {
			op.By = [2]Point{{v[0], v[1]}, {v[2], v[3]}}
		}
		if n > 0 {
			op.To = Point{v[n-2], v[n-1]}
		}
		ops, words = append(ops, op), words[1+n:]
	}
	return ops, len(ops) > 0
}

func numbers(words []string) ([]float64, bool) {
	all := make([]float64, len(words))
	for i, w := range words {
		f, err := strconv.ParseFloat(w, 64)
		if err != nil || f < -10_000 || f > 10_000 {
			return nil, false
		}
		all[i] = f
	}
	return all, true
}
