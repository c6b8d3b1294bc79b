package partners

import (
	"context"
	"time"

	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/record"
)

// Source is what the pages of this package need of the book.
type Source interface {
	lister
	keeper
	asker
	looker
	drafts
}

type lister interface {
	Today() record.Date
	Now() time.Time
	Rows(kind record.Kind) []record.Row
}

type keeper interface {
	Partner(ctx context.Context, id record.ID) (*record.Partner, error)
	SavePartner(ctx context.Context, p *record.Partner) error
	Meeting(ctx context.Context, id record.ID) (*record.Meeting, error)
}

type asker interface {
	Request(ctx context.Context, id record.ID) (*record.Request, error)
	SaveRequest(ctx context.Context, q *record.Request) error
	MoveRequest(ctx context.Context, id record.ID, a record.RoadAction, on record.Date) error
	AnswerRequest(ctx context.Context, id record.ID, answer record.Returned) error
	SendRequest(ctx context.Context, id record.ID) error
}

// looker is what the pages of a question look up: what may lead to a person, and from whom it is.
type looker interface {
	Personal(ctx context.Context, texts []book.Written) ([]book.Hint, error)
	Profile(ctx context.Context) (*record.Profile, error)
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
	Back()
}

type ends interface {
	Saved(kind record.Kind, id record.ID)
	Say(text string)
	Fail(err error)
	Kick()
	Print(name string, doc export.Document)
}
