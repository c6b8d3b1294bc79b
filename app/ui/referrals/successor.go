package referrals

import "schakel/internal/record"

// left says that the contact person left, and who is there now: "Sanne is weg. Nu is het Karim."; "" when nobody left.
func (s *road) left() string {
	o := s.page.Officer
	if s.page.Partner == nil || !o.Gone(s.today) || s.page.Referral.Arrival != "" {
		return ""
	}
	if now, ok := s.page.Partner.Now(o.ID, s.today); ok {
		return s.p.T("partner.left.now", "Who", o.First.Reveal(), "Now", now.First.Reveal())
	}
	return s.p.T("partner.left", "Who", o.First.Reveal(), "On", s.p.Date(o.To))
}

// there reports whether a contact person can be chosen: works there now, or was chosen before.
func (s *road) there(o *record.Officer) bool { return !o.Gone(s.today) || o.ID == s.ref().Receiver }
