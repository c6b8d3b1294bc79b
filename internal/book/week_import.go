package book

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// ErrWeekFile is returned for a file of a week that is no CSV with the right columns.
var ErrWeekFile = fault.New(fault.Invalid, "week.file", "not a CSV with the columns of a week")

// weekMost is how many contacts a file of a week has at most.
const weekMost = 1000

// WeekColumns are the columns of a file of a week, in any order: the day as people type it; whom (the id or the whole name of a family, a
// person or a partner, a number of people without names, or - for nobody); minutes; roles as their stable words with + between them; a
// note; and x for a contact in which nobody was reached. The first two must be there.
func WeekColumns() []string { return []string{"day", "whom", "minutes", "roles", "note", "failed"} }

// ImportWeek reads contacts from a CSV with a head, apart by semicolons or commas, and keeps all of them or none. What is wrong comes back
// as record.Problems with the line in Params["Line"]. Days are read in the printer's language.
func (b *Book) ImportWeek(ctx context.Context, r io.Reader, p *i18n.Printer) (added int, err error) {
	rows, err := weekRows(r)
	if err != nil {
		return 0, err
	}
	in := weekFile{b: b, p: p, at: map[string]int{}}
	for i, name := range rows[0] {
		in.at[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(name, "\ufeff")))] = i
	}
	for _, must := range WeekColumns()[:2] {
		if _, ok := in.at[must]; !ok {
			return 0, ErrWeekFile
		}
	}
	for i, row := range rows[1:] {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		in.line(i+2, row)
	}
	if err := in.problems.Err(); err != nil {
		return 0, err
	}
	return len(in.contacts), b.SaveContacts(ctx, in.contacts)
}

// weekRows reads the file as cells; its separator is the one that its head has most of.
func weekRows(r io.Reader) ([][]string, error) {
	data, err := io.ReadAll(io.LimitReader(r, importLine+1))
	if err != nil {
		return nil, err
	}
	if len(data) > importLine {
		return nil, ErrImportSize
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	head, _, _ := strings.Cut(text, "\n")
	in := csv.NewReader(strings.NewReader(text))
	in.FieldsPerRecord = -1
	if strings.Count(head, ";") > strings.Count(head, ",") {
		in.Comma = ';'
	}
	rows, err := in.ReadAll()
	switch {
	case err != nil:
		return nil, errors.Join(ErrWeekFile, err)
	case len(rows) < 2:
		return nil, ErrWeekFile
	case len(rows) > weekMost:
		return nil, ErrImportSize
	}
	return rows, nil
}

// weekFile is a file of a week on its way.
type weekFile struct {
	b        *Book
	p        *i18n.Printer
	at       map[string]int // the place of each column
	contacts []*record.Contact
	problems record.Problems
}

func (w *weekFile) problem(line int, field, code string) {
	w.problems = append(w.problems, record.Problem{Field: field, Code: code, Params: map[string]string{"Line": strconv.Itoa(line)}})
}

// line reads one contact.
func (w *weekFile) line(line int, row []string) {
	cell := func(name string) string {
		if i, ok := w.at[name]; ok && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	c := &record.Contact{Note: record.Text(cell("note")), Failed: cell("failed") != ""}
	day, err := w.p.ParseDate(cell("day"), w.b.Today())
	if err != nil {
		w.problem(line, "day", "week.day")
		day = w.b.Today() // said already
	}
	c.On = day
	if text := cell("minutes"); text != "" {
		n, ok := i18n.ParseCount(text)
		if !ok {
			w.problem(line, "minutes", "length.range")
		}
		c.Length = time.Duration(n) * time.Minute
	}
	for _, role := range strings.FieldsFunc(cell("roles"), func(r rune) bool { return r == '+' || r == ' ' }) {
		c.Roles = append(c.Roles, record.Role(role))
	}
	if code := w.whom(cell("whom"), c); code != "" {
		w.problem(line, "whom", code)
		return
	}
	for _, one := range c.Validate(w.b.Today()) {
		w.problem(line, one.Field, one.Code)
	}
	w.contacts = append(w.contacts, c)
}

// whom fills in whom a contact is about; it gives the code of what is wrong, or "".
func (w *weekFile) whom(text string, c *record.Contact) string {
	if n, err := strconv.Atoi(i18n.Digits(text)); err == nil {
		c.About, c.Heads = record.AboutNumber, n
		return ""
	}
	switch text {
	case "":
		return "required"
	case "-":
		c.About = record.AboutNobody
		return ""
	}
	id, err := record.ParseID(text)
	kinds := []record.Kind{record.KindHousehold, record.KindPerson, record.KindPartner}
	abouts := []record.AboutKind{record.AboutHousehold, record.AboutPerson, record.AboutPartner}
	want, found := i18n.Fold(text), 0
	for i, kind := range kinds {
		for _, row := range w.b.Rows(kind) {
			if err == nil && row.ID == id || err != nil && i18n.Fold(row.Title.Reveal()) == want {
				c.About, c.Subject, found = abouts[i], row.ID, found+1
			}
		}
	}
	switch found {
	case 0:
		return "import.reference"
	case 1:
		return ""
	}
	return "week.several"
}

// ContactsBy lists the rows of contacts, newest first; about is the household, person or partner they were with, zero for all.
func (b *Book) ContactsBy(about record.ID) []record.Row {
	rows := slices.DeleteFunc(slices.Clone(b.Rows(record.KindContact)), func(r record.Row) bool { return !about.Zero() && r.Link != about })
	slices.SortStableFunc(rows, func(x, y record.Row) int { return y.On.Number() - x.On.Number() })
	return rows
}
