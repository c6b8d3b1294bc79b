package export

import (
	"bytes"
	"fmt"
	"image/jpeg"
	"strings"
)

// Picture is a small square picture of somebody at the start side, as package portrait makes it: a JPEG in colour. One that cannot be
// read is left out.
type Picture struct {
	JPEG []byte
	Alt  string // what it shows, for programs that read aloud
}

const pictureSide = 96 // points on the page

func (b Picture) strips(l *layout, _ float64) []strip {
	what, err := jpeg.DecodeConfig(bytes.NewReader(b.JPEG))
	if err != nil {
		return nil
	}
	l.pictures = append(l.pictures, fmt.Sprintf(
		"<</Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length %d>>\nstream\n%s\nendstream",
		what.Width, what.Height, len(b.JPEG), b.JPEG))
	name, e := len(l.pictures), l.element(tagPicture, "")
	l.outline.all[e].alt = b.Alt
	return []strip{{height: pictureSide + 12, keep: true, draw: func(x, y, width float64) {
		l.mark(e)
		fmt.Fprintf(&l.page().content, "q %d 0 0 %d %s %s cm /Im%d Do Q EMC\n", pictureSide, pictureSide,
			num(l.start(x, width, pictureSide, 0)), num(pageHeight-y-pictureSide), name)
	}}}
}

// embedPictures writes the pictures of a document, and gives what a page calls them by.
func (l *layout) embedPictures(f *file) string {
	if len(l.pictures) == 0 {
		return ""
	}
	var names strings.Builder
	for i, content := range l.pictures {
		fmt.Fprintf(&names, "/Im%d %d 0 R ", i+1, f.add(content))
	}
	return " /XObject <<" + names.String() + ">>"
}
