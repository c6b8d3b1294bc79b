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

// View is the list of gatherings.
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

func (v *View) load() { v.state.load(v.src.Rows(record.KindMeeting), v.src.Today()) }

func (v *View) write() { v.nav.New(record.KindMeeting, record.ID{}) }

func (v *View) draw() {
	p, d := v.p, v.p.Direction()
	v.add = form.NewButton(p, p.T("meeting.list.add"), form.ButtonOptions{Icon: look.IconPlusBold}, v.write)
	if len(v.state.rows) == 0 {
		v.list = nil
		empty := listing.NewEmpty(p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingOpen, Sentence: p.T("meeting.empty"), Teach: p.T("meeting.empty.teach"),
			Action: p.T("meeting.list.add"), Pressed: v.write,
		})
		v.inside.Objects = []fyne.CanvasObject{rtl.VBox(d, 16, listing.NewPageHead(p, p.T("meeting.list.title"), ""), listing.NewCard(p, "", empty))}
		v.inside.Refresh()
		return
	}
	head := listing.NewPageHead(p, p.T("meeting.list.title"), "", v.add)
	v.list = listing.NewList(p, len(v.state.rows), v.state.row, func(i int) { v.nav.Open(record.KindMeeting, v.state.rows[i].ID) })
	v.inside.Objects = []fyne.CanvasObject{rtl.Border(d, 16, head, nil, nil, nil, v.list)}
	v.inside.Refresh()
}
