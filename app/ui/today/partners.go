package today

import (
	"schakel/app/ui/listing"
	"schakel/internal/book"
)

// person says that a contact person left, or that it is long ago that they spoke.
func (s *state) person(r *row) {
	b, p := r.from, s.p
	r.status = listing.StatusYourTurn
	if b.Sort == book.SentenceSpeak {
		r.status = listing.StatusYourCall
		r.sentence = p.T("today.speak", "Who", b.Who.Reveal(), "Where", b.Where.Reveal())
		r.detail = p.T("today.speak.when", "On", p.Date(b.On))
		r.action = p.T("today.speak.see")
		return
	}
	r.sentence = p.T("today.successor", "Who", b.Who.Reveal(), "Now", b.What.Reveal(), "Code", b.Code)
	if b.What.Empty() {
		r.sentence = p.T("today.successor.none", "Who", b.Who.Reveal(), "Code", b.Code)
	}
	r.detail = b.Where.Reveal()
	r.action = p.T("today.successor.see")
}
