package export

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// mark is a number that stands nowhere else.
const mark = 73919

// marked is a report whose hidden counts, earlier counts and figures still hold a number, which they never do.
func marked(r summary.Report, n int) (out summary.Report, hidden int) {
	set := func(cells [][]sdc.Cell) [][]sdc.Cell {
		all := make([][]sdc.Cell, len(cells))
		for i, row := range cells {
			all[i] = slices.Clone(row)
			for j := range all[i] {
				if all[i][j].Hidden {
					all[i][j].Count = n
					hidden++
				}
			}
		}
		return all
	}
	out = r
	out.Sections = slices.Clone(r.Sections)
	for i, s := range out.Sections {
		out.Sections[i].Tables = slices.Clone(s.Tables)
		for j, t := range out.Sections[i].Tables {
			t.Controlled = false // else a hidden count that still has a number is refused before anything is written
			t.Counts.Cells = set(t.Counts.Cells)
			if t.Then != nil {
				t.Then = set(t.Then)
			}
			t.Figures = slices.Clone(t.Figures)
			for k, f := range t.Figures {
				if f.Hidden {
					t.Figures[k].Value, t.Figures[k].Base = float64(n), n
					hidden++
				}
			}
			out.Sections[i].Tables[j] = t
		}
	}
	return out, hidden
}

// opened is everything in a file that can be read: the files of an archive, the streams of a PDF.
func opened(t *testing.T, f Format, data []byte) map[string]string {
	t.Helper()
	switch f {
	case FormatXLSX, FormatODS:
		files := unzipped(t, data)
		parts := strings.Split(files["[Content_Types].xml"], "<") // excelize lists them in no order
		slices.Sort(parts)
		files["[Content_Types].xml"] = strings.Join(parts, "<")
		return files
	case FormatPDF:
		files := map[string]string{"": string(data), "text": strings.Join(plainLines(t, data), "\n")}
		r := load(t, data)
		for _, n := range r.pages {
			files["page"] += string(r.objects[n])
		}
		for n, object := range r.objects {
			if bytes.Contains(object, []byte("/FlateDecode")) {
				files["stream"+string(rune('0'+n%64))] += inflate(t, object)
			}
		}
		return files
	}
	return map[string]string{"": string(data)}
}

// A number that is hidden is in no byte of any file, not in a chart, a property or the length of a bar: whatever it was, the file is the same.
func TestHiddenNumbersAreInNoByte(t *testing.T) {
	none, n := marked(rich(t), 0)
	some, _ := marked(rich(t), mark)
	if n < 20 {
		t.Fatalf("only %d numbers are hidden in the report", n)
	}
	for _, tag := range []string{"nl", "ar"} {
		for _, f := range Formats() {
			before, after := opened(t, f, written(t, f, none, tag)), opened(t, f, written(t, f, some, tag))
			if !maps.Equal(before, after) {
				for name := range after {
					if before[name] != after[name] {
						t.Errorf("%s %s: %s differs with what is hidden in it", f, tag, name)
					}
				}
			}
			for name, text := range after {
				for _, never := range []string{"73919", "73.919", "73,919", "73 919"} {
					if strings.Contains(text, never) {
						t.Errorf("%s %s: %s holds %s", f, tag, name, never)
					}
				}
			}
		}
	}
}

// A hidden count of families that still has its number is refused: no writer sees it.
func TestHiddenCountsWithANumberAreRefused(t *testing.T) {
	r, _ := marked(rich(t), mark)
	for i, s := range r.Sections {
		for j := range s.Tables {
			r.Sections[i].Tables[j].Controlled = true
		}
	}
	for _, f := range Formats() {
		var out bytes.Buffer
		if err := f.Write(&out, r, printer(t, "nl"), Page{Faces: faces()}); err == nil || out.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", f, err, out.Len())
		}
	}
}

// Charts point at cells and keep no copy of their numbers.
func TestChartsKeepNoNumbers(t *testing.T) {
	charts := 0
	for _, f := range []Format{FormatXLSX, FormatODS} {
		for name, text := range unzipped(t, written(t, f, rich(t), "nl")) {
			if !strings.HasPrefix(name, "xl/charts/chart") && !strings.HasPrefix(name, "Object ") {
				continue
			}
			charts++
			for _, never := range []string{"<v>", "<c:v>", "<pt ", "<c:pt ", "table:table-cell", "office:value"} {
				if strings.Contains(text, never) {
					t.Errorf("%s: %s holds %q", f, name, never)
				}
			}
		}
	}
	if charts < 16 {
		t.Errorf("%d charts", charts)
	}
}
