package main

import (
	"image"
	"image/png"
	"io"
	"os"
	"testing"
)

func picture(t *testing.T, path string) image.Image {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// colours counts the different colours of a picture, as a blank one has one.
func colours(img image.Image) int {
	seen := map[[3]uint32]bool{}
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y += 4 {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x += 4 {
			r, g, b, _ := img.At(x, y).RGBA()
			seen[[3]uint32{r, g, b}] = true
		}
	}
	return len(seen)
}

func TestWhatCannotBeDrawnIsSaid(t *testing.T) {
	for _, args := range [][]string{{"-size", "large"}, {"-step"}, {"one", "two"}} {
		if code := run(args, io.Discard, io.Discard); code != 2 {
			t.Errorf("%v: %d", args, code)
		}
	}
	if code := run([]string{"-only", "maan", t.TempDir()}, io.Discard, io.Discard); code != 1 {
		t.Errorf("a picture that is not there: %d", code)
	}
}
