package people

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

// ToldPage lists the families that were not told yet that the worker writes things down. It does not scold.
type ToldPage struct {
	src   Source
	nav   Nav
	p     *i18n.Printer
	run   task.Runner
	ctx   context.Context
	place place
	all   []book.Untold
	list  *listing.List
	one   *book.Untold // that is being noted
	on    record.Date
	bad   bool // a day was typed that is none
	how   string
	day   *form.DateField
	first fyne.Focusable
}

// NewTold makes the page.
func NewTold(src Source, nav Nav, p *i18n.Printer, run task.Runner) *ToldPage {
	return &ToldPage{src: src, nav: nav, p: p, run: run, ctx: context.Background(), place: newPlace(p)}
}

// Content is the page.
func (v *ToldPage) Content() fyne.CanvasObject { return v.place.Container }

// Focus is the list, or the day.
func (v *ToldPage) Focus() fyne.Focusable { return v.first }

// Shown draws the list.
func (v *ToldPage) Shown(ctx context.Context) {
	v.ctx = ctx
	v.draw()
}

// Changed draws the list again, unless a family is being noted.
func (v *ToldPage) Changed(ctx context.Context) {
	if v.one == nil {
		v.Shown(ctx)
	}
}

// Hidden drops the names.
func (v *ToldPage) Hidden() {
	v.all, v.one, v.list, v.first, v.day, v.how = nil, nil, nil, nil, nil, ""
	v.place.clear()
}

func (v *ToldPage) draw() {
	p := v.p
	v.all, v.list, v.first = v.src.UntoldFamilies(), nil, nil
	head := heading(p, p.T("told.title"), "", v.nav.Back)
	if len(v.all) == 0 {
		v.place.fill(newSheet(look.Grid, column(p, look.Grid, head, listing.NewEmpty(p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingSpoken, Sentence: p.T("told.empty"), Teach: p.T("told.empty.teach"), Action: p.T("told.empty.action"),
			Pressed: func() { v.nav.Go("people") },
		}))))
		return
	}
	v.list = listing.NewList(p, len(v.all), v.at, v.choose)
	v.first = v.list.Focusable()
	top := column(p, look.Grid, head, line(p, p.T("told.intro"), rtl.Style{Wrap: true}))
	v.place.fill(newSheet(look.Grid, listing.NewUnder(p, 16, top, v.list)))
	form.Focus(v.first)
}

func (v *ToldPage) at(i int) listing.Row {
	if i < 0 || i >= len(v.all) {
		return listing.Row{}
	}
	return listing.Row{Icon: look.IconUsersThree, Title: v.all[i].Name.Reveal(), Line: v.p.T("told.since", "Date", v.p.Date(v.all[i].Since))}
}

// choose asks when one family was told, and how.
func (v *ToldPage) choose(i int) {
	if i < 0 || i >= len(v.all) {
		return
	}
	p, one := v.p, v.all[i]
	v.one, v.on, v.how, v.bad = &one, v.src.Today(), "", false
	v.day = form.NewDateField(p, form.DateOptions{Label: p.T("people.page.told"), Help: p.T("people.family.told.help")}, v.src.Today(), func(day record.Date, filled bool) {
		v.on, v.bad = day, !filled
	})
	v.day.SetValue(v.src.Today())
	how, _ := form.NewTextField(p, form.FieldOptions{Label: p.T("people.family.told.how")}, 1, func(s string) { v.how = s })
	done := form.NewPrimary(p, p.T("people.done"), v.note)
	back := func() {
		v.one = nil
		v.draw()
	}
	open := form.NewButton(p, p.T("told.open"), form.ButtonOptions{Icon: look.IconUsersThree}, func() { v.nav.Open(record.KindHousehold, one.ID) })
	v.first = done
	v.place.fill(rtl.Scroll(p.Direction(), newSheet(look.Grid, column(p, look.FieldGap, heading(p, one.Name.Reveal(), "", back),
		form.NewColumnsFrom(p, look.FieldGap, look.Scaled(280), v.day, how), form.NewActions(p, []fyne.CanvasObject{done, open}, nil)))))
	form.Focus(done)
}

func (v *ToldPage) note() {
	told := record.Told{On: v.on, How: record.Text(v.how)}
	if v.bad || v.on.Zero() || v.on.After(v.src.Today()) {
		v.day.SetError(unread(v.p))
		return
	}
	id := v.one.ID
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, v.src.Told(ctx, id, told) }, func(_ struct{}, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.nav.Say(v.p.T("told.done"))
		v.one = nil
		v.draw()
	})
}
