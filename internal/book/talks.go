package book

import (
	"context"
	"time"

	"schakel/internal/record"
	"schakel/internal/sound"
	"schakel/internal/store"
)

// Talk reads one recording for a talking card. Lists use Rows(record.KindTalk), which hold no sound.
func (b *Book) Talk(ctx context.Context, id record.ID) (*record.Talk, error) {
	return load[*record.Talk](b, ctx, id)
}

// SaveTalk keeps a recording, in the place of an earlier one of the same card and language. Its day and its length are filled in. What is
// no recording is sound.ErrDamaged, and what would make all recordings together longer than record.TalkTogether is record.ErrTalkFull.
func (b *Book) SaveTalk(ctx context.Context, t *record.Talk) error {
	samples, err := sound.Unpack(t.Sound.Reveal())
	if err != nil {
		return err
	}
	t.Length = seconds(len(samples))
	if t.On.Zero() {
		t.On = b.Today()
	}
	return b.update(ctx, func(tx *store.Tx) error {
		together := t.Length
		for _, row := range tx.Rows(record.KindTalk) {
			switch {
			case row.State == string(t.Card) && row.Detail.Reveal() == t.Language:
				old, err := store.Get[*record.Talk](tx, row.ID)
				if err != nil {
					return err
				}
				t.Head = old.Head
			default:
				together += time.Duration(row.Number) * time.Second
			}
		}
		if together > record.TalkTogether {
			return record.ErrTalkFull
		}
		return b.put(tx, t)
	})
}

// seconds is the length of samples in whole seconds, at least one.
func seconds(samples int) time.Duration {
	return max(1, time.Duration(samples/sound.Rate)) * time.Second
}

// DropTalk takes a recording away at once. Copies that were made before hold it until they are thrown away.
func (b *Book) DropTalk(ctx context.Context, id record.ID) error {
	return b.update(ctx, func(tx *store.Tx) error { return tx.Delete(record.KindTalk, id) })
}

// talks looks at the recordings of an import: whether each is one, whether there is one for a card and a language only, and whether
// there is room for all.
func (in *incoming) talks() error {
	type place struct{ card, language string }
	taken := map[place]record.ID{}
	var together time.Duration
	for _, row := range in.tx.Rows(record.KindTalk) {
		taken[place{row.State, row.Detail.Reveal()}] = row.ID
		together += time.Duration(row.Number) * time.Second
	}
	for i, r := range in.records {
		t, ok := r.(*record.Talk)
		if !ok {
			continue
		}
		samples, err := sound.Unpack(t.Sound.Reveal())
		if err != nil || t.Length != seconds(len(samples)) {
			in.problem(in.lines[i], "sound", "talk.damaged", nil)
		}
		at := place{string(t.Card), t.Language}
		switch other, known := taken[at]; {
		case !known:
			taken[at] = t.ID
			together += t.Length
		case other != t.ID:
			in.problem(in.lines[i], "card", "talk.twice", nil)
		}
	}
	if together > record.TalkTogether {
		return record.ErrTalkFull
	}
	return nil
}
