// Package versions lets the worker choose, field by field, between what was typed and what something else kept meanwhile, such as an import.
package versions

import (
	"slices"
	"strconv"
	"strings"

	"schakel/app/ui/form"
	"schakel/app/ui/listing"
	"schakel/internal/book"
	"schakel/internal/fault"
	"schakel/internal/i18n"
	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// Changed reports whether an error says that what is kept is not what the page began with. Nothing was written then.
func Changed(err error) bool { return fault.CodeOf(err) == "store.changed" }

// Older reports whether what was typed, such as a draft, began with another version than the one that is kept.
func Older(typed, stored record.Record) bool { return typed.Base().Revision != stored.Base().Revision }

// Fields lists the fields of a record by their JSON name, in their order; the owner is none of them.
func Fields(r record.Record) []string {
	return slices.DeleteFunc(codec.Fields(r.Kind()), func(name string) bool { return name == "owner" })
}

// Topic is what a page shows as one thing: the fields of the record in which it lies, by their JSON name, and how both versions say it.
type Topic struct {
	Label        string
	Fields       []string
	Mine, Stored string
}

// Topics lays two lists of the same labels in the same order beside each other; fields tells where the facts lie, each "one two".
func Topics(mine, stored []listing.KeyValue, fields ...string) []Topic {
	out := make([]Topic, len(fields))
	for i, names := range fields {
		out[i] = Topic{Label: mine[i].Key, Fields: strings.Fields(names), Mine: mine[i].Value, Stored: stored[i].Value}
	}
	return out
}

// Pair is one record in two versions. What is in no topic is not written on the page: the kept one counts.
type Pair struct {
	Mine, Stored record.Record
	Topics       []Topic
	Who          string // whose it is, beside each label; empty where there is only one record
}

// Ask makes the question. When every difference has an answer, done gets each record as chosen, with the head of what is kept, to go on
// writing with. Where nothing differs there is no question: it is nil, and done was called.
func Ask(p *i18n.Printer, pairs []Pair, done func(chosen []record.Record), fail func(error)) *form.Versions {
	var rows []form.VersionRow
	for i, pair := range pairs {
		differ, err := book.Differ(pair.Mine, pair.Stored)
		if err != nil {
			fail(err)
			return nil
		}
		for _, topic := range pair.Topics {
			if slices.ContainsFunc(topic.Fields, func(name string) bool { return slices.Contains(differ, name) }) {
				label := strings.Join(slices.DeleteFunc([]string{topic.Label, pair.Who}, func(s string) bool { return s == "" }), " · ")
				rows = append(rows, form.VersionRow{Field: key(i, topic), Label: label, Mine: topic.Mine, Stored: topic.Stored})
			}
		}
	}
	take := func(stored []string) {
		var chosen []record.Record
		for i, pair := range pairs {
			r, err := book.Blend(pair.Mine, pair.Stored, pair.kept(i, stored))
			if err != nil {
				fail(err)
				return
			}
			chosen = append(chosen, r)
		}
		done(chosen)
	}
	if len(rows) == 0 {
		take(nil)
		return nil
	}
	return form.NewVersions(p, rows, take)
}

// kept lists the fields of a pair of which the kept version counts.
func (pair Pair) kept(i int, chosen []string) []string {
	fields := Fields(pair.Mine)
	for _, topic := range pair.Topics {
		if !slices.Contains(chosen, key(i, topic)) {
			fields = slices.DeleteFunc(fields, func(name string) bool { return slices.Contains(topic.Fields, name) })
		}
	}
	return fields
}

// key names a topic of a pair: the place of the pair and the first field.
func key(i int, t Topic) string { return strconv.Itoa(i) + "/" + t.Fields[0] }

// Said says values that were chosen from lists.
type Said struct{ p *i18n.Printer }

// Words says values that were chosen from lists, and nothing where nothing was chosen.
func Words(p *i18n.Printer) Said { return Said{p} }

// Value is the label of a value, or "" when nothing was chosen.
func (w Said) Value(enum, value string) string {
	if value == "" {
		return ""
	}
	return w.p.Value(enum, value)
}
