package people

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// twinsView shows which family may be known already beside the one that is being written, with the people of both. Nothing is chosen by it: a
// person says whether it is the same, or another one.
type twinsView struct {
	e    *Entry
	box  *fyne.Container
	last task.Latest
	seen map[record.ID]bool // shown before: who goes on without an answer is not asked twice
	on   string             // what is shown now, so that the same is not drawn again under the keyboard
}

func newTwinsView(e *Entry) *twinsView {
	return &twinsView{e: e, box: column(e.p, look.Grid), seen: map[record.ID]bool{}}
}

// mine is the family as it stands on the page, without the cards that are still empty.
func (a *twinsView) mine() (book.Family, []*record.Person) {
	s := a.e.state
	f := book.Family{Household: copyHousehold(s.h), People: map[record.ID]*record.Person{}}
	var people []*record.Person
	for _, m := range s.members {
		if !s.blank(m) {
			one := copyPerson(m.person)
			f.People[one.ID], people = one, append(people, one)
		}
	}
	return f, people
}

// look compares the family, and then says whether there is one that was not shown before.
func (a *twinsView) look(then func(fresh bool)) {
	mine, people := a.mine()
	task.Do(a.last.Next(a.e.ctx), a.e.run, func(ctx context.Context) ([]book.AlikeFamily, error) {
		return a.e.src.AlikeFamilies(ctx, mine.Household, people)
	}, func(all []book.AlikeFamily, err error) {
		if err != nil {
			a.e.nav.Fail(err)
			return
		}
		on := a.shown(mine, all)
		if then == nil && on == a.on {
			return
		}
		a.on = on
		if fresh := a.draw(mine, all, then != nil); then != nil {
			then(fresh)
		}
	})
}

// shown says what is drawn of a comparison.
func (a *twinsView) shown(mine book.Family, all []book.AlikeFamily) string {
	on := ""
	for _, other := range all {
		on += other.Household.ID.String()
		for _, one := range familySides(a.e.p, mine, other.Family, a.e.src.Today()) {
			on += one.mine + "\n"
		}
	}
	return on
}

// draw makes the cards, and tells whether there is a family that was not asked about before; with asking every one counts as asked about.
func (a *twinsView) draw(mine book.Family, all []book.AlikeFamily, asking bool) (fresh bool) {
	a.box.Objects = nil
	for _, other := range all {
		fresh = fresh || !a.seen[other.Household.ID]
		if asking {
			a.seen[other.Household.ID] = true
		}
		a.box.Add(a.card(mine, other))
	}
	a.e.place.Refresh()
	return fresh
}

// card is the two side by side, why they may be one, and the three answers.
func (a *twinsView) card(mine book.Family, other book.AlikeFamily) fyne.CanvasObject {
	p, id := a.e.p, other.Household.ID
	same := form.NewSecondary(p, p.T("people.alike.family.same"), func() { a.e.sameAs(id) })
	not := form.NewSecondary(p, p.T("people.alike.not"), func() { a.not(id) })
	open := form.NewButton(p, p.T("people.family.twin.open"), form.ButtonOptions{Kind: form.Quiet, Snug: true}, func() { a.e.nav.Open(record.KindHousehold, id) })
	two := sides(p, p.T("people.alike.mine"), p.T("people.alike.known"), familySides(p, mine, other.Family, a.e.src.Today()))
	return listing.NewCard(p, p.T("people.alike.family.title"), muted(p, whyAlike(p, other.Clues)), two, muted(p, p.T("people.alike.family.help")),
		form.NewActions(p, []fyne.CanvasObject{same, not}, []fyne.CanvasObject{open}))
}

// whyAlike says what speaks for it.
func whyAlike(p *i18n.Printer, all []book.Clue) string {
	words := make([]string, 0, len(all))
	for _, c := range all {
		words = append(words, p.Value("clue", string(c)))
	}
	return p.T("people.alike.why", "Clues", p.List(words))
}

// not notes that it is another family: nobody is asked again.
func (a *twinsView) not(other record.ID) {
	a.e.state.h.NotSame = append(a.e.state.h.NotSame, other)
	a.e.keep.Touch()
	a.look(nil)
}

// ask shows once more which family may be known already before a new one is kept; go on is called when there is none that was not shown.
func (a *twinsView) ask(goOn func()) {
	if a.e.state.h.Revision != 0 {
		goOn()
		return
	}
	a.look(func(fresh bool) {
		if !fresh {
			goOn()
			return
		}
		a.box.Objects = append([]fyne.CanvasObject{line(a.e.p, a.e.p.T("people.alike.family.first"), boldWrap())}, a.box.Objects...)
		a.e.place.Refresh()
		if buttons := buttonsOf(a.box); len(buttons) > 0 {
			form.Focus(buttons[0])
		}
	})
}

// sameAs keeps what was written, so that no word is lost, and lays it beside the family that is known already: there a person makes one of
// the two, field by field.
func (e *Entry) sameAs(known record.ID) {
	e.state.name(e.p)
	if e.complain(e.state.problems(e.p)) {
		return
	}
	e.saveThen(func(id record.ID) { e.nav.Merge(record.KindHousehold, known, id) })
}

// familyLikeness reads which families may be the same one as a family that is kept.
func familyLikeness(ctx context.Context, src Source, p *i18n.Printer, f book.Family) ([]alikeLine, error) {
	found, err := src.AlikeFamilies(ctx, f.Household, livingIn(f, src.Today()))
	if err != nil {
		return nil, err
	}
	var all []alikeLine
	for _, other := range found {
		all = append(all, alikeLine{id: other.Household.ID, text: joined(other.Household.Name.Reveal(), placeOf(other.Household)), clue: whyAlike(p, other.Clues)})
	}
	return all, nil
}
