package people

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// alikeView shows who may be known already, beside the person that is being written. Nothing is chosen by it: a person says whether it
// is the same, or somebody else.
type alikeView struct {
	e    *entry
	box  *fyne.Container
	last task.Latest
	seen map[record.ID]bool // shown before: who goes on without an answer is not asked twice
	on   string             // what is shown now, so that the same is not drawn again under the keyboard
	same func(record.ID, *record.Person)
	not  func(record.ID, record.ID)
}

func newAlikeView(e *entry, same func(record.ID, *record.Person), not func(record.ID, record.ID)) *alikeView {
	return &alikeView{e: e, box: column(e.p, look.Grid), seen: map[record.ID]bool{}, same: same, not: not}
}

// warm reads what the comparison needs, before somebody waits for it.
func (e *entry) warm() {
	task.Do(e.ctx, e.run, func(ctx context.Context) (struct{}, error) { return struct{}{}, e.src.WarmNumbers(ctx) }, nil)
}

// look compares new people, and then says whether there is anybody who was not shown before. One that is known already is not compared.
func (a *alikeView) look(people []*record.Person, household record.ID, then func(fresh bool)) {
	var asked []*record.Person
	for _, one := range people {
		if one.Revision == 0 {
			asked = append(asked, copyPerson(one))
		}
	}
	task.Do(a.last.Next(a.e.ctx), a.e.run, func(ctx context.Context) ([]likeness, error) { return a.compare(ctx, asked, household) },
		func(all []likeness, err error) {
			if err != nil {
				a.e.nav.Fail(err)
				return
			}
			on := a.shown(all)
			if then == nil && on == a.on {
				return
			}
			a.on = on
			if fresh := a.draw(all, then != nil); then != nil {
				then(fresh)
			}
		})
}

// likeness is a new person with those who may be the same.
type likeness struct {
	mine  *record.Person
	found []book.Lookalike
}

func (a *alikeView) compare(ctx context.Context, people []*record.Person, household record.ID) ([]likeness, error) {
	var all []likeness
	for _, one := range people {
		found, err := a.e.src.Alike(ctx, one, household)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			all = append(all, likeness{one, found})
		}
	}
	return all, nil
}

// shown says what is drawn of a comparison.
func (a *alikeView) shown(all []likeness) string {
	on := ""
	for _, one := range all {
		on += one.mine.ID.String() + joined(personTraits(a.e.p, one.mine, "", a.e.src.Today())...)
		for _, other := range one.found {
			on += other.Person.ID.String()
		}
	}
	return on
}

// draw makes the cards, and tells whether there is somebody who was not asked about before; with asking everybody counts as asked about.
func (a *alikeView) draw(all []likeness, asking bool) (fresh bool) {
	a.box.Objects = nil
	for _, one := range all {
		for _, other := range one.found {
			fresh = fresh || !a.seen[other.Person.ID]
			if asking {
				a.seen[other.Person.ID] = true
			}
			a.box.Add(a.card(one.mine, other))
		}
	}
	a.e.place.Refresh()
	return fresh
}

// card is the two side by side, why they may be one, and the three answers.
func (a *alikeView) card(mine *record.Person, other book.Lookalike) fyne.CanvasObject {
	p := a.e.p
	two := sides(p, p.T("people.alike.mine"), p.T("people.alike.known"), personSides(p, mine, other.Person, other.Family.Reveal(), a.e.src.Today()))
	same := form.NewSecondary(p, p.T("people.alike.same"), func() { a.same(mine.ID, other.Person) })
	not := form.NewSecondary(p, p.T("people.alike.not"), func() { a.not(mine.ID, other.Person.ID) })
	open := form.NewButton(p, p.T("people.alike.open"), form.ButtonOptions{Kind: form.Quiet, Snug: true}, func() { a.e.nav.Open(record.KindPerson, other.Person.ID) })
	return listing.NewCard(p, p.T("people.alike.title"), muted(p, whyAlike(p, other.Clues)), two, form.NewActions(p, []fyne.CanvasObject{same, not}, []fyne.CanvasObject{open}))
}

// bornOf is the day or the year of birth, as far as it is known.
func bornOf(p *i18n.Printer, person *record.Person) string {
	if person.BirthYear != 0 {
		return strconv.Itoa(person.BirthYear)
	}
	return p.Date(person.Birth)
}

// ask shows who may be known already once more before a new person is kept; go on is called when there is nobody who was not shown.
func (a *alikeView) ask(people []*record.Person, household record.ID, goOn func()) {
	if !slices.ContainsFunc(people, func(one *record.Person) bool { return one.Revision == 0 }) {
		goOn()
		return
	}
	a.look(people, household, func(fresh bool) {
		if !fresh {
			goOn()
			return
		}
		a.box.Objects = append([]fyne.CanvasObject{line(a.e.p, a.e.p.T("people.alike.first"), boldWrap())}, a.box.Objects...)
		a.e.place.Refresh()
		if buttons := buttonsOf(a.box); len(buttons) > 0 {
			form.Focus(buttons[0])
		}
	})
}

// buttonsOf are the buttons in a part of the page, in order.
func buttonsOf(o fyne.CanvasObject) []*form.Button {
	switch c := o.(type) {
	case *form.Button:
		return []*form.Button{c}
	case *fyne.Container:
		var all []*form.Button
		for _, child := range c.Objects {
			all = append(all, buttonsOf(child)...)
		}
		return all
	case interface{ Children() []fyne.CanvasObject }:
		var all []*form.Button
		for _, child := range c.Children() {
			all = append(all, buttonsOf(child)...)
		}
		return all
	}
	return nil
}
