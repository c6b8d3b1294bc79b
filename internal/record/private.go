package record

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
)

const hidden = "[private]"

// Private is personal text. Every formatter and marshaller prints [private]; clear text comes out only through Reveal, whose
// callers are on a list that a test checks, and through record/codec. It is a struct because a string type leaked through
// slog's JSON handler when nested, and the text stands behind a pointer because fmt calls no methods inside an unexported field: there it
// prints what it finds, which is now an address. Compare with Equal; the operator == does not compile, as it would compare addresses.
type Private struct {
	_    [0]func()
	text *string // nil when empty
}

// Text wraps personal text.
func Text(s string) Private {
	if s == "" {
		return Private{}
	}
	return Private{text: &s}
}

// textsPiece is how many bytes, and textsHeads how many texts, one piece of memory of Texts holds. A piece stays as long as one of
// its texts is in use, so it is small.
const (
	textsPiece = 8 << 10
	textsHeads = 256
)

// Texts wraps many personal texts in few pieces of memory: for the rows of a whole store. The zero Texts is ready. It is used by one
// goroutine.
type Texts struct {
	bytes strings.Builder
	heads []string
}

// Text wraps a copy of personal text.
func (t *Texts) Text(b []byte) Private {
	if len(b) == 0 {
		return Private{}
	}
	if t.bytes.Cap()-t.bytes.Len() < len(b) {
		t.bytes = strings.Builder{} // the old piece belongs to its texts
		t.bytes.Grow(max(textsPiece, len(b)))
	}
	if len(t.heads) == cap(t.heads) {
		t.heads = make([]string, 0, textsHeads)
	}
	from := t.bytes.Len()
	t.bytes.Write(b)
	t.heads = append(t.heads, t.bytes.String()[from:])
	return Private{text: &t.heads[len(t.heads)-1]}
}

// Format hides the texts for every verb of fmt.
func (t Texts) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// Reveal gives the clear text: for the screen, for a document that a consent allows, and for the codec.
func (p Private) Reveal() string {
	if p.text == nil {
		return ""
	}
	return *p.text
}

// Empty reports whether there is no text.
func (p Private) Empty() bool { return p.text == nil }

// Equal reports whether both hold the same text.
func (p Private) Equal(other Private) bool { return p.Reveal() == other.Reveal() }

// String hides the text.
func (p Private) String() string { return hidden }

// GoString hides the text.
func (p Private) GoString() string { return hidden }

// Format hides the text for every verb of fmt.
func (p Private) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// MarshalJSON hides the text.
func (p Private) MarshalJSON() ([]byte, error) { return []byte(`"` + hidden + `"`), nil }

// MarshalText hides the text.
func (p Private) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// MarshalBinary hides the text.
func (p Private) MarshalBinary() ([]byte, error) { return []byte(hidden), nil }

// GobEncode hides the text.
func (p Private) GobEncode() ([]byte, error) { return []byte(hidden), nil }

// LogValue hides the text in structured logs.
func (p Private) LogValue() slog.Value { return slog.StringValue(hidden) }
