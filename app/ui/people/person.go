package people

import (
	"context"
	"reflect"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// PersonPage is one person: how to reach somebody, in which languages, and the contacts there were.
type PersonPage struct {
	src   Source
	nav   Nav
	p     *i18n.Printer
	run   task.Runner
	id    record.ID
	ctx   context.Context
	place place
	first fyne.Focusable
	shown int
	last  personView
}

// NewPersonPage makes the page of a person.
func NewPersonPage(src Source, nav Nav, p *i18n.Printer, run task.Runner, id record.ID) *PersonPage {
	return &PersonPage{src: src, nav: nav, p: p, run: run, id: id, ctx: context.Background(), place: newPlace(p), shown: momentsFirst}
}

// Content is the page.
func (v *PersonPage) Content() fyne.CanvasObject { return v.place.Container }

// Focus is the one primary button.
func (v *PersonPage) Focus() fyne.Focusable { return v.first }

// Shown reads the person and draws the page.
func (v *PersonPage) Shown(ctx context.Context) {
	v.ctx = ctx
	v.load(true)
}

// Changed reads it again.
func (v *PersonPage) Changed(ctx context.Context) {
	v.ctx = ctx
	v.load(false)
}

// Hidden drops what was shown.
func (v *PersonPage) Hidden() {
	v.first, v.last = nil, personView{}
	v.place.clear()
}

func (v *PersonPage) load(take bool) {
	task.Do(v.ctx, v.run, v.read, func(got personView, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		if take || !reflect.DeepEqual(got, v.last) {
			v.draw(got, take)
		}
	})
}

func (v *PersonPage) read(ctx context.Context) (personView, error) {
	person, err := v.src.Person(ctx, v.id)
	if err != nil {
		return personView{}, err
	}
	var family record.Row
	if person.Owner != person.ID {
		family, _ = rowOf(v.src, person.Owner)
	}
	var contacts []*record.Contact
	for _, row := range v.src.Rows(record.KindContact) {
		if row.Link != v.id {
			continue
		}
		c, err := v.src.Contact(ctx, row.ID)
		if err != nil {
			return personView{}, err
		}
		contacts = append(contacts, c)
	}
	got := viewPerson(v.p, person, family, contacts, v.src.Today())
	for _, home := range person.Homes {
		if row, ok := rowOf(v.src, home); ok && row.ID != family.ID {
			got.homes = append(got.homes, row)
		}
	}
	return got, v.likeness(ctx, &got, person)
}

func (v *PersonPage) draw(got personView, take bool) {
	p := v.p
	v.last = got
	contact := form.NewPrimary(p, p.T("people.page.contact"), func() { v.nav.New(record.KindContact, v.id) })
	start := []fyne.CanvasObject{contact, form.NewSecondary(p, p.T("people.page.edit"), func() { v.nav.Edit(record.KindPerson, v.id) })}
	if !got.family.ID.Zero() {
		start = append(start, form.NewButton(p, got.family.Title.Reveal(), form.ButtonOptions{Icon: look.IconUsersThree},
			func() { v.nav.Open(record.KindHousehold, got.family.ID) }))
	}
	for _, home := range got.homes {
		start = append(start, form.NewButton(p, home.Title.Reveal(), form.ButtonOptions{Icon: look.IconUsersThree}, func() { v.nav.Open(record.KindHousehold, home.ID) }))
	}
	var pairs []listing.KeyValue
	for _, kv := range got.pairs {
		pairs = append(pairs, listing.KeyValue{Key: kv[0], Value: kv[1]})
	}
	main := column(p, 16, alikeCard(p, p.T("people.alike.title"), got.alike, func(other record.ID) { v.nav.Merge(record.KindPerson, v.id, other) }, func(other record.ID) {
		apart(v.ctx, v.run, v.src, v.nav, p, record.KindPerson, v.id, other, func() { v.load(false) })
	}))
	if got.secret {
		main.Add(form.NewLead(p, look.Grid, look.NewIcon(look.IconEyeSlash, look.ColorLate, 20),
			line(p, p.T("people.secret"), rtl.Style{Color: look.ColorLate, Wrap: true})))
	}
	if len(pairs) > 0 {
		main.Add(listing.NewCard(p, p.T("people.person.known"), listing.NewKeyValues(p, pairs, "")))
	}
	for _, one := range got.facts {
		main.Add(listing.NewCard(p, one.title, line(p, one.text, rtl.Style{Wrap: true})))
	}
	main.Add(story(p, got.moments, v.shown, func(m moment) { v.nav.Open(m.kind, m.id) }, v.keep, func() {
		v.shown += 10 * momentsFirst
		v.draw(got, false)
	}))
	main.Add(paperCard(p, v.nav, record.KindPerson, v.id, got.reads...))
	erase := form.NewButton(p, p.T("people.page.erase"), form.ButtonOptions{Kind: form.Quiet, Icon: look.IconTrash, Snug: true}, func() { v.nav.Erase(record.KindPerson, v.id) })
	main.Add(mergedCard(p, got.merged, func(id record.ID) { undo(v.ctx, v.run, v.src, v.nav, p, id, func() { v.load(false) }) }))
	main.Add(row(p, look.Grid, mergeButton(p, func() { v.nav.Merge(record.KindPerson, v.id, record.ID{}) }), erase))
	head := heading(p, got.name, got.subtitle, v.nav.Back)
	v.place.fill(rtl.Scroll(p.Direction(), newSheet(look.Grid, column(p, 16, head, form.NewActions(p, start, nil), main))))
	v.first = contact
	if take {
		form.Focus(contact)
	}
}

// keep notes that a promise was kept.
func (v *PersonPage) keep(contact record.ID) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, v.src.KeepPromise(ctx, contact) },
		func(_ struct{}, err error) {
			if err != nil {
				v.nav.Fail(err)
				return
			}
			v.nav.Say(v.p.T("people.promise.done"))
			v.load(false)
		})
}
