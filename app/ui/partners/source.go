package partners

import (
	"context"
	"time"

	"schakel/internal/record"
)

// Source is what the pages of this package need of the book.
type Source interface {
	lister
	keeper
	asker
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
	AskRequest(ctx context.Context, id record.ID) error
	AnswerRequest(ctx context.Context, id record.ID, answer record.Private) error
	SendRequest(ctx context.Context, id record.ID) error
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
}
