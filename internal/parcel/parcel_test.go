package parcel_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"schakel/internal/fault"
	"schakel/internal/parcel"
	"schakel/internal/record"
	"schakel/internal/seal"
)

func keys(t testing.TB, first byte) parcel.Keys {
	t.Helper()
	seed := make([]byte, seal.KeySize)
	seed[0] = first
	k, err := parcel.NewKeys(seal.KeyFrom(seed))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func named(k parcel.Keys, name string) parcel.Card {
	return k.Card(record.Text(name), record.Text("intermediair"))
}

func head(k parcel.Keys) parcel.Head {
	return parcel.Head{ID: [16]byte{1, 2}, Sort: parcel.Caseload, Made: time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC), From: named(k, "Fatima")}
}

func TestAParcelOpensForItsReceiverAndNobodyElse(t *testing.T) {
	giver, receiver, stranger := keys(t, 1), keys(t, 2), keys(t, 3)
	content := bytes.Repeat([]byte("wie en wat\n"), 20000)
	file, err := giver.Seal(head(giver), named(receiver, "Karim"), content)
	if err != nil {
		t.Fatal(err)
	}
	h, got, err := receiver.Open(file)
	if err != nil || !bytes.Equal(got, content) {
		t.Fatalf("opened %d bytes, %v", len(got), err)
	}
	if h.ID != head(giver).ID || !h.Made.Equal(head(giver).Made) || h.From.Name.Reveal() != "Fatima" || !h.From.Same(named(giver, "")) {
		t.Fatalf("the head is %v", h)
	}
	for name, k := range map[string]parcel.Keys{"stranger": stranger, "giver": giver} {
		if _, _, err := k.Open(file); !errors.Is(err, parcel.ErrRecipient) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, clear := range []string{"Fatima", "Karim", "caseload", "wie en wat"} {
		if bytes.Contains(file, []byte(clear)) {
			t.Errorf("%q can be read from outside", clear)
		}
	}
}

// Whoever opened a parcel cannot hand it on as if the giver had sealed it to somebody else.
func TestAParcelIsForOneReceiver(t *testing.T) {
	giver, receiver, third := keys(t, 1), keys(t, 2), keys(t, 3)
	file, err := giver.Seal(head(giver), named(receiver, "Karim"), []byte("een"))
	if err != nil {
		t.Fatal(err)
	}
	h, content, err := receiver.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	again, err := receiver.Seal(h, named(third, "Aster"), content) // says it is from the giver, signed by the receiver
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := third.Open(again); !errors.Is(err, parcel.ErrDamaged) {
		t.Fatalf("a parcel that somebody else signed opens: %v", err)
	}
}

func TestEveryChangedByteOfAParcelIsNoticed(t *testing.T) {
	giver, receiver := keys(t, 1), keys(t, 2)
	file, err := giver.Seal(head(giver), named(receiver, "Karim"), []byte("een gezin"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range file {
		bad := bytes.Clone(file)
		bad[i] ^= 1
		if _, _, err := receiver.Open(bad); err == nil {
			t.Fatalf("byte %d can be changed", i)
		} else if fault.CodeOf(err) == "" {
			t.Fatalf("byte %d: an error without a code: %v", i, err)
		}
	}
	for n := range file {
		if _, _, err := receiver.Open(file[:n]); err == nil {
			t.Fatalf("the first %d bytes open", n)
		}
	}
}

func TestACardReadsBackAndItsWordsFollowItsKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[A-Za-zé أ-ي]{0,40}`).Draw(t, "name")
		k := keys2(t)
		c := k.Card(record.Text(name), record.Private{})
		data, err := c.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		got, err := parcel.ParseCard(data)
		if err != nil || got.Name.Reveal() != name || !got.Same(c) || got.Words() != c.Words() {
			t.Fatalf("%v, %v", got, err)
		}
	})
	if a, b := named(keys(t, 1), "x"), named(keys(t, 2), "x"); a.Words() == b.Words() || a.Same(b) {
		t.Fatal("two cards have the same words")
	}
}

func keys2(t *rapid.T) parcel.Keys {
	k, err := parcel.NewKeys(seal.KeyFrom(rapid.SliceOfN(rapid.Byte(), seal.KeySize, seal.KeySize).Draw(t, "seed")))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestWhatIsNoCardIsRefused(t *testing.T) {
	good, err := named(keys(t, 1), "Fatima").Bytes()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"empty":      {nil, parcel.ErrCard},
		"other file": {[]byte(`{"format":"x"}`), parcel.ErrCard},
		"newer":      {bytes.Replace(good, []byte(`"version":1`), []byte(`"version":2`), 1), parcel.ErrCardNewer},
		"no key":     {bytes.Replace(good, []byte(`"verify":"`), []byte(`"verify":"AAAA`), 1), parcel.ErrCard},
		"control":    {bytes.Replace(good, []byte("Fatima"), []byte(`Fat\u202eima`), 1), parcel.ErrCard},
		"large":      {make([]byte, parcel.MaxCard+1), parcel.ErrSize},
	} {
		if _, err := parcel.ParseCard(c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	giver, receiver := keys(f, 1), keys(f, 2)
	file, err := giver.Seal(head(giver), named(receiver, "Karim"), []byte("een gezin"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(file)
	f.Add([]byte("schakel overdracht 1\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, _, err := receiver.Open(data); err != nil && fault.CodeOf(err) == "" {
			t.Fatalf("an error without a code: %v", err)
		}
		if _, err := parcel.ParseCard(data); err != nil && fault.CodeOf(err) == "" {
			t.Fatalf("an error without a code: %v", err)
		}
	})
}
