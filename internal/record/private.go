package record

import (
	"fmt"
	"io"
	"log/slog"
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
