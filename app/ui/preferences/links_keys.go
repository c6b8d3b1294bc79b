package preferences

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/record"
)

// linkKeys is what a card says about this laptop's own keys.
type linkKeys struct {
	byFile bool
	can    bool   // new ones can be made
	waits  string // new ones are made and do not count yet
	due    string // it is time for new ones, and they do not come by themselves
}

// keysOf says how this laptop's own keys stand, and adds their words to the facts.
func (s *state) keysOf(e *record.Endpoint, add func(key, value string)) linkKeys {
	p := s.p
	add(p.T("preferences.link.own"), book.OwnWords(e))
	if before := book.OwnWordsBefore(e); before != "" {
		add(p.T("preferences.link.own.before", "Day", p.Date(e.KeysOn)), before)
	}
	k := linkKeys{byFile: e.Address == "", can: len(e.Certificate) > 0}
	switch {
	case book.Turning(e) && e.Next.AtOnce && !e.Next.Refused.IsZero():
		k.waits = p.T("preferences.link.keys.refused")
	case book.Turning(e) && k.byFile:
		k.waits = p.T("preferences.link.keys.waits.file")
	case book.Turning(e):
		k.waits = p.T("preferences.link.keys.waits")
	case book.KeysDue(e, s.today.Midnight()):
		k.due = p.T("preferences.link.keys.due")
	}
	return k
}

// keyMaker is a book that can make new keys for a connection.
type keyMaker interface {
	NewKeys(ctx context.Context, endpoint record.ID) error
	KeysByFile(ctx context.Context, endpoint record.ID, atOnce bool) ([]byte, error)
}

// newKeys is the part of a card that makes new keys.
func (v *View) newKeys(l link) []fyne.CanvasObject {
	b, ok := v.src.(keyMaker)
	if !ok || !l.keys.can {
		return nil
	}
	p := v.p
	var all []fyne.CanvasObject
	if l.keys.waits != "" {
		all = append(all, listing.NewNote(p, look.IconKey, l.keys.waits, look.ColorMuted))
	}
	if l.keys.due != "" {
		ready := form.NewSecondary(p, p.T("preferences.link.keys.make"), func() { v.keysByFile(b, l.id, false) })
		return append(all, form.NewBeside(p, 24, 240, listing.NewNote(p, look.IconKey, l.keys.due, look.ColorLate), ready))
	}
	ready := form.NewSecondary(p, p.T("preferences.link.keys.make"), func() {
		if l.keys.byFile {
			v.keysByFile(b, l.id, true)
			return
		}
		v.keysNow(b, l.id)
	})
	why := listing.NewFact(p, look.IconKey, p.T("preferences.link.keys"), p.T("preferences.link.keys.why"), look.ColorMuted)
	return append(all, form.NewBeside(p, 24, 240, why, ready))
}

// keysNow makes new keys that count with the next connection, and looks for one.
func (v *View) keysNow(b keyMaker, id record.ID) {
	task.Do(v.ctx, v.run, func(ctx context.Context) ([]*record.Endpoint, error) {
		if err := b.NewKeys(ctx, id); err != nil {
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
		v.nav.Say(v.p.T("preferences.link.keys.made"))
		v.nav.Kick()
	})
}

// keysByFile makes the file that asks for new keys.
func (v *View) keysByFile(b keyMaker, id record.ID, atOnce bool) {
	task.Do(v.ctx, v.run, func(ctx context.Context) ([]byte, error) { return b.KeysByFile(ctx, id, atOnce) }, func(data []byte, err error) {
		if err != nil {
			v.nav.Fail(err)
			return
		}
		v.o.SaveAs(v.p.T("preferences.link.keys.file")+".schakel", func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
		v.reread()
	})
}
