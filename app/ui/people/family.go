package people

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/draft"
	"schakel/app/ui/form"
	"schakel/app/ui/look"
	"schakel/app/ui/rtl"
	"schakel/app/ui/task"
	"schakel/app/ui/versions"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Entry is the entry of a family: its name, who is in it, and who decides about each child.
type Entry struct {
	entry
	id      record.ID
	state   *familyState
	members *fyne.Container
	safety  *fyne.Container
	alike   *alikeView
	twins   *twinsView
	parts   map[record.ID]*memberView
}

// NewEntry makes the entry; id is zero for a new family. What it is about is not used: a family is about itself.
func NewEntry(src Source, nav Nav, p *i18n.Printer, run task.Runner, id, _ record.ID) *Entry {
	return &Entry{entry: newEntry(src, nav, p, run), id: id}
}

func (e *Entry) key() string {
	if e.id.Zero() {
		return "household"
	}
	return "household/" + e.id.String()
}

func (e *Entry) personKey(id record.ID) string { return e.key() + "/person/" + id.String() }

// Shown reads the family or its draft and draws the fields.
func (e *Entry) Shown(ctx context.Context) {
	e.begin(ctx, e.key(), e.pack)
	task.Do(ctx, e.run, e.read, func(s *familyState, err error) {
		if err != nil {
			e.nav.Fail(err)
			return
		}
		e.state = s
		e.entry.clash = e.clash
		if e.older {
			e.clash()
			return
		}
		e.build()
	})
}

// read gives the family as it is stored, with what was being written over it.
func (e *Entry) read(ctx context.Context) (*familyState, error) {
	today := e.src.Today()
	people := map[record.ID]*record.Person{}
	var stored *record.Household
	if !e.id.Zero() {
		f, err := e.src.Family(ctx, e.id)
		if err != nil {
			return nil, err
		}
		stored, people = f.Household, f.People
	}
	begun, ok, err := e.src.Draft(ctx, e.key())
	if err != nil {
		return nil, err
	}
	typed, is := begun.(*record.Household)
	switch {
	case !ok || !is:
		if stored == nil {
			return newFamily(today)
		}
		return familyOf(stored, people, today), nil
	case stored != nil:
		e.older = versions.Older(typed, stored)
		typed.Head = stored.Head
	default: // kept already when the program stopped between the save and forgetting the draft
		if f, err := e.src.Family(ctx, typed.ID); err == nil {
			typed.Head, people = f.Household.Head, f.People
		}
	}
	return e.resume(ctx, typed, people, today)
}

// resume puts the drafts of the people in the draft of the family.
func (e *Entry) resume(ctx context.Context, h *record.Household, people map[record.ID]*record.Person, today record.Date) (*familyState, error) {
	touched := map[record.ID]bool{}
	for _, m := range h.Members {
		begun, ok, err := e.src.Draft(ctx, e.personKey(m.Person))
		if err != nil {
			return nil, err
		}
		if typed, is := begun.(*record.Person); ok && is {
			if known := people[m.Person]; known != nil {
				e.older = e.older || versions.Older(typed, known)
				typed.Head = known.Head
			}
			people[m.Person], touched[m.Person] = typed, true
		}
	}
	s := familyOf(h, people, today)
	for _, m := range s.members {
		m.touched = touched[m.person.ID]
	}
	carrier, ok, err := e.src.Draft(ctx, e.key()+book.DraftTexts)
	if ok {
		s.texts = draft.Carried(carrier)
	}
	return s, err
}

func (e *Entry) pack() []draft.Kept {
	all := []draft.Kept{{Key: e.key(), Record: copyHousehold(e.state.h)}, {Key: e.key() + book.DraftTexts, Record: e.state.texts.Carry()}}
	for _, m := range e.state.members {
		if m.touched {
			all = append(all, draft.Kept{Key: e.personKey(m.person.ID), Record: copyPerson(m.person)})
		}
	}
	return all
}

// keys are all drafts that belong to this entry.
func (e *Entry) keys() []string {
	keys := []string{e.key(), e.key() + book.DraftTexts}
	for _, m := range e.state.members {
		keys = append(keys, e.personKey(m.person.ID))
	}
	for _, id := range e.state.dropped {
		keys = append(keys, e.personKey(id))
	}
	return keys
}

func (e *Entry) build() {
	p, h := e.p, e.state.h
	e.warm()
	e.parts = map[record.ID]*memberView{}
	e.alike = newAlikeView(&e.entry, e.swap, e.apart)
	e.twins = newTwinsView(e)
	name, typed := e.text("name", form.FieldOptions{Label: p.T("people.family.name"), Help: p.T("people.family.name.help")}, 1, h.Name.Reveal(), func(s string) {
		h.Name = record.Text(s)
		e.twins.look(nil)
	})
	e.members = column(p, 16)
	e.safety = column(p, look.Grid)
	adders := rtl.Flow(p.Direction(), look.Grid)
	for _, r := range []record.Relation{record.RelationMother, record.RelationFather, record.RelationChild, record.RelationOther} {
		adders.Add(form.NewButton(p, adderWords(p, r), form.ButtonOptions{Icon: look.IconPlusBold, Snug: true}, func() { e.add(r) }))
	}
	who := form.NewField(p, form.FieldOptions{Label: p.T("people.family.who"), Term: p.T("people.family.who.term")}, column(p, 16, e.members, adders, e.alike.box))
	more := e.under(e.opened(), e.moreFields()...)
	e.draw()
	title := p.T("people.family.title")
	if !e.id.Zero() {
		title = p.T("people.family.edit")
	}
	body := column(p, look.FieldGap, heading(p, title, "", nil), column(p, look.Grid, name, e.twins.box), who, more)
	e.show(column(p, look.FieldGap, body, e.foot(e.ready)), typed)
}

// adderWords is what the button says that puts somebody in the family.
func adderWords(p *i18n.Printer, r record.Relation) string {
	if r == record.RelationOther {
		return p.T("people.family.other")
	}
	return p.Value("relation", string(r))
}

// opened tells whether there is something under "Meer opschrijven" already.
func (e *Entry) opened() bool {
	h := e.state.h
	return !h.GoesWell.Empty() || !h.Wish.Empty() || !h.District.Empty() || h.Postcode4 != "" || h.Municipality != "" || len(h.Unsafe) > 0 || len(h.Involved) > 0
}

// add puts a new card on the page, with the keyboard on its first field.
func (e *Entry) add(relation record.Relation) {
	m, err := e.state.add(relation)
	if err != nil {
		e.nav.Fail(err)
		return
	}
	e.keep.Touch()
	e.draw()
	if v := e.parts[m.person.ID]; v != nil {
		form.Focus(v.first)
	}
}

// draw makes the cards of the people again.
func (e *Entry) draw() {
	e.members.Objects, e.safety.Objects = nil, nil
	e.parts = map[record.ID]*memberView{}
	for _, m := range e.state.members {
		v := newMemberView(e, m)
		e.parts[m.person.ID] = v
		e.members.Add(v.card)
	}
	e.drawSafety()
	e.place.Refresh()
}

// swap takes who is known already in the place of a new person.
func (e *Entry) swap(id record.ID, known *record.Person) {
	e.state.swap(id, known)
	e.keep.Touch()
	e.draw()
	e.alike.look(e.state.fresh(), e.state.h.ID, nil)
}

// apart notes that a new person is not somebody who is known: nobody is asked again.
func (e *Entry) apart(id, other record.ID) {
	if m := e.state.find(id); m != nil {
		m.person.NotSame, m.touched = append(m.person.NotSame, other), true
	}
	e.keep.Touch()
	e.alike.look(e.state.fresh(), e.state.h.ID, nil)
}

// ready keeps the family and the people in it in one step, and opens its page.
func (e *Entry) ready() {
	e.state.name(e.p)
	if e.complain(e.state.problems(e.p)) {
		return
	}
	e.twins.ask(func() { e.alike.ask(e.state.fresh(), e.state.h.ID, e.save) })
}

func (e *Entry) save() {
	e.saveThen(func(id record.ID) { e.nav.Saved(record.KindHousehold, id) })
}

func (e *Entry) saveThen(then func(id record.ID)) {
	keys := e.keys()
	members := e.state.arrivals()
	h := copyHousehold(e.state.h)
	e.store(keys, func(ctx context.Context) error { return e.src.SaveFamily(ctx, h, members) },
		func(one record.Problem) (string, string) { return e.state.fieldOf(one.Field), e.p.Problem(one) },
		func() {
			e.nav.Say(e.p.T("people.family.saved"))
			then(h.ID)
		})
}
