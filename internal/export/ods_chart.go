package export

import (
	"strconv"
	"strings"

	"schakel/internal/summary"
)

// frame is the place of a picture in its cell; the picture itself is an object of its own in the archive.
func (o *ods) frame(m *markup, s *worksheet, c chart) {
	o.drawn++
	o.objects = append(o.objects, o.chart(s, c))
	m.in("draw:frame", []string{
		"draw:style-name", "picture", "draw:name", c.title, "svg:x", "4pt", "svg:y", "2pt", "svg:width", points2(float64(c.wide)), "svg:height", points2(float64(c.high)),
	}, func() {
		m.tag("draw:object", "xlink:href", "./"+objectName(o.drawn), "xlink:type", "simple", "xlink:show", "embed", "xlink:actuate", "onLoad")
		m.say("svg:title", c.title)
	})
}

// chart is a picture that points at the cells and keeps no numbers of its own.
func (o *ods) chart(s *worksheet, c chart) *markup {
	m := newMarkup()
	kind := "chart:bar"
	if c.form == summary.Line {
		kind = "chart:line"
	}
	at := func(row, col int) string {
		return "'" + strings.ReplaceAll(s.name, "'", "''") + "'.$" + column(col) + "$" + strconv.Itoa(row+1)
	}
	area := func(col int) string { return at(c.first, col) + ":" + at(c.end-1, col) }
	m.in("office:document-content", namespaces(), func() {
		m.in("office:automatic-styles", nil, func() { o.chartStyles(m, c) })
		m.in("office:body", nil, func() {
			m.in("office:chart", nil, func() {
				m.in("chart:chart", []string{
					"chart:class", kind, "chart:style-name", "chart", "svg:width", points2(float64(c.wide)), "svg:height", points2(float64(c.high)),
					"xlink:href", "..", "xlink:type", "simple",
				}, func() {
					m.in("chart:title", []string{"chart:style-name", "title"}, func() { m.say("text:p", c.title) })
					if len(c.series) > 1 {
						m.tag("chart:legend", "chart:legend-position", "bottom", "chart:style-name", "legend")
					}
					m.in("chart:plot-area", []string{"chart:style-name", "plot", "chart:data-source-has-labels", "both"}, func() {
						m.in("chart:axis", []string{"chart:dimension", "x", "chart:name", "primary-x", "chart:style-name", "names"}, func() {
							m.tag("chart:categories", "table:cell-range-address", area(0))
						})
						m.in("chart:axis", []string{"chart:dimension", "y", "chart:name", "primary-y", "chart:style-name", "numbers"}, func() {
							if c.form == summary.Line || c.stacked {
								m.tag("chart:grid", "chart:class", "major", "chart:style-name", "grid")
							}
						})
						for i, one := range c.series {
							m.in("chart:series", []string{
								"chart:values-cell-range-address", area(one.col), "chart:label-cell-address", at(one.head, one.col), "chart:class", kind,
								"chart:attached-axis", "primary-y", "chart:style-name", "series" + strconv.Itoa(i),
							}, func() { m.tag("chart:data-point", "chart:repeated", strconv.Itoa(c.end-c.first)) })
						}
						m.tag("chart:wall", "chart:style-name", "wall")
					})
				})
			})
		})
	})
	return m
}

// chartStyles are how the parts of a picture look.
func (o *ods) chartStyles(m *markup, c chart) {
	style := func(name string, chart, shape, letters []string) {
		m.in("style:style", []string{"style:name", name, "style:family", "chart"}, func() {
			for _, part := range []struct {
				name  string
				attrs []string
			}{{"style:chart-properties", chart}, {"style:graphic-properties", shape}, {"style:text-properties", letters}} {
				if part.attrs != nil {
					m.tag(part.name, part.attrs...)
				}
			}
		})
	}
	small := []string{"fo:font-size", "9pt", "style:font-size-complex", "9pt", "fo:color", "#" + hexText}
	mirrored, line := strconv.FormatBool(o.b.mirrored), c.form == summary.Line
	style("chart", nil, []string{"draw:stroke", "solid", "svg:stroke-color", "#" + hexLine, "draw:fill", "solid", "draw:fill-color", "#ffffff"}, nil)
	style("title", nil, nil, []string{"fo:font-size", "10pt", "style:font-size-complex", "10pt", "fo:font-weight", "bold", "style:font-weight-complex", "bold", "fo:color", "#" + hexText})
	bare := []string{"draw:stroke", "none", "draw:fill", "none"}
	style("legend", nil, bare, small)
	style("wall", nil, bare, nil)
	gap := "60"
	if c.form == summary.Funnel {
		gap = "8"
	}
	plot := []string{"chart:treat-empty-cells", "leave-gap", "chart:include-hidden-cells", "false"}
	if !line {
		plot = append(plot, "chart:vertical", "true")
	}
	if c.stacked {
		plot = append(plot, "chart:stacked", "true", "chart:overlap", "100")
	}
	style("plot", plot, nil, nil)
	// A bar chart reads from above; time runs in the direction of the language.
	reverse, show := "true", "false"
	if line {
		reverse = mirrored
	}
	if line || c.stacked {
		show = "true"
	}
	backwards := "false"
	if !line {
		backwards = mirrored
	}
	style("names", []string{"chart:display-label", "true", "chart:reverse-direction", reverse, "chart:gap-width", gap, "chart:tick-marks-major-outer", "false", "chart:link-data-style-to-source", "true"},
		[]string{"svg:stroke-color", "#" + hexLine}, small)
	style("numbers", []string{"chart:display-label", show, "chart:minimum", "0", "chart:reverse-direction", backwards, "chart:gap-width", gap, "chart:link-data-style-to-source", "true"},
		[]string{"draw:stroke", "none"}, small)
	style("grid", nil, []string{"svg:stroke-color", "#" + hexLine}, nil)
	for i, one := range c.series {
		o.seriesStyle(i, c, one, gap, small, style)
	}
}

// seriesStyle is how one row of bars looks.
func (o *ods) seriesStyle(i int, c chart, one chartSeries, gap string, small []string, style func(name string, chart, shape, letters []string)) {
	line := c.form == summary.Line
	tone, label := "#"+tones()[i%len(tones())], "value"
	if one.before {
		tone = "#" + hexQuiet
	}
	if line || c.stacked {
		label = "none"
	}
	properties := []string{"chart:data-label-number", label, "chart:label-position", "outside", "chart:gap-width", gap}
	shape := []string{"draw:fill", "solid", "draw:fill-color", tone, "draw:stroke", "none"}
	if line {
		properties = append(properties, "chart:symbol-type", "named-symbol", "chart:symbol-name", "circle", "chart:symbol-width", "5pt", "chart:symbol-height", "5pt")
		shape = []string{"draw:stroke", "solid", "svg:stroke-width", "2pt", "svg:stroke-color", tone, "draw:fill-color", tone}
	}
	style("series"+strconv.Itoa(i), properties, shape, small)
}
