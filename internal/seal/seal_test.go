package seal_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/seal"
)

// counting gives 0, 1, 2, ...: for vectors only.
type counting struct{ n byte }

func (c *counting) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = c.n
		c.n++
	}
	return len(b), nil
}

func key(t testing.TB) *seal.Key {
	t.Helper()
	k, err := seal.NewKey(&counting{})
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func place() seal.Place {
	p := seal.Place{Bucket: 'c', Schema: 1, Revision: 7, Key: []byte("0123456789abcdef")}
	for i := range 16 {
		p.Store[i], p.Owner[i] = byte(0xa0+i), byte(0xb0+i)
	}
	return p
}

// The vectors stand for ever: a store of today must open tomorrow. They were computed by another
// implementation, written from RFC 8439 and the XChaCha draft.
func TestVectors(t *testing.T) {
	k := key(t)
	sealed, err := k.Seal(nil, []byte("zorg"), place(), &counting{0x40})
	if err != nil {
		t.Fatal(err)
	}
	if got := hex.EncodeToString(sealed); got != vectorSealed {
		t.Errorf("sealed %s", got)
	}
	sub, _ := k.Derive("schakel header 1")
	if got := hex.EncodeToString(sub.Bytes()); got != vectorDerived {
		t.Errorf("derived %s", got)
	}
	mac := k.MAC([]byte("a"), []byte("bc"))
	if got := hex.EncodeToString(mac[:]); got != vectorMAC {
		t.Errorf("mac %s", got)
	}
	b := make([]byte, 24)
	_ = k.Mask(b, bytes.Repeat([]byte{9}, 24))
	if got := hex.EncodeToString(b); got != vectorMask {
		t.Errorf("mask %s", got)
	}
}

func TestSealOpensOnlyInItsPlace(t *testing.T) {
	k := key(t)
	sealed, _ := k.Seal([]byte("before"), []byte("zorg"), place(), &counting{})
	if !bytes.HasPrefix(sealed, []byte("before")) {
		t.Fatal("the start is gone")
	}
	sealed = sealed[len("before"):]
	plain, err := k.Open(sealed, place())
	if err != nil || string(plain) != "zorg" {
		t.Fatalf("%q %v", plain, err)
	}
	other, _ := seal.NewKey(&counting{1})
	if _, err := other.Open(sealed, place()); !errors.Is(err, seal.ErrOpen) || fault.Of(err) != fault.Corrupt {
		t.Errorf("another key: %v", err)
	}
	for name, move := range map[string]func(*seal.Place){
		"store":    func(p *seal.Place) { p.Store[15]++ },
		"bucket":   func(p *seal.Place) { p.Bucket = 'd' },
		"schema":   func(p *seal.Place) { p.Schema = 2 },
		"owner":    func(p *seal.Place) { p.Owner[0]++ },
		"revision": func(p *seal.Place) { p.Revision++ },
		"key":      func(p *seal.Place) { p.Key = []byte("0123456789abcdeg") },
		"longer":   func(p *seal.Place) { p.Key = append([]byte("0123456789abcdef"), 0) },
	} {
		p := place()
		move(&p)
		if _, err := k.Open(sealed, p); !errors.Is(err, seal.ErrOpen) {
			t.Errorf("moved to another %s: %v", name, err)
		}
	}
}

func TestEveryFlippedOrMissingByteIsFound(t *testing.T) {
	k := key(t)
	sealed, _ := k.Seal(nil, []byte("zorg over een gezin"), place(), &counting{})
	for i := range sealed {
		for _, bit := range []byte{1, 0x80} {
			bad := bytes.Clone(sealed)
			bad[i] ^= bit
			if _, err := k.Open(bad, place()); !errors.Is(err, seal.ErrOpen) {
				t.Fatalf("byte %d: %v", i, err)
			}
		}
		if _, err := k.Open(sealed[:i], place()); !errors.Is(err, seal.ErrOpen) {
			t.Fatalf("cut at %d: %v", i, err)
		}
	}
}

func TestPaddingHidesTheLength(t *testing.T) {
	for _, c := range [][2]int{{0, 32}, {31, 32}, {32, 64}, {255, 256}, {256, 288}, {287, 288}, {900, 960}, {1023, 1024}, {1024, 1152}, {100_000, 106_496}} {
		if got := seal.Padded(c[0]); got != c[1] {
			t.Errorf("Padded(%d) = %d, want %d", c[0], got, c[1])
		}
	}
	for n := range 3000 {
		p := seal.Padded(n)
		if p <= n || p-n > max(32, n/8+1) {
			t.Fatalf("Padded(%d) = %d", n, p)
		}
	}
}

func TestKeysAreNeverPrinted(t *testing.T) {
	k := key(t)
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "key", k, "value", *k)
	j, _ := json.Marshal(map[string]any{"k": k, "v": *k})
	all := fmt.Sprintf("%v %+v %#v %s %x %v %+v %#v", k, k, k, k, k, *k, *k, *k) + log.String() + string(j)
	for _, leak := range []string{"000102", "AAEC", "0 1 2", "0x1, 0x2"} {
		if strings.Contains(all, leak) {
			t.Errorf("%q in %s", leak, all)
		}
	}
}

func TestWipe(t *testing.T) {
	k := key(t)
	k.Wipe()
	if !bytes.Equal(k.Bytes(), make([]byte, seal.KeySize)) {
		t.Error("the key is still there")
	}
	if _, err := k.Seal(nil, nil, place(), &counting{}); fault.Of(err) != fault.Locked {
		t.Errorf("seal: %v", err)
	}
	if _, err := k.Open(append([]byte{1}, make([]byte, 100)...), place()); fault.Of(err) != fault.Locked {
		t.Errorf("open: %v", err)
	}
	if _, err := k.Derive("x"); fault.Of(err) != fault.Locked {
		t.Errorf("derive: %v", err)
	}
	var none *seal.Key
	none.Wipe()
}

func TestNoRandomNoSeal(t *testing.T) {
	if _, err := key(t).Seal(nil, nil, place(), strings.NewReader("short")); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error(err)
	}
}

func FuzzSealOpen(f *testing.F) {
	f.Add([]byte("zorg"), []byte("key"), uint64(1))
	f.Add(bytes.Repeat([]byte{0x80, 0}, 300), []byte{}, uint64(0))
	f.Fuzz(func(t *testing.T, plain, at []byte, revision uint64) {
		k, p := key(t), place()
		p.Key, p.Revision = at, revision
		sealed, err := k.Seal(nil, plain, p, &counting{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := k.Open(sealed, p)
		if err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("%v", err)
		}
		if _, err := k.Open(plain, p); err == nil {
			t.Fatal("plain bytes opened")
		}
	})
}

// One opener for values of all lengths, with some between that do not open, gives what opening each by itself gives.
func TestOneOpenerForManyValues(t *testing.T) {
	k, other, at := key(t), seal.KeyFrom(bytes.Repeat([]byte{7}, seal.KeySize)), place()
	var o seal.Opener
	var last []byte
	for i := range 500 {
		text := bytes.Repeat([]byte{byte(i)}, i*i%700)
		at.Revision = uint64(i)
		sealed, err := k.Seal(nil, text, at, &counting{byte(i)})
		if err != nil {
			t.Fatal(err)
		}
		if i%7 == 3 {
			if _, err := o.Open(other, sealed, at); !errors.Is(err, seal.ErrOpen) {
				t.Fatal(err)
			}
			if _, err := o.Open(k, sealed[:i%len(sealed)], at); !errors.Is(err, seal.ErrOpen) {
				t.Fatal(err)
			}
		}
		alone, err := k.Open(sealed, at)
		if err != nil {
			t.Fatal(err)
		}
		if last, err = o.Open(k, sealed, at); err != nil || !bytes.Equal(last, alone) || !bytes.Equal(last, text) {
			t.Fatalf("value %d: %v", i, err)
		}
	}
	if o.Wipe(); len(last) == 0 || !bytes.Equal(last, make([]byte, len(last))) {
		t.Error("the value stands in memory after wiping")
	}
	o.Wipe()
}

func BenchmarkSealOpen(b *testing.B) {
	k, p, plain, random := key(b), place(), make([]byte, 900), &counting{}
	b.SetBytes(900)
	for b.Loop() {
		sealed, _ := k.Seal(nil, plain, p, random)
		if _, err := k.Open(sealed, p); err != nil {
			b.Fatal(err)
		}
	}
}
