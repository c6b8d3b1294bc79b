package export

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// reading is what a plain reader makes of a PDF: the strings of every page from left to right, by ToUnicode, or by ActualText where that
// stands around the glyphs. It knows only the form that this package writes.
type reading struct {
	objects map[int][]byte
	pages   []int
	texts   map[string]map[string]string // by font, then by glyph
}

var (
	objectPattern = regexp.MustCompile(`(?s)(\d+) 0 obj\n(.*?)\nendobj\n`)
	fontPattern   = regexp.MustCompile(`/(F\d) (\d+) 0 R`)
	refPattern    = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	charPattern   = regexp.MustCompile(`<([0-9A-F]{4})> <([0-9A-F]*)>`)
	tokenPattern  = regexp.MustCompile(`/Span <</ActualText <([0-9A-F]*)>>> BDC|\bEMC\b|\bET\b|/(F\d) [0-9.]+ Tf|<([0-9A-F]*)>`)
)

func utf16Text(t *testing.T, digits string) string {
	t.Helper()
	data, err := hex.DecodeString(strings.TrimPrefix(digits, "FEFF"))
	if err != nil {
		t.Fatal(err)
	}
	var units []uint16
	for i := 0; i+1 < len(data); i += 2 {
		units = append(units, uint16(data[i])<<8|uint16(data[i+1]))
	}
	return string(utf16.Decode(units))
}

func inflate(t *testing.T, object []byte) string {
	t.Helper()
	_, data, found := bytes.Cut(object, []byte("stream\n"))
	if !found {
		t.Fatal("no stream")
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return string(all)
}

// load takes a PDF apart.
func load(t *testing.T, data []byte) reading {
	t.Helper()
	r := reading{objects: map[int][]byte{}, texts: map[string]map[string]string{}}
	for _, m := range objectPattern.FindAllSubmatch(data, -1) {
		n, _ := strconv.Atoi(string(m[1]))
		r.objects[n] = m[2]
	}
	for n, object := range r.objects {
		if !bytes.Contains(object, []byte("/Type /Page ")) {
			continue
		}
		r.pages = append(r.pages, n)
		for _, m := range fontPattern.FindAllSubmatch(object, -1) {
			id, _ := strconv.Atoi(string(m[2]))
			unicode, _ := strconv.Atoi(string(refPattern.FindSubmatch(r.objects[id])[1]))
			r.texts[string(m[1])] = map[string]string{}
			for _, c := range charPattern.FindAllStringSubmatch(inflate(t, r.objects[unicode]), -1) {
				r.texts[string(m[1])][c[1]] = utf16Text(t, c[2])
			}
		}
	}
	slices.Sort(r.pages)
	return r
}

// plainLines reads a PDF without any other program. Each text line is as it stands on the page, from left to right.
func plainLines(t *testing.T, data []byte) []string {
	t.Helper()
	r := load(t, data)
	var lines []string
	for _, n := range r.pages {
		m := regexp.MustCompile(`/Contents (\d+) 0 R`).FindSubmatch(r.objects[n])
		id, _ := strconv.Atoi(string(m[1]))
		lines = append(lines, r.page(t, inflate(t, r.objects[id]))...)
	}
	return lines
}

func (r reading) page(t *testing.T, content string) []string {
	t.Helper()
	var lines []string
	var line strings.Builder
	font, replaced := "", false
	for _, m := range tokenPattern.FindAllStringSubmatch(content, -1) {
		switch {
		case strings.HasPrefix(m[0], "/Span"):
			line.WriteString(utf16Text(t, m[1]))
			replaced = true
		case m[0] == "EMC":
			replaced = false
		case m[0] == "ET":
			lines = append(lines, strings.TrimSuffix(line.String(), " "))
			line.Reset()
		case m[2] != "":
			font = m[2]
		case !replaced:
			for i := 0; i+4 <= len(m[3]); i += 4 {
				line.WriteString(r.texts[font][m[3][i:i+4]])
			}
		}
	}
	return lines
}

func reversed(text string) string {
	runes := []rune(text)
	slices.Reverse(runes)
	return string(runes)
}

// Without any other program: every letter is there, in the order of the page, marks and ligatures of Arabic too.
func TestEveryLetterIsInThePDF(t *testing.T) {
	arabic := []string{"السلام عليكم", "أشخاصاً لا ينامون جيداً", "الأُسْرَة", "ፍቕሪ ኣለዎ"}
	latin := []string{"efficiënt, fietsoffice 73,6%", "Çiğdem İnönü & Łódź", "H-0042 (CJG)"}
	doc := Document{Title: "T", Lang: "nl"}
	want := []string{"T"}
	for _, text := range latin {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: text, Typed: true})
		want = append(want, text)
	}
	for _, text := range arabic {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: text, Typed: true}, Paragraph{Text: text, Typed: true, Bold: true})
		if text[0] != 0xe1 { // Ethiopic runs from left to right
			text = reversed(text)
		}
		want = append(want, text, text)
	}
	if diff := cmp.Diff(append(want, "1 / 1"), plainLines(t, render(t, doc))); diff != "" {
		t.Error(diff)
	}
}
