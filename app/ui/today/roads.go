package today

import "schakel/internal/book"

// road puts a sentence about a road to help into words.
func (s *state) road(r *row) {
	b, p := r.from, s.p
	who, where := b.Who.Reveal(), b.Where.Reveal()
	r.action = p.T("today.road.see")
	switch b.Sort {
	case book.SentenceInvite:
		r.sentence = p.T("today.invite", "Where", where, "Text", short(b.What.Reveal()))
		r.detail = p.T("today.invite.day", "When", p.Relative(b.On, s.today))
		r.action = p.T("today.invite.see")
	case book.SentenceAlong:
		r.sentence = p.T("today.along", "When", p.Relative(b.On, s.today), "Who", who, "Where", where)
		r.detail = p.T("today.along.detail")
		r.action = p.T("today.along.see")
	case book.SentenceOnward:
		r.sentence = p.T("today.onward", "Who", who, "Code", b.Code)
		r.detail = p.T("today.onward.detail", "Where", where)
	case book.SentenceHelp:
		r.sentence = p.N("today.help", b.Days, "Who", who)
		r.detail = p.T("today.help.detail", "On", p.DayMonth(b.On))
	case book.SentenceGo:
		r.sentence = p.T("today.go", "Who", who, "Code", b.Code)
		r.detail = p.T("today.go.detail", "Where", where)
	default:
		r.sentence = p.T("today.care", "Who", who)
		r.detail = p.T("today.care.detail", "Code", b.Code)
		r.action = p.T("today.care.see")
	}
}
