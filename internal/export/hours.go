package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"schakel/internal/hours"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// MonthSheet is the worker's own sheet of a month on paper: hours with what may be received for them, and real costs, side by side. It
// is for the worker alone, and nothing of a family can be on it.
func MonthSheet(p *i18n.Printer, s hours.Sheet) Document {
	month := record.Day(s.Year, s.Month, 1)
	doc := NewDocument(p, p.T("hours.sheet.title"), p.Month(month))
	doc.Footer = p.T("hours.sheet.foot")
	doc.Blocks = []Block{
		Numbers{Items: []Number{
			{hourText(p, s.Minutes), p.T("hours.hours")}, {euro(p, s.Pay), p.T("hours.pay")}, {euro(p, s.Costs), p.T("hours.costs")},
		}},
	}
	if s.Empty() {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("hours.empty")})
		return doc
	}
	table := Table{Columns: HoursHead(p)}
	for _, l := range s.Lines {
		table.Rows = append(table.Rows, []string{
			p.DayMonth(l.On), p.Value("hours.work", string(l.Work)), orDash(hourText(p, l.Minutes), l.Minutes), orDash(euro(p, l.Pay), l.Pay), orDash(euro(p, l.Costs), l.Costs),
		})
	}
	table.Rows = append(table.Rows, []string{p.T("hours.total"), "", hourText(p, s.Minutes), euro(p, s.Hourly), euro(p, s.Costs)})
	doc.Blocks = append(doc.Blocks, table)
	if s.Pay < s.Hourly {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("hours.month.most", "Amount", euro(p, s.Rates.Month)), Bold: true})
	}
	if len(s.Expenses) > 0 {
		rows := make([]KeyValue, 0, len(s.Expenses))
		for _, e := range s.Expenses {
			rows = append(rows, KeyValue{ExpenseWord(p, e.Type), euro(p, e.Cents)})
		}
		doc.Blocks = append(doc.Blocks, Heading{Text: p.T("hours.costs")}, KeyValues{Rows: rows})
	}
	doc.Blocks = append(doc.Blocks, Heading{Text: p.T("hours.year", "Year", s.Year)}, KeyValues{Rows: yearRows(p, s)})
	for _, line := range HoursNotes(p, s) {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: line, Muted: true})
	}
	return doc
}

// yearRows are the year so far.
func yearRows(p *i18n.Printer, s hours.Sheet) []KeyValue {
	return []KeyValue{
		{p.T("hours.year.pay"), euro(p, s.SoFar.Pay)}, {p.T("hours.year.elsewhere"), euro(p, s.SoFar.Elsewhere)},
		{p.T("hours.year.most"), euro(p, s.Rates.Top)}, {p.T("hours.year.costs"), euro(p, s.SoFar.Costs)},
	}
}

// HoursHead is the head of the table of a sheet.
func HoursHead(p *i18n.Printer) []string {
	return []string{p.T("hours.day"), p.T("hours.what"), p.T("hours.hours"), p.T("hours.pay"), p.T("hours.costs")}
}

// HoursNotes says which amounts count and how near the yearly amount is.
func HoursNotes(p *i18n.Printer, s hours.Sheet) []string {
	var notes []string
	switch s.Stand() {
	case hours.StandNear:
		notes = append(notes, p.T("hours.near", "Sum", euro(p, s.SoFar.Sum()), "Top", euro(p, s.Rates.Top)))
	case hours.StandOver:
		notes = append(notes, p.T("hours.over", "Sum", euro(p, s.SoFar.Sum()), "Top", euro(p, s.Rates.Top)))
	}
	notes = append(notes, p.T("hours.amounts", "Hour", euro(p, s.Rate()), "Month", euro(p, s.Rates.Month), "Top", euro(p, s.Rates.Top)))
	switch {
	case s.Mine:
		notes = append(notes, p.T("hours.mine"))
	case s.Exact:
		notes = append(notes, p.T("hours.source", "Year", s.Rates.Year, "Date", p.Date(s.Rates.Known)))
	}
	if !s.Exact {
		notes = append(notes, p.T("hours.missing", "Year", s.Year, "Known", s.Rates.Year))
	}
	return notes
}

// ExpenseWord is what costs were for; those of a bijeenkomst have no type.
func ExpenseWord(p *i18n.Printer, t record.CostType) string {
	if t == "" {
		return p.Value("hours.work", string(hours.WorkMeeting))
	}
	return p.Value("cost.type", string(t))
}

func hourText(p *i18n.Printer, minutes int) string { return p.Fixed(float64(minutes)/60, 2) }

func euro(p *i18n.Printer, cents int) string { return p.Euro(cents) }

func orDash(text string, n int) string {
	if n == 0 {
		return "–"
	}
	return text
}

// hourRow is a row of a file of a sheet: a day, what it was, hours, and amounts in euro.
type hourRow struct {
	on   record.Date
	what string
	in   [3]float64
}

func hourRows(p *i18n.Printer, s hours.Sheet) []hourRow {
	rows := make([]hourRow, 0, len(s.Lines)+1)
	for _, l := range s.Lines {
		rows = append(rows, hourRow{l.On, p.Value("hours.work", string(l.Work)), [3]float64{float64(l.Minutes) / 60, float64(l.Pay) / 100, float64(l.Costs) / 100}})
	}
	return append(rows, hourRow{what: p.T("hours.total"), in: [3]float64{float64(s.Minutes) / 60, float64(s.Pay) / 100, float64(s.Costs) / 100}})
}

// HoursCSV writes a sheet as a table, in the printer's language. No cell can become a formula.
func HoursCSV(w io.Writer, p *i18n.Printer, s hours.Sheet, separator Separator) error {
	if separator == Semicolon {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return fmt.Errorf("csv: %w", err)
		}
	}
	number := decimals(p, separator)
	rows := [][]string{HoursHead(p)}
	for _, r := range hourRows(p, s) {
		rows = append(rows, []string{r.on.String(), r.what, number(r.in[0], 2), number(r.in[1], 2), number(r.in[2], 2)})
	}
	for _, note := range HoursNotes(p, s) {
		rows = append(rows, []string{note, "", "", "", ""})
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = rune(separator), true
	for _, row := range rows {
		for i := range row {
			row[i] = Plain(row[i])
		}
		if err := out.Write(row); err != nil {
			return fmt.Errorf("csv: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("csv: %w", err)
	}
	return nil
}

// HoursXLSX writes a sheet as a workbook with one sheet. Texts are kept as texts and amounts as numbers: there is no formula in it.
func HoursXLSX(w io.Writer, p *i18n.Printer, s hours.Sheet) (err error) {
	f := excelize.NewFile()
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	const sheet = "Sheet1"
	put := func(row int, cells ...any) error {
		for i, c := range cells {
			name, err := excelize.CoordinatesToCellName(i+1, row)
			if err != nil {
				return err
			}
			switch c := c.(type) {
			case string:
				err = f.SetCellStr(sheet, name, Plain(c))
			case float64:
				err = f.SetCellFloat(sheet, name, c, 2, 64)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	var head []any
	for _, h := range HoursHead(p) {
		head = append(head, h)
	}
	steps := [][]any{{p.T("hours.sheet.title"), p.Month(record.Day(s.Year, s.Month, 1))}, head}
	for _, r := range hourRows(p, s) {
		steps = append(steps, []any{r.on.String(), r.what, r.in[0], r.in[1], r.in[2]})
	}
	for _, note := range HoursNotes(p, s) {
		steps = append(steps, []any{note})
	}
	for i, cells := range steps {
		if err := put(i+1, cells...); err != nil {
			return fmt.Errorf("xlsx: %w", err)
		}
	}
	if err := dressed(f, sheet, p.Direction() == i18n.RightToLeft); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

// dressed makes the columns wide enough, and turns the sheet for a language that runs from right to left.
func dressed(f *excelize.File, sheet string, mirrored bool) error {
	if err := f.SetColWidth(sheet, "A", "E", 22); err != nil {
		return err
	}
	return f.SetSheetView(sheet, 0, &excelize.ViewOptions{RightToLeft: &mirrored})
}

// HoursName is the name of the file of a sheet: it says the month and nothing else.
func HoursName(p *i18n.Printer, s hours.Sheet) string {
	return strings.ToLower(p.T("hours.file")) + "-" + record.Day(s.Year, s.Month, 1).String()[:7]
}
