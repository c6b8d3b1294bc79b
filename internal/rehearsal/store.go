package rehearsal

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"

	"schakel/internal/book"
	"schakel/internal/datadir"
	"schakel/internal/keyfile"
	"schakel/internal/practice"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// Passphrase opens every practice store. It is shown on the screen and protects nothing: there is nobody real in it.
const Passphrase = "oefenen met schakel mag altijd"

// title is what the worker who practises calls herself.
const title = "sleutelpersoon"

// seed chooses the invented families: the same ones everywhere, so that a picture and a talk about it match.
const seed = 1

// OfficeDir is where the endpoint of a practice place keeps its things, so that a second start goes on where the first ended.
func OfficeDir(place datadir.Place) string { return filepath.Join(filepath.Dir(place.Store), "cjgd") }

// Store opens the practice store of a place, or makes and fills one. Its key derivation is the cheapest one unless deps say otherwise.
func Store(ctx context.Context, place datadir.Place, deps book.Deps) (*book.Book, error) {
	if deps.Cost == (keyfile.Cost{}) {
		deps.Cost = keyfile.FloorCost()
	}
	if err := book.Settle(place.Store); err != nil {
		return nil, err
	}
	if err := place.Make(); err != nil {
		return nil, err
	}
	b, err := open(place.Store, deps)
	if err != nil {
		return nil, err
	}
	if len(b.Rows(record.KindHousehold)) > 0 {
		return b, nil
	}
	if err := Fill(ctx, b); err != nil {
		return nil, errors.Join(err, b.Close())
	}
	return b, nil
}

func open(dir string, deps book.Deps) (*book.Book, error) {
	if book.Exists(dir) {
		return book.Open(dir, keyfile.Passphrase([]byte(Passphrase)), deps)
	}
	return book.Create(dir, []byte(Passphrase), deps)
}

// Fill puts the worker who practises and the invented families in a new book, with a recovery code that nobody needs: the passphrase
// is known. The families come in at once or not at all.
func Fill(ctx context.Context, b *book.Book) error {
	if !b.HasRecovery() {
		if _, err := b.GiveRecovery(ctx); err != nil {
			return err
		}
	}
	if err := fillProfile(ctx, b); err != nil {
		return err
	}
	var lines bytes.Buffer
	for _, r := range practice.Records(b.Today(), seed) {
		line, err := codec.Line(r)
		if err != nil {
			return err
		}
		lines.Write(append(line, '\n'))
	}
	_, err := b.Import(ctx, &lines)
	return err
}

func fillProfile(ctx context.Context, b *book.Book) error {
	p, err := b.Profile(ctx)
	if err != nil {
		return err
	}
	worker := practice.Worker()
	worker.Head, worker.Recovery = p.Head, p.Recovery
	worker.Title = record.Text(title)
	return b.SaveProfile(ctx, &worker)
}
