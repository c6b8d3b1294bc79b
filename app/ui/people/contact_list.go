package people

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Contacts is the list of contacts, newest first.
type Contacts struct {
	src    Source
	nav    ContactsNav
	p      *i18n.Printer
	run    task.Runner
	place  place
	list   *listing.List
	filter string
	all    []contactLine
	shown  []contactLine
	last   task.Latest
}

// ContactsNav is where the list leads to besides. PrintSlip makes the pocket slip, which holds nothing.
type ContactsNav interface {
	Nav
	PrintSlip(language string)
}

// contactLine is one contact in the list.
type contactLine struct {
	id              record.ID
	row             *record.Row // what its words are made of when it comes into view
	known           *whom       // who the contacts are about
	promise, advice bool
}

func (l contactLine) title(p *i18n.Printer) string {
	if title := l.row.Title.Reveal(); title != "" {
		return title
	}
	return p.T("people.contact")
}

func (l contactLine) detail(p *i18n.Printer) string {
	who := p.Value("about.kind", l.row.State)
	if subject := l.known.find(l.row.Link); subject != nil {
		who = nameOfRow(p, *subject)
	}
	return joined(p.Date(l.row.On), who)
}

// The filters of the list.
const (
	contactsAll     = "all"
	contactsPromise = "promise"
	contactsAdvice  = "advice"
)

// NewContacts makes the list, without its lines.
func NewContacts(src Source, nav ContactsNav, p *i18n.Printer, run task.Runner) *Contacts {
	return &Contacts{src: src, nav: nav, p: p, run: run, filter: contactsAll, place: newPlace(p)}
}

// Content is the page.
func (v *Contacts) Content() fyne.CanvasObject { return v.place.Container }

// Focus is the list itself.
func (v *Contacts) Focus() fyne.Focusable {
	if v.list == nil {
		return nil
	}
	return v.list.Focusable()
}

// Shown reads the lines and draws them.
func (v *Contacts) Shown(ctx context.Context) {
	task.Do(v.last.Next(ctx), v.run, func(context.Context) ([]contactLine, error) { return contactLines(v.src), nil }, func(all []contactLine, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.all = all
		v.draw()
	})
}

// Changed reads the lines again.
func (v *Contacts) Changed(ctx context.Context) { v.Shown(ctx) }

// Hidden drops the texts.
func (v *Contacts) Hidden() {
	v.last.Stop()
	v.all, v.shown, v.list = nil, nil, nil
	v.place.clear()
}

// whom finds the rows of families, people and partners, each when it is first asked for: of a hundred thousand a dozen are seen.
type whom struct {
	rows  [][]record.Row
	found map[record.ID]*record.Row
}

// find gives the row of somebody, nil when that is nobody who is known.
func (k *whom) find(id record.ID) *record.Row {
	if id.Zero() {
		return nil
	}
	row, looked := k.found[id]
	if looked {
		return row
	}
	for _, rows := range k.rows {
		if i := slices.IndexFunc(rows, func(r record.Row) bool { return r.ID == id }); i >= 0 {
			row = &rows[i]
		}
	}
	k.found[id] = row
	return row
}

// contactLines is every contact as a line, newest first.
func contactLines(src lister) []contactLine {
	rows := src.Rows(record.KindContact)
	who := &whom{found: map[record.ID]*record.Row{}}
	for _, kind := range []record.Kind{record.KindHousehold, record.KindPerson, record.KindPartner} {
		who.rows = append(who.rows, src.Rows(kind))
	}
	order := make([]int64, len(rows)) // the day, the newest first, and behind it where the row stands: numbers sort ten times as fast as rows
	for i := range rows {
		order[i] = -int64(rows[i].On.Number())<<32 + int64(i)
	}
	slices.Sort(order)
	lines := make([]contactLine, len(rows))
	for i, at := range order {
		row := &rows[at&(1<<32-1)]
		lines[i] = contactLine{id: row.ID, row: row, known: who, promise: row.Flags&record.RowOpen != 0, advice: row.Flags&record.RowWarm != 0}
	}
	return lines
}

// choose takes another filter.
func (v *Contacts) choose(filter string) {
	v.filter = filter
	v.shown = nil
	for _, l := range v.all {
		if filter == contactsAll || filter == contactsPromise && l.promise || filter == contactsAdvice && l.advice {
			v.shown = append(v.shown, l)
		}
	}
}

func (v *Contacts) draw() {
	p := v.p
	head := heading(p, p.T("people.contacts.title"), p.T("people.contact.term"), v.nav.Back,
		form.NewSecondary(p, p.T("people.contacts.slip"), func() { v.nav.PrintSlip(p.Tag()) }),
		form.NewSecondary(p, p.T("week.title"), func() { v.nav.Go("week") }),
		form.NewPrimary(p, p.T("people.contacts.new"), func() { v.nav.New(record.KindContact, record.ID{}) }))
	if len(v.all) == 0 {
		v.list = nil
		v.place.fill(newSheet(look.Grid, column(p, look.Grid, head, listing.NewEmpty(p, listing.Empty{
			Own: look.RingSpoken, Other: look.RingOpen, Sentence: p.T("people.contacts.empty"), Teach: p.T("people.contacts.empty.teach"),
		}))))
		return
	}
	v.choose(v.filter)
	if v.list != nil {
		v.list.SetCount(len(v.shown))
		return
	}
	chips := form.NewChips(p, []form.Choice{
		{Value: contactsAll, Text: p.T("people.contacts.all")},
		{Value: contactsPromise, Text: p.T("people.contacts.promise")},
		{Value: contactsAdvice, Text: p.T("people.contacts.advice")},
	}, form.ChipsOptions{Keep: true}, func(values []string) {
		v.choose(values[0])
		v.list.SetCount(len(v.shown))
	})
	chips.SetValues(v.filter)
	v.list = listing.NewList(p, len(v.shown), v.at, func(i int) {
		if i >= 0 && i < len(v.shown) {
			v.nav.Open(record.KindContact, v.shown[i].id)
		}
	})
	v.place.fill(newSheet(look.Grid, listing.NewUnder(p, look.Grid, column(p, 16, head, chips), v.list)))
	form.Focus(v.list.Focusable())
}

func (v *Contacts) at(i int) listing.Row {
	if i < 0 || i >= len(v.shown) {
		return listing.Row{}
	}
	l := v.shown[i]
	r := listing.Row{Icon: look.IconChats, Title: l.title(v.p), Line: l.detail(v.p)}
	switch {
	case l.promise:
		r.Status = listing.Status{Kind: listing.StatusYourTurn, Text: v.p.T("people.contacts.promise")}
	case l.advice:
		r.Status = listing.Status{Kind: listing.StatusWaiting, Text: v.p.T("people.contacts.advice")}
	}
	return r
}
