package ui

import (
	"schakel/internal/record"
)

// Rule shows who must agree before anything is shared, and why: for a family, or the rule alone when there is none.
func (s *Shell) Rule(household record.ID) {
	at := place{dest: DestPreferences, sub: subRule}
	if !household.Zero() {
		at = place{dest: DestPeople, kind: record.KindHousehold, id: household, sub: subRule}
	}
	s.goTo(at)
}
