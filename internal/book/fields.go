package book

import (
	"bytes"
	"encoding/json"
	"slices"

	"schakel/internal/record"
	"schakel/internal/record/codec"
)

// fieldsOf is a record taken apart: each field by its JSON name, in the form in which it is kept. What the store keeps about the record
// itself is left out, but for its owner.
func fieldsOf(r record.Record) (map[string]json.RawMessage, error) {
	data, err := codec.Marshal(r)
	if err != nil {
		return nil, err
	}
	defer clear(data)
	all := map[string]json.RawMessage{}
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	for _, head := range []string{"id", "revision", "created", "changed", "imported"} {
		delete(all, head)
	}
	for name, value := range all { // copies: data is cleared
		all[name] = bytes.Clone(value)
	}
	return all, nil
}

// withFields is a record of a kind made of fields, with a head.
func withFields(kind record.Kind, fields map[string]json.RawMessage, head record.Head) (record.Record, error) {
	data, err := json.Marshal(fields)
	if err != nil {
		return nil, err
	}
	defer clear(data)
	r, err := codec.Unmarshal(kind, data)
	if err != nil {
		return nil, err
	}
	owner := r.Base().Owner
	*r.Base() = head
	r.Base().Owner = owner
	return r, nil
}

// nested lists fields that say one thing together: a birth is a day, a year or the day a child is expected.
func nested(name string) string {
	if name == "birthYear" || name == "expected" {
		return "birth"
	}
	return name
}

func partsOf(name string) []string {
	if name == "birth" {
		return []string{"birth", "birthYear", "expected"}
	}
	return []string{name}
}

// Differ lists the fields, by their JSON name, in which two versions of a record say something else, in the order of the record; the
// three fields of a birth are one. Head and owner do not count.
func Differ(a, b record.Record) ([]string, error) {
	x, err := fieldsOf(a)
	if err != nil {
		return nil, err
	}
	y, err := fieldsOf(b)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, name := range codec.Fields(a.Kind()) {
		if name != "owner" && !bytes.Equal(x[name], y[name]) && !slices.Contains(names, nested(name)) {
			names = append(names, nested(name))
		}
	}
	return names, nil
}

// Blend is mine, with the head of stored and with the fields of stored that are named: a choice between two versions of one record.
func Blend(mine, stored record.Record, fromStored []string) (record.Record, error) {
	x, err := fieldsOf(mine)
	if err != nil {
		return nil, err
	}
	y, err := fieldsOf(stored)
	if err != nil {
		return nil, err
	}
	for _, name := range append(slices.Clone(fromStored), "owner") {
		for _, part := range partsOf(name) {
			take(x, part, y[part])
		}
	}
	return withFields(mine.Kind(), x, *stored.Base())
}

// take puts a value in its place; an empty one takes the field away.
func take(fields map[string]json.RawMessage, name string, value json.RawMessage) {
	if len(value) == 0 {
		delete(fields, name)
		return
	}
	fields[name] = value
}
