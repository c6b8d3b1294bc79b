package today

import (
	"schakel/internal/book"
)

// putOffWords is how long "niet nu" puts the proposal of a wijksignaal off, in days: it is never in a hurry.
const putOffWords = 30

// gathering puts what comes from gatherings into words: how it was, what was agreed, a word that came up again and again.
func (s *state) gathering(r *row) {
	b, p := r.from, s.p
	switch b.Sort {
	case book.SentenceMeeting:
		r.sentence = p.T("today.meeting")
		if p.Has("today.howwas." + b.Reason) { // the most frequent are called by their name
			r.sentence = p.Value("today.howwas", b.Reason)
		}
		r.detail = p.T("today.meeting.detail", "Type", p.Value("meeting.type", b.Reason), "When", p.Relative(b.On, s.today))
		if place := b.Where.Reveal(); place != "" {
			r.detail = p.T("today.meeting.place", "Detail", r.detail, "Place", place)
		}
		r.action = p.T("today.meeting.write")
	case book.SentenceAgreed:
		r.sentence = p.T("today.agreed", "Text", short(b.What.Reveal()))
		r.detail = p.T("today.agreed.at", "Type", p.Value("meeting.type", b.Reason), "Code", b.Code)
		if who := b.Who.Reveal(); who != "" {
			r.detail = p.T("today.agreed.who", "Who", who, "Detail", r.detail)
		}
		r.action = p.T("today.done")
	default:
		r.sentence = p.N("today.words", b.Days, "Word", b.What.Reveal())
		r.detail = p.T("today.words.detail")
		r.action = p.T("today.words.see")
	}
}
