package envelope_test

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"schakel/internal/envelope"
)

var update = flag.Bool("update", false, "write testdata/vectors.json anew")

type pair struct {
	signing envelope.SigningKey
	opening envelope.OpeningKey
}

// fixed gives keys that every run and every other implementation can make again: seeds of one repeated byte.
func fixed(t testing.TB, n byte) pair {
	t.Helper()
	s, err := envelope.ParseSigningKey(bytes.Repeat([]byte{n}, 32))
	if err != nil {
		t.Fatal(err)
	}
	o, err := envelope.ParseOpeningKey(bytes.Repeat([]byte{n + 1}, 32))
	if err != nil {
		t.Fatal(err)
	}
	return pair{s, o}
}

func fields() envelope.Fields {
	return envelope.Fields{
		ID: envelope.UUID{1, 2, 3, 4, 5, 6, 0x40, 8, 0x80, 10, 11, 12, 13, 14, 15, 16}, Version: 1,
		Kind: envelope.Referral, Created: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC),
	}
}

func seal(t testing.TB, document []byte) ([]byte, envelope.Header) {
	t.Helper()
	sealed, h, err := envelope.Seal(rand.Reader, fields(), document, fixed(t, 1).signing, fixed(t, 3).opening.Public())
	if err != nil {
		t.Fatal(err)
	}
	return sealed, h
}

func TestRoundTrip(t *testing.T) {
	for _, size := range []int{0, 1, 475, 476, 477, 2048, envelope.MaxDocument} {
		document := bytes.Repeat([]byte("é"), size/2+1)[:size]
		sealed, want := seal(t, document)
		h, got, err := envelope.Open(sealed, fixed(t, 3).opening, fixed(t, 1).signing.Public())
		if err != nil {
			t.Fatalf("%d bytes: %v", size, err)
		}
		if h != want || !bytes.Equal(got, document) {
			t.Errorf("%d bytes: header or document differ", size)
		}
		if len(sealed) > envelope.MaxSealed {
			t.Errorf("%d bytes seal to %d, over the limit", size, len(sealed))
		}
	}
}

func TestSealedHidesTheContent(t *testing.T) {
	sealed, _ := seal(t, []byte("Elif Yildiz, 06 1234 5678"))
	if bytes.Contains(sealed, []byte("Elif")) || bytes.Contains(sealed, []byte("1234")) {
		t.Error("the content stands in clear")
	}
}

func TestLengthSaysLittle(t *testing.T) {
	a, _ := seal(t, []byte("ja"))
	b, _ := seal(t, bytes.Repeat([]byte("x"), 400))
	if len(a) != len(b) {
		t.Errorf("lengths %d and %d differ within one block", len(a), len(b))
	}
}

func TestEveryFlippedByteIsAnError(t *testing.T) {
	sealed, _ := seal(t, []byte(`{"schema":"x"}`))
	to, from := fixed(t, 3).opening, fixed(t, 1).signing.Public()
	for i := range sealed {
		for _, mask := range []byte{0x01, 0x80, 0xff} {
			bad := bytes.Clone(sealed)
			bad[i] ^= mask
			if _, doc, err := envelope.Open(bad, to, from); err == nil || doc != nil {
				t.Fatalf("byte %d flipped with %x opens", i, mask)
			}
			if _, err := envelope.VerifyHeader(bad, from); err == nil {
				t.Fatalf("byte %d flipped with %x verifies at the front", i, mask)
			}
		}
	}
	for i := range sealed {
		if _, _, err := envelope.Open(sealed[:i], to, from); err == nil {
			t.Fatalf("cut at %d opens", i)
		}
	}
	if _, _, err := envelope.Open(append(bytes.Clone(sealed), 0), to, from); err == nil {
		t.Fatal("a longer envelope opens")
	}
}

func TestWrongKeys(t *testing.T) {
	sealed, _ := seal(t, []byte("x"))
	if _, _, err := envelope.Open(sealed, fixed(t, 5).opening, fixed(t, 1).signing.Public()); !errors.Is(err, envelope.ErrRecipient) {
		t.Errorf("another recipient: %v", err)
	}
	if _, _, err := envelope.Open(sealed, fixed(t, 3).opening, fixed(t, 5).signing.Public()); !errors.Is(err, envelope.ErrSignature) {
		t.Errorf("another sender: %v", err)
	}
	if _, _, err := envelope.Open(sealed, fixed(t, 3).opening, envelope.VerifyKey{}); !errors.Is(err, envelope.ErrSignature) {
		t.Errorf("no sender: %v", err)
	}
	if _, _, err := envelope.Open(sealed, envelope.OpeningKey{}, fixed(t, 1).signing.Public()); !errors.Is(err, envelope.ErrRecipient) {
		t.Errorf("no recipient: %v", err)
	}
}

func TestSealRefuses(t *testing.T) {
	to, from := fixed(t, 3).opening.Public(), fixed(t, 1).signing
	for name, change := range map[string]func(*envelope.Fields){
		"no id":        func(f *envelope.Fields) { f.ID = envelope.UUID{} },
		"no version":   func(f *envelope.Fields) { f.Version = 0 },
		"no kind":      func(f *envelope.Fields) { f.Kind = "" },
		"kind in caps": func(f *envelope.Fields) { f.Kind = "Verzoek" },
		"before 1970":  func(f *envelope.Fields) { f.Created = time.Time{} },
	} {
		f := fields()
		change(&f)
		if _, _, err := envelope.Seal(rand.Reader, f, nil, from, to); !errors.Is(err, envelope.ErrFields) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := envelope.Seal(rand.Reader, fields(), make([]byte, envelope.MaxDocument+1), from, to); !errors.Is(err, envelope.ErrSize) {
		t.Errorf("too large: %v", err)
	}
	if _, _, err := envelope.Seal(rand.Reader, fields(), nil, from, envelope.SealingKey{}); !errors.Is(err, envelope.ErrKey) {
		t.Errorf("no key: %v", err)
	}
}

func TestSameSaltSameCommit(t *testing.T) {
	f := fields()
	f.Salt[0] = 7
	_, a, _ := envelope.Seal(rand.Reader, f, []byte("x"), fixed(t, 1).signing, fixed(t, 3).opening.Public())
	_, b, _ := envelope.Seal(rand.Reader, f, []byte("x"), fixed(t, 1).signing, fixed(t, 5).opening.Public())
	if a.Commit != b.Commit || !a.Same(b) || a.Recipient == b.Recipient {
		t.Error("the same salt must give the same commit to another recipient key")
	}
	_, c := seal(t, []byte("x"))
	if c.Same(a) {
		t.Error("a fresh salt must give another commit")
	}
}

func TestReceipts(t *testing.T) {
	_, h := seal(t, []byte("x"))
	front := fixed(t, 7).signing
	r := envelope.NewReceipt(envelope.Received, h, time.Date(2026, 11, 22, 10, 0, 1, 5, time.UTC), front)
	got, err := envelope.DecodeReceipt(r.String())
	if err != nil || got != r {
		t.Fatalf("decode: %v", err)
	}
	if err := got.Verify(envelope.Received, h, front.Public()); err != nil {
		t.Error(err)
	}
	other := h
	other.Version++
	for name, err := range map[string]error{
		"other kind":   got.Verify(envelope.Readable, h, front.Public()),
		"other header": got.Verify(envelope.Received, other, front.Public()),
		"other signer": got.Verify(envelope.Received, h, fixed(t, 9).signing.Public()),
		"no signer":    got.Verify(envelope.Received, h, envelope.VerifyKey{}),
		"zero receipt": envelope.Receipt{}.Verify(envelope.Received, h, front.Public()),
	} {
		if !errors.Is(err, envelope.ErrReceipt) {
			t.Errorf("%s: %v", name, err)
		}
	}
	data := r.Bytes()
	for i := range data {
		bad := bytes.Clone(data)
		bad[i] ^= 1
		if p, err := envelope.ParseReceipt(bad); err == nil && p.Verify(envelope.Received, h, front.Public()) == nil {
			t.Fatalf("byte %d flipped verifies", i)
		}
	}
}

func TestKeysRoundTrip(t *testing.T) {
	s, err := envelope.NewSigningKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	o, err := envelope.NewOpeningKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s2, err1 := envelope.ParseSigningKey(s.Bytes())
	o2, err2 := envelope.ParseOpeningKey(o.Bytes())
	v2, err3 := envelope.ParseVerifyKey(s.Public().Bytes())
	e2, err4 := envelope.ParseSealingKey(o.Public().Bytes())
	id, err5 := envelope.ParseKeyID(s.Public().ID().String())
	if err := errors.Join(err1, err2, err3, err4, err5); err != nil {
		t.Fatal(err)
	}
	if s2.Public().ID() != v2.ID() || o2.Public().ID() != e2.ID() || id != v2.ID() {
		t.Error("ids differ after a round trip")
	}
	if len(e2.Bytes()) != envelope.SealingKeySize {
		t.Errorf("a sealing key has %d bytes", len(e2.Bytes()))
	}
	if words := strings.Fields(v2.Fingerprint()); len(words) != 6 || v2.Fingerprint() != s.Public().Fingerprint() {
		t.Errorf("fingerprint %q", v2.Fingerprint())
	}
	if _, err := envelope.ParseSealingKey([]byte("short")); !errors.Is(err, envelope.ErrKey) {
		t.Errorf("short key: %v", err)
	}
}

func TestUUID(t *testing.T) {
	id, err := envelope.NewUUID(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := envelope.ParseUUID(id.String()); err != nil || got != id {
		t.Errorf("%v %v", got, err)
	}
	for _, bad := range []string{"", strings.ToUpper("0b6a7a3e-0000-4000-8000-00000000000a"), "0b6a7a3e00004000800000000000000000000", "0b6a7a3e_0000-4000-8000-000000000001"} {
		if _, err := envelope.ParseUUID(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// vector is one line of testdata/vectors.json: everything another implementation needs to check itself.
type vector struct {
	SenderSeed, RecipientSeed, FrontSeed, InboxSeed string
	Document, Salt, Commit, Header, Sealed          string
	Receipt, Readable, Fingerprint                  string
}

func TestVectors(t *testing.T) {
	const path = "testdata/vectors.json"
	if *update {
		writeVectors(t, path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	for i, v := range all {
		s, _ := envelope.ParseSigningKey(unhex(t, v.SenderSeed))
		o, _ := envelope.ParseOpeningKey(unhex(t, v.RecipientSeed))
		f, _ := envelope.ParseSigningKey(unhex(t, v.FrontSeed))
		h, doc, err := envelope.Open(unhex(t, v.Sealed), o, s.Public())
		if err != nil {
			t.Fatalf("vector %d: %v", i, err)
		}
		if hex.EncodeToString(doc) != v.Document || hex.EncodeToString(h.Bytes()) != v.Header || s.Public().Fingerprint() != v.Fingerprint {
			t.Errorf("vector %d: document, header or fingerprint differ", i)
		}
		r, err := envelope.ParseReceipt(unhex(t, v.Receipt))
		if err != nil || r.Verify(envelope.Received, h, f.Public()) != nil {
			t.Errorf("vector %d: receipt: %v", i, err)
		}
		inbox, _ := envelope.ParseSigningKey(unhex(t, v.InboxSeed))
		second, err := envelope.ParseReceipt(unhex(t, v.Readable))
		if err != nil || second.Verify(envelope.Readable, h, inbox.Public()) != nil {
			t.Errorf("vector %d: second receipt: %v", i, err)
		}
		sum := sha256.Sum256(append(unhex(t, v.Salt), doc...))
		if hex.EncodeToString(sum[:]) != v.Commit || sum != h.Commit {
			t.Errorf("vector %d: the commit is not that of salt and document", i)
		}
	}
}

func unhex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func writeVectors(t *testing.T, path string) {
	t.Helper()
	var all []vector
	for i, doc := range []string{"", `{"schema":"schakel-verzoek/1"}`, strings.Repeat("a", 1000)} {
		n := byte(10 * (i + 1))
		from, to, front, inbox := fixed(t, n), fixed(t, n+2), fixed(t, n+4), fixed(t, n+6)
		f := fields()
		f.Salt = [32]byte(bytes.Repeat([]byte{n + 9}, 32))
		f.Version = uint32(i + 1)
		f.Kind = envelope.Kinds()[i]
		sealed, h, err := envelope.Seal(rand.Reader, f, []byte(doc), from.signing, to.opening.Public())
		if err != nil {
			t.Fatal(err)
		}
		r := envelope.NewReceipt(envelope.Received, h, f.Created, front.signing)
		second := envelope.NewReceipt(envelope.Readable, h, f.Created, inbox.signing)
		x := hex.EncodeToString
		all = append(all, vector{
			x(from.signing.Bytes()), x(to.opening.Bytes()), x(front.signing.Bytes()), x(inbox.signing.Bytes()),
			x([]byte(doc)), x(f.Salt[:]), x(h.Commit[:]), x(h.Bytes()), x(sealed),
			x(r.Bytes()), x(second.Bytes()), from.signing.Public().Fingerprint(),
		})
	}
	data, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll("testdata", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(data, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}
