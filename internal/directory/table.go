// Package directory turns the partners of "wie kan helpen" into a table that a spreadsheet opens, and such a table into partners: what
// each column means, and what would happen to each row, before anything is kept.
package directory

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"schakel/internal/fault"
	"schakel/internal/record"
)

// What can be wrong with a file as a whole.
var (
	// ErrEmpty is returned for a file without a row below its head.
	ErrEmpty = fault.New(fault.Invalid, "directory.empty", "no rows")
	// ErrLarge is returned for a file of more than 8 MB or 20,000 rows.
	ErrLarge = fault.New(fault.Full, "directory.large", "too many rows")
	// ErrTable is returned for a file that is no table: a spreadsheet in its own form, a picture.
	ErrTable = fault.New(fault.Invalid, "directory.table", "not a table")
)

const (
	mostBytes   = 8 << 20
	mostRows    = 20_000
	mostColumns = 200
)

// Table is a file as it was read: a head and rows of the same width.
type Table struct {
	Head  []string
	Rows  [][]string
	Lines []int // of each row, the line of the file on which it begins
}

// Read reads a table with a semicolon, a comma or a tab between its columns, in UTF-8 with or without a mark, UTF-16 with one, or
// Windows-1252. A quote that is not closed is record.Problems with the line.
func Read(r io.Reader) (Table, error) {
	data, err := io.ReadAll(io.LimitReader(r, mostBytes+1))
	if err != nil {
		return Table{}, errors.Join(ErrTable, err)
	}
	if len(data) > mostBytes {
		return Table{}, ErrLarge
	}
	text, err := decode(data)
	if err != nil {
		return Table{}, err
	}
	in := csv.NewReader(strings.NewReader(text))
	in.Comma, in.FieldsPerRecord = separator(text), -1
	var t Table
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Table{}, unread(err)
		}
		line, _ := in.FieldPos(0)
		if err := t.take(row, line); err != nil {
			return Table{}, err
		}
	}
	if len(t.Rows) == 0 {
		return Table{}, ErrEmpty
	}
	return t, nil
}

// take adds one row; the first is the head, and rows of which every cell is empty are none.
func (t *Table) take(row []string, line int) error {
	for i := range row {
		row[i] = plain(strings.TrimSpace(row[i]))
	}
	switch {
	case strings.Join(row, "") == "":
		return nil
	case len(row) > mostColumns:
		return ErrTable
	case t.Head == nil:
		t.Head = row
		return nil
	case len(t.Rows) == mostRows:
		return ErrLarge
	case len(row) > len(t.Head):
		for _, cell := range row[len(t.Head):] {
			if cell != "" { // a separator inside a text that nobody put between quotes
				return record.Problems{{Code: "directory.wide", Params: map[string]string{"Line": strconv.Itoa(line)}}}
			}
		}
		row = row[:len(t.Head)]
	}
	for len(row) < len(t.Head) {
		row = append(row, "")
	}
	t.Rows, t.Lines = append(t.Rows, row), append(t.Lines, line)
	return nil
}

func unread(err error) error {
	var bad *csv.ParseError
	if !errors.As(err, &bad) {
		return errors.Join(ErrTable, err)
	}
	return record.Problems{{Code: "directory.quote", Params: map[string]string{"Line": strconv.Itoa(bad.StartLine)}}}
}

// decode gives the text of a file. What is not UTF-8 is taken for what a Dutch Excel writes: Windows-1252.
func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte{0xd0, 0xcf, 0x11, 0xe0}):
		return "", ErrTable // a spreadsheet in its own form
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return wide(data[2:], func(b []byte) uint16 { return uint16(b[0]) | uint16(b[1])<<8 }), nil
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return wide(data[2:], func(b []byte) uint16 { return uint16(b[1]) | uint16(b[0])<<8 }), nil
	case bytes.IndexByte(data, 0) >= 0:
		return "", ErrTable
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if utf8.Valid(data) {
		return string(data), nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", errors.Join(ErrTable, err)
	}
	return string(text), nil
}

func wide(data []byte, unit func([]byte) uint16) string {
	units := make([]uint16, 0, len(data)/2)
	for i := 0; i+1 < len(data); i += 2 {
		units = append(units, unit(data[i:]))
	}
	return string(utf16.Decode(units))
}

// separator is what stands most often in the first line, outside quotes.
func separator(text string) rune {
	var semicolons, commas, tabs int
	quoted := false
	for _, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\n':
			if semicolons+commas+tabs > 0 {
				return most(semicolons, commas, tabs)
			}
		case r == ';':
			semicolons++
		case r == ',':
			commas++
		case r == '\t':
			tabs++
		}
	}
	return most(semicolons, commas, tabs)
}

func most(semicolons, commas, tabs int) rune {
	switch {
	case tabs > semicolons && tabs > commas:
		return '\t'
	case commas > semicolons:
		return ','
	}
	return ';'
}

// starters begin a formula in a spreadsheet.
const starters = "=+-@\t\r"

// Neutral is a cell that no spreadsheet takes for a formula; plain is its opposite.
func Neutral(cell string) string {
	if starts(cell, starters) || starts(cell, "'") && starts(cell[1:], starters+"'") {
		return "'" + cell
	}
	return cell
}

func plain(cell string) string {
	if starts(cell, "'") && starts(cell[1:], starters+"'") {
		return cell[1:]
	}
	return cell
}

func starts(text, with string) bool { return text != "" && strings.IndexByte(with, text[0]) >= 0 }
