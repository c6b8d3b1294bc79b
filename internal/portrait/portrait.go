// Package portrait makes a small picture of a face out of a file that somebody chose: upright, square, without anything else that the
// file held, such as the place and the moment at which it was taken.
package portrait

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // the other kind of picture that phones and cameras make
	"io"

	"schakel/internal/fault"
)

// What can be wrong with a file that was chosen.
var (
	// ErrPicture is returned for a file that is no JPEG or PNG, or a damaged one.
	ErrPicture = fault.New(fault.Invalid, "portrait.picture", "not a picture that can be read")
	// ErrLarge is returned for a file of more than 12 MB, or a picture of more than 50 million points: opening it could take all memory.
	ErrLarge = fault.New(fault.Invalid, "portrait.large", "the picture is too large")
	// ErrSmall is returned for a picture of fewer than 32 points on a side: there is no face to be seen in it.
	ErrSmall = fault.New(fault.Invalid, "portrait.small", "the picture is too small")
)

const (
	mostBytes  = 12 << 20
	mostPoints = 50_000_000
	mostSide   = 20_000
	leastSide  = 32
	side       = 192      // points of the small picture
	mostKept   = 32 << 10 // bytes of it: record.LimitPhoto
)

// Small reads a JPEG or PNG and gives a square JPEG of 192 points on a side, of at most 32 KB, with no other content than the picture.
func Small(r io.Reader) ([]byte, error) {
	data, what, err := opened(r)
	if err != nil {
		return nil, err
	}
	if what.Width < leastSide || what.Height < leastSide {
		return nil, ErrSmall
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, ErrPicture
	}
	return encode(turn(shrink(picture), orientation(data)))
}

// opened reads a file and looks at what it says of itself, before a point of it is read.
func opened(r io.Reader) ([]byte, image.Config, error) {
	data, err := io.ReadAll(io.LimitReader(r, mostBytes+1))
	if err != nil {
		return nil, image.Config{}, errors.Join(ErrPicture, err)
	}
	if len(data) > mostBytes {
		return nil, image.Config{}, ErrLarge
	}
	what, name, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || name != "jpeg" && name != "png" {
		return nil, image.Config{}, ErrPicture
	}
	if what.Width > mostSide || what.Height > mostSide || what.Width*what.Height > mostPoints {
		return nil, image.Config{}, ErrLarge
	}
	return data, what, nil
}

// encode writes the picture a little coarser until it is small enough.
func encode(picture image.Image) ([]byte, error) {
	for quality := 85; quality >= 25; quality -= 15 {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, picture, &jpeg.Options{Quality: quality}); err != nil {
			return nil, errors.Join(ErrPicture, err)
		}
		if out.Len() <= mostKept {
			return out.Bytes(), nil
		}
	}
	return nil, ErrLarge
}

// shrink cuts the largest square out of the middle and averages it down; a smaller picture is spread out. What shines through is white.
func shrink(from image.Image) *image.RGBA {
	b := from.Bounds()
	edge := min(b.Dx(), b.Dy())
	left, top := b.Min.X+(b.Dx()-edge)/2, b.Min.Y+(b.Dy()-edge)/3 // a face is above the middle
	to := image.NewRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			box := image.Rect(left+x*edge/side, top+y*edge/side, left+(x+1)*edge/side, top+(y+1)*edge/side)
			to.SetRGBA(x, y, average(from, box))
		}
	}
	return to
}

// average is the colour of a box of points, at most sixteen by sixteen of them looked at.
func average(from image.Image, box image.Rectangle) color.RGBA {
	box.Max.X, box.Max.Y = max(box.Max.X, box.Min.X+1), max(box.Max.Y, box.Min.Y+1)
	stepX, stepY := max(1, box.Dx()/16), max(1, box.Dy()/16)
	var r, g, b, n uint64
	for y := box.Min.Y; y < box.Max.Y; y += stepY {
		for x := box.Min.X; x < box.Max.X; x += stepX {
			cr, cg, cb, ca := from.At(x, y).RGBA()
			white := 0xffff - ca
			r, g, b, n = r+uint64(cr+white), g+uint64(cg+white), b+uint64(cb+white), n+1
		}
	}
	part := func(sum uint64) uint8 { return uint8(min(sum/n, 0xffff) >> 8) }
	return color.RGBA{R: part(r), G: part(g), B: part(b), A: 0xff}
}

// turn puts a picture upright, by the orientation that a camera noted: 1 to 8 of EXIF.
func turn(p *image.RGBA, how int) *image.RGBA {
	if how < 2 || how > 8 {
		return p
	}
	to := image.NewRGBA(p.Bounds())
	last := side - 1
	for y := range side {
		for x := range side {
			fx, fy := x, y
			switch how {
			case 2:
				fx = last - x
			case 3:
				fx, fy = last-x, last-y
			case 4:
				fy = last - y
			case 5:
				fx, fy = y, x
			case 6:
				fx, fy = y, last-x
			case 7:
				fx, fy = last-y, last-x
			case 8:
				fx, fy = last-y, x
			}
			to.SetRGBA(x, y, p.RGBAAt(fx, fy))
		}
	}
	return to
}
