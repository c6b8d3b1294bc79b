package concerns

import (
	"context"
	"time"

	"schakel/internal/book"
	"schakel/internal/export"
	"schakel/internal/record"
)

// Source is what the pages of this package need of the book.
type Source interface {
	reader
	writer
	beyond
	drafts
}

// beyond is what goes further than one worry.
type beyond interface {
	teller
	sender
	looker
	adviser
	keeper
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

// teller is what the pages of a wijksignaal need.
type teller interface {
	Signal(ctx context.Context, id record.ID) (*record.Signal, error)
	SaveSignal(ctx context.Context, s *record.Signal, sources ...record.ID) error
	MoveSignal(ctx context.Context, id record.ID, a record.RoadAction, on record.Date) error
	AnswerSignal(ctx context.Context, id record.ID, answer record.Returned) error
	Bundled(ctx context.Context, signal record.ID) ([]record.Row, error)
}

// sender puts a wijksignaal ready for the endpoint of its partner.
type sender interface {
	SendSignal(ctx context.Context, id record.ID) error
}

// looker is what they look up: to whom, from whom, and what may lead to a person.
type looker interface {
	Partner(ctx context.Context, id record.ID) (*record.Partner, error)
	Profile(ctx context.Context) (*record.Profile, error)
	Personal(ctx context.Context, texts []book.Written) ([]book.Hint, error)
}

// adviser is what the page of an advice without a name needs, and the aid.
type adviser interface {
	Advice(ctx context.Context, id record.ID) (*record.Advice, error)
	SaveAdvice(ctx context.Context, a *record.Advice) error
	DropAdvice(ctx context.Context, id record.ID) error
	Agreeing(ctx context.Context, concern record.ID) ([]*record.Person, error)
	KeepAdvice(ctx context.Context, advice, concern, by record.ID, on record.Date) error
}

// keeper adds to a worry.
type keeper interface {
	NoteAid(ctx context.Context, id record.ID, began uint64, aid record.Aid) error
	NoteCall(ctx context.Context, id record.ID, call record.Call) error
}

type drafts interface {
	SaveDraft(ctx context.Context, key string, r record.Record) error
	Draft(ctx context.Context, key string) (record.Record, bool, error)
	DropDraft(ctx context.Context, key string) error
}

// Nav is how a page leads to another one.
type Nav interface {
	ways
	helps
	ends
}

// helps leads to who can help, and to what a volunteer can do: the meldcode, about a worry or about none.
type helps interface {
	FindHelp(kind record.Kind, id record.ID)
	Aid(id record.ID)
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
	Print(name string, doc export.Document)
	Kick()
}
