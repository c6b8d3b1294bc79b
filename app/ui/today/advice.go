package today

// putOffAdvice is how long "niet nu" puts the question about an advice off: it is asked once, and then stands on the page of the contact.
const putOffAdvice = 3650

// advice asks what was done with an advice to a professional.
func (s *state) advice(r *row) {
	b, p := r.from, s.p
	r.sentence = p.T("today.advice", "Where", b.Where.Reveal(), "Text", short(b.What.Reveal()))
	r.detail = p.DayMonth(b.On)
	if !b.Who.Empty() {
		r.detail = p.T("today.advice.who", "Who", b.Who.Reveal(), "On", p.DayMonth(b.On))
	}
	r.action = p.T("today.advice.see")
}
