package export

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"schakel/internal/i18n"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// spread is a report in words, ready to be written. Every format walks this one, so that none says what another does not.
type spread struct {
	title, period string
	against       string   // the head of the numbers it is compared with, "" when it is not compared
	before        string   // of which days those are
	empty         string   // the one sentence of a period in which nothing was noted
	notes         []string // what is hidden and why, what visits are
	sections      []spreadSection
	stories       []string // as they were typed, on one line each
	storiesNote   string
}

type spreadSection struct {
	id, title string
	tables    []spreadTable
}

// spreadTable is one measure in words.
type spreadTable struct {
	id, title, unit, explain, source string
	double                           bool // of a joint report: what it counts can stand in it twice

	form       summary.Form
	minutes    bool
	headed     bool // the first row is the total
	controlled bool
	withheld   bool
	total      bool     // the last column is the sum of the others
	columns    []string // heads of the columns of a grid; none for a list
	rows       []spreadRow
	target     int // 0 for none
	figures    []spreadFigure
}

type spreadRow struct {
	key         string // the stable word; "" for a name, a day for a week
	label, path string // alone, and after what it is a part of
	day         string // of a week: its Monday, short enough for a column
	typed       bool   // a name that people gave
	unknown     bool   // what has no row of its own, because nobody wrote it down
	depth       int    // how many rows it is a part of, the total not counted
	parent      int    // -1 for none
	cells, then []datum
}

type spreadFigure struct {
	id, label string
	datum     datum
	base      int
	then      *datum // in what it is compared with; nil when there is none
	thenBase  int
}

// datum is one number with how it is written. A hidden one has no number: nothing of it is left here.
type datum struct {
	sort   datumSort
	hidden bool
	none   bool    // there is no number and nothing is hidden: a median of nothing
	n      int     // the count; of hours in hundredths
	f      float64 // of days and shares
}

type datumSort uint8

const (
	datumCount datumSort = iota
	datumHours
	datumDays
	datumShare
)

// value is the number as a spreadsheet keeps it; ok is false for a hidden one.
func (d datum) value() (f float64, ok bool) {
	switch {
	case d.hidden, d.none:
		return 0, false
	case d.sort == datumCount:
		return float64(d.n), true
	case d.sort == datumHours:
		return float64(d.n) / 100, true
	}
	return d.f, true
}

// text is the number as people read it in a language.
func (d datum) text(p *i18n.Printer) string {
	switch {
	case d.hidden:
		return p.T("summary.hidden.mark")
	case d.none:
		return "–"
	case d.sort == datumHours:
		return p.Decimal(float64(d.n)/100, 2)
	case d.sort == datumDays:
		return p.Decimal(d.f, 1)
	case d.sort == datumShare:
		return p.Percent(d.f, 1)
	}
	return p.Number(d.n)
}

// spreadOf puts a report into words. ErrUnsafe for one that was not made by Public.
func spreadOf(r summary.Report, p *i18n.Printer) (spread, error) {
	if err := safe(r); err != nil {
		return spread{}, err
	}
	s := spread{title: p.T("summary.title"), period: period(r, p)}
	if r.Empty {
		s.empty = p.T("summary.empty")
		return s, nil
	}
	if r.Against.Kind != "" {
		s.before = periodOf(r.Against.Period, p)
		s.against = s.before
		if id := "summary.against." + r.Against.Kind; p.Has(id) {
			s.against = p.T(id)
		}
	}
	if why := Why(r, p); why != "" {
		s.notes = append(s.notes, why)
	}
	s.notes = append(s.notes, p.T("summary.note.visits"))
	sources, doubled := map[string]string{}, Doubled(r)
	s.stories, s.storiesNote = tales(r), StoriesNote(r, p)
	for _, m := range summary.Measures() {
		sources[m.ID] = m.Source
	}
	for _, section := range r.Sections {
		out := spreadSection{id: section.ID, title: SectionTitle(r, section.ID, p)}
		for _, t := range section.Tables {
			one := tableOf(t, p)
			one.source = sources[t.ID]
			one.title, one.double = MeasureTitle(r, t.ID, p), slices.Contains(doubled, t.ID)
			out.tables = append(out.tables, one)
		}
		s.sections = append(s.sections, out)
	}
	return s, nil
}

// unnoted reports whether a row is what nobody wrote down. That an answer is "niemand weet het" was written down.
func unnoted(l summary.Label) bool { return l == summary.Label{Enum: "summary.row", Value: "unknown"} }

func tableOf(t summary.Table, p *i18n.Printer) spreadTable {
	out := spreadTable{
		id: t.ID, title: p.Value("summary.measure", t.ID), unit: p.Value("summary.unit", string(t.Unit)), form: t.Form, minutes: t.Unit == summary.Minutes,
		headed: t.Headed, controlled: t.Controlled, withheld: t.Withheld, total: t.Counts.Total, target: t.Target,
	}
	if id := "summary.explain." + t.ID; p.Has(id) {
		out.explain = p.T(id)
	}
	for _, c := range t.Columns {
		out.columns = append(out.columns, labelText(p, c))
	}
	now := data(t, t.Counts.Cells)
	then := data(t, t.Then)
	for i, label := range t.Rows {
		row := spreadRow{
			key: label.Value, label: labelText(p, label), path: path(t, i, p), typed: label.Name != "", unknown: unnoted(label),
			parent: t.Counts.ParentOf(i), depth: depth(t, i), cells: now[i],
		}
		if label.Enum == "" && label.Name == "" {
			row.key, row.day = label.On.String(), p.ShortDate(label.On)
		}
		if i < len(then) {
			row.then = then[i]
		}
		out.rows = append(out.rows, row)
	}
	for i, f := range t.Figures {
		one := spreadFigure{id: f.ID, label: p.Value("summary.figure", f.ID)}
		one.datum, one.base = figureData(f)
		if i < len(t.FiguresThen) && known(t.FiguresThen[i]) {
			then, base := figureData(t.FiguresThen[i])
			one.then, one.thenBase = &then, base
		}
		if known(f) || one.then != nil && !one.then.hidden {
			out.figures = append(out.figures, one)
		}
	}
	return out
}

// told1 reports whether a figure was made of something.
func known(f summary.Figure) bool { return f.Hidden || f.Base > 0 }

// figureData is a figure with over how many it was made; one of nothing has no number.
func figureData(f summary.Figure) (d datum, base int) {
	d = datum{sort: datumDays, hidden: f.Hidden, f: f.Value}
	if f.Share {
		d.sort = datumShare
	}
	if d.none = !known(f); f.Hidden || d.none {
		d.f = 0
		return d, 0
	}
	return d, f.Base
}

// data are the cells of a table, minutes as hours whose parts make their sums.
func data(t summary.Table, cells [][]sdc.Cell) [][]datum {
	if len(cells) == 0 {
		return nil
	}
	t.Counts.Cells = cells
	var hours [][]int
	if t.Unit == summary.Minutes {
		hours = Hours(t)
	}
	out := make([][]datum, len(cells))
	for i, row := range cells {
		for j, c := range row {
			d := datum{hidden: c.Hidden}
			if t.Unit == summary.Minutes {
				d.sort = datumHours
			}
			switch {
			case c.Hidden:
			case t.Unit == summary.Minutes:
				d.n = hours[i][j]
			default:
				d.n = c.Count
			}
			out[i] = append(out[i], d)
		}
	}
	return out
}

// depth is how far a row stands below the first level; the total is no level.
func depth(t summary.Table, row int) int {
	n := 0
	for p := t.Counts.ParentOf(row); p > 0 || p == 0 && !t.Headed; p = t.Counts.ParentOf(p) {
		n++
	}
	return n
}

// nothing reports whether a table says nothing: there are only zeros in it, or all of it stands in "niet genoteerd".
func (t spreadTable) nothing() bool {
	if t.headed && len(t.rows) == 2 && t.rows[1].unknown {
		return true
	}
	for i, row := range t.rows {
		for _, d := range row.cells {
			if (d.hidden || d.n > 0) && !(t.headed && i == 0) {
				return false
			}
		}
	}
	return true
}

// last is the number of a row that stands for it: the total of its columns.
func (r spreadRow) last() datum { return r.cells[len(r.cells)-1] }

// labelText is a label in a language.
func labelText(p *i18n.Printer, l summary.Label) string {
	switch {
	case l.Enum != "":
		return p.Value(l.Enum, l.Value)
	case l.Name != "":
		return plainName(l.Name)
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

func period(r summary.Report, p *i18n.Printer) string { return periodOf(r.Period, p) }

func periodOf(days summary.Period, p *i18n.Printer) string {
	return p.T("summary.period", "From", p.Date(days.From), "To", p.Date(days.To))
}

// plainName is a name that people gave as any file can hold it: on one line, of whole letters, without the signs that XML forbids and without those
// that turn what follows around.
func plainName(name string) string {
	var out strings.Builder
	for _, r := range name {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			out.WriteByte(' ')
		case r == utf8.RuneError, unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r&0xfffe == 0xfffe, unicode.Is(unicode.Noncharacter_Code_Point, r):
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
