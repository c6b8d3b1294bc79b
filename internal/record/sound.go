package record

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
)

// Sound is a recorded voice, as bytes that package sound reads. As with Private every formatter and marshaller prints [private]; the
// bytes come out only through Reveal, whose callers are on a list that a test checks, and through record/codec.
type Sound struct {
	_    [0]func()
	data *[]byte // nil when empty; behind a pointer, as in Private
}

// SoundOf wraps recorded sound. The bytes belong to it from then on and are never changed.
func SoundOf(b []byte) Sound {
	if len(b) == 0 {
		return Sound{}
	}
	return Sound{data: &b}
}

// Reveal gives the bytes: to be played, and for the codec. They may not be changed.
func (s Sound) Reveal() []byte {
	if s.data == nil {
		return nil
	}
	return *s.data
}

// Size is how many bytes it is.
func (s Sound) Size() int { return len(s.Reveal()) }

// Empty reports whether nothing was recorded.
func (s Sound) Empty() bool { return s.data == nil }

// Equal reports whether both hold the same bytes.
func (s Sound) Equal(other Sound) bool { return bytes.Equal(s.Reveal(), other.Reveal()) }

// String hides the sound.
func (s Sound) String() string { return hidden }

// GoString hides the sound.
func (s Sound) GoString() string { return hidden }

// Format hides the sound for every verb of fmt.
func (s Sound) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// MarshalJSON hides the sound.
func (s Sound) MarshalJSON() ([]byte, error) { return []byte(`"` + hidden + `"`), nil }

// MarshalText hides the sound.
func (s Sound) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// MarshalBinary hides the sound.
func (s Sound) MarshalBinary() ([]byte, error) { return []byte(hidden), nil }

// GobEncode hides the sound.
func (s Sound) GobEncode() ([]byte, error) { return []byte(hidden), nil }

// LogValue hides the sound in structured logs.
func (s Sound) LogValue() slog.Value { return slog.StringValue(hidden) }
