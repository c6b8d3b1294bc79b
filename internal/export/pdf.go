package export

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"
)

// PDF writes a document on A4: shaped text in the order of its letters, the faces embedded as far as they are used, a structure that
// programs can read aloud, and the text itself behind every Arabic word so that copying and searching find it. The same document
// always gives the same bytes.
func PDF(w io.Writer, doc Document, faces Faces) error {
	l, err := set(doc, faces)
	if err != nil {
		return err
	}
	out := &file{}
	if err := l.write(out, doc); err != nil {
		return err
	}
	if _, err := w.Write(out.bytes()); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	return nil
}

// Lines are the lines of a document as PDF sets them, in the order in which they are drawn.
func Lines(doc Document, faces Faces) ([]Placed, error) {
	l, err := set(doc, faces)
	if err != nil {
		return nil, err
	}
	return l.lines, nil
}

// set puts a document on pages.
func set(doc Document, faces Faces) (*layout, error) {
	regular, err := openFace("F1", faces.Regular, doc.Lang)
	if err != nil {
		return nil, err
	}
	bold, err := openFace("F2", faces.Bold, doc.Lang)
	if err != nil {
		return nil, err
	}
	l := &layout{regular: regular, bold: bold, dir: doc.Dir, scale: 1, lang: doc.Lang}
	if doc.Large {
		l.scale = largeScale
	}
	l.turn()
	l.run(l.body(doc))
	if !doc.Bare {
		l.foot(doc.Footer)
	}
	return l, nil
}

func (l *layout) body(doc Document) []strip {
	if doc.Bare {
		return doc.bare(l)
	}
	title := l.style(true, sizeTitle)
	var strips []strip
	if doc.Letterhead != nil {
		strips = doc.Letterhead.strips(l, textWidth)
	}
	strips = append(strips, joined(l.paragraph(tagTitle, "", doc.Title, title.typedBy(doc.Title), colourText, textWidth))...)
	if doc.Subtitle != "" {
		strips = append(strips, l.paragraph(tagText, "", doc.Subtitle, l.style(false, sizeBody), colourMuted, textWidth)...)
	}
	strips = append(strips, gap(10))
	for _, b := range doc.Blocks {
		strips = append(strips, b.strips(l, textWidth)...)
	}
	return strips
}

// foot puts the footer and the page number below every page. The words are read aloud once, after the last page.
func (l *layout) foot(text string) {
	s := l.style(false, sizeSmall)
	s.size = sizeSmall - 0.5
	all := l.pages
	for i := range all {
		l.pages = all[:i+1]
		y := pageHeight - margin - footRoom + 14
		number := s.one(fmt.Sprintf("%d / %d", i+1, len(all)))
		words := func() {
			for k, t := range s.lines(text, textWidth-number.width-20) {
				l.text(t, s, l.start(margin, textWidth, t.width, 0), y+float64(k)*s.height(), colourMuted)
			}
		}
		switch {
		case text == "":
		case i == len(all)-1:
			l.marked(l.element(tagText, ""), words)
		default:
			l.aside(words)
		}
		l.aside(func() { l.text(number, s, l.end(margin, textWidth, number.width), y, colourMuted) })
	}
	l.pages = all
}

// width of a glyph in thousandths of the size.
func (f *face) width(id font.GID) float64 {
	return float64(f.font.HorizontalAdvance(id)) * 1000 / f.upem
}

// file collects the objects of a PDF.
type file struct{ objects []string }

// reserve gives the number of an object that is filled in later.
func (f *file) reserve() int {
	f.objects = append(f.objects, "")
	return len(f.objects)
}

func (f *file) add(content string) int {
	f.objects = append(f.objects, content)
	return len(f.objects)
}

func (f *file) stream(dict string, data []byte) (int, error) {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(data); err != nil {
		return 0, fmt.Errorf("pdf: %w", err)
	}
	if err := z.Close(); err != nil {
		return 0, fmt.Errorf("pdf: %w", err)
	}
	return f.add(fmt.Sprintf("<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", dict, packed.Len(), packed.String())), nil
}

// bytes is the file; the catalogue is object 1 and the information object 2.
func (f *file) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := make([]int, len(f.objects))
	for i, content := range f.objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, content)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects)+1)
	for _, at := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R /Info 2 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects)+1, xref)
	return b.Bytes()
}

// write lays down the catalogue, the faces, the pages and the structure.
func (l *layout) write(f *file, doc Document) error {
	catalogue, info, tree, structure, leafs := f.reserve(), f.reserve(), f.reserve(), f.reserve(), f.reserve()
	fonts := ""
	for _, face := range []*face{l.regular, l.bold} {
		id, err := face.embed(f)
		if err != nil {
			return err
		}
		fonts += fmt.Sprintf("/%s %d 0 R ", face.name, id)
	}
	pictures := l.embedPictures(f)
	pages := make([]int, len(l.pages))
	for i, p := range l.pages {
		content, err := f.stream("", p.content.Bytes())
		if err != nil {
			return err
		}
		pages[i] = f.add(fmt.Sprintf("<</Type /Page /Parent %d 0 R /MediaBox [0 0 %s %s] /Resources <</Font <<%s>>%s>> /Contents %d 0 R /StructParents %d /Tabs /S>>",
			tree, num(pageWidth), num(pageHeight), fonts, pictures, content, i))
	}
	parents, top := l.outline.write(f, l, pages, leafs)
	direction := "L2R"
	if doc.Dir != 0 {
		direction = "R2L"
	}
	f.objects[catalogue-1] = fmt.Sprintf("<</Type /Catalog /Pages %d 0 R /Lang (%s) /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /ViewerPreferences <</DisplayDocTitle true /Direction /%s>>>>",
		tree, plainTag(doc.Lang), structure, direction)
	f.objects[info-1] = fmt.Sprintf("<</Title %s /Producer (Schakel)>>", textString(doc.property()))
	f.objects[tree-1] = fmt.Sprintf("<</Type /Pages /Kids [%s] /Count %d>>", refs(pages), len(pages))
	f.objects[structure-1] = fmt.Sprintf("<</Type /StructTreeRoot /K %d 0 R /ParentTree <</Nums [%s]>> /ParentTreeNextKey %d>>", leafs, parents, len(pages))
	f.objects[leafs-1] = fmt.Sprintf("<</Type /StructElem /S /Document /P %d 0 R /K [%s]>>", structure, top)
	return nil
}

func refs(ids []int) string {
	var b strings.Builder
	for _, id := range ids {
		fmt.Fprintf(&b, "%d 0 R ", id)
	}
	return strings.TrimSpace(b.String())
}

// plainTag leaves a language tag with nothing but what tags are made of.
func plainTag(tag string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, tag)
}

// embed writes the face as far as it is used, with the text that its glyphs stand for.
func (f *face) embed(out *file) (int, error) {
	data, err := f.subset()
	if err != nil {
		return 0, err
	}
	program, err := out.stream(fmt.Sprintf("/Length1 %d", len(data)), data)
	if err != nil {
		return 0, err
	}
	extents, _ := f.font.FontHExtents()
	unit := 1000 / f.upem
	name := "SCHKEL+SchakelSans" + f.name
	descriptor := out.add(fmt.Sprintf("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [-1000 -600 2500 1400] /ItalicAngle 0 /Ascent %.0f /Descent %.0f /CapHeight 714 /StemV 80 /FontFile2 %d 0 R>>",
		name, float64(extents.Ascender)*unit, float64(extents.Descender)*unit, program))
	ids := slices.Sorted(maps.Keys(f.used))
	var widths strings.Builder
	for _, id := range ids {
		fmt.Fprintf(&widths, "%d [%.0f] ", id, f.width(id))
	}
	descendant := out.add(fmt.Sprintf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R /CIDToGIDMap /Identity /DW 0 /W [%s]>>",
		name, descriptor, widths.String()))
	unicode, err := out.stream("", f.toUnicode(ids))
	if err != nil {
		return 0, err
	}
	return out.add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>", name, descendant, unicode)), nil
}

// toUnicode is the table from glyphs to text.
func (f *face) toUnicode(ids []font.GID) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	for part := range slices.Chunk(ids, 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, id := range part {
			text := strings.Replace(textString(string(f.used[id])), "FEFF", "", 1)
			if text == "<>" {
				text = "<200B>"
			}
			fmt.Fprintf(&b, "<%04X> %s\n", id, text)
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap CMapName currentdict /CMap defineresource pop end end")
	return b.Bytes()
}
