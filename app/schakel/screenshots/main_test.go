package main

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
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

func TestOnePictureIsDrawnInTheLookThatWasAskedFor(t *testing.T) {
	dir := t.TempDir()
	var errs bytes.Buffer
	if code := run([]string{"-lang", "tr", "-variant", "dark", "-step", "3", "-size", "1024x640", "-only", "postvak", dir}, io.Discard, &errs); code != 0 {
		t.Fatalf("%d: %s", code, &errs)
	}
	found, err := os.ReadDir(dir)
	if err != nil || len(found) != 1 || found[0].Name() != "postvak.png" {
		t.Fatalf("%v, %v", found, err)
	}
	img := picture(t, filepath.Join(dir, "postvak.png"))
	if img.Bounds().Dx() != 1024 || img.Bounds().Dy() != 640 || colours(img) < 16 {
		t.Errorf("%v with %d colours", img.Bounds(), colours(img))
	}
	if r, _, _, _ := img.At(img.Bounds().Dx()-1, 0).RGBA(); r > 0x8000 {
		t.Error("it is light")
	}
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
