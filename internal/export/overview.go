package export

import (
	"slices"
	"strconv"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// Overview is a report on paper: what was done per week, gezin and gemeenschap beside each other, equally large, then the work itself and
// what is still open, what has two dimensions as grids, and what every measure means. Only a report made by Public is laid out: ErrUnsafe for
// another.
func Overview(r summary.Report, p *i18n.Printer) (Document, error) {
	in, err := spreadOf(r, p)
	if err != nil {
		return Document{}, err
	}
	doc := NewDocument(p, in.title, in.period)
	doc.Footer = p.T("summary.note.visits")
	if in.empty != "" {
		doc.Blocks = []Block{Paragraph{Text: in.empty}}
		return doc, nil
	}
	s := sheet{r: r, p: p, in: in}
	if in.before != "" {
		doc.Blocks = append(doc.Blocks, Paragraph{
			Text: p.T("export.compared", "Period", in.before) + " " + p.T("export.compared.thin"), Muted: true,
		})
	}
	doc.Blocks = append(doc.Blocks, s.weeks(), Pair{
		Start: []Block{Heading{Text: SectionTitle(r, "family", p)}, s.numbers("family")},
		End:   []Block{Heading{Text: SectionTitle(r, "community", p)}, s.numbers("community")},
	})
	doc.Blocks = append(doc.Blocks, Columns{
		Start: s.tables("family"), End: s.tables("community"), StartName: SectionTitle(r, "family", p), EndName: SectionTitle(r, "community", p),
	})
	var rest []Block
	for _, section := range []string{"work", "open"} {
		if tables := s.tables(section); len(tables) > 0 {
			rest = append(append(rest, Heading{Text: SectionTitle(r, section, p)}), tables...)
		}
	}
	if len(rest) > 0 {
		doc.Blocks = append(doc.Blocks, Rule{}, Flow{rest})
	}
	doc.Blocks = append(doc.Blocks, s.whole()...)
	doc.Blocks = append(doc.Blocks, Stories(r, p)...)
	if why := Why(r, p); why != "" {
		doc.Blocks = append(doc.Blocks, Rule{}, Paragraph{Text: why, Muted: true})
	}
	doc.Blocks = append(doc.Blocks, s.meanings()...)
	return doc, nil
}

// Why says in a few words what is not told and why, "" when all is told as it was counted.
func Why(r summary.Report, p *i18n.Printer) string {
	withheld, hidden := r.Withheld(), r.Hidden()
	var parts []string
	if hidden > withheld {
		parts = append(parts, p.T("summary.hidden.why", "Threshold", r.Threshold))
	}
	if r.Rounded {
		parts = append(parts, p.T("summary.rounded.why", "Base", r.Threshold))
	}
	if withheld > 0 {
		parts = append(parts, p.T("summary.withheld.why"))
	}
	return strings.Join(append(parts, jointParts(r, p)...), " ")
}

// sheet lays a report out in a language.
type sheet struct {
	r  summary.Report
	p  *i18n.Printer
	in spread
}

func (s sheet) count(c sdc.Cell) string {
	if c.Hidden {
		return s.p.T("summary.hidden.mark")
	}
	return s.p.Number(c.Count)
}

func (s sheet) weeks() Block {
	t, _ := s.r.Table("meetings.week")
	line := Line{Title: MeasureTitle(s.r, "meetings.week", s.p)}
	month := ""
	for i, label := range t.Rows {
		on := label.On
		if on.Before(s.r.Period.From) {
			on = s.r.Period.From
		}
		if t.Headed && i == 0 {
			continue
		}
		point := Point{Value: t.Counts.Cells[i][0].Count}
		if i < len(t.Then) {
			line.Before = append(line.Before, t.Then[i][0].Count)
		}
		if name := s.p.Value("date.month.alone", strconv.Itoa(int(on.Month))); name != month {
			month, point.Label = name, name
		}
		line.Points = append(line.Points, point)
	}
	hours := s.r.Total("hours").Count
	line.Note = s.p.List([]string{
		s.p.N("summaries.meetings", s.r.Total("meetings.type").Count),
		s.p.N("summaries.visits", s.r.Total("meetings.heads").Count),
		s.p.N("summaries.hours", (hours+30)/60),
	})
	return line
}

// word is the word below a number, in the form of that number.
func (s sheet) word(what string, c sdc.Cell) string {
	n := c.Count
	if c.Hidden {
		n = 2
	}
	switch what {
	case "families":
		return s.p.N("summary.headline.families", n)
	case "contacts":
		return s.p.N("summary.headline.contacts", n)
	case "referrals":
		return s.p.N("summary.headline.referrals", n)
	case "meetings":
		return s.p.N("summary.headline.meetings", n)
	case "visits":
		return s.p.N("summary.headline.visits", n)
	}
	return s.p.N("summary.headline.plans", n)
}

func (s sheet) numbers(side string) Block {
	items := [][2]string{{"families.reached", "families"}, {"contacts.about", "contacts"}, {"referrals.partner", "referrals"}}
	if side == "community" {
		items = [][2]string{{"meetings.type", "meetings"}, {"meetings.heads", "visits"}, {"meetings.initiatives", "plans"}}
	}
	var block Numbers
	for _, item := range items {
		c := s.r.Total(item[0])
		block.Items = append(block.Items, Number{Value: s.count(c), Word: s.word(item[1], c)})
	}
	return block
}

// tables are the lists of a section. What has two dimensions needs the whole page, and so does a funnel: see whole.
func (s sheet) tables(section string) []Block {
	var out []Block
	for _, sec := range s.in.sections {
		if sec.id != section {
			continue
		}
		for _, t := range sec.tables {
			if t.form != summary.Line && !t.wide() && !t.nothing() {
				out = append(out, s.bars(t))
			}
		}
	}
	return out
}

// wide reports whether a table takes the whole page.
func (t spreadTable) wide() bool { return len(t.columns) > 0 || t.form == summary.Funnel }

// whole are the funnels and the grids of all sections.
func (s sheet) whole() []Block {
	var out []Block
	for _, sec := range s.in.sections {
		for _, t := range sec.tables {
			switch {
			case !t.wide() || t.nothing():
			case len(t.columns) > 0:
				out = append(out, s.grid(t))
			default:
				out = append(out, s.bars(t))
			}
		}
	}
	if len(out) > 0 {
		out = append([]Block{Rule{}}, out...)
	}
	return out
}

func (s sheet) bars(t spreadTable) Block {
	block := Bars{Title: t.title, Funnel: t.form == summary.Funnel}
	for i, row := range t.rows {
		d := row.last()
		if t.headed && i == 0 {
			block.Total = s.p.T("summary.sheet.total", "Count", d.text(s.p))
			if len(row.then) > 0 {
				block.Total += " · " + row.then[len(row.then)-1].text(s.p)
			}
			continue
		}
		bar := Bar{Label: row.label, Typed: row.typed, Value: float64(d.n), Text: d.text(s.p), Hidden: d.hidden, Depth: row.depth}
		if len(row.then) > 0 {
			before := row.then[len(row.then)-1]
			if bar.Then = float64(before.n); !before.hidden || !d.hidden { // one mark says it for both
				bar.Before = before.text(s.p)
			}
		}
		block.Rows = append(block.Rows, bar)
	}
	if t.target > 0 {
		block.Rows = append(block.Rows, Bar{Label: s.p.T("export.target"), Text: t.aim().text(s.p)})
	}
	for _, f := range t.figures {
		bar := Bar{Label: f.label, Text: s.figure(f.datum, f.base), Hidden: f.datum.hidden}
		if f.then != nil && !(f.then.hidden && f.datum.hidden) {
			bar.Before = s.figure(*f.then, f.thenBase)
		}
		block.Rows = append(block.Rows, bar)
	}
	return block
}

func (s sheet) figure(d datum, base int) string {
	if d.sort == datumShare && base > 0 {
		return d.text(s.p) + " (" + strconv.Itoa(base) + ")"
	}
	return d.text(s.p)
}

// grid is a table of two dimensions.
func (s sheet) grid(t spreadTable) Block {
	g := Grid{Title: t.title, Columns: append([]string{""}, t.columns...)}
	for i, row := range t.rows {
		line := GridRow{Label: row.label, Typed: row.typed, Depth: row.depth, Sum: t.headed && i == 0}
		for j, d := range row.cells {
			cell := GridCell{Text: d.text(s.p), Hidden: d.hidden}
			if j < len(row.then) {
				cell.Before = row.then[j].text(s.p)
			}
			line.Cells = append(line.Cells, cell)
		}
		g.Rows = append(g.Rows, line)
	}
	if t.compared() {
		g.Note = s.p.T("export.compared.small", "Against", s.in.against)
	}
	return g
}

// compared reports whether a table has an earlier number beside its own.
func (t spreadTable) compared() bool {
	return slices.ContainsFunc(t.rows, func(row spreadRow) bool { return len(row.then) > 0 })
}

// meanings says of every measure on the paper what it counts, where there is a text for it.
func (s sheet) meanings() []Block {
	var rows []KeyValue
	for _, sec := range s.in.sections {
		for _, t := range sec.tables {
			if t.explain != "" && !t.nothing() {
				rows = append(rows, KeyValue{t.title, t.explain})
			}
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return []Block{Heading{Text: s.p.T("export.sheet.explain")}, KeyValues{Rows: rows}}
}
