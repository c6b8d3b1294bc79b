package export

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"sort"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// kept are the tables that a PDF needs of a TrueType face.
var kept = []string{"cvt ", "fpgm", "head", "hhea", "hmtx", "maxp", "prep"}

// subset is the face with the outlines of the used glyphs only. Glyph numbers stay, so that Identity-H serves.
func (f *face) subset() ([]byte, error) {
	ld, err := opentype.NewLoader(bytes.NewReader(f.data))
	if err != nil {
		return nil, fmt.Errorf("face %s: %w: %w", f.name, ErrFont, err)
	}
	raw := func(tag string) []byte {
		data, missing := ld.RawTable(opentype.MustNewTag(tag))
		if missing != nil {
			return nil
		}
		return data
	}
	head, loca, glyf := raw("head"), raw("loca"), raw("glyf")
	if len(head) < 54 || len(loca) == 0 || len(glyf) == 0 {
		return nil, fmt.Errorf("face %s: %w", f.name, ErrFont)
	}
	o := outlines{glyf: glyf}
	o.read(loca, binary.BigEndian.Uint16(head[50:]) == 1)
	glyphs, offsets := o.keep(f.used)
	head = bytes.Clone(head)
	binary.BigEndian.PutUint16(head[50:], 1)
	tables := []opentype.Table{
		{Tag: opentype.MustNewTag("glyf"), Content: glyphs},
		{Tag: opentype.MustNewTag("loca"), Content: offsets},
	}
	for _, tag := range kept {
		content := raw(tag)
		if tag == "head" {
			content = head
		}
		if content != nil {
			tables = append(tables, opentype.Table{Tag: opentype.MustNewTag(tag), Content: content})
		}
	}
	sort.Slice(tables, func(i, j int) bool { return tables[i].Tag < tables[j].Tag })
	return opentype.WriteTTF(tables), nil
}

// outlines is the glyf table with its index.
type outlines struct {
	glyf   []byte
	starts []uint32
}

func (o *outlines) read(loca []byte, long bool) {
	if long {
		for i := 0; i+4 <= len(loca); i += 4 {
			o.starts = append(o.starts, binary.BigEndian.Uint32(loca[i:]))
		}
		return
	}
	for i := 0; i+2 <= len(loca); i += 2 {
		o.starts = append(o.starts, 2*uint32(binary.BigEndian.Uint16(loca[i:])))
	}
}

func (o *outlines) glyph(id int) []byte {
	if id+1 >= len(o.starts) || o.starts[id+1] > uint32(len(o.glyf)) || o.starts[id] >= o.starts[id+1] {
		return nil
	}
	return o.glyf[o.starts[id]:o.starts[id+1]]
}

// keep copies the used glyphs, those they are built of, and the one for what is missing.
func (o *outlines) keep(used map[font.GID][]rune) (glyphs, offsets []byte) {
	wanted := make([]bool, len(o.starts))
	queue := []int{0}
	for id := range used {
		queue = append(queue, int(id))
	}
	for len(queue) > 0 {
		id := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if id < 0 || id >= len(wanted) || wanted[id] {
			continue
		}
		wanted[id] = true
		queue = append(queue, parts(o.glyph(id))...)
	}
	for id := range o.starts {
		offsets = binary.BigEndian.AppendUint32(offsets, uint32(len(glyphs)))
		if id+1 < len(o.starts) && wanted[id] {
			glyphs = append(glyphs, o.glyph(id)...)
			for len(glyphs)%4 != 0 {
				glyphs = append(glyphs, 0)
			}
		}
	}
	return glyphs, offsets
}

// parts lists the glyphs that a composite glyph is built of (OpenType, glyf table, component flags).
func parts(data []byte) []int {
	const words, more, scale, scaleXY, matrix = 0x1, 0x20, 0x8, 0x40, 0x80
	if len(data) < 10 || int16(binary.BigEndian.Uint16(data)) >= 0 {
		return nil
	}
	var ids []int
	for at := 10; at+4 <= len(data); {
		flags := binary.BigEndian.Uint16(data[at:])
		ids = append(ids, int(binary.BigEndian.Uint16(data[at+2:])))
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&scaleXY != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			break
		}
	}
	return ids
}
