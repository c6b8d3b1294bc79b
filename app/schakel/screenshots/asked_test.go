package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// It stands in the first file, before the walk over all screens: Fyne forgets after a minute what it drew, and a picture that the same process
// makes after that is bare.
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
