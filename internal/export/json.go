package export

import (
	"encoding/json"
	"fmt"
	"io"

	"schakel/internal/i18n"
	"schakel/internal/sdc"
	"schakel/internal/summary"
)

// Schema names the form of the JSON that JSON writes; the file schema/summary.schema.json describes it. Its number changes when a field
// changes its meaning or goes; a field more does not change it.
const Schema = "schakel.summary/2"

type jsonReport struct {
	Schema    string        `json:"schema"`
	Language  string        `json:"language"`
	Title     string        `json:"title"`
	From      string        `json:"from"`
	To        string        `json:"to"`
	Until     string        `json:"until"`
	Empty     bool          `json:"empty"`
	Threshold int           `json:"threshold"`
	Rounded   bool          `json:"rounded,omitempty"`
	Hidden    string        `json:"hidden,omitempty"`
	Against   *jsonAgainst  `json:"against,omitempty"`
	Joint     *jsonJoint    `json:"joint,omitempty"`
	Sections  []jsonSection `json:"sections"`
	Stories   []string      `json:"stories,omitempty"`
}

type jsonAgainst struct {
	Kind  string `json:"kind"`
	Label string `json:"label"`
	From  string `json:"from"`
	To    string `json:"to"`
	Made  string `json:"made,omitempty"`
}

type jsonJoint struct {
	Workers int  `json:"workers"`
	Missing int  `json:"missing"`
	Double  bool `json:"double"`
}

type jsonSection struct {
	ID     string      `json:"id"`
	Title  string      `json:"title"`
	Tables []jsonTable `json:"tables"`
}

type jsonTable struct {
	ID       string       `json:"id"`
	Title    string       `json:"title"`
	Explain  string       `json:"explanation,omitempty"`
	Source   string       `json:"source,omitempty"`
	Form     string       `json:"form"`
	Unit     string       `json:"unit"`
	Headed   bool         `json:"headed,omitempty"`
	Withheld bool         `json:"withheld,omitempty"`
	Double   bool         `json:"double,omitempty"`
	Total    bool         `json:"total,omitempty"`
	Target   int          `json:"target,omitempty"`
	Columns  []string     `json:"columns,omitempty"`
	Rows     []jsonRow    `json:"rows"`
	Figures  []jsonFigure `json:"figures,omitempty"`
}

type jsonRow struct {
	Key    string     `json:"key,omitempty"`
	Label  string     `json:"label"`
	Parent int        `json:"parent"`
	Cells  []jsonCell `json:"cells"`
	Then   []jsonCell `json:"then,omitempty"`
}

// jsonCell is a count, or nothing but that it is hidden.
type jsonCell struct {
	Count  *int `json:"count,omitempty"`
	Hidden bool `json:"hidden,omitempty"`
}

type jsonFigure struct {
	ID     string    `json:"id"`
	Label  string    `json:"label"`
	Share  bool      `json:"share,omitempty"`
	Value  *float64  `json:"value,omitempty"`
	Base   int       `json:"base,omitempty"`
	Hidden bool      `json:"hidden,omitempty"`
	Then   *jsonThen `json:"then,omitempty"`
}

// jsonThen is a figure in what the report is compared with.
type jsonThen struct {
	Value  *float64 `json:"value,omitempty"`
	Base   int      `json:"base,omitempty"`
	Hidden bool     `json:"hidden,omitempty"`
}

// JSON writes a report for other programs, with stable keys beside the texts in the printer's language. Minutes stay minutes. Only a
// report made by Public is written: ErrUnsafe for another.
func JSON(w io.Writer, r summary.Report, p *i18n.Printer) error {
	s, err := spreadOf(r, p)
	if err != nil {
		return err
	}
	out := jsonReport{
		Schema: Schema, Language: p.Tag(), Title: s.title, From: r.Period.From.String(), To: r.Period.To.String(),
		Until: r.Until.String(), Empty: r.Empty, Threshold: r.Threshold, Rounded: r.Rounded, Hidden: Why(r, p), Sections: []jsonSection{}, Stories: s.stories,
	}
	if a := r.Against; a.Kind != "" {
		out.Against = &jsonAgainst{Kind: a.Kind, Label: s.against, From: a.Period.From.String(), To: a.Period.To.String()}
		if !a.Made.Zero() {
			out.Against.Made = a.Made.String()
		}
	}
	if j := r.Joint; j != nil {
		out.Joint = &jsonJoint{Workers: j.Workers, Missing: j.Missing, Double: j.Double}
	}
	for i, section := range s.sections {
		one := jsonSection{ID: section.id, Title: section.title, Tables: []jsonTable{}}
		for k, t := range section.tables {
			one.Tables = append(one.Tables, jsonOf(r.Sections[i].Tables[k], t))
		}
		out.Sections = append(out.Sections, one)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		return fmt.Errorf("json: %w", err)
	}
	return nil
}

// jsonOf is a table: its words as all formats have them, its counts as they were made.
func jsonOf(t summary.Table, in spreadTable) jsonTable {
	out := jsonTable{
		ID: in.id, Title: in.title, Explain: in.explain, Source: in.source, Form: string(t.Form), Unit: string(t.Unit), Headed: in.headed,
		Withheld: in.withheld, Double: in.double, Total: in.total, Target: in.target, Columns: in.columns, Rows: []jsonRow{},
	}
	for i, row := range in.rows {
		one := jsonRow{Key: row.key, Label: row.label, Parent: row.parent, Cells: jsonCells(t.Counts.Cells[i])}
		if i < len(t.Then) {
			one.Then = jsonCells(t.Then[i])
		}
		out.Rows = append(out.Rows, one)
	}
	for _, f := range in.figures {
		one := jsonFigure{ID: f.id, Label: f.label, Share: f.datum.sort == datumShare, Hidden: f.datum.hidden}
		if value, ok := f.datum.value(); ok {
			one.Value, one.Base = &value, f.base
		}
		if f.then != nil {
			one.Then = &jsonThen{Base: f.thenBase, Hidden: f.then.hidden}
			if value, ok := f.then.value(); ok {
				one.Then.Value = &value
			}
		}
		out.Figures = append(out.Figures, one)
	}
	return out
}

func jsonCells(cells []sdc.Cell) []jsonCell {
	out := make([]jsonCell, len(cells))
	for i, c := range cells {
		if out[i].Hidden = c.Hidden; !c.Hidden {
			n := c.Count
			out[i].Count = &n
		}
	}
	return out
}
