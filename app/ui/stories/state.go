// Package stories is where a worker keeps short stories for an overview: changed so that nobody is recognisable, and told with a yes.
package stories

import (
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

// tellers are the people whose story it can be; the first is somebody who is not in Schakel.
func (s *state) tellers() []form.Choice {
	all := []form.Choice{{Value: "", Text: s.p.T("stories.nobody")}}
	for _, row := range s.people {
		if !row.Title.Empty() && row.Flags&record.RowUnborn == 0 {
			all = append(all, form.Choice{Value: row.ID.String(), Text: row.Title.Reveal()})
		}
	}
	return all
}

// teller takes over whose story it is.
func (s *state) teller(value string) {
	s.story.Person, _ = record.ParseID(value)
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
