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
	v := &View{src: src, nav: nav, p: p, run: run, state: list{p: p, filter: filterOpen, section: record.KindConcern}}
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
	switch v.state.section {
	case record.KindSignal:
		v.state.others(v.src.Rows(record.KindSignal), v.src.Rows(record.KindPartner), v.src.Today())
	case record.KindAdvice:
		v.state.others(v.src.Rows(record.KindAdvice), nil, v.src.Today())
	default:
		v.state.load(v.src.Rows(record.KindConcern), v.src.Rows(record.KindHousehold), v.src.Today())
	}
}

// sections are the three lists of this page.
func sections() []record.Kind {
	return []record.Kind{record.KindConcern, record.KindSignal, record.KindAdvice}
}

func (v *View) draw() {
	p, d := v.p, v.p.Direction()
	kind := v.state.section
	write := func() { v.nav.New(kind, record.ID{}) }
	add := form.NewButton(p, p.T("concern.list.add."+kind.String()), form.ButtonOptions{Kind: form.Secondary, Icon: look.IconPlusBold}, write)
	aid := form.NewButton(p, p.T("concern.aid.open"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconHandHeart}, func() { v.nav.Aid(record.ID{}) })
	top := rtl.VBox(d, 16, listing.NewPageHead(p, p.T("concern.list.title"), p.T("concern.term"), aid, add), v.section())
	if kind == record.KindConcern {
		top.Add(v.filters())
	}
	if len(v.state.rows) == 0 {
		v.list = nil
		id := map[record.Kind]string{record.KindConcern: "concern.empty", record.KindSignal: "signal.empty", record.KindAdvice: "advice.empty"}[kind]
		v.inside.Objects = []fyne.CanvasObject{rtl.VBox(d, 16, top, listing.NewCard(p, "", listing.NewEmpty(p, listing.Empty{
			Own: look.RingOpen, Other: look.RingOpen, Sentence: p.T(id), Teach: p.T(id + ".teach"), Action: p.T("concern.list.add." + kind.String()), Pressed: write,
		})))}
		v.inside.Refresh()
		return
	}
	v.list = listing.NewList(p, len(v.state.rows), v.state.row, func(i int) { v.nav.Open(kind, v.state.rows[i].ID) })
	v.inside.Objects = []fyne.CanvasObject{listing.NewUnder(p, 16, top, v.list)}
	v.inside.Refresh()
}

// section chooses between worries, wijksignalen and advices without a name.
func (v *View) section() fyne.CanvasObject {
	var choices []form.Choice
	for _, kind := range sections() {
		choices = append(choices, form.Choice{Value: kind.String(), Text: v.p.T("concern.section." + kind.String())})
	}
	s := form.NewSegmented(v.p, choices, func(value string) {
		if kind := record.ParseKind(value); kind != v.state.section {
			v.state.section = kind
			v.load()
			v.draw()
		}
	})
	s.SetValue(v.state.section.String())
	return rtl.Max(v.p.Direction(), look.Scaled(640), rtl.Start, s)
}

func (v *View) filters() fyne.CanvasObject {
	p := v.p
	chips := form.NewChips(p, form.Choices(p, "concern.filter", filters()...), form.ChipsOptions{Keep: true}, func(values []string) {
		if len(values) > 0 && filter(values[0]) != v.state.filter {
			v.state.filter = filter(values[0])
			v.load()
			v.draw()
		}
	})
	chips.SetValues(string(v.state.filter))
	return chips
}
