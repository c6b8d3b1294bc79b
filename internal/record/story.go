package record

import "strconv"

// StoryLength is how many letters a story has at most: it stands beside numbers and is read in a minute.
const StoryLength = 1200

// Story (verhaal) is a short story for an overview, changed so that nobody is recognisable in it, with the person's own consent (PRODUCT,
// Records). It is sealed with the key of whom it is about and goes with them. A story of somebody whom the worker does not know by name
// belongs to the store.
type Story struct {
	Head
	Text      Private `json:"text"`               // what happened, without names
	Person    ID      `json:"person,omitzero"`    // whose story it is; zero for somebody who is not in the book
	Changed   bool    `json:"altered,omitzero"`   // the worker changed it so that nobody is recognisable, and read it once more
	AgreedOn  Date    `json:"agreedOn,omitzero"`  // when that person said yes to this text; zero as long as they did not
	Withdrawn Date    `json:"withdrawn,omitzero"` // when that yes was taken back
}

// Kind is KindStory.
func (s *Story) Kind() Kind { return KindStory }

// Validate checks the text, in which no BSN may stand, and the days.
func (s *Story) Validate(today Date) Problems {
	var ps Problems
	ps.required("text", s.Text.Empty())
	ps.bare("text", s.Text)
	if n := len([]rune(s.Text.Reveal())); n > StoryLength && n <= LimitLong {
		ps.add("text", "too_long", "Limit", strconv.Itoa(StoryLength))
	}
	ps.past("agreedOn", s.AgreedOn, today)
	ps.past("withdrawn", s.Withdrawn, today)
	if !s.Withdrawn.Zero() && s.AgreedOn.Zero() {
		ps.add("withdrawn", "story.withdrawn")
	}
	ps.order("withdrawn", s.AgreedOn, s.Withdrawn)
	return ps
}

// Agreed reports whether it may be told: it was changed, the person said yes, and did not take that back.
func (s *Story) Agreed() bool { return s.Changed && !s.AgreedOn.Zero() && s.Withdrawn.Zero() }

// The states of a story's row.
const (
	StoryAgreed    = "agreed"
	StoryOpen      = "open" // not changed yet, or nobody said yes yet
	StoryWithdrawn = "withdrawn"
)

// Row is its compact form: how it begins.
func (s *Story) Row() Row {
	r := Row{ID: s.ID, Kind: KindStory, Owner: s.Owner, Title: CutSentence(s.Text), State: StoryOpen, On: s.AgreedOn, Link: s.Person}
	switch {
	case !s.Withdrawn.Zero():
		r.State = StoryWithdrawn
	case s.Agreed():
		r.State = StoryAgreed
	}
	return r
}
