package people

import (
	"context"
	"time"

	"schakel/internal/book"
	"schakel/internal/i18n"
	"schakel/internal/record"
)

// Source is what the pages of this package need of the book.
type Source interface {
	lister
	reader
	saver
	drafts
	familiar
}

// familiar is everything about who is known already, once or twice, and who was told.
type familiar interface {
	alikes
	merger
	teller
}

// alikes says who may be known already.
type alikes interface {
	WarmNumbers(ctx context.Context) error
	Alike(ctx context.Context, p *record.Person, household record.ID) ([]book.Lookalike, error)
	AlikeFamilies(ctx context.Context, h *record.Household, people []*record.Person) ([]book.AlikeFamily, error)
	NotSame(ctx context.Context, kind record.Kind, one, two record.ID) error
}

// merger makes one of two, and takes that back.
type merger interface {
	Merging(ctx context.Context, kind record.Kind, keep, other record.ID) (book.Merging, error)
	Merge(ctx context.Context, kind record.Kind, keep, other record.ID, choices map[string]book.MergeChoice) (record.ID, error)
	MergesOf(ctx context.Context, id record.ID) ([]*record.Merge, error)
	Unmerge(ctx context.Context, id record.ID) error
}

// teller lists the families that were not told yet.
type teller interface {
	UntoldFamilies() []book.Untold
	Told(ctx context.Context, household record.ID, told record.Told) error
	ruler
}

type lister interface {
	Rows(kind record.Kind) []record.Row
	Find(ctx context.Context, query string, limit int) ([]record.Row, error)
	Today() record.Date
	Now() time.Time
	NameOrder(p *i18n.Printer, lines []book.Named, snapshots ...[]record.Row) []int
}

type reader interface {
	Family(ctx context.Context, id record.ID) (book.Family, error)
	StoryOf(ctx context.Context, household record.ID) (book.Story, error)
	Person(ctx context.Context, id record.ID) (*record.Person, error)
	Contact(ctx context.Context, id record.ID) (*record.Contact, error)
	contactReader
}

// contactReader is what the pages of contacts read besides.
type contactReader interface {
	UsedRoles(ctx context.Context) ([]record.Role, error)
	Partner(ctx context.Context, id record.ID) (*record.Partner, error)
}

// contactKeeper is what the pages of contacts do besides.
type contactKeeper interface {
	MovePromise(ctx context.Context, contact record.ID, due record.Date) error
	HearAdvice(ctx context.Context, contact record.ID, use record.AdviceUse, why record.Private) error
	RemoveContact(ctx context.Context, id record.ID) error
}

type saver interface {
	SaveFamily(ctx context.Context, h *record.Household, members []book.Arrival) error
	SavePerson(ctx context.Context, p *record.Person) error
	SaveContact(ctx context.Context, c *record.Contact) error
	KeepPromise(ctx context.Context, contact record.ID) error
	contactKeeper
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
	joins
	Go(destination string)
}

// joins leads to the page on which two become one, where other is zero while it is to be found, and to "wie moet ja zeggen" for a family.
type joins interface {
	Merge(kind record.Kind, id, other record.ID)
	Rule(household record.ID)
}

type ways interface {
	Open(kind record.Kind, id record.ID)
	New(kind record.Kind, about record.ID)
	Edit(kind record.Kind, id record.ID)
	Erase(kind record.Kind, id record.ID)
	Back()
}

// papers are the documents for the family. Access leads to what is held about somebody; PrintShared makes "wat ik heb gedeeld"; PrintCard the gezinskaart.
type papers interface {
	Access(kind record.Kind, id record.ID)
	PrintShared(kind record.Kind, id record.ID, language string)
	PrintCard(household record.ID, language string)
	FindHelp(kind record.Kind, id record.ID)
}

type ends interface {
	Saved(kind record.Kind, id record.ID)
	Say(text string)
	Fail(err error)
}
