package keyfile_test

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"schakel/internal/fault"
	"schakel/internal/keyfile"
	"schakel/internal/seal"
)

var quick = keyfile.QuickCost()

func phrase(s string) keyfile.Secret { return keyfile.Passphrase([]byte(s)) }

func made(t testing.TB) (*keyfile.File, *seal.Key) {
	t.Helper()
	master, err := seal.NewKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	f := keyfile.New([16]byte{1, 2, 3})
	if err := f.Set(phrase("kikker fiets"), master, quick, rand.Reader); err != nil {
		t.Fatal(err)
	}
	return f, master
}

func same(a, b *seal.Key) bool { return bytes.Equal(a.Bytes(), b.Bytes()) }

func TestEverySlotOpensTheSameKey(t *testing.T) {
	f, master := made(t)
	code, err := keyfile.NewCode(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := keyfile.RecoveryCode(code)
	if err != nil {
		t.Fatal(err)
	}
	if f.Has(keyfile.KindRecovery) {
		t.Error("a recovery slot before there is one")
	}
	if err := f.Set(secret, master, quick, rand.Reader); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "keys")
	if err := f.Write(path, master); err != nil {
		t.Fatal(err)
	}
	g, err := keyfile.Read(path)
	if err != nil || g.Store != f.Store || !g.Has(keyfile.KindRecovery) {
		t.Fatal(err)
	}
	for _, s := range []keyfile.Secret{phrase("kikker fiets"), secret} {
		got, err := g.Unlock(s, quick)
		if err != nil || !same(got, master) {
			t.Errorf("%v", err)
		}
	}
	if _, err := g.Unlock(phrase("kikker fietz"), quick); fault.Of(err) != fault.Secret || fault.CodeOf(err) != "store.secret" {
		t.Errorf("wrong: %v", err)
	}
	if _, err := g.Unlock(phrase(code), quick); fault.Of(err) != fault.Secret {
		t.Errorf("a code is no passphrase: %v", err)
	}
	info, _ := os.Stat(path)
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestANewSlotRevokesTheOldOne(t *testing.T) {
	f, master := made(t)
	if err := f.Set(phrase("boter wolken"), master, quick, rand.Reader); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Unlock(phrase("kikker fiets"), quick); !errors.Is(err, keyfile.ErrSecret) {
		t.Errorf("the old passphrase: %v", err)
	}
	if got, err := f.Unlock(phrase("boter wolken"), quick); err != nil || !same(got, master) {
		t.Error(err)
	}
}

func TestPassphrasesAreNormalised(t *testing.T) {
	f, master := made(t)
	_ = f.Set(phrase("cafe\u0301 \ufb01ets"), master, quick, rand.Reader)
	if _, err := f.Unlock(phrase("café fiets"), quick); err != nil {
		t.Error(err)
	}
}

func TestEveryFlippedOrMissingByteIsFound(t *testing.T) {
	f, master := made(t)
	data, err := f.Bytes(master)
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		bad := bytes.Clone(data)
		bad[i] ^= 1
		if g, err := keyfile.Parse(bad); err == nil {
			t.Fatalf("byte %d: %+v", i, g.Generation)
		}
		if _, err := keyfile.Parse(data[:i]); err == nil {
			t.Fatalf("cut at %d", i)
		}
	}
}

// forge mends the sum after a change, as somebody could who knows the form and not the key.
func forge(data []byte, change func(body []byte)) []byte {
	bad := bytes.Clone(data)
	change(bad)
	return keyfile.Resum(bad)
}

func TestForgeryIsFound(t *testing.T) {
	f, master := made(t)
	data, _ := f.Bytes(master)
	for name, c := range map[string]struct {
		at   int
		want error
	}{
		"store":      {10, keyfile.ErrDamaged},
		"generation": {33, keyfile.ErrDamaged},
		"salt":       {40, keyfile.ErrSecret},
		"public":     {70, keyfile.ErrSecret},
		"sealed":     {len(data) - 70, keyfile.ErrDamaged},
		"mac":        {len(data) - 40, keyfile.ErrDamaged},
	} {
		g, err := keyfile.Parse(forge(data, func(b []byte) { b[c.at] ^= 1 }))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := g.Unlock(phrase("kikker fiets"), quick); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCostOutsideTheLimitsTakesNoMemory(t *testing.T) {
	f, master := made(t)
	data, _ := f.Bytes(master)
	const time, memory, threads = 35 + 4 + 17, 35 + 4 + 21, 35 + 4 + 25
	put := func(at int, v uint32) func([]byte) { return func(b []byte) { binary.BigEndian.PutUint32(b[at:], v) } }
	for name, change := range map[string]func([]byte){
		"no time": put(time, 0), "much time": put(time, 1000), "little memory": put(memory, 1), "much memory": put(memory, 1<<31),
		"no threads": func(b []byte) { b[threads] = 0 }, "many threads": func(b []byte) { b[threads] = 255 },
	} {
		g, err := keyfile.Parse(forge(data, change))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := g.Unlock(phrase("kikker fiets"), quick); !errors.Is(err, keyfile.ErrCost) {
			t.Errorf("%s: %v", name, err)
		}
		if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 1<<20 {
			t.Errorf("%s took %d bytes", name, after.TotalAlloc-before.TotalAlloc)
		}
	}
	g, _ := keyfile.Parse(data)
	if _, err := g.Unlock(phrase("kikker fiets"), keyfile.Cost{}); !errors.Is(err, keyfile.ErrCost) {
		t.Errorf("a test's cost below the real floor: %v", err)
	}
}

func TestNewerIsSaid(t *testing.T) {
	f, master := made(t)
	data, _ := f.Bytes(master)
	data[9] = 2
	if _, err := keyfile.Parse(data); fault.Of(err) != fault.Newer {
		t.Error(err)
	}
	if _, err := keyfile.Read(filepath.Join(t.TempDir(), "keys")); fault.Of(err) != fault.NotFound {
		t.Error(err)
	}
}

func TestDefaultCost(t *testing.T) {
	c := keyfile.DefaultCost()
	if c.Time != 3 || c.Threads != 4 || c.Memory != 256<<10 && c.Memory != 64<<10 {
		t.Errorf("%+v", c)
	}
}

func TestSecretsAreNeverPrinted(t *testing.T) {
	s := phrase("kikker fiets")
	if all := fmt.Sprintf("%v %+v %#v %s %x %q", s, s, s, s, s, s); strings.Contains(all, "kikker") || strings.Contains(all, "6b696b") || strings.Contains(all, "107") {
		t.Error(all)
	}
	s.Wipe()
}

func FuzzParse(f *testing.F) {
	k, master := made(f)
	data, _ := k.Bytes(master)
	f.Add(data)
	f.Add([]byte("SCHKLKEY"))
	_, shares, _ := keyfile.NewParts(rand.Reader)
	_ = k.Set(shares, master, quick, rand.Reader)
	k.Drop(keyfile.KindPassphrase)
	data, _ = k.Bytes(master)
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, b := range [][]byte{data, keyfile.Resum(append(bytes.Clone(data), make([]byte, 64)...))} {
			g, err := keyfile.Parse(b)
			if err != nil {
				continue
			}
			if err := g.Rotate(master); err != nil && !errors.Is(err, keyfile.ErrDamaged) {
				t.Fatal(err) // a public half that is none
			} else if out, berr := g.Bytes(master); err == nil && berr == nil {
				if _, err := keyfile.Parse(out); err != nil {
					t.Fatalf("what was written cannot be read: %v", err)
				}
			}
			if g.Has(keyfile.KindPassphrase) {
				continue // deriving for whatever cost the fuzzer thinks of takes long
			}
			if _, err := g.Unlock(phrase("x"), quick); !errors.Is(err, keyfile.ErrSecret) {
				t.Fatal(err)
			}
		}
	})
}
