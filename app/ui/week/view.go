package week

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is what the grid needs of the book.
type Source interface {
	draft.Store
	Today() record.Date
	Find(ctx context.Context, query string, limit int) ([]record.Row, error)
	UsedRoles(ctx context.Context) ([]record.Role, error)
	SaveContacts(ctx context.Context, all []*record.Contact) error
}

// Nav is where the page leads to. PrintSlip makes the pocket slip to be filled in outside.
type Nav interface {
	Back()
	Say(text string)
	Fail(err error)
	PrintSlip(language string)
}

// View is the page.
type View struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	state   state
	content *fyne.Container
	grid    *grid
	rows    []*gridRow
	keepers []*draft.Keeper
	hint    *hint
	sign    *fyne.Container
	first   fyne.Focusable
	busy    bool
	ctx     context.Context
	latest  task.Latest
}

// New makes the page; it shows nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	return &View{src: src, nav: nav, p: p, run: run, state: state{p: p}, content: rtl.Stack(p.Direction())}
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is the first cell.
func (v *View) Focus() fyne.Focusable { return v.first }

// begun is what the page reads before it is drawn.
type begun struct {
	lines []*line
	roles []record.Role
}

// Shown reads what was typed before and draws the grid.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.state.today = v.src.Today()
	task.Do(ctx, v.run, func(ctx context.Context) (begun, error) {
		lines, err := restore(ctx, v.src)
		if err != nil {
			return begun{}, err
		}
		roles, err := v.src.UsedRoles(ctx)
		return begun{lines, roles}, err
	}, func(got begun, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.lines, v.state.roles = got.lines, got.roles
		v.draw()
		form.Focus(v.first)
	})
}

// Hidden keeps what was typed and drops the texts.
func (v *View) Hidden() {
	v.latest.Stop()
	for _, k := range v.keepers {
		if err := k.Flush(); err != nil {
			v.nav.Fail(err)
		}
	}
	v.state.lines, v.rows, v.keepers, v.first, v.hint = nil, nil, nil, nil, nil
	v.content.Objects = nil
}

func (v *View) draw() {
	p, d := v.p, v.p.Direction()
	back := form.NewButton(p, p.T("people.back"), form.ButtonOptions{Kind: form.Quiet, Icon: look.Back(d), Snug: true}, v.nav.Back)
	choose, slip := form.NewPrint(p, p.T("people.contacts.slip"), p.Tag(), func(q *i18n.Printer) { v.nav.PrintSlip(q.Tag()) })
	head := rtl.VBox(d, 0, rtl.HBox(d, 0, back), listing.NewPageHead(p, p.T("week.title"), p.T("people.contact.term"), choose, slip))
	v.hint = newHint(v)
	v.grid = newGrid(p, v.hint.content)
	v.rows, v.keepers = nil, nil
	for i := range v.state.lines {
		v.addRow(i)
	}
	v.sign = rtl.Stack(d)
	more := form.NewButton(p, p.T("week.more"), form.ButtonOptions{Icon: look.IconPlusBold}, v.more)
	foot := form.NewActions(p, []fyne.CanvasObject{form.NewPrimary(p, p.T("week.save"), v.save), more}, []fyne.CanvasObject{v.sign})
	how := rtl.NewText(d, p.T("week.how"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true})
	v.content.Objects = []fyne.CanvasObject{rtl.Scroll(d, listing.NewSheet(look.Grid, rtl.VBox(d, 16, head, how, v.grid, foot)))}
	v.content.Refresh()
	v.first = v.rows[0].entries[colDay]
}

// addRow makes the cells of a line.
func (v *View) addRow(i int) {
	r := newGridRow(v, i)
	v.rows = append(v.rows, r)
	v.keepers = append(v.keepers, v.keeper(i))
	v.grid.add(r)
}

func (v *View) keeper(i int) *draft.Keeper {
	return draft.New(v.src, v.run, key(i), func() record.Record { return v.state.lines[i].pack() }, func(err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.say(v.p.T("week.kept"))
	})
}

func (v *View) say(text string) {
	v.sign.Objects = []fyne.CanvasObject{listing.NewSign(v.p, look.IconCheck, text, look.ColorMuted)}
	v.sign.Refresh()
}

// more adds lines.
func (v *View) more() {
	from := len(v.state.lines)
	v.state.grow(from + linesMore)
	for i := from; i < len(v.state.lines); i++ {
		v.addRow(i)
	}
	v.grid.Refresh()
	v.content.Refresh()
	if from < len(v.rows) {
		form.Focus(v.rows[from].entries[colDay])
	}
}

// typed takes over a change in a cell.
func (v *View) typed(i int, c column, text string) {
	v.state.set(i, c, text)
	v.keepers[i].Touch()
	v.hint.follow(i, c)
}

// left checks a cell when the keyboard leaves it: a name that can only mean one is taken over.
func (v *View) left(i int, c column) {
	if i >= len(v.state.lines) {
		return
	}
	l := v.state.lines[i]
	if c == colWhom && v.state.open(l) {
		text := l.cells[colWhom]
		task.Do(v.ctx, v.run, func(ctx context.Context) ([]record.Row, error) { return v.src.Find(ctx, text, 40) }, func(rows []record.Row, err error) {
			if err == nil && i < len(v.rows) && l.cells[colWhom] == text && l.about == "" {
				if row, ok := meant(text, known(rows)); ok {
					v.chosen(i, row)
				}
				v.mark(i, c)
			}
		})
		return
	}
	v.mark(i, c)
}

// mark shows what is wrong with a cell that was left, or no longer.
func (v *View) mark(i int, c column) {
	l := v.state.lines[i]
	_, wrong := v.state.contact(l)
	if l.wrong == nil {
		l.wrong = map[column]string{}
	}
	delete(l.wrong, c)
	if text := wrong[c]; text != "" && (c > colWhom || l.cells[c] != "") {
		l.wrong[c] = text
	}
	v.rows[i].show(l)
}

// chosen says whom a line is about.
func (v *View) chosen(i int, row record.Row) {
	v.state.choose(i, row)
	v.rows[i].entries[colWhom].SetText(row.Title.Reveal())
	v.keepers[i].Touch()
	v.mark(i, colWhom)
}

// to gives a cell the keyboard; outside the grid it does nothing.
func (v *View) to(i int, c column) {
	if i < 0 || i >= len(v.rows) || c < 0 || c >= columns {
		return
	}
	if c == colFailed {
		v.rows[i].failed.Focus()
		return
	}
	form.Focus(v.rows[i].entries[c])
}

// save keeps the lines that are good; the others stay, with what is wrong beside them.
func (v *View) save() {
	if v.busy {
		return
	}
	v.busy = true
	lines := v.state.lines
	var open []int
	for i, l := range lines {
		if v.state.open(l) {
			open = append(open, i)
		}
	}
	texts := map[int]string{}
	for _, i := range open {
		texts[i] = lines[i].cells[colWhom]
	}
	task.Do(v.ctx, v.run, func(ctx context.Context) (map[int]record.Row, error) {
		found := map[int]record.Row{}
		for _, i := range open {
			rows, err := v.src.Find(ctx, texts[i], 40)
			if err != nil {
				return nil, err
			}
			if row, ok := meant(texts[i], known(rows)); ok {
				found[i] = row
			}
		}
		return found, nil
	}, func(found map[int]record.Row, err error) {
		if err != nil {
			v.busy = false
			v.nav.Fail(err)
			return
		}
		for i, row := range found {
			v.chosen(i, row)
		}
		v.keep()
	})
}

func (v *View) keep() {
	good, at := v.state.check()
	for i, r := range v.rows {
		r.show(v.state.lines[i])
	}
	if len(good) == 0 {
		v.busy = false
		if n := v.state.left(); n > 0 {
			v.say(v.p.N("week.left", n))
		}
		v.toProblem()
		return
	}
	task.Do(v.ctx, v.run, func(context.Context) (struct{}, error) {
		ctx := context.Background()
		if err := v.src.SaveContacts(ctx, good); err != nil {
			return struct{}{}, err
		}
		for _, i := range at {
			if err := v.keepers[i].Drop(ctx); err != nil {
				return struct{}{}, err
			}
		}
		return struct{}{}, nil
	}, func(_ struct{}, err error) {
		v.busy = false
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.saved(at)
	})
}

// saved empties the lines that are kept, and goes to the first that is not.
func (v *View) saved(at []int) {
	for _, i := range at {
		v.keepers[i].Finish()
		v.state.lines[i] = &line{}
		v.keepers[i] = v.keeper(i)
		v.rows[i].fill(v.state.lines[i])
	}
	v.nav.Say(v.p.N("week.saved", len(at)))
	if v.state.left() == 0 {
		v.nav.Back()
		return
	}
	v.say(v.p.N("week.left", v.state.left()))
	v.toProblem()
}

// toProblem goes to the first cell in which something is wrong.
func (v *View) toProblem() {
	for i, l := range v.state.lines {
		for c := range columns {
			if l.wrong[c] != "" {
				v.to(i, c)
				return
			}
		}
	}
}
