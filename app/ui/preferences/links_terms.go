package preferences

import (
	"context"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/municipality"
	"schakel/internal/record"
)

// townNames are the gemeenten of a connection by name; what is no code is what the other side typed.
func (s *state) townNames(towns []string) string {
	var names []string
	for _, town := range towns {
		if name := municipality.Name(town); name != "" {
			town = name
		}
		names = append(names, town)
	}
	return s.p.Commas(names)
}

// newTerms says that the agreement changed, until the worker says that she read it.
func (v *View) newTerms(l link) fyne.CanvasObject {
	p := v.p
	read := form.NewSecondary(p, p.T("preferences.link.changed.read"), func() { v.sawTerms(l.id) })
	return form.NewBeside(p, 24, 240, listing.NewFact(p, look.IconHandshake, p.T("preferences.link.changed"), l.changed, look.ColorMuted), read)
}

// termsReader is a book that notes that a changed agreement was read.
type termsReader interface {
	SeenTerms(ctx context.Context, id record.ID) error
}

func (v *View) sawTerms(id record.ID) {
	b, ok := v.src.(termsReader)
	if !ok {
		return
	}
	task.Do(v.ctx, v.run, func(ctx context.Context) ([]*record.Endpoint, error) {
		if err := b.SeenTerms(ctx, id); err != nil {
			return nil, err
		}
		return v.src.Endpoints(ctx)
	}, func(all []*record.Endpoint, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.state.connect(all)
		v.drawLinks()
	})
}

// compare shows after enrolling the words to compare by phone.
func compare(v *View) fyne.CanvasObject {
	return listing.NewNote(v.p, look.IconPhone, v.p.T("preferences.link.words.how"), look.ColorMuted)
}
