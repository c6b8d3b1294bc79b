// Package codec turns records into bytes and back: JSON for the store and for import and export, and a compact row for lists.
//
// It is the one place, besides the screen and a document that a consent allows, where record.Private comes out in clear.
// The same record always gives the same bytes: fields stand in the order of the struct, empty ones that may be left out are.
package codec

import (
	"reflect"
	"strconv"

	"schakel/internal/fault"
	"schakel/internal/record"
)

// kindField is the name that a JSON line carries beside the record's own fields.
const kindField = "kind"

// Marshal writes a record as one JSON object on one line, without its kind. It fails with ErrValue on a text that is not UTF-8
// and on a day or moment that does not exist, so that nothing is ever written that would read back as something else.
func Marshal(r record.Record) ([]byte, error) {
	return marshal(r, nil)
}

// Line writes a record as a line of an export: its kind first, without a line end.
func Line(r record.Record) ([]byte, error) {
	return marshal(r, []byte(`{"`+kindField+`":"`+r.Kind().String()+`",`))
}

func marshal(r record.Record, start []byte) ([]byte, error) {
	n, ok := plans()[reflect.TypeOf(r)]
	if !ok {
		return nil, ErrKind
	}
	p := printer{out: make([]byte, 0, 512)}
	p.out = append(p.out, start...)
	open := len(p.out)
	p.group(n, reflect.ValueOf(r).Elem())
	if p.err != nil {
		return nil, p.err
	}
	if open > 0 { // the opening brace is already there
		p.out = append(p.out[:open], p.out[open+1:]...)
	}
	return p.out, nil
}

// Unmarshal reads what Marshal wrote. It refuses unknown and repeated fields, wrong types and anything after the object; the
// error is an *Error that names the field.
func Unmarshal(kind record.Kind, data []byte) (record.Record, error) {
	return unmarshal(kind, &scanner{data: data}, false)
}

// ParseLine reads a line of an import. The kind may stand anywhere among the fields.
func ParseLine(line []byte) (record.Record, error) {
	kind, err := lineKind(line)
	if err != nil {
		return nil, err
	}
	return unmarshal(kind, &scanner{data: line}, true)
}

func unmarshal(kind record.Kind, s *scanner, line bool) (record.Record, error) {
	r := record.New(kind)
	if r == nil {
		return nil, &Error{Field: kindField, fault: ErrKind}
	}
	if err := s.group(plans()[reflect.TypeOf(r)], reflect.ValueOf(r).Elem(), line); err != nil {
		return nil, err
	}
	if s.space(); s.pos != len(s.data) {
		return nil, s.fail(ErrSyntax)
	}
	return r, nil
}

// lineKind finds the kind among the top fields of a line.
func lineKind(line []byte) (record.Kind, error) {
	s := scanner{data: line}
	if s.space(); !s.take('{') {
		return 0, s.fail(ErrSyntax)
	}
	for first := true; ; first = false {
		if s.space(); s.take('}') {
			return 0, &Error{Field: kindField, Offset: s.pos, fault: ErrKind}
		}
		if !first && !s.take(',') {
			return 0, s.fail(ErrSyntax)
		}
		name, err := s.name()
		if err != nil {
			return 0, err
		}
		if string(name) != kindField {
			if err := s.skip(0); err != nil {
				return 0, err
			}
			continue
		}
		text, err := s.text()
		if err != nil {
			return 0, err
		}
		if k := record.ParseKind(string(text)); k != record.KindNone {
			return k, nil
		}
		return 0, &Error{Field: kindField, Offset: s.pos, fault: ErrKind}
	}
}

// Ref is a place in a record where another record, or a contact person of a partner, is named.
type Ref struct {
	Field string // the JSON name of the field
	ID    record.ID
}

// Refs lists every id that a record names, its own head and ids that it defines itself excepted, in the order of the fields.
func Refs(r record.Record) []Ref {
	var refs []Ref
	walk(plans()[reflect.TypeOf(r)], reflect.ValueOf(r).Elem(), func(f *field, depth int, id record.ID) {
		if f.name != "id" && !(depth == 0 && f.name == "owner") {
			refs = append(refs, Ref{Field: f.name, ID: id})
		}
	})
	return refs
}

// Defined lists the ids that a record itself defines besides its own: the contact persons of a partner.
func Defined(r record.Record) []record.ID {
	var ids []record.ID
	walk(plans()[reflect.TypeOf(r)], reflect.ValueOf(r).Elem(), func(f *field, depth int, id record.ID) {
		if f.name == "id" && depth > 0 {
			ids = append(ids, id)
		}
	})
	return ids
}

// Text is one personal text of a record.
type Text struct {
	Field string // its JSON name, with dots for nested ones: "members.0.note"
	Text  record.Private
}

// Texts lists every personal text of a record that is not empty, in the order of the fields.
func Texts(r record.Record) []Text {
	var all []Text
	if n := plans()[reflect.TypeOf(r)]; n != nil {
		textsOf(n, reflect.ValueOf(r).Elem(), "", &all)
	}
	return all
}

func textsOf(n *node, v reflect.Value, at string, all *[]Text) {
	switch n.shape {
	case shapePrivate:
		if text := *v.Addr().Interface().(*record.Private); !text.Empty() {
			*all = append(*all, Text{Field: at, Text: text})
		}
	case shapeList:
		for i := range v.Len() {
			textsOf(n.elem, v.Index(i), at+"."+strconv.Itoa(i), all)
		}
	case shapeGroup:
		if at != "" {
			at += "."
		}
		for i := range n.fields {
			f := &n.fields[i]
			textsOf(f.node, v.FieldByIndex(f.index), at+f.name, all)
		}
	}
}

// walk calls see for every id in the value that is not zero.
func walk(n *node, v reflect.Value, see func(f *field, depth int, id record.ID)) {
	if n != nil {
		walkAt(n, v, 0, see)
	}
}

func walkAt(n *node, v reflect.Value, depth int, see func(*field, int, record.ID)) {
	for i := range n.fields {
		f := &n.fields[i]
		visit(f, f.node, v.FieldByIndex(f.index), depth, see)
	}
}

func visit(f *field, n *node, v reflect.Value, depth int, see func(*field, int, record.ID)) {
	switch n.shape {
	case shapeID:
		if id := *v.Addr().Interface().(*record.ID); !id.Zero() {
			see(f, depth, id)
		}
	case shapeList:
		for i := range v.Len() {
			visit(f, n.elem, v.Index(i), depth, see)
		}
	case shapeGroup:
		walkAt(n, v, depth+1, see)
	}
}

// FaultKind is always Invalid, or what the sentinel says.
func (e *Error) FaultKind() fault.Kind { return e.fault.Kind }
