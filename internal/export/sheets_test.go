package export

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// written is a report in a format.
func written(t testing.TB, f Format, r summary.Report, tag string) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := f.Write(&out, r, printer(t, tag), Page{Faces: faces()}); err != nil {
		t.Fatalf("%s %s: %v", f, tag, err)
	}
	return out.Bytes()
}

// tags are the languages.
func tags() []string {
	var all []string
	for _, l := range i18n.Languages() {
		all = append(all, l.Tag)
	}
	return all
}

// numbersOf are what a report says, number by number and in order: "what: count", hidden ones with the mark. It reads the report itself, not the
// spread that the writers walk.
func numbersOf(r summary.Report, p *i18n.Printer) []string {
	var all []string
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			in := tableOf(t, p)
			if in.nothing() {
				continue
			}
			all = append(all, p.Value("summary.measure", t.ID))
			hours, before := Hours(t), t
			before.Counts.Cells = t.Then
			for i, label := range t.Rows {
				line := rowName(label, t, i, p)
				for j, c := range t.Counts.Cells[i] {
					line += "|" + shown(p, c.Hidden, c.Count, t.Unit == summary.Minutes, func() int { return hours[i][j] })
					if t.Then != nil {
						then := t.Then[i][j]
						line += "|" + shown(p, then.Hidden, then.Count, t.Unit == summary.Minutes, func() int { return Hours(before)[i][j] })
					}
				}
				all = append(all, line)
			}
			if t.Target > 0 {
				all = append(all, p.T("export.target")+fmt.Sprintf("|%d", t.Target))
			}
			for _, f := range t.Figures {
				line := p.Value("summary.figure", f.ID) + "|"
				switch {
				case f.Hidden:
					line += p.T("summary.hidden.mark")
				case f.Base == 0:
					continue
				default:
					line += fmt.Sprint(f.Value)
				}
				all = append(all, line)
			}
		}
	}
	return all
}

func rowName(label summary.Label, t summary.Table, i int, p *i18n.Printer) string {
	if !label.On.Zero() {
		return p.ShortDate(label.On)
	}
	return path(t, i, p)
}

func shown(p *i18n.Printer, hidden bool, count int, minutes bool, hours func() int) string {
	switch {
	case hidden:
		return p.T("summary.hidden.mark")
	case minutes:
		return fmt.Sprint(float64(hours()) / 100)
	}
	return fmt.Sprint(count)
}

// linesOf are the rows of the sheets of a workbook that hold numbers or the titles of tables, without the first and the last sheet.
func linesOf(names []string, sheets map[string][][]seen) []string {
	var all []string
	for _, name := range names[1 : len(names)-1] {
		for i, row := range sheets[name] {
			if i < 3 {
				continue
			}
			var parts []string
			for _, c := range row {
				switch {
				case c.numeric:
					parts = append(parts, fmt.Sprint(c.number))
				case c.text != "":
					parts = append(parts, c.text)
				}
			}
			if len(parts) > 1 {
				all = append(all, strings.Join(parts, "|"))
			}
		}
	}
	return all
}

// A workbook that is read back from its XML says every number of the report, in every language, with its total and with what was hidden; and
// nothing else.
func TestWorkbooksReadBackAsTheReport(t *testing.T) {
	r := rich(t)
	for _, tag := range tags() {
		p := printer(t, tag)
		want := numbersOf(r, p)
		for f, read := range map[Format]func(testing.TB, []byte) ([]string, map[string][][]seen){FormatXLSX: readXLSX, FormatODS: readODS} {
			got := linesOf(read(t, written(t, f, r, tag)))
			for i, line := range got {
				if title, _, ok := strings.Cut(line, "|"); ok && i < len(want) && want[i] == title {
					got[i] = title // the head of a table: its title with those of its columns
				}
			}
			if !slices.Equal(got, want) {
				for i := range max(len(got), len(want)) {
					if i >= len(got) || i >= len(want) || got[i] != want[i] {
						t.Fatalf("%s %s: line %d is\n%q\nand not\n%q", f, tag, i, got[min(i, len(got)-1)], want[min(i, len(want)-1)])
					}
				}
			}
		}
	}
}

// The parts of every table make its total, as they stand in the file.
func TestTotalsAreTheSumOfTheirPartsInWorkbooks(t *testing.T) {
	r := rich(t)
	b, err := workbookOf(r, printer(t, "nl"))
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	tried := 0
	for f, read := range map[Format]func(testing.TB, []byte) ([]string, map[string][][]seen){FormatXLSX: readXLSX, FormatODS: readODS} {
		_, sheets := read(t, written(t, f, r, "nl"))
		for i, s := range r.Sections {
			sheet := sheets[b.sheets[i+1].name]
			clear(at)
			row := 0
			for _, table := range s.Tables {
				if in := tableOf(table, printer(t, "nl")); in.nothing() {
					continue
				}
				title := printer(t, "nl").Value("summary.measure", table.ID)
				for row < len(sheet) && (len(sheet[row]) == 0 || sheet[row][0].text != title) {
					row++
				}
				if !table.Headed || table.Counts.Loose || table.Counts.Hidden() > 0 {
					row++
					continue
				}
				sum := 0.0
				for k := range table.Rows {
					if table.Counts.ParentOf(k) == 0 {
						sum += sheet[row+1+k][1].number
					}
				}
				if total := sheet[row+1][1].number; sum-total > 0.001 || total-sum > 0.001 {
					t.Errorf("%s %s: %v is not %v", f, title, sum, total)
				}
				tried++
				row++
			}
		}
	}
	if tried < 16 {
		t.Errorf("only %d tables were read", tried)
	}
}

// Names that begin as a formula does are texts in every cell; in XLSX a program that edits the cell keeps them so. Numbers are numbers, with a format.
func TestNothingInAWorkbookIsAFormula(t *testing.T) {
	r := rich(t)
	for _, f := range []Format{FormatXLSX, FormatODS} {
		data := written(t, f, r, "nl")
		for name, text := range unzipped(t, data) {
			if strings.HasPrefix(name, "xl/charts/") { // a chart says where its numbers stand: in a sheet of this file
				text = chartPlace.ReplaceAllString(text, "")
			}
			text = strings.ReplaceAll(text, `macro=""`, "")
			for _, never := range []string{"<f>", "<f ", "formula", "javascript", "vbaProject", "externalLink", "macro"} {
				if strings.Contains(strings.ReplaceAll(text, "_xlnm", ""), never) {
					t.Errorf("%s: %s holds %q", f, name, never)
				}
			}
			if strings.Contains(text, "TargetMode=\"External\"") {
				t.Errorf("%s: %s leads outside the file", f, name)
			}
			if strings.ContainsAny(text, "\x00\x0b\ufffe") || strings.Contains(text, "\u202e") {
				t.Errorf("%s: %s holds a sign that XML forbids, or one that turns the line", f, name)
			}
		}
		read := readXLSX
		if f == FormatODS {
			read = readODS
		}
		names, sheets := read(t, data)
		found := 0
		for _, name := range names {
			for _, row := range sheets[name] {
				for _, c := range row {
					if c.numeric && c.format == "" {
						t.Errorf("%s %s: %v has no format", f, name, c.number)
					}
					if slices.ContainsFunc(attacks(), func(a string) bool { return plainName(a) == c.text }) {
						found++
						if f == FormatXLSX && c.quoted != (Plain(c.text) != c.text) {
							t.Errorf("%q: quoted is %v", c.text, c.quoted)
						}
					}
				}
			}
		}
		if found < len(attacks()) {
			t.Errorf("%s: only %d of %d names came back as they are", f, found, len(attacks()))
		}
	}
}

// chartPlace is where a chart finds a name or numbers.
var chartPlace = regexp.MustCompile(`<(?:c:)?f>(?:&#39;|')[^!:\[\]]+(?:&#39;|')!\$[A-Z]+\$[0-9]+(?::\$[A-Z]+\$[0-9]+)?</(?:c:)?f>`)

// Sheets of an Arabic workbook run from right to left, and names of sheets are such as every program takes.
func TestNamesAndDirectionOfSheets(t *testing.T) {
	r := rich(t)
	for _, tag := range tags() {
		files := unzipped(t, written(t, FormatXLSX, r, tag))
		if got := strings.Contains(files["xl/worksheets/sheet1.xml"], `rightToLeft="1"`) || strings.Contains(files["xl/worksheets/sheet1.xml"], `rightToLeft="true"`); got != (tag == "ar") {
			t.Errorf("%s: right to left is %v", tag, got)
		}
		names, _ := readXLSX(t, written(t, FormatXLSX, r, tag))
		for _, name := range names {
			if n := len([]rune(name)); n == 0 || n > 31 || strings.ContainsAny(name, `[]:*?/\`) {
				t.Errorf("%s: a sheet is called %q", tag, name)
			}
		}
		if len(names) != 6 {
			t.Errorf("%s: %d sheets", tag, len(names))
		}
	}
	used := map[string]bool{}
	for title, want := range map[string]string{"a/b": "a b", "'x'": "x", strings.Repeat("é", 40): strings.Repeat("é", 31), "": "1"} {
		if got := sheetName(title, used); got != want {
			t.Errorf("%q became %q", title, got)
		}
	}
	if one, two := sheetName("Wat", used), sheetName("WAT", used); strings.EqualFold(one, two) {
		t.Errorf("two sheets are called %q", one)
	}
}

// A period in which nothing was noted says so, in every format.
func TestEmptyInEveryFormat(t *testing.T) {
	r, err := summary.Make(func(func(record.Record) bool) {}, summary.Period{From: day(1, 1), To: day(1, 31)}, summary.Options{Today: day(2, 1)})
	if err != nil {
		t.Fatal(err)
	}
	if r, err = r.Public(summary.Protection{Threshold: 5}); err != nil {
		t.Fatal(err)
	}
	for _, f := range Formats() {
		if data := written(t, f, r, "nl"); len(data) < 100 {
			t.Errorf("%s has %d bytes", f, len(data))
		}
	}
}

// What was not made for others is written in no format, and neither is an earlier number that is too small.
func TestUnsafeInEveryFormat(t *testing.T) {
	raw, forged := report(t), rich(t)
	for _, s := range forged.Sections {
		for j := range s.Tables {
			if s.Tables[j].ID == "concerns.level" {
				s.Tables[j].Then[1][0].Count, s.Tables[j].Then[1][0].Hidden = 2, false
			}
		}
	}
	for _, f := range Formats() {
		for name, r := range map[string]summary.Report{"raw": raw, "an earlier number": forged} {
			if err := f.Write(io.Discard, r, printer(t, "nl"), Page{Faces: faces()}); err == nil {
				t.Errorf("%s: %s was written", f, name)
			}
		}
	}
}

// The last sheet says of every measure what it is, in what it is counted, whether small counts are hidden, and its source.
func TestEveryMeasureIsExplained(t *testing.T) {
	r, p := rich(t), printer(t, "nl")
	for f, read := range map[Format]func(testing.TB, []byte) ([]string, map[string][][]seen){FormatXLSX: readXLSX, FormatODS: readODS} {
		names, sheets := read(t, written(t, f, r, "nl"))
		said := map[string][]seen{}
		for _, row := range sheets[names[len(names)-1]] {
			if len(row) > 4 {
				said[row[0].text] = row
			}
		}
		for _, m := range summary.Measures() {
			row := said[p.Value("summary.measure", m.ID)]
			if len(row) < 5 || row[4].text != m.Source || row[2].text == "" || row[3].text == "" {
				t.Errorf("%s: %s is explained as %v", f, m.ID, row)
				continue
			}
			if id := "summary.explain." + m.ID; p.Has(id) && row[1].text != p.T(id) {
				t.Errorf("%s: %s says %q", f, m.ID, row[1].text)
			}
		}
	}
}

// A report whose counts were rounded is written in every format, and no text is missing in any language.
func TestRoundedInEveryFormat(t *testing.T) {
	r, err := report(t).Public(summary.Protection{Threshold: 5, Rounded: true, Chance: func(n int) int { return n / 2 }})
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range tags() {
		for _, f := range Formats() {
			for name, text := range opened(t, f, written(t, f, r, tag)) {
				if strings.Contains(text, "⟦") {
					t.Errorf("%s %s: a text is missing in %s", f, tag, name)
				}
			}
			if f == FormatJSON && !strings.Contains(string(written(t, f, r, tag)), `"rounded": true`) {
				t.Errorf("%s: it does not say that it was rounded", tag)
			}
		}
	}
}

// That nobody knows what was done with an advice is an answer, and stands in every file; that nothing was noted is none.
func TestAnAnswerThatNobodyKnowsIsAnAnswer(t *testing.T) {
	row := func(enum, value string) summary.Label { return summary.Label{Enum: enum, Value: value} }
	for _, c := range []struct {
		label summary.Label
		there bool
	}{{row("advice.use", "unknown"), true}, {row("summary.row", "unknown"), false}} {
		r := public(t)
		table := summary.Table{ID: "advice.use", Form: summary.Bars, Unit: summary.Count, Headed: true, Counts: sdc.List(3), Rows: []summary.Label{row("summary.row", "total"), c.label}}
		r.Sections = []summary.Section{{ID: "work", Tables: []summary.Table{table}}}
		if got := tableOf(table, printer(t, "nl")).nothing(); got == c.there {
			t.Errorf("%v: it says nothing: %v", c.label, got)
		}
		if got := slices.Contains(Elements(t, written(t, FormatPDF, r, "nl")), printer(t, "nl").Value("advice.use", "unknown")); got != c.there {
			t.Errorf("%v is on paper: %v", c.label, got)
		}
	}
}
