package meetings

import (
	"context"
	"time"

	"schakel/internal/record"
)

// Source is what the pages of this package need of the book.
type Source interface {
	lister
	writer
	drafts
}

type lister interface {
	Today() record.Date
	Now() time.Time
	Rows(kind record.Kind) []record.Row
	Find(ctx context.Context, query string, limit int) ([]record.Row, error)
	Request(ctx context.Context, id record.ID) (*record.Request, error)
}

type writer interface {
	Meeting(ctx context.Context, id record.ID) (*record.Meeting, error)
	LastMeeting(ctx context.Context, m *record.Meeting) (*record.Meeting, error)
	SaveMeeting(ctx context.Context, m *record.Meeting) error
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
	Back()
}

type ends interface {
	Saved(kind record.Kind, id record.ID)
	Say(text string)
	Fail(err error)
}
