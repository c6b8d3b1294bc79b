package draft

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/i18n"
)

// Looker looks through texts that should name nobody.
type Looker interface {
	Personal(ctx context.Context, texts []book.Written) ([]book.Hint, error)
}

// SaveUnnamed saves what should name nobody. What may lead to a person is pointed at first, beside its field, and nothing is saved; with the
// same words again it is, as the worker knows better. The rest is as with Save.
func (e *Page) SaveUnnamed(look Looker, texts []book.Written, work func(ctx context.Context) error, saved, again func()) {
	now := everything(texts)
	if e.busy || e.warned == now {
		e.Save(work, saved, again)
		return
	}
	e.busy = true
	task.Do(e.ctx, e.run, func(ctx context.Context) ([]book.Hint, error) { return look.Personal(ctx, texts) }, func(hints []book.Hint, err error) {
		e.busy = false
		switch {
		case err != nil:
			e.fail.Fail(err)
		case len(hints) > 0:
			e.warned = now
			e.Complain(Hints(e.p, hints))
		default:
			e.Save(work, saved, again)
		}
	})
}

// Hints are sentences about what may lead to a person, by field.
func Hints(p *i18n.Printer, hints []book.Hint) map[string]string {
	out := map[string]string{}
	for _, h := range hints {
		out[h.Field] = p.T("hint.sort."+string(h.Sort), "Words", h.Words.Reveal())
	}
	return out
}

// Warned is the card that stands above the button with which something goes: every word in it that may lead to a person, as it stands there.
// It is nil when there is none.
func Warned(p *i18n.Printer, hints []book.Hint) fyne.CanvasObject {
	var all []fyne.CanvasObject
	said := map[string]bool{}
	for _, h := range hints {
		if said[h.Words.Reveal()] {
			continue
		}
		said[h.Words.Reveal()] = true
		all = append(all, listing.NewFact(p, look.IconWarningCircle, p.T("deliveries.reply.hint", "Words", h.Words.Reveal()), p.T("deliveries.reply.hint.help"), look.ColorLate))
	}
	if len(all) == 0 {
		return nil
	}
	return listing.NewCard(p, "", all...)
}

// everything is all texts in one, to know whether one changed since it was warned about.
func everything(texts []book.Written) string {
	var b strings.Builder
	for _, w := range texts {
		b.WriteString(w.Field + "\x00" + w.Text.Reveal() + "\x00")
	}
	return b.String()
}
