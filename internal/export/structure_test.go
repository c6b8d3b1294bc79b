package export

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	kidPattern    = regexp.MustCompile(`<</Type /MCR /Pg (\d+) 0 R /MCID (\d+)>>|(\d+) 0 R`)
	markPattern   = regexp.MustCompile(`/Span <</ActualText <([0-9A-F]*)>>> BDC|\bBDC\b|\bEMC\b|<([0-9A-F]{4,})>`)
	actualPattern = regexp.MustCompile(`/StructElem.*?/ActualText <([0-9A-F]*)>`)
)

// walker reads a PDF as a program that reads aloud does: by its structure, with the text that an element is said to have, else by its glyphs.
type walker struct {
	t     *testing.T
	r     reading
	pages map[int]string
}

// Elements are the texts of the elements of a PDF that hold text themselves, in the order of reading.
func Elements(t *testing.T, data []byte) []string {
	t.Helper()
	w := walker{t: t, r: load(t, data), pages: map[int]string{}}
	root := regexp.MustCompile(`/StructTreeRoot (\d+) 0 R`).FindSubmatch(w.r.objects[1])
	top := regexp.MustCompile(`/K (\d+) 0 R`).FindSubmatch(w.r.objects[number(root[1])])
	var all []string
	w.walk(number(top[1]), &all)
	return all
}

func number(digits []byte) int {
	n, _ := strconv.Atoi(string(digits))
	return n
}

// walk gives the text of an element, and adds it when the element is no part of a line.
func (w walker) walk(id int, all *[]string) string {
	object := string(w.r.objects[id])
	inline := strings.Contains(object, "/S /Span ")
	text, own := "", false
	_, kids, _ := strings.Cut(object, "/K [")
	for _, m := range kidPattern.FindAllStringSubmatch(kids, -1) {
		if m[3] != "" {
			kid := number([]byte(m[3]))
			if said := w.walk(kid, all); bytes.Contains(w.r.objects[kid], []byte("/S /Span ")) {
				text, own = text+said, true
			}
			continue
		}
		text, own = text+w.mark(number([]byte(m[1])), number([]byte(m[2]))), true
	}
	if m := actualPattern.FindStringSubmatch(object); m != nil {
		text = utf16Text(w.t, m[1])
	}
	if own && !inline && !strings.Contains(object, "/S /Figure ") {
		*all = append(*all, strings.TrimSuffix(text, " "))
	}
	return text
}

// mark is the text of one marked piece of a page.
func (w walker) mark(page, id int) string {
	text, read := w.pages[page]
	if !read {
		content := regexp.MustCompile(`/Contents (\d+) 0 R`).FindSubmatch(w.r.objects[page])
		text = inflate(w.t, w.r.objects[number(content[1])])
		w.pages[page] = text
	}
	_, from, found := strings.Cut(text, " <</MCID "+strconv.Itoa(id)+">> BDC")
	if !found {
		w.t.Fatalf("page %d has no piece %d", page, id)
	}
	font, upto := "", text[:len(text)-len(from)]
	for _, name := range []string{"/F1 ", "/F2 "} {
		if at := strings.LastIndex(upto, name); at > strings.LastIndex(upto, "/"+font+" ") || font == "" && at >= 0 {
			font = name[1:3]
		}
	}
	depth, out, replaced := 1, strings.Builder{}, false
	for len(from) > 0 {
		place := markPattern.FindStringSubmatchIndex(from)
		if place == nil {
			break
		}
		m := []string{from[place[0]:place[1]], "", ""}
		for k := 1; k < 3; k++ {
			if place[2*k] >= 0 {
				m[k] = from[place[2*k]:place[2*k+1]]
			}
		}
		from = from[place[1]:]
		switch {
		case strings.HasPrefix(m[0], "/Span"):
			out.WriteString(utf16Text(w.t, m[1]))
			depth, replaced = depth+1, true
		case m[0] == "BDC":
			depth++
		case m[0] == "EMC":
			if depth--; depth == 0 {
				return out.String()
			}
			replaced = false
		case !replaced:
			for i := 0; i+4 <= len(m[2]); i += 4 {
				out.WriteString(w.r.texts[font][m[2][i:i+4]])
			}
		}
	}
	return out.String()
}

// A line ends with a blank for whoever hears it: the next one begins with another word, and the number of before is another number.
func TestLinesAndNumbersAreReadApart(t *testing.T) {
	for _, tag := range []string{"nl", "ar"} {
		bars := Bars{Title: "titel", Rows: []Bar{{Label: "een heel lang etiket dat over twee regels loopt omdat het niet past", Value: 6, Then: 13, Text: "6", Before: "13"}}}
		got := strings.Join(Elements(t, render(t, Document{Title: "T", Lang: tag, Blocks: []Block{bars}})), "|")
		for _, want := range []string{"|een heel lang etiket dat over twee regels loopt omdat het niet past|", "|6 13"} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is not read in %q", tag, want, got)
			}
		}
	}
}

// On a paper in another language the Dutch says that it is Dutch, so that a program that reads aloud takes a Dutch voice for it; and a consent is
// headings, lists and paragraphs in that order of reading, not lines.
func TestTheDutchOnAPaperIsMarked(t *testing.T) {
	lines := []KeyValue{{"vraag", "slapen"}}
	for _, tag := range []string{"nl", "tr", "ar"} {
		p, dutch := printer(t, tag), printer(t, "nl")
		data := render(t, ConsentSheet(p, dutch, consentOf(lines), consentOf(lines)))
		marked := bytes.Count(data, []byte("/Type /StructElem /S /H2")) + bytes.Count(data, []byte("/Type /StructElem /S /P"))
		dutchOnes := regexp.MustCompile(`/StructElem /S /(?:P|H2|Lbl) /P \d+ 0 R /Lang \(nl\)`).FindAll(data, -1)
		if tag == "nl" && len(dutchOnes) > 0 || tag != "nl" && len(dutchOnes) < 12 || marked < 8 {
			t.Errorf("%s: %d of %d elements are marked as Dutch", tag, len(dutchOnes), marked)
		}
		if !bytes.Contains(data, []byte("/S /H1 ")) || tag == "nl" && !bytes.Contains(data, []byte("/S /LBody ")) || !bytes.Contains(data, []byte("/ViewerPreferences <</DisplayDocTitle true /Direction /"+map[bool]string{true: "R2L", false: "L2R"}[tag == "ar"])) {
			t.Errorf("%s: the structure lacks something", tag)
		}
	}
}
