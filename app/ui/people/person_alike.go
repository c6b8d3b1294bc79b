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

// alikeLine is somebody who may be the same person, on the page of a person.
type alikeLine struct {
	id         record.ID
	text, clue string
}

// alikeCard lists who may be the same person, with the way to lay them side by side. One answer is enough: it is not asked again.
func (v *PersonPage) alikeCard(all []alikeLine) fyne.CanvasObject {
	p := v.p
	if len(all) == 0 {
		return column(p, 0)
	}
	rows := make([]fyne.CanvasObject, 0, len(all))
	for _, one := range all {
		words := column(p, 2, line(p, one.text, boldWrap()), muted(p, one.clue))
		buttons := form.NewGroup(p, look.Grid,
			form.NewButton(p, p.T("people.alike.compare"), form.ButtonOptions{Snug: true}, func() { v.nav.Merge(record.KindPerson, v.id, one.id) }),
			form.NewButton(p, p.T("people.alike.not"), form.ButtonOptions{Snug: true}, func() { v.apart(one.id) }))
		rows = append(rows, form.NewBeside(p, 12, 300, words, buttons))
	}
	return listing.NewCard(p, p.T("people.alike.title"), rows...)
}

func (v *PersonPage) apart(other record.ID) {
	task.Do(v.ctx, v.run, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, v.src.NotSame(ctx, record.KindPerson, v.id, other)
	},
		func(_ struct{}, err error) {
			if err != nil {
				v.nav.Fail(err)
				return
			}
			v.nav.Say(v.p.T("people.alike.not.done"))
			v.load(false)
		})
}

// likeness reads who may be the same person, and what was merged.
func (v *PersonPage) likeness(ctx context.Context, got *personView, person *record.Person) error {
	found, err := v.src.Alike(ctx, person, person.Owner)
	if err != nil {
		return err
	}
	for _, f := range found {
		var clues []string
		for _, c := range f.Clues {
			clues = append(clues, v.p.Value("clue", string(c)))
		}
		got.alike = append(got.alike, alikeLine{id: f.Person.ID, text: joined(nameOf(v.p, f.Person), f.Family.Reveal()), clue: v.p.T("people.alike.why", "Clues", v.p.List(clues))})
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
