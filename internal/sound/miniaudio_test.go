//go:build cgo && !ci

package sound

import (
	"errors"
	"math"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// These tests use the real library: CGO_ENABLED=1 go test ./internal/sound. Where there is no pulseaudio to play into, they are skipped.

// A computer without a microphone and a speaker says so, and at once.
func TestNoDeviceSaysSo(t *testing.T) {
	t.Setenv("PULSE_SERVER", "unix:"+filepath.Join(t.TempDir(), "nothing"))
	t.Setenv("ALSA_CONFIG_PATH", "/dev/null")
	t.Setenv("JACK_NO_START_SERVER", "1")
	began := time.Now()
	d := NewDeck(Open())
	if err := d.Record(); !errors.Is(err, ErrMicrophone) || d.State() != Empty {
		t.Errorf("record: %v, %v", err, d.State())
	}
	if err := d.Load(Pack(voice(Rate))); err != nil {
		t.Fatal(err)
	}
	if err := d.Play(); !errors.Is(err, ErrSpeaker) || d.State() != Ready {
		t.Errorf("play: %v, %v", err, d.State())
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("it took %v to say so", took)
	}
}

// server starts a sound server whose speaker is heard by its microphone, and gives how to end it.
func server(t *testing.T) (end func()) {
	t.Helper()
	program, err := exec.LookPath("pulseaudio")
	if err != nil {
		t.Skip("no pulseaudio here")
	}
	dir := t.TempDir()
	socket := filepath.Join(dir, "native")
	for name, value := range map[string]string{
		"HOME": dir, "XDG_RUNTIME_DIR": dir, "PULSE_RUNTIME_PATH": dir, "PULSE_STATE_PATH": dir, "PULSE_SERVER": "unix:" + socket,
	} {
		t.Setenv(name, value)
	}
	cmd := exec.Command(program, "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
		"--load=module-native-protocol-unix auth-anonymous=1 socket="+socket, "--load=module-null-sink sink_name=wire rate=16000 channels=1")
	if testing.Verbose() {
		cmd.Stderr = os.Stderr
	}
	if err := cmd.Start(); err != nil {
		t.Skip("no pulseaudio here: ", err)
	}
	done := make(chan struct{})
	go func() { _ = cmd.Wait(); close(done) }()
	end = func() {
		_ = cmd.Process.Kill()
		<-done
	}
	t.Cleanup(end)
	for range 100 {
		if c, err := net.Dial("unix", socket); err == nil {
			_ = c.Close()
			return end
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Skip("pulseaudio does not answer")
	return end
}

// until waits for something that a device does in its own time.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 400 {
		if ok() {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Fatal("never: ", what)
}

// sweep rises from low to high, so that it lies in one place only when it is looked for.
func sweep(n int) []int16 {
	out := make([]int16, n)
	for i := range out {
		at := float64(i) / Rate
		out[i] = int16(9000 * math.Sin(2*math.Pi*(150*at+300*at*at)))
	}
	return out
}

// What is played into a wire comes out of it as it was, within what packing changes. A computer that is busy with other things may leave
// out a piece; then it is tried again.
func TestPlayedSoundIsRecorded(t *testing.T) {
	server(t)
	best := 0.0
	for range 4 {
		if best = max(best, playedAndRecorded(t)); best > 0.9 {
			return
		}
	}
	t.Errorf("only %.0f%% of what was played was recorded", 100*best)
}

func playedAndRecorded(t *testing.T) float64 {
	t.Helper()
	packed := Pack(sweep(2 * Rate))
	ear, mouth := NewDeck(Open()), NewDeck(Open())
	defer ear.Close()
	defer mouth.Close()
	if err := mouth.Load(packed); err != nil {
		t.Fatal(err)
	}
	if err := ear.Record(); err != nil {
		t.Fatal(err)
	}
	until(t, "the microphone hears", func() bool { return ear.Elapsed() > 200*time.Millisecond })
	if err := mouth.Play(); err != nil {
		t.Fatal(err)
	}
	until(t, "it ends by itself", func() bool { mouth.Tick(); return mouth.State() == Ready })
	time.Sleep(300 * time.Millisecond)
	if err := ear.Stop(); err != nil {
		t.Fatal(err)
	}
	heard, err := Unpack(ear.Packed())
	if err != nil {
		t.Fatal(err)
	}
	want, err := Unpack(packed)
	if err != nil {
		t.Fatal(err)
	}
	if ear.Silent() {
		t.Error("a voice counts as silence")
	}
	part := alike(want, heard)
	t.Logf("%v recorded; %.0f%% of what was played is in it", duration(len(heard)), 100*part)
	return part
}

// alike is how many tenths of a second of one sound are found in another, in their order, as a part of all. A piece that a busy computer
// left out or doubled moves what follows it, and is not found itself.
func alike(want, heard []int16) float64 {
	const piece, reach = Rate / 10, Rate / 4
	found, from := 0, 0
	for i := 0; i+piece <= len(want); i += piece {
		part, best, at := want[i:i+piece], 0.0, 0
		to := min(len(heard)-piece, from+reach)
		if found == 0 {
			to = len(heard) - piece
		}
		for shift := max(0, from-reach); shift <= to; shift++ {
			if v := correlation(part, heard[shift:shift+piece], 3); v > best {
				best, at = v, shift
			}
		}
		if best > 0.98 {
			found++
			from = at + piece
		}
	}
	return float64(found*piece) / float64(len(want))
}

func correlation(a, b []int16, step int) float64 {
	var ab, aa, bb float64
	for i := 0; i < len(a); i += step {
		x, y := float64(a[i]), float64(b[i])
		ab, aa, bb = ab+x*y, aa+x*x, bb+y*y
	}
	if aa == 0 || bb == 0 {
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

// A microphone and a speaker that go away in the middle are noticed; what was heard until then stays.
func TestALostServerIsNoticed(t *testing.T) {
	end := server(t)
	ear, mouth := NewDeck(Open()), NewDeck(Open())
	t.Cleanup(ear.Close)
	t.Cleanup(mouth.Close)
	if err := mouth.Load(Pack(speech(20 * Rate))); err != nil {
		t.Fatal(err)
	}
	if err := ear.Record(); err != nil {
		t.Fatal(err)
	}
	if err := mouth.Play(); err != nil {
		t.Fatal(err)
	}
	until(t, "the microphone hears", func() bool { return ear.Elapsed() > 300*time.Millisecond })
	end()
	until(t, "the recording ends", func() bool { ear.Tick(); return ear.State() == Ready })
	until(t, "the playing ends", func() bool { mouth.Tick(); return mouth.State() == Ready })
	if !errors.Is(ear.Fault(), ErrLost) || !errors.Is(mouth.Fault(), ErrLost) {
		t.Errorf("%v, %v: want lost", ear.Fault(), mouth.Fault())
	}
	if ear.Length() < 250*time.Millisecond {
		t.Errorf("only %v stayed", ear.Length())
	}
}
