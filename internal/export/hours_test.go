package export

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"schakel/internal/hours"
	"schakel/internal/record"
)

func march() hours.Sheet {
	on := func(day int) record.Date { return record.Day(2025, time.March, day) }
	return hours.Of(2025, time.March, []hours.Entry{
		{On: on(4), Work: hours.WorkContact, Minutes: 45, Cents: 340, Cost: record.CostTravel},
		{On: on(4), Work: hours.WorkPrepare, Minutes: 60},
		{On: on(2), Work: hours.WorkMeeting, Minutes: 120, Cents: 1250},
	}, &record.Allowance{Year: 2025, Elsewhere: 180_000})
}

func TestASheetOfHoursAsCSV(t *testing.T) {
	var out bytes.Buffer
	if err := HoursCSV(&out, printer(t, "nl"), march(), Semicolon); err != nil {
		t.Fatal(err)
	}
	got := strings.TrimPrefix(out.String(), "\ufeff")
	for _, want := range []string{"2025-03-02;bijeenkomst;2,00;11,20;12,50\r\n", "2025-03-04;contact;0,75;4,20;3,40\r\n", ";samen;3,75;21,00;15,90\r\n", "€ 1.821,00"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	for _, line := range strings.Split(got, "\r\n") {
		for _, cell := range strings.Split(line, ";") {
			if cell = strings.Trim(cell, `"`); cell != Plain(cell) {
				t.Errorf("%q can become a formula", cell)
			}
		}
	}
}

func TestASheetOfHoursAsAWorkbook(t *testing.T) {
	for _, tag := range []string{"nl", "ar"} {
		var out bytes.Buffer
		if err := HoursXLSX(&out, printer(t, tag), march()); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&out)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) < 6 || rows[2][0] != "2025-03-02" || rows[2][3] != "11.2" || rows[5][2] != "3.75" {
			t.Errorf("%q", rows)
		}
		for i := range rows {
			for j := range rows[i] {
				name, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if formula, err := f.GetCellFormula("Sheet1", name); err != nil || formula != "" {
					t.Errorf("%s is a formula: %q %v", name, formula, err)
				}
			}
		}
		view, err := f.GetSheetView("Sheet1", 0)
		if err != nil || view.RightToLeft == nil || *view.RightToLeft != (tag == "ar") {
			t.Errorf("%s: mirrored %v %v", tag, view.RightToLeft, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestASheetOfHoursOnPaper(t *testing.T) {
	doc := MonthSheet(printer(t, "nl"), march())
	text := textOf(t, doc)
	for _, want := range []string{"maart 2025", "bijeenkomst voorbereiden", "reizen", "€ 15,90", "Belastingdienst", "geen gezin, adres of route"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if text := textOf(t, MonthSheet(printer(t, "nl"), hours.Of(2031, time.May, nil, nil))); !strings.Contains(text, "staat niets") {
		t.Error(text)
	}
}

func TestAPocketSlipHasFourTimesTheSameFourFields(t *testing.T) {
	text := textOf(t, PocketSlip(printer(t, "nl")))
	for _, field := range []string{"Met wie?", "Wanneer, en hoe lang?", "Wat deed jij?", "Wat wil je onthouden?"} {
		if n := strings.Count(text, field); n != 4 {
			t.Errorf("%d times %q in\n%s", n, field, text)
		}
	}
	if strings.Contains(text, "1 / 1") {
		t.Error("a page number on a slip")
	}
}

// textOf is the words of a document as a program reads them from its PDF.
func textOf(t *testing.T, doc Document) string {
	t.Helper()
	return strings.Join(strings.Fields(strings.Join(plainLines(t, render(t, doc)), " ")), " ")
}
