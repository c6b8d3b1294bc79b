package export

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"

	"schakel/internal/i18n"
	"schakel/internal/summary"
)

// XLSX writes a report as a workbook with pictures that Excel draws itself, in the printer's language. Texts are kept as texts, numbers as
// numbers: there is no formula, no link and no macro in it. Only a report made by Public is written: ErrUnsafe for another.
func XLSX(w io.Writer, r summary.Report, p *i18n.Printer) error { return lettered(w, r, p, nil) }

// lettered is XLSX with a letterhead above the first sheet; nil for none.
func lettered(w io.Writer, r summary.Report, p *i18n.Printer, head *Letterhead) (err error) {
	b, err := workbookOf(r, p)
	if err != nil {
		return err
	}
	b.headed(head)
	f := excelize.NewFile()
	defer func() {
		if closed := f.Close(); err == nil {
			err = closed
		}
	}()
	x := &xlsx{File: f, b: b}
	if err := x.write(r); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("xlsx: %w", err)
	}
	return nil
}

// xlsx writes a workbook with excelize.
type xlsx struct {
	*excelize.File

	b      workbook
	styles map[xlsxStyle]int
}

// xlsxStyle is what one style of the file stands for.
type xlsxStyle struct {
	look   lookOf
	depth  int
	quoted bool // the text begins as a formula does; the program must not take it for one when somebody types in the cell
}

func (x *xlsx) write(r summary.Report) error {
	x.styles = map[xlsxStyle]int{}
	if err := x.SetDefaultFont(sheetFace); err != nil {
		return err
	}
	for i, sheet := range x.b.sheets {
		if i == 0 {
			if err := x.SetSheetName("Sheet1", sheet.name); err != nil {
				return err
			}
		} else if _, err := x.NewSheet(sheet.name); err != nil {
			return err
		}
		for _, step := range []func(*worksheet) error{x.cells, x.view, x.print, x.charts, x.logos} {
			if err := step(sheet); err != nil {
				return err
			}
		}
	}
	x.SetActiveSheet(0)
	made := r.Today.String() + "T00:00:00Z"
	return x.SetDocProps(&excelize.DocProperties{Creator: "Schakel", LastModifiedBy: "Schakel", Title: x.b.title, Language: x.b.tag, Created: made, Modified: made})
}

func (x *xlsx) cells(s *worksheet) error {
	for i, row := range s.rows {
		high := 1 // said of every row: a program that chooses heights itself would put charts beside other rows, and cut them at the end of a page
		for j, c := range row {
			if err := x.cell(s, i, j, c); err != nil {
				return err
			}
			high = max(high, c.high)
		}
		if err := x.SetRowHeight(s.name, i+1, min(float64(high*rowPoints), excelize.MaxRowHeight)); err != nil {
			return err
		}
	}
	return nil
}

func (x *xlsx) cell(s *worksheet, i, j int, c cell) error {
	at := place(i, j)
	var err error
	if c.numeric {
		err = x.SetCellFloat(s.name, at, c.number, -1, 64)
	} else if c.text != "" {
		err = x.SetCellStr(s.name, at, unescaped(c.text))
	}
	if err != nil {
		return err
	}
	id, err := x.style(xlsxStyle{c.look, c.depth, !c.numeric && Plain(c.text) != c.text})
	if err != nil {
		return err
	}
	last := at
	if c.across > 1 {
		last = place(i, j+c.across-1)
		if err := x.MergeCell(s.name, at, last); err != nil {
			return err
		}
	}
	return x.SetCellStyle(s.name, at, last, id)
}

// place is the name of a cell, by its row and column from 0: A1.
func place(row, col int) string { return column(col) + fmt.Sprint(row+1) }

func column(col int) string {
	name := ""
	for col++; col > 0; col = (col - 1) / 26 {
		name = string(rune('A'+(col-1)%26)) + name
	}
	return name
}

// sheetFace is the letter of the sheets: every program has it, or one of the same widths, also for Arabic.
const sheetFace = "Arial"

// Colours of the light theme, for programs that take them in hexadecimal.
const (
	hexText, hexMuted, hexLine, hexAccent, hexQuiet = "1B2422", "52605C", "D5DCD8", "0B5B66", "9FB3AE"
)

// style gives the style of a cell, made once.
func (x *xlsx) style(want xlsxStyle) (int, error) {
	if id, ok := x.styles[want]; ok {
		return id, nil
	}
	start, end, order := "left", "right", uint64(1)
	if x.b.mirrored {
		start, end, order = "right", "left", 2
	}
	st := &excelize.Style{Font: &excelize.Font{Family: sheetFace, Size: 11, Color: hexText}, Alignment: &excelize.Alignment{Horizontal: start, Vertical: "top", Indent: want.depth, ReadingOrder: order}}
	under := []excelize.Border{{Type: "bottom", Style: 1, Color: hexLine}}
	switch want.look {
	case lookTitle:
		st.Font.Bold, st.Font.Size = true, 16
	case lookSection:
		st.Font.Bold, st.Alignment.WrapText, st.Alignment.Vertical, st.Border = true, true, "bottom", under
	case lookHead:
		st.Font.Bold, st.Font.Color, st.Alignment.WrapText, st.Alignment.Vertical, st.Border = true, hexMuted, true, "bottom", under
	case lookSumText, lookSum, lookSumHours:
		st.Font.Bold = true
	case lookNote:
		st.Font.Color, st.Alignment.WrapText = hexMuted, true
	case lookWrap:
		st.Alignment.WrapText = true
	case lookMark:
		st.Font.Color, st.Font.Italic = hexMuted, true
	}
	if code := want.look.format(); code != "" {
		st.CustomNumFmt = &code
	}
	if want.look.atEnd() {
		st.Alignment.Horizontal = end
	}
	id, err := x.NewStyle(st)
	if err != nil {
		return 0, err
	}
	if want.quoted {
		yes := true
		if x.Styles.CellXfs.Xf[id].QuotePrefix == nil { // excelize gives the same number to styles that are alike
			x.Styles.CellXfs.Xf = append(x.Styles.CellXfs.Xf, x.Styles.CellXfs.Xf[id])
			id = len(x.Styles.CellXfs.Xf) - 1
			x.Styles.CellXfs.Count = len(x.Styles.CellXfs.Xf)
			x.Styles.CellXfs.Xf[id].QuotePrefix = &yes
		}
	}
	x.styles[want] = id
	return id, nil
}

// view sets what stays in sight, how wide the columns are, and the direction.
func (x *xlsx) view(s *worksheet) error {
	for j, width := range s.widths {
		if err := x.SetColWidth(s.name, column(j), column(j), width); err != nil {
			return err
		}
	}
	lines := false
	if err := x.SetSheetView(s.name, 0, &excelize.ViewOptions{RightToLeft: &x.b.mirrored, ShowGridLines: &lines}); err != nil {
		return err
	}
	pane := "bottomLeft"
	if s.beside > 0 {
		pane = "bottomRight"
	}
	return x.SetPanes(s.name, &excelize.Panes{Freeze: true, XSplit: s.beside, YSplit: s.above, TopLeftCell: place(s.above, s.beside), ActivePane: pane})
}

// print sets the paper: A4, so small that a page is wide enough, the head on every page, no table cut in two, and what it is with the number of
// the page below it.
func (x *xlsx) print(s *worksheet) error {
	size, way, scale := 9, "portrait", uint(s.scale()) // 9 is A4
	if s.landscaped {
		way = "landscape"
	}
	if err := x.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: &size, Orientation: &way, AdjustTo: &scale}); err != nil {
		return err
	}
	side, foot := paperMargin/72, paperMargin/2/72
	if err := x.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &side, Bottom: &side, Header: &foot, Footer: &foot}); err != nil {
		return err
	}
	for _, row := range s.breaks {
		if err := x.InsertPageBreak(s.name, place(row, 0)); err != nil {
			return err
		}
	}
	if err := x.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&L" + s.footer + "&R&P / &N"}); err != nil {
		return err
	}
	return x.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: s.name, RefersTo: fmt.Sprintf("%s!$1:$%d", quoted(s.name), s.above),
	})
}

// unescaped is a text that a spreadsheet shows as it was typed: in an XLSX "_x003D_" stands for the sign with that number, so an underscore before such a
// number is written as its own (ISO/IEC 29500-1, 22.9.2.19).
func unescaped(text string) string {
	var out strings.Builder
	for i := range len(text) {
		if text[i] == '_' && escape.MatchString(text[i:]) {
			out.WriteString("_x005F")
		}
		out.WriteByte(text[i]) // the underscore itself ends the escape
	}
	return out.String()
}

var escape = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)
