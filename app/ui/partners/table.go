package partners

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/directory"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Table is the page on which a table of partners is read in or kept: which column is what, what would happen to every row, and then all
// of it or nothing.
type Table struct {
	sub
	table   directory.Table
	mapping directory.Mapping
	plan    *book.PartnerPlan
	wrong   string // of the file
	most    int
	dutch   *i18n.Printer
}

// rowsFirst is how many rows of a look are shown before more is asked for.
const rowsFirst = 40

// NewTable makes the page.
func NewTable(src Source, nav Nav, p *i18n.Printer, run task.Runner) *Table {
	v := &Table{sub: newSub(src, nav, p, run), most: rowsFirst, dutch: p}
	if dutch, err := i18n.New(i18n.Source); err == nil {
		v.dutch = dutch
	}
	return v
}

// Shown draws the page.
func (v *Table) Shown(ctx context.Context) {
	v.ctx = ctx
	v.draw()
}

// Hidden drops the table.
func (v *Table) Hidden() {
	v.table, v.mapping, v.plan, v.wrong, v.first, v.inside.Objects = directory.Table{}, nil, nil, "", nil, nil
}

func (v *Table) draw() {
	p := v.p
	objects := []fyne.CanvasObject{v.head(p.T("partner.table.title"), p.T("partner.table.note"))}
	switch {
	case v.plan != nil:
		objects = append(objects, v.fates())
	case v.mapping != nil:
		objects = append(objects, v.columns())
	default:
		objects = append(objects, v.begin())
	}
	v.fill(objects...)
	form.Focus(v.first)
}

// begin asks for a file, or keeps one.
func (v *Table) begin() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	open := form.NewButton(p, p.T("partner.table.open"), form.ButtonOptions{Kind: form.Primary, Icon: look.IconFolderOpen}, func() {
		v.nav.OpenFile([]string{".csv", ".txt", ".tsv"}, v.chosen)
	})
	v.first = open
	in := rtl.VBox(d, 12, v.line(p.T("partner.table.in.why")), rtl.HBox(d, 0, open))
	if v.wrong != "" {
		in.Add(listing.NewNote(p, look.IconWarningCircle, v.wrong, look.ColorText))
	}
	keep := form.NewButton(p, p.T("partner.table.save"), form.ButtonOptions{Icon: look.IconDownloadSimple}, func() {
		ctx := v.ctx
		v.nav.SaveAs(p.T("partner.table.file")+".csv", func(w io.Writer) error {
			_, err := v.src.ExportPartners(ctx, w, p)
			return err
		})
	})
	out := rtl.VBox(d, 12, v.line(p.T("partner.table.out.why")), listing.NewNote(p, look.IconInfo, p.T("partner.table.clear"), look.ColorMuted), rtl.HBox(d, 0, keep))
	return form.NewColumnsFrom(p, 16, look.Scaled(360), listing.NewCard(p, p.T("partner.table.in"), in), listing.NewCard(p, p.T("partner.table.out"), out))
}

func (v *Table) chosen(path string, err error) {
	if err != nil || path == "" {
		v.nav.Fail(err)
		return
	}
	task.Do(v.ctx, v.run, func(context.Context) (directory.Table, error) {
		f, err := os.Open(path)
		if err != nil {
			return directory.Table{}, directory.ErrTable
		}
		defer func() { _ = f.Close() }()
		return directory.Read(f)
	}, func(t directory.Table, err error) {
		v.wrong, v.mapping = "", nil
		if err != nil {
			v.wrong = v.fault(err)
			v.draw()
			return
		}
		v.table, v.mapping = t, directory.Remembered(v.nav.Columns(), t.Head)
		for i, key := range directory.Guess(t.Head, v.p, v.dutch) {
			if v.mapping[i] == "" && key != "" {
				v.mapping.Set(i, key)
			}
		}
		v.draw()
	})
}

// fault is what is wrong with a file, with its line where there is one.
func (v *Table) fault(err error) string {
	text, hint := v.p.Fault(err)
	if line := lineOf(err); line != "" {
		return v.p.T("partner.table.line", "Line", line, "Text", text)
	}
	return strings.TrimSpace(text + " " + hint)
}

// columns asks what every column of the file is; the first cell that is not empty stands beside it.
func (v *Table) columns() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	rows := rtl.VBox(d, 12, v.line(p.N("partner.table.rows", len(v.table.Rows))))
	var selects []*form.Select
	for i, heading := range v.table.Head {
		choices := []form.Choice{{Value: "", Text: p.T("partner.table.skip")}}
		for _, c := range directory.Columns() {
			choices = append(choices, form.Choice{Value: c.Key, Text: c.Heading(p)})
		}
		choose := form.NewSelect(p, choices, form.SelectOptions{Wide: true, Empty: p.T("partner.table.skip")}, func(key string) {
			v.mapping.Set(i, key)
			for at, s := range selects {
				s.SetValue(v.mapping[at])
			}
		})
		choose.SetValue(v.mapping[i])
		selects = append(selects, choose)
		words := rtl.VBox(d, 0, rtl.NewText(d, first(heading, p.T("partner.table.unnamed")), rtl.Style{Bold: true, Wrap: true}), v.muted(v.sample(i)))
		rows.Add(form.NewBeside(p, 16, 280, words, form.NewAtLeast(260, 0, choose)))
	}
	look1 := form.NewButton(p, p.T("partner.table.look"), form.ButtonOptions{Kind: form.Primary}, v.look)
	other := form.NewButton(p, p.T("partner.table.other"), form.ButtonOptions{Kind: form.Quiet}, func() { v.mapping = nil; v.draw() })
	v.first = look1
	return listing.NewCard(p, p.T("partner.table.columns"), rtl.VBox(d, 16, rows, form.NewGroup(p, 16, look1, other)))
}

// sample is what stands first in a column.
func (v *Table) sample(i int) string {
	for _, row := range v.table.Rows {
		if row[i] != "" {
			return record.Cut(record.Text(row[i])).Reveal()
		}
	}
	return v.p.T("partner.table.blank")
}

// look shows what would happen to every row. Nothing happens yet.
func (v *Table) look() {
	v.nav.SetColumns(v.mapping.Remember(v.table.Head))
	task.Do(v.ctx, v.run, func(ctx context.Context) (*book.PartnerPlan, error) {
		return v.src.PlanPartners(ctx, v.table, v.mapping, v.p)
	}, func(plan *book.PartnerPlan, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.plan, v.most = plan, rowsFirst
		v.draw()
	})
}

// fates shows what happens to every organisation, those that need a look first.
func (v *Table) fates() fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	var counts []string
	for _, f := range book.Fates() {
		if n := v.plan.Count(f); n > 0 {
			counts = append(counts, p.T("partner.table.count", "What", p.Value("directory.fate", string(f)), "N", p.Number(n)))
		}
	}
	rows := rtl.VBox(d, 12, v.line(joined(p, counts)))
	shown := 0
	for _, f := range book.Fates() {
		for i := range v.plan.All {
			if a := &v.plan.All[i]; a.Fate == f && shown < v.most {
				rows.Add(v.fate(a))
				shown++
			}
		}
	}
	if rest := len(v.plan.All) - shown; rest > 0 {
		rows.Add(form.NewButton(p, p.N("partner.table.more", rest), form.ButtonOptions{}, func() { v.most += 10 * rowsFirst; v.draw() }))
	}
	back := form.NewButton(p, p.T("partner.table.again"), form.ButtonOptions{Kind: form.Quiet}, func() { v.plan = nil; v.draw() })
	v.first = back
	buttons := []fyne.CanvasObject{back}
	if n := v.plan.Takes(); n > 0 {
		take := form.NewButton(p, p.N("partner.table.take", n), form.ButtonOptions{Kind: form.Primary}, v.take)
		buttons, v.first = []fyne.CanvasObject{take, back}, take
	} else {
		rows.Add(v.line(p.T("partner.table.nothing")))
	}
	return listing.NewCard(p, p.T("partner.table.fates"), rtl.VBox(d, 16, rows, form.NewGroup(p, 16, buttons...)))
}

// fate is what happens to one organisation, and why.
func (v *Table) fate(a *book.Arriving) fyne.CanvasObject {
	p, d := v.p, v.p.Direction()
	name := first(a.Name.Reveal(), p.T("partner.table.noname"))
	lines := rtl.VBox(d, 2, rtl.NewRich(d, []rtl.Span{{Text: name, Bold: true}, {Text: "   " + p.Value("directory.fate", string(a.Fate)), Color: look.ColorMuted}}, rtl.Style{Wrap: true}))
	switch a.Fate {
	case book.FateChanged:
		lines.Add(v.muted(p.T("partner.table.changes", "Fields", v.headings(a.Changed))))
	case book.FateRefused:
		for _, problem := range a.Problems {
			text := p.T("partner.table.problem", "Field", v.heading(problem.Field), "Text", p.Problem(problem))
			if at := problem.Params["Line"]; at != "" {
				text = p.T("partner.table.line", "Line", at, "Text", text)
			}
			lines.Add(rtl.NewText(d, text, rtl.Style{Size: rtl.Small, Wrap: true}))
		}
	case book.FateAlike:
		lines.Add(v.muted(p.T("partner.table.alike", "Name", a.Like.Title.Reveal())))
		lines.Add(v.choice(a))
	}
	return lines
}

// choice asks whether an organisation is one that is here. Nothing happens to it until somebody says so.
func (v *Table) choice(a *book.Arriving) fyne.CanvasObject {
	p := v.p
	chips := form.NewChips(p, []form.Choice{
		{Value: "skip", Text: p.T("partner.table.alike.skip")}, {Value: string(book.AlikeSame), Text: p.T("partner.table.alike.same")},
		{Value: string(book.AlikeNew), Text: p.T("partner.table.alike.new")},
	}, form.ChipsOptions{Keep: true}, func(values []string) {
		a.Choice = book.AlikeSkip
		if len(values) > 0 && values[0] != "skip" {
			a.Choice = book.AlikeChoice(values[0])
		}
		v.draw()
	})
	chips.SetValues(first(string(a.Choice), "skip"))
	return chips
}

// take reads everything in, or nothing.
func (v *Table) take() {
	type done struct{ added, changed int }
	plan := v.plan
	task.Do(v.ctx, v.run, func(ctx context.Context) (done, error) {
		added, changed, err := v.src.ImportPartners(ctx, plan)
		return done{added, changed}, err
	}, func(d done, err error) {
		if err != nil {
			v.plan = nil
			v.draw()
			v.nav.Fail(err)
			return
		}
		v.nav.Say(v.p.T("partner.table.done", "Added", v.p.Number(d.added), "Changed", v.p.Number(d.changed)))
		v.nav.Back()
	})
}

func (v *Table) headings(keys []string) string {
	all := make([]string, len(keys))
	for i, key := range keys {
		all[i] = v.heading(key)
	}
	return v.p.List(all)
}

// heading is what a column or a field of a record is called.
func (v *Table) heading(field string) string { return directory.Called(v.p, field) }

// lineOf is the line of the file that an error is about, "" for none.
func lineOf(err error) string {
	var all record.Problems
	if errors.As(err, &all) && len(all) > 0 {
		return all[0].Params["Line"]
	}
	return ""
}
