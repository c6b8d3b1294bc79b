package export

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"testing"
)

// seen is one cell as another program reads it: a text or a number, and how it is to be shown.
type seen struct {
	text    string
	number  float64
	numeric bool
	format  string
	quoted  bool
}

// escapes are signs by their numbers, as every reader of an XLSX takes them.
var escapes = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unzipped are the files of an archive.
func unzipped(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		all, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(all)
	}
	return files
}

type xlsxFile struct {
	Sheets []struct {
		Name string `xml:"name,attr"`
	} `xml:"sheets>sheet"`
}

type xlsxSheet struct {
	View struct {
		RightToLeft bool `xml:"rightToLeft,attr"`
		Pane        struct {
			State string `xml:"state,attr"`
		} `xml:"pane"`
	} `xml:"sheetViews>sheetView"`
	Rows []struct {
		Number int `xml:"r,attr"`
		Cells  []struct {
			At    string  `xml:"r,attr"`
			Type  string  `xml:"t,attr"`
			Style int     `xml:"s,attr"`
			Value *string `xml:"v"`
			Error *string `xml:"f"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
	Setup struct {
		Paper int    `xml:"paperSize,attr"`
		Way   string `xml:"orientation,attr"`
	} `xml:"pageSetup"`
}

type xlsxStyles struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int  `xml:"numFmtId,attr"`
		Quoted bool `xml:"quotePrefix,attr"`
	} `xml:"cellXfs>xf"`
}

type xlsxStrings struct {
	Items []struct {
		Text string `xml:"t"`
		Runs []struct {
			Text string `xml:"t"`
		} `xml:"r"`
	} `xml:"si"`
}

func parsed[T any](t testing.TB, text string) T {
	t.Helper()
	var out T
	if err := xml.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// readXLSX reads a workbook from its raw XML: its sheets by name, in order, each by row and column.
func readXLSX(t testing.TB, data []byte) (names []string, sheets map[string][][]seen) {
	t.Helper()
	files := unzipped(t, data)
	texts, styles := parsed[xlsxStrings](t, files["xl/sharedStrings.xml"]), parsed[xlsxStyles](t, files["xl/styles.xml"])
	codes := map[int]string{3: "#,##0", 4: "#,##0.00"}
	for _, f := range styles.Formats {
		codes[f.ID] = f.Code
	}
	sheets = map[string][][]seen{}
	for i, s := range parsed[xlsxFile](t, files["xl/workbook.xml"]).Sheets {
		names = append(names, s.Name)
		raw := parsed[xlsxSheet](t, files["xl/worksheets/sheet"+strconv.Itoa(i+1)+".xml"])
		if raw.View.Pane.State != "frozen" || raw.Setup.Paper != 9 {
			t.Errorf("%s: nothing stays in view, or it is not for A4: %+v", s.Name, raw.Setup)
		}
		for _, row := range raw.Rows {
			for len(sheets[s.Name]) < row.Number-1 {
				sheets[s.Name] = append(sheets[s.Name], nil)
			}
			var line []seen
			for _, c := range row.Cells {
				for len(line) < columnOf(c.At) {
					line = append(line, seen{})
				}
				if c.Error != nil {
					t.Errorf("%s %s has a formula", s.Name, c.At)
				}
				style := styles.Cells[c.Style]
				one := seen{format: codes[style.Format], quoted: style.Quoted}
				switch {
				case c.Value == nil:
				case c.Type == "s":
					n, _ := strconv.Atoi(*c.Value)
					one.text = texts.Items[n].Text
					for _, run := range texts.Items[n].Runs {
						one.text += run.Text
					}
					one.text = escapes.ReplaceAllStringFunc(one.text, func(e string) string {
						r, _ := strconv.ParseUint(e[2:6], 16, 16)
						return string(rune(r))
					})
				case c.Type == "" || c.Type == "n":
					f, err := strconv.ParseFloat(*c.Value, 64)
					if err != nil {
						t.Error(err)
					}
					one.number, one.numeric = f, true
				default:
					t.Errorf("%s %s has type %q", s.Name, c.At, c.Type)
				}
				line = append(line, one)
			}
			sheets[s.Name] = append(sheets[s.Name], line)
		}
	}
	return names, sheets
}

// columnOf is the column of a cell, from 0.
func columnOf(at string) int {
	n := 0
	for _, r := range at {
		if r < 'A' || r > 'Z' {
			break
		}
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}
