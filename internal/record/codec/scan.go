package codec

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"schakel/internal/fault"
)

// deepest is how far objects and arrays may be nested in a part that is skipped.
const deepest = 16

// scanner reads JSON from a slice.
type scanner struct {
	data   []byte
	pos    int
	memory []byte // for a text with escapes
	words  *words // nil when every word is its own copy
}

func (s *scanner) fail(why *fault.Error) error { return &Error{Offset: s.pos, fault: why} }

func (s *scanner) space() {
	for s.pos < len(s.data) {
		switch s.data[s.pos] {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return
		}
	}
}

func (s *scanner) take(c byte) bool {
	if s.pos < len(s.data) && s.data[s.pos] == c {
		s.pos++
		return true
	}
	return false
}

// name reads the name of a field and the colon after it. It is only valid until the next text.
func (s *scanner) name() ([]byte, error) {
	s.space()
	if s.pos >= len(s.data) || s.data[s.pos] != '"' {
		return nil, s.fail(ErrSyntax)
	}
	name, err := s.text()
	if err != nil {
		return nil, err
	}
	if s.space(); !s.take(':') {
		return nil, s.fail(ErrSyntax)
	}
	return name, nil
}

// text reads a string, mostly without copying it: it is only valid until the next one, and as long as the bytes that are read. A value of
// another type is ErrType, bad escapes and bytes that are not UTF-8 are ErrSyntax.
func (s *scanner) text() ([]byte, error) {
	s.space()
	if !s.take('"') {
		return nil, s.fail(s.otherType())
	}
	from, plain := s.pos, true
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; {
		case c == '"':
			text := s.data[from:s.pos]
			if !plain && !utf8.Valid(text) {
				return nil, s.fail(ErrSyntax)
			}
			s.pos++
			return text, nil
		case c == '\\':
			return s.escaped(from)
		case c < ' ':
			return nil, s.fail(ErrSyntax)
		case c >= utf8.RuneSelf:
			plain = false
		}
		s.pos++
	}
	return nil, s.fail(ErrSyntax)
}

// escaped reads the rest of a string in which the first escape stands at pos.
func (s *scanner) escaped(from int) ([]byte, error) {
	b := append(s.memory[:0], s.data[from:s.pos]...)
	for s.pos < len(s.data) {
		c := s.data[s.pos]
		s.pos++
		switch {
		case c == '"':
			if s.memory = b; !utf8.Valid(b) {
				return nil, s.fail(ErrSyntax)
			}
			return b, nil
		case c == '\\':
			r, ok := s.escape()
			if !ok {
				return nil, s.fail(ErrSyntax)
			}
			b = utf8.AppendRune(b, r)
		case c < ' ':
			return nil, s.fail(ErrSyntax)
		default:
			b = append(b, c)
		}
	}
	return nil, s.fail(ErrSyntax)
}

func (s *scanner) escape() (rune, bool) {
	if s.pos >= len(s.data) {
		return 0, false
	}
	c := s.data[s.pos]
	s.pos++
	if at := strings.IndexByte(`"\/bfnrt`, c); at >= 0 {
		return rune("\"\\/\b\f\n\r\t"[at]), true
	}
	if c != 'u' {
		return 0, false
	}
	r, ok := s.hex4()
	if !ok || !utf16.IsSurrogate(r) {
		return r, ok
	}
	if !s.take('\\') || !s.take('u') {
		return 0, false
	}
	low, ok := s.hex4()
	r = utf16.DecodeRune(r, low)
	return r, ok && r != utf8.RuneError
}

func (s *scanner) hex4() (rune, bool) {
	if s.pos+4 > len(s.data) {
		return 0, false
	}
	n, err := strconv.ParseUint(string(s.data[s.pos:s.pos+4]), 16, 16)
	s.pos += 4
	return rune(n), err == nil
}

// number reads a whole number as its digits.
func (s *scanner) number() (string, error) {
	s.space()
	from := s.pos
	s.take('-')
	digits := s.pos
	for s.pos < len(s.data) && s.data[s.pos] >= '0' && s.data[s.pos] <= '9' {
		s.pos++
	}
	if s.pos == digits {
		return "", s.fail(s.otherType())
	}
	if s.pos-digits > 1 && s.data[digits] == '0' {
		return "", s.fail(ErrSyntax)
	}
	if s.pos < len(s.data) && strings.IndexByte(".eE", s.data[s.pos]) >= 0 {
		return "", s.fail(ErrType)
	}
	return string(s.data[from:s.pos]), nil
}

func (s *scanner) word(w string) bool {
	if len(s.data)-s.pos >= len(w) && string(s.data[s.pos:s.pos+len(w)]) == w {
		s.pos += len(w)
		return true
	}
	return false
}

// otherType is ErrType when some other JSON value starts here, ErrSyntax when nothing does.
func (s *scanner) otherType() *fault.Error {
	if s.pos < len(s.data) && strings.IndexByte(`"{[-0123456789tfn`, s.data[s.pos]) >= 0 {
		return ErrType
	}
	return ErrSyntax
}

// skip reads over one value of any type.
func (s *scanner) skip(depth int) error {
	s.space()
	if s.pos >= len(s.data) || depth > deepest {
		return s.fail(ErrSyntax)
	}
	switch c := s.data[s.pos]; c {
	case '"':
		_, err := s.text()
		return err
	case '{', '[':
		return s.skipAll(c, depth)
	case 't', 'f', 'n':
		if s.word("true") || s.word("false") || s.word("null") {
			return nil
		}
		return s.fail(ErrSyntax)
	}
	from := s.pos
	for s.pos < len(s.data) && strings.IndexByte("+-.0123456789eE", s.data[s.pos]) >= 0 {
		s.pos++
	}
	if s.pos == from {
		return s.fail(ErrSyntax)
	}
	return nil
}

func (s *scanner) skipAll(open byte, depth int) error {
	s.pos++
	shut := open + 2 // '}' for '{' and ']' for '['
	for first := true; ; first = false {
		if s.space(); s.take(shut) {
			return nil
		}
		if !first && !s.take(',') {
			return s.fail(ErrSyntax)
		}
		if open == '{' {
			if _, err := s.name(); err != nil {
				return err
			}
		}
		if err := s.skip(depth + 1); err != nil {
			return err
		}
	}
}
