package book

import (
	"context"
	"time"

	"schakel/internal/backup"
	"schakel/internal/record"
)

// OldCopies is what the copies made before an erasure still hold.
type OldCopies struct {
	Here  int         // copies on this laptop
	Until record.Date // the day on which the last of them is gone by itself; zero when there is none
	Away  time.Time   // when one was last put on a stick or in another folder; zero when never
}

// OldCopies looks which copies there are, in the program's own folder and elsewhere.
func (b *Book) OldCopies(ctx context.Context, own string) (OldCopies, error) {
	c, err := b.Backups(ctx, own)
	if err != nil {
		return OldCopies{}, err
	}
	old := OldCopies{Here: len(c.Own), Away: c.Away}
	if newest, ok := c.Newest(); ok {
		old.Until = record.DateOf(newest.Made.Add(backup.KeepFor)).Add(1)
	}
	return old, nil
}

// after notes an erasure beside the backups, and makes a new copy in the place of the older ones where the worker chose so. The erasure
// stands, whatever goes wrong here.
func (b *Book) after(ctx context.Context, o EraseOptions, out *Erased) {
	ctx = context.WithoutCancel(ctx)
	noted, err := b.NoteErasures(ctx, o.Own)
	out.Unreached, out.Fault = len(noted.Unreached), err
	if !o.OnlyNewCopy || o.Own == "" {
		return
	}
	if err := b.OnlyNewCopy(ctx, o.Own); err != nil {
		out.Fault = err
		return
	}
	out.OnlyNewCopy = true
}
