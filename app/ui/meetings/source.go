package meetings

import (
	"context"
	"time"

	"schakel/internal/book"
	"schakel/internal/record"
)

// Source is what the pages of this package need of the book.
type Source interface {
	lister
	writer
	planner
	asker
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

// planner plans gatherings and changes what is planned.
type planner interface {
	PlanMeetings(ctx context.Context, like *record.Meeting, days []record.Date) ([]*record.Meeting, error)
	Following(m *record.Meeting) []record.Row
	SaveFollowing(ctx context.Context, m *record.Meeting) (int, error)
	StopSeries(ctx context.Context, series record.ID, after record.Date) (int, error)
	MoveMeeting(ctx context.Context, id record.ID, a record.MeetingAction, c record.MeetingChange) error
}

// asker knows what was asked and said before.
type asker interface {
	OpenQuestions(ctx context.Context, m *record.Meeting) ([]book.OpenQuestion, error)
	AnswerQuestion(ctx context.Context, q book.OpenQuestion, answer, by record.Private) error
	UsedWords(ctx context.Context, limit int) ([]record.Private, error)
}

// Speaker is what the page of words needs of the book.
type Speaker interface {
	MeetingWords(ctx context.Context, months int) (book.WordTable, error)
	WordsTaken(ctx context.Context, words []record.Private) error
	NotNow(ctx context.Context, key string, until record.Date) error
	Today() record.Date
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
	region
}

type ways interface {
	Open(kind record.Kind, id record.ID)
	New(kind record.Kind, about record.ID)
	Go(destination string)
	Back()
	// NewSignal starts a wijksignaal with words that came up in so many gatherings between two days.
	NewSignal(words []record.Private, meetings int, from, to record.Date)
}

type ends interface {
	Saved(kind record.Kind, id record.ID)
	Say(text string)
	Fail(err error)
}

// region is in which part of the country the schools are; it is a choice for the program and says nothing about a person.
type region interface {
	SchoolRegion() string
	SetSchoolRegion(region string)
}

// The pages of this package besides the list, as Nav.Go knows them.
const (
	PageCalendar = "calendar"
	PageWords    = "words"
)
