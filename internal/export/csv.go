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
	s, err := spreadOf(r, p)
	if err != nil {
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
	for _, row := range csvRows(s, p, number) {
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

// csvRows is the file as cells: what it is and of when, then every count, then what the mark means. Beside a report that is compared there is
// a column more.
func csvRows(s spread, p *i18n.Printer, number func(float64, int) string) [][]string {
	wide := 5
	if s.against != "" {
		wide = 6
	}
	var rows [][]string
	add := func(cells ...string) { rows = append(rows, append(cells, make([]string, wide-len(cells))...)) }
	add(s.title, s.period)
	if s.empty != "" {
		add(s.empty)
		return rows
	}
	head := []string{
		p.T("export.column.section"), p.T("export.column.measure"), p.T("export.column.row"), p.T("export.column.count"), p.T("export.column.unit"),
	}
	if s.against != "" {
		head = append(head, s.against)
	}
	add(head...)
	say := func(d datum) string {
		f, ok := d.value()
		switch {
		case !ok:
			return d.text(p)
		case d.sort == datumHours:
			return number(f, 2)
		case d.sort == datumDays:
			return number(f, 1)
		case d.sort == datumShare:
			return number(f*100, 1) + "%"
		}
		return strconv.Itoa(d.n)
	}
	for _, section := range s.sections {
		for _, t := range section.tables {
			for _, row := range t.flat(p) {
				cells := []string{section.title, t.title, row.name, say(row.now), row.unit}
				if row.then != nil {
					cells = append(cells, say(*row.then))
				}
				add(cells...)
			}
		}
	}
	for _, text := range s.stories {
		add(p.T("summary.stories.title"), text)
	}
	if s.storiesNote != "" {
		add(s.storiesNote)
	}
	for _, note := range s.notes {
		add(note)
	}
	return rows
}

// flatRow is one number of a table by itself.
type flatRow struct {
	name, unit string
	now        datum
	then       *datum
}

// flat is a table as one number a line, with what was aimed for and its figures.
func (t spreadTable) flat(p *i18n.Printer) []flatRow {
	var rows []flatRow
	for _, row := range t.rows {
		for j, d := range row.cells {
			one := flatRow{name: row.path, unit: t.unit, now: d}
			if len(t.columns) > 0 {
				one.name += " · " + t.columns[j]
			}
			if j < len(row.then) {
				one.then = &row.then[j]
			}
			rows = append(rows, one)
		}
	}
	if t.target > 0 {
		rows = append(rows, flatRow{name: p.T("export.target"), unit: t.unit, now: t.aim()})
	}
	for _, f := range t.figures {
		unit := p.Value("summary.unit", "days")
		if f.datum.sort == datumShare {
			unit = ""
		}
		rows = append(rows, flatRow{name: f.label, unit: unit, now: f.datum, then: f.then})
	}
	return rows
}

// aim is what was aimed for, in the unit of the table.
func (t spreadTable) aim() datum {
	if t.minutes {
		return datum{sort: datumHours, n: (t.target*100 + 30) / 60}
	}
	return datum{n: t.target}
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
