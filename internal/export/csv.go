package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// Separator is what stands between the columns of a CSV file.
type Separator rune

// The separators.
const (
	Semicolon Separator = ';' // with a byte order mark and the decimal sign of the language: opens as it should in a Dutch Excel
	Comma     Separator = ',' // without a mark and with decimal points, for other programs
)

// CSV writes a report as a table with one count a line, in the printer's language, whatever the screen shows. Only a report made by
// Public is written: ErrUnsafe for another. No cell can become a formula.
func CSV(w io.Writer, r summary.Report, p *i18n.Printer, separator Separator) error {
	if err := safe(r); err != nil {
		return err
	}
	if separator == Semicolon {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return fmt.Errorf("csv: %w", err)
		}
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = rune(separator), true
	number := decimals(p, separator)
	for _, row := range csvRows(r, p, number) {
		for i, cell := range row {
			row[i] = Plain(cell)
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

// decimals writes a number with a fraction as the reader of the file expects it.
func decimals(p *i18n.Printer, separator Separator) func(float64, int) string {
	comma := separator == Semicolon && strings.Contains(p.Decimal(0.5, 1), ",")
	return func(f float64, digits int) string {
		s := strconv.FormatFloat(f, 'f', digits, 64)
		if comma {
			s = strings.Replace(s, ".", ",", 1)
		}
		return s
	}
}

// csvRows is the file as cells: what it is and of when, then every count, then what the mark means.
func csvRows(r summary.Report, p *i18n.Printer, number func(float64, int) string) [][]string {
	rows := [][]string{{p.T("summary.title"), period(r, p), "", "", ""}}
	if r.Empty {
		return append(rows, []string{p.T("summary.empty"), "", "", "", ""})
	}
	rows = append(rows, []string{
		p.T("export.column.section"), p.T("export.column.measure"), p.T("export.column.row"), p.T("export.column.count"), p.T("export.column.unit"),
	})
	for _, s := range r.Sections {
		section := p.Value("summary.section", s.ID)
		for _, t := range s.Tables {
			rows = append(rows, tableRows(section, t, p, number)...)
		}
	}
	if why := Why(r, p); why != "" {
		rows = append(rows, []string{why, "", "", "", ""})
	}
	return append(rows, []string{p.T("summary.note.visits"), "", "", "", ""})
}

func tableRows(section string, t summary.Table, p *i18n.Printer, number func(float64, int) string) [][]string {
	var rows [][]string
	measure, unit := p.Value("summary.measure", t.ID), p.Value("summary.unit", string(t.Unit))
	hours := Hours(t)
	for i := range t.Rows {
		for j, c := range t.Counts.Cells[i] {
			name, count := path(t, i, p), strconv.Itoa(c.Count)
			if len(t.Columns) > 0 {
				name += " · " + labelText(p, t.Columns[j])
			}
			switch {
			case c.Hidden:
				count = p.T("summary.hidden.mark")
			case t.Unit == summary.Minutes:
				count = number(float64(hours[i][j])/100, 2)
			}
			rows = append(rows, []string{section, measure, name, count, unit})
		}
	}
	for _, f := range t.Figures {
		value, unit := number(f.Value, 1), p.Value("summary.unit", "days")
		if f.Share {
			value, unit = number(f.Value*100, 1)+"%", ""
		}
		switch {
		case f.Hidden:
			value = p.T("summary.hidden.mark")
		case f.Base == 0:
			continue
		}
		rows = append(rows, []string{section, measure, p.Value("summary.figure", f.ID), value, unit})
	}
	return rows
}

// labelText is a label in a language.
func labelText(p *i18n.Printer, l summary.Label) string {
	switch {
	case l.Enum == "language":
		return p.Tongue(l.Value)
	case l.Enum != "":
		return p.Value(l.Enum, l.Value)
	case l.Name != "":
		return l.Name
	}
	return p.T("summary.row.week", "Date", p.Date(l.On))
}

// path is a row's label, after that of the row it is a part of.
func path(t summary.Table, row int, p *i18n.Printer) string {
	name := labelText(p, t.Rows[row])
	for parent := t.Counts.ParentOf(row); parent >= 0; parent = t.Counts.ParentOf(parent) {
		if t.Headed && parent == 0 {
			break
		}
		name = labelText(p, t.Rows[parent]) + ": " + name
	}
	return name
}

func period(r summary.Report, p *i18n.Printer) string {
	return p.T("summary.period", "From", p.Date(r.Period.From), "To", p.Date(r.Period.To))
}

// Plain makes a text that no spreadsheet takes for a formula: when it begins, after blanks, with a sign that starts one (= + - @, tab,
// return, or a full-width form) an apostrophe is put before it. A number, also a negative one, stays a number.
func Plain(text string) string {
	if isNumber(text) {
		return text
	}
	for _, r := range text {
		switch {
		case strings.ContainsRune("=+-@\t\r\n|%＝＋－﹣−＠﹦﹢﹫", r):
			return "'" + text
		case !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && r != '"':
			return text
		}
	}
	return text
}

// isNumber reports whether a text is digits with at most a sign before and one decimal sign between them.
func isNumber(text string) bool {
	digits, marks := 0, 0
	for _, r := range strings.TrimPrefix(text, "-") {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case (r == '.' || r == ',') && digits > 0:
			marks++
		default:
			return false
		}
	}
	return digits > 0 && marks <= 1 && !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, ",")
}
