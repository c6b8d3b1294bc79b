package logbook

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is the list of what happened, read backwards in pages.
type Source interface {
	Today() record.Date
	Log(ctx context.Context, sort book.LogSort, before uint64, limit int) (book.LogPage, error)
}

// Nav is where the page leads to.
type Nav interface {
	Open(kind record.Kind, id record.ID)
	Back()
	Fail(err error)
}

// pageSize is how many entries are read at once; screenful is what is read at least before the list is left alone.
const (
	pageSize  = 100
	screenful = 40
)

// View is the page.
type View struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	state   state
	content *fyne.Container
	inside  *fyne.Container
	low     *listing.Under // the list, or that there is nothing
	list    *listing.List
	chips   *form.Chips
	ctx     context.Context
	latest  task.Latest
	reading bool
}

// New makes the page; it reads nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	v := &View{src: src, nav: nav, p: p, run: run, state: state{p: p}, ctx: context.Background()}
	d := p.Direction()
	v.inside = rtl.Stack(d)
	v.content = rtl.Stack(d, listing.NewSheet(16, v.inside))
	return v
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is the list, once there is one.
func (v *View) Focus() fyne.Focusable {
	if v.list == nil {
		return nil
	}
	return v.list.Focusable()
}

// Shown draws the page and reads the newest entries.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.state.today = v.src.Today()
	v.draw()
	v.choose(v.state.sort)
}

// Hidden drops what was read.
func (v *View) Hidden() {
	v.latest.Stop()
	v.state.begin(v.state.sort)
	v.list, v.chips, v.low, v.inside.Objects = nil, nil, nil, nil
}

// choose begins anew with another filter.
func (v *View) choose(sort book.LogSort) {
	v.state.begin(sort)
	v.list, v.reading = nil, false
	v.low.SetBelow(nil)
	v.more()
}

// more reads the next page, in the background, and goes on until there is a screen full or nothing is left.
func (v *View) more() {
	if v.reading || v.state.whole {
		return
	}
	v.reading = true
	sort, before := v.state.sort, v.state.next
	task.Do(v.latest.Next(v.ctx), v.run, func(ctx context.Context) (book.LogPage, error) {
		return v.src.Log(ctx, sort, before, pageSize)
	}, func(page book.LogPage, err error) {
		v.reading = false
		v.state.add(page)
		if err != nil {
			v.state.whole = true // what comes before it cannot be trusted
			v.nav.Fail(err)
		}
		v.show()
		if len(v.state.rows) < screenful {
			v.more()
		}
	})
}

// show brings the list up to what was read.
func (v *View) show() {
	switch {
	case v.list != nil:
		v.list.Grow(len(v.state.rows))
		return
	case len(v.state.rows) > 0:
		v.list = listing.NewList(v.p, len(v.state.rows), v.state.row, v.open)
		v.list.Plain()
		v.list.Near(v.more)
		v.low.SetBelow(v.list)
	case v.state.whole:
		v.low.SetBelow(listing.NewCard(v.p, "", listing.NewEmpty(v.p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingOpen, Sentence: v.p.T("logbook.empty"), Teach: v.p.T("logbook.empty.teach"),
		})))
	}
	v.inside.Refresh()
}

func (v *View) open(i int) {
	if kind, id, ok := v.state.opens(i); ok {
		v.nav.Open(kind, id)
	}
}

// draw makes what stands above the list: the title, what the list proves, and the filter.
func (v *View) draw() {
	p, d := v.p, v.p.Direction()
	back := form.NewButton(p, p.T("logbook.back"), form.ButtonOptions{Icon: look.Back(d)}, v.nav.Back)
	v.chips = form.NewChips(p, v.filters(), form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) > 0 && values[0] != string(v.state.sort) {
			v.choose(book.LogSort(values[0]))
		}
	})
	v.chips.SetValues(string(v.state.sort))
	top := rtl.VBox(d, 12,
		listing.NewPageHead(p, p.T("logbook.title"), p.T("logbook.term"), back),
		rtl.NewText(d, p.T("logbook.proof"), rtl.Style{Size: rtl.Small, Color: look.ColorMuted, Wrap: true}), v.chips)
	v.low = listing.NewUnder(p, 12, top, nil)
	v.inside.Objects = []fyne.CanvasObject{v.low}
	v.inside.Refresh()
}

// filters are the sorts of entries with their words.
func (v *View) filters() []form.Choice {
	var all []form.Choice
	for _, sort := range book.LogSorts() {
		word := string(sort)
		if sort == book.LogAll {
			word = "all"
		}
		all = append(all, form.Choice{Value: string(sort), Text: v.p.Value("logbook.filter", word)})
	}
	return all
}
