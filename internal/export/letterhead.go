package export

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	_ "image/jpeg" // the two kinds of picture that package portrait makes of a logo
	_ "image/png"

	"schakel/internal/i18n"
)

// Letterhead stands above the title of a paper: the name of the programme between two logos. What is missing is left out.
type Letterhead struct {
	Name  string
	Logos [2][]byte // PNG or JPEG, as package portrait makes them: at the start side and at the end side
	Alt   string    // what the logos are, for programs that read aloud
}

// NewLetterhead is a letterhead of the name of a programme and two logos; nil when there is nothing to show.
func NewLetterhead(p *i18n.Printer, name string, first, second []byte) *Letterhead {
	if name == "" && len(first) == 0 && len(second) == 0 {
		return nil
	}
	return &Letterhead{Name: plainName(name), Logos: [2][]byte{first, second}, Alt: p.T("export.logo.alt")}
}

// Room for a logo in points, and the most points of a picture that is opened.
const (
	logoWidth, logoHeight = 150.0, 46.0
	logoMost              = 2_000_000
)

// logo is a picture of a letterhead on the page.
type logo struct {
	name          int // by its number among the pictures of the document; 0 for none
	width, height float64
	element       int
}

func (b Letterhead) strips(l *layout, width float64) []strip {
	var logos [2]logo
	height, room := 0.0, width
	name := l.element(tagText, "")
	for i, data := range b.Logos {
		logos[i] = l.logo(data, b.Alt)
		if logos[i].name > 0 {
			height, room = max(height, logos[i].height), room-logos[i].width-14
		}
	}
	s := l.style(true, sizeHeading)
	s = s.typedBy(b.Name)
	lines := s.lines(b.Name, room)
	if b.Name == "" {
		lines = nil
	}
	if height = max(height, float64(len(lines))*s.height()); height == 0 {
		return nil
	}
	return []strip{{height: height + 16, draw: func(x, y, width float64) {
		shift := 0.0
		if first := logos[0]; first.name > 0 {
			l.picture(first, l.start(x, width, first.width, 0), y+(height-first.height)/2)
			shift = first.width + 14
		}
		if last := logos[1]; last.name > 0 {
			l.picture(last, l.end(x, width, last.width), y+(height-last.height)/2)
		}
		l.marked(name, func() {
			top := y + (height-float64(len(lines))*s.height())/2
			for i, t := range lines {
				l.text(t, s, l.start(x, width, t.width, shift), top+float64(i)*s.height(), colourText)
			}
		})
		l.stroke([][2]float64{{x, y + height + 7}, {x + width, y + height + 7}}, colourLine, 0.8)
	}}}
}

// logo makes a picture ready, as large as fits in its room. One that cannot be read is left out.
func (l *layout) logo(data []byte, alt string) logo {
	if len(data) == 0 {
		return logo{}
	}
	what, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || what.Width < 1 || what.Height < 1 || what.Width > logoMost/what.Height {
		return logo{}
	}
	filter, body := "/DCTDecode", data
	if kind != "jpeg" {
		if body, err = points(data); err != nil {
			return logo{}
		}
		filter = "/FlateDecode"
	}
	l.pictures = append(l.pictures, fmt.Sprintf(
		"<</Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter %s /Length %d>>\nstream\n%s\nendstream",
		what.Width, what.Height, filter, len(body), body))
	scale := min(logoWidth/float64(what.Width), logoHeight/float64(what.Height))
	out := logo{name: len(l.pictures), width: float64(what.Width) * scale, height: float64(what.Height) * scale, element: l.element(tagPicture, "")}
	l.outline.all[out.element].alt = alt
	return out
}

// points are those of a picture, three bytes each, packed. What shines through is white.
func points(data []byte) ([]byte, error) {
	picture, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("logo: %w", err)
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	box := picture.Bounds()
	line := make([]byte, 0, box.Dx()*3)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		line = line[:0]
		for x := box.Min.X; x < box.Max.X; x++ {
			r, g, b, a := picture.At(x, y).RGBA()
			white := 0xffff - a
			line = append(line, byte((r+white)>>8), byte((g+white)>>8), byte((b+white)>>8))
		}
		if _, err := z.Write(line); err != nil {
			return nil, fmt.Errorf("logo: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("logo: %w", err)
	}
	return packed.Bytes(), nil
}

func (l *layout) picture(g logo, x, y float64) {
	l.mark(g.element)
	fmt.Fprintf(&l.page().content, "q %s 0 0 %s %s %s cm /Im%d Do Q EMC\n", num(g.width), num(g.height), num(x), num(pageHeight-y-g.height), g.name)
}
