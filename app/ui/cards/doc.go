// Package cards shows the talking cards (praatkaarten): pictures and short texts to lay on the table or to turn towards a parent, with the
// worker's own voice in any language.
package cards

import (
	"context"
	"schakel/app/ui/aloud"

	"fyne.io/fyne/v2"

	"schakel/internal/export"
	"schakel/internal/record"
)

// Source is what the page needs of the book.
type Source interface {
	voices
	drafts
}

type voices interface {
	Rows(kind record.Kind) []record.Row
	Today() record.Date
	Talk(ctx context.Context, id record.ID) (*record.Talk, error)
	SaveTalk(ctx context.Context, t *record.Talk) error
	DropTalk(ctx context.Context, id record.ID) error
}

type drafts interface {
	SaveDraft(ctx context.Context, key string, r record.Record) error
	Draft(ctx context.Context, key string) (record.Record, bool, error)
	DropDraft(ctx context.Context, key string) error
}

// papers makes them, and opens the page from which is read to somebody.
type papers interface {
	Print(name string, doc export.Document)
	Aloud(text aloud.Text)
}

// Nav is how the page leads away, and how it takes the whole window.
type Nav interface {
	Back()
	Say(text string)
	Fail(err error)
	papers
	// Turn puts something in the whole window, for a parent to see; nil brings the page back.
	Turn(o fyne.CanvasObject)
}
