package ui

import (
	"schakel/app/ui/referrals"
	"schakel/internal/record"
)

// subRule is the page "wie moet ja zeggen?", for a family or for the rule alone.
const subRule subpage = "rule"

// Rule shows who must agree before anything is shared, and why: for a family, or the rule alone when there is none.
func (s *Shell) Rule(household record.ID) {
	at := place{dest: DestPreferences, sub: subRule}
	if !household.Zero() {
		at = place{dest: DestPeople, kind: record.KindHousehold, id: household, sub: subRule}
	}
	s.goTo(at)
}

// rule makes that page.
func (s *Shell) rule(at place) page {
	return referrals.NewRule(s.book, s, s.p, s.deps.Run, at.id)
}
