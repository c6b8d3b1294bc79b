package consent

import (
	"slices"

	"schakel/internal/record"
)

// concerns reports whether a consent says something about this subject by this giver for this recipient and purpose. What somebody says
// about another counts only in the capacity in which that person is needed now: the yes of an expectant mother ends with the birth.
func concerns(in Input, c *record.Consent, subject record.ID, g Giver) bool {
	return c != nil && c.Giver == g.Person && c.Recipient == in.Recipient && c.Purpose == in.Purpose &&
		slices.Contains(c.Subjects, subject) && (subject == g.Person || c.Capacity == g.Capacity)
}

// refuses reports whether a consent is a standing no to a group. A no without groups is a no to everything. It does not expire and
// does not depend on the preview; only the person who said it can take it back, which is its withdrawal. A no needs no capacity.
func refuses(in Input, c *record.Consent, subject record.ID, g Giver, group record.FieldGroup) bool {
	return c != nil && c.Giver == g.Person && c.Recipient == in.Recipient && c.Purpose == in.Purpose &&
		slices.Contains(c.Subjects, subject) && c.Answer == record.AnswerNo && c.Withdrawn.Zero() &&
		(len(c.Groups) == 0 || slices.Contains(c.Groups, group))
}

// fault is why a yes does not count now, "" when it does.
func fault(in Input, c *record.Consent, subject record.ID, g Giver) Code {
	switch {
	case !c.Withdrawn.Zero() || takenBack(in, c, subject, g):
		return ConsentWithdrawn
	case c.On.Zero() || c.On.After(in.On):
		return ConsentFuture
	case !c.Until.Zero() && c.Until.Before(in.On):
		return ConsentExpired
	case c.Imported && c.Reviewed.Zero():
		return ConsentImported
	case in.Hash == "" || c.Hash != in.Hash:
		return PreviewChanged
	case !c.Gives(in.On):
		return ConsentMissing // whatever package record adds to its own rule counts here too
	}
	return ""
}

// takenBack reports whether the giver took back, after this yes, what was said to the same recipient for the same purpose: a second
// record of the same yes does not survive the withdrawal of the first. On one day the order of saving decides; when that is not
// known the withdrawal is taken as the last word.
func takenBack(in Input, yes *record.Consent, subject record.ID, g Giver) bool {
	for _, c := range in.Consents {
		if c == yes || c == nil || c.Withdrawn.Zero() || !concerns(in, c, subject, g) {
			continue
		}
		if yes.On.Before(c.Withdrawn) || yes.On == c.Withdrawn && !yes.Created.After(c.Changed) {
			return true
		}
	}
	return false
}

// partTaken reports whether the giver took back this group after this yes, by another record of the same yes: what takenBack is for a
// whole yes, for one group of it.
func partTaken(in Input, yes *record.Consent, subject record.ID, g Giver, group record.FieldGroup) bool {
	for _, c := range in.Consents {
		if c == yes || c == nil || !concerns(in, c, subject, g) {
			continue
		}
		for _, t := range c.Taken {
			if slices.Contains(t.Groups, group) && (yes.On.Before(t.On) || yes.On == t.On && !yes.Created.After(c.Changed)) {
				return true
			}
		}
	}
	return false
}

// yesTo reports whether the giver agreed to a group about the subject, with a yes that counts now and no standing no.
func yesTo(in Input, subject record.ID, g Giver, group record.FieldGroup) bool {
	agreed := false
	for _, c := range in.Consents {
		if refuses(in, c, subject, g, group) {
			return false
		}
		if !agreed && concerns(in, c, subject, g) && c.Covers(group) {
			agreed = fault(in, c, subject, g) == "" && !partTaken(in, c, subject, g, group)
		}
	}
	return agreed
}

// about reports whether a field group holds data of a subject. The name, phone and language are the grown-up's and the child's name and
// age are the child's; everything else is about all of them. When a group would be about none of the subjects, it is about all.
func about(in Input, subjects []Subject, id record.ID, group record.FieldGroup) bool {
	own := func(id record.ID) bool {
		grown := person(in, id) != nil && person(in, id).As != record.PersonChild
		switch group {
		case record.GroupName, record.GroupPhone, record.GroupLanguage:
			return grown
		case record.GroupChild:
			return !grown
		}
		return true
	}
	return own(id) || !slices.ContainsFunc(subjects, func(s Subject) bool { return own(s.ID) })
}

// agreedTo reports whether everybody needed agreed to a group, about everybody it is about.
func agreedTo(in Input, subjects []Subject, blocked map[record.ID]bool, group record.FieldGroup) bool {
	for _, s := range subjects {
		if !about(in, subjects, s.ID, group) {
			continue
		}
		if blocked[s.ID] || len(s.Givers) == 0 {
			return false
		}
		for _, g := range s.Givers {
			if !yesTo(in, s.ID, g, group) {
				return false
			}
		}
	}
	return true
}

// stand fills in where a giver stands about a subject and says what is in the way. The wanted groups that are about the subject decide.
func stand(in Input, subject record.ID, g *Giver) []Problem {
	if g.Stand == StandUnsafe {
		return nil // a hurdle of the subject already says so
	}
	subjects := make([]Subject, len(in.Subjects))
	for i, id := range in.Subjects {
		subjects[i].ID = id
	}
	missing, asked := false, len(in.Groups) == 0
	for _, group := range in.Groups {
		if !about(in, subjects, subject, group) {
			continue
		}
		asked = true
		for _, c := range in.Consents {
			if refuses(in, c, subject, *g, group) {
				g.Stand = StandNo
				return []Problem{{Code: ConsentNo, Subject: subject, Giver: g.Person}}
			}
		}
		missing = missing || !yesTo(in, subject, *g, group)
	}
	if !asked {
		g.Stand = StandNone
		return nil
	}
	if !missing && len(in.Groups) > 0 {
		g.Stand = StandAgreed
		return nil
	}
	return []Problem{{Code: why(in, subject, *g), Subject: subject, Giver: g.Person}}
}

// why is the most telling reason that a giver has not agreed: the newest yes decides.
func why(in Input, subject record.ID, g Giver) Code {
	var newest *record.Consent
	for _, c := range in.Consents {
		if !concerns(in, c, subject, g) || c.Answer != record.AnswerYes {
			continue
		}
		if newest == nil || c.On.After(newest.On) || c.On == newest.On && c.Created.After(newest.Created) {
			newest = c
		}
	}
	if newest == nil {
		return ConsentMissing
	}
	if code := fault(in, newest, subject, g); code != "" {
		return code
	}
	return ConsentGroup
}
