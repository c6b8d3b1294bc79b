package export

import (
	"encoding/json"
	"fmt"
	"io"

	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// Schema names the form of the JSON that JSON writes. It changes when a field changes its meaning.
const Schema = "schakel.summary/1"

type jsonReport struct {
	Schema    string        `json:"schema"`
	Language  string        `json:"language"`
	Title     string        `json:"title"`
	From      string        `json:"from"`
	To        string        `json:"to"`
	Until     string        `json:"until"`
	Empty     bool          `json:"empty"`
	Threshold int           `json:"threshold"`
	Rounded   bool          `json:"rounded,omitempty"` // counts of families are multiples of the threshold
	Hidden    string        `json:"hidden,omitempty"`  // what is not told, and why
	Sections  []jsonSection `json:"sections"`
}

type jsonSection struct {
	ID     string      `json:"id"`
	Title  string      `json:"title"`
	Tables []jsonTable `json:"tables"`
}

type jsonTable struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	Unit    string       `json:"unit"`
	Columns []string     `json:"columns,omitempty"`
	Rows    []jsonRow    `json:"rows"`
	Figures []jsonFigure `json:"figures,omitempty"`
}

type jsonRow struct {
	Key    string `json:"key,omitempty"` // the stable word; empty for names and weeks
	Label  string `json:"label"`
	Parent int    `json:"parent"` // the row it is a part of, -1 for none
	Cells  []any  `json:"cells"`  // whole numbers; null where hidden
}

type jsonFigure struct {
	ID    string   `json:"id"`
	Label string   `json:"label"`
	Value *float64 `json:"value"` // null where hidden or made of nothing
	Base  int      `json:"base,omitempty"`
}

// JSON writes a report for other programs, with stable keys beside the texts in the printer's language. Minutes stay minutes. Only a
// report made by Public is written: ErrUnsafe for another.
func JSON(w io.Writer, r summary.Report, p *i18n.Printer) error {
	if err := safe(r); err != nil {
		return err
	}
	out := jsonReport{
		Schema: Schema, Language: p.Tag(), Title: p.T("summary.title"), From: r.Period.From.String(), To: r.Period.To.String(),
		Until: r.Until.String(), Empty: r.Empty, Threshold: r.Threshold, Rounded: r.Rounded, Sections: []jsonSection{},
	}
	out.Hidden = Why(r, p)
	for _, s := range r.Sections {
		section := jsonSection{ID: s.ID, Title: p.Value("summary.section", s.ID)}
		for _, t := range s.Tables {
			section.Tables = append(section.Tables, jsonOf(t, p))
		}
		out.Sections = append(out.Sections, section)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(out); err != nil {
		return fmt.Errorf("json: %w", err)
	}
	return nil
}

func jsonOf(t summary.Table, p *i18n.Printer) jsonTable {
	out := jsonTable{ID: t.ID, Title: p.Value("summary.measure", t.ID), Unit: string(t.Unit), Rows: []jsonRow{}}
	for _, c := range t.Columns {
		out.Columns = append(out.Columns, labelText(p, c))
	}
	for i, label := range t.Rows {
		row := jsonRow{Key: label.Value, Label: labelText(p, label), Parent: t.Counts.ParentOf(i)}
		if label.Enum == "" && label.Name == "" {
			row.Key = label.On.String()
		}
		for _, c := range t.Counts.Cells[i] {
			if c.Hidden {
				row.Cells = append(row.Cells, nil)
			} else {
				row.Cells = append(row.Cells, c.Count)
			}
		}
		out.Rows = append(out.Rows, row)
	}
	for _, f := range t.Figures {
		figure := jsonFigure{ID: f.ID, Label: p.Value("summary.figure", f.ID)}
		if !f.Hidden && f.Base > 0 {
			value := f.Value
			figure.Value, figure.Base = &value, f.Base
		}
		out.Figures = append(out.Figures, figure)
	}
	return out
}
