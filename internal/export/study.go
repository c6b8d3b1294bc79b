package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"schakel/internal/i18n"
	"schakel/internal/studies"
)

// Study is a table of a study on paper, whole: it is from an open source, which is named. Nothing that was counted from records can be
// laid out this way, because no record becomes a studies.Table.
func Study(t studies.Table, p *i18n.Printer) Document {
	doc := NewDocument(p, p.Value("study.table", t.ID()), openSource(t, p))
	table := Table{}
	for _, row := range studyRows(t, p, p.Number) {
		if table.Columns == nil {
			table.Columns = row
			continue
		}
		table.Rows = append(table.Rows, row)
	}
	doc.Blocks = []Block{table}
	for _, line := range studyFigures(t, p, p.Number) {
		doc.Blocks = append(doc.Blocks, Paragraph{Text: line[0] + ": " + line[1]})
	}
	doc.Blocks = append(doc.Blocks, Paragraph{Text: p.T("study.note"), Muted: true})
	return doc
}

// StudyCSV writes a table of a study, with its source in the first row. No cell can become a formula.
func StudyCSV(w io.Writer, t studies.Table, p *i18n.Printer, separator Separator) error {
	if separator == Semicolon {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return fmt.Errorf("csv: %w", err)
		}
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = rune(separator), true
	rows := [][]string{{p.Value("study.table", t.ID()), openSource(t, p)}}
	rows = append(rows, studyRows(t, p, strconv.Itoa)...)
	rows = append(rows, studyFigures(t, p, strconv.Itoa)...)
	rows = append(rows, []string{p.T("study.note")})
	for _, row := range rows {
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

// StudyRows is a table of a study as cells in words: the head, then its rows and sums.
func StudyRows(t studies.Table, p *i18n.Printer) [][]string { return studyRows(t, p, p.Number) }

// StudyFigures are the share or the median of a table of a study, each with its label before it.
func StudyFigures(t studies.Table, p *i18n.Printer) [][]string { return studyFigures(t, p, p.Number) }

// OpenSource says where a table of a study comes from.
func OpenSource(t studies.Table, p *i18n.Printer) string { return openSource(t, p) }

// openSource is "openbare bron: 004 L879".
func openSource(t studies.Table, p *i18n.Printer) string {
	return p.T("study.source", "Source", t.Source())
}

// studyRows is the table as cells: the head, then its rows and sums.
func studyRows(t studies.Table, p *i18n.Printer, number func(int) string) [][]string {
	head := []string{""}
	for _, c := range t.Columns() {
		head = append(head, p.Value("study.column", c))
	}
	if t.Sized() {
		head = append(head, p.T("study.size.head"))
	}
	rows := [][]string{head}
	for _, r := range t.Rows() {
		line := []string{r.Letter}
		if r.Value != "" {
			line[0] = p.Value("study.row", r.Value)
		}
		for _, n := range r.Counts {
			line = append(line, number(n))
		}
		if t.Sized() {
			line = append(line, p.Value("study.size", studies.Size(r.Counts[0])))
		}
		rows = append(rows, line)
	}
	return rows
}

// studyFigures are the share or the median of a table, each with its label.
func studyFigures(t studies.Table, p *i18n.Printer, number func(int) string) [][]string {
	var out [][]string
	if share, base, ok := t.Share(); ok {
		out = append(out, []string{p.T("study.share", "Base", base), p.Percent(share, 1)})
	}
	if m, ok := t.Median(); ok {
		out = append(out, []string{p.T("study.median"), number(int(m))})
	}
	return out
}
