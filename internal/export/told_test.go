package export_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// together is a rich report of several workers with two stories, one of which begins as a formula does.
func together(t *testing.T) summary.Report {
	t.Helper()
	r := export.Rich(t)
	r.Joint = &summary.Joint{Workers: 3, Double: true}
	r.Stories = []summary.Story{{Text: "Een moeder ging mee.\nNu gaat zij zelf."}, {Text: "=1+1 zei de vader"}}
	return r
}

// What is told in one format is told in all: the stories, and beside each number that can count twice that it can.
func TestEveryFormatHasTheStoriesAndTheMark(t *testing.T) {
	r, p := together(t), spoken(t, i18n.Source)
	ids := export.Doubled(r)
	if len(ids) == 0 {
		t.Fatal("nothing of the report can count twice")
	}
	mark := export.MeasureTitle(r, ids[0], p)
	if !strings.Contains(mark, "dubbel mogelijk") {
		t.Fatalf("the title is %q", mark)
	}
	var xlsx, csv, plain bytes.Buffer
	for _, err := range []error{export.XLSX(&xlsx, r, p), export.CSV(&csv, r, p, export.Semicolon), export.JSON(&plain, r, p)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if text := csv.String(); !strings.Contains(text, "Een moeder ging mee. Nu gaat zij zelf.") || !strings.Contains(text, "'=1+1 zei de vader") || !strings.Contains(text, mark) {
		t.Errorf("CSV: %s", text)
	}
	var out struct {
		Stories  []string `json:"stories"`
		Sections []struct {
			Tables []struct {
				ID     string `json:"id"`
				Double bool   `json:"double"`
			} `json:"tables"`
		} `json:"sections"`
	}
	if err := json.Unmarshal(plain.Bytes(), &out); err != nil || len(out.Stories) != 2 {
		t.Errorf("JSON: %v, %q", err, out.Stories)
	}
	doubled := map[string]bool{}
	for _, s := range out.Sections {
		for _, one := range s.Tables {
			if one.Double {
				doubled[one.ID] = true
			}
		}
	}
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(doubled) != len(ids) {
		t.Errorf("JSON marks %d of %d", len(doubled), len(ids))
	}
	f, err := excelize.OpenReader(&xlsx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := f.GetRows(p.T("summary.stories.title"))
	if err != nil || !strings.Contains(joined(rows), "=1+1 zei de vader") {
		t.Errorf("XLSX: %v, %v", err, rows)
	}
	if r.Joint = nil; strings.Contains(export.MeasureTitle(r, ids[0], p), "dubbel") || export.SectionTitle(r, "work", p) != p.Value("summary.section", "work") {
		t.Error("the overview of one worker says that it is of several")
	}
}

func joined(rows [][]string) string {
	var all []string
	for _, row := range rows {
		all = append(all, strings.Join(row, " "))
	}
	return strings.Join(all, "\n")
}

// A letterhead stands above the first sheet: its name as text, its logos as pictures, in both sorts of workbook.
func TestAWorkbookHasALetterhead(t *testing.T) {
	r, p := export.Rich(t), spoken(t, "ar")
	page := export.Page{Letterhead: export.NewLetterhead(p, "Samen Sterk", logo(t), logo(t))}
	var xlsx, ods bytes.Buffer
	if err := export.FormatXLSX.Write(&xlsx, r, p, page); err != nil {
		t.Fatal(err)
	}
	if err := export.FormatODS.Write(&ods, r, p, page); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&xlsx)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	first := f.GetSheetList()[0]
	cells, err := f.GetPictureCells(first)
	if name, _ := f.GetCellValue(first, "A2"); err != nil || len(cells) != 2 || name != "Samen Sterk" {
		t.Errorf("XLSX: pictures %v, %q, %v", cells, name, err)
	}
	if !bytes.Contains(ods.Bytes(), []byte("Pictures/logo2")) {
		t.Error("ODS: the second logo is missing")
	}
}

func spoken(t *testing.T, tag string) *i18n.Printer {
	t.Helper()
	p, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
