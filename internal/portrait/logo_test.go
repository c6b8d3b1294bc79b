package portrait

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"testing"

	"schakel/internal/record"
)

func drawn(wide, high int, at func(x, y int) color.Color) []byte {
	p := image.NewNRGBA(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			p.Set(x, y, at(x, y))
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, p); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func red(int, int) color.Color { return color.NRGBA{R: 200, A: 255} }

// A logo keeps its shape, stands on white, is never drawn larger, and fits in a record.
func TestLogo(t *testing.T) {
	for _, c := range []struct{ wide, high, toWide, toHigh int }{{100, 40, 100, 40}, {1280, 240, 640, 120}, {600, 600, 240, 240}, {40, 600, 16, 240}} {
		out, err := Logo(bytes.NewReader(drawn(c.wide, c.high, red)))
		if err != nil {
			t.Fatal(err)
		}
		got, kind, err := image.DecodeConfig(bytes.NewReader(out))
		if err != nil || kind != "png" || got.Width != c.toWide || got.Height != c.toHigh {
			t.Errorf("%dx%d became %s %dx%d: %v", c.wide, c.high, kind, got.Width, got.Height, err)
		}
		if ps := (&record.Letterhead{First: out}).Validate(record.Date{}); len(ps) > 0 {
			t.Error(ps)
		}
	}
	half, err := Logo(bytes.NewReader(drawn(100, 50, func(x, _ int) color.Color {
		if x < 50 {
			return color.Transparent
		}
		return red(0, 0)
	})))
	if err != nil {
		t.Fatal(err)
	}
	back, err := png.Decode(bytes.NewReader(half))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := back.At(10, 10).RGBA(); r>>8 != 255 || g>>8 != 255 || b>>8 != 255 {
		t.Error("what shines through is not white")
	}
	if r, g, _, _ := back.At(90, 10).RGBA(); r>>8 != 200 || g != 0 {
		t.Error("the colour changed")
	}
}

// A photograph as a logo becomes a JPEG that fits, without what the camera wrote into it.
func TestLogoOfAPhotograph(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	noise := image.NewRGBA(image.Rect(0, 0, 900, 400))
	for i := range noise.Pix {
		noise.Pix[i] = byte(chance.IntN(256))
	}
	var in bytes.Buffer
	if err := jpeg.Encode(&in, noise, nil); err != nil {
		t.Fatal(err)
	}
	secret := []byte("GPS 51.9 4.5")
	marked := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(secret) + 2)}, secret...)
	marked = append(marked, in.Bytes()[2:]...)
	out, err := Logo(bytes.NewReader(marked))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(out, secret) || len(out) > record.LimitLogo {
		t.Errorf("%d bytes, or what the camera noted is in it", len(out))
	}
}

func TestLogoRefuses(t *testing.T) {
	long := drawn(32, 32*21, red)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":   {nil, ErrPicture},
		"a drawing": {[]byte("<svg/>"), ErrPicture},
		"cut":       {drawn(200, 80, red)[:60], ErrPicture},
		"small":     {drawn(31, 80, red), ErrLogo},
		"a line":    {long, ErrLogo},
		"a bomb":    {huge(), ErrLarge},
	} {
		if _, err := Logo(bytes.NewReader(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// huge is a small file that says it is a picture of 20,000 by 20,000 points.
func huge() []byte {
	data := drawn(32, 32, red)
	copy(data[16:24], []byte{0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20})
	sum := crc(data[12:29])
	copy(data[29:33], sum[:])
	return data
}

func crc(data []byte) (sum [4]byte) {
	binary.BigEndian.PutUint32(sum[:], crc32.ChecksumIEEE(data))
	return sum
}
