package book

import (
	"context"

	"schakel/internal/record"
	"schakel/internal/record/codec"
	"schakel/internal/store"
)

// SaveDraft keeps what a worker is writing under a key, replacing an earlier one. It is sealed like everything else, and is no
// acknowledged save. The key says which entry it belongs to, such as "concern" or "concern/<id>"; never anything personal.
func (b *Book) SaveDraft(ctx context.Context, key string, r record.Record) error {
	data, err := packDraft(r)
	if err != nil {
		return err
	}
	return b.update(ctx, func(tx *store.Tx) error { return tx.PutDraft(key, data) })
}

// DraftTexts stands behind the key of a draft for the fields of it that are typed and not understood yet. They go where the draft goes.
const DraftTexts = "/text"

// Draft reads a draft; ok is false when there is none.
func (b *Book) Draft(ctx context.Context, key string) (r record.Record, ok bool, err error) {
	err = b.view(ctx, func(tx *store.Tx) error {
		data, err := tx.Draft(key)
		if missing(err) || err == nil && (len(data) == 0 || record.Kind(data[0]) == record.KindNone) { // of no entry: decisions about a paper
			return nil
		}
		if err != nil {
			return err
		}
		r, err = parseDraft(data)
		ok = err == nil
		return err
	})
	return r, ok, err
}

// parseDraft reads what SaveDraft kept; nil for nothing.
func parseDraft(data []byte) (record.Record, error) {
	if len(data) == 0 {
		return nil, nil
	}
	return codec.Unmarshal(record.Kind(data[0]), data[1:])
}

// packDraft is what SaveDraft keeps.
func packDraft(r record.Record) ([]byte, error) {
	data, err := codec.Marshal(r)
	if err != nil {
		return nil, err
	}
	return append([]byte{byte(r.Kind())}, data...), nil
}

// Drafts lists the keys of all drafts.
func (b *Book) Drafts(ctx context.Context) ([]string, error) {
	var keys []string
	err := b.view(ctx, func(tx *store.Tx) error {
		all, err := tx.Drafts()
		for _, d := range all {
			keys = append(keys, d.Key)
		}
		return err
	})
	return keys, err
}

// DropDraft forgets a draft, after its entry was saved.
func (b *Book) DropDraft(ctx context.Context, key string) error {
	return b.update(ctx, func(tx *store.Tx) error { return tx.DeleteDraft(key) })
}
