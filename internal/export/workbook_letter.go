package export

import (
	"bytes"
	"image"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// sheetLogo is a logo on a sheet, in points: its row and column are from 0, and it stands so far from the start of that column.
type sheetLogo struct {
	data       []byte
	kind, alt  string
	row, col   int
	shift      float64
	wide, high float64
	scale      float64
}

// edge keeps a logo off the end of the page: a hair over it would be a page of its own.
const edge = 6.0

// headed puts a letterhead above the first sheet: the two logos beside each other, and the name of the programme below them.
func (b *workbook) headed(head *Letterhead) {
	if head == nil {
		return
	}
	w := b.sheets[0]
	var above [][]cell
	right := w.left(len(w.widths))
	for i, data := range head.Logos {
		g, ok := logoOn(data, head.Alt)
		if !ok {
			continue
		}
		if i == 1 {
			g.col, g.shift = w.columnAt(right - g.wide - edge)
		}
		w.logos = append(w.logos, g)
	}
	if len(w.logos) > 0 {
		above = append(above, []cell{{high: 4}})
	}
	if head.Name != "" {
		above = append(above, []cell{say(lookSumText, head.Name)})
	}
	w.rows, w.above = append(above, w.rows...), w.above+len(above)
}

// logoOn makes a picture ready, as large as fits in its room; ok is false for one that cannot be read.
func logoOn(data []byte, alt string) (g sheetLogo, ok bool) {
	what, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || what.Width < 1 || what.Height < 1 || what.Width > logoMost/what.Height {
		return g, false
	}
	g = sheetLogo{data: data, kind: "." + kind, alt: alt}
	g.scale = min(logoWidth/float64(what.Width), logoHeight/float64(what.Height))
	g.wide, g.high = float64(what.Width)*g.scale, float64(what.Height)*g.scale
	return g, true
}

// columnAt is the column in which a place on the sheet lies, in points, and how far after its start.
func (w *worksheet) columnAt(place float64) (col int, shift float64) {
	for col < len(w.widths)-1 && w.left(col+1) <= place {
		col++
	}
	return col, max(0, place-w.left(col))
}

// logos draws the logos of a sheet. A point of a screen is three quarters of one on paper.
func (x *xlsx) logos(s *worksheet) error {
	locked, keep := false, true
	for _, g := range s.logos {
		scale := g.scale * 4 / 3
		err := x.AddPictureFromBytes(s.name, place(g.row, g.col), &excelize.Picture{Extension: g.kind, File: g.data, Format: &excelize.GraphicOptions{
			AltText: g.alt, ScaleX: scale, ScaleY: scale, OffsetX: int(g.shift * 4 / 3), OffsetY: 4, LockAspectRatio: keep, Locked: &locked, Positioning: "oneCell",
		}})
		if err != nil {
			return err
		}
	}
	return nil
}

// logosAt are the logos that stand in a cell.
func (w *worksheet) logosAt(row, col int) []sheetLogo {
	var out []sheetLogo
	for _, g := range w.logos {
		if g.row == row && g.col == col {
			out = append(out, g)
		}
	}
	return out
}

func logoName(i int, g sheetLogo) string { return "Pictures/logo" + strconv.Itoa(i+1) + g.kind }

// pictures draws the logos of a cell.
func (o *ods) pictures(m *markup, logos []sheetLogo) {
	for _, g := range logos {
		name := logoName(len(o.logos), g)
		o.logos = append(o.logos, g)
		m.in("draw:frame", []string{
			"draw:style-name", "picture", "draw:name", g.alt, "svg:x", points2(g.shift), "svg:y", "3pt", "svg:width", points2(g.wide), "svg:height", points2(g.high),
		}, func() {
			m.tag("draw:image", "xlink:href", name, "xlink:type", "simple", "xlink:show", "embed", "xlink:actuate", "onLoad")
			m.say("svg:title", g.alt)
		})
	}
}
