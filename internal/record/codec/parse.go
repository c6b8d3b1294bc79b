package codec

import (
	"encoding/base64"
	"reflect"
	"strconv"
	"time"

	"schakel/internal/record"
)

// group reads an object into a struct. A line carries its kind beside the fields.
func (s *scanner) group(n *node, v reflect.Value, line bool) error {
	if s.space(); !s.take('{') {
		return s.fail(s.otherType())
	}
	var seen uint64
	kind := !line
	for first := true; ; first = false {
		if s.space(); s.take('}') {
			return nil
		}
		if !first && !s.take(',') {
			return s.fail(ErrSyntax)
		}
		name, err := s.name()
		if err != nil {
			return err
		}
		if !kind && string(name) == kindField {
			kind = true
			if _, err := s.text(); err != nil {
				return under(kindField, err)
			}
			continue
		}
		if err := s.field(n, v, name, &seen); err != nil {
			return err
		}
	}
}

func (s *scanner) field(n *node, v reflect.Value, name []byte, seen *uint64) error {
	at, ok := n.byName[string(name)]
	if !ok {
		e := &Error{Field: fieldName(string(name)), Offset: s.pos, fault: ErrUnknown}
		if forbidden(string(name)) {
			e.fault = ErrForbidden
		}
		return e
	}
	if *seen&(1<<at) != 0 {
		return &Error{Field: n.fields[at].name, Offset: s.pos, fault: ErrTwice}
	}
	*seen |= 1 << at
	f := &n.fields[at]
	if err := s.value(f.node, v.FieldByIndex(f.index)); err != nil {
		return under(f.name, err)
	}
	return nil
}

func (s *scanner) value(n *node, v reflect.Value) error {
	switch n.shape {
	case shapeGroup:
		return s.group(n, v, false)
	case shapeList:
		return s.list(n, v)
	case shapeFlag:
		s.space()
		yes := s.word("true")
		if !yes && !s.word("false") {
			return s.fail(s.otherType())
		}
		v.SetBool(yes)
		return nil
	case shapeInteger, shapeNatural, shapeSeconds:
		return s.amount(n, v)
	}
	text, err := s.text()
	if err != nil {
		return err
	}
	return s.scalar(n, v, text)
}

// scalar sets a value that stands as a string.
func (s *scanner) scalar(n *node, v reflect.Value, text []byte) error {
	ok := true
	switch n.shape {
	case shapeText:
		v.SetString(s.words.word(text))
	case shapePrivate:
		*v.Addr().Interface().(*record.Private) = record.Text(string(text))
	case shapeID:
		ok = v.Addr().Interface().(*record.ID).UnmarshalText(text) == nil
	case shapeDay:
		d := v.Addr().Interface().(*record.Date)
		ok = d.UnmarshalText(text) == nil && (len(text) == 0 || d.Year > 0)
	case shapeKind:
		k := record.ParseKind(string(text))
		v.SetUint(uint64(k))
		ok = len(text) == 0 || k != record.KindNone
	case shapeMoment:
		ok = moment(v.Addr().Interface().(*time.Time), string(text))
	case shapeBytes:
		b, err := base64.StdEncoding.Strict().AppendDecode(nil, text)
		if len(b) > 0 {
			v.SetBytes(b)
		}
		ok = err == nil
	case shapeSound:
		b, err := base64.StdEncoding.Strict().AppendDecode(nil, text)
		*v.Addr().Interface().(*record.Sound) = record.SoundOf(b)
		ok = err == nil
	}
	if !ok {
		return s.fail(ErrType)
	}
	return nil
}

// moment reads RFC 3339 with any offset and keeps UTC.
func moment(t *time.Time, text string) bool {
	if text == "" {
		return true
	}
	got, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return false
	}
	*t = got.UTC()
	return t.Year() >= 1 && t.Year() <= 9999
}

func (s *scanner) amount(n *node, v reflect.Value) error {
	digits, err := s.number()
	if err != nil {
		return err
	}
	switch n.shape {
	case shapeNatural:
		u, err := strconv.ParseUint(digits, 10, v.Type().Bits())
		if err != nil {
			return s.fail(ErrType)
		}
		v.SetUint(u)
	case shapeInteger:
		i, err := strconv.ParseInt(digits, 10, v.Type().Bits())
		if err != nil {
			return s.fail(ErrType)
		}
		v.SetInt(i)
	case shapeSeconds:
		i, err := strconv.ParseInt(digits, 10, 32)
		if err != nil {
			return s.fail(ErrType)
		}
		v.SetInt(i * int64(time.Second))
	}
	return nil
}

func (s *scanner) list(n *node, v reflect.Value) error {
	if s.space(); !s.take('[') {
		return s.fail(s.otherType())
	}
	for i := 0; ; i++ {
		if s.space(); s.take(']') {
			return nil
		}
		if i > 0 && !s.take(',') {
			return s.fail(ErrSyntax)
		}
		if i == v.Len() {
			v.Set(reflect.Append(v, reflect.Zero(n.typ.Elem())))
		}
		if err := s.value(n.elem, v.Index(i)); err != nil {
			return under(strconv.Itoa(i), err)
		}
	}
}
