package referrals

import (
	"slices"

	"schakel/internal/record"
)

// tookBack reports whether the other side took its question back.
func (s *road) tookBack() bool {
	return slices.ContainsFunc(s.page.Answers, func(f *record.Feedback) bool { return f.Stand == record.StandWithdrawn })
}

// askedBack says that the other side took its question back. When the family is known the worker's own road goes on: a person looks.
func (s *road) askedBack() (line, detail string, back bool) {
	if !s.tookBack() {
		return "", "", false
	}
	p := s.p
	line = p.T("referrals.invite.back", "Who", s.receiver())
	if s.ref().Household.Zero() {
		return line, p.T("referrals.invite.back.detail"), true
	}
	return line, p.T("referrals.invite.back.family"), true
}
