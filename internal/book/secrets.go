package book

import (
	"context"

	"schakel/internal/keyfile"
	"schakel/internal/record"
	"schakel/internal/store"
)

// Recovery is what opens a store when the passphrase is lost.
type Recovery struct {
	Kind  keyfile.Kind // keyfile.KindRecovery for one code, keyfile.KindShares for three parts, 0 for nothing
	Given record.Date  // the day on which it was given; zero when there is nothing

	Unkept bool // it was shown, and nobody said that it stands on paper
}

// valueUnkept is the setting that is there while nobody said that the newest code or parts stand on paper.
const valueUnkept = "recovery.unkept"

// HasRecovery reports whether a recovery code or parts open the store.
func (b *Book) HasRecovery() bool { return b.store.HasRecovery() }

// RecoveryOf is what opens the store in a folder when the passphrase is lost, as can be seen without a secret: keyfile.KindRecovery,
// keyfile.KindShares, or 0.
func RecoveryOf(dir string) keyfile.Kind { return store.Recovery(dir) }

// Recovery says what opens the store when the passphrase is lost, and since when.
func (b *Book) Recovery(ctx context.Context) (Recovery, error) {
	r := Recovery{Kind: b.store.Recovery()}
	if r.Kind == 0 {
		return r, nil
	}
	var p *record.Profile
	err := b.view(ctx, func(tx *store.Tx) (err error) {
		var unkept []byte
		if unkept, err = tx.Value(valueUnkept); err != nil {
			return err
		}
		r.Unkept = unkept != nil
		p, err = profile(tx)
		return err
	})
	if err != nil {
		return r, err
	}
	if !p.Recovery.IsZero() {
		r.Given = record.DateOf(p.Recovery.In(b.now().Location()))
	}
	return r, nil
}

// GiveRecovery makes a new recovery code and notes in the profile that it was given. An older code, and parts, no longer open anything.
func (b *Book) GiveRecovery(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return b.store.AddRecovery(b.noteRecovery)
}

// GiveShares makes three parts, any two of which open the store, and notes in the profile that they were given. Older parts, and a
// code, no longer open anything.
func (b *Book) GiveShares(ctx context.Context) ([keyfile.Parts]string, error) {
	if err := ctx.Err(); err != nil {
		return [keyfile.Parts]string{}, err
	}
	return b.store.IssueShares(b.noteRecovery)
}

// ShowRecovery is GiveRecovery for a page that shows the code: until KeepRecovery, Recovery says that it may be on no paper.
func (b *Book) ShowRecovery(ctx context.Context) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return b.store.AddRecovery(b.noteRecovery, noteUnkept)
}

// ShowShares is GiveShares for a page that shows the parts, as ShowRecovery is for a code.
func (b *Book) ShowShares(ctx context.Context) ([keyfile.Parts]string, error) {
	if err := ctx.Err(); err != nil {
		return [keyfile.Parts]string{}, err
	}
	return b.store.IssueShares(b.noteRecovery, noteUnkept)
}

// KeepRecovery notes that the newest code or parts stand on paper.
func (b *Book) KeepRecovery(ctx context.Context) error {
	return b.update(ctx, func(tx *store.Tx) error { return tx.PutValue(valueUnkept, nil) })
}

func noteUnkept(tx *store.Tx) error { return tx.PutValue(valueUnkept, []byte{1}) }

// noteRecovery notes in the profile when the code or the parts were given.
func (b *Book) noteRecovery(tx *store.Tx) error {
	p, err := profile(tx)
	if err != nil {
		return err
	}
	p.Recovery = b.now().UTC()
	if err := tx.PutValue(valueUnkept, nil); err != nil {
		return err
	}
	return b.put(tx, p)
}

// ChangePassphrase replaces the passphrase; data is not written again.
func (b *Book) ChangePassphrase(_ context.Context, old, new []byte) error {
	return b.store.ChangePassphrase(old, new)
}

// ReplacePassphrase sets a new passphrase without the old one: after opening with a code or with parts, which stay as they are.
func (b *Book) ReplacePassphrase(_ context.Context, new []byte) error {
	return b.store.ReplacePassphrase(new)
}
