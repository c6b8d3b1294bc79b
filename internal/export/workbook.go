package export

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// workbook is an overview as sheets of cells, before it becomes an XLSX or an ODS: both write this one. There is no formula in it: every sum was
// made and made safe before.
type workbook struct {
	title    string
	tag      string
	mirrored bool
	sheets   []*worksheet
}

// worksheet is one sheet. Widths are in characters.
type worksheet struct {
	name       string
	widths     []float64
	above      int // rows that stay in view and are printed on every page
	beside     int // columns that stay in view
	rows       [][]cell
	charts     []chart
	logos      []sheetLogo // above its first rows
	breaks     []int       // rows that begin a page
	footer     string
	landscaped bool
}

// cell is a text, a number, or nothing.
type cell struct {
	text    string
	number  float64
	numeric bool
	look    lookOf
	depth   int // how far a text is indented
	high    int // lines that a text takes when it wraps, 0 for one
	across  int // how many columns it takes, 0 for one
}

// lookOf is how a cell looks; each writer has one style for each.
type lookOf uint8

const (
	lookNone lookOf = iota
	lookTitle
	lookSection // the head of a table
	lookHead    // the head of a column of numbers
	lookText
	lookNote // muted, wraps
	lookMark // "verborgen"
	lookCount
	lookHours
	lookDays
	lookShare
	lookSum      // a total: as lookCount, in bold
	lookSumHours // and in hours
	lookSumText
	lookWrap
	lookLast // how many there are
)

// say is a cell with a text.
func say(look lookOf, text string) cell { return cell{look: look, text: text} }

func (d datum) cell(p *i18n.Printer, sum bool) cell {
	f, ok := d.value()
	if !ok {
		return say(lookMark, d.text(p))
	}
	looks := map[datumSort]lookOf{datumCount: lookCount, datumHours: lookHours, datumDays: lookDays, datumShare: lookShare}
	c := cell{number: f, numeric: true, look: looks[d.sort]}
	switch {
	case sum && d.sort == datumCount:
		c.look = lookSum
	case sum && d.sort == datumHours:
		c.look = lookSumHours
	}
	return c
}

// workbookOf lays a report out on sheets.
func workbookOf(r summary.Report, p *i18n.Printer) (workbook, error) {
	s, err := spreadOf(r, p)
	if err != nil {
		return workbook{}, err
	}
	b := workbook{title: s.title + " " + s.period, tag: p.Tag(), mirrored: p.Direction() == i18n.RightToLeft}
	names := map[string]bool{}
	add := func(title string, w *worksheet) {
		w.name = sheetName(title, names)
		w.footer = p.Commas([]string{s.title, s.period})
		b.sheets = append(b.sheets, w)
	}
	add(s.title, s.front(p, r))
	if s.empty != "" {
		return b, nil
	}
	for _, section := range s.sections {
		add(section.title, s.sheetOf(section, p))
	}
	if len(s.stories) > 0 {
		add(p.T("summary.stories.title"), s.told(p))
	}
	add(p.T("export.sheet.explain"), s.explained(p))
	return b, nil
}

// sheetName is a name that every program takes for a sheet: at most 31 letters, none of []:*?/\, no apostrophe at an end, and not used before.
func sheetName(title string, used map[string]bool) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) {
			return ' '
		}
		return r
	}, plainName(title))
	cut := func(s string, most int) string {
		for utf8.RuneCountInString(s) > most {
			_, size := utf8.DecodeLastRuneInString(s)
			s = s[:len(s)-size]
		}
		return strings.Trim(s, " '")
	}
	name = cut(name, 31)
	if name == "" {
		name = "1"
	}
	for n := 2; used[strings.ToLower(name)]; n++ {
		name = cut(name, 27) + " " + strconv.Itoa(n)
	}
	used[strings.ToLower(name)] = true
	return name
}

// Widths of columns in characters, and how many columns of numbers stand beside each other before a picture.
const (
	widthName, widthNumber = 40.0, 13.0
	rowPoints              = 15
)

// front is the first sheet: of when it is, the numbers at its head, and what is not told.
func (s spread) front(p *i18n.Printer, r summary.Report) *worksheet {
	w := &worksheet{widths: []float64{widthName, widthNumber, widthNumber, 9}, above: 2}
	w.put(say(lookTitle, s.title))
	w.put(say(lookText, s.period))
	w.put()
	if s.empty != "" {
		w.note(s.empty, 4)
		return w
	}
	if s.before != "" {
		w.put(say(lookText, p.T("export.compared", "Period", s.before)))
		w.put()
	}
	for _, section := range s.sections {
		var lines [][]cell
		for _, t := range section.tables {
			if !t.headed || t.nothing() || len(t.rows) == 0 {
				continue
			}
			line := []cell{titled(lookWrap, t.title), t.rows[0].last().cell(p, true)}
			if then := t.rows[0].then; len(then) > 0 {
				line = append(line, then[len(then)-1].cell(p, false))
			}
			lines = append(lines, line)
		}
		if len(lines) == 0 {
			continue
		}
		head := []cell{say(lookSection, section.title), say(lookHead, p.T("export.column.count"))}
		if s.against != "" {
			head = append(head, say(lookHead, s.against))
		}
		w.put(numbered(head)...)
		w.rows = append(w.rows, lines...)
		w.put()
	}
	for _, note := range s.notes {
		w.note(note, 4)
	}
	return w
}

// put adds a row.
func (w *worksheet) put(cells ...cell) {
	for i, c := range cells {
		if c.look == lookTitle {
			cells[i].high = 2
		}
	}
	w.rows = append(w.rows, cells)
}

// note adds a text over several columns, with room for all its lines.
func (w *worksheet) note(text string, across int) {
	room := 0.0
	for i := range across {
		room += w.widths[i]
	}
	w.put(cell{look: lookNote, text: text, across: across, high: lines(text, room)})
}

// titled is a title in the first column, on as many lines as it needs.
func titled(look lookOf, title string) cell {
	c := say(look, title)
	if utf8.RuneCountInString(title) > int(widthName)-2 {
		c.high = lines(title, widthName)
	}
	return c
}

// mostLines is how many lines a row is high at most: Excel has no higher ones.
const mostLines = 27

// lines is how many lines a text takes in a room of so many characters, rather one too many than one too few.
func lines(text string, room float64) int {
	return min(mostLines, max(1, int(float64(utf8.RuneCountInString(text))*1.05/room)+1))
}

// sheetOf is one part of the overview: its tables below each other, each with its picture. One of a list stands beside it, one of a grid below it.
func (s spread) sheetOf(section spreadSection, p *i18n.Printer) *worksheet {
	w := &worksheet{widths: []float64{widthName}, above: 3, beside: 1, landscaped: true}
	for range s.numbers(section) {
		w.widths = append(w.widths, widthNumber)
	}
	w.put(say(lookTitle, section.title))
	w.put(say(lookText, s.period))
	w.put()
	for _, t := range section.tables {
		if !t.nothing() {
			top := len(w.rows)
			s.block(w, t, p)
			w.turn(top)
		}
	}
	for _, note := range s.notes {
		w.note(note, 2)
	}
	return w
}

// numbers is how many columns of numbers a sheet has at most.
func (s spread) numbers(section spreadSection) int {
	most := 1
	for _, t := range section.tables {
		most = max(most, max(1, len(t.columns))*t.sides())
	}
	return most
}

// sides is how many numbers a table has for each of its columns.
func (t spreadTable) sides() int {
	if t.compared() {
		return 2
	}
	return 1
}

// block is one table with its head, its rows, what was aimed for, its figures, and its picture.
func (s spread) block(w *worksheet, t spreadTable, p *i18n.Printer) {
	top := len(w.rows)
	w.put(s.heads(t)...)
	for i, row := range t.rows {
		w.put(row.line(p, t.headed && i == 0)...)
	}
	end := len(w.rows)
	if t.target > 0 {
		w.put(say(lookText, p.T("export.target")), t.aim().cell(p, false))
	}
	for _, f := range t.figures {
		line := []cell{say(lookText, f.label), f.datum.cell(p, false)}
		if f.then != nil {
			line = append(line, f.then.cell(p, false))
		}
		w.put(line...)
	}
	w.draw(t, top, end, p)
	w.put()
}

// heads are the title of a table and the heads of its numbers.
func (s spread) heads(t spreadTable) []cell {
	head := []cell{titled(lookSection, t.title)}
	names := t.columns
	if len(names) == 0 {
		names = []string{t.unit}
	}
	for _, c := range names {
		head = append(head, say(lookHead, c))
		switch {
		case t.compared() && len(t.columns) > 0:
			head = append(head, say(lookHead, c+" ("+s.against+")"))
		case t.compared():
			head = append(head, say(lookHead, s.against))
		}
	}
	return numbered(head)
}

// numbered gives the heads of numbers as many lines as they need.
func numbered(head []cell) []cell {
	for i := range head[1:] {
		head[i+1].high = lines(head[i+1].text, widthNumber-2)
	}
	return head
}

// line is one row with its numbers.
func (r spreadRow) line(p *i18n.Printer, sum bool) []cell {
	name := cell{look: lookText, text: r.path, depth: r.depth}
	if r.day != "" {
		name.text = r.day
	}
	if sum {
		name.look = lookSumText
	}
	line := []cell{name}
	for j, d := range r.cells {
		line = append(line, d.cell(p, sum))
		if j < len(r.then) {
			line = append(line, r.then[j].cell(p, false))
		}
	}
	return line
}

// explained is the sheet that says of every measure what it counts, in what, why, and whether small counts are hidden.
func (s spread) explained(p *i18n.Printer) *worksheet {
	w := &worksheet{widths: []float64{34, 60, 10, 16, 30}, above: 1, landscaped: true}
	w.put(say(lookHead, p.T("export.column.measure")), say(lookHead, p.T("export.column.explain")), say(lookHead, p.T("export.column.unit")),
		say(lookHead, p.T("export.column.small")), say(lookHead, p.T("export.column.source")))
	for i := range w.rows[0] {
		w.rows[0][i].look = lookSection
	}
	for _, section := range s.sections {
		w.put(say(lookSumText, section.title))
		for _, t := range section.tables {
			small := p.T("export.small.shown")
			if t.controlled {
				small = p.T("export.small.hidden")
			}
			high := max(lines(t.title, 34), lines(t.explain, 60), lines(t.source, 30), lines(small, 16))
			row := []cell{say(lookWrap, t.title), say(lookWrap, t.explain), say(lookWrap, t.unit), say(lookWrap, small), say(lookWrap, t.source)}
			row[0].high = high
			w.put(row...)
		}
	}
	w.put()
	for _, note := range s.notes {
		w.note(note, 2)
	}
	return w
}

// told is the sheet with the stories, one in a row.
func (s spread) told(p *i18n.Printer) *worksheet {
	w := &worksheet{widths: []float64{75}, above: 2}
	w.put(say(lookTitle, p.T("summary.stories.title")))
	w.put(say(lookText, s.period))
	w.put()
	for _, text := range s.stories {
		w.put(cell{look: lookWrap, text: text, high: lines(text, w.widths[0])})
		w.put()
	}
	w.note(s.storiesNote, 1)
	return w
}
