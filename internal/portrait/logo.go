package portrait

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"

	"schakel/internal/fault"
)

// ErrLogo is returned for a logo of fewer than 32 points on a side, or one that is more than twenty times as long as it is high, or the other
// way round: it would be a smudge or a line on paper.
var ErrLogo = fault.New(fault.Invalid, "portrait.logo", "the logo is too small or too long")

const (
	logoWide, logoHigh = 640, 240
	mostLogo           = 96 << 10 // bytes of it: record.LimitLogo
	mostSlender        = 20
)

// Logo reads a JPEG or PNG and gives it whole on white, of at most 640 by 240 points and 96 KB, with no other content than the picture: a PNG, or a
// JPEG where that is too large. Nothing is drawn larger than it came.
func Logo(r io.Reader) ([]byte, error) {
	data, what, err := opened(r)
	if err != nil {
		return nil, err
	}
	if min(what.Width, what.Height) < leastSide || max(what.Width, what.Height) > mostSlender*min(what.Width, what.Height) {
		return nil, ErrLogo
	}
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, ErrPicture
	}
	small := fitted(turned(picture, orientation(data)))
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small); err != nil {
		return nil, errors.Join(ErrPicture, err)
	}
	for quality := 92; out.Len() > mostLogo && quality >= 30; quality -= 10 {
		out.Reset()
		if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: quality}); err != nil {
			return nil, errors.Join(ErrPicture, err)
		}
	}
	if out.Len() > mostLogo {
		return nil, ErrLarge
	}
	return out.Bytes(), nil
}

// fitted averages a picture down so that it fits, on white.
func fitted(from image.Image) *image.RGBA {
	b := from.Bounds()
	scale := min(1, float64(logoWide)/float64(b.Dx()), float64(logoHigh)/float64(b.Dy()))
	wide, high := max(1, int(float64(b.Dx())*scale)), max(1, int(float64(b.Dy())*scale))
	to := image.NewRGBA(image.Rect(0, 0, wide, high))
	draw.Draw(to, to.Bounds(), image.White, image.Point{}, draw.Src)
	for y := range high {
		for x := range wide {
			box := image.Rect(b.Min.X+x*b.Dx()/wide, b.Min.Y+y*b.Dy()/high, b.Min.X+(x+1)*b.Dx()/wide, b.Min.Y+(y+1)*b.Dy()/high)
			to.SetRGBA(x, y, average(from, box))
		}
	}
	return to
}

// turned is a picture upright, by the number that a camera noted.
func turned(from image.Image, how int) image.Image {
	if how == 1 {
		return from
	}
	return upright{from, how}
}

// upright reads the points of a picture as somebody sees it who holds it upright.
type upright struct {
	image.Image
	how int
}

// Bounds changes sides where the picture lies on its side.
func (u upright) Bounds() image.Rectangle {
	b := u.Image.Bounds()
	if u.how >= 5 {
		return image.Rect(0, 0, b.Dy(), b.Dx())
	}
	return image.Rect(0, 0, b.Dx(), b.Dy())
}

// At is a point of it.
func (u upright) At(x, y int) color.Color {
	b := u.Image.Bounds()
	if u.how >= 5 {
		x, y = y, x
	}
	switch u.how {
	case 2, 3, 7, 8:
		x = b.Dx() - 1 - x
	}
	switch u.how {
	case 3, 4, 6, 7:
		y = b.Dy() - 1 - y
	}
	return u.Image.At(b.Min.X+x, b.Min.Y+y)
}
