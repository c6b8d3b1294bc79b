package export

import (
	"bytes"
	"encoding/csv"
	"maps"
	"strings"
	"testing"

	"schakel/internal/record"
	"schakel/internal/summary"
)

// hostile is a report with everything at once: of several workers, with stories, and with names that try something in every place where somebody types.
func hostile(t testing.TB, story string) summary.Report {
	t.Helper()
	r := rich(t)
	r.Joint = &summary.Joint{
		Workers: 4, Missing: 2, Double: true, Programme: record.ID{1}, Set: "ab", Skipped: 1, Lacking: 1, Early: 1,
		Also: summary.Also{Contacts: 6, Meetings: 7, Minutes: 90},
	}
	r.Stories = []summary.Story{{Text: story}, {Text: "een gewoon verhaal\n" + story}}
	for i, s := range r.Sections {
		r.Sections[i].Tables = append([]summary.Table(nil), s.Tables...)
		for j, table := range r.Sections[i].Tables {
			table.Rows = append([]summary.Label(nil), table.Rows...)
			if last := len(table.Rows) - 1; last > 0 && table.ID == "meetings.community" {
				table.Rows[last] = summary.Label{Name: story}
			}
			r.Sections[i].Tables[j] = table
		}
	}
	return r
}

// What somebody typed, as a story or a name, begins no formula in any cell of any format, and no line of a story begins a cell of its own.
func TestNothingThatWasTypedIsAFormula(t *testing.T) {
	for _, attack := range attacks() {
		r := hostile(t, attack)
		for _, f := range []Format{FormatCSV, FormatComma} {
			reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(written(t, f, r, "nl"), []byte("\xef\xbb\xbf"))))
			if reader.FieldsPerRecord = -1; f == FormatCSV {
				reader.Comma = ';'
			}
			lines, err := reader.ReadAll()
			if err != nil {
				t.Fatalf("%s: %v", f, err)
			}
			for _, line := range lines {
				for _, cell := range line {
					if cell != Plain(cell) {
						t.Errorf("%s: a cell %q begins a formula", f, cell)
					}
				}
			}
		}
	}
	for _, attack := range []string{attacks()[0], attacks()[12], attacks()[13]} {
		for _, f := range []Format{FormatXLSX, FormatODS} {
			for name, text := range unzipped(t, written(t, f, hostile(t, attack), "ar")) {
				if strings.HasPrefix(name, "xl/charts/") {
					text = chartPlace.ReplaceAllString(text, "")
				}
				for _, never := range []string{"<f>", "<f ", "table:formula", "\x00", "\x0b", "\u202e", "<x a=", "TargetMode=\"External\""} {
					if strings.Contains(text, never) {
						t.Errorf("%s: %s holds %q", f, name, never)
					}
				}
			}
		}
	}
}

// A number that is hidden is in no byte of a joint overview either, nor of one with stories.
func TestHiddenNumbersOfSeveralAreInNoByte(t *testing.T) {
	none, n := marked(hostile(t, "een verhaal"), 0)
	some, _ := marked(hostile(t, "een verhaal"), mark)
	if n < 20 {
		t.Fatalf("only %d numbers are hidden", n)
	}
	for _, f := range Formats() {
		if !maps.Equal(opened(t, f, written(t, f, none, "nl")), opened(t, f, written(t, f, some, "nl"))) {
			t.Errorf("%s differs with what is hidden in it", f)
		}
	}
}
