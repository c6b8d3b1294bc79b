package codec

import (
	"encoding/base64"
	"reflect"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"schakel/internal/record"
)

// printer appends JSON; the first thing that cannot be written stays in err.
type printer struct {
	out []byte
	err error
}

func (p *printer) group(n *node, v reflect.Value) {
	p.out = append(p.out, '{')
	first := true
	for i := range n.fields {
		f := &n.fields[i]
		fv := v.FieldByIndex(f.index)
		if f.omit && zero(f.node, fv) {
			continue
		}
		if !first {
			p.out = append(p.out, ',')
		}
		first = false
		p.out = append(p.out, f.key...)
		p.value(f.node, fv)
		if p.err != nil {
			p.err = under(f.name, p.err)
			return
		}
	}
	p.out = append(p.out, '}')
}

// zero reports whether a value is left out: an empty list is no list.
func zero(n *node, v reflect.Value) bool {
	switch n.shape {
	case shapeList, shapeBytes:
		return v.Len() == 0
	case shapeSound:
		return v.Addr().Interface().(*record.Sound).Empty()
	case shapeMoment:
		return v.Addr().Interface().(*time.Time).IsZero()
	case shapeSeconds:
		return v.Int()/int64(time.Second) == 0
	case shapeGroup:
		for i := range n.fields {
			if !zero(n.fields[i].node, v.FieldByIndex(n.fields[i].index)) {
				return false
			}
		}
		return true
	}
	return v.IsZero()
}

func (p *printer) value(n *node, v reflect.Value) {
	switch n.shape {
	case shapeText:
		p.text(v.String())
	case shapePrivate:
		p.text(v.Addr().Interface().(*record.Private).Reveal())
	case shapeFlag:
		p.out = strconv.AppendBool(p.out, v.Bool())
	case shapeInteger:
		p.out = strconv.AppendInt(p.out, v.Int(), 10)
	case shapeNatural:
		p.out = strconv.AppendUint(p.out, v.Uint(), 10)
	case shapeSeconds:
		p.out = strconv.AppendInt(p.out, v.Int()/int64(time.Second), 10)
	case shapeKind:
		p.quoted(record.Kind(v.Uint()).String())
	case shapeID:
		p.quoted(v.Addr().Interface().(*record.ID).String())
	case shapeGroup:
		p.group(n, v)
	default:
		p.longer(n, v)
	}
}

func (p *printer) longer(n *node, v reflect.Value) {
	switch n.shape {
	case shapeMoment:
		p.moment(*v.Addr().Interface().(*time.Time))
	case shapeDay:
		d := *v.Addr().Interface().(*record.Date)
		if !d.Zero() && (d.Year < 1 || d.Year > 9999 || record.Day(d.Year, d.Month, d.Day) != d) {
			p.err = &Error{Offset: len(p.out), fault: ErrValue}
			return
		}
		p.quoted(d.String())
	case shapeBytes:
		p.base64(v.Bytes())
	case shapeSound:
		p.base64(v.Addr().Interface().(*record.Sound).Reveal())
	case shapeList:
		p.out = append(p.out, '[')
		for i := range v.Len() {
			if i > 0 {
				p.out = append(p.out, ',')
			}
			if p.value(n.elem, v.Index(i)); p.err != nil {
				p.err = under(strconv.Itoa(i), p.err)
				return
			}
		}
		p.out = append(p.out, ']')
	}
}

func (p *printer) base64(b []byte) {
	p.out = slices.Grow(p.out, base64.StdEncoding.EncodedLen(len(b))+2) // a recording is long
	p.out = append(p.out, '"')
	p.out = base64.StdEncoding.AppendEncode(p.out, b)
	p.out = append(p.out, '"')
}

func (p *printer) moment(t time.Time) {
	if t.IsZero() {
		p.quoted("")
		return
	}
	t = t.UTC()
	if t.Year() < 1 || t.Year() > 9999 {
		p.err = &Error{Offset: len(p.out), fault: ErrValue}
		return
	}
	p.out = append(p.out, '"')
	p.out = t.AppendFormat(p.out, time.RFC3339Nano)
	p.out = append(p.out, '"')
}

// quoted writes a text that needs no escapes.
func (p *printer) quoted(s string) {
	p.out = append(p.out, '"')
	p.out = append(p.out, s...)
	p.out = append(p.out, '"')
}

const hexDigits = "0123456789abcdef"

// text writes a text with the escapes that JSON asks for; everything else stands as it is.
func (p *printer) text(s string) {
	if !utf8.ValidString(s) {
		p.err = &Error{Offset: len(p.out), fault: ErrValue}
		return
	}
	p.out = append(p.out, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c != 0x7f {
			continue
		}
		p.out = append(p.out, s[from:i]...)
		from = i + 1
		switch c {
		case '"', '\\':
			p.out = append(p.out, '\\', c)
		case '\n':
			p.out = append(p.out, '\\', 'n')
		case '\t':
			p.out = append(p.out, '\\', 't')
		case '\r':
			p.out = append(p.out, '\\', 'r')
		default:
			p.out = append(p.out, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	p.out = append(p.out, s[from:]...)
	p.out = append(p.out, '"')
}
