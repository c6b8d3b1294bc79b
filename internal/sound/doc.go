// Package sound records and plays a voice on this computer, and packs it into few bytes: the talking cards need no more.
//
// Nothing of it is ever written to a file: what the microphone gives stays in memory until package store seals it.
package sound

import (
	"time"

	"schakel/internal/fault"
)

// Rate is how many samples of one channel make a second: what a voice needs, and what every device can give.
const Rate = 16000

// Longest is how long one recording may be. It is that of record.TalkLongest; a test compares them.
const Longest = 3 * time.Minute

// What can go wrong.
var (
	ErrNone       = fault.New(fault.NotFound, "sound.none", "this program was built without sound")
	ErrMicrophone = fault.New(fault.NotFound, "sound.microphone", "no microphone, or it may not be used")
	ErrSpeaker    = fault.New(fault.NotFound, "sound.speaker", "no speaker, or it is in use")
	ErrLost       = fault.New(fault.NotFound, "sound.lost", "the microphone or speaker went away")
	ErrDamaged    = fault.New(fault.Corrupt, "sound.damaged", "not a recording, or a damaged one")
	ErrState      = fault.New(fault.Conflict, "sound.state", "not now: something else is recorded or played")
)

// Stream is an open microphone or speaker.
type Stream interface {
	// Close stops it and lets go of it. It returns when nothing is called any more. Never called from within hear, fill or lost.
	Close()
}

// Device is the sound of a computer. Its functions are called on a thread of the device, one at a time.
type Device interface {
	// Record opens the microphone. hear gets every piece of samples, which is the device's own memory; lost is called when the
	// microphone goes away. The error is ErrMicrophone or ErrNone.
	Record(hear func(samples []int16), lost func()) (Stream, error)
	// Play opens the speaker. fill fills a piece and says how many samples it gave; the rest is silence. The error is ErrSpeaker or
	// ErrNone.
	Play(fill func(samples []int16) int, lost func()) (Stream, error)
}

// None is a computer without sound, or a program without a library for it.
type None struct{}

// Record is ErrNone.
func (None) Record(func([]int16), func()) (Stream, error) { return nil, ErrNone }

// Play is ErrNone.
func (None) Play(func([]int16) int, func()) (Stream, error) { return nil, ErrNone }
