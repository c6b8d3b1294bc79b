package codec

import (
	"reflect"
	"slices"

	"schakel/internal/record"
)

// Replace puts another id in the place of every reference to one, and tells whether there was any. A list of ids in which the other
// one stands already loses the first. The record's own id and owner stay, and ids that it defines itself.
func Replace(r record.Record, from, to record.ID) bool {
	n := plans()[reflect.TypeOf(r)]
	return n != nil && replaceIn(n, reflect.ValueOf(r).Elem(), 0, from, to)
}

func replaceIn(n *node, v reflect.Value, depth int, from, to record.ID) bool {
	found := false
	for i := range n.fields {
		f := &n.fields[i]
		if f.name == "id" || depth == 0 && f.name == "owner" {
			continue
		}
		if replaceAt(f.node, v.FieldByIndex(f.index), depth, from, to) {
			found = true
		}
	}
	return found
}

func replaceAt(n *node, v reflect.Value, depth int, from, to record.ID) bool {
	switch n.shape {
	case shapeID:
		id := v.Addr().Interface().(*record.ID)
		if *id != from || from.Zero() {
			return false
		}
		*id = to
		return true
	case shapeList:
		if ids, ok := v.Addr().Interface().(*[]record.ID); ok {
			return replaceList(ids, from, to)
		}
		found := false
		for i := range v.Len() {
			found = replaceAt(n.elem, v.Index(i), depth, from, to) || found
		}
		return found
	case shapeGroup:
		return replaceIn(n, v, depth+1, from, to)
	}
	return false
}

func replaceList(ids *[]record.ID, from, to record.ID) bool {
	at := slices.Index(*ids, from)
	if at < 0 || from.Zero() {
		return false
	}
	if slices.Contains(*ids, to) {
		*ids = slices.DeleteFunc(slices.Clone(*ids), func(id record.ID) bool { return id == from })
		return true
	}
	(*ids)[at] = to
	return true
}

// Fields lists the JSON names of the fields of a kind, in their order, without those of the head but for the owner.
func Fields(k record.Kind) []string {
	n := plans()[reflect.TypeOf(record.New(k))]
	if n == nil {
		return nil
	}
	var names []string
	for _, f := range n.fields {
		switch f.name {
		case "id", "revision", "created", "changed", "imported":
		default:
			names = append(names, f.name)
		}
	}
	return names
}
