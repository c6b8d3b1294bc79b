package hours

import (
	"context"
	"errors"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/export"
	"schakel/internal/hours"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is what the page reads and keeps.
type Source interface {
	draft.Store
	Today() record.Date
	Hours(ctx context.Context, year int, month time.Month) (hours.Sheet, error)
	Allowance(ctx context.Context, year int) (*record.Allowance, error)
	SaveAllowance(ctx context.Context, a *record.Allowance) error
}

// Nav is where the page leads to. WriteHours makes a file of a sheet: PDF, XLSX or CSV.
type Nav interface {
	Back()
	Say(text string)
	Fail(err error)
	WriteHours(format, language string, s hours.Sheet)
}

// View is the page.
type View struct {
	listing.Column
	src    Source
	nav    Nav
	p      *i18n.Printer
	run    task.Runner
	state  state
	fields map[string]*form.Field
	keep   *draft.Keeper
	more   bool // the amounts are open to be corrected
	ctx    context.Context
	latest task.Latest
}

// New makes the page; it shows nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	return &View{Column: listing.NewColumn(p), src: src, nav: nav, p: p, run: run, state: state{p: p}, fields: map[string]*form.Field{}}
}

// Shown reads the month and draws it.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.state.begin(v.src.Today())
	v.load()
}

// Hidden keeps the draft and drops what was shown.
func (v *View) Hidden() {
	v.latest.Stop()
	v.flush()
	v.fields, v.keep = map[string]*form.Field{}, nil
	v.Clear()
}

func (v *View) flush() {
	if v.keep != nil {
		if err := v.keep.Flush(); err != nil {
			v.nav.Fail(err)
		}
	}
}

// read is a month with what was filled in for its year, kept or not yet.
type read struct {
	sheet hours.Sheet
	mine  *record.Allowance
}

func (v *View) load() {
	year, month := v.state.of()
	keep := draft.New(v.src, v.run, "allowance/"+strconv.Itoa(year), func() record.Record { return v.state.copied() }, v.kept)
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (read, error) {
		sheet, err := v.src.Hours(ctx, year, month)
		if err != nil {
			return read{}, err
		}
		mine, err := v.src.Allowance(ctx, year)
		if err != nil {
			return read{}, err
		}
		r, ok, err := keep.Read(ctx)
		if typed, is := r.(*record.Allowance); ok && is {
			typed.Head = mine.Head
			mine = typed
		}
		return read{sheet, mine}, err
	}, func(got read, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.keep = keep
		v.state.take(got.sheet, got.mine)
		v.draw()
	})
}

func (v *View) kept(err error) {
	if err != nil {
		v.nav.Fail(err)
	}
}

// go to another month; what is typed stays as a draft of its year.
func (v *View) turn(months int) {
	v.flush()
	v.state.move(months)
	v.load()
}

func (v *View) draw() {
	p, d, s := v.p, v.p.Direction(), &v.state
	choose := form.NewTongue(p, s.paper(), func(tag string) { s.tongue = tag })
	formats := []fyne.CanvasObject{choose}
	for _, f := range []string{"PDF", "XLSX", "CSV"} {
		formats = append(formats, form.NewSecondary(p, f, func() { v.nav.WriteHours(f, s.paper(), s.sheet) }))
	}
	back := form.NewButton(p, p.T("people.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, v.nav.Back)
	before := form.NewButton(p, p.T("hours.before"), form.ButtonOptions{Icon: look.Before(d)}, func() { v.turn(-1) })
	after := form.NewButton(p, p.T("hours.after"), form.ButtonOptions{After: look.Forward(d)}, func() { v.turn(1) })
	if s.last() {
		after.Disable()
	}
	v.First = before // the way to the month before
	v.Inside.Objects = []fyne.CanvasObject{
		rtl.HBox(d, 0, back),
		listing.NewPageHead(p, p.T("hours.title"), p.Month(s.month), formats...),
		rtl.NewText(d, p.T("hours.private"), rtl.Style{Color: look.ColorMuted, Wrap: true}),
		form.NewGroup(p, 12, before, after),
		form.NewAside(p, 16, 420, v.days(), rtl.Min(d, fyne.NewSize(look.Scaled(304), 0), v.year())),
	}
	v.Inside.Refresh()
}

// days is the month: three numbers, and what was done on each day.
func (v *View) days() fyne.CanvasObject {
	p, s := v.p, v.state.sheet
	if s.Empty() {
		return listing.NewCard(p, "", rtl.NewText(p.Direction(), p.T("hours.empty"), rtl.Style{Wrap: true}))
	}
	numbers := listing.NewFigures(p, []listing.Figure{
		{Number: p.Fixed(float64(s.Minutes)/60, 2), Text: p.T("hours.hours")}, {Number: p.Euro(s.Pay), Text: p.T("hours.pay")},
		{Number: p.Euro(s.Costs), Text: p.T("hours.costs")},
	})
	parts := []fyne.CanvasObject{numbers, newTable(p, export.HoursHead(p), v.rows())}
	if s.Pay < s.Hourly {
		parts = append(parts, rtl.NewText(p.Direction(), p.T("hours.month.most", "Amount", p.Euro(s.Rates.Month)), rtl.Style{Wrap: true}))
	}
	var pairs []listing.KeyValue
	for _, e := range s.Expenses {
		pairs = append(pairs, listing.KeyValue{Key: export.ExpenseWord(p, e.Type), Value: p.Euro(e.Cents)})
	}
	if len(pairs) > 0 {
		parts = append(parts, listing.NewHeading(p, p.T("hours.costs"), ""), listing.NewKeyValues(p, pairs, ""))
	}
	return listing.NewCard(p, "", rtl.VBox(p.Direction(), 12, parts...))
}

// rows are the days of the table.
func (v *View) rows() [][]string {
	p := v.p
	var rows [][]string
	for _, l := range v.state.sheet.Lines {
		pay, costs := "–", "–"
		if l.Pay > 0 {
			pay = p.Euro(l.Pay)
		}
		if l.Costs > 0 {
			costs = p.Euro(l.Costs)
		}
		rows = append(rows, []string{p.DayMonth(l.On), p.Value("hours.work", string(l.Work)), p.Fixed(float64(l.Minutes)/60, 2), pay, costs})
	}
	return rows
}

// year is the card with the year so far, what is near, and what can be filled in.
func (v *View) year() fyne.CanvasObject {
	p, d, s := v.p, v.p.Direction(), v.state.sheet
	card := rtl.VBox(d, 12, listing.NewHeading(p, p.T("hours.year", "Year", strconv.Itoa(s.Year)), ""), listing.NewKeyValues(p, []listing.KeyValue{
		{Key: p.T("hours.year.pay"), Value: p.Euro(s.SoFar.Pay)}, {Key: p.T("hours.year.elsewhere"), Value: p.Euro(s.SoFar.Elsewhere)},
		{Key: p.T("hours.year.most"), Value: p.Euro(s.Rates.Top)}, {Key: p.T("hours.year.costs"), Value: p.Euro(s.SoFar.Costs)},
	}, ""))
	notes := export.HoursNotes(p, s)
	if s.Stand() != hours.StandRoom {
		card.Add(listing.NewNote(p, look.IconInfo, notes[0], look.ColorText))
		notes = notes[1:]
	}
	for _, n := range notes {
		card.Add(rtl.NewText(d, n, rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}))
	}
	card.Add(v.field(fieldElsewhere, p.T("hours.elsewhere"), p.T("hours.elsewhere.help")))
	young := form.NewCheck(p, p.T("hours.young"), "", func(on bool) {
		v.state.mine.Young = on
		v.keep.Touch()
	})
	young.SetOn(v.state.mine.Young)
	card.Add(young)
	v.amounts(card)
	card.Add(rtl.HBox(d, 0, form.NewPrimary(p, p.T("hours.save"), v.save)))
	return listing.NewCard(p, "", card)
}

// amounts are the known amounts, behind a button that opens them to be corrected.
func (v *View) amounts(card *fyne.Container) {
	p := v.p
	open := v.more || v.state.mine.Hour+v.state.mine.Month+v.state.mine.Top > 0
	inside := rtl.VBox(p.Direction(), 12)
	for _, name := range corrections() {
		inside.Add(v.field(name, p.Value("hours.amount", name), p.T("hours.amount.known", "Amount", v.state.known(name))))
	}
	var opener *form.Button
	opener = form.NewButton(p, p.T("hours.correct"), form.ButtonOptions{Kind: form.Quiet, After: look.IconCaretDown, Snug: true}, func() {
		v.more = true
		opener.Hide()
		inside.Show()
		v.Inside.Refresh()
		form.Focus(v.fields[fieldHour].Control().(*rtl.Entry))
	})
	if open {
		opener.Hide()
	} else {
		inside.Hide()
	}
	card.Add(opener)
	card.Add(inside)
}

func (v *View) field(name, label, help string) fyne.CanvasObject {
	f, typed := form.NewTextField(v.p, form.FieldOptions{
		Label: label, Term: v.p.T("people.contact.euro"), Help: help, Validate: func() string { return v.state.wrong(name) },
	}, 1, func(text string) {
		v.state.set(name, text)
		v.keep.Touch()
	})
	typed.SetText(v.state.typed[name])
	v.fields[name] = f
	return f
}

// save keeps what was filled in for the year and counts again.
func (v *View) save() {
	problems := v.state.problems()
	for name, f := range v.fields {
		f.SetError(problems[name])
	}
	if len(problems) > 0 {
		return
	}
	a, keep := v.state.copied(), v.keep
	task.Do(v.ctx, v.run, func(context.Context) (struct{}, error) {
		ctx := context.Background()
		if err := v.src.SaveAllowance(ctx, a); err != nil {
			return struct{}{}, err
		}
		return struct{}{}, keep.Drop(ctx)
	}, func(_ struct{}, err error) {
		var wrong record.Problems
		switch {
		case err == nil:
			keep.Finish()
			v.nav.Say(v.p.T("hours.saved"))
			v.load()
		case errors.As(err, &wrong):
			for _, one := range wrong {
				if f := v.fields[one.Field]; f != nil {
					f.SetError(v.p.Problem(one))
				}
			}
		default:
			v.nav.Fail(err)
		}
	})
}
