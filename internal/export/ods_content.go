package export

import (
	"strconv"
)

// content is the cells of all sheets with their styles.
func (o *ods) content() *markup {
	m := newMarkup()
	m.in("office:document-content", namespaces(), func() {
		m.in("office:automatic-styles", nil, func() {
			o.numberStyles(m)
			for l := lookNone; l < lookLast; l++ {
				for depth := range o.deepest() + 1 {
					o.cellStyle(m, l, depth)
				}
			}
			o.lengths(m)
			m.in("style:style", []string{"style:name", "picture", "style:family", "graphic"}, func() {
				m.tag("style:graphic-properties", "draw:stroke", "none", "draw:fill", "none")
			})
		})
		m.in("office:body", nil, func() {
			m.in("office:spreadsheet", nil, func() {
				for i, s := range o.b.sheets {
					o.table(m, i, s)
				}
			})
		})
	})
	return m
}

func (o *ods) deepest() int {
	most := 0
	for _, s := range o.b.sheets {
		for _, row := range s.rows {
			for _, c := range row {
				most = max(most, c.depth)
			}
		}
	}
	return most
}

// numberStyles are the formats of numbers, by the name of their look.
func (o *ods) numberStyles(m *markup) {
	for _, one := range []struct {
		look   lookOf
		kind   string
		digits string
		group  string
	}{
		{lookCount, "number:number-style", "0", "true"}, {lookHours, "number:number-style", "2", "true"},
		{lookDays, "number:number-style", "1", "false"}, {lookShare, "number:percentage-style", "1", "false"},
	} {
		m.in(one.kind, []string{"style:name", numberName(one.look)}, func() {
			m.tag("number:number", "number:decimal-places", one.digits, "number:min-decimal-places", one.digits, "number:min-integer-digits", "1", "number:grouping", one.group)
			if one.look == lookShare {
				m.say("number:text", "%")
			}
		})
	}
}

func numberName(l lookOf) string {
	switch l {
	case lookSum:
		l = lookCount
	case lookSumHours:
		l = lookHours
	}
	return "n" + strconv.Itoa(int(l))
}

func cellName(l lookOf, depth int) string {
	return "c" + strconv.Itoa(int(l)) + "-" + strconv.Itoa(depth)
}

// cellStyle is how a cell with a look stands in its column.
func (o *ods) cellStyle(m *markup, l lookOf, depth int) {
	attrs := []string{"style:name", cellName(l, depth), "style:family", "table-cell", "style:parent-style-name", "Default"}
	if l.format() != "" {
		attrs = append(attrs, "style:data-style-name", numberName(l))
	}
	stands := "top"
	if l == lookSection || l == lookHead {
		stands = "bottom"
	}
	box := []string{"style:vertical-align", stands, "style:text-align-source", "fix"}
	switch l {
	case lookNote, lookWrap:
		box = append(box, "fo:wrap-option", "wrap")
	case lookHead:
		box = append(box, "fo:wrap-option", "wrap", "fo:border-bottom", "0.5pt solid #"+hexLine)
	case lookSection:
		box = append(box, "fo:wrap-option", "wrap", "fo:border-bottom", "0.5pt solid #"+hexLine)
	}
	letters := []string{"fo:color", "#" + hexText}
	switch l {
	case lookTitle:
		letters = append(letters, "fo:font-weight", "bold", "style:font-weight-complex", "bold", "fo:font-size", "16pt", "style:font-size-complex", "16pt")
	case lookSection, lookHead, lookSum, lookSumHours, lookSumText:
		letters = append(letters, "fo:font-weight", "bold", "style:font-weight-complex", "bold")
	case lookMark:
		letters = append(letters, "fo:font-style", "italic", "style:font-style-complex", "italic")
	}
	if l == lookHead || l == lookNote || l == lookMark {
		letters[1] = "#" + hexMuted
	}
	// LibreOffice takes start for left also where a line begins at the right.
	way, align, end := "lr-tb", "start", "end"
	if o.b.mirrored {
		way, align, end = "rl-tb", "right", "left"
	}
	if l.atEnd() {
		align = end
	}
	m.in("style:style", attrs, func() {
		m.tag("style:table-cell-properties", box...)
		m.tag("style:paragraph-properties", "fo:text-align", align, "fo:margin-left", points2(float64(depth)*10), "style:writing-mode", way)
		m.tag("style:text-properties", letters...)
	})
}

// lengths are the styles of columns, of rows and of sheets.
func (o *ods) lengths(m *markup) {
	widths, heights := map[string]bool{}, map[string]bool{}
	style := func(seen map[string]bool, name, family, properties string, attrs ...string) {
		if seen[name] {
			return
		}
		seen[name] = true
		m.in("style:style", []string{"style:name", name, "style:family", family}, func() { m.tag(properties, attrs...) })
	}
	for i, s := range o.b.sheets {
		for _, w := range s.widths {
			style(widths, columnName(w), "table-column", "style:table-column-properties", "style:column-width", points2(w*charPoints))
		}
		for row := range s.rows {
			turns := "auto"
			if s.begins(row) {
				turns = "page"
			}
			style(heights, s.rowName(row), "table-row", "style:table-row-properties",
				"style:row-height", points2(s.height(row)), "style:use-optimal-row-height", "false", "fo:break-before", turns)
		}
		way := "lr-tb"
		if o.b.mirrored {
			way = "rl-tb"
		}
		m.in("style:style", []string{"style:name", "table" + strconv.Itoa(i), "style:family", "table", "style:master-page-name", "sheet" + strconv.Itoa(i)}, func() {
			m.tag("style:table-properties", "table:display", "true", "style:writing-mode", way)
		})
	}
}

func columnName(width float64) string { return "w" + strconv.Itoa(int(width)) }

// begins reports whether a row begins a page.
func (w *worksheet) begins(row int) bool {
	for _, at := range w.breaks {
		if at == row {
			return true
		}
	}
	return false
}

func (w *worksheet) rowName(row int) string {
	name := "r" + strconv.Itoa(int(w.height(row)))
	if w.begins(row) {
		name += "p"
	}
	return name
}

// table is one sheet.
func (o *ods) table(m *markup, i int, s *worksheet) {
	m.in("table:table", []string{"table:name", s.name, "table:style-name", "table" + strconv.Itoa(i)}, func() {
		for _, w := range s.widths {
			m.tag("table:table-column", "table:style-name", columnName(w), "table:default-cell-style-name", "Default")
		}
		m.in("table:table-header-rows", nil, func() {
			for row := range min(s.above, len(s.rows)) {
				o.row(m, s, row)
			}
		})
		for row := s.above; row < len(s.rows); row++ {
			o.row(m, s, row)
		}
	})
}

func (o *ods) row(m *markup, s *worksheet, row int) {
	cells := s.rows[row]
	var drawn *chart
	for k := range s.charts {
		if s.charts[k].row == row {
			drawn = &s.charts[k]
		}
	}
	m.in("table:table-row", []string{"table:style-name", s.rowName(row)}, func() {
		n := len(cells)
		if drawn != nil {
			n = max(n, drawn.col+1)
		}
		for _, g := range s.logos {
			if g.row == row {
				n = max(n, g.col+1)
			}
		}
		for j := range max(n, 1) {
			var c cell
			if j < len(cells) {
				c = cells[j]
			}
			if logos := s.logosAt(row, j); len(logos) > 0 {
				o.cell(m, c, func() { o.pictures(m, logos) })
				continue
			}
			if drawn != nil && drawn.col == j {
				o.cell(m, c, func() { o.frame(m, s, *drawn) })
				continue
			}
			o.cell(m, c, func() {})
			for range c.across - 1 {
				m.tag("table:covered-table-cell")
			}
		}
	})
}

// cell writes one cell: a number as a number, a text as a text whatever it begins with.
func (o *ods) cell(m *markup, c cell, within func()) {
	attrs := []string{"table:style-name", cellName(c.look, c.depth)}
	if c.across > 1 {
		attrs = append(attrs, "table:number-columns-spanned", strconv.Itoa(c.across), "table:number-rows-spanned", "1")
	}
	switch {
	case c.numeric && c.look == lookShare:
		attrs = append(attrs, "office:value-type", "percentage", "office:value", plainNumber(c.number))
	case c.numeric:
		attrs = append(attrs, "office:value-type", "float", "office:value", plainNumber(c.number))
	case c.text != "":
		attrs = append(attrs, "office:value-type", "string")
	}
	m.in("table:table-cell", attrs, func() {
		within()
		if !c.numeric && c.text != "" {
			m.paragraph(c.text)
		}
	})
}

func plainNumber(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }
