package sound

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/record"
)

// fake is a device that a test turns.
type fake struct {
	refuse bool // it does not open
	open   int  // how many streams are open
	hear   func([]int16)
	fill   func([]int16) int
	gone   func()
	during func() // called while a device is being opened
}

type fakeStream struct {
	f    *fake
	shut bool
}

func (s *fakeStream) Close() {
	if !s.shut {
		s.shut = true
		s.f.open--
	}
}

func (f *fake) start(why error) (Stream, error) {
	if f.during != nil {
		f.during()
	}
	if f.refuse {
		return nil, why
	}
	f.open++
	return &fakeStream{f: f}, nil
}

func (f *fake) Record(hear func([]int16), lost func()) (Stream, error) {
	s, err := f.start(ErrMicrophone)
	if err == nil {
		f.hear, f.gone = hear, lost
	}
	return s, err
}

func (f *fake) Play(fill func([]int16) int, lost func()) (Stream, error) {
	s, err := f.start(ErrSpeaker)
	if err == nil {
		f.fill, f.gone = fill, lost
	}
	return s, err
}

// voice is half a second of something to hear.
func voice(n int) []int16 {
	out := make([]int16, n)
	for i := range out {
		out[i] = int16(8000 * math.Sin(float64(i)*2*math.Pi*220/Rate))
	}
	return out
}

// inState makes a deck that stands in a state.
func inState(t *testing.T, s State) (*Deck, *fake) {
	t.Helper()
	f := &fake{}
	d := NewDeck(f)
	do := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if s != Empty {
		do(d.Record())
		f.hear(voice(8000))
	}
	if s == Ready || s == Playing {
		do(d.Stop())
	}
	if s == Playing {
		do(d.Play())
		f.fill(make([]int16, 800))
	}
	if d.State() != s {
		t.Fatalf("the deck stands in %v, want %v", d.State(), s)
	}
	return d, f
}

// Every state, every action, with a device that opens and one that does not: what follows, and what it says.
func TestEveryActionInEveryState(t *testing.T) {
	packed := Pack(voice(1600))
	type outcome struct {
		state State
		err   error
	}
	actions := map[string]struct {
		do   func(*Deck, *fake) error
		want [4]outcome // by state: empty, recording, ready, playing
	}{
		"record":            {func(d *Deck, _ *fake) error { return d.Record() }, [4]outcome{{Recording, nil}, {Recording, ErrState}, {Recording, nil}, {Playing, ErrState}}},
		"record, no device": {func(d *Deck, f *fake) error { f.refuse = true; return d.Record() }, [4]outcome{{Empty, ErrMicrophone}, {Recording, ErrState}, {Ready, ErrMicrophone}, {Playing, ErrState}}},
		"play":              {func(d *Deck, _ *fake) error { return d.Play() }, [4]outcome{{Empty, ErrState}, {Recording, ErrState}, {Playing, nil}, {Playing, ErrState}}},
		"play, no device":   {func(d *Deck, f *fake) error { f.refuse = true; return d.Play() }, [4]outcome{{Empty, ErrState}, {Recording, ErrState}, {Ready, ErrSpeaker}, {Playing, ErrState}}},
		"stop":              {func(d *Deck, _ *fake) error { return d.Stop() }, [4]outcome{{Empty, ErrState}, {Ready, nil}, {Ready, ErrState}, {Ready, nil}}},
		"clear":             {func(d *Deck, _ *fake) error { return d.Clear() }, [4]outcome{{Empty, nil}, {Recording, ErrState}, {Empty, nil}, {Playing, ErrState}}},
		"load":              {func(d *Deck, _ *fake) error { return d.Load(packed) }, [4]outcome{{Ready, nil}, {Recording, ErrState}, {Ready, nil}, {Playing, ErrState}}},
		"load damaged":      {func(d *Deck, _ *fake) error { return d.Load(packed[1:]) }, [4]outcome{{Empty, ErrDamaged}, {Recording, ErrDamaged}, {Ready, ErrDamaged}, {Playing, ErrDamaged}}},
		"tick":              {func(d *Deck, _ *fake) error { d.Tick(); return nil }, [4]outcome{{Empty, nil}, {Recording, nil}, {Ready, nil}, {Playing, nil}}},
		"device lost": {func(d *Deck, f *fake) error {
			if f.gone != nil {
				f.gone()
			}
			d.Tick()
			return nil
		}, [4]outcome{{Empty, nil}, {Ready, nil}, {Ready, nil}, {Ready, nil}}},
		"to the end": {func(d *Deck, f *fake) error {
			if f.fill != nil {
				for range 20 {
					f.fill(make([]int16, Rate/10))
				}
			}
			d.Tick()
			return nil
		}, [4]outcome{{Empty, nil}, {Recording, nil}, {Ready, nil}, {Ready, nil}}},
		"close": {func(d *Deck, _ *fake) error { d.Close(); d.Close(); return nil }, [4]outcome{{Empty, nil}, {Ready, nil}, {Ready, nil}, {Ready, nil}}},
	}
	for name, a := range actions {
		for i, s := range States() {
			t.Run(fmt.Sprint(name, "/", s), func(t *testing.T) {
				d, f := inState(t, s)
				err := a.do(d, f)
				if !errors.Is(err, a.want[i].err) || (err == nil) != (a.want[i].err == nil) {
					t.Errorf("error %v, want %v", err, a.want[i].err)
				}
				if d.State() != a.want[i].state {
					t.Errorf("state %v, want %v", d.State(), a.want[i].state)
				}
				open := 0
				if d.State() == Recording || d.State() == Playing {
					open = 1
				}
				if f.open != open {
					t.Errorf("%d devices are open in %v", f.open, d.State())
				}
			})
		}
	}
}

func TestNothingStartsAfterClose(t *testing.T) {
	for _, s := range States() {
		d, f := inState(t, s)
		d.Close()
		for name, do := range map[string]func() error{"record": d.Record, "play": d.Play, "stop": d.Stop, "clear": d.Clear} {
			if err := do(); !errors.Is(err, ErrState) {
				t.Errorf("%v: %s after close: %v", s, name, err)
			}
		}
		if f.open != 0 {
			t.Errorf("%v: %d devices stay open", s, f.open)
		}
		if s != Empty && len(d.Packed()) == 0 {
			t.Errorf("%v: what was recorded is lost", s)
		}
	}
}

// A microphone that goes away leaves what it heard, and the deck says so; what an old device still gives is not heard.
func TestALostMicrophoneLeavesWhatItHeard(t *testing.T) {
	d, f := inState(t, Recording)
	old := f.hear
	f.gone()
	old(voice(4000))
	if !d.Tick() || d.State() != Ready || !errors.Is(d.Fault(), ErrLost) {
		t.Fatalf("state %v, fault %v", d.State(), d.Fault())
	}
	if d.Length() != 500*time.Millisecond {
		t.Errorf("%v was kept, want half a second", d.Length())
	}
	if err := d.Record(); err != nil {
		t.Fatal(err)
	}
	old(voice(4000))
	if d.Elapsed() != 0 || d.Fault() != nil {
		t.Errorf("an old microphone is heard: %v, %v", d.Elapsed(), d.Fault())
	}
	if f.gone(); d.Tick() && d.State() != Empty {
		t.Errorf("lost before anything was heard: %v", d.State())
	}
}

// A device that says nothing any more counts as gone, and one that goes on does not.
func TestADeviceThatFallsStillIsLost(t *testing.T) {
	for _, s := range []State{Recording, Playing} {
		d, f := inState(t, s)
		for range 3 * stillness {
			if s == Recording {
				f.hear(voice(10))
			} else {
				f.fill(make([]int16, 10))
			}
			if d.Tick() {
				t.Fatalf("%v: lost while it goes on", s)
			}
		}
		ticks := 0
		for !d.Tick() && ticks < 10*stillness {
			ticks++
		}
		if ticks < stillness-2 || ticks > stillness+2 || !errors.Is(d.Fault(), ErrLost) || d.State() != Ready || f.open != 0 {
			t.Errorf("%v: after %d ticks %v in %v, %d open", s, ticks, d.Fault(), d.State(), f.open)
		}
	}
}

// Doing it again keeps the first recording until the microphone is open.
func TestAgainKeepsTheOldOneWhenThereIsNoMicrophone(t *testing.T) {
	d, f := inState(t, Ready)
	was := d.Packed()
	f.refuse = true
	if err := d.Record(); !errors.Is(err, ErrMicrophone) {
		t.Fatal(err)
	}
	if !slices.Equal(was, d.Packed()) {
		t.Error("the old recording is gone")
	}
}

func TestTheLongestRecordingEndsByItself(t *testing.T) {
	d, f := inState(t, Empty)
	if err := d.Record(); err != nil {
		t.Fatal(err)
	}
	second := voice(Rate)
	for range int(Longest/time.Second) + 5 {
		f.hear(second)
	}
	if !d.Tick() || d.State() != Ready || !d.Full() || d.Length() != Longest || f.open != 0 {
		t.Errorf("state %v, full %v, length %v, open %d", d.State(), d.Full(), d.Length(), f.open)
	}
	if len(d.Packed()) > record.TalkBytes || Longest != record.TalkLongest {
		t.Errorf("%d bytes, %v: the record takes %d and %v", len(d.Packed()), Longest, record.TalkBytes, record.TalkLongest)
	}
}

// A page that is left while the device opens leaves no microphone open.
func TestCloseWhileTheDeviceOpens(t *testing.T) {
	for _, refuse := range []bool{false, true} {
		f := &fake{refuse: refuse}
		d := NewDeck(f)
		f.during = d.Close
		if err := d.Record(); err == nil {
			t.Error("a closed deck records")
		}
		if f.open != 0 || d.State() != Empty {
			t.Errorf("%d open, state %v", f.open, d.State())
		}
	}
}

// While one device opens, nothing else is done.
func TestBusyWhileTheDeviceOpens(t *testing.T) {
	f := &fake{}
	d := NewDeck(f)
	f.during = func() {
		for name, do := range map[string]func() error{"record": d.Record, "play": d.Play, "stop": d.Stop, "clear": d.Clear} {
			if err := do(); !errors.Is(err, ErrState) {
				t.Errorf("%s while it opens: %v", name, err)
			}
		}
		if d.Tick() {
			t.Error("a tick while it opens changes something")
		}
	}
	if err := d.Record(); err != nil {
		t.Fatal(err)
	}
}

func TestSilenceIsNoVoice(t *testing.T) {
	d, f := inState(t, Empty)
	if err := d.Record(); err != nil {
		t.Fatal(err)
	}
	f.hear(make([]int16, Rate))
	if d.Level() != 0 {
		t.Errorf("silence is %v loud", d.Level())
	}
	if err := d.Stop(); err != nil || !d.Silent() {
		t.Errorf("silence counts as a voice (%v)", err)
	}
	if d, _ := inState(t, Ready); d.Silent() {
		t.Error("a voice counts as silence")
	}
}

// Whatever is done in whatever order: one device at most, the microphone only while it records, and nothing panics.
func TestAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := &fake{}
		d := NewDeck(f)
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			f.refuse = rapid.IntRange(0, 4).Draw(t, "refuse") == 0
			switch rapid.IntRange(0, 8).Draw(t, "what") {
			case 0:
				_ = d.Record()
			case 1:
				_ = d.Play()
			case 2:
				_ = d.Stop()
			case 3:
				_ = d.Clear()
			case 4:
				_ = d.Load(Pack(voice(rapid.IntRange(0, 3000).Draw(t, "n"))))
			case 5:
				if f.hear != nil {
					f.hear(voice(rapid.IntRange(0, 3000).Draw(t, "heard")))
				}
			case 6:
				if f.fill != nil {
					f.fill(make([]int16, rapid.IntRange(0, 9000).Draw(t, "asked")))
				}
			case 7:
				if f.gone != nil {
					f.gone()
				}
			case 8:
				d.Tick()
			}
			s := d.State()
			if moving := s == Recording || s == Playing; f.open > 1 || moving != (f.open == 1) {
				t.Fatalf("%d devices are open in %v", f.open, s)
			}
			if (s == Ready || s == Playing) && d.Length() == 0 {
				t.Fatalf("nothing to hear in %v", s)
			}
		}
	})
}

func TestNoneSaysSo(t *testing.T) {
	d := NewDeck(None{})
	if err := d.Record(); !errors.Is(err, ErrNone) || !errors.Is(d.Fault(), ErrNone) {
		t.Errorf("%v, %v", err, d.Fault())
	}
	if err := d.Load(Pack(voice(100))); err != nil {
		t.Fatal(err)
	}
	if err := d.Play(); !errors.Is(err, ErrNone) || d.State() != Ready {
		t.Errorf("%v, %v", err, d.State())
	}
}
