package export

import (
	"strconv"
	"strings"

	"schakel/internal/i18n"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// rowsPerBlock is how many rows a table on paper has before it goes on in a next one, so that two still stand beside each other.
const rowsPerBlock = 24

// Overview is a report on paper: what was done per week, gezin and gemeenschap beside each other, equally large, then the work itself and
// what is still open. Only a report made by Public is laid out: ErrUnsafe for another.
func Overview(r summary.Report, p *i18n.Printer) (Document, error) {
	if err := safe(r); err != nil {
		return Document{}, err
	}
	doc := NewDocument(p, p.T("summary.title"), period(r, p))
	doc.Footer = p.T("summary.note.visits")
	if r.Empty {
		doc.Blocks = []Block{Paragraph{Text: p.T("summary.empty")}}
		return doc, nil
	}
	s := sheet{r: r, p: p}
	doc.Blocks = append(doc.Blocks, s.weeks(), Pair{
		Start: []Block{Heading{Text: p.Value("summary.section", "family")}, s.numbers("family")},
		End:   []Block{Heading{Text: p.Value("summary.section", "community")}, s.numbers("community")},
	})
	doc.Blocks = append(doc.Blocks, s.beside("family", "community")...)
	doc.Blocks = append(doc.Blocks, Rule{}, Pair{
		Start: []Block{Heading{Text: p.Value("summary.section", "work")}},
		End:   []Block{Heading{Text: p.Value("summary.section", "open")}},
	})
	doc.Blocks = append(doc.Blocks, s.beside("work", "open")...)
	if why := Why(r, p); why != "" {
		doc.Blocks = append(doc.Blocks, Rule{}, Paragraph{Text: why, Muted: true})
	}
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
	r summary.Report
	p *i18n.Printer
}

func (s sheet) count(c sdc.Cell) string {
	if c.Hidden {
		return s.p.T("summary.hidden.mark")
	}
	return s.p.Number(c.Count)
}

func (s sheet) weeks() Block {
	t, _ := s.r.Table("meetings.week")
	line := Line{Title: s.p.Value("summary.measure", "meetings.week")}
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

// beside puts the tables of two sections next to each other, one by one; the longer list goes on alone.
func (s sheet) beside(start, end string) []Block {
	left, right := s.tables(start), s.tables(end)
	var out []Block
	for i := range max(len(left), len(right)) {
		var pair Pair
		if i < len(left) {
			pair.Start = []Block{left[i]}
		}
		if i < len(right) {
			pair.End = []Block{right[i]}
		}
		out = append(out, pair)
	}
	return out
}

func (s sheet) tables(section string) []Block {
	var out []Block
	for _, sec := range s.r.Sections {
		if sec.ID != section {
			continue
		}
		for _, t := range sec.Tables {
			if t.Form != summary.Line && !nothing(t) {
				out = append(out, s.bars(t)...)
			}
		}
	}
	return out
}

// nothing reports whether a table says nothing on paper: there are only zeros in it, or all of it stands in "niet genoteerd".
func nothing(t summary.Table) bool {
	if t.Headed && len(t.Rows) == 2 && t.Rows[1] == (summary.Label{Enum: "summary.row", Value: "unknown"}) {
		return true
	}
	for i, row := range t.Counts.Cells {
		for _, c := range row {
			if (c.Hidden || c.Count > 0) && !(t.Headed && i == 0) {
				return false
			}
		}
	}
	return true
}

func (s sheet) bars(t summary.Table) []Block {
	block := Bars{Title: s.p.Value("summary.measure", t.ID)}
	hours := Hours(t)
	show := func(i int) string {
		if t.Unit == summary.Minutes && !t.Counts.Cells[i][0].Hidden {
			return s.p.Decimal(float64(hours[i][0])/100, 2)
		}
		return s.count(t.Counts.Cells[i][0])
	}
	for i, label := range t.Rows {
		if t.Headed && i == 0 {
			block.Total = s.p.T("summary.sheet.total", "Count", show(0))
			continue
		}
		depth := 0
		for p := t.Counts.ParentOf(i); p > 0 || p == 0 && !t.Headed; p = t.Counts.ParentOf(p) {
			depth++
		}
		c := t.Counts.Cells[i][0]
		block.Rows = append(block.Rows, Bar{
			Label: labelText(s.p, label), Typed: label.Name != "", Value: float64(c.Count), Text: show(i), Hidden: c.Hidden, Depth: depth,
		})
	}
	for _, f := range t.Figures {
		if f.Hidden || f.Base > 0 {
			block.Rows = append(block.Rows, Bar{Label: s.p.Value("summary.figure", f.ID), Text: s.figure(f), Hidden: f.Hidden})
		}
	}
	var out []Block
	for len(block.Rows) > rowsPerBlock {
		out = append(out, Bars{Title: block.Title, Total: block.Total, Rows: block.Rows[:rowsPerBlock]})
		block.Rows, block.Total = block.Rows[rowsPerBlock:], ""
	}
	return append(out, block)
}

func (s sheet) figure(f summary.Figure) string {
	switch {
	case f.Hidden:
		return s.p.T("summary.hidden.mark")
	case f.Share:
		return s.p.Percent(f.Value, 1) + " (" + strconv.Itoa(f.Base) + ")"
	}
	return s.p.Decimal(f.Value, 1)
}
