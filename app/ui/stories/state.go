// Package stories is where a worker keeps short stories for an overview: changed so that nobody is recognisable, and told with a yes.
package stories

import (
	"strings"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// state is what the page shows. It knows no widgets.
type state struct {
	p      *i18n.Printer
	today  record.Date
	all    []book.StoryChoice
	people []record.Row
	story  record.Story // what is being written
}

// copied is what is written now, apart from what is typed later.
func (s *state) copied() *record.Story {
	one := s.story
	return &one
}

// status says whether a story can be told, in a word, and why not in a sentence below it.
func (s *state) status(one book.StoryChoice) (listing.Status, string) {
	if one.Bar == "" {
		return listing.Status{Kind: listing.StatusAnswered, Text: s.p.T("stories.ready")}, s.p.T("stories.agreed", "On", s.p.Date(one.Story.AgreedOn))
	}
	return listing.Status{Kind: listing.StatusWaiting, Text: s.p.T("stories.waits")}, s.p.Value("story.bar", string(one.Bar))
}

// nobody is the choice of somebody who is not in the book.
const nobody = "nobody"

// tellersMost is how many names are offered at once: more are found by typing.
const tellersMost = 5

// tellers are the people whose story it can be: who was chosen, those whose name has what was typed in it, and somebody who is not in
// Schakel. Without a word typed nobody is offered.
func (s *state) tellers(typed string) []form.Choice {
	all := []form.Choice{{Value: nobody, Text: s.p.T("stories.nobody")}}
	want := i18n.Fold(typed)
	for _, row := range s.people {
		chosen := row.ID == s.story.Person
		found := want != "" && len(all) <= tellersMost && strings.Contains(i18n.Fold(row.Title.Reveal()), want)
		if (chosen || found) && row.Flags&record.RowUnborn == 0 {
			all = append(all, form.Choice{Value: row.ID.String(), Text: row.Title.Reveal()})
		}
	}
	return all
}

// teller is who is chosen.
func (s *state) teller() string {
	if s.story.Person.Zero() {
		return nobody
	}
	return s.story.Person.String()
}

// choose takes over whose story it is.
func (s *state) choose(value string) {
	s.story.Person = record.ID{}
	if value != nobody {
		s.story.Person, _ = record.ParseID(value)
	}
}

// agreed notes that the person said yes, today unless another day is chosen, or not any more.
func (s *state) agreed(on bool) {
	switch {
	case !on:
		s.story.AgreedOn = record.Date{}
	case s.story.AgreedOn.Zero():
		s.story.AgreedOn = s.today
	}
}
