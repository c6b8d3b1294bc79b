package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// markup writes XML: names as they stand, texts made safe by encoding/xml. The first thing that goes wrong stays until the end.
type markup struct {
	out bytes.Buffer
	enc *xml.Encoder
	err error
}

func newMarkup() *markup {
	m := &markup{}
	m.out.WriteString(xml.Header)
	m.enc = xml.NewEncoder(&m.out)
	return m
}

func (m *markup) token(t xml.Token) {
	if m.err == nil {
		m.err = m.enc.EncodeToken(t)
	}
}

// in writes an element around what inside writes. attrs are names and values by turns.
func (m *markup) in(name string, attrs []string, inside func()) {
	start := xml.StartElement{Name: xml.Name{Local: name}}
	for i := 0; i+1 < len(attrs); i += 2 {
		start.Attr = append(start.Attr, xml.Attr{Name: xml.Name{Local: attrs[i]}, Value: attrs[i+1]})
	}
	m.token(start)
	inside()
	m.token(start.End())
}

// tag writes an element with nothing in it.
func (m *markup) tag(name string, attrs ...string) { m.in(name, attrs, func() {}) }

// say writes an element with a text in it.
func (m *markup) say(name, text string, attrs ...string) {
	m.in(name, attrs, func() { m.text(text) })
}

func (m *markup) text(s string) { m.token(xml.CharData(s)) }

// paragraph writes a text of a document. Blanks at its start and after another blank are written as such: else a reader drops them
// (OpenDocument 1.3, part 3, 6.1.2).
func (m *markup) paragraph(s string) {
	m.in("text:p", nil, func() {
		blank := true
		for s != "" {
			n := len(s) - len(strings.TrimLeft(s, " "))
			if n > 0 && (blank || n > 1 || n == len(s)) {
				m.tag("text:s", "text:c", strconv.Itoa(n))
				s = s[n:]
				continue
			}
			end := len(s)
			if i := strings.Index(s[n:], "  "); i >= 0 {
				end = n + i
			} else if strings.HasSuffix(s, " ") {
				end = len(s) - 1
			}
			m.text(s[:end])
			s, blank = s[end:], false
		}
	})
}

func (m *markup) bytes() ([]byte, error) {
	if m.err == nil {
		m.err = m.enc.Flush()
	}
	if m.err != nil {
		return nil, fmt.Errorf("xml: %w", m.err)
	}
	return m.out.Bytes(), nil
}

// namespaces are those of OpenDocument that these files use.
func namespaces() []string {
	const oasis = "urn:oasis:names:tc:opendocument:xmlns:"
	out := []string{"xmlns:xlink", "http://www.w3.org/1999/xlink", "xmlns:dc", "http://purl.org/dc/elements/1.1/"}
	for _, name := range []string{"office", "style", "text", "table", "meta", "chart", "config"} {
		out = append(out, "xmlns:"+name, oasis+name+":1.0")
	}
	for _, one := range [][2]string{{"number", "datastyle"}, {"draw", "drawing"}, {"fo", "xsl-fo-compatible"}, {"svg", "svg-compatible"}} {
		out = append(out, "xmlns:"+one[0], oasis+one[1]+":1.0")
	}
	return append(out, "office:version", odsVersion)
}
