package export

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"testing"
)

// readODS reads a workbook from its raw XML, token by token.
func readODS(t testing.TB, data []byte) (names []string, sheets map[string][][]seen) {
	t.Helper()
	if string(data[30:38]) != "mimetype" || string(data[38:38+len(odsType)]) != odsType || data[8] != 0 {
		t.Error("the type does not stand first, as it is")
	}
	r := odsReader{t: t, sheets: map[string][][]seen{}}
	d := xml.NewDecoder(strings.NewReader(unzipped(t, data)["content.xml"]))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return r.names, r.sheets
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			r.start(token)
		case xml.EndElement:
			r.end(token)
		case xml.CharData:
			if r.inside {
				r.text.WriteString(string(token))
			}
		}
	}
}

type odsReader struct {
	t      testing.TB
	names  []string
	sheets map[string][][]seen
	row    []seen
	text   strings.Builder
	inside bool // of a paragraph
	cell   bool
}

func (r *odsReader) start(e xml.StartElement) {
	attrs := map[string]string{}
	for _, a := range e.Attr {
		attrs[a.Name.Local] = a.Value
		if a.Name.Local == "formula" || a.Name.Local == "href" && !strings.HasPrefix(a.Value, "./Object ") {
			r.t.Errorf("%s has %s=%q", e.Name.Local, a.Name.Local, a.Value)
		}
	}
	switch e.Name.Local {
	case "table":
		r.names = append(r.names, attrs["name"])
	case "table-row":
		r.row = nil
	case "covered-table-cell":
		r.row = append(r.row, seen{})
	case "table-cell":
		one := seen{format: attrs["style-name"]}
		switch attrs["value-type"] {
		case "float", "percentage":
			f, err := strconv.ParseFloat(attrs["value"], 64)
			if err != nil {
				r.t.Error(err)
			}
			one.number, one.numeric = f, true
		case "", "string":
		default:
			r.t.Errorf("a cell has type %q", attrs["value-type"])
		}
		r.row = append(r.row, one)
		r.cell = true
	case "p":
		if r.cell {
			r.inside = true
			r.text.Reset()
		}
	case "s":
		n, _ := strconv.Atoi(attrs["c"])
		r.text.WriteString(strings.Repeat(" ", n))
	}
}

func (r *odsReader) end(e xml.EndElement) {
	switch e.Name.Local {
	case "p":
		if r.inside {
			r.row[len(r.row)-1].text = r.text.String()
		}
		r.inside = false
	case "table-cell":
		r.cell = false
	case "table-row":
		name := r.names[len(r.names)-1]
		r.sheets[name] = append(r.sheets[name], r.row)
	}
}
