package sound

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// speech is something like a voice: a few tones that come and go, with some noise.
func speech(n int) []int16 {
	rnd := rand.New(rand.NewPCG(1, 2))
	out := make([]int16, n)
	for i := range out {
		at := float64(i) / Rate
		v := 0.0
		for k, f := range []float64{140, 280, 560, 1100, 2300} {
			v += math.Sin(2*math.Pi*f*at+float64(k)) / float64(k+1)
		}
		v *= 4000 * (0.6 + 0.4*math.Sin(2*math.Pi*3*at))
		out[i] = int16(v + 40*rnd.NormFloat64())
	}
	return out
}

// noise is how far two recordings lie apart, as a part of the first, in decibels.
func noise(a, b []int16) float64 {
	var signal, wrong float64
	for i := range a {
		d := float64(a[i]) - float64(b[i])
		signal, wrong = signal+float64(a[i])*float64(a[i]), wrong+d*d
	}
	return 10 * math.Log10(signal/wrong)
}

func TestPackedSpeechIsTheSameToTheEar(t *testing.T) {
	for _, n := range []int{1, 2, 3, block - 1, block, block + 1, 5*block + 7, Rate * 10} {
		in := speech(n)
		data := Pack(in)
		out, err := Unpack(data)
		if err != nil || len(out) != n {
			t.Fatalf("%d samples: %d came back, %v", n, len(out), err)
		}
		if d, err := Length(data); err != nil || d != duration(n) {
			t.Errorf("%d samples: %v, %v", n, d, err)
		}
		if n > block && noise(in, out) < 25 {
			t.Errorf("%d samples: only %.1f dB above the noise", n, noise(in, out))
		}
		if again := Pack(in); !bytes.Equal(again, data) {
			t.Error("the same sound gives other bytes")
		}
	}
	if Pack(nil) != nil {
		t.Error("nothing gives something")
	}
}

func TestAMinuteIsSmall(t *testing.T) {
	if n := len(Pack(make([]int16, Rate*60))); n > 490_000 {
		t.Errorf("a minute takes %d bytes", n)
	}
	if d, _ := Length(Pack(make([]int16, mostFrames+Rate))); d != Longest {
		t.Errorf("too long a recording is %v", d)
	}
}

// The loudest there is does not turn over.
func TestLoudestAndSoftest(t *testing.T) {
	in := make([]int16, 4000)
	for i := range in {
		in[i] = 32767
		if i/50%2 == 1 {
			in[i] = -32768
		}
	}
	out, err := Unpack(Pack(in))
	if err != nil {
		t.Fatal(err)
	}
	for i := range in {
		if i%50 > 40 && (in[i] > 0) != (out[i] > 0) {
			t.Fatalf("sample %d of %d became %d", i, in[i], out[i])
		}
	}
}

func TestDamagedRecordingsAreRefused(t *testing.T) {
	data := Pack(speech(3000))
	for i := range data {
		if _, err := Unpack(data[:i]); !errors.Is(err, ErrDamaged) {
			t.Fatalf("cut at %d: %v", i, err)
		}
		for bit := range 8 {
			bad := bytes.Clone(data)
			bad[i] ^= 1 << bit
			if _, err := Unpack(bad); !errors.Is(err, ErrDamaged) {
				t.Fatalf("bit %d of byte %d turned: %v", bit, i, err)
			}
		}
	}
	for name, bad := range map[string][]byte{
		"nothing": {}, "text": []byte("geen opname, maar een tekst"), "more": append(bytes.Clone(data), 0),
	} {
		if _, err := Unpack(bad); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// sum puts a right checksum on what somebody made up, so that what lies behind it is looked at too.
func sum(data []byte) []byte {
	if len(data) < headSize {
		return data
	}
	data = bytes.Clone(data)
	binary.LittleEndian.PutUint32(data[8:], crc32.ChecksumIEEE(data[headSize:]))
	return data
}

func TestMadeUpStepsAreRefused(t *testing.T) {
	data := Pack(speech(3000))
	for _, at := range []int{headSize + 2, headSize + 3} {
		bad := bytes.Clone(data)
		bad[at] = 200
		if _, err := Unpack(sum(bad)); !errors.Is(err, ErrDamaged) {
			t.Errorf("byte %d: %v", at, err)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	for _, n := range []int{1, 2, 1024, 1025, 3000} {
		f.Add(Pack(speech(n)))
	}
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, b := range [][]byte{data, sum(data)} {
			out, err := Unpack(b)
			d, headErr := Length(b)
			if err == nil && (headErr != nil || d != duration(len(out)) || len(out) == 0 || len(out) > mostFrames) {
				t.Fatalf("%d samples, %v, %v", len(out), d, headErr)
			}
			if err != nil && !errors.Is(err, ErrDamaged) {
				t.Fatal(err)
			}
		}
	})
}

func TestLoudness(t *testing.T) {
	if loudness([]int16{0, 0}) != 0 || loudness([]int16{-32768}) != 1 || loudness([]int16{3000}) <= loudness([]int16{300}) {
		t.Error("the meter is wrong")
	}
}

func TestLengthIsExact(t *testing.T) {
	if duration(Rate*3) != 3*time.Second {
		t.Error(duration(Rate * 3))
	}
}
