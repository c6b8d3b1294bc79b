package consent

import (
	"slices"

	"schakel/internal/record"
)

// Standing is what holds for one person's data on a day, apart from any document: who must agree, and what keeps the data here whoever
// agrees. It is the same rule as Decide uses.
type Standing struct {
	Subject
	Hurdles []Problem // why nothing about this person can be shared now; none when the people in Givers can decide
}

// Explain says, for each different subject, what holds on the day of the input. It looks at no consents.
func Explain(in Input) []Standing {
	var all []Standing
	for _, s := range Required(in) {
		all = append(all, Standing{Subject: s, Hurdles: hurdlesOf(in, s.ID)})
	}
	return all
}

// Able reports whether a person can say yes about at least one of the subjects, as one of those whom the rule asks.
func Able(subjects []Subject, person record.ID) bool {
	return slices.ContainsFunc(subjects, func(s Subject) bool {
		return slices.ContainsFunc(s.Givers, func(g Giver) bool { return g.Person == person })
	})
}

// AbleAs reports whether a person can say yes about a subject in a capacity, by the rule of the day.
func AbleAs(subjects []Subject, person, subject record.ID, capacity record.Capacity) bool {
	return slices.ContainsFunc(subjects, func(s Subject) bool {
		return s.ID == subject && slices.ContainsFunc(s.Givers, func(g Giver) bool {
			return g.Person == person && (subject == person || g.Capacity == capacity)
		})
	})
}

// Askable lists whom can be asked about any of the subjects: everybody whom the rule needs and who is safe to ask, each once.
func Askable(subjects []Subject) []record.ID {
	var all []record.ID
	for _, s := range subjects {
		for _, g := range s.Givers {
			if g.Stand != StandUnsafe && !slices.Contains(all, g.Person) {
				all = append(all, g.Person)
			}
		}
	}
	return all
}
