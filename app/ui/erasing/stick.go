package erasing

import (
	"slices"

	"fyne.io/fyne/v2"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/app/ui/look"
	"schakel/internal/book"
	"schakel/internal/record"
)

// errand is a file with recalls that somebody carries to an endpoint.
type errand struct {
	endpoint record.ID
	who      string
	n        int // recalls in it
	fresh    int // of these, those that this erasure asked for
}

// carried are the files that have to be carried somewhere, one for each endpoint that is reached by files only. Recalls that were asked
// for before go along.
func (s *state) carried() []errand {
	var all []errand
	for _, h := range s.plan.Shared {
		if !h.Carry || h.Do == book.HandedStick && !s.recall {
			continue
		}
		i := slices.IndexFunc(all, func(e errand) bool { return e.endpoint == h.Endpoint })
		if i < 0 {
			i = len(all)
			all = append(all, errand{endpoint: h.Endpoint, who: s.where(h)})
		}
		all[i].n++
		if h.Do == book.HandedStick {
			all[i].fresh++
		}
	}
	return all
}

func recalledByHand(all []errand) (n int) {
	for _, e := range all {
		n += e.fresh
	}
	return n
}

// leftRow is one thing that is left to do; a file can be made at once.
func (v *Page) leftRow(one fact) fyne.CanvasObject {
	p := v.p
	words := listing.NewFact(p, look.IconHandHeart, one.text, one.note, look.ColorText)
	if one.stick.Zero() {
		return words
	}
	file := form.NewButton(p, p.T("deliveries.stick.back"), form.ButtonOptions{Icon: look.IconUsb}, func() { v.nav.StickOut(one.stick) })
	return form.NewBeside(p, 24, 240, words, file)
}
