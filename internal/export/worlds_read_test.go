package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"schakel/internal/i18n"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// reads is a text of a file as a value.
func reads(t *testing.T, text string, f Format, p *i18n.Printer) value {
	t.Helper()
	switch text {
	case "":
		return value{}
	case p.T("summary.hidden.mark"):
		return value{said: "x"}
	case "–":
		return value{said: "-"}
	}
	digits, share := strings.CutSuffix(text, "%")
	if f == FormatCSV && strings.Contains(p.Decimal(0.5, 1), ",") {
		digits = strings.Replace(digits, ",", ".", 1)
	}
	n, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		t.Fatalf("%s: %q is no number", f, text)
	}
	if share {
		n /= 100
	}
	return value{said: "n", f: n}
}

// fromCSV are the numbers of a CSV.
func fromCSV(t *testing.T, data []byte, f Format, p *i18n.Printer) []told {
	t.Helper()
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	if f == FormatCSV {
		in.Comma = ';'
	}
	rows, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []told
	for i, row := range rows {
		if i < 2 || row[2] == "" {
			continue // of when it is, the heads, a story, a note
		}
		one := told{section: row[0], table: row[1], row: row[2], now: reads(t, row[3], f, p)}
		one.row, one.column, _ = strings.Cut(row[2], " · ")
		if len(row) > 5 {
			one.then = reads(t, row[5], f, p)
		}
		all = append(all, one)
	}
	return all
}

// onSheets are the numbers of a report as they stand on sheets: without tables that say nothing, weeks by a short day, and the columns of lists by
// their unit.
func onSheets(all []told, r summary.Report, p *i18n.Printer) []told {
	days, units := map[string]string{}, map[string]string{}
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			units[MeasureTitle(r, t.ID, p)] = p.Value("summary.unit", string(t.Unit))
			for _, l := range t.Rows {
				if !l.On.Zero() {
					days[named1(l, p)] = p.ShortDate(l.On)
				}
			}
		}
	}
	var out []told
	moved := map[int]int{}
	for i, one := range all {
		if one.silent {
			continue
		}
		if day, ok := days[one.row]; ok {
			one.row = day
		}
		if one.column == "" {
			one.column = units[one.table]
		}
		moved[i] = len(out)
		out = append(out, one)
	}
	for i := range out {
		out[i].parts = slices.Clone(out[i].parts)
		for k, part := range out[i].parts {
			out[i].parts[k] = moved[part]
		}
	}
	return out
}

// fromSheets are the numbers of a workbook: every line with a number or a mark, below the last line that has none.
func fromSheets(t *testing.T, r summary.Report, p *i18n.Printer, names []string, sheets map[string][][]seen) []told {
	t.Helper()
	var all []told
	say := func(c seen) value {
		if c.numeric {
			return value{said: "n", f: c.number}
		}
		switch c.text {
		case p.T("summary.hidden.mark"):
			return value{said: "x"}
		case "–":
			return value{said: "-"}
		}
		return value{said: c.text}
	}
	if r.Empty {
		return nil
	}
	before := periodOf(r.Against.Period, p)
	if id := "summary.against." + r.Against.Kind; p.Has(id) {
		before = p.T(id)
	}
	for i, s := range r.Sections {
		var head []seen
		sides := 1
		for k, row := range sheets[names[i+1]] {
			if k < 3 || len(row) < 2 || row[1].text == "" && !row[1].numeric {
				continue
			}
			if v := say(row[1]); v.said != "n" && v.said != "x" && v.said != "-" {
				head = row
				if sides = 1; r.Against.Kind != "" && len(row) > 2 && (row[2].text == before || strings.HasSuffix(row[2].text, " ("+before+")")) {
					sides = 2
				}
				continue
			}
			for j := 1; j < len(row); j += sides {
				one := told{section: SectionTitle(r, s.ID, p), table: head[0].text, row: row[0].text, column: head[j].text, now: say(row[j])}
				if sides == 2 && j+1 < len(row) {
					one.then = say(row[j+1])
				}
				if one.now.said != "" {
					all = append(all, one)
				}
			}
		}
	}
	return all
}

// json compares every field of a JSON with the report.
func (c *tally) json(t *testing.T, r summary.Report, p *i18n.Printer, data []byte) {
	t.Helper()
	type cells []struct {
		Count  *int
		Hidden bool
	}
	type figure struct {
		ID     string
		Value  *float64
		Base   int
		Hidden bool
		Then   *struct {
			Value  *float64
			Base   int
			Hidden bool
		}
	}
	var in struct {
		From, To string
		Stories  []string
		Sections []struct {
			Title  string
			Tables []struct {
				ID, Title string
				Target    int
				Rows      []struct {
					Label       string
					Parent      int
					Cells, Then cells
				}
				Figures []figure
			}
		}
	}
	if err := json.Unmarshal(data, &in); err != nil {
		t.Fatal(err)
	}
	same := func(is cells, want []sdc.Cell) bool {
		return slices.EqualFunc(is, want, func(a struct {
			Count  *int
			Hidden bool
		}, b sdc.Cell) bool {
			return a.Hidden == b.Hidden && (a.Count == nil) == b.Hidden && (b.Hidden || *a.Count == b.Count)
		})
	}
	if in.From != r.Period.From.String() || in.To != r.Period.To.String() || len(in.Stories) != len(r.Stories) && !r.Empty {
		t.Errorf("json: %s %s %v", in.From, in.To, in.Stories)
	}
	if r.Empty {
		return
	}
	for i, s := range r.Sections {
		for j, table := range s.Tables {
			is := in.Sections[i].Tables[j]
			if is.ID != table.ID || is.Target != table.Target || is.Title != MeasureTitle(r, table.ID, p) || len(is.Rows) != len(table.Rows) {
				t.Fatalf("json: %+v", is)
			}
			for k, row := range is.Rows {
				if row.Label != named1(table.Rows[k], p) || row.Parent != table.Counts.ParentOf(k) || !same(row.Cells, table.Counts.Cells[k]) || table.Then != nil && !same(row.Then, table.Then[k]) {
					t.Fatalf("json: %s row %d is %+v", is.ID, k, row)
				}
				c.numbers += len(row.Cells)
			}
			at := 0
			for k, f := range table.Figures {
				if at < len(is.Figures) && is.Figures[at].ID == f.ID {
					if got := is.Figures[at]; got.Hidden != f.Hidden || (got.Value == nil) != (f.Hidden || f.Base == 0) || got.Value != nil && (*got.Value != f.Value || got.Base != f.Base) {
						t.Fatalf("json: %s has %+v and not %+v", is.ID, got, f)
					}
					at++
				} else if f.Hidden || f.Base > 0 || k < len(table.FiguresThen) && table.FiguresThen[k].Base > 0 {
					t.Fatalf("json: %s lacks %s", is.ID, f.ID)
				}
			}
		}
	}
}

// spaceless is a text without room and without marks of direction: where a line ends on paper is no matter.
func spaceless(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)
}

// spaced is a text with one blank between its words.
func spaced(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, text)), " ")
}

// paper looks for every table in the order of reading of a PDF: its title, its total, and each row with its numbers.
func (c *tally) paper(t *testing.T, r summary.Report, p *i18n.Printer, data []byte) {
	t.Helper()
	all := Elements(t, data)
	elements := make([]string, len(all))
	for i, e := range all {
		elements[i] = spaceless(e)
	}
	if r.Empty {
		if !slices.Contains(elements, spaceless(p.T("summary.empty"))) {
			t.Error("pdf: it is not said that there is nothing")
		}
		return
	}
	for _, s := range r.Sections {
		for _, table := range s.Tables {
			if table.Form == summary.Line || nothingIn(table) {
				continue
			}
			want, numbers := onPaper(r, table, p)
			c.numbers += numbers
			if at := indexOf(all, want); at < 0 {
				first := slices.Index(elements, want[0])
				t.Fatalf("pdf %s: %s is not read as\n%q\nbut\n%q", p.Tag(), table.ID, want, elements[max(first, 0):min(len(elements), max(first, 0)+len(want)+4)])
			}
		}
	}
	note := spaceless(MeasureTitle(r, "meetings.week", p) + p.List([]string{
		p.N("summaries.meetings", r.Total("meetings.type").Count), p.N("summaries.visits", r.Total("meetings.heads").Count), p.N("summaries.hours", (r.Total("hours").Count+30)/60),
	}))
	if !slices.Contains(elements, note) {
		t.Errorf("pdf %s: what stands above the weeks is not %q but %q", p.Tag(), note, elements[min(3, len(elements)-1)])
	}
	for _, s := range r.Stories {
		if !slices.Contains(elements, spaceless(s.Text)) {
			t.Errorf("pdf: the story %q is not there", s.Text)
		}
	}
	if why := Why(r, p); why != "" && !slices.Contains(elements, spaceless(why)) {
		t.Errorf("pdf: it is not said why")
	}
}

// exactly marks a text of which the blanks count too: those between two numbers.
const exactly = "\x00"

// indexOf is where some elements are read one after another, -1 for nowhere.
func indexOf(all, part []string) int {
	for i := range all {
		if i+len(part) <= len(all) && slices.EqualFunc(all[i:i+len(part)], part, func(is, want string) bool {
			if number, ok := strings.CutPrefix(want, exactly); ok {
				return spaced(is) == number
			}
			return spaceless(is) == want
		}) {
			return i
		}
	}
	return -1
}

// onPaper is a table as the elements of a paper: a head that is repeated is read once.
func onPaper(r summary.Report, t summary.Table, p *i18n.Printer) (want []string, numbers int) {
	hours, then := Hours(t), t
	then.Counts.Cells = t.Then
	var hoursThen [][]int
	if t.Then != nil {
		hoursThen = Hours(then)
	}
	say := func(c sdc.Cell, hundredths [][]int, i, j int) string {
		switch {
		case c.Hidden:
			return p.T("summary.hidden.mark")
		case t.Unit == summary.Minutes:
			return p.Decimal(float64(hundredths[i][j])/100, 2)
		}
		return p.Number(c.Count)
	}
	title := MeasureTitle(r, t.ID, p)
	add := func(texts ...string) {
		for _, text := range texts {
			want = append(want, spaceless(text))
		}
	}
	add(title)
	if len(t.Columns) > 0 {
		for _, c := range t.Columns {
			add(named1(c, p))
		}
		for i, l := range t.Rows {
			add(named1(l, p))
			for j, c := range t.Counts.Cells[i] {
				text := say(c, hours, i, j)
				if t.Then != nil {
					text += " " + say(t.Then[i][j], hoursThen, i, j)
				}
				want = append(want, exactly+spaced(text))
				numbers++
			}
		}
		return want, numbers
	}
	row := func(label, text string) {
		add(label)
		want = append(want, exactly+spaced(text))
		numbers++
	}
	for i, l := range t.Rows {
		c := t.Counts.Cells[i][0]
		text := say(c, hours, i, 0)
		if t.Headed && i == 0 {
			text = p.T("summary.sheet.total", "Count", text)
			if t.Then != nil {
				text += " · " + say(t.Then[0][0], hoursThen, 0, 0)
			}
			want = append(want, exactly+spaced(text))
			continue
		}
		if t.Then != nil && !(c.Hidden && t.Then[i][0].Hidden) {
			text += " " + say(t.Then[i][0], hoursThen, i, 0)
		}
		row(named1(l, p), text)
	}
	if t.Target > 0 {
		text := p.Number(t.Target)
		if t.Unit == summary.Minutes {
			text = p.Decimal(float64(t.Target)/60, 2)
		}
		row(p.T("export.target"), text)
	}
	figure := func(f summary.Figure) string {
		switch {
		case f.Hidden:
			return p.T("summary.hidden.mark")
		case f.Base == 0:
			return "–"
		case f.Share:
			return p.Percent(f.Value, 1) + " (" + strconv.Itoa(f.Base) + ")"
		}
		return p.Decimal(f.Value, 1)
	}
	for i, f := range t.Figures {
		text, known := figure(f), f.Hidden || f.Base > 0
		if i < len(t.FiguresThen) {
			was := t.FiguresThen[i]
			if (was.Hidden || was.Base > 0) && !(f.Hidden && was.Hidden) {
				text += " " + figure(was)
			}
			known = known || was.Base > 0 && !was.Hidden
		}
		if known {
			row(p.Value("summary.figure", f.ID), text)
		}
	}
	return want, numbers
}

// fromJSON are the counts of lists in a JSON.
func fromJSON(t *testing.T, data []byte) []told {
	t.Helper()
	type cells []struct {
		Count  *int
		Hidden bool
	}
	var in struct {
		Sections []struct {
			Tables []struct {
				Title string
				Rows  []struct {
					Label       string
					Cells, Then cells
				}
			}
		}
	}
	if err := json.Unmarshal(data, &in); err != nil {
		t.Fatal(err)
	}
	say := func(c cells) value {
		switch {
		case len(c) == 0:
			return value{}
		case c[len(c)-1].Hidden:
			return value{said: "x"}
		}
		return value{said: "n", f: float64(*c[len(c)-1].Count)}
	}
	var all []told
	for _, s := range in.Sections {
		for _, table := range s.Tables {
			for _, row := range table.Rows {
				all = append(all, told{table: table.Title, row: row.Label, now: say(row.Cells), then: say(row.Then)})
			}
		}
	}
	return all
}

// fromPaper are the counts of lists on a paper, in the order of reading: below the title of a measure its total, then names and numbers.
func fromPaper(t *testing.T, data []byte, p *i18n.Printer) []told {
	t.Helper()
	titles := map[string]string{}
	for _, m := range summary.Measures() {
		title := p.Value("summary.measure", m.ID)
		titles[spaceless(title)] = title
	}
	say := func(text string) (value, bool) {
		if text == p.T("summary.hidden.mark") {
			return value{said: "x"}, true
		}
		n, err := strconv.Atoi(strings.ReplaceAll(text, ".", ""))
		return value{said: "n", f: float64(n)}, err == nil
	}
	both := func(text string) (now, then value, ok bool) {
		first, second, compared := strings.Cut(text, " ")
		if now, ok = say(first); ok && compared {
			then, ok = say(second)
		}
		if now.said == "x" && !compared {
			then = now // one mark says it for both, where there is something beside it
		}
		return now, then, ok
	}
	var all []told
	elements := Elements(t, data)
	total, _, _ := strings.Cut(p.T("summary.sheet.total", "Count", "\x01"), " ")
	for i := 0; i < len(elements); i++ {
		title, ok := titles[spaceless(elements[i])]
		if !ok || i+1 >= len(elements) {
			continue
		}
		if rest, headed := strings.CutPrefix(elements[i+1], total+" "); headed {
			if now, then, ok := both(strings.ReplaceAll(rest, " · ", " ")); ok {
				all = append(all, told{table: title, row: p.Value("summary.row", "total"), now: now, then: then})
			}
			i++
		}
		for ; i+2 < len(elements); i += 2 {
			now, then, ok := both(elements[i+2])
			if !ok {
				break
			}
			all = append(all, told{table: title, row: spaced(elements[i+1]), now: now, then: then})
		}
	}
	return all
}
