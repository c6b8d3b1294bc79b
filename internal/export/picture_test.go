package export

import (
	"bytes"
	"image"
	"image/jpeg"
	"testing"

	"schakel/internal/i18n"
)

func TestAPictureStandsInThePDFAndABadOneIsLeftOut(t *testing.T) {
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 192, 192)), nil); err != nil {
		t.Fatal(err)
	}
	p, err := i18n.New("nl")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want int
	}{"whole": {picture.Bytes(), 1}, "damaged": {picture.Bytes()[:20], 0}, "none": {nil, 0}} {
		doc := NewDocument(p, "Samira", "")
		doc.Blocks = []Block{Picture{JPEG: c.data, Alt: "Samira"}, Paragraph{Text: "x"}}
		var out bytes.Buffer
		if err := PDF(&out, doc, faces()); err != nil {
			t.Fatal(err)
		}
		if got := bytes.Count(out.Bytes(), []byte("/DCTDecode")); got != c.want || c.want == 1 && !bytes.Contains(out.Bytes(), c.data) {
			t.Errorf("%s: %d pictures", name, got)
		}
	}
}
