// Package counts shows the numbers of a report, and asks over which period they are.
package counts

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// Cards are every number of a report, a card for each of its sections; measures in which nothing was counted are left out.
func Cards(p *i18n.Printer, r summary.Report) []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, s := range r.Sections {
		var parts []fyne.CanvasObject
		for _, t := range s.Tables {
			if some(t) {
				parts = append(parts, table(p, r, t))
			}
		}
		if len(parts) > 0 {
			cards = append(cards, listing.NewCard(p, export.SectionTitle(r, s.ID, p), pairs(p, parts)...))
		}
	}
	return cards
}

// pairs puts parts beside each other two by two, where there is room.
func pairs(p *i18n.Printer, parts []fyne.CanvasObject) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for len(parts) > 1 {
		rows = append(rows, form.NewColumnsFrom(p, 32, 300, parts[0], parts[1]))
		parts = parts[2:]
	}
	return append(rows, parts...)
}

func some(t summary.Table) bool {
	for _, row := range t.Counts.Cells {
		for _, c := range row {
			if c.Hidden || c.Count > 0 {
				return true
			}
		}
	}
	return false
}

func table(p *i18n.Printer, r summary.Report, t summary.Table) fyne.CanvasObject {
	amount, note := Amounts(p, t), ""
	if slices.Contains(export.Doubled(r), t.ID) {
		note = p.T("counts.double")
	}
	last := len(t.Counts.Cells[0]) - 1
	if t.Headed && !t.Counts.Cells[0][last].Hidden {
		note = joined(p.T("counts.total", "N", amount(0, last).Text), note)
	}
	parts := []fyne.CanvasObject{listing.NewHeading(p, export.MeasureName(r, t.ID, p), note)}
	if bars := bars(p, t, amount); len(bars) > 0 {
		parts = append(parts, listing.NewTally(p, bars, listing.TallyOptions{}))
	}
	for _, f := range t.Figures {
		if line := figure(p, f); line != "" {
			parts = append(parts, rtl.NewText(p.Direction(), p.Value("summary.figure", f.ID)+" · "+line, rtl.Style{Color: look.ColorMuted, Wrap: true}))
		}
	}
	return rtl.VBox(p.Direction(), 4, parts...)
}

// Amounts gives the cells of a table as they are shown: time in hours, of which the parts add up to the total, and a hidden number as the word for it.
func Amounts(p *i18n.Printer, t summary.Table) func(i, j int) listing.Amount {
	hours := export.Hours(t)
	return func(i, j int) listing.Amount {
		c := t.Counts.Cells[i][j]
		switch {
		case c.Hidden:
			return listing.Amount{Hidden: true, Text: p.T("summary.hidden.mark")}
		case t.Unit == summary.Minutes:
			return listing.Amount{Value: float64(c.Count), Text: p.Decimal(float64(hours[i][j])/100, 2)}
		}
		return listing.Amount{Value: float64(c.Count), Text: p.Number(c.Count)}
	}
}

func joined(a, b string) string {
	if b == "" {
		return a
	}
	return a + " · " + b
}

func bars(p *i18n.Printer, t summary.Table, amount func(i, j int) listing.Amount) []listing.Count {
	var all []listing.Count
	for i, label := range t.Rows {
		if t.Headed && i == 0 {
			continue
		}
		for j, c := range t.Counts.Cells[i] {
			if !c.Hidden && c.Count == 0 {
				continue
			}
			name := Name(p, label)
			if j < len(t.Columns) {
				name = joined(name, Name(p, t.Columns[j]))
			}
			all = append(all, listing.Count{Label: name, Amount: amount(i, j)})
		}
	}
	return all
}

// Name is a label in words.
func Name(p *i18n.Printer, l summary.Label) string {
	switch {
	case l.Name != "":
		return l.Name
	case !l.On.Zero():
		return p.DayMonth(l.On)
	}
	return p.Value(l.Enum, l.Value)
}

// figure says of what a figure was made, exactly; "" when it was made of nothing.
func figure(p *i18n.Printer, f summary.Figure) string {
	switch {
	case f.Hidden || f.Base == 0:
		return ""
	case f.Share:
		return p.T("counts.share", "Hits", p.Number(int(math.Round(f.Value*float64(f.Base)))), "Base", p.Number(f.Base))
	case len(f.Spread) == 0:
		return p.Decimal(f.Value, 1)
	}
	line := ""
	for _, b := range f.Spread {
		days := p.Number(b.From)
		if b.To > b.From {
			days += "–" + p.Number(b.To)
		}
		if line != "" {
			line += " · "
		}
		line += p.T("counts.days", "Days", days, "Count", p.Number(b.Count))
	}
	return line
}
