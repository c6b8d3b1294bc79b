package summaries

import (
	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/internal/export"
	"schakel/internal/summary"
)

// parts are the cards of the report: the weeks, gezin and gemeenschap side by side and equally large, what has two sides, the work itself and
// what is still open, and what the reader is told about all of it.
func (v *View) parts() []fyne.CanvasObject {
	p, s := v.p, &v.state
	all := s.layout()
	var out []fyne.CanvasObject
	legend := v.legend()
	for _, t := range all.lines {
		out, legend = append(out, v.weeks(t, legend)), nil
	}
	if len(legend) > 0 {
		out = append(out, listing.NewCard(p, "", legend...))
	}
	out = append(out, form.NewColumnsFrom(p, 16, look.Scaled(320), v.side(all.part("family")), v.side(all.part("community"))))
	if len(all.wide) > 0 {
		out = append(out, v.wide(all.wide))
	}
	var others []fyne.CanvasObject
	for _, one := range all.others() {
		others = append(others, v.side(one))
	}
	if len(others) > 0 {
		out = append(out, form.NewColumnsFrom(p, 16, look.Scaled(320), others...))
	}
	if told := v.told(); told != nil {
		out = append(out, told)
	}
	if why := export.Why(s.shown(), p); why != "" {
		out = append(out, listing.NewNote(p, look.IconEyeSlash, why, look.ColorMuted))
	}
	out = append(out, listing.NewNote(p, look.IconInfo, p.T("summary.note.visits"), look.ColorMuted))
	if s.leads() {
		out = append(out, listing.NewNote(p, look.IconListChecks, p.T("summaries.press"), look.ColorMuted))
	}
	return out
}

// weeks is a table over weeks: a line, as wide as the page, with the legend of the page.
func (v *View) weeks(t summary.Table, legend []fyne.CanvasObject) fyne.CanvasObject {
	p, s := v.p, &v.state
	points, rows := s.points(t)
	walk := v.walk(t, func(i int) int { return rows[i] })
	idle := ""
	if s.leads() {
		idle = p.T("summaries.weeks.press")
	}
	trend := listing.NewTrend(p, points, idle, walk)
	v.find(t, trend, func(i int) int { return rows[i] }, len(rows))
	note := ""
	if t.ID == "meetings.week" {
		note = s.line()
	}
	parts := []fyne.CanvasObject{listing.NewHeading(p, p.Value("summary.measure", t.ID), note), trend}
	return listing.NewCard(p, "", append(parts, legend...)...)
}

// legend tells what the full and the open signs are; nil when nothing is compared.
func (v *View) legend() []fyne.CanvasObject {
	now, then := v.state.compared()
	if then == "" {
		return nil
	}
	p, d := v.p, v.p.Direction()
	swatch := func(f form.Frame, high float32) fyne.CanvasObject {
		f.Radius = look.BoxRadius / 2
		return rtl.Min(d, fyne.NewSize(look.Scaled(32), look.Scaled(high)), form.NewPanel(f, 0, 0, nil))
	}
	sign := func(mark fyne.CanvasObject, text string) fyne.CanvasObject {
		return form.NewLead(p, look.Grid, rtl.Pad(d, rtl.Edges{Top: look.HalfGrid}, mark), rtl.NewText(d, text, rtl.Style{Size: rtl.Small, Wrap: true}))
	}
	return []fyne.CanvasObject{
		sign(swatch(form.Frame{Fill: look.ColorAccent, Edge: look.ColorNone}, 14), now),
		sign(swatch(form.Frame{Fill: look.ColorNone, Edge: look.ColorEdge, Width: look.Edge}, 8), then),
	}
}

// side is one section: its large numbers, its tables, and one line for what was empty.
func (v *View) side(one part) fyne.CanvasObject {
	p, d, s := v.p, v.p.Direction(), &v.state
	var cells []fyne.CanvasObject
	for _, h := range s.headline(one.id) {
		cells = append(cells, v.large(h.measure, p.Value("summaries.number", h.word)))
	}
	var parts []fyne.CanvasObject
	if len(cells) > 0 {
		parts = append(parts, rtl.Pad(d, rtl.Edges{Bottom: look.Grid}, form.NewCells(p, look.Grid, 88, cells...)))
	}
	open := s.opened(one)
	for i, t := range one.tables {
		parts = append(parts, v.fold(t, open[i]))
	}
	small := func(text string) {
		parts = append(parts, rtl.NewText(d, text, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	}
	if len(one.empty) > 0 {
		small(p.T("summaries.none", "What", p.Commas(one.empty)))
	}
	if len(one.withheld) > 0 {
		small(p.T("summaries.withheld", "What", p.Commas(one.withheld)))
	}
	return listing.NewCard(p, p.Value("summary.section", one.id), parts...)
}

// large is one of the numbers at the head of a side.
func (v *View) large(id, word string) fyne.CanvasObject {
	d, s := v.p.Direction(), &v.state
	words := rtl.VBox(d, 0, rtl.NewText(d, s.number(id), rtl.Style{Size: rtl.Title, Bold: true, Wrap: true}),
		rtl.NewText(d, word, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	total := summary.Label{Enum: rowEnum, Value: rowTotal}
	t, _ := s.shown().Table(id)
	if !s.leads() || !goes(t, 0) || t.Rows[0] != total {
		return rtl.Pad(d, rtl.Sides(look.HalfGrid, 0), words)
	}
	press := newNumber(words, "", s.said(t, 0), func() { v.open(id, total) })
	if _, known := v.numbers[spot{id, total}]; !known {
		v.numbers[spot{id, total}] = press.Focus
	}
	return press
}

// wide is a card with the tables of two sides.
func (v *View) wide(tables []summary.Table) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	open := v.state.opened(part{tables: tables})
	for i, t := range tables {
		parts = append(parts, v.fold(t, open[i]))
	}
	return listing.NewCard(v.p, v.p.T("summaries.wide"), parts...)
}

// walk is where the rows of a table lead to; row gives the row of the table for one of the chart.
func (v *View) walk(t summary.Table, row func(int) int) listing.Walk {
	walk := listing.Walk{Said: func(i int) string { return v.state.said(t, row(i)) }}
	if v.state.leads() {
		walk.Pressed = func(i int) { v.open(t.ID, t.Rows[row(i)]) }
		walk.Leads = func(i int) bool { return goes(t, row(i)) }
	}
	return walk
}

// chart is a chart or a table whose rows can have the keyboard.
type chart interface {
	fyne.Focusable
	SetCurrent(i int)
}

// find notes how each number of a table gets the keyboard again.
func (v *View) find(t summary.Table, of chart, row func(int) int, n int) {
	for i := range n {
		v.numbers[spot{t.ID, t.Rows[row(i)]}] = func() {
			of.SetCurrent(i)
			form.Focus(of)
		}
	}
}

// table is what a fold shows when it is open.
func (v *View) table(t summary.Table) fyne.CanvasObject {
	p, d, s := v.p, v.p.Direction(), &v.state
	same := func(i int) int { return i }
	parts := []fyne.CanvasObject{}
	if len(t.Columns) > 0 {
		columns, rows := s.grid(t)
		last := t.Columns[len(t.Columns)-1]
		grid := listing.NewGrid(p, columns, last == (summary.Label{Enum: rowEnum, Value: rowTotal}), rows, v.walk(t, same))
		v.find(t, grid, same, len(t.Rows))
		parts = append(parts, grid)
	} else {
		parts = append(parts, v.tally(t))
	}
	if figures := s.figures(t); len(figures) > 0 {
		parts = append(parts, listing.NewKeyValues(p, figures, ""))
	}
	if p.Has("summary.explain." + t.ID) {
		parts = append(parts, v.explain(t.ID))
	}
	return rtl.VBox(d, look.HalfGrid, parts...)
}

// tally is the chart of a table. Of a long one the rest is made when it is asked for.
func (v *View) tally(t summary.Table) fyne.CanvasObject {
	p, d, s := v.p, v.p.Direction(), &v.state
	same := func(i int) int { return i }
	make1 := func(n int) fyne.CanvasObject {
		tally := listing.NewTally(p, s.counts(t)[:n], listing.TallyOptions{Funnel: t.Form == summary.Funnel, Walk: v.walk(t, same)})
		v.find(t, tally, same, n)
		return tally
	}
	if len(t.Rows) <= rowsFirst+2 || s.long[t.ID] {
		return make1(len(t.Rows))
	}
	place := rtl.Stack(d, make1(rowsFirst))
	var more *form.Button
	more = form.NewButton(p, p.N("summaries.rows.more", len(t.Rows)-rowsFirst), form.ButtonOptions{Kind: form.Quiet, After: look.IconCaretDown, Snug: true}, func() {
		s.long[t.ID] = true
		place.Objects = []fyne.CanvasObject{make1(len(t.Rows))}
		more.Hide()
		v.inside.Refresh()
	})
	return rtl.VBox(d, 0, place, rtl.HBox(d, 0, more))
}

// explain opens what a measure counts, at a press.
func (v *View) explain(id string) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	words := rtl.NewText(d, p.T("summary.explain."+id), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
	words.Hide()
	press := form.NewButton(p, p.T("summaries.explain"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconInfo, Snug: true}, func() {
		if words.Visible() {
			words.Hide()
		} else {
			words.Show()
		}
		v.inside.Refresh()
	})
	return rtl.VBox(d, 0, rtl.HBox(d, 0, press), words)
}
