// Package speech has a text read aloud by the speech of this computer, where that has a voice for its language.
//
// The text goes to the other program over a pipe. It never stands on a command line, which everybody on the computer can read, nor in a file,
// and nothing that the other program says about it is kept. Nothing speaks by itself: somebody asks for every text.
package speech

import (
	"context"

	"schakel/internal/fault"
)

// What can go wrong.
var (
	ErrNone  = fault.New(fault.NotFound, "speech.none", "no voice for this language on this computer")
	ErrVoice = fault.New(fault.Other, "speech.voice", "the speech of this computer stopped")
)

// Longest is how many letters are read at once. A text that is longer is cut in sentences first.
const Longest = 4000

// Speaker reads aloud. Its methods may be called from any goroutine, one text at a time.
type Speaker interface {
	// Speaks reports whether there is a voice for a language, by its tag in BCP 47. It asks the computer and takes a moment.
	Speaks(ctx context.Context, tag string) bool
	// Say reads a text and returns when it was read: nil, ErrNone without a voice, ErrVoice when it stopped by itself. When ctx ends it is silent
	// at once, and the error is that of ctx.
	Say(ctx context.Context, tag, text string) error
}

// None is a computer that does not speak.
type None struct{}

// Speaks is false.
func (None) Speaks(context.Context, string) bool { return false }

// Say is ErrNone.
func (None) Say(context.Context, string, string) error { return ErrNone }
