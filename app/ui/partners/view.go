package partners

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

// View is the list of who can help.
type View struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	state   list
	content *fyne.Container
	inside  *fyne.Container
	list    *listing.List
	add     *form.Button
}

// New makes the list; it shows nothing until Shown. Its rows are at hand, so run is not used.
func New(src Source, nav Nav, p *i18n.Printer, _ task.Runner) *View {
	v := &View{src: src, nav: nav, p: p, state: list{p: p, filter: everything}}
	d := p.Direction()
	v.inside = rtl.Stack(d)
	v.content = rtl.Stack(d, listing.NewSheet(16, v.inside))
	return v
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.content }

// Focus is the list, or the button that adds the first one.
func (v *View) Focus() fyne.Focusable {
	if v.list != nil {
		return v.list.Focusable()
	}
	if v.add != nil {
		return v.add
	}
	return nil
}

// Shown reads the rows and draws them.
func (v *View) Shown(context.Context) {
	v.load()
	v.draw()
}

// Changed reads the rows again and keeps the place in the list.
func (v *View) Changed(context.Context) {
	before := len(v.state.rows)
	v.load()
	if v.list == nil || len(v.state.rows) != before {
		v.draw()
		return
	}
	v.list.Update()
}

// Hidden drops the texts.
func (v *View) Hidden() { v.state.rows, v.list, v.add, v.inside.Objects = nil, nil, nil, nil }

func (v *View) load() {
	v.state.load(v.src.Rows(record.KindPartner), v.src.Rows(record.KindRequest), v.src.Rows(record.KindReferral), v.src.Today())
}

func (v *View) write() { v.nav.New(record.KindPartner, record.ID{}) }

func (v *View) draw() {
	p, d := v.p, v.p.Direction()
	v.add = form.NewButton(p, p.T("partner.list.add"), form.ButtonOptions{Icon: look.IconPlusBold}, v.write)
	if len(v.state.types) == 0 {
		v.list = nil
		empty := listing.NewEmpty(p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingOpen, Sentence: p.T("partner.empty"), Teach: p.T("partner.empty.teach"),
			Action: p.T("partner.list.add"), Pressed: v.write,
		})
		head := listing.NewPageHead(p, p.T("partner.list.title"), p.T("partner.term"))
		v.inside.Objects = []fyne.CanvasObject{rtl.VBox(d, 16, head, v.below(), listing.NewCard(p, "", empty))}
		v.inside.Refresh()
		return
	}
	ask := form.NewButton(p, p.T("partner.ask"), form.ButtonOptions{Icon: look.IconQuestion}, func() { v.nav.New(record.KindRequest, record.ID{}) })
	find := form.NewButton(p, p.T("partner.find"), form.ButtonOptions{Icon: look.IconMagnifyingGlass}, func() { v.nav.Partners(SubFind) })
	top := rtl.VBox(d, 12, listing.NewPageHead(p, p.T("partner.list.title"), p.T("partner.term"), find, ask, v.add), v.below())
	if len(v.state.types) > 1 {
		top.Add(v.chips())
	}
	v.list = listing.NewList(p, len(v.state.rows), v.state.row, func(i int) { v.nav.Open(record.KindPartner, v.state.rows[i].ID) })
	v.inside.Objects = []fyne.CanvasObject{listing.NewUnder(p, 16, top, v.list)}
	v.inside.Refresh()
}

// below are the ways to the cards of other workers, to what is missing, and to the table.
func (v *View) below() fyne.CanvasObject {
	p := v.p
	way := func(text string, icon look.IconName, to Sub) fyne.CanvasObject {
		return form.NewButton(p, text, form.ButtonOptions{Kind: form.Quiet, Icon: icon, Snug: true}, func() { v.nav.Partners(to) })
	}
	return form.NewGroup(p, 16, way(p.T("partner.cards"), look.IconIdentificationCard, SubCards), way(p.T("partner.gaps"), look.IconListChecks, SubGaps),
		way(p.T("partner.table"), look.IconFileText, SubTable))
}

// chips let the worker see one type.
func (v *View) chips() fyne.CanvasObject {
	p := v.p
	choices := []form.Choice{{Value: everything, Text: p.T("partner.filter.all")}}
	for _, t := range v.state.types {
		choices = append(choices, form.Choice{Value: t, Text: p.Value("partner.type", t)})
	}
	chips := form.NewChips(p, choices, form.ChipsOptions{Keep: true, First: 8}, func(values []string) {
		if len(values) > 0 && values[0] != v.state.filter {
			v.state.filter = values[0]
			v.load()
			v.list.SetCount(len(v.state.rows))
			v.list.Update()
		}
	})
	chips.SetValues(v.state.filter)
	return chips
}
