package people

import (
	"context"
	"time"

	"schakel/internal/book"
	"schakel/internal/record"
)

// Source is what the pages of this package need of the book.
type Source interface {
	lister
	reader
	saver
	drafts
	ruler
}

type lister interface {
	Rows(kind record.Kind) []record.Row
	Find(ctx context.Context, query string, limit int) ([]record.Row, error)
	Today() record.Date
	Now() time.Time
}

type reader interface {
	Family(ctx context.Context, id record.ID) (book.Family, error)
	StoryOf(ctx context.Context, household record.ID) (book.Story, error)
	Person(ctx context.Context, id record.ID) (*record.Person, error)
	Contact(ctx context.Context, id record.ID) (*record.Contact, error)
}

type saver interface {
	SaveFamily(ctx context.Context, h *record.Household, members []book.Arrival) error
	SavePerson(ctx context.Context, p *record.Person) error
	SaveContact(ctx context.Context, c *record.Contact) error
	KeepPromise(ctx context.Context, contact record.ID) error
}

type drafts interface {
	SaveDraft(ctx context.Context, key string, r record.Record) error
	Draft(ctx context.Context, key string) (record.Record, bool, error)
	DropDraft(ctx context.Context, key string) error
}

// Nav is how a page leads to another one.
type Nav interface {
	ways
	ends
	papers
	Go(destination string)
	Rule(household record.ID) // the page "wie moet ja zeggen", for a family
}

type ways interface {
	Open(kind record.Kind, id record.ID)
	New(kind record.Kind, about record.ID)
	Edit(kind record.Kind, id record.ID)
	Erase(kind record.Kind, id record.ID)
	Back()
}

// papers are the documents for the family. Access leads to what is held about somebody; PrintShared makes "wat ik heb gedeeld".
type papers interface {
	Access(kind record.Kind, id record.ID)
	PrintShared(kind record.Kind, id record.ID, language string)
}

type ends interface {
	Saved(kind record.Kind, id record.ID)
	Say(text string)
	Fail(err error)
}
