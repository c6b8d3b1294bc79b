package book

import (
	"context"
	"time"

	"schakel/internal/backup"
	"schakel/internal/record"
	"schakel/internal/store"
)

// OldCopies is what the copies made before an erasure still hold.
type OldCopies struct {
	Here  int         // copies on this laptop
	Until record.Date // the day on which the last of them is gone by itself; zero when there is none
	Away  time.Time   // when one was last put on a stick or in another folder; zero when never
	Kept  int         // folders with a damaged store that were set aside
}

// OldCopies looks which copies there are, in the program's own folder and elsewhere.
func (b *Book) OldCopies(ctx context.Context, own string) (OldCopies, error) {
	c, err := b.Backups(ctx, own)
	if err != nil {
		return OldCopies{}, err
	}
	old := OldCopies{Here: len(c.Own), Away: c.Away, Kept: len(KeptFolders(b.store.Dir()))}
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

// KeepErasures notes what was erased once more beside the backups that can be reached: beside a stick that was away then, and after a
// moment in which the program was ended between the erasure and the note. Without erasures it does nothing.
func (b *Book) KeepErasures(ctx context.Context, own string) error {
	any := false
	err := b.view(ctx, func(tx *store.Tx) error {
		all, err := tx.Erasures()
		any = len(all) > 0
		return err
	})
	if err != nil || !any {
		return err
	}
	_, err = b.NoteErasures(ctx, own)
	return err
}
