package sound

import (
	"sync"
	"time"
)

// State is what a deck does.
type State uint8

// The states.
const (
	Empty     State = iota // there is nothing to hear
	Recording              // the microphone is open
	Ready                  // there is something to hear
	Playing                // it is heard
)

// States lists them.
func States() []State { return []State{Empty, Recording, Ready, Playing} }

// String is the stable word of a state.
func (s State) String() string { return [...]string{"empty", "recording", "ready", "playing"}[s] }

// Deck records one piece of sound and plays it: a cassette deck with one tape. The microphone is open in Recording and never else. Its
// methods may be called from any goroutine but the device's own; Tick is called a few times a second while it records or plays, because
// what a device notices is settled there.
type Deck struct {
	device Device
	mu     sync.Mutex
	state  State
	tape   []int16 // what there is to hear
	take   *take   // what is being recorded
	at     int     // in the tape, while it plays
	level  float64 // of the last piece, 0 to 1
	pieces int     // how many the device gave or asked for
	still  int     // ticks since the last one
	stream Stream
	busy   bool  // a device is being opened
	ended  bool  // the device has nothing more to do: settled by Tick
	full   bool  // the recording ended because it was as long as it may be
	why    error // what went wrong last; nil when nothing did
	closed bool
}

// take is one recording under way. A device that was let go of still writes into its own.
type take struct{ samples []int16 }

// tail is how much silence follows what is played, so that the end of it leaves the speaker before it is closed.
const tail = Rate * 3 / 10

// NewDeck makes an empty deck over a device.
func NewDeck(d Device) *Deck { return &Deck{device: d} }

// State is what it does now.
func (d *Deck) State() State {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.state
}

// Elapsed is how far the recording or the playing is; in the other states it is 0.
func (d *Deck) Elapsed() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch d.state {
	case Recording:
		return duration(len(d.take.samples))
	case Playing:
		return duration(min(d.at, len(d.tape)))
	}
	return 0
}

// Length is how long what there is to hear is.
func (d *Deck) Length() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	return duration(len(d.tape))
}

// Level is how loud the last piece was that the microphone heard or that was played, from 0 to 1.
func (d *Deck) Level() float64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.level
}

// Full reports whether the last recording ended because it was as long as it may be.
func (d *Deck) Full() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.full
}

// Fault is what went wrong last: ErrLost, or why a device did not open; nil when nothing did.
func (d *Deck) Fault() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.why
}

// quiet is below which no voice was heard: the noise of a microphone that is switched off.
const quiet = 200

// Silent reports whether there is something to hear in which there is no voice.
func (d *Deck) Silent() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.tape) > 0 && peak(d.tape) < quiet
}

// Packed is what there is to hear in few bytes; nil when there is nothing.
func (d *Deck) Packed() []byte {
	d.mu.Lock()
	tape := d.tape // never changed once it is there
	d.mu.Unlock()
	return Pack(tape)
}

// Load puts a packed recording in. It is ErrState while something else goes on, and ErrDamaged for what is no recording.
func (d *Deck) Load(data []byte) error {
	tape, err := Unpack(data)
	if err != nil {
		return err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.moving() {
		return ErrState
	}
	d.tape, d.state, d.full, d.why = tape, Ready, false, nil
	return nil
}

// Clear takes out what there is to hear; ErrState while it is recorded or played.
func (d *Deck) Clear() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.moving() {
		return ErrState
	}
	d.tape, d.state, d.full, d.why = nil, Empty, false, nil
	return nil
}

// moving reports whether a device is open or being opened, or the deck is put away.
func (d *Deck) moving() bool {
	return d.busy || d.closed || d.state == Recording || d.state == Playing
}

// Record opens the microphone and begins anew. What there was to hear stays until the microphone is open. The error is ErrState, or why
// the microphone did not open. It may take a moment.
func (d *Deck) Record() error {
	t := &take{}
	return d.open(Recording, func() bool { return true }, func() (Stream, error) {
		return d.device.Record(func(s []int16) { d.hear(t, s) }, func() { d.lost(t) })
	}, func() { d.take, d.tape = t, nil })
}

// Play lets what there is be heard from its beginning. The error is ErrState when there is nothing, or why the speaker did not open.
func (d *Deck) Play() error {
	t := &take{}
	return d.open(Playing, func() bool { return d.state == Ready }, func() (Stream, error) {
		return d.device.Play(func(s []int16) int { return d.give(t, s) }, func() { d.lost(t) })
	}, func() { d.take, d.at = t, 0 })
}

// open goes to a state in which a device is open. may and begin are called with the lock held, make without.
func (d *Deck) open(to State, may func() bool, make func() (Stream, error), begin func()) error {
	d.mu.Lock()
	if d.moving() || !may() {
		d.mu.Unlock()
		return ErrState
	}
	was := *d.before()
	begin()
	d.busy, d.state, d.ended, d.full, d.why, d.level, d.pieces, d.still = true, to, false, false, nil, 0, 0, 0
	d.mu.Unlock()
	stream, err := make()
	d.mu.Lock()
	d.busy = false
	if err != nil {
		d.state, d.tape, d.take, d.at, d.why = was.state, was.tape, nil, 0, err
		d.mu.Unlock()
		return err
	}
	if d.closed { // it was put away meanwhile
		d.mu.Unlock()
		stream.Close()
		return ErrState
	}
	d.stream = stream
	d.mu.Unlock()
	return nil
}

// kept is what a device that did not open leaves as it was.
type kept struct {
	state State
	tape  []int16
}

func (d *Deck) before() *kept { return &kept{d.state, d.tape} }

// hear takes what the microphone gives, up to the most that may be recorded.
func (d *Deck) hear(t *take, samples []int16) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.take != t || d.ended || d.state != Recording {
		return
	}
	room := mostFrames - len(t.samples)
	t.samples = append(t.samples, samples[:min(room, len(samples))]...)
	d.level = loudness(samples)
	d.pieces++
	if len(t.samples) == mostFrames {
		d.full, d.ended = true, true
	}
}

// give fills what the speaker asks for.
func (d *Deck) give(t *take, samples []int16) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.take != t || d.ended || d.state != Playing {
		return 0
	}
	n := 0
	if d.at < len(d.tape) {
		n = copy(samples, d.tape[d.at:])
	}
	d.at += len(samples)
	d.level = loudness(samples[:n])
	d.pieces++
	d.ended = d.at >= len(d.tape)+tail
	return n
}

// lost hears that the device went away.
func (d *Deck) lost(t *take) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.take == t && !d.ended {
		d.ended, d.why = true, ErrLost
	}
}

// Stop ends the recording or the playing; what was recorded until then can be heard. ErrState when neither goes on.
func (d *Deck) Stop() error {
	d.mu.Lock()
	if d.busy || d.stream == nil {
		d.mu.Unlock()
		return ErrState
	}
	stream := d.settle()
	d.mu.Unlock()
	stream.Close()
	return nil
}

// settle leaves Recording or Playing, with the lock held; the stream is closed by the caller without it.
func (d *Deck) settle() Stream {
	stream := d.stream
	if d.state == Recording {
		d.tape = d.take.samples
	}
	d.state = Ready
	if len(d.tape) == 0 {
		d.state = Empty
	}
	d.stream, d.take, d.at, d.level, d.ended = nil, nil, 0, 0, false
	return stream
}

// stillness is for how many ticks a device may say nothing. Not every one that dies says so.
const stillness = 25

// Tick settles what the device noticed: the end of what is played, the longest recording, a device that went away, or that says nothing
// for 25 ticks. It reports whether the state changed.
func (d *Deck) Tick() bool {
	d.mu.Lock()
	if d.still++; d.pieces > 0 {
		d.pieces, d.still = 0, 0
	}
	if d.stream != nil && !d.ended && d.still > stillness {
		d.ended, d.why = true, ErrLost
	}
	if d.busy || d.stream == nil || !d.ended {
		d.mu.Unlock()
		return false
	}
	stream := d.settle()
	d.mu.Unlock()
	stream.Close()
	return true
}

// Close stops what goes on and lets go of the device, for good. What was recorded until then comes back packed from Packed.
func (d *Deck) Close() {
	d.mu.Lock()
	d.closed = true
	var stream Stream
	switch {
	case d.stream != nil:
		stream = d.settle()
	case d.busy: // open lets go of the device when it comes
		d.state, d.take = Empty, nil
	}
	d.mu.Unlock()
	if stream != nil {
		stream.Close()
	}
}
