package ui

import (
	"context"

	"schakel/app/ui/draft"
	"schakel/app/ui/task"
	"schakel/internal/book"
	"schakel/internal/record"
)

// SchoolRegion is in which part of the country the schools are, as the worker chose.
func (s *Shell) SchoolRegion() string { return s.deps.Settings.SchoolRegion() }

// SetSchoolRegion keeps in which part of the country the schools are.
func (s *Shell) SetSchoolRegion(region string) { s.deps.Settings.SetSchoolRegion(region) }

// NewSignal starts a worry about the community with the words that came up in gatherings. It is a draft until the worker keeps it, and
// never takes the place of one that is being written.
func (s *Shell) NewSignal(words []record.Private, meetings int, from, to record.Date) {
	b := s.book
	c := signal(s, words, meetings, from, to)
	task.Do(s.life, s.deps.Run, func(ctx context.Context) (record.ID, error) { return keepSignal(ctx, b, c) }, func(about record.ID, err error) {
		if err != nil {
			s.Fail(err)
			return
		}
		s.New(record.KindConcern, about)
	})
}

// signal is the worry with the words, how often and when.
func signal(s *Shell, words []record.Private, meetings int, from, to record.Date) *record.Concern {
	var texts []string
	for _, w := range words {
		texts = append(texts, s.p.T("meeting.asked.quote", "Text", w.Reveal()))
	}
	seen := s.p.N("meeting.words.seen", meetings, "Words", s.p.List(texts), "From", s.p.Date(from), "To", s.p.Date(to))
	return &record.Concern{
		Scope: record.ScopeCommunity, Level: record.LevelWorried, State: record.ConcernOpen, Seen: record.Text(seen), SeenOn: to,
	}
}

// keepSignal keeps the draft and gives what the entry is opened with.
func keepSignal(ctx context.Context, b *book.Book, c *record.Concern) (record.ID, error) {
	about := record.ID{}
	_, busy, err := b.Draft(ctx, draft.Key(record.KindConcern, record.ID{}, about))
	if err == nil && busy {
		about, err = record.NewID(nil)
	}
	if err != nil {
		return about, err
	}
	return about, b.SaveDraft(ctx, draft.Key(record.KindConcern, record.ID{}, about), c)
}
