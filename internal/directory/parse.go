package directory

import (
	"slices"
	"strconv"

	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Entry is one organisation as a table has it: its rows, what is wrong with them, and what they say.
type Entry struct {
	Rows     []int // of Table.Rows
	Lines    []int // of the file
	Partner  *record.Partner
	Given    []string // keys of the columns that have something for it, in the order of Columns
	Problems record.Problems
}

// Parse reads the organisations of a table. Rows with the same id, or the same name and no id, are one organisation: the first says
// what it is, each may add one thing that it does and one person.
func Parse(t Table, m Mapping, p, dutch *i18n.Printer, today record.Date) []Entry {
	r := reader{w: words{p: p, dutch: dutch, today: today}, columns: Columns(), at: map[string]int{}}
	for i, cells := range t.Rows {
		r.row(i, t.Lines[i], cells, m)
	}
	for i := range r.all {
		e := &r.all[i]
		slices.SortFunc(e.Given, func(a, b string) int { return r.place(a) - r.place(b) })
	}
	return r.all
}

type reader struct {
	w       words
	columns []Column
	at      map[string]int // id or folded name → place in all
	all     []Entry
}

func (r *reader) place(key string) int {
	return slices.IndexFunc(r.columns, func(c Column) bool { return c.Key == key })
}

func (r *reader) row(i, line int, cells []string, m Mapping) {
	cell := map[string]string{}
	for at, key := range m {
		if key != "" && cells[at] != "" {
			cell[key] = cells[at]
		}
	}
	if len(cell) == 0 {
		return
	}
	e := r.entry(cell)
	e.Rows, e.Lines = append(e.Rows, i), append(e.Lines, line)
	target := row{partner: e.Partner, offer: &record.Offer{}, officer: &record.Officer{}}
	has := map[Group]bool{}
	for _, c := range r.columns {
		text, given := cell[c.Key]
		if !given {
			continue
		}
		has[c.Group] = true
		r.cell(e, c, target, text, line)
	}
	if has[OfOffer] && target.offer.Name.Empty() {
		e.problem("offer.name", "required", line)
	}
	if has[OfOfficer] && target.officer.First.Empty() {
		e.problem("officer.first", "required", line)
	}
	e.add(target, has)
}

// cell reads one cell. A BSN is refused wherever it stands.
func (r *reader) cell(e *Entry, c Column, target row, text string, line int) {
	code := c.set(&r.w, target, text)
	if record.HasBSN(text) && c.Key != "id" && c.Key != "officer.id" && c.Key != "officer.successor" {
		code = "bsn"
	}
	if code != "" {
		e.problem(c.Key, code, line)
	} else if !slices.Contains(e.Given, c.Key) {
		e.Given = append(e.Given, c.Key)
	}
}

// entry finds the organisation of a row, or begins a new one.
func (r *reader) entry(cell map[string]string) *Entry {
	key := cell["id"]
	if key == "" {
		key = i18n.Fold(cell["name"]) + "\x00" + i18n.Fold(cell["municipality"])
	}
	if at, ok := r.at[key]; ok && (cell["id"] != "" || cell["name"] != "") {
		return &r.all[at]
	}
	r.at[key] = len(r.all)
	r.all = append(r.all, Entry{Partner: &record.Partner{}})
	return &r.all[len(r.all)-1]
}

func (e *Entry) problem(key, code string, line int) {
	e.Problems = append(e.Problems, record.Problem{Field: key, Code: code, Params: map[string]string{"Line": strconv.Itoa(line)}})
}

// add keeps what a row says of one offer and one person; the same once more adds nothing.
func (e *Entry) add(r row, has map[Group]bool) {
	if has[OfOffer] && !slices.ContainsFunc(e.Partner.Offers, func(o record.Offer) bool { return o.Name.Equal(r.offer.Name) }) {
		e.Partner.Offers = append(e.Partner.Offers, *r.offer)
	}
	if has[OfOfficer] && !slices.ContainsFunc(e.Partner.Officers, func(o record.Officer) bool { return SamePerson(o, *r.officer) }) {
		e.Partner.Officers = append(e.Partner.Officers, *r.officer)
	}
}

// SamePerson reports whether two contact persons of one organisation are the same: by id, else by name.
func SamePerson(a, b record.Officer) bool {
	if !a.ID.Zero() && !b.ID.Zero() {
		return a.ID == b.ID
	}
	return i18n.Fold(a.First.Reveal()) == i18n.Fold(b.First.Reveal()) && i18n.Fold(a.Last.Reveal()) == i18n.Fold(b.Last.Reveal())
}
