package main

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strconv"
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
			if err := a.line(r); err != nil {
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

// found is a row as search writes it.
type found struct {
	Kind   string    `json:"kind"`
	ID     record.ID `json:"id"`
	Code   string    `json:"code,omitempty"`
	Title  string    `json:"title"`
	Detail string    `json:"detail,omitempty"`
	State  string    `json:"state,omitempty"`
	On     string    `json:"on,omitempty"`
}

// runSearch lists what holds every word in its name, title or number.
func runSearch(a *app, ctx context.Context, args []string) error {
	set := a.flags("search")
	limit := set.String("limit", "50", "")
	words, err := a.parse(set, args, 1, 20)
	if err != nil {
		return err
	}
	most, err := count("limit", *limit)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		rows, err := b.Find(ctx, strings.Join(words, " "), most)
		if err != nil {
			return err
		}
		for _, r := range rows {
			f := found{Kind: r.Kind.String(), ID: r.ID, Title: r.Title.Reveal(), Detail: r.Detail.Reveal(), State: r.State, On: r.On.String()}
			if r.Number != 0 {
				f.Code = record.Code(r.Kind, r.Number)
			}
			if err := a.object(f); err != nil {
				return err
			}
		}
		return nil
	})
}

// count reads a number of at least 1.
func count(field, text string) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		return 0, problem(field, "count.range")
	}
	return n, nil
}

// due is a sentence of Vandaag in the words of a program.
type due struct {
	Sort string    `json:"sort"`
	Kind string    `json:"kind"`
	ID   record.ID `json:"id"`
	Code string    `json:"code,omitempty"`
	Who  string    `json:"who,omitempty"`
	What string    `json:"what,omitempty"`
	On   string    `json:"on,omitempty"`
	Days int       `json:"days"`
	Norm int       `json:"norm,omitempty"`
}

// runToday lists what needs the worker now.
func runToday(a *app, ctx context.Context, args []string) error {
	set := a.flags("today")
	limit := set.String("limit", "5", "")
	if _, err := a.parse(set, args, 0, 0); err != nil {
		return err
	}
	most, err := count("limit", *limit)
	if err != nil {
		return err
	}
	return a.with(ctx, func(b *book.Book) error {
		list, err := b.TodayList(ctx, most)
		if err != nil {
			return err
		}
		for _, s := range list {
			err := a.object(due{
				Sort: string(s.Sort), Kind: s.Kind.String(), ID: s.ID, Code: s.Code, Who: s.Who.Reveal(), What: s.What.Reveal(),
				On: s.On.String(), Days: s.Days, Norm: s.Norm,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}
