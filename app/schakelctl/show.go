package main

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"schakel/internal/book"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// line writes a record as a line of JSON.
func (a *app) line(r record.Record) error {
	data, err := codec.Line(r)
	if err != nil {
		return err
	}
	_, err = a.out.Write(append(data, '\n'))
	return err
}

// shown writes a record as a line of JSON, and notes that it was viewed.
func (a *app) shown(b *book.Book, r record.Record) error {
	b.Saw(r.Kind(), r.Base().ID)
	return a.line(r)
}

// object writes any value as a line of JSON.
func (a *app) object(v any) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := a.out.Write(out.Bytes())
	return err
}

// runShow writes one record, or all of a kind, as JSON lines in the form of an import.
func runShow(a *app, ctx context.Context, args []string) error {
	words, err := a.parse(a.flags("show"), args, 1, 1)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		rows := matching(b, words[0])
		if kind := record.ParseKind(words[0]); len(rows) == 0 && kind == record.KindNone {
			return problem(words[0], "ctl.no_record")
		}
		for _, row := range rows {
			r, err := b.Record(ctx, row.Kind, row.ID)
			if err != nil {
				return err
			}
			if err := a.shown(b, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// matching lists the rows of a kind, or the one with an id or a short number.
func matching(b *book.Book, word string) []record.Row {
	if kind := record.ParseKind(word); kind != record.KindNone {
		rows := slices.Clone(b.Rows(kind))
		slices.SortFunc(rows, func(x, y record.Row) int { return bytes.Compare(x.ID[:], y.ID[:]) })
		return rows
	}
	for _, kind := range record.Kinds() {
		for _, row := range b.Rows(kind) {
			if row.ID.String() == strings.ToLower(word) || row.Number != 0 && strings.EqualFold(record.Code(kind, row.Number), word) {
				return []record.Row{row}
			}
		}
	}
	return nil
}
