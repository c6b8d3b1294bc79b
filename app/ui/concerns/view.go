package concerns

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// View is the list of worries.
type View struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	run     task.Runner
	state   list
	content *fyne.Container
	inside  *fyne.Container
	list    *listing.List
	ctx     context.Context
}

// New makes the list; it shows nothing until Shown.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	v := &View{src: src, nav: nav, p: p, run: run, state: list{p: p, filter: filterOpen}}
	d := p.Direction()
	v.inside = rtl.Stack(d)
	v.content = rtl.Stack(d, rtl.Pad(d, rtl.Edges{Top: 16, End: look.PageMargin, Bottom: 24, Start: look.PageMargin}, v.inside))
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

// Shown reads the rows and draws them.
func (v *View) Shown(ctx context.Context) {
	v.ctx = ctx
	v.load()
	v.draw()
}

// Changed reads the rows again and keeps the place in the list.
func (v *View) Changed(ctx context.Context) {
	before := len(v.state.rows)
	v.ctx = ctx
	v.load()
	if v.list == nil || len(v.state.rows) != before {
		v.draw()
		return
	}
	v.list.Update()
}

// Hidden drops the texts.
func (v *View) Hidden() { v.state.rows, v.state.homes, v.list, v.inside.Objects = nil, nil, nil, nil }

func (v *View) load() {
	v.state.load(v.src.Rows(record.KindConcern), v.src.Rows(record.KindHousehold), v.src.Today())
}

func (v *View) draw() {
	p, d := v.p, v.p.Direction()
	chips := form.NewChips(p, form.Choices(p, "concern.filter", filters()...), form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) > 0 && filter(values[0]) != v.state.filter {
			v.state.filter = filter(values[0])
			v.load()
			v.draw()
		}
	})
	chips.SetValues(string(v.state.filter))
	add := form.NewButton(p, p.T("concern.list.add"), form.ButtonOptions{Kind: form.Secondary, Icon: look.IconPlusBold}, func() {
		v.nav.New(record.KindConcern, record.ID{})
	})
	top := rtl.VBox(d, 16, listing.NewPageHead(p, p.T("concern.list.title"), p.T("concern.term"), add), chips)
	if len(v.state.rows) == 0 {
		v.list = nil
		v.inside.Objects = []fyne.CanvasObject{rtl.VBox(d, 16, top, listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
			Own: look.RingOpen, Other: look.RingOpen, Sentence: p.T("concern.empty"), Teach: p.T("concern.empty.teach"),
			Action: p.T("concern.list.add"), Pressed: func() { v.nav.New(record.KindConcern, record.ID{}) },
		})))}
		v.inside.Refresh()
		return
	}
	v.list = listing.NewList(p, len(v.state.rows), v.state.row, func(i int) { v.nav.Open(record.KindConcern, v.state.rows[i].ID) })
	v.inside.Objects = []fyne.CanvasObject{rtl.Border(d, 16, top, nil, nil, nil, v.list)}
	v.inside.Refresh()
}
