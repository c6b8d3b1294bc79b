package cjg

import (
	"bytes"
	"encoding/binary"
	"testing"
)

// FuzzUnmarshal: whatever is read can be written, and reading that again gives the same bytes.
func FuzzUnmarshal(f *testing.F) {
	seeds := []Document{
		&Request{Number: "V-0003", To: Recipient{Organisation: "CJG"}, From: Sender{Name: "x"}, Sort: "ruimte", Question: "Een zaal?"},
		&Recall{About: "0b6a7a3e-0000-4000-8000-000000000001", Number: "H-0042", Whole: true, Date: "2026-11-24"},
		&Answer{About: "0b6a7a3e-0000-4000-8000-000000000001", State: StateReceived, CallWithin: 2, Date: "2026-11-24"},
	}
	for _, d := range seeds {
		data, err := Marshal(d)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := Unmarshal(data)
		if err != nil {
			return
		}
		first, err := Marshal(d)
		if err != nil {
			t.Fatalf("read but not written: %v", err)
		}
		again, err := Unmarshal(first)
		if err != nil {
			t.Fatalf("written but not read: %v", err)
		}
		second, err := Marshal(again)
		if err != nil || !bytes.Equal(first, second) {
			t.Fatalf("two writings differ: %v", err)
		}
	})
}

// FuzzSplitBatch: what is split joins to the same bytes.
func FuzzSplitBatch(f *testing.F) {
	f.Add([]byte{0, 0, 0, 1, 'x', 0, 0, 0, 2, 'y', 'z'})
	f.Fuzz(func(t *testing.T, data []byte) {
		parts, err := splitBatch(data)
		if err != nil {
			return
		}
		var out []byte
		for _, p := range parts {
			out = append(binary.BigEndian.AppendUint32(out, uint32(len(p))), p...)
		}
		if !bytes.Equal(out, data) || len(parts) > MaxBatch {
			t.Fatal("split and join differ")
		}
	})
}

// FuzzParseCode: a code that is read prints to one form that reads the same.
func FuzzParseCode(f *testing.F) {
	f.Add(Code{Secret: [9]byte{1}, Pin: [10]byte{2}}.String())
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCode(s)
		if err != nil {
			return
		}
		if again, err := ParseCode(c.String()); err != nil || again != c {
			t.Fatalf("%q", s)
		}
	})
}
