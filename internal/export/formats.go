package export

import (
	_ "embed" // the schema
	"io"
	"strings"

	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// Format is a kind of file that an overview can be written as. Its value is the stable word of the command line.
type Format string

// The formats.
const (
	FormatPDF   Format = "pdf"
	FormatXLSX  Format = "xlsx"
	FormatODS   Format = "ods"
	FormatCSV   Format = "csv"       // semicolons, for a Dutch Excel
	FormatComma Format = "csv-comma" // plain commas, for other programs
	FormatJSON  Format = "json"
)

// ErrFormat is returned for a format that does not exist.
var ErrFormat = fault.New(fault.Invalid, "export.format", "no such format")

// Formats lists them in the order in which they are offered.
func Formats() []Format {
	return []Format{FormatPDF, FormatXLSX, FormatODS, FormatCSV, FormatComma, FormatJSON}
}

// Label is the name of the format on a button: Excel (XLSX).
func (f Format) Label(p *i18n.Printer) string { return p.Value("export.format", string(f)) }

// Extension is how the name of such a file ends, with its dot.
func (f Format) Extension() string {
	if f == FormatComma {
		return ".csv"
	}
	return "." + string(f)
}

// ParseFormat reads the word of a format, also in capitals. ErrFormat when there is none.
func ParseFormat(word string) (Format, error) {
	for _, f := range Formats() {
		if string(f) == strings.ToLower(word) {
			return f, nil
		}
	}
	return "", ErrFormat
}

// Page is what a paper needs beside the report.
type Page struct {
	Faces      Faces
	Letterhead *Letterhead // nil for none
}

// Write writes a report in a format, in the printer's language. Only a report made by Public is written: ErrUnsafe for another.
func (f Format) Write(w io.Writer, r summary.Report, p *i18n.Printer, page Page) error {
	switch f {
	case FormatPDF:
		doc, err := Overview(r, p)
		if err != nil {
			return err
		}
		doc.Letterhead = page.Letterhead
		return PDF(w, doc, page.Faces)
	case FormatXLSX:
		return lettered(w, r, p, page.Letterhead)
	case FormatODS:
		return letteredODS(w, r, p, page.Letterhead)
	case FormatCSV:
		return CSV(w, r, p, Semicolon)
	case FormatComma:
		return CSV(w, r, p, Comma)
	case FormatJSON:
		return JSON(w, r, p)
	}
	return ErrFormat
}

//go:embed schema/summary.schema.json
var schema string

// SummarySchema is the JSON Schema (draft 2020-12) of what JSON writes.
func SummarySchema() string { return schema }
