package book

import (
	"context"
	"slices"

	"schakel/internal/fault"
	"schakel/internal/record"
	"schakel/internal/store"
	"schakel/internal/summary"
)

// What can be wrong with the stories of an overview.
var (
	// ErrStory is returned for a story that may not be told: nobody agreed, it was taken back, somebody can be recognised, or whose story it
	// is is not safe to ask.
	ErrStory = fault.New(fault.Denied, "book.story", "this story may not be told")
	// ErrStories is returned for more stories than an overview has room for.
	ErrStories = fault.New(fault.Invalid, "book.stories", "too many stories for one overview")
)

// StoryBar is why a story cannot be chosen; "" when it can. The words are values of the enumeration "story.bar".
type StoryBar string

// The reasons.
const (
	StoryOpen      StoryBar = "open"      // it was not changed yet, or nobody said yes yet
	StoryWithdrawn StoryBar = "withdrawn" // the yes was taken back
	StoryNamed     StoryBar = "named"     // somebody of the family is named in it
	StoryUnsafe    StoryBar = "unsafe"    // not to be told; why is not said on paper or beside it
)

// StoryBars lists them.
func StoryBars() []StoryBar { return []StoryBar{StoryOpen, StoryWithdrawn, StoryNamed, StoryUnsafe} }

// StoryChoice is a story as it can be chosen for an overview.
type StoryChoice struct {
	Story *record.Story
	Bar   StoryBar
}

// Stories are all stories, the newest yes first, then those that cannot be told.
func (b *Book) Stories(ctx context.Context) ([]StoryChoice, error) {
	var all []StoryChoice
	err := b.view(ctx, func(tx *store.Tx) error {
		for _, row := range tx.Rows(record.KindStory) {
			s, err := store.Get[*record.Story](tx, row.ID)
			if err != nil {
				return err
			}
			bar, err := storyBar(tx, s)
			if err != nil {
				return err
			}
			all = append(all, StoryChoice{Story: s, Bar: bar})
		}
		return nil
	})
	slices.SortStableFunc(all, func(x, y StoryChoice) int {
		if (x.Bar == "") != (y.Bar == "") {
			if x.Bar == "" {
				return -1
			}
			return 1
		}
		return y.Story.AgreedOn.Number() - x.Story.AgreedOn.Number()
	})
	return all, err
}

// storyBar says why a story cannot be told.
func storyBar(tx *store.Tx, s *record.Story) (StoryBar, error) {
	switch {
	case !s.Withdrawn.Zero():
		return StoryWithdrawn, nil
	case !s.Agreed() || s.Imported: // what came through a file is looked at once more, and saved
		return StoryOpen, nil
	case s.Person.Zero():
		return "", nil
	}
	p, err := store.Get[*record.Person](tx, s.Person)
	if err != nil {
		return "", err
	}
	around := unsafeAround(tx, p.Owner)
	d := deriver{tx: tx}
	if around[p.ID] || !d.safe(p.ID) {
		return StoryUnsafe, nil
	}
	named := &names{}
	named.add(p)
	for _, row := range tx.Rows(record.KindPerson) {
		if row.Owner != p.Owner && !around[row.ID] {
			continue
		}
		other, err := store.Get[*record.Person](tx, row.ID)
		if err != nil {
			return "", err
		}
		named.add(other)
	}
	if named.in(s.Text.Reveal()) {
		return StoryNamed, nil
	}
	return "", nil
}

// Story reads one story.
func (b *Book) Story(ctx context.Context, id record.ID) (*record.Story, error) {
	return load[*record.Story](b, ctx, id)
}

// SaveStory keeps a story. Another text is another story to the person whose it is: the yes to the one before does not count for it. A yes
// that was taken back is never given back by a change; only a new story can be agreed to.
func (b *Book) SaveStory(ctx context.Context, s *record.Story) error {
	return b.update(ctx, func(tx *store.Tx) error {
		if s.ID.Zero() {
			return b.put(tx, s)
		}
		s.Imported = false // the worker looked at it
		old, err := store.Get[*record.Story](tx, s.ID)
		if err != nil {
			return err
		}
		if !old.Withdrawn.Zero() {
			s.AgreedOn, s.Withdrawn = old.AgreedOn, old.Withdrawn
		}
		if s.Person != old.Person {
			s.Owner = record.ID{} // sealed with the key of whose it is now
		}
		if !s.Text.Equal(old.Text) && s.AgreedOn == old.AgreedOn && s.Withdrawn.Zero() {
			s.AgreedOn = record.Date{}
		}
		return b.put(tx, s)
	})
}

// WithdrawStory notes that the yes to a story was taken back. From then on it cannot be chosen. Taking it back twice changes nothing.
func (b *Book) WithdrawStory(ctx context.Context, id record.ID) error {
	return b.change(ctx, record.KindStory, id, func(r record.Record) error {
		s := r.(*record.Story)
		if s.AgreedOn.Zero() {
			return ErrStory
		}
		if s.Withdrawn.Zero() {
			s.Withdrawn = b.Today()
		}
		return nil
	})
}

// DropStory throws a story away.
func (b *Book) DropStory(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error { return tx.Delete(record.KindStory, id) })
}

// PickStories are the chosen stories as they stand in an overview, in the order in which they were chosen. ErrStories for more than
// summary.MaxStories, ErrStory for one that may not be told.
func (b *Book) PickStories(ctx context.Context, ids []record.ID) ([]summary.Story, error) {
	if len(ids) > summary.MaxStories {
		return nil, ErrStories
	}
	var picked []summary.Story
	err := b.view(ctx, func(tx *store.Tx) error {
		for _, id := range ids {
			s, err := store.Get[*record.Story](tx, id)
			if err != nil {
				return err
			}
			bar, err := storyBar(tx, s)
			if err != nil {
				return err
			}
			if bar != "" {
				return ErrStory
			}
			picked = append(picked, summary.Story{Of: id, Text: s.Text.Reveal()})
		}
		return nil
	})
	return picked, err
}

// told checks, as an overview is handed over, that its stories may still be told as they stand in it.
func told(tx *store.Tx, stories []summary.Story) error {
	if len(stories) > summary.MaxStories {
		return ErrStories
	}
	for _, one := range stories {
		s, err := store.Get[*record.Story](tx, one.Of)
		if err != nil {
			return err
		}
		bar, err := storyBar(tx, s)
		if err != nil {
			return err
		}
		if bar != "" || s.Text.Reveal() != one.Text {
			return ErrStory
		}
	}
	return nil
}
