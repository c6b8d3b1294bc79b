package portrait_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"schakel/internal/portrait"
)

// halves is a picture whose upper half is red and whose lower half is blue.
func halves(w, h int) image.Image {
	p := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{R: 0xe0, A: 0xff}
			if y >= h/2 {
				c = color.RGBA{B: 0xe0, A: 0xff}
			}
			p.SetRGBA(x, y, c)
		}
	}
	return p
}

func jpegOf(t *testing.T, p image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, p, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// withExif puts an orientation and a secret behind the first marker of a JPEG.
func withExif(data []byte, how uint16) []byte {
	body := []byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00")
	body = binary.LittleEndian.AppendUint16(body, 0x0112)
	body = binary.LittleEndian.AppendUint16(body, 3)
	body = binary.LittleEndian.AppendUint32(body, 1)
	body = binary.LittleEndian.AppendUint16(body, how)
	body = append(body, "\x00\x00\x00\x00\x00\x00 51.9N 4.5E Dordtselaan 12"...)
	head := []byte{0xff, 0xe1}
	head = binary.BigEndian.AppendUint16(head, uint16(len(body)+2))
	return bytes.Join([][]byte{data[:2], head, body, data[2:]}, nil)
}

func TestAPictureIsSmallSquareUprightAndHoldsNothingElse(t *testing.T) {
	for how := uint16(1); how <= 8; how++ {
		got, err := portrait.Small(bytes.NewReader(withExif(jpegOf(t, halves(600, 600)), how)))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(got, []byte("Exif")) || bytes.Contains(got, []byte("Dordtselaan")) || len(got) > 32<<10 {
			t.Fatalf("%d bytes, with what the camera noted", len(got))
		}
		p, err := jpeg.Decode(bytes.NewReader(got))
		if err != nil || p.Bounds().Dx() != 192 || p.Bounds().Dy() != 192 {
			t.Fatal(err)
		}
		red := func(x, y int) bool { r, _, b, _ := p.At(x, y).RGBA(); return r > b }
		at := map[uint16][2]int{1: {96, 20}, 2: {96, 20}, 3: {96, 170}, 4: {96, 170}, 5: {20, 96}, 6: {170, 96}, 7: {170, 96}, 8: {20, 96}}[how]
		if !red(at[0], at[1]) || red(191-at[0], 191-at[1]) {
			t.Errorf("orientation %d is not turned upright", how)
		}
	}
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	var wide bytes.Buffer
	if err := png.Encode(&wide, image.NewGray(image.Rect(0, 0, 40, 20_001))); err != nil {
		t.Fatal(err)
	}
	var tiny bytes.Buffer
	if err := png.Encode(&tiny, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	bomb := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\x00\x00\x00\x01\x00\x00\x08\x02\x00\x00\x00")
	bomb = append(bomb, 0x94, 0x0a, 0x24, 0x1f)
	good := jpegOf(t, halves(300, 200))
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"empty": {nil, portrait.ErrPicture}, "text": {[]byte("<svg>"), portrait.ErrPicture}, "gif": {[]byte("GIF89a......"), portrait.ErrPicture},
		"too high": {wide.Bytes(), portrait.ErrLarge}, "too small": {tiny.Bytes(), portrait.ErrSmall}, "cut off": {good[:200], portrait.ErrPicture},
		"too many bytes": {append(good, make([]byte, 12<<20)...), portrait.ErrLarge},
	} {
		if _, err := portrait.Small(bytes.NewReader(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := portrait.Small(bytes.NewReader(bomb)); err == nil {
		t.Error("a picture of four thousand million points was opened")
	}
}

func FuzzSmall(f *testing.F) {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, halves(64, 48), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(withExif(out.Bytes(), 6))
	f.Fuzz(func(t *testing.T, data []byte) {
		if got, err := portrait.Small(bytes.NewReader(data)); err == nil && len(got) > 32<<10 {
			t.Errorf("%d bytes", len(got))
		}
	})
}
