package people

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

// listTop is the space between the row above the destinations and the list.
const listTop float32 = 16

// View is the list of families and people.
type View struct {
	src   Source
	nav   Nav
	p     *i18n.Printer
	run   task.Runner
	state list
	place place
	list  *listing.List
	chips *form.Chips
	head  *rtl.Text
	last  task.Latest
}

// New makes the list, without its lines.
func New(src Source, nav Nav, p *i18n.Printer, run task.Runner) *View {
	return &View{src: src, nav: nav, p: p, run: run, state: list{filter: filterAll}, place: newPlace(p)}
}

// Content is the page.
func (v *View) Content() fyne.CanvasObject { return v.place.Container }

// Focus is the list itself.
func (v *View) Focus() fyne.Focusable {
	if v.list == nil {
		return nil
	}
	return v.list.Focusable()
}

// Shown reads the lines and draws them.
func (v *View) Shown(ctx context.Context) { v.load(ctx) }

// Changed reads the lines again; the place in the list stays.
func (v *View) Changed(ctx context.Context) { v.load(ctx) }

// Hidden drops the names.
func (v *View) Hidden() {
	v.last.Stop()
	v.state.fill(nil)
	v.list, v.chips, v.head = nil, nil, nil
	v.place.clear()
}

func (v *View) load(ctx context.Context) {
	task.Do(v.last.Next(ctx), v.run, func(context.Context) ([]item, error) {
		return items(v.p, rowsOf(v.src), v.src.Today()), nil
	}, v.show)
}

func (v *View) show(all []item, err error) {
	if err != nil {
		v.nav.Fail(err)
		return
	}
	had := len(v.state.shown)
	v.state.fill(all)
	switch {
	case len(all) == 0:
		v.list = nil
		v.place.fill(v.empty())
	case v.list == nil:
		v.place.fill(v.build())
	case had != len(v.state.shown):
		v.recount()
	default:
		v.list.Update()
	}
	v.counts()
}

func (v *View) empty() fyne.CanvasObject {
	p := v.p
	return newSheet(look.Grid, column(p, look.Grid,
		heading(p, p.T("people.title"), "", nil),
		listing.NewEmpty(p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingOpen, Sentence: p.T("people.empty"), Teach: p.T("people.empty.teach"),
			Action: p.T("people.empty.action"), Pressed: func() { v.nav.New(record.KindHousehold, record.ID{}) },
		})))
}

func (v *View) build() fyne.CanvasObject {
	p := v.p
	v.head = muted(p, "")
	v.chips = form.NewChips(p, []form.Choice{
		{Value: filterAll, Text: p.T("people.filter.all")},
		{Value: filterFamilies, Text: p.T("people.filter.families"), Icon: look.IconUsersThree},
		{Value: filterPersons, Text: p.T("people.filter.persons"), Icon: look.IconUser},
		{Value: filterChildren, Text: p.T("people.filter.children"), Icon: look.IconBaby},
	}, form.ChipsOptions{Keep: true}, func(values []string) {
		v.state.choose(values[0])
		v.recount()
	})
	v.chips.SetValues(v.state.filter)
	v.list = listing.NewList(p, len(v.state.shown), v.at, v.open)
	head := listing.NewPageHead(p, p.T("people.title"), "",
		form.NewSecondary(p, p.T("people.new.person"), func() { v.nav.New(record.KindPerson, record.ID{}) }),
		form.NewSecondary(p, p.T("people.new.family"), func() { v.nav.New(record.KindHousehold, record.ID{}) }))
	needed := form.NewButton(p, p.T("retention.title"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconHourglass, Snug: true}, func() { v.nav.Go("retention") })
	told := form.NewButton(p, p.T("told.title"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconChatTeardropDots, Snug: true}, func() { v.nav.Go("told") })
	contacts := form.NewButton(p, p.T("people.contacts.title"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconChats, Snug: true}, func() { v.nav.Go("contacts") })
	top := column(p, 16, head, v.chips, form.NewBeside(p, 16, 240, v.head, form.NewGroup(p, look.Grid, told, contacts, needed)))
	return newSheet(listTop, listing.NewUnder(p, look.Grid, top, v.list))
}

func (v *View) counts() {
	if v.head == nil {
		return
	}
	families, persons := v.state.counts()
	v.head.SetText(joined(v.p.N("people.list.families", families), v.p.N("people.list.persons", persons)))
}

func (v *View) recount() {
	if v.list != nil {
		v.list.SetCount(len(v.state.shown))
	}
}

func (v *View) at(i int) listing.Row {
	if i < 0 || i >= len(v.state.shown) {
		return listing.Row{}
	}
	it := v.state.shown[i]
	icon := look.IconUser
	switch {
	case it.kind == record.KindHousehold:
		icon = look.IconUsersThree
	case it.child:
		icon = look.IconBaby
	}
	return listing.Row{Icon: icon, Title: it.name, Line: it.detail(v.p, v.src.Today()), Status: statusOf(it.turn, turnWords(v.p, it.turn))}
}

func (v *View) open(i int) {
	if i >= 0 && i < len(v.state.shown) {
		v.nav.Open(v.state.shown[i].kind, v.state.shown[i].id)
	}
}

// statusOf is how a turn is drawn.
func statusOf(t turn, words string) listing.Status {
	kinds := map[turn]listing.StatusKind{
		turnAnswered: listing.StatusAnswered, turnWaiting: listing.StatusWaiting, turnLate: listing.StatusLate, turnYours: listing.StatusYourTurn,
	}
	return listing.Status{Kind: kinds[t], Text: words}
}
