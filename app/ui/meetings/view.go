package meetings

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

// View is the list of gatherings, below their months.
type View struct {
	src     Source
	nav     Nav
	p       *i18n.Printer
	state   list
	content *fyne.Container
	inside  *fyne.Container
	under   *listing.Under
	seek    *form.Search
	list    *listing.List
	add     *form.Button
}

// New makes the list; it shows nothing until Shown. Its rows are at hand, so run is not used.
func New(src Source, nav Nav, p *i18n.Printer, _ task.Runner) *View {
	v := &View{src: src, nav: nav, p: p, state: list{p: p}}
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
	before, some := len(v.state.items), len(v.state.every) > 0
	v.load()
	switch {
	case some != (len(v.state.every) > 0):
		v.draw()
	case v.list == nil || len(v.state.items) != before:
		v.drawList()
	default:
		v.list.Update()
	}
}

// Hidden drops the texts.
func (v *View) Hidden() {
	v.state.every, v.state.rows, v.state.items = nil, nil, nil
	v.list, v.add, v.seek, v.under, v.inside.Objects = nil, nil, nil, nil, nil
}

func (v *View) load() {
	query := ""
	if v.seek != nil {
		query = v.seek.Text()
	}
	v.state.load(v.src.Rows(record.KindMeeting), v.src.Today(), query)
}

func (v *View) write() { v.nav.New(record.KindMeeting, record.ID{}) }

func (v *View) draw() {
	p, d := v.p, v.p.Direction()
	v.add = form.NewButton(p, p.T("meeting.list.add"), form.ButtonOptions{Icon: look.IconPlusBold}, v.write)
	plan := form.NewButton(p, p.T("meeting.list.plan"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconPlusBold, Snug: true}, func() {
		v.nav.New(record.KindMeeting, planFor(record.Date{}))
	})
	if len(v.state.every) == 0 {
		v.list = nil
		empty := listing.NewEmpty(p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingOpen, Sentence: p.T("meeting.empty"), Teach: p.T("meeting.empty.teach"),
			Action: p.T("meeting.list.add"), Pressed: v.write,
		})
		v.inside.Objects = []fyne.CanvasObject{rtl.VBox(d, 16, listing.NewPageHead(p, p.T("meeting.list.title"), "", plan), listing.NewCard(p, "", empty))}
		v.inside.Refresh()
		return
	}
	head := listing.NewPageHead(p, p.T("meeting.list.title"), "", v.add)
	ways := form.NewGroup(p, 12, plan, v.way("meeting.list.calendar", look.IconCalendarBlank, PageCalendar), v.way("meeting.list.words", look.IconChats, PageWords))
	v.seek = form.NewSearch(p, p.T("meeting.list.search"), "", func(text string) {
		v.state.search(text)
		v.drawList()
	}, nil)
	top := rtl.VBox(d, 12, head, form.NewBeside(p, 24, 280, v.seek, ways))
	v.under = listing.NewUnder(p, 16, top, nil)
	v.inside.Objects = []fyne.CanvasObject{v.under}
	v.drawList()
}

// way is a button that leads to another page of the gatherings.
func (v *View) way(text string, icon look.IconName, page string) fyne.CanvasObject {
	return form.NewButton(v.p, v.p.T(text), form.ButtonOptions{Kind: form.Quiet, Icon: icon, Snug: true}, func() { v.nav.Go(page) })
}

// drawList draws the rows that are found.
func (v *View) drawList() {
	p, d := v.p, v.p.Direction()
	if v.list = nil; len(v.state.items) == 0 {
		v.under.SetBelow(rtl.VBox(d, 0, rtl.NewText(d, p.T("meeting.list.nothing"), rtl.Style{Color: look.ColorMuted, Wrap: true})))
		v.inside.Refresh()
		return
	}
	v.list = listing.NewList(p, len(v.state.items), v.state.item, func(i int) {
		if it := v.state.items[i]; it.head == "" {
			v.nav.Open(record.KindMeeting, v.state.rows[it.row].ID)
		}
	})
	v.under.SetBelow(v.list)
	v.inside.Refresh()
}
