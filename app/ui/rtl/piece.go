package rtl

import (
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// placePiece sets object n to draw a piece whose baseline begins at at.
func placePiece(objects []fyne.CanvasObject, n int, pc piece, ink inked, c color.Color, at fyne.Position) []fyne.CanvasObject {
	var ct *canvas.Text
	if n < len(objects) {
		ct, _ = objects[n].(*canvas.Text)
	}
	if ct == nil {
		ct = canvas.NewText("", c)
		objects = append(objects[:n], ct)
	}
	size, base := ink.face.measure(pc.text)
	changed := ct.Text != pc.text || ct.TextSize != ink.face.size || ct.TextStyle != ink.face.style() || ct.Color != c
	ct.Text, ct.TextSize, ct.TextStyle, ct.Color = pc.text, ink.face.size, ink.face.style(), c
	// Fyne draws on the next whole unit below the baseline it reports.
	ct.Move(fyne.NewPos(at.X, at.Y-float32(math.Ceil(float64(base)))))
	ct.Resize(size)
	if changed {
		ct.Refresh()
	}
	return objects
}

// WithoutMarks removes the characters that only steer direction. Everything that leaves this
// package went through it; use it too on text that came from elsewhere before it is kept.
func WithoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if isDirectionMark(r) {
			return -1
		}
		return r
	}, s)
}
