package export

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"schakel/internal/summary"
)

// quoted is the name of a sheet in a reference.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// charts draws the pictures. They point at the cells and keep no numbers of their own.
func (x *xlsx) charts(s *worksheet) error {
	for _, c := range s.charts {
		if err := x.AddChart(s.name, place(c.row, c.col), x.chart(s, c)); err != nil {
			return err
		}
	}
	return nil
}

// tones are the colours of bars, each lighter than the one before, so that they can be told apart in grey too.
func tones() []string { return []string{hexAccent, "5E9EA6", "B5D3D6", "7A6A3A", "BFB083", "E4DDC8"} }

func (x *xlsx) chart(s *worksheet, c chart) *excelize.Chart {
	area := func(col int) string {
		name := column(col)
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", quoted(s.name), name, c.first+1, name, c.end)
	}
	gap, locked, small := uint(60), false, excelize.Font{Family: sheetFace, Size: 9, Color: hexText}
	out := &excelize.Chart{
		Type: excelize.Bar, Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.title, Font: &excelize.Font{Family: sheetFace, Size: 10, Bold: true, Color: hexText}}}},
		Dimension: excelize.ChartDimension{Width: uint(c.wide * 4 / 3), Height: uint(c.high * 4 / 3)}, // 96 points of a screen in 72 of paper
		Legend:    excelize.ChartLegend{Position: "none"}, GapWidth: &gap,
		XAxis:  excelize.ChartAxis{ReverseOrder: true, Font: small},
		YAxis:  excelize.ChartAxis{MajorGridLines: false, None: true},
		Format: excelize.GraphicOptions{AltText: c.title, Locked: &locked, Positioning: "oneCell"}, ShowBlanksAs: "gap",
		PlotArea: excelize.ChartPlotArea{ShowVal: true},
	}
	switch {
	case c.form == summary.Line:
		out.Type, out.GapWidth = excelize.Line, nil
		out.XAxis = excelize.ChartAxis{TickLabelSkip: max(1, (c.end-c.first)/4), Font: small}
		out.YAxis, out.PlotArea.ShowVal = excelize.ChartAxis{MajorGridLines: true, Font: small}, false
		if x.b.mirrored {
			out.XAxis.ReverseOrder = true
		}
	case c.stacked:
		out.Type, out.PlotArea.ShowVal = excelize.BarStacked, false
		out.YAxis = excelize.ChartAxis{MajorGridLines: true, Font: small}
	case c.form == summary.Funnel:
		narrow := uint(8)
		out.GapWidth = &narrow
	}
	if len(c.series) > 1 {
		out.Legend.Position = "bottom"
	}
	if x.b.mirrored && c.form != summary.Line {
		out.YAxis.ReverseOrder = true
	}
	for i, one := range c.series {
		tone := tones()[i%len(tones())]
		if one.before {
			tone = hexQuiet
		}
		series := excelize.ChartSeries{
			Name: fmt.Sprintf("%s!$%s$%d", quoted(s.name), column(one.col), one.head+1), Categories: area(0), Values: area(one.col),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{tone}},
		}
		if c.form == summary.Line {
			series.Line = excelize.LineOptions{Width: 2, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{tone}}}
			series.Marker = excelize.ChartMarker{Symbol: "circle", Size: 5, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{tone}}}
		}
		out.Series = append(out.Series, series)
	}
	return out
}
