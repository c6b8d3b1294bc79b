package partners

import (
	"context"
	"io"
	"time"

	"schakel/internal/book"
	"schakel/internal/directory"
	"schakel/internal/export"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is what the pages of this package need of the book.
type Source interface {
	lister
	keeper
	asker
	drafts
	beyond
}

// beyond is what the pages below the list need.
type beyond interface {
	looker
	finder
	tables
	cards
}

type lister interface {
	Today() record.Date
	Now() time.Time
	Rows(kind record.Kind) []record.Row
}

// finder is who can help, and what is missing.
type finder interface {
	FindHelp(ctx context.Context, q book.HelpQuestion, p *i18n.Printer) (fit, not []book.Helper, err error)
	HelpFor(ctx context.Context, kind record.Kind, id record.ID) (book.HelpQuestion, error)
	Gaps(ctx context.Context) (book.Gaps, error)
}

type tables interface {
	PlanPartners(ctx context.Context, t directory.Table, m directory.Mapping, p *i18n.Printer) (*book.PartnerPlan, error)
	ImportPartners(ctx context.Context, plan *book.PartnerPlan) (added, changed int, err error)
	ExportPartners(ctx context.Context, w io.Writer, p *i18n.Printer) (partners int, err error)
}

type cards interface {
	FindColleagues(ctx context.Context, q book.CardQuestion, p *i18n.Printer) (fit, unsure []*record.Colleague, err error)
	Colleague(ctx context.Context, id record.ID) (*record.Colleague, error)
	SaveColleague(ctx context.Context, c *record.Colleague) error
	TakeCard(ctx context.Context, r io.Reader) (c *record.Colleague, replaced bool, err error)
	RemoveColleague(ctx context.Context, id record.ID) error
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
	files
	memory
}

// Sub names a page below the list of who can help.
type Sub string

// The pages.
const (
	SubFind  Sub = "find"
	SubGaps  Sub = "gaps"
	SubTable Sub = "table"
	SubCards Sub = "cards"
)

// files are those that the worker chooses, and paper.
type files interface {
	OpenFile(extensions []string, chosen func(path string, err error))
	SaveAs(name string, write func(w io.Writer) error)
	Print(name string, doc export.Document)
}

// memory is what is remembered of the columns of a table.
type memory interface {
	Columns() string
	SetColumns(mapping string)
}

type ways interface {
	Open(kind record.Kind, id record.ID)
	New(kind record.Kind, about record.ID)
	Edit(kind record.Kind, id record.ID)
	Partners(sub Sub)
	Back()
}

type ends interface {
	Saved(kind record.Kind, id record.ID)
	Say(text string)
	Fail(err error)
	Kick()
	Print(name string, doc export.Document)
}
