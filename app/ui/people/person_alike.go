package people

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// alikeLine is somebody who may be the same person, or a family that may be the same, on the page of the other one.
type alikeLine struct {
	id         record.ID
	text, clue string
}

// alikeCard lists who may be the same, with the way to lay them side by side. One answer is enough: it is not asked again.
func alikeCard(p *i18n.Printer, title string, all []alikeLine, compare, apart func(other record.ID)) fyne.CanvasObject {
	if len(all) == 0 {
		return column(p, 0)
	}
	rows := make([]fyne.CanvasObject, 0, len(all))
	for _, one := range all {
		words := column(p, 2, line(p, one.text, boldWrap()), muted(p, one.clue))
		buttons := form.NewGroup(p, look.Grid,
			form.NewButton(p, p.T("people.alike.compare"), form.ButtonOptions{Snug: true}, func() { compare(one.id) }),
			form.NewButton(p, p.T("people.alike.not"), form.ButtonOptions{Snug: true}, func() { apart(one.id) }))
		rows = append(rows, form.NewBeside(p, 12, 300, words, buttons))
	}
	return listing.NewCard(p, title, rows...)
}

// apart notes that two are not the same: nobody is asked again.
func apart(ctx context.Context, run task.Runner, src alikes, nav Nav, p *i18n.Printer, kind record.Kind, one, two record.ID, done func()) {
	task.Do(ctx, run, func(ctx context.Context) (struct{}, error) { return struct{}{}, src.NotSame(ctx, kind, one, two) }, func(_ struct{}, err error) {
		if err != nil {
			nav.Fail(err)
			return
		}
		nav.Say(p.T("people.alike.not.done"))
		done()
	})
}

// likeness reads who may be the same person, and what was merged.
func (v *PersonPage) likeness(ctx context.Context, got *personView, person *record.Person) error {
	found, err := v.src.Alike(ctx, person, person.Owner)
	if err != nil {
		return err
	}
	for _, f := range found {
		got.alike = append(got.alike, alikeLine{id: f.Person.ID, text: joined(nameOf(v.p, f.Person), f.Family.Reveal()), clue: whyAlike(v.p, f.Clues)})
	}
	merges, err := v.src.MergesOf(ctx, v.id)
	got.merged = mergedOf(v.p, merges)
	return err
}

// undo takes a merge back.
func undo(ctx context.Context, run task.Runner, src merger, nav Nav, p *i18n.Printer, merge record.ID, done func()) {
	task.Do(ctx, run, func(ctx context.Context) (struct{}, error) { return struct{}{}, src.Unmerge(ctx, merge) }, func(_ struct{}, err error) {
		if err != nil {
			nav.Fail(err)
			return
		}
		nav.Say(p.T("people.unmerge.done"))
		done()
	})
}
