// Package week is the weekstaat: the contacts of a week in one grid, typed by keyboard as in a spreadsheet.
package week

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// column is one of the columns of the grid.
type column int

// The columns, in the order in which Tab goes.
const (
	colDay column = iota
	colWhom
	colLength
	colRoles
	colNote
	colFailed
	columns
)

// name is the end of the text id of a column.
func (c column) name() string {
	return [...]string{"day", "whom", "length", "roles", "note", "failed"}[c]
}

// How many lines the grid has at first, by how many it grows, and at most.
const (
	linesFirst = 10
	linesMore  = 5
	linesMost  = 40
)

// line is one contact as it is typed.
type line struct {
	cells   [colFailed]string // as typed
	failed  bool
	about   record.AboutKind // whom it is about, once that is understood
	subject record.ID
	named   string // what stood in the cell when it was understood
	wrong   map[column]string
}

// blank reports whether nothing was typed.
func (l *line) blank() bool {
	return !l.failed && strings.TrimSpace(strings.Join(l.cells[:], "")) == ""
}

// state is the grid. It knows no widgets.
type state struct {
	p     *i18n.Printer
	today record.Date
	roles []record.Role // in the order in which they are offered
	lines []*line
}

func (s *state) grow(to int) {
	for len(s.lines) < min(to, linesMost) {
		s.lines = append(s.lines, &line{})
	}
}

// set takes over what was typed.
func (s *state) set(i int, c column, text string) {
	l := s.lines[i]
	l.cells[c] = text
	if c == colWhom && text != l.named {
		l.about, l.subject, l.named = "", record.ID{}, ""
	}
}

// choose says whom a line is about.
func (s *state) choose(i int, row record.Row) {
	l := s.lines[i]
	l.about, l.subject, l.named = aboutOf(row.Kind), row.ID, row.Title.Reveal()
	l.cells[colWhom] = l.named
}

// aboutOf is how a contact can be about a record of a kind; "" when it cannot.
func aboutOf(kind record.Kind) record.AboutKind {
	switch kind {
	case record.KindHousehold:
		return record.AboutHousehold
	case record.KindPerson:
		return record.AboutPerson
	case record.KindPartner:
		return record.AboutPartner
	}
	return ""
}

// known keeps what a contact can be about.
func known(rows []record.Row) []record.Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r record.Row) bool { return aboutOf(r.Kind) == "" || r.Title.Empty() })
}

// meant is the one row that a text means: the only one found, or the only one that is called so. ok is false when there are none or more.
func meant(text string, rows []record.Row) (row record.Row, ok bool) {
	if len(rows) == 1 {
		return rows[0], true
	}
	want := i18n.Fold(text)
	for _, r := range rows {
		if i18n.Fold(r.Title.Reveal()) == want {
			if ok {
				return record.Row{}, false
			}
			row, ok = r, true
		}
	}
	return row, ok
}

// heads is the number of people without names that a text says.
func heads(text string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(i18n.Digits(text)))
	return n, err == nil
}

// nobody reports whether a text says that the work was about nobody.
func (s *state) nobody(text string) bool {
	text = i18n.Fold(text)
	return text == "-" || text == "" || text == i18n.Fold(s.p.Value("about.kind", string(record.AboutNobody)))
}

// open reports whether a line has a name that is not understood yet.
func (s *state) open(l *line) bool {
	text := l.cells[colWhom]
	_, number := heads(text)
	return strings.TrimSpace(text) != "" && l.about == "" && !number && !s.isDash(text) && !s.nobody(text)
}

func (s *state) isDash(text string) bool { return strings.TrimSpace(text) == "-" }

// contact is a line as a contact, with what is wrong by column. It is nil for a line with nothing in it.
func (s *state) contact(l *line) (*record.Contact, map[column]string) {
	if l.blank() {
		return nil, nil
	}
	wrong := map[column]string{}
	c := &record.Contact{About: l.about, Subject: l.subject, Failed: l.failed, Note: record.Text(strings.TrimSpace(l.cells[colNote]))}
	s.whom(l, c, wrong)
	day, err := s.p.ParseDate(l.cells[colDay], s.today)
	switch {
	case strings.TrimSpace(l.cells[colDay]) == "":
		wrong[colDay] = s.p.T("week.wrong.day")
	case err != nil:
		wrong[colDay], _ = s.p.Fault(err)
	}
	c.On = day
	var ok bool
	if c.Length, ok = length(l.cells[colLength]); !ok {
		wrong[colLength] = s.p.T("week.wrong.length")
	}
	if c.Roles, ok = s.rolesOf(l.cells[colRoles]); !ok {
		wrong[colRoles] = s.p.T("week.wrong.roles")
	}
	if record.HasBSN(c.Note.Reveal()) {
		wrong[colNote] = s.p.T("people.bsn")
	}
	for _, problem := range c.Validate(s.today) {
		if at, ok := columnOf(problem.Field); ok && wrong[at] == "" {
			wrong[at] = s.p.Problem(problem)
		}
	}
	return c, wrong
}

// whom fills in whom a contact is about, or says why that is not known.
func (s *state) whom(l *line, c *record.Contact, wrong map[column]string) {
	text := l.cells[colWhom]
	n, number := heads(text)
	switch {
	case c.About != "":
	case number:
		c.About, c.Heads = record.AboutNumber, n
	case strings.TrimSpace(text) == "":
		wrong[colWhom] = s.p.T("week.wrong.whom")
	case s.isDash(text), s.nobody(text):
		c.About = record.AboutNobody
	default:
		wrong[colWhom] = s.p.T("week.wrong.choose")
	}
}

// columnOf is the column that shows a field of a contact.
func columnOf(field string) (column, bool) {
	field, _, _ = strings.Cut(field, ".")
	at, ok := map[string]column{
		"on": colDay, "about": colWhom, "subject": colWhom, "heads": colWhom, "length": colLength, "roles": colRoles, "note": colNote,
	}[field]
	return at, ok
}

// length reads how long something took: 30, 45 min, 1:30, 1,5 uur, 2u. Nothing is no length.
func length(text string) (time.Duration, bool) {
	text = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(i18n.Digits(text))), "٫", ",")
	if text == "" {
		return 0, true
	}
	if h, m, ok := strings.Cut(text, ":"); ok {
		return clock(h, m)
	}
	digits := strings.TrimRightFunc(text, func(r rune) bool { return r != ',' && r != '.' && (r < '0' || r > '9') })
	word := strings.TrimSpace(text[len(digits):])
	n, err := strconv.ParseFloat(strings.Replace(digits, ",", ".", 1), 64)
	if err != nil || strings.Trim(digits, "0123456789,.") != "" || n > 1500 {
		return 0, false
	}
	unit := time.Minute
	if inHours(word) || word == "" && strings.ContainsAny(digits, ",.") {
		unit = time.Hour
	}
	return (time.Duration(n * float64(unit))).Round(time.Minute), true
}

// clock is 1:30 as a length.
func clock(h, m string) (time.Duration, bool) {
	hours, err := strconv.ParseUint(strings.TrimSpace(h), 10, 8)
	minutes, bad := strconv.ParseUint(strings.TrimSpace(m), 10, 8)
	return time.Duration(60*hours+minutes) * time.Minute, err == nil && bad == nil && minutes < 60
}

// inHours reports whether a word behind a number means hours, in one of the languages of Schakel.
func inHours(word string) bool {
	for _, begin := range []string{"u", "h", "saat", "sa", "godz", "g", "ora", "س"} {
		if strings.HasPrefix(word, begin) {
			return true
		}
	}
	return false
}

// parts are the words of a cell with roles.
func parts(text string) []string {
	return strings.FieldsFunc(text, separates)
}

// separates reports what stands between two roles; the comma of an Arabic keyboard counts.
func separates(r rune) bool { return strings.ContainsRune(",;+/،؛", r) }

// rolesOf reads roles: words or their beginnings, in the language of the screen or as the domain says them.
func (s *state) rolesOf(text string) ([]record.Role, bool) {
	var roles []record.Role
	for _, part := range parts(text) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		found := s.rolesLike(part)
		if len(found) != 1 {
			return roles, false
		}
		if !slices.Contains(roles, found[0]) {
			roles = append(roles, found[0])
		}
	}
	return roles, true
}

// rolesLike are the roles whose word or domain term begins as a text does; one that is exactly the text is the only one.
func (s *state) rolesLike(text string) []record.Role {
	want := i18n.Fold(text)
	var found []record.Role
	for _, r := range s.roles {
		words := []string{i18n.Fold(s.p.Value("role", string(r))), i18n.Fold(s.p.Term("role", string(r)))}
		if slices.Contains(words, want) {
			return []record.Role{r}
		}
		if strings.HasPrefix(words[0], want) || want != "" && strings.HasPrefix(words[1], want) {
			found = append(found, r)
		}
	}
	return found
}

// addRole puts a role in the place of the part of a cell that is being typed.
func (s *state) addRole(i int, role record.Role) string {
	text := s.lines[i].cells[colRoles]
	before := strings.TrimSpace(strings.TrimRightFunc(text, func(r rune) bool { return !separates(r) }))
	before = strings.TrimSpace(strings.TrimRightFunc(before, separates))
	text = s.p.Commas([]string{before, s.p.Value("role", string(role))})
	s.lines[i].cells[colRoles] = text
	return text
}

// typing is the part of a cell with roles that is being typed.
func typing(text string) string {
	return strings.TrimSpace(text[len(strings.TrimRightFunc(text, func(r rune) bool { return !separates(r) })):])
}

// check notes what is wrong with each line, and gives those that can be kept with their numbers.
func (s *state) check() (good []*record.Contact, at []int) {
	for i, l := range s.lines {
		c, wrong := s.contact(l)
		l.wrong = wrong
		if c != nil && len(wrong) == 0 {
			good, at = append(good, c), append(at, i)
		}
	}
	return good, at
}

// left is how many lines have something in them.
func (s *state) left() int {
	n := 0
	for _, l := range s.lines {
		if !l.blank() {
			n++
		}
	}
	return n
}
