package concerns

import (
	"context"
	"time"

	"schakel/internal/book"
	"schakel/internal/record"
)

// Source is what the pages of this package need of the book.
type Source interface {
	reader
	writer
	drafts
}

type reader interface {
	Today() record.Date
	Now() time.Time
	Rows(kind record.Kind) []record.Row
	Find(ctx context.Context, query string, limit int) ([]record.Row, error)
	Family(ctx context.Context, id record.ID) (book.Family, error)
}

type writer interface {
	Person(ctx context.Context, id record.ID) (*record.Person, error)
	Concern(ctx context.Context, id record.ID) (*record.Concern, error)
	SaveConcern(ctx context.Context, c *record.Concern) error
	MoveConcern(ctx context.Context, id record.ID, a record.ConcernAction, reason record.CloseReason) error
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
}

type ways interface {
	Open(kind record.Kind, id record.ID)
	New(kind record.Kind, about record.ID)
	Edit(kind record.Kind, id record.ID)
	FindHelp(kind record.Kind, id record.ID)
	Back()
}

type ends interface {
	Saved(kind record.Kind, id record.ID)
	Say(text string)
	Fail(err error)
}
